"""The best few pictures of a track: sharp, large, whole, and spread over its time.

Pictures arrive one by one and the track's end is unknown, so a track holds
only the best picture of each time slot, and doubles the slots' length when
there are too many of them: memory stays bounded however long it lasts.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, covered
from cpcl_desktop.engine.records import Crop, Frame, Image

MAX_CROPS = 4  # pictures a track keeps
_GAUGE = (64, 128)  # width, height in pixels at which sharpness is compared


@dataclass(frozen=True, slots=True)
class CropOptions:
    """How crops are cut, judged and chosen."""

    most: int = MAX_CROPS
    slots: int = 8  # candidates held while a track lives
    first_slot_s: float = 0.6  # length of a slot at first; crops closer in time show the same
    margin: float = 0.05  # share of the box's width and height added on each side
    full_height: float = 256.0  # pixels; a taller person gains nothing in the network's input
    half_sharpness: float = 300.0  # variance of the Laplacian, in grey levels², that earns half the marks
    border: float = 0.01  # share of the frame's side; a box closer to the edge is taken as cut off there
    cut_off: float = 0.5  # marks left to a person cut off by the edge
    least_aspect: float = 1.4  # height / width; wider boxes are mostly half a person or two
    worth_keeping: float = 0.4  # share of the best crop's quality below which another one adds nothing


class CropKeeper:
    """The candidate crops of one live track."""

    def __init__(self, options: CropOptions) -> None:
        self._options = options
        self._slot_us = round(options.first_slot_s * 1e6)
        self._start_us: int | None = None
        self._best: dict[int, Crop] = {}

    def offer(self, frame: Frame, box: Floats, score: float, others: Floats) -> None:
        """Consider the person in `box` (x1, y1, x2, y2); `others` N×4 are the frame's other boxes."""
        self.consider(cut_out(frame, box, score, others, self._options))

    def consider(self, crop: Crop) -> None:
        """Keep a picture if it is the best of its slot; it is later than those considered before."""
        if self._start_us is None:
            self._start_us = crop.time_us
        held = self._best.get(self._slot(crop.time_us))
        if held is None or crop.quality > held.quality:
            self._keep(crop)

    def absorb(self, later: CropKeeper) -> None:
        """Consider the candidates of another, all of which are later than those here."""
        for crop in sorted(later._best.values(), key=lambda crop: crop.time_us):
            self.consider(crop)

    def candidates(self, later: Iterable[Crop] = ()) -> list[Crop]:
        """The candidates so far; with some that come later, those there would be."""
        new = list(later)
        if not new:
            return list(self._best.values())
        together = copy.copy(self)
        together._best = dict(self._best)
        for crop in new:
            together.consider(crop)
        return together.candidates()

    def choose(self) -> tuple[Crop, ...]:
        """At most `most` crops in order of time: the best of each equal part of the track, if worth keeping."""
        crops = [self._best[slot] for slot in sorted(self._best)]
        if not crops:
            return ()
        start, end = crops[0].time_us, crops[-1].time_us
        enough = self._options.worth_keeping * max(crop.quality for crop in crops)
        chosen: dict[int, Crop] = {}
        for crop in crops:
            part = min(self._options.most - 1, self._options.most * (crop.time_us - start) // max(1, end - start))
            if crop.quality >= enough and (part not in chosen or crop.quality > chosen[part].quality):
                chosen[part] = crop
        return tuple(chosen[part] for part in sorted(chosen))

    def _slot(self, time_us: int) -> int:
        return (time_us - (self._start_us or 0)) // self._slot_us

    def _keep(self, crop: Crop) -> None:
        self._best[self._slot(crop.time_us)] = crop
        while len(self._best) > self._options.slots:
            self._double_slots()

    def _double_slots(self) -> None:
        self._slot_us *= 2
        merged: dict[int, Crop] = {}
        for slot, crop in self._best.items():
            held = merged.get(slot // 2)
            if held is None or crop.quality > held.quality:
                merged[slot // 2] = crop
        self._best = merged


def judge(image: Image, box: Floats, score: float, others: Floats, options: CropOptions) -> float:
    """The quality of a crop in 0..1: the product of score, size, sharpness, wholeness and being in plain view."""
    height = float(box[3] - box[1])
    size = math.sqrt(min(1.0, height / options.full_height))
    sharpness = _sharpness(image, box)
    hidden = float(covered(box[None], others).max(initial=0.0))
    marks = score * size * sharpness / (sharpness + options.half_sharpness) * (1.0 - 0.8 * hidden)
    if height < options.least_aspect * float(box[2] - box[0]):
        marks *= options.cut_off
    if touches_border(image, box, options.border):
        marks *= options.cut_off
    return marks


def touches_border(image: Image, box: Floats, border: float) -> bool:
    """Whether the box comes within `border` (a share of the frame's sides) of an edge of the frame."""
    height, width = image.shape[:2]
    across, down = border * width, border * height
    return bool(box[0] < across or box[1] < down or box[2] > width - across or box[3] > height - down)


def touches_side(image: Image, box: Floats, border: float) -> bool:
    """As `touches_border`, of the left and the right edge."""
    width = image.shape[1]
    return bool(box[0] < border * width or box[2] > (1 - border) * width)


def _sharpness(image: Image, box: Floats) -> float:
    left, top, right, bottom = _pixels(image, box, 0.0)
    grey = cv2.cvtColor(image[top:bottom, left:right], cv2.COLOR_RGB2GRAY)
    shrinking = grey.shape[0] >= _GAUGE[1] and grey.shape[1] >= _GAUGE[0]
    gauge = cv2.resize(grey, _GAUGE, interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR)
    return float(cv2.Laplacian(gauge, cv2.CV_32F).var())


def cut_out(frame: Frame, box: Floats, score: float, others: Floats, options: CropOptions) -> Crop:
    """The picture of the person in `box` (x1, y1, x2, y2), judged; `others` N×4 are the frame's other boxes."""
    left, top, right, bottom = _pixels(frame.image, box, options.margin)
    x1, y1, x2, y2 = (float(edge) for edge in box)
    picture: npt.NDArray[np.uint8] = frame.image[top:bottom, left:right].copy()
    quality = judge(frame.image, box, score, others, options)
    return Crop(frame.time_us, (x1, y1, x2, y2), picture, score, quality, frame.name)


def _pixels(image: Image, box: Floats, margin: float) -> tuple[int, int, int, int]:
    """The box with its margin in whole pixels inside the image, at least one pixel each way."""
    height, width = image.shape[:2]
    across, down = margin * float(box[2] - box[0]), margin * float(box[3] - box[1])
    left = min(max(0, math.floor(box[0] - across)), width - 1)
    top = min(max(0, math.floor(box[1] - down)), height - 1)
    right = max(left + 1, min(width, math.ceil(box[2] + across)))
    bottom = max(top + 1, min(height, math.ceil(box[3] + down)))
    return left, top, right, bottom
