"""Rendered people → training pictures, a whole batch at once on the device that trains.

Does what `augment` and `backgrounds.degrade` do one picture at a time in a loader's process: backgrounds, another
person, something in front, light, lost resolution, blur, noise and JPEG. A GPU trains faster than sixteen cores
can prepare pictures, so with one all of it happens there. Pictures are float, 0 to 255, RGB.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from cpcl_train.config import AugmentConfig
from cpcl_train.data.jpeg import through_jpeg
from cpcl_train.synthetic.backgrounds import LAMPS, textures

CHANNELS: Final = 8
"""Of what a loader gives: a cut-out person and another one beside them, RGBA each, colours times alpha."""
_SCALES: Final = (0.25, 0.35, 0.5, 0.65, 0.8)
_SIGMAS: Final = (0.6, 1.0, 1.5)
_STREAKS: Final = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes batches on one device; `pool` (N, 3, S, S) uint8 are background textures there."""

    pool: Tensor
    config: AugmentConfig

    @staticmethod
    def on(device: torch.device, config: AugmentConfig) -> Composer:
        """With the textures that renders are composed over everywhere."""
        stacked = torch.from_numpy(np.stack(textures())).permute(0, 3, 1, 2)
        return Composer(stacked.contiguous().to(device), config)

    def __call__(self, layers: Tensor) -> Tensor:
        """(B, CHANNELS, H, W) uint8 → (B, 3, H, W) float pictures; draws from torch's generator of the device."""
        person, other = layers[:, :4].float(), layers[:, 4:].float()
        pictures = _over(_over(self._backgrounds(layers), other), person)
        pictures = self._hidden(pictures)
        pictures = self._relit(pictures)
        worse = _chosen(pictures, self.config.degrade)
        pictures[worse] = _degraded(pictures[worse])
        return pictures.clamp_(0, 255)

    def _backgrounds(self, layers: Tensor) -> Tensor:
        """A stretched piece of a texture, on most pictures another one as the floor."""
        wall, floor = self._pieces(layers), self._pieces(layers)
        height = layers.shape[2]
        line = _uniform(layers, 0.25, 1.6) * height  # beyond the picture: no floor
        rows = torch.arange(height, device=layers.device).view(1, 1, -1, 1)
        mixed = torch.where(rows < line, wall, floor)
        return (mixed * _uniform(layers, 0.65, 1.25) + _uniform(layers, -15, 15)).clamp_(0, 255)

    def _pieces(self, layers: Tensor) -> Tensor:
        count, _, height, width = layers.shape
        chosen = self.pool[torch.randint(len(self.pool), (count,), device=layers.device)].float()
        spans = [_uniform(layers, 0.16, 1.0).view(count) for _ in range(2)]
        middles = [(_uniform(layers, -1, 1).view(count)) * (1 - span) for span in spans]
        mirror = torch.where(torch.rand(count, device=layers.device) < 0.5, -1.0, 1.0)
        zero = torch.zeros_like(mirror)
        rows = [torch.stack([spans[0] * mirror, zero, middles[0]], 1), torch.stack([zero, spans[1], middles[1]], 1)]
        grid = F.affine_grid(torch.stack(rows, 1), [count, 3, height, width], align_corners=False)
        return F.grid_sample(chosen, grid, align_corners=False, padding_mode="reflection")

    def _hidden(self, pictures: Tensor) -> Tensor:
        """A plain block over some pictures: from below, or from a side."""
        height, width = pictures.shape[2:]
        rows = torch.arange(height, device=pictures.device).view(1, 1, -1, 1) / height
        columns = torch.arange(width, device=pictures.device).view(1, 1, 1, -1) / width
        reach, wide = _uniform(pictures, 0.1, 0.35), _uniform(pictures, 0.1, 0.45)
        top = _uniform(pictures, 0.0, 0.7)
        kind = torch.rand(len(pictures), 1, 1, 1, device=pictures.device)
        below = rows > 1 - reach
        beside = (rows > top) & (rows < top + 2 * reach) & ((columns < wide) ^ (kind > 0.67))
        block = torch.where(kind < 0.33, below.expand_as(beside), beside)
        block = block & (torch.rand(len(pictures), 1, 1, 1, device=pictures.device) < self.config.occlusion)
        tone = _uniform(pictures, 20, 235) + torch.randn(len(pictures), 3, 1, 1, device=pictures.device) * 15
        return torch.where(block, tone.clamp(0, 255), pictures)

    def _relit(self, pictures: Tensor) -> Tensor:
        """Exposure, contrast, a colour cast; a tenth of them in evening light."""
        light, tint = self.config.light, self.config.tint
        gain, contrast = _uniform(pictures, 1 - light, 1 + light), _uniform(pictures, 1 - light, 1 + light)
        cast = 1 + (torch.rand(len(pictures), 3, 1, 1, device=pictures.device) * 2 - 1) * tint
        lit = ((pictures * gain - 127.5) * contrast + 127.5) * cast
        lamps = torch.tensor(LAMPS, device=pictures.device)[torch.randint(len(LAMPS), (len(pictures),))]
        dim = lamps.view(-1, 3, 1, 1) * _uniform(pictures, 0.45, 0.85)
        evening = torch.rand(len(pictures), 1, 1, 1, device=pictures.device) < 0.1 * self.config.degrade
        return (lit * torch.where(evening, dim, torch.ones_like(dim))).clamp_(0, 255)


def _over(below: Tensor, cut_out: Tensor) -> Tensor:
    """RGBA with colours times alpha, painted over pictures."""
    return below * (1 - cut_out[:, 3:] / 255) + cut_out[:, :3]


def _degraded(pictures: Tensor) -> Tensor:
    """As a cheap camera and its recorder give them."""
    pictures = _in_groups(pictures, 0.6, [_shrinker(scale) for scale in _SCALES])
    blurs = [_blurrer(_gaussian(sigma)) for sigma in _SIGMAS] + [_blurrer(_streak(length)) for length in _STREAKS]
    pictures = _in_groups(pictures, 0.37, blurs)
    noise = torch.randn_like(pictures) * _uniform(pictures, 1.0, 7.0)
    pictures = pictures + noise * (torch.rand(len(pictures), 1, 1, 1, device=pictures.device) < 0.6)
    coded = _chosen(pictures, 0.6)
    pictures[coded] = through_jpeg(pictures[coded].clamp(0, 255), _uniform(pictures[coded], 28, 92).view(-1))
    return pictures


def _in_groups(pictures: Tensor, chance: float, changes: list[Callable[[Tensor], Tensor]]) -> Tensor:
    """Each change on its share of the pictures that are drawn with `chance`: kernels run on whole groups."""
    kind = torch.randint(len(changes), (len(pictures),), device=pictures.device)
    kind[~_chosen(pictures, chance)] = -1
    changed = pictures.clone()
    for number, change in enumerate(changes):
        group = kind == number
        changed[group] = change(pictures[group])
    return changed


def _shrinker(scale: float) -> Callable[[Tensor], Tensor]:
    def change(pictures: Tensor) -> Tensor:
        size = [max(8, round(side * scale)) for side in pictures.shape[2:]]
        small = F.interpolate(pictures, size, mode="area")
        return F.interpolate(small, pictures.shape[2:], mode="bilinear", align_corners=False)

    return change


def _blurrer(kernel: Tensor) -> Callable[[Tensor], Tensor]:
    """Convolution of every channel with one kernel (K, K); edges are repeated."""

    def change(pictures: Tensor) -> Tensor:
        weight = kernel.to(pictures.device).expand(3, 1, *kernel.shape)
        border = kernel.shape[0] // 2
        padded = F.pad(pictures, (border,) * 4, mode="replicate")
        return F.conv2d(padded, weight, groups=3)

    return change


def _gaussian(sigma: float) -> Tensor:
    reach = math.ceil(2.5 * sigma)
    line = torch.exp(-(torch.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    return torch.outer(line, line) / line.sum() ** 2


def _streak(length: int) -> Tensor:
    """A level line, as a walking person leaves on a slow shutter."""
    kernel = torch.zeros(length, length)
    kernel[length // 2] = 1 / length
    return kernel


def _chosen(pictures: Tensor, chance: float) -> Tensor:
    """(B,) bool, each true with `chance`."""
    return torch.rand(len(pictures), device=pictures.device) < chance


def _uniform(pictures: Tensor, low: float, high: float) -> Tensor:
    """One number for each picture, (B, 1, 1, 1)."""
    return torch.rand(len(pictures), 1, 1, 1, device=pictures.device) * (high - low) + low
