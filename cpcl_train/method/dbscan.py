"""DBSCAN on a stream of sparse neighbourhoods, within memory in proportion to the samples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from cpcl_desktop.bundle.clustering.sparse import Indices, Sparse

OUTLIER: Final = -1
"""The label of a sample that lies in no cluster; equal to no other label, nor to itself."""
_LINKS_AT_ONCE: Final = 4_000_000


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
