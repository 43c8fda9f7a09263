"""Sparse matrices by rows, with the few operations that grouping needs, in NumPy alone.

SciPy has them too, and quicker; it is 75 MB of a program that is shipped, and a fifth of a second to import. The
names of the arrays are SciPy's, so that its matrices can be handed in wherever only these are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

_TERMS_AT_ONCE: Final = 1_000_000


@dataclass(slots=True)
class Sparse:
    """Row r holds `data[s]` (float32) in the columns `indices[s]`, ascending, with s = indptr[r]:indptr[r + 1]."""

    data: Floats
    indices: Indices
    indptr: Indices
    shape: tuple[int, int]

    def rows(self) -> Indices:
        """The row of each entry."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))

    def cells(self) -> Indices:
        """Each entry's place in the full matrix, row by row, ascending."""
        return self.rows() * self.shape[1] + self.indices

    def part(self, start: int, stop: int) -> Sparse:
        """The rows from `start` to before `stop`; views, not copies."""
        stop = min(stop, self.shape[0])
        inside = slice(int(self.indptr[start]), int(self.indptr[stop]))
        starts = self.indptr[start : stop + 1] - self.indptr[start]
        return Sparse(self.data[inside], self.indices[inside], starts, (stop - start, self.shape[1]))

    def taken(self, rows: Indices) -> Sparse:
        """Some rows, in the order given."""
        counts, place = gathered(self.indptr, rows)
        return Sparse(self.data[place], self.indices[place], _starts(counts), (len(rows), self.shape[1]))

    def transposed(self) -> Sparse:
        """Columns as rows."""
        order = np.argsort(self.indices, kind="stable")
        counts = np.bincount(self.indices, minlength=self.shape[1])
        return Sparse(self.data[order], self.rows()[order], _starts(counts), (self.shape[1], self.shape[0]))

    def toarray(self) -> Floats:
        """The full matrix."""
        full = np.zeros(self.shape[0] * self.shape[1], np.float32)
        full[self.cells()] = self.data
        return full.reshape(self.shape)


def from_cells(cells: Indices, data: Floats, shape: tuple[int, int]) -> Sparse:
    """The matrix with these entries at these places of the full one, which ascend and differ from each other."""
    row, column = np.divmod(cells, shape[1])
    return Sparse(data, column, _starts(np.bincount(row, minlength=shape[0])), shape)


def stacked(parts: Sequence[Sparse]) -> Sparse:
    """Matrices of equal width above each other."""
    counts = np.concatenate([np.diff(part.indptr) for part in parts])
    data, indices = (np.concatenate(arrays) for arrays in zip(*((p.data, p.indices) for p in parts), strict=True))
    return Sparse(data, indices, _starts(counts), (len(counts), parts[0].shape[1]))


def product(left: Sparse, right: Sparse) -> Sparse:
    """The matrix product; sums are taken in double precision, in the order of the entries of `left`."""
    return stacked(list(_products(left, right)))


def sum_of(one: Sparse, other: Sparse) -> Sparse:
    """Entry by entry, of two matrices of one shape."""
    cells = np.concatenate([one.cells(), other.cells()])
    return from_cells(*_summed(cells, np.concatenate([one.data, other.data])), one.shape)


def shared(cells: Indices, others: Indices) -> NDArray[np.bool_]:
    """Which of some places are among others, which ascend."""
    if not len(others):
        return np.zeros(len(cells), np.bool_)
    found = np.searchsorted(others, cells)
    return np.asarray(others[np.minimum(found, len(others) - 1)] == cells, np.bool_)


def gathered(indptr: Indices, rows: Indices) -> tuple[Indices, Indices]:
    """How many entries each of some rows has, and where the entries of all of them lie, row after row."""
    counts = indptr[rows + 1] - indptr[rows]
    ends = np.cumsum(counts)
    place = np.arange(ends[-1] if len(ends) else 0) + np.repeat(indptr[rows] - ends + counts, counts)
    return counts, place


def _products(left: Sparse, right: Sparse) -> Iterator[Sparse]:
    """The product's rows in order, in parts of a bounded number of terms."""
    terms = np.concatenate([[0], np.cumsum(np.diff(right.indptr)[left.indices])])[left.indptr]
    start, count, width = 0, left.shape[0], right.shape[1]
    while start < count:
        fit = int(np.searchsorted(terms, terms[start] + _TERMS_AT_ONCE, side="right")) - 1
        part = left.part(start, max(start + 1, fit))
        counts, place = gathered(right.indptr, part.indices)
        cells = np.repeat(part.rows() * width, counts) + right.indices[place]
        values = np.repeat(part.data, counts) * right.data[place]
        yield from_cells(*_summed(cells, values), (part.shape[0], width))
        start += part.shape[0]


def _summed(cells: Indices, values: Floats) -> tuple[Indices, Floats]:
    """The places that there are, ascending, and the sum of the values at each."""
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    sums = np.add.reduceat(values[order].astype(np.float64), first) if len(first) else values
    return cells[first], np.asarray(sums, np.float32)


def _starts(counts: NDArray[np.integer]) -> Indices:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
