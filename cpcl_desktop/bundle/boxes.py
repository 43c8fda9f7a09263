"""Arithmetic of boxes: N×4 float32 arrays of x1, y1, x2, y2."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def suppress(boxes: Floats, most_iou: float) -> npt.NDArray[np.intp]:
    """Non-maximum suppression: indices of boxes (N×4, best first) that overlap no better one by more."""
    overlaps = iou(boxes, boxes)
    standing = np.ones(len(boxes), bool)
    for index in range(len(boxes)):
        if standing[index]:
            standing[index + 1 :] &= overlaps[index, index + 1 :] <= most_iou
    return np.flatnonzero(standing)


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
