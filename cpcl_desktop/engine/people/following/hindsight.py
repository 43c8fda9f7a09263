"""Frames looked at once more when it is known what came after them: who was whom when people passed each other.

A frame's boxes are given to people as it comes, from what was before. A moment
later each person's place in it also follows from where they went, which is much
surer: of two who cross the one is seen to have gone on, and a box that fitted
nobody lies on somebody's way. (Fixed-lag smoothing in place of filtering; the
re-update of OC-SORT, Cao et al. 2023, arXiv:2203.14360, has the same aim.) What
was nobody's before is left to `filling`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from cpcl_desktop.engine.people.following.filling import Filling
from cpcl_desktop.engine.people.following.fitting import IMPOSSIBLE, Expected, fitting_costs
from cpcl_desktop.engine.people.following.looking import likenesses, with_looks
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Observation
from cpcl_desktop.engine.people.following.ways import way_at

_FRAMES = 2  # that must have come after one
_NEAR = 1.0  # heights between two people, beyond which there is nothing to choose


Seen = Sequence[tuple[Passage, Observation]]
Ways = Sequence[tuple[Passage, Expected]]


class Hindsight:
    """The frames that are still to be looked at again."""

    def __init__(self, options: TrackOptions, looks: Looks | None) -> None:
        self._options, self._looks = options, looks
        self._frames: deque[tuple[int, Sequence[Observation]]] = deque()
        self._filling = None if looks is None else Filling(options, looks)

    def review(self, time_us: int, passages: Sequence[Passage], spare: Sequence[Observation]) -> None:
        """A frame has been given to people, but for `spare`; look again at those that are old enough by now."""
        self._frames.append((time_us, spare))
        old_us = time_us - self._options.hindsight_s * 1e6
        while len(self._frames) > _FRAMES and self._frames[0][0] <= old_us:
            self._look_again(*self._frames.popleft(), passages)

    def finish(self, passages: Sequence[Passage]) -> None:
        """No more frames will come."""
        while self._frames:
            self._look_again(*self._frames.popleft(), passages)

    def _look_again(self, time_us: int, spare: Sequence[Observation], passages: Sequence[Passage]) -> None:
        there = [(passage, seen) for passage in passages if (seen := passage.seen_at(time_us)) is not None]
        ways = [(p, way) for p in passages if (way := way_at(p, time_us, self._options)) is not None]
        if _is_crowded(there, ways):
            _give_anew(there, ways, self._options, self._looks)
        if self._filling is not None:
            self._filling.keep(time_us, spare)
            self._filling.fill(time_us, passages)
        for passage in passages:
            passage.settle_all_but(self._options.astray_s, time_us)


def _is_crowded(there: Seen, ways: Ways) -> bool:
    """Whether a box lies near the way of somebody else."""
    if not there or not ways:
        return False
    boxes = np.array([seen.scene_box for _, seen in there])
    places = np.array([way.centre for _, way in ways])
    apart = np.linalg.norm((boxes[:, None, :2] + boxes[:, None, 2:]) / 2 - places, axis=2)
    near = apart < _NEAR * np.array([way.size[1] for _, way in ways])
    own = np.array([[passage is other for other, _ in ways] for passage, _ in there])
    return bool((near & ~own).any())


def _give_anew(there: Seen, ways: Ways, options: TrackOptions, looks: Looks | None) -> None:
    """Give the boxes of a frame to those on whose ways they lie; to nobody what might as well be another's."""
    people = [passage for passage, _ in ways]
    people += [passage for passage, _ in there if passage not in people]
    costs = _costs(there, ways, people, options, looks)
    rows, columns = cheapest_pairs(costs)
    sure = _margins(costs, rows, columns, options.worst)
    given = [(people[row], *there[column]) for row, column in zip(rows, columns, strict=True)]
    moved = [
        (*each, margin)
        for each, margin in zip(given, sure, strict=True)
        if each[0] is not each[1] or margin < options.unsure
    ]
    for _, before, seen, _ in moved:
        before.leave(seen)
    for passage, _, seen, margin in moved:
        if margin >= options.unsure:
            passage.take(seen)


def _costs(
    there: Seen, ways: Ways, people: Sequence[Passage], options: TrackOptions, looks: Looks | None
) -> Doubles:
    """What it costs to give each box to each of the people; whose it is by now, may keep it."""
    boxes = np.array([seen.scene_box for _, seen in there])
    colours = np.array([seen.colours for _, seen in there])
    costs = np.full((len(people), len(there)), IMPOSSIBLE)
    for row, (_, way) in enumerate(ways):
        fitting = fitting_costs(way, boxes, colours, options)
        costs[row] = np.where(fitting <= options.worst, fitting, IMPOSSIBLE)
    costs = _looked_at(costs, there, people, options, looks)
    for column, (passage, _) in enumerate(there):
        row = people.index(passage)
        costs[row, column] = min(costs[row, column], options.worst) - options.stay
    return costs


def _looked_at(
    costs: Doubles, there: Seen, people: Sequence[Passage], options: TrackOptions, looks: Looks | None
) -> Doubles:
    """Costs with what looks say of the boxes that may be those of several."""
    possible = costs <= options.worst
    asked = possible & (possible.sum(axis=0) > 1)
    costs = costs.copy()
    for at, likeness in likenesses(people, [seen.crop for _, seen in there], asked, looks).items():
        costs[at] = with_looks(costs[at], likeness, options.strange, options)
    return costs


def _margins(costs: Doubles, rows: Indices, columns: Indices, worst: float) -> Doubles:
    """By how much it would cost more to give each box to somebody else, who then gives theirs in exchange."""
    least = np.minimum(costs, worst)
    own = np.full(len(costs), -1)
    own[rows] = columns
    margins = np.full(len(rows), np.inf)
    for at, (row, column) in enumerate(zip(rows, columns, strict=True)):
        for other in np.flatnonzero(costs[:, column] <= worst):
            if other != row:
                theirs = own[other]
                back = least[row, theirs] - least[other, theirs] if theirs >= 0 else 0.0
                margins[at] = min(margins[at], costs[other, column] - costs[row, column] + back)
    return margins
