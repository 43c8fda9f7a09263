"""The three heavy kernels of the k-reciprocal distance, for the CPU and for any torch device.

Features are float32 (N, D) with rows of length one. Both sets of kernels give the same answers up to
rounding; which of two equally near rows comes first may differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

import faiss
import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from torch import Tensor

Floats: TypeAlias = NDArray[np.float32]
Indices: TypeAlias = NDArray[np.int64]
Sparse: TypeAlias = "sparse.csr_array[Any, tuple[int, int]]"

_FIXED_POINT: Final = 2.0**40


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


def kernels_for(device: str) -> Kernels:
    """FAISS and numpy for `cpu`, torch for any other device."""
    return CpuKernels() if device == "cpu" else TorchKernels(device)


class CpuKernels:
    """FAISS for the neighbours, numpy for the rest."""

    # Small enough for the sums of a block to stay in the processor's cache: larger is slower.
    meetings_at_once = 1_000_000
    cells_at_once = 1_000_000

    def nearest(self, unit: Floats, count: int) -> Indices:
        """See `Kernels.nearest`."""
        index = faiss.IndexFlatIP(unit.shape[1])
        index.add(unit)
        found: Indices = index.search(unit, count)[1]
        return found

    def cosines(self, unit: Floats, rows: Indices, columns: Indices) -> Floats:
        """See `Kernels.cosines`."""
        result = np.empty(len(rows), np.float32)
        for part in _slices(len(rows), 1 << 15):
            result[part] = np.einsum("pd,pd->p", unit[rows[part]], unit[columns[part]])
        return result

    def overlaps(self, weights: Sparse, least: float) -> Iterator[Overlaps]:
        """See `Kernels.overlaps`."""
        by_column, sizes = _by_column(weights)
        width = weights.shape[1]
        for start, stop in _blocks(weights, sizes, self.meetings_at_once, self.cells_at_once):
            row, entries = _entries(weights, start, stop)
            column = weights.indices[entries]
            count = sizes[column]
            ends = np.cumsum(count)
            place = np.arange(ends[-1]) + np.repeat(by_column.indptr[column] - ends + count, count)
            shared = np.minimum(np.repeat(weights.data[entries], count), by_column.data[place])
            cells = np.repeat(row * width, count) + by_column.indices[place]
            total = np.bincount(cells, shared, minlength=(stop - start) * width)
            sums = np.asarray(total, dtype=np.float64)
            held = np.flatnonzero(sums >= least)
            yield Overlaps(start, stop, held // width, held % width, sums[held])


class TorchKernels:
    """Blockwise products, gathers and scattered sums on a torch device."""

    meetings_at_once = 64_000_000
    cells_at_once = 256_000_000

    def __init__(self, device: str) -> None:
        self.device = torch.device(device)

    def nearest(self, unit: Floats, count: int) -> Indices:
        """See `Kernels.nearest`."""
        gallery = self._send(unit)
        parts = _slices(len(unit), max(1, self.cells_at_once // len(unit)))
        return _array(torch.cat([(gallery[part] @ gallery.T).topk(count).indices for part in parts]))

    def cosines(self, unit: Floats, rows: Indices, columns: Indices) -> Floats:
        """See `Kernels.cosines`."""
        gallery, left, right = self._send(unit), self._send(rows), self._send(columns)
        parts = [(gallery[left[p]] * gallery[right[p]]).sum(1) for p in _slices(len(rows), 1 << 20)]
        return np.asarray(torch.cat(parts).cpu().numpy(), dtype=np.float32)

    def overlaps(self, weights: Sparse, least: float) -> Iterator[Overlaps]:
        """See `Kernels.overlaps`.

        The sums run over whole numbers, so that the order in which a GPU adds them cannot change them.
        """
        by_column, sizes = _by_column(weights)
        width = weights.shape[1]
        firsts, counts = self._send(by_column.indptr.astype(np.int64)), self._send(sizes)
        others, theirs = self._send(by_column.indices.astype(np.int64)), self._fixed(by_column.data)
        for start, stop in _blocks(weights, sizes, self.meetings_at_once, self.cells_at_once):
            row, entries = _entries(weights, start, stop)
            column = self._send(weights.indices[entries].astype(np.int64))
            count = counts[column]
            place = torch.repeat_interleave(firsts[column] - count.cumsum(0) + count, count)
            place += torch.arange(len(place), device=self.device)
            own = torch.repeat_interleave(self._fixed(weights.data[entries]), count)
            cells = torch.repeat_interleave(self._send(row * width), count) + others[place]
            sums = torch.zeros((stop - start) * width, dtype=torch.int64, device=self.device)
            sums.index_add_(0, cells, torch.minimum(own, theirs[place]))
            held = (sums >= least * _FIXED_POINT).nonzero().squeeze(1)
            cell = _array(held)
            yield Overlaps(start, stop, cell // width, cell % width, _array(sums[held]) / _FIXED_POINT)

    def _send(self, values: NDArray[Any]) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(values)).to(self.device)

    def _fixed(self, values: Floats) -> Tensor:
        return (self._send(values).double() * _FIXED_POINT).round().long()


def _array(tensor: Tensor) -> Indices:
    return np.asarray(tensor.cpu().numpy(), dtype=np.int64)


def _by_column(weights: Sparse) -> tuple[sparse.csc_array[Any], Indices]:
    """The matrix column by column, and how many rows hold weight in each column."""
    by_column = sparse.csc_array(weights)
    return by_column, np.diff(by_column.indptr).astype(np.int64)


def _entries(weights: Sparse, start: int, stop: int) -> tuple[Indices, slice]:
    """Row within the block of each entry of the rows `start` to `stop`, and where the entries lie."""
    rows = np.repeat(np.arange(stop - start), np.diff(weights.indptr[start : stop + 1]))
    return rows, slice(int(weights.indptr[start]), int(weights.indptr[stop]))


def _blocks(weights: Sparse, sizes: Indices, meetings: int, cells: int) -> Iterator[tuple[int, int]]:
    """Runs of rows, at least one each, with no more than so many meetings and cells of the full matrix."""
    done = np.concatenate([[0], np.cumsum(sizes[weights.indices])])[weights.indptr]
    start, count, height = 0, weights.shape[0], max(1, cells // weights.shape[1])
    while start < count:
        fit = int(np.searchsorted(done, done[start] + meetings, side="right")) - 1
        stop = min(count, start + height, max(start + 1, fit))
        yield start, stop
        start = stop


def _slices(count: int, length: int) -> Iterator[slice]:
    return (slice(start, min(start + length, count)) for start in range(0, count, length))
