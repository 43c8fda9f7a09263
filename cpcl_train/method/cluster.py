"""Pseudo labels by DBSCAN on the k-reciprocal Jaccard distance, and how good the clusters are.

Labels are numbered 0…K−1; −1 marks an outlier. Position i of a label array belongs to sample index i.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.clustering.jaccard import jaccard_blocks
from cpcl_desktop.bundle.clustering.neighbours import Neighbourhood
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_train.method.dbscan import OUTLIER, dbscan
from cpcl_train.method.neighbours import kernels_for
from cpcl_train.method.options import ClusterConfig


def cluster(features: Floats, config: ClusterConfig, device: str = "cpu") -> Indices:
    """Pseudo labels (N,) of `features` (N, D), which need not be of length one.

    Raises UsageError if the features are empty, zero or not finite.
    """
    blocks = jaccard_blocks(features, Neighbourhood(config.k1, config.k2), config.eps, kernels_for(device))
    return dbscan(blocks, config.min_samples)


def refine(features: Floats, labels: Indices, rounds: int) -> Indices:
    """Labels (N,) after some rounds in which each labelled sample moves to the cluster of the nearest mean.

    `features` (N, D) of length one. Outliers stay, a cluster that loses all its members leaves no number
    behind. It is k-means on the sphere, begun from a clustering that knows how many there are.
    """
    result, member = labels.copy(), labels != OUTLIER
    for _ in range(rounds if member.any() else 0):
        sums = np.zeros((int(result.max()) + 1, features.shape[1]), np.float32)
        np.add.at(sums, result[member], features[member])
        means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        moved = (features[member] @ means.T).argmax(axis=1)
        result[member] = np.unique(moved, return_inverse=True)[1]
    return result


@dataclass(frozen=True, slots=True)
class ClusterStatistics:
    """What came out of a clustering; the last two compare with true identities, for analysis only."""

    clusters: int
    outliers: int
    outlier_share: float
    """0 to 1"""
    rand_index: float
    """Adjusted Rand index with every outlier as a cluster of its own: 0 is chance, 1 is perfect."""
    purity: float
    """Share of the labelled samples that belong to their cluster's most frequent identity."""


def statistics(labels: Indices, identities: Indices) -> ClusterStatistics:
    """Statistics of `labels` (N,) against the true `identities` (N,), in the same sample order."""
    outlier = labels == OUTLIER
    singled = labels.copy()
    singled[outlier] = labels.max(initial=OUTLIER) + 1 + np.arange(outlier.sum())
    return ClusterStatistics(
        clusters=len(np.unique(labels[~outlier])),
        outliers=int(outlier.sum()),
        outlier_share=float(outlier.mean()) if len(labels) else 0.0,
        rand_index=adjusted_rand_index(singled, identities),
        purity=purity(labels[~outlier], identities[~outlier]),
    )


def adjusted_rand_index(labels: Indices, identities: Indices) -> float:
    """Agreement of two partitions (N,), corrected for chance (Hubert and Arabie 1985); at most 1."""
    cells, rows, columns = (_sizes(*parts) for parts in ((labels, identities), (labels,), (identities,)))
    together, in_labels, in_identities = (float((n * (n - 1) / 2).sum()) for n in (cells, rows, columns))
    pairs = len(labels) * (len(labels) - 1) / 2
    by_chance = in_labels * in_identities / pairs if pairs else 0.0
    best = (in_labels + in_identities) / 2
    # Both partitions all singletons, or both one cluster: they agree and chance leaves no room.
    return 1.0 if best == by_chance else (together - by_chance) / (best - by_chance)


def purity(labels: Indices, identities: Indices) -> float:
    """Share (0 to 1) of samples whose identity is the most frequent one of their label; 1 for none."""
    if len(labels) == 0:
        return 1.0
    pairs, counts = np.unique(np.stack([labels, identities]), axis=1, return_counts=True)
    _, group = np.unique(pairs[0], return_inverse=True)
    largest = np.zeros(group.max() + 1, np.int64)
    np.maximum.at(largest, group, counts)
    return float(largest.sum() / len(labels))


def _sizes(*partitions: Indices) -> NDArray[np.float64]:
    """Sizes of the groups that all partitions (N,) agree on."""
    return np.unique(np.stack(partitions), axis=1, return_counts=True)[1].astype(np.float64)
