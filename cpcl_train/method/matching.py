"""Hybrid Cross-modal Matching: the terms of one batch, each weighted, each with its own switch.

Two levels, instance and prototype, many-to-many across modalities. Source: CPCL (arXiv 2401.10011) and
later papers' account of it; what each term looks like is inferred, see `cpcl_train.method.options` and
`cpcl_train.method.losses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from cpcl_desktop.bundle.clustering.dbscan import OUTLIER
from cpcl_train.method.losses import (
    agreeing,
    alike_pairs,
    contrastive,
    kl_matching,
    prototype_matching,
    triplet_alignment,
)
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.options import MatchingConfig

TERMS: Final = ("instance", "triplet", "image_image", "text_text", "image_text", "text_image")


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


def matching_losses(
    v: Tensor,
    t: Tensor,
    labels: BatchLabels,
    memories: Memories | None,
    config: MatchingConfig,
    temperature: float = 0.02,
) -> dict[str, Tensor]:
    """The weighted terms of `TERMS` that are switched on; their sum is the loss.

    `v` and `t` (B, D) are unit features, of the global batch where several processes train. Without
    `memories` only the terms on instances are there.
    """
    alike = matches(labels, config)
    terms: dict[str, Tensor] = {}
    if config.instance == "kl":
        terms["instance"] = kl_matching(v, t, alike, temperature)
    elif config.instance == "contrastive":
        terms["instance"] = contrastive(v, t, temperature)
    if config.triplet:
        triplet = triplet_alignment(v, t, alike, config.triplet_margin, config.triplet_temperature)
        terms["triplet"] = config.triplet * triplet
    if memories is not None:
        terms.update(_prototype_terms(v, t, labels, memories, config))
    return terms


def matches(labels: BatchLabels, config: MatchingConfig) -> Tensor:
    """Which pairs count as one person, (B, B) bool: by the labels `config.alike` names, and the diagonal."""
    if config.alike == "both":
        alike = alike_pairs(labels.images) & alike_pairs(labels.texts)
    else:
        chosen = {"image": [labels.images], "text": [labels.texts], "either": [labels.images, labels.texts]}
        alike = alike_pairs(*chosen[config.alike])
    return alike | agreeing(labels.image_index) if config.alike_by_image else alike


def _prototype_terms(
    v: Tensor, t: Tensor, labels: BatchLabels, memories: Memories, config: MatchingConfig
) -> dict[str, Tensor]:
    """Each sample over its own modality's prototypes, and over the other's at its partner's cluster."""
    images, texts = (memories.images.rows, labels.images), (memories.texts.rows, labels.texts)
    same, cross = config.same_modality / 2, config.cross_modality / 2
    plan = {
        "image_image": (same, v, images),
        "text_text": (same, t, texts),
        "image_text": (cross, v, texts),
        "text_image": (cross, t, images),
    }
    return {
        name: weight * prototype_matching(features, *memory, config.prototype_temperature)
        for name, (weight, features, memory) in plan.items()
        if weight
    }
