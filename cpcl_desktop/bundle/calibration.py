"""What makes probabilities of a ranking's numbers: computed alike by the trainer, which fits it, and the desktop.

Three numbers speak for a passage: by how much its score stands out from the others', how well what is seen of it
agrees with the sentence where it agrees least, and among how many passages it was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.float32]

FLOOR = -4.0  # of a log-probability, also in the rows of a case: surer than that no head is to be believed
LEAST = 3  # attributes, those that agree least: one alone is often a slip, all together hide a plain contradiction
STEADY = 8  # passages at the usual level that are counted in, so that a few others are no yardstick
_RARE = 1e-3  # below which a share of people, or an agreement, is not believed
AT_ONCE = 1024  # crops in one go: numpy lets no other thread run while it sums up attributes


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: `passages` is for the logarithm of their number, the others for the evidence."""

    bias: float
    margin: float
    agreement: float
    passages: float

    def probability(self, evidence: Evidence) -> Floats:
        """A probability for each passage of the evidence."""
        told = self.margin * evidence.margin + self.agreement * evidence.agreement
        raised = np.clip(self.bias + told + self.passages * np.log(evidence.passages), -60.0, 60.0)
        return np.asarray(1.0 / (1.0 + np.exp(-raised)), np.float64)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model's numbers mean, fitted on people whose presence is known.

    `usual` is the mean score of passages that nobody asked for, `shares` how
    often each value of each attribute is seen, in the manifest's order. A
    `presence` (of somebody like that, when half of those asked for are there)
    below `nothing` says so, one from `likely` on as well; a hit's `strength`
    is called fair and strong from these values on.
    """

    usual: float
    shares: tuple[float, ...]
    presence: Weights
    strength: Weights
    nothing: float
    likely: float
    fair: float
    strong: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each of some passages (both N), found among so many."""

    margin: Floats
    agreement: Floats
    passages: int


def margins(scores: Floats, mean: float, passages: int, usual: float) -> Floats:
    """By how much scores (N) stand out from those of the other passages; `mean` is that of all `passages`."""
    others = passages * mean - scores + STEADY * usual
    return np.asarray(scores - others / (passages - 1 + STEADY), np.float64)


def agreements(
    said: Numbers, shown: Numbers, of: npt.NDArray[np.int64], starts: Sequence[int], shares: Sequence[float]
) -> Floats:
    """How well each passage agrees with a sentence in the attributes in which it agrees least.

    `said` (values) are the sentence's probabilities, `shown` (crops×values) the
    crops' log-probabilities, `of` (crops) the passage of each, from 0 on;
    `starts` where each attribute's values begin. In each attribute it is the
    logarithm of how much more probable the crop makes what is said than the
    usual person does, as mean over a passage's crops.
    """
    if not len(starts):
        return np.zeros(int(of.max(initial=-1)) + 1)
    weights, lift = said / np.maximum(shares, _RARE), np.empty((len(shown), len(starts)))
    for first in range(0, len(shown), AT_ONCE):
        seen = np.exp(np.maximum(shown[first : first + AT_ONCE], FLOOR), dtype=np.float64)
        np.add.reduceat(seen * weights, starts, axis=1, out=lift[first : first + AT_ONCE])
    told = np.log(lift + _RARE)
    counts = np.bincount(of)
    means = np.stack([np.bincount(of, column) for column in told.T], axis=1) / np.maximum(counts, 1)[:, None]
    return np.asarray(np.sort(means, axis=1)[:, :LEAST].sum(axis=1), np.float64)


def starts_of(sizes: Sequence[int]) -> list[int]:
    """Where the values of each attribute begin, of attributes with so many values."""
    return [sum(sizes[:at]) for at in range(len(sizes))]
