"""What a passage's path says of movement: direction, speed in body heights a second, and how long somebody stayed.

The path is that of the boxes of a passage's crops, a few over its time: what
lies between them is not known, so that a speed is the least it can have been.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.records import SupportedBy, Verdict
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.support import Passage, Weight

LEAST_S = 0.4  # between the first crop and the last; less says nothing of a direction
_SIDEWAYS = 0.5  # body heights to one side that are a direction
_STILL = 0.1  # body heights a second that standing people seem to move
_RUNNING = 1.6  # body heights a second; people walk at about 0.8
_WALKING = 1.0
_NEARER = math.log(1.2)  # growth of the box that is an approach
_STAYED_S = 5.0

_UNCLEAR = Weight(0.5, "unclear")


@dataclass(frozen=True, slots=True)
class Path:
    """A passage's movement: shift to the right and growth (logarithm of height) from first to last crop.

    `speed` in body heights a second along the crops; `seen_s` between them,
    `stayed_s` the whole passage.
    """

    right: float
    growth: float
    speed: float
    seen_s: float
    stayed_s: float


def path_of(crops: Sequence[CropRow]) -> Path | None:
    """The path of crops in order of time; None where they are too few or too near in time."""
    if len(crops) < 2:
        return None
    first, last = crops[0], crops[-1]
    seen_s = (last.time_us - first.time_us) / 1e6
    heights = [row.box[3] - row.box[1] for row in crops]
    if seen_s < LEAST_S or min(heights) <= 0:
        return None
    height = sum(heights) / len(heights)
    feet = [((row.box[0] + row.box[2]) / 2, row.box[3]) for row in crops]
    way = sum(math.dist(a, b) for a, b in pairwise(feet))
    right = (feet[-1][0] - feet[0][0]) / height
    growth = math.log(heights[-1] / heights[0])
    return Path(right, growth, way / height / seen_s, seen_s, (last.end_us - first.start_us) / 1e6)


def _directed(amount: float, least: float) -> Weight:
    """A weight for having moved so far in the direction asked for, of which `least` is enough."""
    score = min(1.0, max(0.0, 0.5 + amount / (2 * least)))
    verdict: Verdict = "yes" if amount >= least else "no" if amount <= 0 else "unclear"
    return Weight(score, verdict)


def _waited(path: Path) -> Weight:
    if path.stayed_s >= _STAYED_S and path.speed <= _STILL:
        return Weight(1.0, "yes")
    moves = path.speed >= 3 * _STILL
    return Weight(0.0, "no") if moves else _UNCLEAR


def _ran(path: Path) -> Weight:
    if path.speed >= _RUNNING:
        return Weight(1.0, "yes")
    along = abs(path.growth) / path.seen_s  # towards or away from the camera, where speed does not show
    slow = path.speed <= _WALKING and along <= 0.1
    return Weight(0.0, "no") if slow else _UNCLEAR


def _walked(path: Path) -> Weight:
    if 3 * _STILL <= path.speed < _RUNNING:
        return Weight(1.0, "yes")
    return Weight(0.0, "no") if path.speed <= _STILL and path.stayed_s >= _STAYED_S else _UNCLEAR


_MOTIONS: Mapping[str, Callable[[Path], Weight]] = {
    "left": lambda path: _directed(-path.right, _SIDEWAYS),
    "right": lambda path: _directed(path.right, _SIDEWAYS),
    "towards": lambda path: _directed(path.growth, _NEARER),
    "away": lambda path: _directed(-path.growth, _NEARER),
    "waiting": _waited,
    "running": _ran,
    "walking": _walked,
}


class PathEvidence:
    """Answers phrases of movement, and no others."""

    by: SupportedBy = "path"

    def weigh(self, phrases: Sequence[Phrase], passages: Sequence[Passage]) -> list[list[Weight | None]]:
        """A weight for every phrase of movement; "unclear" where the crops are too few."""
        paths = [path_of(passage.crops) for passage in passages]
        return [[self._weigh(phrase, path) for phrase in phrases] for path in paths]

    def _weigh(self, phrase: Phrase, path: Path | None) -> Weight | None:
        if phrase.kind != "motion":
            return None
        if path is None:
            return _UNCLEAR
        weights = [_MOTIONS[option.thing](path) for option in phrase.options if option.thing in _MOTIONS]
        return max(weights, key=lambda weight: weight.score, default=_UNCLEAR)
