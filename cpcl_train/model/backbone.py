"""A small residual image net for people, registered with timm so that open_clip builds it by name.

Its last map is averaged in horizontal stripes instead of over the whole picture: what is worn on the head,
the chest, the legs and the feet reaches the embedding apart, which a colour belongs to (as part-based
re-identification nets do: Sun et al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

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
        grid = self.body.forward_features(images)
        # Mean over columns, then over rows in stripes: exports as plain means where rows divide evenly.
        rows = grid.mean(3)
        if rows.shape[2] % self.stripes:
            pooled = F.adaptive_avg_pool1d(rows, self.stripes)
        else:
            pooled = rows.reshape(*rows.shape[:2], self.stripes, -1).mean(3)
        return pooled.flatten(1)

    def reset_classifier(self, num_classes: int, global_pool: str = "") -> None:
        """Nothing to remove: the net has neither classifier nor global pooling."""

    def set_grad_checkpointing(self, enable: bool = True) -> None:
        """Recompute activations in the backward pass to save memory."""
        self.body.set_grad_checkpointing(enable)


@register_model
def stripenet_s(pretrained: bool = False, **kwargs: object) -> StripeNet:
    """4 million parameters; about 4 ms for a 128×64 image on two CPU cores."""
    return StripeNet((1, 2, 2, 1), (32, 96, 224, 384), stripes=4)


@register_model
def stripenet_xs(pretrained: bool = False, **kwargs: object) -> StripeNet:
    """0.5 million parameters, for tests and quick looks."""
    return StripeNet((1, 1, 1, 1), (16, 32, 64, 128), stripes=4)
