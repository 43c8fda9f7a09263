"""The three heavy kernels of the k-reciprocal distance, and what they are on the CPU.

Features are float32 (N, D) with rows of length one. Every set of kernels gives the same answers up to
rounding; which of two equally near rows comes first may differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices, Sparse, gathered


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the distance is made of: mutual neighbours among `k1` (the sample itself counts), their
    weights averaged over the `k2` nearest. The defaults are those of the method's family.

    A neighbour brings along its own among round(k1 / 2) + `extra`, itself counted; the 1 is that of the family's
    code (`faiss_rerank.py`). Of fewer rows than `k1`, both go by the rows. Rows whose cosine is below `least` are
    nobody's neighbours: of few rows each would else be the neighbour of all others.
    """

    k1: int = 30
    k2: int = 6
    least: float = -1.0
    extra: int = 1


class Overlaps(NamedTuple):
    """Overlaps of the rows `start` to `stop` with all rows: parallel arrays, ordered by row, then column."""

    start: int
    stop: int
    rows: Indices
    columns: Indices
    sums: NDArray[np.float64]


class Kernels(Protocol):
    """What the distance needs of a machine."""

    def nearest(self, unit: Floats, count: int) -> Indices:
        """Row numbers (N, count) of the rows with the highest cosine, best first."""

    def cosines(self, unit: Floats, rows: Indices, columns: Indices) -> Floats:
        """Cosine of each pair (rows[p], columns[p]), shape (P,)."""

    def overlaps(self, weights: Sparse, least: float) -> Iterator[Overlaps]:
        """Sums of elementwise minima between all rows of `weights` (N, N), where at least `least` > 0.

        Two rows meet in each column where both hold weight; the work is the number of meetings, the
        memory is bounded by going through the rows in blocks.
        """


class CpuKernels:
    """FAISS for the neighbours, numpy for the rest."""

    # Small enough for the sums of a block to stay in the processor's cache: larger is slower.
    meetings_at_once = 1_000_000
    cells_at_once = 1_000_000

    def nearest(self, unit: Floats, count: int) -> Indices:
        """See `Kernels.nearest`."""
        import faiss  # late: a second that few commands need

        index = faiss.IndexFlatIP(unit.shape[1])
        index.add(unit)
        found: Indices = index.search(unit, count)[1]
        return found

    def cosines(self, unit: Floats, rows: Indices, columns: Indices) -> Floats:
        """See `Kernels.cosines`."""
        result = np.empty(len(rows), np.float32)
        for part in slices(len(rows), 1 << 15):
            result[part] = np.einsum("pd,pd->p", unit[rows[part]], unit[columns[part]])
        return result

    def overlaps(self, weights: Sparse, least: float) -> Iterator[Overlaps]:
        """See `Kernels.overlaps`."""
        columns, width = weights.transposed(), weights.shape[1]
        for start, stop in blocks(weights, columns, self.meetings_at_once, self.cells_at_once):
            part = weights.part(start, stop)
            count, place = gathered(columns.indptr, part.indices)
            shared = np.minimum(np.repeat(part.data, count), columns.data[place])
            cells = np.repeat(part.rows() * width, count) + columns.indices[place]
            total = np.bincount(cells, shared, minlength=(stop - start) * width)
            sums = np.asarray(total, dtype=np.float64)
            held = np.flatnonzero(sums >= least)
            yield Overlaps(start, stop, held // width, held % width, sums[held])


def blocks(weights: Sparse, columns: Sparse, meetings: int, cells: int) -> Iterator[tuple[int, int]]:
    """Runs of rows, at least one each, with no more than so many meetings and cells of the full matrix.

    `columns` is the matrix column by column.
    """
    done = np.concatenate([[0], np.cumsum(np.diff(columns.indptr)[weights.indices])])[weights.indptr]
    start, count, height = 0, weights.shape[0], max(1, cells // weights.shape[1])
    while start < count:
        fit = int(np.searchsorted(done, done[start] + meetings, side="right")) - 1
        stop = min(count, start + height, max(start + 1, fit))
        yield start, stop
        start = stop


def slices(count: int, length: int) -> Iterator[slice]:
    """`count` things in runs of at most `length`."""
    return (slice(start, min(start + length, count)) for start in range(0, count, length))
