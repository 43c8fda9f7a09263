"""What makes a frame unreliable to search: too dark, without colour, round, or with people too small; as stretches.

Judged on a sparse thumbnail, whose cost hardly depends on the picture's size. The
thresholds were measured on real footage, darkened, turned grey and made smaller
(tests/benchmarks/condition_thresholds.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.ingest.lens import is_round
from cpcl_desktop.engine.records import Condition, Detections, Frame, Image, Stretch

THUMBNAIL = 64  # pixels along the longer side

# Nine tenths of a dark picture lie below this luma (0 to 255). Of the people that YOLOX-nano finds in full light,
# it still finds 87 % in footage darkened (with noise of 3 levels) until nine tenths lie below 43, 81 % below 32,
# 58 % below 18 and 37 % below 12. A night picture with one lit part stays above.
DARK_LUMA = 40

# A picture without colour has red, green and blue within two levels of one another: encoders keep no colour at all
# of infrared or black-and-white pictures. Coloured overlays (time, camera's name) take some 5 % of a picture;
# of the greyest real one in colour (wet asphalt, a white car) 24 % are coloured, of most over 90 %.
NEUTRAL_SPREAD = 2
LEAST_COLOURED = 0.1  # share of the picture

# Somebody in colour in a grey picture: red clothes before concrete, in a recorder's or a renderer's exact grey.
PLAIN_SPREAD = 24

# Pixels from head to foot below which an embedding says little. Real crops reduced, starter model (input 128 high):
# the nearest other picture is of the same person for 95 % of them at 48, 81 % at 40, 62 % at 28 and 52 % at 16.
LEAST_PERSON_PX = 48
# Pixels from head to foot, as the detector sees the frame, below which it misses many people. Where it finds one,
# there may be others; tests/benchmarks/tiles.py measures how many it finds by their height.
LEAST_FOUND_PX = 24

CONFIDENT = 0.35  # score of a detection that counts; it may also start a track

JOIN_US = 1_000_000  # a condition that stops for no longer than this goes on

Pixels = npt.NDArray[np.uint8]
Boxes = npt.NDArray[np.float32]


def conditions_of(image: Image, people: Detections, view_px: float | None = None) -> list[Condition]:
    """What makes this frame (H×W×3 RGB) with these people unreliable; a dark one is called neither grey nor round.

    `view_px` is the length of its longer side as the detector sees it; None: as it is.
    """
    boxes = people.boxes[people.scores >= CONFIDENT]
    least = float((boxes[:, 3] - boxes[:, 1]).min(initial=np.inf))
    small = _thumbnail(image)
    found: list[Condition] = []
    if _is_dark(small):
        found.append("dark")
    elif _is_grey(small, boxes * (small.shape[1] / image.shape[1])):
        found.append("grey")
    if "dark" not in found and is_round(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)):
        found.append("round")
    if least < LEAST_PERSON_PX:
        found.append("small")
    if least * min(1.0, (view_px or np.inf) / max(image.shape[:2])) < LEAST_FOUND_PX:
        found.append("tiny")
    return found


class ConditionLog:
    """The stretches of one source's frames, told in order; the same frames give the same stretches.

    A frame stands for the time up to the next one. `frames` counts all frames told.
    """

    def __init__(self, view_px: float | None = None) -> None:
        """`view_px` as in `conditions_of`."""
        self._view_px = view_px
        self.frames = 0
        self._last_us: int | None = None  # of this stretch between seams
        self._spacing_us = 0
        self._last: list[Condition] = []  # of the last frame
        self._open: dict[Condition, Stretch] = {}
        self._changed: dict[tuple[Condition, int], Stretch] = {}

    def add(self, frame: Frame, people: Detections) -> None:
        """Judge the next frame."""
        if self._last_us is not None:
            self._spacing_us = frame.time_us - self._last_us
            self._lengthen(frame.time_us)
        self._last_us = frame.time_us
        self.frames += 1
        self._last = conditions_of(frame.image, people, self._view_px)
        for condition in self._last:
            self._note(condition, frame.time_us)

    def finish(self, seam_us: int | None = None) -> None:
        """The source ends: its last frame stands as long as the one before did, but not beyond a seam there.

        So nothing that was told ever gets shorter, whatever a recorder does between two frames.
        """
        if self._last_us is not None:
            end_us = self._last_us + max(1, self._spacing_us)
            self._lengthen(end_us if seam_us is None else min(end_us, seam_us))

    def pass_seam(self, seam_us: int) -> None:
        """As at the end of a source; what holds behind the seam, too, goes on as after a moment without it."""
        self.finish(seam_us)
        self._last_us, self._spacing_us, self._last = None, 0, []

    def take_changed(self) -> list[Stretch]:
        """Stretches that are new or longer since this was last asked."""
        changed = list(self._changed.values())
        self._changed.clear()
        return changed

    def _lengthen(self, to_us: int) -> None:
        """The frame before lasted until `to_us`."""
        for condition in self._last:
            self._keep(replace(self._open[condition], end_us=to_us))

    def _note(self, condition: Condition, time_us: int) -> None:
        going_on = self._open.get(condition)
        if going_on is not None and time_us - going_on.end_us <= JOIN_US:
            self._keep(replace(going_on, end_us=max(going_on.end_us, time_us), frames=going_on.frames + 1))
        else:
            self._keep(Stretch(condition, time_us, time_us, 1))

    def _keep(self, stretch: Stretch) -> None:
        self._open[stretch.condition] = stretch
        self._changed[stretch.condition, stretch.start_us] = stretch


def over_seams(parts: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    """The stretches of a source by those of each of its parts between seams, as one `ConditionLog` has them."""
    told: dict[tuple[Condition, int], Stretch] = {}
    last: dict[Condition, Stretch] = {}
    for one in sorted((one for part in parts for one in part), key=lambda one: one.start_us):
        before = last.get(one.condition)
        if before is not None and one.start_us - before.end_us <= JOIN_US:
            end_us, frames = max(before.end_us, one.end_us), before.frames + one.frames
            one = replace(before, end_us=end_us, frames=frames)
        told[one.condition, one.start_us] = last[one.condition] = one
    return list(told.values())


def _thumbnail(image: Image) -> Pixels:
    """A sparse reduction: one pixel is read for each of its own, however large the picture is, then blurred."""
    factor = THUMBNAIL / max(image.shape[:2])
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    return np.asarray(cv2.blur(cv2.resize(image, size, interpolation=cv2.INTER_NEAREST), (3, 3)), np.uint8)


def _is_dark(small: Pixels) -> bool:
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    return bool(np.count_nonzero(luma < DARK_LUMA) >= 0.9 * luma.size)


def _is_grey(small: Pixels, boxes: Boxes) -> bool:
    """Whether the picture has no colour, nor any person in it (`boxes` N×4, in the thumbnail's pixels)."""
    red, green, blue = cv2.split(small)
    most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    spread = np.asarray(cv2.subtract(most, least), np.uint8)
    if np.count_nonzero(spread > NEUTRAL_SPREAD) >= LEAST_COLOURED * spread.size:
        return False
    return not any(_has_colour(spread, box) for box in boxes)


def _has_colour(spread: Pixels, box: Boxes) -> bool:
    left, top, right, bottom = np.maximum(np.round(box).astype(int), 0).tolist()
    person = spread[top : max(bottom, top + 1), left : max(right, left + 1)]
    return bool(person.size and np.count_nonzero(person > PLAIN_SPREAD) >= LEAST_COLOURED * person.size)
