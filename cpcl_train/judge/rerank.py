"""Rankings that neighbours correct: a gallery row counts more where it shares the query's mutual neighbours.

Source: Zhong et al. 2017, "Re-ranking person re-identification with k-reciprocal encoding", with its k1 = 20,
k2 = 6 and a share of 0.3 for the plain distance; the encoding is the one that clustering uses. A caption is
nobody's mutual neighbour, since captions lie nearer to captions than to any image: it takes the mean encoding of
its `k2` nearest rows, as the paper's query expansion does for its own (our inference).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from cpcl_desktop.bundle.clustering.jaccard import average_over, neighbour_weights, unit_rows
from cpcl_desktop.bundle.clustering.neighbours import Neighbourhood, Overlaps
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices, Sparse, stacked
from cpcl_train.method.neighbours import kernels_for

HOOD: Final = Neighbourhood(20, 6)
PLAIN_SHARE: Final = 0.3
_AT_ONCE: Final = 512
_LEAST: Final = 1e-9  # overlaps below this are rounding


def hood_of(k1: int) -> Neighbourhood:
    """Neighbours in the paper's proportion, 20 to 6."""
    return Neighbourhood(k1, max(1, round(k1 * HOOD.k2 / HOOD.k1)))


def reranked(
    queries: Floats, gallery: Floats, own: Indices | None = None, hood: Neighbourhood = HOOD, device: str = "cpu"
) -> Iterator[tuple[slice, Floats]]:
    """Runs of queries and their corrected similarities (rows, G), higher where more alike.

    `queries` (Q, D) and `gallery` (G, D) are of unit norm; `own` (Q,) is each query's row of the gallery, where
    queries are rows of it. `device` is `cpu` or a torch device.
    """
    kernels = kernels_for(device)
    held = neighbour_weights(unit_rows(gallery), hood, kernels)
    asked = held.taken(own) if own is not None else average_over(held, _nearest(queries, gallery, hood.k2))
    count = len(queries)
    for part in kernels.overlaps(_stacked(asked, held), _LEAST):
        if part.start >= count:
            return
        rows = slice(part.start, min(part.stop, count))
        yield rows, _similarity(queries[rows], gallery, _jaccard(part, rows, count, len(gallery)))


def _similarity(queries: Floats, gallery: Floats, jaccard: Floats) -> Floats:
    """Minus the distance that is part Jaccard's and part the plain one, which is scaled to at most 1 a query."""
    plain = 1 - queries @ gallery.T
    plain /= np.maximum(plain.max(axis=1, keepdims=True), 1e-12)
    return np.asarray(-(PLAIN_SHARE * plain + (1 - PLAIN_SHARE) * jaccard), np.float32)


def _nearest(queries: Floats, gallery: Floats, count: int) -> Indices:
    """The `count` nearest rows of the gallery for each query (Q, count)."""
    count = min(count, len(gallery))
    starts = range(0, len(queries), _AT_ONCE)
    parts = [np.argsort(-(queries[s : s + _AT_ONCE] @ gallery.T), axis=1, kind="stable")[:, :count] for s in starts]
    return np.asarray(np.concatenate(parts), np.int64)


def _stacked(asked: Sparse, held: Sparse) -> Sparse:
    """Queries above the gallery, square, as the kernels take it."""
    rows = stacked([asked, held])
    return replace(rows, shape=(rows.shape[0], rows.shape[0]))


def _jaccard(part: Overlaps, rows: slice, queries: int, count: int) -> Floats:
    """Distances (rows, count) of a block's queries to the gallery, whose rows stand behind all queries."""
    distance = np.ones((rows.stop - rows.start, count), np.float32)
    inside = (part.columns >= queries) & (part.rows < len(distance))
    shared = part.sums[inside]
    distance[part.rows[inside], part.columns[inside] - queries] = 1 - shared / (2 - shared)
    return distance
