"""The heavy kernels of the k-reciprocal distance on any torch device, beside those for the CPU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cpcl_desktop.bundle.clustering.neighbours import CpuKernels, Kernels, Overlaps, blocks, slices
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices, Sparse

_FIXED_POINT: Final = 2.0**40


def kernels_for(device: str) -> Kernels:
    """FAISS and numpy for `cpu`, torch for any other device."""
    return CpuKernels() if device == "cpu" else TorchKernels(device)


class TorchKernels:
    """Blockwise products, gathers and scattered sums on a torch device."""

    meetings_at_once = 64_000_000
    cells_at_once = 256_000_000

    def __init__(self, device: str) -> None:
        self.device = torch.device(device)

    def nearest(self, unit: Floats, count: int) -> Indices:
        """See `Kernels.nearest`."""
        gallery = self._send(unit)
        parts = slices(len(unit), max(1, self.cells_at_once // len(unit)))
        return _array(torch.cat([(gallery[part] @ gallery.T).topk(count).indices for part in parts]))

    def cosines(self, unit: Floats, rows: Indices, columns: Indices) -> Floats:
        """See `Kernels.cosines`."""
        gallery, left, right = self._send(unit), self._send(rows), self._send(columns)
        parts = [(gallery[left[p]] * gallery[right[p]]).sum(1) for p in slices(len(rows), 1 << 20)]
        return np.asarray(torch.cat(parts).cpu().numpy(), dtype=np.float32)

    def overlaps(self, weights: Sparse, least: float) -> Iterator[Overlaps]:
        """See `Kernels.overlaps`.

        The sums run over whole numbers, so that the order in which a GPU adds them cannot change them.
        """
        columns, width = weights.transposed(), weights.shape[1]
        firsts, counts = self._send(columns.indptr), self._send(np.diff(columns.indptr))
        others, theirs = self._send(columns.indices), self._fixed(columns.data)
        for start, stop in blocks(weights, columns, self.meetings_at_once, self.cells_at_once):
            part = weights.part(start, stop)
            column = self._send(part.indices)
            count = counts[column]
            place = torch.repeat_interleave(firsts[column] - count.cumsum(0) + count, count)
            place += torch.arange(len(place), device=self.device)
            own = torch.repeat_interleave(self._fixed(part.data), count)
            cells = torch.repeat_interleave(self._send(part.rows() * width), count) + others[place]
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
