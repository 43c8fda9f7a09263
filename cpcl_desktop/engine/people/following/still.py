"""Things that a detector takes for a person and that only stand there: a coat on a hook, a poster, a cone."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import Floats, iou
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.prediction import centre_and_size
from cpcl_desktop.engine.records import Image

_PARTS = (4, 8)  # columns and rows of the picture that are compared
_MOST = 100  # things that are known at once; a crowded place has some ten


@dataclass(slots=True)
class StillPicture:
    """Whether what is in the place of the first box ever changed, part by part, but for the light on all of it."""

    box: Floats = field(default_factory=lambda: np.empty(0, np.float32))  # the first
    first: Floats = field(default_factory=lambda: np.empty(0, np.float32))  # what was in it then
    last: Floats = field(default_factory=lambda: np.empty(0, np.float32))  # and the last time
    change: float = 0.0  # grey levels, the most that a part changed from one time to the next
    moved: float = 0.0  # heights, the farthest from the first place
    score: float = 0.0  # sum over the times
    best: float = 0.0
    times: int = 0
    calm_us: int = 0  # since when nothing changed
    mostly_us: int = 0  # since when most of it did not
    now_us: int = 0

    def add(self, image: Image, box: Floats, score: float, time_us: int, options: TrackOptions) -> None:
        """Seen once more, in this box."""
        if not len(self.box):
            self.box = box
            self.first = self.last = _parts(image, box)
            self.calm_us = self.mostly_us = time_us
        now = _parts(image, self.box)
        changes, off = _changes(self.last, now), _off(self.box, box)
        changed = float(changes.max())
        if changed > options.unchanged or off > options.still:
            self.calm_us = time_us
        if not _is_mostly(changes, options) or off > options.about:
            self.mostly_us = time_us
        self.change, self.moved = max(self.change, changed), max(self.moved, off)
        self.last, self.now_us = now, time_us
        self.score += score
        self.best = max(self.best, score)
        self.times += 1

    def absorb(self, earlier: StillPicture) -> None:
        """It is the same thing as an earlier one."""
        self.change = max(self.change, earlier.change)
        way = _off(self.box, earlier.box) if len(self.box) and len(earlier.box) else 0.0
        self.moved = max(self.moved, earlier.moved, way)
        self.score += earlier.score
        self.best = max(self.best, earlier.best)
        self.times += earlier.times

    def is_thing(self, start_us: int, end_us: int, options: TrackOptions) -> bool:
        """Whether nothing of it moved in all that time, and the detector was not sure."""
        long = end_us - start_us >= options.still_s * 1e6
        stood = self.moved <= options.still and self.change <= options.unchanged
        return long and stood and self.score < options.hesitant * self.times

    def is_settled(self, options: TrackOptions) -> bool:
        """Whether it is a thing by now: it stayed there, and is as it was at first, long so, whoever went past it.

        Somebody who stands there looks a little otherwise after each movement.
        """
        return self.moved <= options.about and self._is_as_before(options)

    def seems_settled(self, options: TrackOptions) -> bool:
        """Whether it may be a thing before or behind which something moves: a cone, a tape in the wind.

        Most of it is as it was at first, and long so, and the detector hardly believes in it. Somebody who sits
        there and moves the head alone is not to be told from that, nor who came back and stands as at first.
        """
        doubtful = self.best < options.hesitant and self.score < options.doubtful * self.times
        calm = self._is_long_since(self.mostly_us, options)
        mostly = doubtful and calm and _is_mostly(_changes(self.first, self.last), options)
        return mostly or self._is_as_before(options)

    def _is_as_before(self, options: TrackOptions) -> bool:
        calm = self.best < options.hesitant and self._is_long_since(self.calm_us, options)
        return calm and float(_changes(self.first, self.last).max()) <= options.unchanged

    def _is_long_since(self, time_us: int, options: TrackOptions) -> bool:
        return self.now_us - time_us >= options.settled_s * 1e6


@dataclass(slots=True)
class _Thing:
    of: StillPicture
    look: Floats


class Things:
    """What was found to be a thing: it is in nobody's way any more, and what else was seen of it was nobody."""

    def __init__(self, options: TrackOptions) -> None:
        self._options = options
        self._known: list[_Thing] = []

    def note(self, still: StillPicture) -> None:
        """This is one."""
        if not self.knows(still) and all(one.of is not still for one in self._known):
            self._known = [*self._known, _Thing(still, still.last)][-_MOST:]

    def knows(self, still: StillPicture) -> bool:
        """Whether a passage never showed anything else than a thing that another showed, in its place."""
        near = still.best < self._options.hesitant and still.moved <= self._options.about
        return near and any(one.of is not still and self._is(one, still) for one in self._known)

    def among(self, image: Image, boxes: Floats, scores: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which of these boxes, N×4, of a frame are things: hesitant ones, and what is there looks as ever."""
        found = np.zeros(len(boxes), bool)
        unsure = np.flatnonzero(scores < self._options.hesitant)
        if not self._known or not len(unsure):
            return found
        for one in self._known:
            near = unsure[iou(boxes[unsure], one.of.box[None])[:, 0] >= self._options.in_place]
            if len(near):
                now = _parts(image, one.of.box)
                changes = _changes(one.look, now)
                found[near] |= _is_mostly(changes, self._options)  # somebody who goes past may hide some of it
                one.look = now if changes.max() <= self._options.unchanged else one.look  # as the light goes
        return found

    def _is(self, one: _Thing, still: StillPicture) -> bool:
        in_place = float(iou(still.box[None], one.of.box[None])[0, 0]) >= self._options.in_place
        return in_place and _is_mostly(_changes(one.look, still.last), self._options)


def _off(box: Floats, other: Floats) -> float:
    """Heights between the middles of two boxes."""
    centre, size = centre_and_size(box)
    return float(np.linalg.norm(centre_and_size(other)[0] - centre) / size[1])


def _changes(before: Floats, now: Floats) -> Floats:
    """Grey levels by which each part changed, but for the light on all of them."""
    off = now - before
    return np.asarray(np.abs(off - np.median(off)))


def _is_mostly(changes: Floats, options: TrackOptions) -> bool:
    """Whether most parts did not change."""
    return bool((changes <= options.unchanged).mean() >= options.mostly)


def _parts(image: Image, box: Floats) -> Floats:
    height, width = image.shape[:2]
    left, top = min(max(0, int(box[0])), width - 1), min(max(0, int(box[1])), height - 1)
    inside = image[top : max(top + 1, int(box[3])), left : max(left + 1, int(box[2]))]
    small = cv2.resize(inside, _PARTS, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)
