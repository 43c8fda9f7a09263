"""What looks add to the cost of giving a box to somebody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.following.fitting import IMPOSSIBLE
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import LEAST_PX, Looks
from cpcl_desktop.engine.records import Crop

NOBODY = 1.05  # times the worst cost at which a box is given, that of giving none
_NEUTRAL = 0.6  # a cosine that speaks neither for nor against


def likenesses(
    people: Sequence[Passage], crops: Sequence[Crop], asked: npt.NDArray[np.bool_], looks: Looks | None
) -> dict[tuple[int, int], float]:
    """The cosine of person and picture for the pairs that are `asked` (people × crops), where it can be known."""
    if looks is None:
        return {}
    wanted = [crops[column] for column in np.flatnonzero(asked.any(axis=0)).tolist()]
    looks.look_at([crop for crop in wanted if crop.box[3] - crop.box[1] >= LEAST_PX])
    found = {}
    for row, column in zip(*np.nonzero(asked), strict=True):
        now = looks.of(crops[column])
        before = None if now is None else people[row].looks(looks)
        if now is not None and before is not None:
            found[int(row), int(column)] = float(before.vector @ now)
    return found


def with_looks(cost: float, likeness: float, least: float, options: TrackOptions) -> float:
    """A cost when looks are `likeness` alike; impossible below the least.

    Above that they choose and do not refuse: who is half hidden looks like few.
    """
    if likeness < least:
        return IMPOSSIBLE
    return min(cost + options.looks * (_NEUTRAL - likeness), options.worst)
