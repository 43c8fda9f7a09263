"""Average-linkage clustering in which some samples must and others cannot be together.

Clusters are merged in the order of their likeness, best first, as long as that is high enough. A merge that would
put together what cannot be together is refused for good, since clusters only grow, and the next best is taken
(constrained agglomeration: Davidson and Ravi 2009, "Using instance-level constraints in agglomerative hierarchical
clustering"). The likeness of two clusters is the mean over all pairs of their samples (Sokal and Michener 1958):
of cosines, which sums of vectors give without any pair being held, and of a sparse second likeness.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices, Sparse
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

Values = npt.NDArray[np.float64]

_TOLD_EVERY = 2000  # merges between two reports


class Conflicts(Protocol):
    """What cannot be together."""

    def between(self, some: Indices, others: Indices) -> bool:
        """Whether any of these samples cannot be with any of the others."""
        ...


@dataclass(frozen=True, slots=True)
class Linkage:
    """When clusters are merged: from a likeness of `least` on, of which the sparse one makes up `share`.

    Cosines, which make up the rest, are multiplied by `scale`.
    """

    least: float
    share: float = 0.5
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Clustering:
    """Labels (N,), numbered by first sample, and the merges refused though alike enough.

    A refusal is a sample of each side and their clusters' likeness then.
    """

    labels: Indices
    refused: Sequence[tuple[int, int, float]]


def agglomerate(
    vectors: Floats,
    alike: Sparse,
    linkage: Linkage,
    conflicts: Conflicts,
    together: Sequence[Sequence[int]],
    report: Report,
) -> Clustering:
    """Cluster `vectors` (N, D, unit norm) whose candidates and second likeness are the entries of `alike` (N, N).

    `alike` is symmetric; what it does not hold has a second likeness of 0 and is never merged by itself. The
    samples of each list in `together` are one cluster from the start, conflicts or none. Raises Cancelled.
    """
    state = _Clusters(vectors, alike, linkage, conflicts)
    for samples in together:
        for sample in samples[1:]:
            state.join(state.root(samples[0]), state.root(sample))
    state.begin()
    merged = 0
    while (pair := state.next_merge()) is not None:
        state.push(state.join(*pair))
        merged += 1
        if merged % _TOLD_EVERY == 0:
            report(Progress(tr("Grouping passages"), merged, len(vectors), "merges"))
    return Clustering(state.labels(), state.refused)


@dataclass(slots=True)
class _Clusters:
    """The clusters as they are: each has the number of one of its samples, whose rows hold its sums."""

    vectors: Floats
    alike: Sparse
    linkage: Linkage
    conflicts: Conflicts
    refused: list[tuple[int, int, float]] = field(default_factory=list)
    _sums: Floats = field(init=False)
    _sizes: Indices = field(init=False)
    _members: list[Indices] = field(init=False)
    _beside: list[dict[int, float]] = field(init=False)  # other clusters, with the sum of their second likenesses
    _parent: list[int] = field(init=False)
    _version: list[int] = field(init=False)
    _heap: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.vectors)
        self._sums = self.vectors.astype(np.float32, copy=True)
        self._sizes = np.ones(count, np.int64)
        self._members = [np.array([sample], np.int64) for sample in range(count)]
        self._beside = [_row(self.alike, sample) for sample in range(count)]
        self._parent, self._version = list(range(count)), [0] * count

    def root(self, sample: int) -> int:
        """The cluster of a sample."""
        while self._parent[sample] != sample:
            self._parent[sample] = self._parent[self._parent[sample]]
            sample = self._parent[sample]
        return sample

    def join(self, one: int, other: int) -> int:
        """Make two clusters one; the number of that."""
        if one == other:
            return one
        if len(self._beside[one]) < len(self._beside[other]):
            one, other = other, one
        self._parent[other] = one
        self._sums[one] += self._sums[other]
        self._sizes[one] += self._sizes[other]
        self._members[one] = np.concatenate([self._members[one], self._members[other]])
        self._version[one] += 1
        self._take_over(one, other)
        return one

    def _take_over(self, one: int, other: int) -> None:
        """What lay beside the other cluster lies beside this one."""
        mine, theirs = self._beside[one], self._beside[other]
        theirs.pop(one, None)
        mine.pop(other, None)
        for third, value in theirs.items():
            beside = self._beside[third]
            del beside[other]
            beside[one] = mine[third] = mine.get(third, 0.0) + value
        self._members[other], self._beside[other] = np.empty(0, np.int64), {}

    def begin(self) -> None:
        """Put every pair that is alike enough into the queue."""
        for cluster in range(len(self._parent)):
            if self._parent[cluster] == cluster:
                self.push(cluster, above=cluster)

    def push(self, cluster: int, above: int = -1) -> None:
        """Put the pairs of a cluster that are alike enough into the queue."""
        beside = self._beside[cluster]
        others = np.fromiter((other for other in beside if other > above), np.int64)
        if not len(others):
            return
        second = np.array([beside[other] for other in others.tolist()])
        alike = self._alike(cluster, others, second)
        enough = alike >= self.linkage.least
        for other, value in zip(others[enough].tolist(), alike[enough].tolist(), strict=True):
            low, high = min(cluster, other), max(cluster, other)
            heapq.heappush(self._heap, (-value, low, high, self._version[low], self._version[high]))

    def _alike(self, cluster: int, others: Indices, second: Values) -> Values:
        """The likeness of a cluster to others (K,), the sums of whose second likenesses are given."""
        share, pairs = self.linkage.share, self._sizes[others] * self._sizes[cluster]
        first = self.linkage.scale * (self._sums[others] @ self._sums[cluster])
        return np.asarray(((1 - share) * first + share * second) / pairs, np.float64)

    def next_merge(self) -> tuple[int, int] | None:
        """The two clusters that are most alike and can be together, if any are alike enough."""
        while self._heap:
            value, low, high, *versions = heapq.heappop(self._heap)
            if versions != [self._version[low], self._version[high]] or high not in self._beside[low]:
                continue
            if not self.conflicts.between(self._members[low], self._members[high]):
                return low, high
            self.refused.append((int(self._members[low][0]), int(self._members[high][0]), -value))
            del self._beside[low][high], self._beside[high][low]
        return None

    def labels(self) -> Indices:
        """The cluster of each sample, numbered by first sample."""
        roots = np.array([self.root(sample) for sample in range(len(self._parent))], np.int64)
        _, first, inverse = np.unique(roots, return_index=True, return_inverse=True)
        return np.asarray(np.argsort(np.argsort(first))[inverse], np.int64)


def _row(alike: Sparse, sample: int) -> dict[int, float]:
    """What lies beside a sample."""
    span = slice(alike.indptr[sample], alike.indptr[sample + 1])
    others, values = alike.indices[span].tolist(), alike.data[span].tolist()
    return {other: value for other, value in zip(others, values, strict=True) if other != sample}
