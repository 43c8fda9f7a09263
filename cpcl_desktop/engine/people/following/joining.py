"""Passages that an occlusion cut in two, put together where time, place and looks agree.

As the AFLink of StrongSORT (Du et al. 2023, arXiv:2202.13514) whole passages
are compared, not single detections: the one that ended inside the picture
waits, and who appeared inside the picture meanwhile may be the same person. In
place of a learned link there are gates, and each must fit the other best: of two
who are seen at once by more than chance.

Who appeared shortly before the other ended may be the same as well: where two
go as one, a passage is led astray for its last steps, which look like somebody
else. These become a passage of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.people.following.appearance import Appearance, appearance
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.places import off_way, resized
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.rearranging import end_before, put_together
from cpcl_desktop.engine.people.following.sightings import Looks, Observation
from cpcl_desktop.engine.records import Join

_DOUBLE = 0.35  # overlap from which two boxes may be one person's: that of two who are not is seldom more
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
        over = []
        while due := self._due(now_us):
            passage = min(due, key=lambda passage: (passage.last_us, passage.number))
            fit = self._clear_fit(passage, [*self._waiting, *followed])
            self._waiting.remove(passage)
            if fit is None:
                over.append(passage)
            else:
                self._join(passage, fit)
        return [*over, *self._wanted_by_none()]

    def _due(self, now_us: int | None) -> list[Passage]:
        """Those that have waited long enough for who comes after them."""
        wait_us = (self._options.join_s + self._options.settle_s) * 1e6
        hidden = (passage for passage in self._waiting if not passage.ended_at_edge)
        return [passage for passage in hidden if now_us is None or now_us - passage.last_us >= wait_us]

    def _join(self, earlier: Passage, fit: _Fit) -> None:
        strayed = end_before(earlier, fit.later.start_us)
        if strayed is not None and strayed.is_track():
            self._waiting.append(strayed)
        put_together(earlier, fit.later, fit.join)

    def _wanted_by_none(self) -> list[Passage]:
        """Take out those who left the picture and can be the second part of nobody who still waits."""
        hidden = [passage for passage in self._waiting if not passage.ended_at_edge]
        gone = [
            passage
            for passage in self._waiting
            if passage.ended_at_edge and not any(self._is_possible(other, passage) for other in hidden)
        ]
        self._waiting = [passage for passage in self._waiting if passage not in gone]
        return gone

    def _is_possible(self, earlier: Passage, later: Passage) -> bool:
        """Whether one may go on from the other by time and edges."""
        gap_s = (later.start_us - earlier.last_us) / 1e6
        is_in_time = earlier.start_us < later.start_us and -self._options.astray_s <= gap_s <= self._options.join_s
        return is_in_time and not (later.began_at_edge or earlier.ended_at_edge)

    def _clear_fit(self, earlier: Passage, others: Sequence[Passage]) -> _Fit | None:
        """What goes on from a passage, if nothing else might, and it from nothing else."""
        fits = [fit for other in others if (fit := self._fit(earlier, other)) is not None]
        fit = self._clearly_best(fits)
        if fit is None:
            return None
        others = [other for other in self._waiting if other is not earlier]
        rivals = [(other, rival) for other in others if (rival := self._fit(other, fit.later)) is not None]
        is_clear = all(fit.score >= rival.score + self._margin(other, earlier) for other, rival in rivals)
        return fit if is_clear else None

    def _clearly_best(self, fits: Sequence[_Fit]) -> _Fit | None:
        """The best, unless another who is seen beside it is nearly as good; who may be one of them later waits."""
        first = [fit for fit in fits if not any(self._fit(other.later, fit.later) for other in fits)]
        best = max(first, key=lambda fit: (fit.score, -fit.later.number), default=None)
        if best is None:
            return None
        others = (fit.score + self._margin(fit.later, best.later) for fit in first if fit is not best)
        return best if best.score >= max(others, default=-np.inf) else None

    def _margin(self, one: Passage, other: Passage) -> float:
        """By how much the better of two must fit better; who are not seen at once may be one person, seen badly."""
        return self._options.join_margin if _at_once(one, other) else 0.0

    def _fit(self, earlier: Passage, later: Passage) -> _Fit | None:
        if not self._is_possible(earlier, later) or not later.is_track():
            return None
        way, options = _Way.between(earlier, later), self._options
        if way is None:
            return None
        is_here = way.is_here(options) and _colours_fit(way.tail, later, options) and later is not earlier.cut_off
        if not is_here and not (way.is_near(options) and later.observations >= options.join_seen):
            return None
        before, after = earlier.looks_before(later.start_us, self._looks), later.looks(self._looks)
        if before is None or after is None:
            return way.fit(later, options.here_likely, options, options.here_first) if is_here else None
        likeness = before.likeness(after)
        if is_here:
            is_other = before.is_unlike(after, options.here_likely)
            return None if is_other else way.fit(later, likeness, options, options.here_first)
        least = options.taken_back if later is earlier.cut_off else options.likely_after(way.gap_s)
        if way.strayed:
            least = max(least, options.astray_likely, self._still_likely(before, way))
        return way.fit(later, likeness, options) if likeness >= least else None

    def _still_likely(self, before: Appearance, way: _Way) -> float:
        """How alike another must be to be believed before what was surely seen as the same person's last steps."""
        if way.is_double or max(seen.score for seen in way.strayed) < self._options.confident:
            return -1.0
        now = appearance([seen.crop for seen in way.strayed], self._looks)
        return -1.0 if now is None else before.likeness(now) + self._options.join_margin


@dataclass(frozen=True, slots=True)
class _Way:
    """From where one passage was last seen to where another begins.

    `gap_s` in seconds, `distance` in heights from the place expected, `grown` a ratio of heights; `tail` is by what
    the earlier one is known, `strayed` what was seen of it since the later one began, `is_double` whether that was
    in the same place.
    """

    gap_s: float
    distance: float
    grown: float
    tail: Sequence[Observation]
    strayed: Sequence[Observation]
    is_double: bool
    seen: int

    @staticmethod
    def between(earlier: Passage, later: Passage) -> _Way | None:
        """None where nothing is known of the earlier one before the later began, or more than can be taken off."""
        start_us = later.start_us
        tail, strayed = earlier.parted(start_us)
        is_settled = any(stretch.end_us >= start_us for stretch in earlier.stretches)
        if not tail or is_settled or (earlier.joins and earlier.joins[-1].end_us >= start_us):
            return None
        gap_s = (start_us - tail[-1].time_us) / 1e6
        before, after = _places(tail), _places(later.head)
        distance, grown = float(off_way(before, after, np.asarray(gap_s))), float(resized(before, after))
        return _Way(
            gap_s, distance, grown, tail, strayed, _is_double(strayed, later), earlier.observations - len(strayed)
        )

    def is_here(self, options: TrackOptions) -> bool:
        """At once and in the very place."""
        is_soon = not self.strayed and self.gap_s <= options.here_s
        return is_soon and self.distance <= options.here and self.grown <= options.here_resize

    def is_near(self, options: TrackOptions) -> bool:
        """Where somebody may be by then who was hidden."""
        return self.distance <= options.reach_after(self.gap_s) and self.grown <= options.join_resize

    def fit(self, later: Passage, likeness: float, options: TrackOptions, more: float = 0.0) -> _Fit:
        """How well it goes on so."""
        join = Join(self.tail[-1].time_us, later.start_us, self.distance, likeness, self.seen)
        return _Fit(later, join, likeness + more - _FAR * self.distance / options.reach_after(self.gap_s))


def _colours_fit(tail: Sequence[Observation], later: Passage, options: TrackOptions) -> bool:
    before = np.mean([seen.colours for seen in tail], axis=0)
    apart = np.linalg.norm(before - later.head[0].colours, axis=1).mean()
    return bool(apart <= options.unlike)


def _is_double(strayed: Sequence[Observation], later: Passage) -> bool:
    """Whether what was seen of the earlier one when the later began was a second box of the same person."""
    first = later.head[0]
    at_once = [seen.box for seen in strayed if seen.time_us == first.time_us]
    return bool(at_once) and bool(iou(first.box[None], np.array(at_once)).max() > _DOUBLE)


def _at_once(one: Passage, other: Passage) -> bool:
    """Whether two passages are of one time, and so of two people."""
    return one is not other and one.start_us <= other.last_us and other.start_us <= one.last_us


def _places(seen: Sequence[Observation]) -> Doubles:
    """Where somebody was, had the camera not turned: rows as `places` has them."""
    boxes = np.array([each.scene_box for each in seen], np.float64)
    middles, heights = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 3] - boxes[:, 1]
    return np.column_stack(([each.time_us / 1e6 for each in seen], middles, heights))
