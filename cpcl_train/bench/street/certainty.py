"""What of a difference is chance: a paired bootstrap over people and seeds, and Holm's correction.

All rows of a seed share start, order of data and test, so differences are taken query by query. A query stands or
falls with its person and with its run, so both are drawn anew, each level by itself (Owen and Eckles 2012). Holm
(1979) keeps the chance of any false claim among several within what one alone would have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Values = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
DRAWS: Final = 10_000
CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean difference in points, the ends of its interval, and the chance of one as large where there is none."""

    low: float
    mean: float
    high: float
    p: float

    def plain(self) -> list[float]:
        """Low, mean and high, to two decimals."""
        return [round(value, 2) for value in (self.low, self.mean, self.high)]


def two_level(differences: Values, people: Ints, draws: int = DRAWS, seed: int = 0) -> Interval:
    """The interval of the mean of `differences` (S, Q), seeds by queries, when seeds and people are drawn anew.

    `people` (Q,) says whose query each column is. With one seed only people are drawn: what another seed would
    bring is then unknown.
    """
    rng = np.random.default_rng(seed)
    sums, sizes = _by_person(differences, people)
    seeds = rng.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), draws).astype(np.float64)
    drawn = rng.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), draws).astype(np.float64)
    means = ((seeds @ sums) * drawn).sum(1) / (len(sums) * (drawn @ sizes))
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(means, [tail, 100 - tail])
    rarer = min(int((means <= 0).sum()), int((means >= 0).sum()))
    return Interval(float(low), float(differences.mean()), float(high), min(1.0, 2 * (rarer + 1) / (draws + 1)))


def holm(chances: Sequence[float]) -> list[float]:
    """The chances corrected for their number, in the given order."""
    order = np.argsort(chances, kind="stable")
    result, least = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, chances[place] * (len(chances) - rank)))
        result[place] = least
    return result


def _by_person(differences: Values, people: Ints) -> tuple[Values, Values]:
    """Sums over each person's queries (S, N), and how many those are (N,)."""
    _, group = np.unique(people, return_inverse=True)
    sums = np.stack([np.bincount(group, row) for row in differences])
    return np.asarray(sums, np.float64), np.bincount(group).astype(np.float64)
