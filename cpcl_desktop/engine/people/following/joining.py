"""Passages that an occlusion cut in two, put together where time, place and looks agree.

As the AFLink of StrongSORT (Du et al. 2023, arXiv:2202.13514) whole passages
are compared, not single detections: the one that ended inside the picture
waits, and who appeared inside the picture meanwhile may be the same person. In
place of a learned link there are gates, and the choice must be clear both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import Looks
from cpcl_desktop.engine.records import Join

_FAR = 0.1  # by how much a place at the edge of reach counts less than the one expected


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a later passage goes on from an earlier one."""

    later: Passage
    join: Join
    score: float


class Joining:
    """Ended passages that wait for what may be their second part."""

    def __init__(self, options: TrackOptions, looks: Looks) -> None:
        self._options, self._looks = options, looks
        self._waiting: list[Passage] = []

    def wait(self, passage: Passage) -> None:
        """A passage that ended inside the picture."""
        self._waiting.append(passage)

    def settle(self, now_us: int | None, followed: Sequence[Passage]) -> list[Passage]:
        """Join those that have waited long enough (None: all); returns those to which nothing belongs."""
        wait_us = (self._options.join_s + self._options.settle_s) * 1e6
        over = []
        for passage in sorted(self._waiting, key=lambda passage: (passage.last_us, passage.number)):
            if now_us is not None and now_us - passage.last_us < wait_us:
                break
            fit = self._clear_fit(passage, [*self._waiting, *followed])
            self._waiting.remove(passage)
            if fit is None:
                over.append(passage)
            else:
                fit.later.go_on_from(passage, fit.join)
        return over

    def _clear_fit(self, earlier: Passage, others: Sequence[Passage]) -> _Fit | None:
        """What goes on from a passage, if nothing else might, and it from nothing else."""
        fit = self._clearly_best(self._fit(earlier, later) for later in others)
        if fit is None:
            return None
        rivals = (self._fit(other, fit.later) for other in self._waiting if other is not earlier)
        best = max((rival.score for rival in rivals if rival is not None), default=-np.inf)
        return fit if fit.score >= best + self._options.join_margin else None

    def _clearly_best(self, fits: Iterable[_Fit | None]) -> _Fit | None:
        found = sorted((fit for fit in fits if fit is not None), key=lambda fit: (-fit.score, fit.later.number))
        if len(found) > 1 and found[0].score < found[1].score + self._options.join_margin:
            return None
        return found[0] if found else None

    def _fit(self, earlier: Passage, later: Passage) -> _Fit | None:
        options = self._options
        gap_s = (later.start_us - earlier.last_us) / 1e6
        if not 0 < gap_s <= options.join_s or later.began_at_edge or not later.is_track():
            return None
        distance = _distance(earlier, later, gap_s)
        reach = min(options.join_reach + options.join_speed * gap_s, options.join_furthest)
        resized = abs(np.log(later.first_height / earlier.last_height))
        if distance > reach or resized > np.log(options.join_resize):
            return None
        before, after = earlier.looks(self._looks), later.looks(self._looks)
        likeness = -1.0 if before is None or after is None else float(before @ after)
        if likeness < options.join_likely:
            return None
        join = Join(earlier.last_us, later.start_us, distance, likeness, earlier.observations)
        return _Fit(later, join, likeness - _FAR * distance / reach)


def _distance(earlier: Passage, later: Passage, gap_s: float) -> float:
    """Heights between where somebody appeared and where who was hidden would be, having stood still or gone on."""
    way = later.first_place - earlier.last_place
    gone_on = earlier.velocity * gap_s
    share = np.clip(way @ gone_on / max(float(gone_on @ gone_on), 1e-9), 0.0, 1.0)
    return float(np.linalg.norm(way - share * gone_on)) / earlier.last_height
