"""JPEG's losses for a batch on any device: what coding and decoding at a quality leaves of pictures.

Colour at half resolution, 8×8 blocks, cosine transform, the standard's tables (ITU-T T.81, Annex K) scaled as
libjpeg scales them. Entropy coding loses nothing and is left out.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

_SIDE: Final = 8
_MIDDLE: Final = 128.0
_LUMA: Final = """
    16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62
    18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99
"""
_CHROMA: Final = """
    17 18 24 47 99 99 99 99 18 21 26 66 99 99 99 99 24 26 56 99 99 99 99 99 47 66 99 99 99 99 99 99
    99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99
"""
_TO_YCC: Final = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))


def through_jpeg(pictures: Tensor, quality: Tensor) -> Tensor:
    """(B, 3, H, W) RGB 0 to 255 with H and W multiples of 16, and a quality (B,) of 1 to 100 each → the same."""
    if not len(pictures):
        return pictures
    to_ycc = torch.tensor(_TO_YCC, device=pictures.device)
    ycc = torch.einsum("ij,bjhw->bihw", to_ycc, pictures)
    ycc[:, 0] -= _MIDDLE
    luma = _coded(ycc[:, :1], _table(_LUMA, quality))
    chroma = _coded(F.avg_pool2d(ycc[:, 1:], 2), _table(_CHROMA, quality))
    wide = F.interpolate(chroma, scale_factor=2, mode="bilinear", align_corners=False)
    back = torch.linalg.inv(to_ycc)
    rgb = torch.einsum("ij,bjhw->bihw", back, torch.cat([luma + _MIDDLE, wide], dim=1))
    return rgb.clamp(0, 255)


def _coded(planes: Tensor, table: Tensor) -> Tensor:
    """(B, C, H, W) quantised block by block with (B, 8, 8) tables."""
    count, channels, height, width = planes.shape
    blocks = planes.reshape(count, channels, height // _SIDE, _SIDE, width // _SIDE, _SIDE).transpose(3, 4)
    cosines, steps = _cosines().to(planes.device), table[:, None, None, None]
    kept = torch.round(cosines @ blocks @ cosines.T / steps) * steps
    return (cosines.T @ kept @ cosines).transpose(3, 4).reshape(planes.shape)


def _table(text: str, quality: Tensor) -> Tensor:
    """The quantiser's steps at each quality, (B, 8, 8)."""
    base = torch.tensor([float(number) for number in text.split()], device=quality.device).view(1, _SIDE, _SIDE)
    percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality).view(-1, 1, 1)
    return ((base * percent + 50) / 100).floor().clamp(1, 255)


@cache
def _cosines() -> Tensor:
    """The orthonormal cosine transform of eight numbers, (8, 8)."""
    place, frequency = torch.arange(_SIDE) + 0.5, torch.arange(_SIDE).view(-1, 1)
    rows = torch.cos(torch.pi * frequency * place / _SIDE) / 2
    rows[0] /= 2**0.5
    return rows
