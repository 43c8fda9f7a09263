"""How well passages are grouped by person: over pairs of passages, and over passages (B-cubed)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cpcl_train.judge.boxes import Flags, Ints


@dataclass(frozen=True)
class Agreement:
    """`precision`: how much of what is grouped together belongs together; `recall`: the other way round; 0…1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-12)


def pairwise(groups: Ints, people: Ints, among: Flags | None = None) -> Agreement:
    """Over pairs of passages (N,) in one group and of one person; `among` (N, N) picks the pairs that count.

    Where nothing is grouped, precision is 1; where there is nothing to group, recall is.
    """
    counts = np.triu(np.ones((len(groups), len(groups)), bool), 1)
    counts = counts if among is None else counts & among
    together = (groups[:, None] == groups[None])[counts]
    same = (people[:, None] == people[None])[counts]
    right = int((together & same).sum())
    return Agreement(_share(right, int(together.sum())), _share(right, int(same.sum())))


def b_cubed(groups: Ints, people: Ints) -> Agreement:
    """Over passages (N,): how much of each one's group is its person, and of its person is in its group.

    Bagga and Baldwin 1998, "Algorithms for scoring coreference chains".
    """
    together, same = groups[:, None] == groups[None], people[:, None] == people[None]
    right = (together & same).sum(1)
    return Agreement(float((right / together.sum(1)).mean()), float((right / same.sum(1)).mean()))


def _share(right: int, total: int) -> float:
    return right / total if total else 1.0
