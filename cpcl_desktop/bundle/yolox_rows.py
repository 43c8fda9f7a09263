"""The rows of a YOLOX network: a grid of cells, and boxes from what each cell says.

YOLOX (Ge et al. 2021, arXiv:2107.08430): anchor-free; each row holds a centre relative to its cell, the logarithm
of a size in strides, an objectness and one score per class. Trainer and desktop read detectors by this.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, suppress, ungrouped
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput

MOST_PEOPLE = 300  # in one frame, by score, before overlapping boxes are merged


def grid(image: ImageInput, spec: DetectorSpec) -> tuple[Floats, Floats]:
    """Cells N×2 (x, y) and strides N×1 in the order of the network's rows: stride by stride, row by row."""
    cells, steps = [], []
    for stride in spec.strides:
        rows, columns = np.mgrid[: image.height // stride, : image.width // stride]
        cells.append(np.stack((columns.ravel(), rows.ravel()), axis=1))
        steps.append(np.full((rows.size, 1), stride))
    return np.concatenate(cells).astype(np.float32), np.concatenate(steps).astype(np.float32)


def decode(output: Floats, cells: Floats, steps: Floats, spec: DetectorSpec) -> tuple[Floats, Floats]:
    """Rows N×(5+C) → boxes of people in pixels of the input and their scores, overlaps merged, best first.

    Boxes between two people, half of the one and half of the other, are left out.
    """
    scores = output[:, 4] * output[:, 5 + spec.person_class]
    kept = np.flatnonzero(scores >= spec.score_threshold)
    kept = kept[np.argsort(-scores[kept], kind="stable")][:MOST_PEOPLE]
    rows, strides = output[kept], steps[kept]
    centre = (rows[:, :2] + cells[kept]) * strides
    half = np.exp(np.minimum(rows[:, 2:4], 10.0)) * strides / 2  # no box is e^10 strides wide
    boxes = np.concatenate((centre - half, centre + half), axis=1, dtype=np.float32)
    best = suppress(boxes, spec.nms_iou)
    best = best[ungrouped(boxes[best])]
    return boxes[best], scores[kept][best].astype(np.float32)


def in_source(boxes: Floats, size: tuple[int, ...], image: ImageInput) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Boxes in the letterboxed input → in a source frame of `size` (height, width), clipped to it.

    Also which of them still are a pixel wide and high; only those are returned.
    """
    height, width = size
    factor = min(image.height / height, image.width / width)
    # The picture's size was rounded to whole pixels on each side before it was resized.
    scale_x, scale_y = max(1, round(width * factor)) / width, max(1, round(height * factor)) / height
    placed = boxes / np.array((scale_x, scale_y, scale_x, scale_y), np.float32)
    placed = np.clip(placed, 0, np.array((width, height, width, height), np.float32))
    whole = np.all(placed[:, 2:] - placed[:, :2] >= 1, axis=1)
    return placed[whole].astype(np.float32), whole


def tight_size(frame: tuple[int, ...], image: ImageInput, step: int) -> tuple[int, int]:
    """The smallest input (height, width), in multiples of `step`, that holds the letterboxed frame."""
    if image.fit != "letterbox":
        return image.height, image.width
    factor = min(image.height / frame[0], image.width / frame[1])
    height, width = (max(step, -(-round(side * factor) // step) * step) for side in frame[:2])
    return min(height, image.height), min(width, image.width)
