"""DBSCAN on a stream of sparse distances, and how good the clusters are.

Labels are numbered 0…K−1; −1 marks an outlier. Position i of a label array belongs to sample index i.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from cpcl_train.method.jaccard import Neighbourhood, jaccard_blocks
from cpcl_train.method.neighbours import Floats, Indices, Sparse
from cpcl_train.method.options import OUTLIER, ClusterConfig

_LINKS_AT_ONCE: Final = 4_000_000


def cluster(features: Floats, config: ClusterConfig, device: str = "cpu") -> Indices:
    """Pseudo labels (N,) of `features` (N, D), which need not be of length one.

    Raises UsageError if the features are empty, zero or not finite.
    """
    blocks = jaccard_blocks(features, Neighbourhood(config.k1, config.k2), config.eps, device)
    return dbscan(blocks, config.min_samples)


def dbscan(blocks: Iterable[Sparse], min_samples: int) -> Indices:
    """DBSCAN (Ester et al. 1996) from rows of neighbours within eps, given in order, block by block.

    Each block is (rows, N); an entry, whatever its value, is a neighbour; a sample is its own. Samples
    with at least `min_samples` neighbours are cores, cores that are neighbours share a cluster, and
    another sample joins the lowest-numbered cluster with a core beside it. Clusters are numbered by their
    first core. The relation must be symmetric. Memory is in proportion to N, not to the neighbours:
    links between cores are folded into their clusters as they come.
    """
    component, core, edges = _grow(blocks, min_samples)
    cores = np.flatnonzero(core)
    labels = np.full(len(core), OUTLIER, dtype=np.int64)
    _, first, inverse = np.unique(component[cores], return_index=True, return_inverse=True)
    labels[cores] = np.argsort(np.argsort(first))[inverse]
    sample, beside = edges[:, core[edges[1]]]
    joined = np.full(len(core), np.iinfo(np.int64).max)
    np.minimum.at(joined, sample, labels[beside])
    labels[sample] = joined[sample]
    return labels


def _grow(blocks: Iterable[Sparse], min_samples: int) -> tuple[Indices, NDArray[np.bool_], Indices]:
    """Cluster of each core, which samples are cores, and all neighbours (2, E) of those that are not."""
    component: Indices = np.empty(0, np.int64)
    core: NDArray[np.bool_] = np.empty(0, np.bool_)
    links, loose, pending, start = [], [], 0, 0
    for block in blocks:
        if start == 0:
            component, core = np.arange(block.shape[1]), np.zeros(block.shape[1], np.bool_)
        stop = start + block.shape[0]
        degrees = np.diff(block.indptr)
        core[start:stop] = degrees >= min_samples
        edges = np.stack([np.repeat(np.arange(start, stop), degrees), block.indices])
        loose.append(edges[:, ~core[edges[0]]])
        # Later rows are not known to be cores yet: a link is taken up by the later of its two samples.
        links.append(edges[:, core[edges[0]] & core[edges[1]]])
        pending += links[-1].shape[1]
        if pending > _LINKS_AT_ONCE:
            component, links, pending = _fold(component, links), [], 0
        start = stop
    return _fold(component, links), core, np.concatenate([np.empty((2, 0), np.int64), *loose], axis=1)


def _fold(component: Indices, links: list[Indices]) -> Indices:
    """Components once the links (2, E) are added."""
    count = len(component)
    # A star per component stands for the links folded before; its centre is the component's first sample.
    _, first, inverse = np.unique(component, return_index=True, return_inverse=True)
    ends = np.concatenate([np.stack([np.arange(count), first[inverse]]), *links], axis=1)
    graph = sparse.coo_array((np.ones(ends.shape[1], np.bool_), (ends[0], ends[1])), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


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
