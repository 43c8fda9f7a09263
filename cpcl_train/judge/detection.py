"""How well people are found in frames: average precision, and recall by how tall they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, iou
from cpcl_train.judge.boxes import LEAST_IOU, Flags, FrameBoxes

_LEVELS = np.linspace(0, 1, 101)  # of recall, at which COCO reads the precision


@dataclass(frozen=True)
class DetectionScores:
    """`ap` at the least overlap, 0…1; of each true box (N,) that counts its height in pixels and whether it was
    found at the score asked for; of the boxes above that score how many were right; `scores` (M,) of all boxes
    that count, best first, and which of them are `right`."""

    ap: float
    heights: npt.NDArray[np.float32]
    found: Flags
    precision: float
    scores: Floats
    right: Flags

    @property
    def recall(self) -> float:
        """The share of true boxes that were found."""
        return float(self.found.mean()) if len(self.found) else 1.0

    def score_for(self, precision: float) -> float | None:
        """The lowest score from which on so large a share of the boxes is right; None where there is none."""
        shares = np.cumsum(self.right) / np.arange(1, len(self.right) + 1)
        enough = np.flatnonzero(shares >= precision)
        return float(self.scores[enough[-1]]) if len(enough) else None

    def by_height(self, edges: Sequence[float]) -> list[tuple[float, float, float, int]]:
        """From, to, recall (not a number where nobody is) and how many true boxes, by height in pixels."""
        rows = []
        for low, high in pairwise(edges):
            here = (self.heights >= low) & (self.heights < high)
            recall = float(self.found[here].mean()) if here.any() else float("nan")
            rows.append((low, high, recall, int(here.sum())))
        return rows


def detection_scores(
    truth: Sequence[FrameBoxes], found: Sequence[tuple[Floats, Floats]], at_score: float
) -> DetectionScores:
    """Compare boxes (N, 4) and scores (N,) of the same frames, without what lies on somebody who does not count.

    AP as COCO has it at IoU 0.5: in order of score each box takes the free true box that it overlaps most.
    """
    scores, rights, heights, taken_at = [], [], [], []
    for true, (boxes, confidence) in zip(truth, found, strict=True):
        right, used, best = _assign(true, boxes, confidence)
        scores.append(confidence[used])
        rights.append(right[used])
        counted = true.counted
        heights.append((true.boxes[:, 3] - true.boxes[:, 1])[counted])
        taken_at.append(best[counted])
    score, right = np.concatenate(scores), np.concatenate(rights)
    height, best = np.concatenate(heights).astype(np.float32), np.concatenate(taken_at)
    order = np.argsort(-score, kind="stable")
    score, right = score[order], right[order]
    above = right[score >= at_score]
    return DetectionScores(
        _average_precision(right, len(height)), height, best >= at_score,
        float(above.mean()) if len(above) else 1.0, score, right,
    )  # fmt: skip


def _assign(true: FrameBoxes, boxes: Floats, scores: Floats) -> tuple[Flags, Flags, Floats]:
    """Which boxes (N,) are right, which count, and at what score each true box (M,) was found (-1: never)."""
    shared = iou(boxes, true.boxes)
    right, used = np.zeros(len(boxes), bool), np.ones(len(boxes), bool)
    best = np.full(len(true.boxes), -1, np.float32)
    for row in np.argsort(-scores, kind="stable"):
        free = np.where(true.counted & (best < 0), shared[row], 0)
        place = int(free.argmax()) if len(free) else -1
        if place >= 0 and free[place] >= LEAST_IOU:
            right[row], best[place] = True, scores[row]
        elif (shared[row][~true.counted] >= LEAST_IOU).any():
            used[row] = False
    return right, used, best


def _average_precision(right: Flags, total: int) -> float:
    """Of boxes, best first: the mean precision at 101 levels of recall, each the best at that recall or beyond."""
    if not total:
        return float("nan")
    hits = right.cumsum()
    recall, precision = hits / total, hits / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    places = np.searchsorted(recall, _LEVELS - 1e-9)
    return (
        float(np.where(places < len(best), best[np.minimum(places, len(best) - 1)], 0).mean()) if len(best) else 0.0
    )
