"""People by motion against a learned background: needs no model file, for fixed cameras only.

A Gaussian mixture per pixel (Zivkovic 2004, as in OpenCV) learns the
background. What differs from it, has the shape of a person on foot, and is
not the background's own texture in another light, is reported. It cannot tell
a person from another thing of that shape (a car seen from above), reports
parts of people who wear the background's colour, and after a while no longer
sees those who stand still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.records import Detections, Frame, Image
from cpcl_desktop.engine.runtime.sessions import ProviderReport

Mask = npt.NDArray[np.uint8]

SPECK = 6  # pixels of the reduced frame; smaller regions are noise


@dataclass(frozen=True, slots=True)
class MotionOptions:
    """Lengths are shares of the frame's height unless said otherwise."""

    height: int = 144  # pixels the frame is reduced to; motion needs no detail, and noise averages out
    memory_s: float = 60.0  # how far back the background is remembered
    absorbed: float = 0.3  # share of that memory after which a thing standing still is background
    learning_s: float = 1.0  # nothing is reported before; there is little yet to compare with
    contrast: float = 4.0  # deviations from the background that count as motion
    least_height: float = 0.1
    least_aspect: float = 1.25  # height / width of a person on foot, from above or level
    most_aspect: float = 4.5
    least_filled: float = 0.35  # share of its box that a person's silhouette fills
    join_gap: float = 0.04  # fragments above one another, closer than this, are one person
    most_moving: float = 0.5  # share of the frame beyond which the camera moved, not a person
    same_texture: float = 0.6  # correlation with the background beyond which only the light changed
    least_texture: float = 4.0  # grey levels; a region flatter than this is a patch of light
    score: float = 0.4  # of every detection; the tracker then wants three of them for a track


class MotionDetector:
    """Person-shaped motion before a fixed camera; every detection has the same modest score."""

    def __init__(self, options: MotionOptions | None = None) -> None:
        self.name = "motion"
        self.weights_sha256: str | None = None
        self.provider = ProviderReport("cpu", "cpu")
        self.frames_unchanged = 0
        self._options = options or MotionOptions()
        self._shape: tuple[int, ...] = ()
        self.forget()

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        """Person-shaped motion in each frame: the frames of one source, in order.

        A frame earlier than the last, or of another shape, begins a new source.
        """
        return [self._detect_one(frame) for frame in frames]

    def replay(self, frames: Sequence[Frame], people: Sequence[Detections]) -> None:
        """Learn the background from frames that were looked at earlier."""
        self.detect(frames)

    def forget(self) -> None:
        """The background is learnt anew from whatever comes next."""
        self._frames = 0

    def _detect_one(self, frame: Frame) -> Detections:
        options = self._options
        factor = min(1.0, options.height / frame.image.shape[0])
        image = _reduced(frame.image, factor)
        if not self._frames or frame.time_us < self._last_us or image.shape != self._shape:
            self._begin(frame.time_us)
        self._shape = image.shape
        background = np.asarray(self._model.getBackgroundImage(), np.uint8) if self._frames else image
        image = relit(image, background)
        mask = self._moving(image, frame.time_us)
        learning = frame.time_us - self._first_us < options.learning_s * 1e6
        if learning or np.count_nonzero(mask) > options.most_moving * mask.size:
            return Detections.none()
        boxes = _regions(mask, options)
        people = [
            box
            for box in boxes
            if _like_a_person(box, mask, options) and _new(box, mask, image, background, options)
        ]
        scale = np.float32(1 / factor)
        return Detections(
            np.reshape(people, (-1, 4)).astype(np.float32) * scale, np.full(len(people), options.score, np.float32)
        )

    def _begin(self, time_us: int) -> None:
        self._model = cv2.createBackgroundSubtractorMOG2(varThreshold=self._options.contrast**2, detectShadows=True)
        self._model.setBackgroundRatio(1 - self._options.absorbed)
        self._frames = 0
        self._first_us = self._last_us = time_us

    def _moving(self, image: Image, time_us: int) -> Mask:
        """Pixels that differ from the background, which then learns the image."""
        self._frames += 1
        elapsed_s = (time_us - self._last_us) / 1e6
        self._last_us = time_us
        # The first frames are averaged; later ones count by the time that passed between them.
        rate = min(1.0, max(elapsed_s / self._options.memory_s, 1 / self._frames if self._frames < 10 else 0.0))
        marked = self._model.apply(image, learningRate=rate)
        moving = (marked == 255).astype(np.uint8)  # 127 marks shadows
        opened = cv2.morphologyEx(moving, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
        return np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((5, 3), np.uint8)), np.uint8)


def relit(image: Image, background: Image) -> Image:
    """The image with each channel's gain and gamma set so that most of it matches the background.

    Cameras change exposure and white balance when a person enters. A straight
    line between the logarithms of both is fitted to a grid of pixels, thrice,
    each time to the 70 % that fit best, so that people do not count.
    """
    step = max(1, image.shape[0] // 24)
    now, then = (np.log(i[::step, ::step].reshape(-1, 3).astype(np.float32) + 8) for i in (image, background))
    levels = np.log(np.arange(256, dtype=np.float32) + 8)
    curves = [np.exp(gamma * levels + gain) - 8 for gamma, gain in map(_fitted_line, now.T, then.T)]
    table = np.clip(np.round(np.stack(curves, axis=1)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, table[None]), np.uint8)


def _fitted_line(x: Floats, y: Floats) -> tuple[float, float]:
    """Slope (0.6 to 1.6) and offset of y over x, least squares of the best-fitting 70 %."""
    slope, offset = 1.0, float(np.median(y - x))
    for _ in range(3):
        error = np.abs(y - slope * x - offset)
        best = np.argpartition(error, int(0.7 * len(error)))[: max(1, int(0.7 * len(error)))]
        mean_x, mean_y = float(x[best].mean()), float(y[best].mean())
        spread = float(np.mean((x[best] - mean_x) ** 2))
        if spread > 1e-4:
            slope = float(np.clip(np.mean((x[best] - mean_x) * (y[best] - mean_y)) / spread, 0.6, 1.6))
        offset = mean_y - slope * mean_x
    return slope, offset


def _reduced(image: Image, factor: float) -> Image:
    if factor == 1.0:
        return image
    size = (max(1, round(image.shape[1] * factor)), round(image.shape[0] * factor))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _regions(mask: Mask, options: MotionOptions) -> Floats:
    """Boxes of connected motion, those above one another joined."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    parts = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= SPECK]
    corners = np.concatenate((parts[:, :2], parts[:, :2] + parts[:, 2:4]), axis=1).astype(np.float32)
    return _joined(corners, options.join_gap * mask.shape[0])


def _joined(boxes: Floats, gap: float) -> Floats:
    """Merge boxes that stand above one another with at most `gap` pixels between them."""
    joined: list[Floats] = []
    for box in boxes[np.argsort(boxes[:, 1], kind="stable")]:  # from the top down
        other = next((i for i, upper in enumerate(joined) if _stacked(upper, box, gap)), None)
        if other is None:
            joined.append(box)
        else:
            upper = joined[other]
            joined[other] = np.concatenate((np.minimum(upper, box)[:2], np.maximum(upper, box)[2:]))
    return np.asarray(joined, np.float32).reshape(-1, 4)


def _stacked(first: Floats, second: Floats, gap: float) -> bool:
    across = min(first[2], second[2]) - max(first[0], second[0])
    between = max(first[1], second[1]) - min(first[3], second[3])
    return bool(across >= 0.5 * min(first[2] - first[0], second[2] - second[0]) and between <= gap)


def _like_a_person(box: Floats, mask: Mask, options: MotionOptions) -> bool:
    left, top, right, bottom = box.astype(int)
    width, height = right - left, bottom - top
    tall = height >= options.least_height * mask.shape[0]
    upright = options.least_aspect * width <= height <= options.most_aspect * width
    return bool(tall and upright and mask[top:bottom, left:right].mean() >= options.least_filled)


def _new(box: Floats, mask: Mask, image: Image, background: Image, options: MotionOptions) -> bool:
    """Whether the region shows another texture than the background has there: not just a change of light."""
    left, top, right, bottom = box.astype(int)
    moving = mask[top:bottom, left:right] > 0
    now, then = (i[top:bottom, left:right][moving].mean(axis=1) for i in (image, background))
    spread_now, spread_then = float(now.std()), float(then.std())
    if spread_now < options.least_texture:
        return False
    shared = float(np.mean((now - now.mean()) * (then - then.mean())))
    return shared <= options.same_texture * spread_now * max(spread_then, 1.0)
