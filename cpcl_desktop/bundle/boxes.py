"""Arithmetic of boxes: N×4 float32 arrays of x1, y1, x2, y2."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NEAR, _EXPLAINED, _CELLS = 0.15, 0.75, 24  # overlap that counts; share of a box that others explain; of a side


def suppress(boxes: Floats, most_iou: float) -> npt.NDArray[np.intp]:
    """Non-maximum suppression: indices of boxes (N×4, best first) that overlap no better one by more."""
    overlaps = iou(boxes, boxes)
    standing = np.ones(len(boxes), bool)
    for index in range(len(boxes)):
        if standing[index]:
            standing[index + 1 :] &= overlaps[index, index + 1 :] <= most_iou
    return np.flatnonzero(standing)


def ungrouped(boxes: Floats) -> npt.NDArray[np.intp]:
    """Indices of boxes (N×4, best first) that are not just two better ones beside each other.

    Between two people who stand close a detector also sees a third, half of the one and half of the other.
    """
    near = iou(boxes, boxes) > _NEAR
    kept: list[int] = []
    for index in range(len(boxes)):
        better = [other for other in kept if near[index, other]]
        if len(better) < 2 or _share_filled(boxes[index], boxes[better]) < _EXPLAINED:
            kept.append(index)
    return np.array(kept, np.intp)


def _share_filled(box: Floats, others: Floats) -> float:
    """The share of a box that lies in any of the others, to a few per cent."""
    corner, sides = np.tile(box[:2], 2), np.tile(np.maximum(box[2:] - box[:2], 1e-6), 2)
    cells = np.zeros((_CELLS, _CELLS), bool)
    for left, top, right, bottom in np.clip(np.round((others - corner) / sides * _CELLS), 0, _CELLS).astype(int):
        cells[top:bottom, left:right] = True
    return float(cells.mean())


def iou(first: Floats, second: Floats) -> Floats:
    """Intersection over union of every box of `first` (N×4) with every one of `second` (M×4): N×M."""
    shared = _shared(first, second)
    area = np.prod(first[:, 2:] - first[:, :2], axis=1)[:, None]
    other = np.prod(second[:, 2:] - second[:, :2], axis=1)[None]
    return np.asarray(shared / np.maximum(area + other - shared, 1e-9), np.float32)


def covered(first: Floats, second: Floats) -> Floats:
    """The share of every box of `first` (N×4) that lies inside each one of `second` (M×4): N×M."""
    area = np.prod(first[:, 2:] - first[:, :2], axis=1)[:, None]
    return np.asarray(_shared(first, second) / np.maximum(area, 1e-9), np.float32)


def _shared(first: Floats, second: Floats) -> Floats:
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    return np.asarray(np.prod(np.clip(high - low, 0, None), axis=2), np.float32)
