"""The detector's network: an ImageNet-pretrained EfficientNet-Lite0, a feature pyramid, anchor-free heads.

Plain by intent: every operation runs on every machine, and its output is laid out as YOLOX's (Ge et al. 2021,
arXiv:2107.08430), which the desktop reads. Pyramid: Lin et al. 2017, arXiv:1612.03144; boxes from cells without
anchors: Tian et al. 2019 (FCOS), arXiv:1904.01355.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

import timm
import torch
import torch.nn.functional as F
from timm.layers.conv2d_same import Conv2dSame
from torch import Tensor, nn

from cpcl_train.model.packaged import imagenet_weights

STRIDES = (8, 16, 32)
MEAN, STD = 127.0, 128.0
"""Of pixels 0 to 255 in all three channels, as the trunk was trained."""
_WIDTH = 64
_RARE = -4.6
"""Logit that scores start from: one cell in a hundred; most hold nobody (Lin et al. 2017, arXiv:1708.02002)."""


class Detector(nn.Module):
    """Pictures (B, 3, H, W), RGB normalised by `MEAN` and `STD`, sides multiples of 32 → a row for each cell.

    Rows (B, N, 5) go stride by stride, row by row: centre x and y from the cell's corner in strides, logarithm of
    width and height in strides, logit of the score.
    """

    settled = False
    """Whether every norm keeps to its statistics: those of a network that was trained before."""

    def __init__(self) -> None:
        super().__init__()
        trunk: Any = timm.create_model("tf_efficientnet_lite0", features_only=True, out_indices=(2, 3, 4))
        self.trunk = trunk
        self.lateral = nn.ModuleList(_unit(width, _WIDTH, 1) for width in trunk.feature_info.channels())
        self.wider = _separable(_WIDTH, 5)
        self.merged = nn.ModuleList(_separable(_WIDTH, 3) for _ in STRIDES)
        self.scores = nn.ModuleList(_head(1, _RARE) for _ in STRIDES)
        self.boxes = nn.ModuleList(_head(4, 0.0) for _ in STRIDES)

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) → (B, N, 5)."""
        maps = [side(grid) for side, grid in zip(self.lateral, self.trunk(images), strict=True)]
        maps[-1] = self.wider(maps[-1])
        for level in (1, 0):
            maps[level] = maps[level] + F.interpolate(maps[level + 1], scale_factor=2.0, mode="nearest")
        rows = []
        for grid, merged, box, score in zip(maps, self.merged, self.boxes, self.scores, strict=True):
            grid = merged(grid)
            rows.append(torch.cat([box(grid), score(grid)], dim=1).flatten(2).transpose(1, 2))
        return torch.cat(rows, dim=1)

    def freeze(self, stages: int) -> None:
        """Leave the trunk's first stages as they are, and all of its running statistics: batches are small."""
        early = [self.trunk.conv_stem, *self.trunk.blocks[:stages]] if stages else []
        for part in early:
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> Detector:
        """As torch has it, but the trunk's norms keep to what ImageNet taught them, and where `settled` all do."""
        super().train(mode)
        for module in (self if self.settled else self.trunk).modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self


class Exported(nn.Module):
    """The network as it ships: rows (B, N, 6) with the score as YOLOX's objectness, and a class of certainty 1."""

    def __init__(self, detector: Detector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) → (B, N, 6)."""
        rows = self.detector(images)
        score = rows[:, :, 4:].sigmoid()
        return torch.cat([rows[:, :, :4], score, torch.ones_like(score)], dim=2)


def build_detector(pretrained: bool = True) -> Detector:
    """A detector whose trunk knows ImageNet; `MachineError` where the package that carries that is missing."""
    detector = Detector()
    if pretrained:
        detector.trunk.load_state_dict(imagenet_weights("efficientnet-lite0", detector.trunk))
    _pad_once(detector)
    return detector


def norms_of(detector: Detector) -> list[tuple[nn.Module, str, str]]:
    """Of each norm: the module it is part of, the name there of what comes before it, and its own."""
    return [
        (parent, before, name)
        for parent in detector.modules()
        for (before, _), (name, norm) in pairwise(parent.named_children())
        if isinstance(norm, nn.BatchNorm2d)
    ]


def _pad_once(module: nn.Module) -> None:
    """Give convolutions that pad by their input's size the one padding they need where sides are multiples of 32.

    In place; a network so changed exports for any such size.
    """
    for name, child in module.named_children():
        if not isinstance(child, Conv2dSame):
            _pad_once(child)
            continue
        total = int(child.kernel_size[0]) - int(child.stride[0])
        plain = nn.Conv2d(
            child.in_channels, child.out_channels, cast("Any", child.kernel_size), cast("Any", child.stride),
            groups=child.groups, bias=child.bias is not None,
        )  # fmt: skip
        plain.load_state_dict(child.state_dict())
        first = total // 2
        setattr(module, name, nn.Sequential(nn.ZeroPad2d((first, total - first) * 2), plain))


def _unit(inside: int, outside: int, kernel: int, groups: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(inside, outside, kernel, padding=kernel // 2, groups=groups, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outside), nn.ReLU6(inplace=True))


def _separable(width: int, kernel: int) -> nn.Sequential:
    return nn.Sequential(_unit(width, width, kernel, groups=width), _unit(width, width, 1))


def _head(values: int, first: float) -> nn.Sequential:
    last = nn.Conv2d(_WIDTH, values, 1)
    nn.init.normal_(last.weight, std=0.01)
    nn.init.constant_(cast("Tensor", last.bias), first)
    return nn.Sequential(_separable(_WIDTH, 3), _separable(_WIDTH, 3), last)
