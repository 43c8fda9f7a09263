"""Which detection is which person: costs by place, overlap and colours, by looks where these leave a choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.following.fitting import IMPOSSIBLE, fitting_costs
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Sightings

_NOBODY = 1.05  # times the worst cost at which a detection is given, that of giving none
_NEUTRAL = 0.6  # a cosine that speaks neither for nor against


def assign(
    seen: Sightings, passages: Sequence[Passage], indices: Indices, options: TrackOptions, looks: Looks | None
) -> set[int]:
    """Give each passage its detection, if there is one among `indices`; returns those that were given."""
    if not passages or not len(indices):
        return set()
    boxes, colours = seen.boxes[indices], seen.colours[indices]
    costs = np.stack([fitting_costs(passage.expectation, boxes, colours, options) for passage in passages])
    if looks is not None:
        costs = _looked_at(costs, seen, passages, indices, options, looks)
    taken = set()
    # Nobody is given a worse detection so that one more may be given: to go without costs as much as the worst.
    for row, column in zip(*cheapest_pairs(np.minimum(costs, _NOBODY * options.worst)), strict=True):
        if costs[row, column] <= options.worst:
            passages[row].observe(seen, int(indices[column]))
            taken.add(int(indices[column]))
    return taken


def _looked_at(
    costs: Doubles,
    seen: Sightings,
    passages: Sequence[Passage],
    indices: Indices,
    options: TrackOptions,
    looks: Looks,
) -> Doubles:
    """Costs with what looks say of the choices that are close, and of who was out of sight."""
    again = np.array([not p.is_in_sight for p in passages])
    open_ = _open_choices(costs, options) | ((costs <= options.worst) & again[:, None])
    columns = np.flatnonzero(open_.any(axis=0))
    if not len(columns):
        return costs
    seen.look_at([int(indices[column]) for column in columns], looks)
    costs = costs.copy()
    for row, column in zip(*np.nonzero(open_ & (costs <= options.worst)), strict=True):
        likeness = _likeness(passages[row], seen, int(indices[column]), looks)
        if likeness is None:
            continue
        if likeness < (options.likely if again[row] else options.strange):
            costs[row, column] = IMPOSSIBLE
        else:  # between that they choose and do not refuse: who is half hidden looks like few
            costs[row, column] = min(costs[row, column] + options.looks * (_NEUTRAL - likeness), options.worst)
    return costs


def _open_choices(costs: Doubles, options: TrackOptions) -> npt.NDArray[np.bool_]:
    """Where a person has two detections that fit about as well, or a detection two people."""
    possible = costs <= options.worst
    found = np.zeros(costs.shape, bool)
    for axis in (0, 1):
        near = possible & (costs <= costs.min(axis=axis, keepdims=True) + options.close)
        found |= near & (near.sum(axis=axis, keepdims=True) > 1)
    return found


def _likeness(passage: Passage, seen: Sightings, index: int, looks: Looks) -> float | None:
    now = seen.known.get(index)
    before = None if now is None else passage.looks(looks)
    return None if now is None or before is None else float(before.vector @ now)
