"""Prototypical Multi-modal Memory: one unit vector per cluster, one memory per modality.

Built from the whole set's features before an epoch, moved a little by every batch. Gradients go through
the prototypes' similarities into the encoders, never into the memory. Source: CPCL (arXiv 2401.10011)
for the idea, "one memory per modality" as later papers report of it; means and moving update after
Cluster-Contrast (Dai et al. 2021), but for one update a cluster and batch.
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
    def of(cls, features: Tensor, labels: Tensor, momentum: float = 0.1, weighted: bool = False) -> PrototypeMemory:
        """Row k is the normalised mean of the unit features (N, D) labelled k; −1 is left out.

        `weighted`: members count by the square of their cosine with that mean, those behind it not at all.
        """
        labelled = labels >= 0
        clusters = int(labels.max().item()) + 1 if bool(labelled.any()) else 0
        rows, marks = F.normalize(features[labelled].detach().float(), dim=1), labels[labelled]
        none = torch.zeros(clusters, features.shape[1], device=features.device)
        means = F.normalize(none.index_add(0, marks, rows), dim=1)
        if weighted:
            trust = (rows * means[marks]).sum(dim=1, keepdim=True).clamp(min=0) ** 2
            means = F.normalize(none.index_add(0, marks, rows * trust), dim=1)
        return cls(means, momentum)

    @torch.no_grad()
    def update(self, features: Tensor, labels: Tensor) -> None:
        """c ← normalise(m·c + (1−m)·f), once for each cluster of a batch, f the direction of the mean of its
        samples.

        `features` (B, D), `labels` (B,). `rows` becomes a new tensor, so that a loss computed from the old one can
        still run backwards. Nothing here waits for a GPU. Cluster-Contrast moves by one sample after the other,
        after which a prototype with m = 0.1 is nearly the last of them.
        """
        clusters = len(self.rows)
        features = F.normalize(features.detach().float(), dim=1)
        same = (labels[:, None] == labels[None]).float()
        toward = F.normalize(same @ features, dim=1)
        # A cluster is written once, by its first sample; all others write into a row that is then dropped.
        first = (labels >= 0) & (same.tril(-1).sum(dim=1) == 0)
        target = torch.where(first, labels, clusters)
        rows = torch.cat([self.rows, self.rows.new_zeros(1, self.rows.shape[1])])
        rows[target] = F.normalize(self.momentum * rows[target] + (1 - self.momentum) * toward, dim=1)
        self.rows = rows[:clusters]
