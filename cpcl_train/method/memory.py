"""Prototypical Multi-modal Memory: one unit vector per cluster, one memory per modality.

Built from the whole set's features before an epoch, moved a little by every batch. Gradients go through
the prototypes' similarities into the encoders, never into the memory. Source: CPCL (arXiv 2401.10011)
for the idea, "one memory per modality" as later papers report of it; mean and moving update as in
Cluster-Contrast (Dai et al. 2021).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


class PrototypeMemory:
    """Prototypes (K, D) of one modality, in `rows`; K may be 0."""

    def __init__(self, rows: Tensor, momentum: float) -> None:
        self.rows = rows.detach()
        self.momentum = momentum

    @classmethod
    def of(cls, features: Tensor, labels: Tensor, momentum: float = 0.1) -> PrototypeMemory:
        """Row k is the normalised mean of the unit features (N, D) labelled k; −1 is left out."""
        labelled = labels >= 0
        clusters = int(labels.max().item()) + 1 if bool(labelled.any()) else 0
        sums = torch.zeros(clusters, features.shape[1], device=features.device)
        sums.index_add_(0, labels[labelled], F.normalize(features[labelled].detach().float(), dim=1))
        return cls(F.normalize(sums, dim=1), momentum)

    @torch.no_grad()
    def update(self, features: Tensor, labels: Tensor) -> None:
        """c ← normalise(m·c + (1−m)·f) for each labelled row of `features` (B, D), in the batch's order.

        `rows` becomes a new tensor, so that a loss computed from the old one can still run backwards.
        """
        rows = self.rows.clone()
        turn = _turn(labels)
        features = F.normalize(features.detach().float(), dim=1)
        # Samples of one cluster follow each other; those of different clusters move at once.
        for now in range(int(turn.max().item()) + 1 if len(turn) else 0):
            chosen = turn == now
            target = labels[chosen]
            moved = self.momentum * rows[target] + (1 - self.momentum) * features[chosen]
            rows[target] = F.normalize(moved, dim=1)
        self.rows = rows


def _turn(labels: Tensor) -> Tensor:
    """How many earlier samples carry the same label, (B,); −1 for outliers."""
    same = labels[:, None] == labels[None]
    return torch.where(labels >= 0, same.tril(-1).sum(dim=1), -1)
