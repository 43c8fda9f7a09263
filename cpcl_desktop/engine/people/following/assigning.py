"""Which detection is which person: costs by place, overlap and colours, by looks where these leave a choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cpcl_desktop.engine.people.following.fitting import fitting_costs
from cpcl_desktop.engine.people.following.looking import NOBODY, likenesses, with_looks
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Sightings


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
    for row, column in zip(*cheapest_pairs(np.minimum(costs, NOBODY * options.worst)), strict=True):
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
    """Costs with what looks say of the choices that are open, and of who was out of sight."""
    again = np.array([not p.is_in_sight for p in passages])
    possible = costs <= options.worst
    hesitant = seen.scores[indices] < options.confident
    several = (possible.sum(axis=0) > 1) | (possible.sum(axis=1, keepdims=True) > 1)
    asked = possible & (several | again[:, None] | hesitant)
    crops = [seen.observation(int(index), passages[0].crops).crop for index in indices]
    costs = costs.copy()
    for (row, column), likeness in likenesses(passages, crops, asked, looks).items():
        least = options.likely if again[row] else options.strange
        costs[row, column] = with_looks(costs[row, column], likeness, least, options)
    return costs
