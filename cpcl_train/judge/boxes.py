"""Boxes of people by frame, and which of two sets of them are the same."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.bundle.boxes import Floats, iou

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEAST_IOU = 0.5  # from which two boxes are one person's


@dataclass(frozen=True)
class FrameBoxes:
    """The people of a frame: `numbers` (N,) say who, `boxes` (N, 4) where (x1 y1 x2 y2).

    Where `counts` (N,) is false somebody is so small or so hidden that a box there is neither asked for nor false.
    """

    numbers: Ints
    boxes: Floats
    counts: Flags = field(default_factory=lambda: np.empty(0, bool))

    @property
    def counted(self) -> Flags:
        """Who counts (N,): all where nothing else is said."""
        return self.counts if len(self.counts) == len(self.numbers) else np.ones(len(self.numbers), bool)

    def only(self, kept: Flags) -> FrameBoxes:
        """Some of them, all of whom count."""
        return FrameBoxes(self.numbers[kept], self.boxes[kept])

    @staticmethod
    def of(people: dict[int, tuple[float, float, float, float]]) -> FrameBoxes:
        """By number."""
        boxes = np.asarray(list(people.values()), np.float32).reshape(-1, 4)
        return FrameBoxes(np.asarray(list(people), np.int64), boxes)


def pairs(first: Floats, second: Floats, least: float = LEAST_IOU) -> list[tuple[int, int]]:
    """Which boxes are the same: as many pairs that overlap by `least` as can be, and of those the best."""
    shared = iou(first, second)
    rows, columns = linear_sum_assignment(np.where(shared >= least, 1 + shared, 0), maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if shared[r, c] >= least]


def without_uncounted(truth: FrameBoxes, found: FrameBoxes) -> tuple[FrameBoxes, FrameBoxes]:
    """Both without who does not count, and without boxes that are nobody else's (as MOTChallenge does)."""
    kept = np.ones(len(found.numbers), bool)
    for row, column in pairs(truth.boxes, found.boxes):
        kept[column] = truth.counted[row]
    return truth.only(truth.counted), found.only(kept)
