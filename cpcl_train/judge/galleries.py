"""Galleries of people with and without the one asked for, and what speaks for their passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.calibration import FLOOR, Evidence, agreements, margins
from cpcl_train.judge.metrics import Floats, Ints


@dataclass(frozen=True, slots=True)
class Described:
    """What a model says of pictures or sentences: unit `vectors` (N, D), `attributes` (N, values) in logs."""

    vectors: Floats
    attributes: Floats


@dataclass(frozen=True, slots=True)
class Crowd:
    """People: their `pictures`, once for each quality in which they come, and `captions` of them.

    `person` (pictures) and `asked` (captions) number people from 0; `alike` (people) are equal for people whom one
    description fits. `starts` is where each attribute's values begin, `weight` what a contradiction counts.
    """

    pictures: tuple[Described, ...]
    captions: Described
    person: Ints
    asked: Ints
    alike: Ints
    starts: tuple[int, ...]
    weight: float

    def half(self, people: Ints) -> Crowd:
        """Only these people, numbered anew."""
        kept, told = np.isin(self.person, people), np.isin(self.asked, people)
        number = np.full(len(self.alike), -1)
        number[people] = np.arange(len(people))
        return Crowd(
            tuple(_rows(one, kept) for one in self.pictures), _rows(self.captions, told), number[self.person[kept]],
            number[self.asked[told]], self.alike[people], self.starts, self.weight,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Search:
    """One caption over one gallery: its best passages, first the best. Scores, attributes and whether they are it.

    `mean` is that of all `passages`; `shown` (crops, values) are attributes of the crops of the best, `of` (crops)
    which of them each belongs to; `group` is the person asked for.
    """

    scores: npt.NDArray[np.float64]
    mean: float
    passages: int
    said: Floats
    shown: Floats
    of: Ints
    fits: npt.NDArray[np.bool_]
    present: bool
    group: int

    def evidence(self, usual: float, starts: Sequence[int], shares: Sequence[float]) -> Evidence:
        """What speaks for each of the best passages."""
        margin = margins(self.scores, self.mean, self.passages, usual)
        return Evidence(margin, agreements(self.said, self.shown, self.of, starts, shares), self.passages)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which galleries are made: how many, of how many people, with how many pictures of each, asked how often."""

    galleries: int = 400
    people: tuple[int, int] = (5, 200)
    pictures: int = 3
    captions: int = 4
    kept: int = 20
    """Passages of each search that are looked at, as many as a page shows."""


def searches(crowd: Crowd, plan: Plan, rng: np.random.Generator) -> Iterator[Search]:
    """Searches for people who are in a gallery and as many for people who are not."""
    everybody = len(crowd.alike)
    low, high = np.log(min(plan.people[0], everybody // 2)), np.log(min(plan.people[1], everybody // 2 + 1))
    for number in range(plan.galleries):
        chosen = rng.permutation(everybody)[: round(float(np.exp(rng.uniform(low, high))))]
        pictures = crowd.pictures[number % len(crowd.pictures)]
        if number // len(crowd.pictures) % 2:  # as in a case that is large enough to have a centre
            pictures = _centred(crowd, pictures, chosen)
        there = np.isin(crowd.asked, chosen)
        for group in (np.flatnonzero(there), np.flatnonzero(~there)):
            for caption in rng.permutation(group)[: plan.captions]:
                found = _search(crowd, pictures, chosen, int(caption), plan, rng)
                if found is not None:
                    yield found


def _search(
    crowd: Crowd, pictures: Described, chosen: Ints, caption: int, plan: Plan, rng: np.random.Generator
) -> Search | None:
    """A caption over these people, without others whom it fits as well; None where nobody is left."""
    asked = int(crowd.asked[caption])
    others = chosen[(crowd.alike[chosen] != crowd.alike[asked]) | (chosen == asked)]
    taken = [_some(np.flatnonzero(crowd.person == person), plan.pictures, rng) for person in others]
    if len(taken) < 2:
        return None
    rows, of = np.concatenate(taken), np.repeat(np.arange(len(taken)), [len(one) for one in taken])
    said = np.exp(crowd.captions.attributes[caption])
    worth = _worth(crowd, pictures, rows, caption)
    scores = np.bincount(of, worth) / np.bincount(of)
    order = np.argsort(-scores, kind="stable")[: plan.kept]
    crops = [np.flatnonzero(of == passage) for passage in order]
    return Search(
        scores[order], float(scores.mean()), len(scores), said, pictures.attributes[rows[np.concatenate(crops)]],
        np.repeat(np.arange(len(order)), [len(one) for one in crops]), others[order] == asked,
        bool(asked in others), asked,
    )  # fmt: skip


def _worth(crowd: Crowd, pictures: Described, rows: Ints, caption: int) -> npt.NDArray[np.float64]:
    """What each crop is worth to a caption, as the desktop ranks: see its `engine/people/rows.py`."""
    vectors = pictures.vectors[rows]
    told = crowd.captions.attributes[caption]
    apart = np.exp(told) @ (told[:, None] - np.maximum(pictures.attributes[rows], FLOOR).T)
    return np.asarray(vectors @ crowd.captions.vectors[caption] - crowd.weight * apart, np.float64)


def _centred(crowd: Crowd, pictures: Described, chosen: Ints) -> Described:
    moved = pictures.vectors - pictures.vectors[np.isin(crowd.person, chosen)].mean(axis=0)
    return Described(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), pictures.attributes)


def _some(rows: Ints, most: int, rng: np.random.Generator) -> Ints:
    return rng.permutation(rows)[: int(rng.integers(1, most + 1))]


def _rows(described: Described, kept: npt.NDArray[np.bool_]) -> Described:
    return Described(described.vectors[kept], described.attributes[kept])
