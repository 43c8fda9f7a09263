"""Image nets for people, registered with timm so that open_clip builds them by name.

Their last map is averaged in horizontal stripes, not over the whole picture alone: what is worn on the head,
the chest, the legs and the feet reaches the embedding apart, which a colour belongs to (as part-based
re-identification nets do: Sun et al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import timm
import torch
import torch.nn.functional as F
from timm.models import register_model
from timm.models.resnet import BasicBlock, ResNet
from torch import Tensor, nn


class StripeNet(nn.Module):
    """ResNet of basic blocks at stride 32; images (B, 3, H, W) → features (B, stripes · channels[-1])."""

    default_cfg: ClassVar[dict[str, None]] = {"pool_size": None}  # open_clip asks; pooling is our own

    def __init__(self, layers: Sequence[int], channels: Sequence[int], stripes: int) -> None:
        super().__init__()
        block: Any = BasicBlock  # timm annotates the class as an instance
        self.body = ResNet(block, tuple(layers), num_classes=0, global_pool="", channels=tuple(channels))
        self.stripes = stripes
        self.num_features = stripes * channels[-1]

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) → (B, num_features)."""
        return in_stripes(self.body.forward_features(images), self.stripes).flatten(1)

    def reset_classifier(self, num_classes: int, global_pool: str = "") -> None:
        """Nothing to remove: the net has neither classifier nor global pooling."""

    def set_grad_checkpointing(self, enable: bool = True) -> None:
        """Recompute activations in the backward pass to save memory."""
        self.body.set_grad_checkpointing(enable)


class EfficientNetParts(nn.Module):
    """EfficientNet-Lite (ReLU6, no squeeze-and-excite: quantises well); features: the whole's mean, then stripes'.

    `early` ends at stride 16 and may be left as it is while training. Source: EfficientNet-Lite
    (Tan and Le 2019; Liu 2020), as timm has it.
    """

    default_cfg: ClassVar[dict[str, None]] = {"pool_size": None}

    def __init__(self, size: int, stripes: int = 3) -> None:
        super().__init__()
        body: Any = timm.create_model(f"tf_efficientnet_lite{size}", num_classes=0, global_pool="")
        self.body = body
        self.stripes = stripes
        self.num_features = (1 + stripes) * int(body.num_features)
        self.is_frozen = False

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) → (B, num_features)."""
        return self.late(self.early(images))

    def early(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) → (B, 80, H / 16, W / 16), for Lite0 and Lite1 alike."""
        grid = self.body.bn1(self.body.conv_stem(images))
        return self.body.blocks[:_EARLY](grid)  # type: ignore[no-any-return]

    def late(self, grid: Tensor) -> Tensor:
        """What `early` gives → (B, num_features)."""
        grid = self.body.bn2(self.body.conv_head(self.body.blocks[_EARLY:](grid)))
        stripes = in_stripes(grid, self.stripes)
        whole = stripes.mean(2, keepdim=True) if grid.shape[2] % self.stripes == 0 else grid.mean((2, 3))[..., None]
        return torch.cat([whole, stripes], dim=2).transpose(1, 2).flatten(1)

    def freeze_early(self) -> None:
        """Leave `early` as it is from now on, its running statistics too."""
        self.is_frozen = True
        for part in self._early_parts():
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> EfficientNetParts:
        """As torch has it, but what is frozen stays in eval mode."""
        super().train(mode)
        for part in self._early_parts() if self.is_frozen else ():
            part.eval()
        return self

    def _early_parts(self) -> tuple[nn.Module, ...]:
        return self.body.conv_stem, self.body.bn1, self.body.blocks[:_EARLY]

    def reset_classifier(self, num_classes: int, global_pool: str = "") -> None:
        """Nothing to remove: the net has neither classifier nor global pooling."""

    def set_grad_checkpointing(self, enable: bool = True) -> None:
        """Recompute activations in the backward pass to save memory."""
        self.body.set_grad_checkpointing(enable)


_EARLY = 4  # stages up to the second of stride 16


def in_stripes(grid: Tensor, stripes: int) -> Tensor:
    """(B, C, H, W) → means over horizontal stripes (B, C, stripes)."""
    # Mean over columns, then over rows in stripes: exports as plain means where rows divide evenly.
    rows = grid.mean(3)
    if rows.shape[2] % stripes:
        return F.adaptive_avg_pool1d(rows, stripes)
    return rows.reshape(*rows.shape[:2], stripes, -1).mean(3)


@register_model
def efficientnet_lite1_parts(pretrained: bool = False, **kwargs: object) -> EfficientNetParts:
    """4.1 million parameters; about 8 ms for a 192×96 image on two CPU cores."""
    return EfficientNetParts(1)


@register_model
def efficientnet_lite0_parts(pretrained: bool = False, **kwargs: object) -> EfficientNetParts:
    """3.4 million parameters; the smaller sibling."""
    return EfficientNetParts(0)


@register_model
def stripenet_s(pretrained: bool = False, **kwargs: object) -> StripeNet:
    """4 million parameters; about 4 ms for a 128×64 image on two CPU cores."""
    return StripeNet((1, 2, 2, 1), (32, 96, 224, 384), stripes=4)


@register_model
def stripenet_xs(pretrained: bool = False, **kwargs: object) -> StripeNet:
    """0.5 million parameters, for tests and quick looks."""
    return StripeNet((1, 1, 1, 1), (16, 32, 64, 128), stripes=4)
