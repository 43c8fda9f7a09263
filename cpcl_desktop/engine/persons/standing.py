"""How firmly a passage belongs to its group: how alike it is to the others there, and to the next group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Strength
from cpcl_desktop.engine.runtime.language import tr

# Likeness to the others of the group and lead over the nearest other group, from which a membership is called so;
# and, of pairs of passages in one group of which the weaker membership is called so, how many are one person.
# Both on rendered people, see tests/benchmarks/grouping_renders.py.
BARS: tuple[tuple[Strength, float, float], ...] = (("strong", 0.76, 0.28), ("fair", 0.66, 0.1))
SAME: Mapping[Strength, float] = {"strong": 0.94, "fair": 0.9, "weak": 0.75}
_AT_ONCE = 2048  # passages compared with all groups at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each of N passages: mean likeness to its group's others (`own`) and to the nearest other group (`other`).

    `own` is not a number for a passage that is alone, `other` is -1 where there is no other group; both are
    cosines, scaled as grouping scales them. `nearest` is that group's label, -1 for none.
    """

    own: Floats
    other: Floats
    nearest: Indices

    @property
    def leads(self) -> Floats:
        """By how much each passage is more alike to its own group."""
        return np.asarray(self.own - self.other, np.float32)

    def label(self, passages: Indices) -> Strength | None:
        """What the memberships of these passages are called together; None where one is alone."""
        own, lead = float(self.own[passages].mean()), float(self.leads[passages].mean())
        return strength_of(own, lead)


def strength_of(own: float, lead: float) -> Strength | None:
    """What a membership of that likeness and that lead is called; None for none."""
    if np.isnan(own):
        return None
    return next((name for name, least, ahead in BARS if own >= least and lead >= ahead), "weak")


def standing_of(vectors: Floats, labels: Indices, scale: float, report: Report) -> Standing:
    """How firmly passages (vectors N×D at unit norm) belong to their groups (labels int64[N]); raises Cancelled."""
    count = int(labels.max(initial=-1)) + 1
    sizes = np.bincount(labels, minlength=count)
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, labels, vectors)
    means = sums / np.maximum(sizes, 1)[:, None].astype(np.float32)
    own, other = np.empty(len(labels), np.float32), np.empty(len(labels), np.float32)
    nearest = np.empty(len(labels), np.int64)
    for first in range(0, len(labels), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        alike = vectors[some] @ means.T
        at = np.arange(len(alike)), labels[some]
        others = sizes[labels[some]] - 1
        own[some] = np.where(others > 0, (alike[at] * (others + 1) - 1) / np.maximum(others, 1), np.nan)
        alike[at] = -np.inf
        nearest[some] = alike.argmax(axis=1)
        other[some] = alike.max(axis=1)
        report(Progress(tr("Comparing groups"), min(first + _AT_ONCE, len(labels)), len(labels), "passages"))
    alone = ~np.isfinite(other)
    other[alone], nearest[alone] = -1.0 / scale, -1
    return Standing(np.float32(scale) * own, np.float32(scale) * other, nearest)
