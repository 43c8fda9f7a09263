"""Frames looked at once more when it is known what came after them: who was whom when people passed each other.

A frame's boxes are given to people as it comes, from what was before. A moment
later each person's place in it also follows from where they went, which is much
surer: of two who cross the one is seen to have gone on, and a box that fitted
nobody lies on somebody's way. (Fixed-lag smoothing in place of filtering; the
re-update of OC-SORT, Cao et al. 2023, arXiv:2203.14360, has the same aim.)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from cpcl_desktop.engine.people.following.fitting import IMPOSSIBLE, Expected, fitting_costs
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import Doubles, centre_and_size
from cpcl_desktop.engine.people.following.sightings import Observation

_FRAMES = 2  # that must have come after one
_NEAR = 1.0  # heights between two people, beyond which there is nothing to choose


Seen = Sequence[tuple[Passage, Observation]]
Ways = Sequence[tuple[Passage, Expected]]


class Hindsight:
    """The frames that are still to be looked at again."""

    def __init__(self, options: TrackOptions) -> None:
        self._options = options
        self._times: deque[int] = deque()

    def review(self, time_us: int, passages: Sequence[Passage]) -> None:
        """A frame has been given to people; look again at those that are old enough by now."""
        self._times.append(time_us)
        old_us = time_us - self._options.hindsight_s * 1e6
        while len(self._times) > _FRAMES and self._times[0] <= old_us:
            self._look_again(self._times.popleft(), passages)

    def finish(self, passages: Sequence[Passage]) -> None:
        """No more frames will come."""
        while self._times:
            self._look_again(self._times.popleft(), passages)

    def _look_again(self, time_us: int, passages: Sequence[Passage]) -> None:
        there = [(passage, seen) for passage in passages if (seen := passage.seen_at(time_us)) is not None]
        ways = [(p, way) for p in passages if (way := _expected(p, time_us, self._options)) is not None]
        if _is_crowded(there, ways):
            _give_anew(there, ways, self._options)
        for passage in passages:
            passage.settle(time_us)


def _expected(passage: Passage, time_us: int, options: TrackOptions) -> Expected | None:
    """Where somebody was at a time by what was seen of them before and after it; None where that is nothing."""
    before, after = passage.around(time_us, max(options.lost_s, 2.5 * passage.interval_s))
    if before and after:
        return _between(before[-1], after[0], time_us, options)
    if before or after:
        return _beyond(before or after[::-1], time_us, options)
    return None


def _between(one: Observation, other: Observation, time_us: int, options: TrackOptions) -> Expected:
    """On the way from one to another."""
    (start, start_size), (end, end_size) = (centre_and_size(each.scene_box) for each in (one, other))
    share = (time_us - one.time_us) / (other.time_us - one.time_us)
    near_s = min(time_us - one.time_us, other.time_us - time_us) / 1e6
    return Expected(
        start + share * (end - start), start_size + share * (end_size - start_size), options.between * near_s,
        np.asarray((one.colours + other.colours) / 2, np.float32), options.furthest, options.unlike,
    )  # fmt: skip


def _beyond(known: Sequence[Observation], time_us: int, options: TrackOptions) -> Expected:
    """Before the first or after the last of what was seen, which comes last in `known`."""
    first, last = known[0], known[-1]
    centre, size = centre_and_size(last.scene_box)
    gap_s, drift = (time_us - last.time_us) / 1e6, options.speed
    if len(known) > 1:
        velocity = (centre - centre_and_size(first.scene_box)[0]) / (last.time_us - first.time_us) * 1e6
        centre, drift = centre + velocity * gap_s, options.beyond
    deviation = float(np.hypot(options.jitter, drift * gap_s))
    return Expected(centre, size, deviation, last.colours, options.furthest, options.unlike)


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


def _give_anew(there: Seen, ways: Ways, options: TrackOptions) -> None:
    """Give the boxes of a frame to those on whose ways they lie; to nobody what might as well be another's."""
    people = [passage for passage, _ in ways]
    people += [passage for passage, _ in there if passage not in people]
    costs = _costs(there, ways, people, options)
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


def _costs(there: Seen, ways: Ways, people: Sequence[Passage], options: TrackOptions) -> Doubles:
    """What it costs to give each box to each of the people; whose it is by now, may keep it."""
    boxes = np.array([seen.scene_box for _, seen in there])
    colours = np.array([seen.colours for _, seen in there])
    costs = np.full((len(people), len(there)), IMPOSSIBLE)
    for row, (_, way) in enumerate(ways):
        fitting = fitting_costs(way, boxes, colours, options)
        costs[row] = np.where(fitting <= options.worst, fitting, IMPOSSIBLE)
    for column, (passage, _) in enumerate(there):
        row = people.index(passage)
        costs[row, column] = min(costs[row, column], options.worst) - options.stay
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
