"""Passages that an occlusion cut in two, put together where time, place and looks agree.

As the AFLink of StrongSORT (Du et al. 2023, arXiv:2202.13514) whole passages
are compared, not single detections: the one that ended inside the picture
waits, and who appeared inside the picture meanwhile may be the same person. In
place of a learned link there are gates, and the choice must be clear both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.places import off_way, resized
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Observation
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
        """Join those that have waited long enough (None: all); returns those to which nothing belongs any more."""
        wait_us = (self._options.join_s + self._options.settle_s) * 1e6
        over = []
        for passage in sorted(self._waiting, key=lambda passage: (passage.last_us, passage.number)):
            if passage.ended_at_edge or (now_us is not None and now_us - passage.last_us < wait_us):
                continue
            fit = self._clear_fit(passage, [*self._waiting, *followed])
            self._waiting.remove(passage)
            if fit is None:
                over.append(passage)
            else:
                fit.later.go_on_from(passage, fit.join)
        return [*over, *self._wanted_by_none()]

    def _wanted_by_none(self) -> list[Passage]:
        """Take out those who left the picture and can be the second part of nobody who still waits."""
        hidden = [passage for passage in self._waiting if not passage.ended_at_edge]
        gone = [
            passage
            for passage in self._waiting
            if passage.ended_at_edge and not any(self._gap_s(other, passage) is not None for other in hidden)
        ]
        self._waiting = [passage for passage in self._waiting if passage not in gone]
        return gone

    def _gap_s(self, earlier: Passage, later: Passage) -> float | None:
        """The seconds between two passages, where one may go on from the other by time and edges."""
        gap_s = (later.start_us - earlier.last_us) / 1e6
        possible = 0 < gap_s <= self._options.join_s and not later.began_at_edge and not earlier.ended_at_edge
        return gap_s if possible else None

    def _clear_fit(self, earlier: Passage, others: Sequence[Passage]) -> _Fit | None:
        """What goes on from a passage, if nothing else might, and it from nothing else."""
        fits = [fit for other in others if (fit := self._fit(earlier, other)) is not None]
        # Who appeared after another of them was gone may be the same person once more, and is none to choose from.
        first = [fit for fit in fits if not any(other.later.last_us < fit.later.start_us for other in fits)]
        fit = _clearly_best(first, self._options.join_margin)
        if fit is None:
            return None
        rivals = (self._fit(other, fit.later) for other in self._waiting if _at_once(other, earlier))
        best = max((rival.score for rival in rivals if rival is not None), default=-np.inf)
        return fit if fit.score >= best + self._options.join_margin else None

    def _fit(self, earlier: Passage, later: Passage) -> _Fit | None:
        gap_s = self._gap_s(earlier, later)
        if gap_s is None or later is earlier.cut_off or not later.is_track():
            return None
        tail, head, options = _places(earlier.tail), _places(later.head), self._options
        distance, grown = float(off_way(tail, head, np.asarray(gap_s))), float(resized(tail, head))
        before, after = earlier.looks(self._looks), later.looks(self._looks)
        likeness = None if before is None or after is None else before.likeness(after)
        join = Join(earlier.last_us, later.start_us, distance, likeness or 0.0, earlier.observations)
        if gap_s <= options.here_s and distance <= options.here and grown <= options.here_resize:
            return _Fit(later, join, 1.0 - _FAR * distance) if _colours_fit(earlier, later, options) else None
        reach = options.reach_after(gap_s)
        seen_well = later.observations >= options.join_seen and grown <= options.join_resize
        if distance > reach or not seen_well or likeness is None or likeness < options.likely_after(gap_s):
            return None
        return _Fit(later, join, likeness - _FAR * distance / reach)


def _colours_fit(earlier: Passage, later: Passage, options: TrackOptions) -> bool:
    before = np.mean([seen.colours for seen in earlier.tail], axis=0)
    apart = np.linalg.norm(before - later.head[0].colours, axis=1).mean()
    return bool(apart <= options.unlike)


def _clearly_best(fits: Sequence[_Fit], margin: float) -> _Fit | None:
    found = sorted(fits, key=lambda fit: (-fit.score, fit.later.number))
    if len(found) > 1 and found[0].score < found[1].score + margin:
        return None
    return found[0] if found else None


def _at_once(one: Passage, other: Passage) -> bool:
    """Whether two passages are of one time, and so of two people."""
    return one is not other and one.start_us <= other.last_us and other.start_us <= one.last_us


def _places(seen: Sequence[Observation]) -> Doubles:
    """Where somebody was, had the camera not turned: rows as `places` has them."""
    boxes = np.array([each.scene_box for each in seen], np.float64)
    middles, heights = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 3] - boxes[:, 1]
    return np.column_stack(([each.time_us / 1e6 for each in seen], middles, heights))
