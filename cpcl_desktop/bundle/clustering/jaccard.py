"""The k-reciprocal Jaccard distance, sparse from end to end.

Two samples are alike if they share mutual nearest neighbours (Zhong et al. 2017, "Re-ranking person
re-identification with k-reciprocal encoding"). Nearly all pairs share none and lie at distance 1; only
the others are ever held, so that 68,126 rows take a gigabyte where the full matrix takes 18.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from cpcl_desktop.bundle.clustering.neighbours import CpuKernels, Kernels, Neighbourhood, Overlaps
from cpcl_desktop.bundle.clustering.sparse import (
    Floats,
    Indices,
    Sparse,
    from_cells,
    product,
    shared,
    stacked,
)
from cpcl_desktop.bundle.errors import UsageError

_ROWS_AT_ONCE: Final = 4096
_LEAST_OVERLAP: Final = 1e-9
"""Overlaps below this are rounding; the smallest real ones are many times larger."""


def jaccard_distance(
    features: Floats, hood: Neighbourhood | None = None, cutoff: float = 1.0, kernels: Kernels | None = None
) -> Sparse:
    """Distances up to `cutoff` between all rows of `features` (N, D): (N, N), symmetric up to rounding.

    What is absent lies beyond the cutoff, or at 1. The diagonal is held, as zeros.
    """
    return stacked(list(jaccard_blocks(features, hood, cutoff, kernels)))


def jaccard_blocks(
    features: Floats, hood: Neighbourhood | None = None, cutoff: float = 1.0, kernels: Kernels | None = None
) -> Iterator[Sparse]:
    """The rows of `jaccard_distance` in order, in blocks of bounded size, each of shape (rows, N).

    `kernels` are those of the CPU unless others are given. Raises UsageError if the features are
    unusable; see `unit_rows`.
    """
    hood = hood or Neighbourhood()
    kernels = kernels or CpuKernels()
    weights = neighbour_weights(unit_rows(features), hood, kernels)
    # Rows sum to one, so distance = 1 - overlap / (2 - overlap), and the cutoff turns into an overlap.
    least = max(_LEAST_OVERLAP, 2 * (1 - cutoff) / (2 - cutoff) - _LEAST_OVERLAP)
    for part in kernels.overlaps(weights, least):
        yield _distances(part, weights.shape[0], cutoff)


def neighbour_weights(unit: Floats, hood: Neighbourhood, kernels: Kernels) -> Sparse:
    """What the distance compares rows by: their mutual neighbours' weights, averaged; (N, N), rows sum to one."""
    ranks = self_first(kernels.nearest(unit, min(hood.k1, len(unit))))
    if hood.least > -1.0:
        ranks = _near_enough(unit, ranks, hood.least, kernels)
    return average_over(encode(unit, ranks, kernels, hood.extra), ranks[:, : hood.k2])


def unit_rows(features: Floats) -> Floats:
    """Rows of `features` (N, D) scaled to length one; raises UsageError for zeros or values not finite."""
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    if len(features) == 0 or not np.isfinite(lengths).all() or (lengths == 0).any():
        raise UsageError(
            "The features are empty, zero or not numbers, so they cannot be clustered; training has probably "
            "diverged. Go on from the last checkpoint with a lower learning rate."
        )
    return np.ascontiguousarray(features / lengths, dtype=np.float32)


def self_first(ranks: Indices) -> Indices:
    """Neighbour lists (N, k) with each row itself in front.

    Among identical rows the search may list the others before the row, or leave it out.
    """
    ranks = ranks.copy()
    own = np.arange(len(ranks))
    ranks[~(ranks == own[:, None]).any(axis=1), -1] = own[~(ranks == own[:, None]).any(axis=1)]
    order = np.argsort(ranks != own[:, None], axis=1, kind="stable")
    return np.take_along_axis(ranks, order, axis=1)


def _near_enough(unit: Floats, ranks: Indices, least: float, kernels: Kernels) -> Indices:
    """Neighbour lists (N, k) with -1 in the place of rows that are less alike than `least`."""
    own = np.repeat(np.arange(len(ranks)), ranks.shape[1])
    alike = kernels.cosines(unit, own, ranks.ravel()).reshape(ranks.shape)
    alike[:, 0] = 1.0  # itself, whatever rounding says
    return np.where(alike >= least, ranks, -1)


def encode(unit: Floats, ranks: Indices, kernels: Kernels, extra: int = 1) -> Sparse:
    """Each row's expanded mutual neighbours, weighted by exp(-squared distance), rows summing to one.

    A mutual neighbour brings its own nearer mutual neighbours (among k1 / 2 + `extra`) along if more than two
    thirds of them are already the row's. `unit` (N, D), `ranks` (N, k1, -1 for none); returns (N, N).
    """
    mutual, nearer = _mutual(ranks), _mutual(ranks[:, : max(1, round(ranks.shape[1] / 2) + extra)])
    blocks = []
    for start in range(0, len(ranks), _ROWS_AT_ONCE):
        rows = _expand(mutual.part(start, start + _ROWS_AT_ONCE), nearer)
        own = rows.rows()
        weight = np.exp(2 * kernels.cosines(unit, own + start, rows.indices) - 2)
        total = np.bincount(own, weight, minlength=rows.shape[0])
        rows.data = (weight / total[own]).astype(np.float32)
        blocks.append(rows)
    return stacked(blocks)


def average_over(weights: Sparse, ranks: Indices) -> Sparse:
    """The mean of the rows of `weights` (N, N) over each row's neighbours `ranks` (M, k2): (M, N)."""
    listed = _indicator(ranks, weights.shape[0])
    averaged = product(listed, weights)
    averaged.data /= np.repeat(np.diff(listed.indptr), np.diff(averaged.indptr)).astype(np.float32)
    return averaged


def _indicator(ranks: Indices, count: int) -> Sparse:
    """(rows, count) with a one for every listed neighbour; -1 lists none."""
    row, place = np.nonzero(ranks >= 0)
    cells = np.sort(row * count + ranks[row, place])
    return from_cells(cells, np.ones(len(cells), np.float32), (len(ranks), count))


def _mutual(ranks: Indices) -> Sparse:
    """(N, N) with a one where each of two rows lists the other."""
    listed = _indicator(ranks, len(ranks))
    cells = listed.cells()
    both = cells[shared(cells, listed.transposed().cells())]
    return from_cells(both, np.ones(len(both), np.float32), listed.shape)


def _expand(rows: Sparse, near: Sparse) -> Sparse:
    """Sets (rows of ones) united with the `near` sets of those members that lie mostly inside them."""
    own = rows.cells()
    common = product(rows, near)
    inside = shared(common.cells(), own) & (3 * common.data > 2 * np.diff(near.indptr)[common.indices])
    bring = from_cells(common.cells()[inside], common.data[inside], rows.shape)
    cells = np.union1d(own, product(bring, near).cells())
    return from_cells(cells, np.ones(len(cells), np.float32), rows.shape)


def _distances(part: Overlaps, count: int, cutoff: float) -> Sparse:
    values = np.maximum(1 - part.sums / (2 - part.sums), 0)
    near = values <= cutoff
    cells = part.rows[near] * count + part.columns[near]
    return from_cells(cells, values[near].astype(np.float32), (part.stop - part.start, count))
