"""Passages → groups that likely show one person each, by looks, time and place, and by what people decided.

Looks are compared by the k-reciprocal Jaccard likeness together with the cosine: either alone is worse, the first
because it knows nothing of how alike two are, the second because people dressed alike are near each other. How near
strangers are to each other differs from model to model, so cosines count by the spread that they have in the case.
What the model says of clothes and hair beside its vectors was tried and helps no more than another threshold does:
tests/benchmarks/grouping_attributes.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cpcl_desktop.bundle.clustering.jaccard import jaccard_blocks
from cpcl_desktop.bundle.clustering.neighbours import Neighbourhood
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices, Sparse, stacked, sum_of
from cpcl_desktop.engine.persons.agglomeration import Clustering, Linkage, agglomerate
from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

HOOD = Neighbourhood(k1=12, k2=6, least=0.45, extra=0)  # with extra=1 small cases are grouped no better
LEAST = 0.58  # mean likeness from which two groups are one
USUAL_SPREAD = 0.18  # of the cosines between strangers, by the starter, for which the numbers above were chosen
METHOD = f"{HOOD} {LEAST} {USUAL_SPREAD}"
"""By what groups are told apart from those that other numbers would give."""
_STEADY = 64  # passages at the usual spread that are counted in, so that a few people are no yardstick
_PAIRS = 20_000  # pairs from which the spread is told


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What cannot be together: two places at once, and what somebody took apart."""

    presence: Presence
    rulings: Rulings

    def between(self, some: Indices, others: Indices) -> bool:
        """Whether any of some passages cannot be with any of others."""
        return self.rulings.part(some, others) or bool(self.presence.clashes(some, others).any())


def group(passages: Passages, presence: Presence, rulings: Rulings, report: Report) -> Clustering:
    """The groups of all passages; raises Cancelled."""
    if not len(passages):
        return Clustering(np.empty(0, np.int64), [])
    scale = scale_of(passages.vectors)
    alike = _alike(passages.vectors, scale, report)
    linkage = Linkage(LEAST, scale=scale)
    return agglomerate(passages.vectors, alike, linkage, Conflicts(presence, rulings), rulings.together, report)


def scale_of(vectors: Floats) -> float:
    """By what cosines between these vectors (N×D) are multiplied to be compared with the usual ones.

    The spread is that of the lower half of all pairs, which are strangers, from their median down.
    """
    count = len(vectors)
    if count < 2:
        return 1.0
    draw = np.random.default_rng(count)
    one, other = draw.integers(0, count, _PAIRS), draw.integers(0, count - 1, _PAIRS)
    other += other >= one
    cosines = np.einsum("pd,pd->p", vectors[one], vectors[other])
    low, middle = np.quantile(cosines, (0.16, 0.5))
    share = count / (count + _STEADY)
    return float(USUAL_SPREAD / (share * (middle - low) + (1 - share) * USUAL_SPREAD))


def _alike(vectors: Floats, scale: float, report: Report) -> Sparse:
    """The k-reciprocal likeness, 1 less the distance, symmetric, without what is 0."""
    hood = replace(HOOD, least=HOOD.least / scale)
    blocks, done = [], 0
    report(Progress(tr("Comparing passages"), 0, len(vectors), "passages"))
    for block in jaccard_blocks(vectors, hood):
        block.data = 1.0 - block.data
        blocks.append(block)
        done += block.shape[0]
        report(Progress(tr("Comparing passages"), done, len(vectors), "passages"))
    alike = stacked(blocks)
    both = sum_of(alike, alike.transposed())
    both.data /= 2
    return both
