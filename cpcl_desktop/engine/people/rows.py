"""What a case keeps of a crop, one row: its vector, and behind it what the model says of each attribute.

A passage fits a sentence as its vector does, less what its attributes contradict:
cos(vector − centre, sentence) − weight · Σ over attributes KL(said by the sentence ‖ said of the crop).
Written out, that is one inner product, so that searching is exact and fast over both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.calibration import FLOOR

AT_ONCE = 512  # passages that are summed up in one go

Floats = npt.NDArray[np.float32]
Columns = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RowLayout:
    """`dim` numbers of the vector, then `values` log-probabilities; `weight` is what a contradiction counts."""

    dim: int
    values: int = 0
    weight: float = 0.0

    @property
    def length(self) -> int:
        """Numbers in a row."""
        return self.dim + self.values

    def row(self, vectors: Floats, attributes: Floats) -> Floats:
        """Unit vectors N×dim and log-probabilities N×values → rows N×length."""
        return np.asarray(np.hstack([vectors, np.maximum(attributes, FLOOR)]), np.float32)

    def sought(self, rows: Floats, centre: Floats) -> Floats:
        """Rows as queries meet them, N×(length + 1): vectors relative to the centre, weighed attributes."""
        whole = np.ones((len(rows), 1), np.float32)
        return np.hstack([self.centred(rows[:, : self.dim], centre), self.weight * rows[:, self.dim :], whole])

    def query(self, vector: Floats, said: Floats) -> Floats:
        """A unit vector (dim) and log-probabilities (values) → what an inner product with `sought` rows scores."""
        share = np.exp(said)
        certain = -self.weight * float((share * said).sum())  # so that full agreement takes nothing off
        return np.asarray(np.concatenate([vector, share, [certain]]), np.float32)

    def centred(self, vectors: Floats, centre: Floats) -> Floats:
        """N×dim vectors relative to the centre (whose first `dim` numbers count), at unit norm."""
        moved = vectors - centre[: self.dim]
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)


def means_of(rows: Floats, starts: Columns, weights: Floats | None = None) -> Floats:
    """The mean of each passage's rows, N×length that begin at each of `starts`, weighed by `weights` (N)."""
    if weights is None:
        counts = np.diff(np.append(starts, len(rows)))[:, None].astype(np.float32)
        return np.asarray(_sums_of(rows, starts) / counts, np.float32)
    total = _sums_of(rows * weights[:, None], starts)
    return np.asarray(total / np.add.reduceat(weights, starts)[:, None], np.float32)


def _sums_of(rows: Floats, starts: Columns) -> Floats:
    """The sum of each passage's rows; a few passages at a time, since numpy lets no other thread run meanwhile."""
    sums = np.empty((len(starts), rows.shape[1]), rows.dtype)
    for first in range(0, len(starts), AT_ONCE):
        some = starts[first : first + AT_ONCE]
        end = starts[first + AT_ONCE] if first + AT_ONCE < len(starts) else len(rows)
        np.add.reduceat(rows[some[0] : end], some - some[0], axis=0, out=sums[first : first + AT_ONCE])
    return sums
