"""Which detection is which person: costs by place, overlap and colours, by looks where these leave a choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage, colour_distances
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Sightings

IMPOSSIBLE = 1e6  # a cost that no assignment accepts
_NEUTRAL = 0.6  # a cosine that speaks neither for nor against


def assign(
    seen: Sightings, passages: Sequence[Passage], indices: Indices, options: TrackOptions, looks: Looks | None
) -> set[int]:
    """Give each passage its detection, if there is one among `indices`; returns those that were given."""
    if not passages or not len(indices):
        return set()
    costs = np.stack([_costs(passage, seen, indices, options) for passage in passages])
    if looks is not None:
        costs = _looked_at(costs, seen, passages, indices, options, looks)
    taken = set()
    for row, column in zip(*cheapest_pairs(costs), strict=True):
        if costs[row, column] <= options.worst:
            passages[row].observe(seen, int(indices[column]))
            taken.add(int(indices[column]))
    return taken


def _costs(passage: Passage, seen: Sightings, indices: Indices, options: TrackOptions) -> Doubles:
    """The cost of each detection for a passage, 0 (certain) to 1; `IMPOSSIBLE` outside the gates."""
    boxes = seen.boxes[indices].astype(np.float64)
    expected = passage.prediction
    height = expected.size[1]
    distance = np.linalg.norm((boxes[:, :2] + boxes[:, 2:]) / 2 - expected.centre, axis=1) / height
    deviation = float(np.hypot(expected.deviation, options.jitter))
    furthest = max(options.furthest, options.fastest * passage.interval_s)
    reach = min(options.reach * deviation, furthest)
    ratio = np.abs(np.log((boxes[:, 3] - boxes[:, 1]) / height))
    limit = options.unlike if passage.is_in_sight else options.unlike_again
    unlike = colour_distances(passage, seen, indices)
    overlap = iou(expected.box[None], seen.boxes[indices])[0]
    cost = 0.4 * (1 - overlap) + 0.3 * distance / reach + 0.3 * unlike / limit
    barred = (distance > reach) | (ratio > np.log(options.resize)) | (unlike > limit)
    return np.asarray(np.where(barred, IMPOSSIBLE, cost), np.float64)


def _looked_at(
    costs: Doubles,
    seen: Sightings,
    passages: Sequence[Passage],
    indices: Indices,
    options: TrackOptions,
    looks: Looks,
) -> Doubles:
    """Costs with what looks say of the choices that are close, and of who was out of sight."""
    open_ = _open_choices(costs, options)
    open_ |= (costs <= options.worst) & np.array([not p.is_in_sight for p in passages])[:, None]
    columns = np.flatnonzero(open_.any(axis=0))
    if not len(columns):
        return costs
    seen.look_at([int(indices[column]) for column in columns], looks)
    costs = costs.copy()
    for row, column in zip(*np.nonzero(open_), strict=True):
        likeness = _likeness(passages[row], seen, int(indices[column]), looks)
        if likeness is not None:
            again = not passages[row].is_in_sight and likeness < options.likely
            costs[row, column] += IMPOSSIBLE if again else options.looks * (_NEUTRAL - likeness)
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
    return None if now is None or before is None else float(before @ now)
