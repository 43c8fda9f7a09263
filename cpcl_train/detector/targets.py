"""What each cell is to say, and what it costs to say otherwise.

A person belongs to the cells near their middle on the level of their size, as in FCOS; the score that is taught
is the overlap that the box really has (quality focal loss, Li et al. 2020, arXiv:2006.04388), boxes are taught by
generalised IoU (Rezatofighi et al. 2019, arXiv:1902.09630).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from cpcl_train.detector.network import STRIDES

_SIZES = ((0.0, 56.0), (40.0, 144.0), (104.0, 1e5))
"""Geometric mean of a box's sides in pixels, for each stride; neighbours share what lies between."""
_REACH = 1.5
"""Strides from a person's middle within which cells are theirs."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Where rows of the output lie, in pixels: `corners` (N, 2), `strides` (N,), `sizes` (N, 2) that they teach."""

    corners: Tensor
    strides: Tensor
    sizes: Tensor

    @property
    def middles(self) -> Tensor:
        """(N, 2)."""
        return self.corners + self.strides[:, None] / 2


def cells_of(height: int, width: int, device: torch.device) -> Cells:
    """The cells of an input of this size."""
    corners, strides, sizes = [], [], []
    for stride, limits in zip(STRIDES, _SIZES, strict=True):
        rows, columns = torch.meshgrid(
            torch.arange(height // stride, device=device),
            torch.arange(width // stride, device=device),
            indexing="ij",
        )
        corners.append(torch.stack([columns, rows], dim=2).reshape(-1, 2).float() * stride)
        strides.append(torch.full((rows.numel(),), float(stride), device=device))
        sizes.append(torch.tensor(limits, device=device).expand(rows.numel(), 2))
    return Cells(torch.cat(corners), torch.cat(strides), torch.cat(sizes))


def boxes_of(rows: Tensor, cells: Cells) -> Tensor:
    """Rows (…, N, 5) → boxes (…, N, 4) x1, y1, x2, y2 in pixels."""
    steps = cells.strides[:, None]
    middle = rows[..., :2] * steps + cells.corners
    half = rows[..., 2:4].clamp(max=8.0).exp() * steps / 2
    return torch.cat([middle - half, middle + half], dim=-1)


def assign(boxes: Tensor, cells: Cells) -> Tensor:
    """Which of the boxes (M, 4) each cell teaches, (N,); -1 none. Where several would, the smallest is taken."""
    if not len(boxes):
        return torch.full((len(cells.strides),), -1, dtype=torch.long, device=cells.strides.device)
    middle, sides = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]
    size = sides.prod(1).sqrt()
    away = (cells.middles[:, None] - middle[None]).abs()
    steps = cells.strides[:, None]
    fits = (size[None] >= cells.sizes[:, :1]) & (size[None] < cells.sizes[:, 1:])
    near = (away <= _REACH * steps[..., None]).all(2)
    inside = (away <= sides[None] / 2).all(2)
    nearest = away.amax(2) <= steps / 2  # a person smaller than a cell has that one
    cost = torch.where(fits & ((near & inside) | nearest), size[None].expand_as(fits), torch.inf)
    least, chosen = cost.min(1)
    return torch.where(least.isfinite(), chosen, -1)


def detection_loss(rows: Tensor, boxes: list[Tensor], unsure: list[Tensor], cells: Cells) -> tuple[Tensor, Tensor]:
    """Losses of the scores and of the boxes of a batch: rows (B, N, 5); boxes and unsure ones (M, 4) a picture.

    Cells in the middle of somebody unsure cost nothing.
    """
    found = boxes_of(rows.float(), cells)
    chosen = torch.stack([assign(some, cells) for some in boxes])
    mine = chosen >= 0
    truth = torch.cat([some[of[of >= 0]] for some, of in zip(boxes, chosen, strict=True)])
    overlap, cost = generalised_iou(found[mine], truth)
    taught = torch.zeros_like(rows[..., 4], dtype=torch.float32)
    taught[mine] = overlap.detach().clamp(min=0.0)
    counted = torch.stack([~_within(some, cells) for some in unsure]) | mine
    count = mine.sum().clamp(min=1)
    return _quality(rows[..., 4].float(), taught)[counted].sum() / count, cost.sum() / count


def _quality(logits: Tensor, taught: Tensor) -> Tensor:
    distance = (taught - logits.sigmoid()).abs().square()
    return F.binary_cross_entropy_with_logits(logits, taught, reduction="none") * distance


def _within(boxes: Tensor, cells: Cells) -> Tensor:
    """Which cells (N,) lie in one of the boxes (M, 4)."""
    middle = cells.middles[:, None]
    return ((middle >= boxes[None, :, :2]) & (middle <= boxes[None, :, 2:])).all(2).any(1)


def generalised_iou(found: Tensor, truth: Tensor) -> tuple[Tensor, Tensor]:
    """Overlap of pairs of boxes (M, 4), and 1 − generalised overlap: both (M,)."""
    low, high = torch.maximum(found[:, :2], truth[:, :2]), torch.minimum(found[:, 2:], truth[:, 2:])
    shared = (high - low).clamp(min=0).prod(1)
    areas = [(some[:, 2:] - some[:, :2]).prod(1) for some in (found, truth)]
    union = areas[0] + areas[1] - shared
    outer = torch.maximum(found[:, 2:], truth[:, 2:]) - torch.minimum(found[:, :2], truth[:, :2])
    around = outer.prod(1).clamp(min=1e-6)
    overlap = shared / union.clamp(min=1e-6)
    return overlap, 1 - overlap + (around - union) / around
