"""Make everybody unrecognisable but the one person a passage is about.

It errs towards hiding. Where it cannot be told which detection is the person,
everybody is hidden; where no person detector is at hand, everything outside
the person's box is. What was seen of others shortly before or after counts,
because a detector misses people in single frames.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import Floats, covered, iou
from cpcl_desktop.engine.records import Box, Detections, Image

SAME_IOU = 0.5  # of a detection with the box of the same person at the same time
NEXT_IOU = 0.2  # of a person's boxes in two frames that follow each other
PART = 0.7  # share of a detection inside the person's box that makes it a part of them
REMEMBERED_US = 500_000  # how long before and after a detection its place is hidden
GROWN = 0.15  # share of a box's sides by which the hidden place is larger, on each side
MOSAIC = 6  # blocks along the shorter side of a hidden person: of a face, not one is left
MOSAIC_OF_ALL = 12  # the same of a whole frame


@dataclass(frozen=True, slots=True)
class Veil:
    """What is to be hidden in one frame: these `boxes` (N×4), or everything; `kept` is left as it is."""

    boxes: Floats
    everything: bool = False
    kept: Box | None = None


def veil_of_frame(box: Box, found: Detections | None, known: Sequence[Box]) -> Veil:
    """For a single frame in which the person's `box` is known; `known` are boxes of other people at that time.

    `found` None says that there is no detector.
    """
    if found is None:
        return Veil(_none(), everything=True, kept=box)
    boxes = np.concatenate([found.boxes, np.array(known, np.float32).reshape(-1, 4)])
    return Veil(_others(boxes, box), kept=box)


def veils_of_clip(
    times_us: Sequence[int], found: Mapping[int, Detections] | None, anchors: Mapping[int, Box]
) -> dict[int, Veil]:
    """For the frames of a clip in order; `anchors` are the person's boxes in the passage's pictures, by time."""
    if found is None:
        return {t: Veil(_none(), everything=True, kept=box) for t, box in between(times_us, anchors).items()}
    person = follow(times_us, found, anchors)
    others = {t: _others(found[t].boxes, person[t]) for t in times_us}
    veils = {}
    for time_us in times_us:
        first = bisect_left(times_us, time_us - REMEMBERED_US)
        last = bisect_right(times_us, time_us + REMEMBERED_US)
        near = np.concatenate([others[t] for t in times_us[first:last]])
        veils[time_us] = Veil(near, kept=person[time_us])
    return veils


def follow(
    times_us: Sequence[int], found: Mapping[int, Detections], anchors: Mapping[int, Box]
) -> dict[int, Box | None]:
    """The person's box in every frame; None where the detections leave a doubt.

    From each anchor the detections are followed forwards and backwards; between
    two anchors both ways have to come to the same one.
    """
    forwards = _walk(times_us, found, anchors)
    backwards = _walk(times_us[::-1], found, anchors)
    first, last = min(anchors), max(anchors)
    person: dict[int, Box | None] = {}
    for time_us in times_us:
        ahead, behind = forwards[time_us], backwards[time_us]
        if time_us < first:
            person[time_us] = behind
        elif time_us > last:
            person[time_us] = ahead
        else:
            person[time_us] = ahead if ahead == behind else None
    return person


def between(times_us: Sequence[int], anchors: Mapping[int, Box]) -> dict[int, Box | None]:
    """The person's box by linear interpolation between anchors; None before the first and after the last."""
    known = sorted(anchors)
    sides = np.array([anchors[t] for t in known], np.float64)
    boxes: dict[int, Box | None] = {}
    for time_us in times_us:
        if known[0] <= time_us <= known[-1]:
            x1, y1, x2, y2 = (float(np.interp(time_us, known, sides[:, side])) for side in range(4))
            boxes[time_us] = (x1, y1, x2, y2)
        else:
            boxes[time_us] = None
    return boxes


def hide(image: Image, veil: Veil) -> Image:
    """A copy of an H×W×3 image in which the veil's places are a coarse mosaic; the person stays."""
    hidden = image.copy()
    if veil.everything:
        _mosaic(hidden, (0, 0, image.shape[1], image.shape[0]), MOSAIC_OF_ALL)
    for box in veil.boxes:
        across, down = GROWN * (box[2] - box[0]), GROWN * (box[3] - box[1])
        grown = (box[0] - across, box[1] - down, box[2] + across, box[3] + down)
        _mosaic(hidden, _whole(grown, image), MOSAIC)
    if veil.kept is not None:
        left, top, right, bottom = _whole(veil.kept, image)
        hidden[top:bottom, left:right] = image[top:bottom, left:right]
    return hidden


def _walk(
    times_us: Sequence[int], found: Mapping[int, Detections], anchors: Mapping[int, Box]
) -> dict[int, Box | None]:
    """Follow from each anchor on, in the order of `times_us`, until the next anchor."""
    walked: dict[int, Box | None] = {}
    last: Box | None = None
    seen_us = 0
    for time_us in times_us:
        boxes = found[time_us].boxes
        if time_us in anchors:
            last = anchors[time_us]
            walked[time_us] = _alike(last, boxes, SAME_IOU) or last
            seen_us = time_us
            continue
        same = None
        if last is not None and abs(time_us - seen_us) <= REMEMBERED_US:
            same = _alike(last, boxes, NEXT_IOU)
        if same is not None:
            last, seen_us = same, time_us
        walked[time_us] = same
    return walked


def _alike(box: Box, boxes: Floats, least: float) -> Box | None:
    """The one of `boxes` that overlaps `box` most, if by at least so much."""
    if not len(boxes):
        return None
    overlaps = iou(np.array([box], np.float32), boxes)[0]
    best = int(overlaps.argmax())
    if overlaps[best] < least:
        return None
    x1, y1, x2, y2 = (float(side) for side in boxes[best])
    return x1, y1, x2, y2


def _others(boxes: Floats, person: Box | None) -> Floats:
    """The boxes that are not the person's nor a part of it."""
    if person is None or not len(boxes):
        return boxes
    own = np.array([person], np.float32)
    same = (iou(own, boxes)[0] >= SAME_IOU) | (covered(boxes, own)[:, 0] > PART)
    return np.asarray(boxes[~same], np.float32)


def _mosaic(image: Image, place_at: tuple[int, int, int, int], blocks: int) -> None:
    left, top, right, bottom = place_at
    place = image[top:bottom, left:right]
    if not place.size:
        return
    block = max(1, round(min(place.shape[:2]) / blocks))
    size = (max(1, place.shape[1] // block), max(1, place.shape[0] // block))
    coarse = cv2.resize(place, size, interpolation=cv2.INTER_AREA)
    place[:] = cv2.resize(coarse, (place.shape[1], place.shape[0]), interpolation=cv2.INTER_NEAREST)


def _whole(box: Sequence[float] | Floats, image: Image) -> tuple[int, int, int, int]:
    height, width = image.shape[:2]
    left, top = max(0, int(np.floor(box[0]))), max(0, int(np.floor(box[1])))
    return left, top, min(width, int(np.ceil(box[2]))), min(height, int(np.ceil(box[3])))


def _none() -> Floats:
    return np.empty((0, 4), np.float32)
