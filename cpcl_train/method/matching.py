"""What the terms of a batch are matched by: its pseudo labels, the prototypes, and who counts as one person.

Source: CPCL (arXiv 2401.10011) and later papers' account of it; the rest is inferred, see
`cpcl_train.method.options`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from cpcl_train.method.dbscan import OUTLIER
from cpcl_train.method.losses import agreeing, alike_pairs
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.options import MatchingConfig


@dataclass(frozen=True, slots=True)
class BatchLabels:
    """Pseudo labels of a batch, row i being pair i: `images`, `texts`, and the image index, each (B,)."""

    images: Tensor
    texts: Tensor
    image_index: Tensor

    @classmethod
    def none(cls, image_index: Tensor) -> BatchLabels:
        """Before the first clustering: everything is an outlier."""
        nothing = torch.full_like(image_index, OUTLIER)
        return cls(nothing, nothing, image_index)


@dataclass(frozen=True, slots=True)
class Memories:
    """The prototypes of both modalities; the two do not share cluster numbers."""

    images: PrototypeMemory
    texts: PrototypeMemory

    def update(self, v: Tensor, t: Tensor, labels: BatchLabels) -> None:
        """Move the prototypes by a batch; call it after the batch's losses are taken."""
        self.images.update(v, labels.images)
        self.texts.update(t, labels.texts)


def matches(labels: BatchLabels, config: MatchingConfig) -> Tensor:
    """Which pairs count as one person, (B, B) bool: by the labels `config.alike` names, and the diagonal."""
    if config.alike == "both":
        alike = alike_pairs(labels.images) & alike_pairs(labels.texts)
    else:
        chosen = {"image": [labels.images], "text": [labels.texts], "either": [labels.images, labels.texts]}
        alike = alike_pairs(*chosen[config.alike])
    return alike | agreeing(labels.image_index) if config.alike_by_image else alike
