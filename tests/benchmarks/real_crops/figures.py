"""Retrieval figures with intervals over people, and how well a score tells presence from absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_train.judge.metrics import query_scores

from .scores import Floats, Ints

DRAWS, SPLITS, SEED = 2000, 200, 20261129
NAMES = ("R@1", "R@5", "mAP")
_COLUMNS = (0, 1, 3)  # of the trainer's scores: hit at 1, at 5, at 10, average precision


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over people, in percent (a difference: in points), and its 95 % interval."""

    value: float
    low: float
    high: float


def ranked(scores: Floats, text_people: Ints, shown_people: Ints) -> Floats:
    """Q×G scores → P×3, the mean over each person's sentences of R@1, R@5 and average precision, in percent."""
    each = query_scores(
        scores.astype(np.float32), np.eye(scores.shape[1], dtype=np.float32), text_people, shown_people
    )
    people = range(int(text_people.max()) + 1)
    return np.stack([each[text_people == person][:, _COLUMNS].mean(axis=0) for person in people])


def with_intervals(by_person: Floats) -> list[Figure]:
    """P×K → K figures: people are drawn again and again with replacement, against the same gallery."""
    drawn = np.random.default_rng(SEED).integers(0, len(by_person), (DRAWS, len(by_person)))
    means = by_person[drawn].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5), axis=0)
    return [Figure(*map(float, each)) for each in zip(by_person.mean(axis=0), low, high, strict=True)]


def presence(passages: Floats, text_people: Ints) -> Figure:
    """How often a sentence's top score where its person is beats one where that person is not, Q×P, in percent.

    The people are split at random into halves, so each sentence gives one score of either kind; every score of
    the one kind is compared with every one of the other (area under the curve), as one threshold for all would.
    """
    rng = np.random.default_rng(SEED)
    won = np.mean([_split_beats(passages, text_people, rng) for _ in range(SPLITS)], axis=0)
    people = [text_people == person for person in range(int(text_people.max()) + 1)]
    by_person = 100 * np.array([[won[np.ix_(one, other)].mean() for other in people] for one in people])
    drawn = np.random.default_rng(SEED).integers(0, len(people), (DRAWS, len(people)))
    low, high = np.percentile([by_person[np.ix_(draw, draw)].mean() for draw in drawn], (2.5, 97.5))
    return Figure(float(by_person.mean()), float(low), float(high))


def beats(with_person: Floats, without: Floats) -> Floats:
    """For each of the first with each of the second whether it is greater: 1, 0, or ½ where they are equal."""
    gaps = with_person[:, None] - without[None, :]
    return np.asarray((gaps > 0) + 0.5 * (gaps == 0), np.float64)


def people_of_kind(names: Sequence[str], kind: Sequence[str]) -> list[int]:
    """Rows of the people of a kind."""
    return [at for at, name in enumerate(names) if name in kind]


def _split_beats(passages: Floats, text_people: Ints, rng: np.random.Generator) -> Floats:
    first = np.zeros(passages.shape[1], bool)
    first[rng.permutation(len(first))[: len(first) // 2]] = True
    tops = np.stack([passages[:, ~first].max(axis=1), passages[:, first].max(axis=1)])
    here = first[text_people].astype(int)
    queries = np.arange(len(text_people))
    return beats(tops[here, queries], tops[1 - here, queries])
