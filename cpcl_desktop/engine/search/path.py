"""What a passage's path says of movement: direction, speed in body heights a second, and how long somebody stayed.

The path is that of the boxes of a passage's crops, a few over its time: what
lies between them is not known, so that a speed is the least it can have been.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import SupportedBy
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.support import UNCLEAR, Passages, Weights, unclear, verdicts_of

LEAST_S = 0.4  # between the first crop and the last; less says nothing of a direction
_SIDEWAYS = 0.5  # body heights to one side that are a direction
_STILL = 0.1  # body heights a second that standing people seem to move
_RUNNING = 1.6  # body heights a second; people walk at about 0.8
_WALKING = 1.0
_NEARER = math.log(1.2)  # growth of the box that is an approach
_STAYED_S = 5.0

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Paths:
    """Movements of N passages: shift to the right and growth (logarithm of height) from first to last crop.

    `speed` in body heights a second along the crops; `seen_s` between them,
    `stayed_s` the whole passage. float64[N] each; where not `known` (too few
    crops, or too near in time) they say nothing.
    """

    known: npt.NDArray[np.bool_]
    right: Doubles
    growth: Doubles
    speed: Doubles
    seen_s: Doubles
    stayed_s: Doubles


def paths_of(passages: Passages) -> Paths:
    """The path of each passage, of its crops in order of time; what was `seen` of them must be there."""
    seen, of = passages.seen, passages.of
    assert seen is not None
    crops = np.bincount(of, minlength=passages.count)
    last = np.cumsum(crops) - 1
    first = np.minimum(last - crops + 1, max(len(of) - 1, 0))
    if not len(of):
        nothing = np.zeros(passages.count)
        return Paths(nothing.astype(np.bool_), *[nothing] * 5)
    heights = seen.boxes[:, 3] - seen.boxes[:, 1]
    across, along = (seen.boxes[:, 0] + seen.boxes[:, 2]) / 2, seen.boxes[:, 3]
    seen_s = (seen.times_us[last] - seen.times_us[first]) / 1e6
    known = (crops > 1) & (seen_s >= LEAST_S) & (np.minimum.reduceat(heights, first) > 0)
    height = np.where(known, np.bincount(of, heights, passages.count) / np.maximum(crops, 1), 1.0)
    steps = np.hypot(np.diff(across), np.diff(along)) * (of[1:] == of[:-1])
    way = np.bincount(of[1:], steps, passages.count)
    grown = np.where(known, heights[last] / np.where(known, heights[first], 1.0), 1.0)
    speed = way / height / np.where(known, seen_s, 1.0)
    stayed_s = (seen.ends_us[last] - seen.starts_us[first]) / 1e6
    return Paths(known, (across[last] - across[first]) / height, np.log(grown), speed, seen_s, stayed_s)


def _directed(amount: Doubles, least: float) -> Weights:
    """For having moved so far in the direction asked for, of which `least` is enough."""
    scores = np.clip(0.5 + amount / (2 * least), 0.0, 1.0)
    return Weights(scores, verdicts_of(amount >= least, amount <= 0))


def _certain(yes: npt.NDArray[np.bool_], no: npt.NDArray[np.bool_]) -> Weights:
    """For what is so, is not, or is not known."""
    return Weights(np.select([yes, no], [1.0, 0.0], UNCLEAR), verdicts_of(yes, no))


def _waited(path: Paths) -> Weights:
    return _certain((path.stayed_s >= _STAYED_S) & (path.speed <= _STILL), path.speed >= 3 * _STILL)


def _ran(path: Paths) -> Weights:
    # Towards the camera or away from it speed does not show.
    along = np.abs(path.growth) / np.where(path.known, path.seen_s, 1.0)
    return _certain(path.speed >= _RUNNING, (path.speed <= _WALKING) & (along <= 0.1))


def _walked(path: Paths) -> Weights:
    walks = (path.speed >= 3 * _STILL) & (path.speed < _RUNNING)
    return _certain(walks, (path.speed <= _STILL) & (path.stayed_s >= _STAYED_S))


_MOTIONS: Mapping[str, Callable[[Paths], Weights]] = {
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

    def weigh(self, phrases: Sequence[Phrase], passages: Passages) -> list[Weights | None]:
        """What it says of every phrase of movement; "unclear" where the crops are too few."""
        if not any(phrase.kind == "motion" for phrase in phrases):
            return [None] * len(phrases)
        paths = paths_of(passages)
        return [self._weigh(phrase, paths) if phrase.kind == "motion" else None for phrase in phrases]

    def _weigh(self, phrase: Phrase, paths: Paths) -> Weights:
        """The motion of those named that fits best."""
        nothing = unclear(len(paths.known))
        weights = [_MOTIONS[option.thing](paths) for option in phrase.options if option.thing in _MOTIONS]
        if not weights:
            return nothing
        scores, verdicts = (np.stack([getattr(one, name) for one in weights]) for name in ("scores", "verdicts"))
        best = np.argmax(scores, axis=0)[None]
        fits = Weights(np.take_along_axis(scores, best, 0)[0], np.take_along_axis(verdicts, best, 0)[0])
        return Weights(
            np.where(paths.known, fits.scores, nothing.scores),
            np.where(paths.known, fits.verdicts, nothing.verdicts),
        )
