"""Whether what is learnt helps: each group is judged by residuals that were learnt without it.

Groups are dealt into folds in the order of the hashes they are known by. For each fold residuals are learnt from
the groups of all others, and tried at several shares of the way from the start; the share that a fold is judged at
is the best one for the other folds, so that nothing is chosen by what it is judged on. Passages that were learnt
from are left out of the gallery. What is kept in the end is learnt from all groups, at the share that is best over
all. Groups that were set aside are a fold that nothing is ever learnt from.

A look that all groups share is learnt from descriptions without sense, too. So these must also fit the passages
that they were decided for better than when they are dealt out at random among the groups of a fold (a permutation
test).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.descent import Gain, Gains
from cpcl_train.adapt.learning import Learnt, Recipe, learn
from cpcl_train.adapt.material import Material, Pool, Tick, basis_of, within
from cpcl_train.judge.compare import bootstrap
from cpcl_train.judge.metrics import Floats, Ints, query_scores

FOLDS: Final = 5
SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_R1, _MAP = 0, 3  # columns of `query_scores`
_CHOICE_LOSS: Final = 0.2
"""Points of mAP that a share may lose on the rendered people that it is chosen by."""
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was learnt from all groups at the share kept, and how the method did on groups that it had not seen."""

    learnt: Learnt
    share: float
    groups: int
    people: int
    before: tuple[float, float]
    """R@1 and mAP of the start on the held-out groups."""
    held_out: Gains
    rendered: Gains
    chance: float
    """How often descriptions dealt out at random among held-out groups fit as well as they do."""


@dataclass(frozen=True, slots=True)
class _Fold:
    """Scores (shares, Q, 5) of the fold's questions, whose group is asked for (Q,), and the shares that may be.

    `fits` (shares, G, G) is how well each of its G groups' texts fit each group's passages, on the average.
    """

    scores: Scores
    fits: Scores
    asked: Ints
    allowed: tuple[int, ...]


def judge(material: Material, recipe: Recipe, tick: Callable[[str], Tick]) -> Judged:
    """Learn and judge; the cost is that of `FOLDS` + 1 times learning."""
    case = material.case
    image, text = (
        basis_of(rows.features.shape[1], recipe.basis, recipe.seed) for rows in (case.images, case.texts)
    )
    few = Material(
        within(case, image, text), material.aside,
        *(within(pool, image, text) for pool in (material.replay, material.choice, material.frozen)),
    )  # fmt: skip
    found = _judged(few, recipe, tick)
    learnt = Learnt(found.learnt.image.outside(image), found.learnt.text.outside(text))
    return replace(found, learnt=learnt)


def _judged(material: Material, recipe: Recipe, tick: Callable[[str], Tick]) -> Judged:
    """As `judge`, of features that are few."""
    everything = np.unique(material.case.asked[:, 1])
    kept_back = np.array(sorted(material.aside), np.int64)
    taught = np.setdiff1d(everything, kept_back)
    parts = [taught[start::FOLDS] for start in range(min(FOLDS, len(taught)))]
    folds: list[_Fold] = []
    for number, part in enumerate(parts):
        learnt = learn(
            material.case, material.replay, np.setdiff1d(taught, part), recipe, tick(f"fold {number + 1}")
        )
        folds.append(_tried(material, learnt, part, np.setdiff1d(taught, part)))
    final = learn(material.case, material.replay, taught, recipe, tick("all groups"))
    if len(kept_back):
        folds.append(_tried(material, final, kept_back, taught))
    share = SHARES[_best(folds, _allowed(material.choice, final))]
    shares = [_best(_others(folds, at), fold.allowed) for at, fold in enumerate(folds)]
    after = [fold.scores[at] for fold, at in zip(folds, shares, strict=True)]
    chance = chance_of([fold.fits[at] for fold, at in zip(folds, shares, strict=True)], recipe.seed)
    before = np.concatenate([fold.scores[0] for fold in folds])
    asked = np.concatenate([fold.asked for fold in folds])
    learnt = final.scaled(share)
    frozen = pool_scores(material.frozen, learnt) - pool_scores(material.frozen)
    return Judged(
        learnt, share, len(everything), len(np.unique(material.frozen.owners)),
        (float(before[:, _R1].mean()), float(before[:, _MAP].mean())),
        _gains(np.concatenate(after) - before, asked), _gains(frozen, material.frozen.asked[:, 1]), chance,
    )  # fmt: skip


def pool_scores(
    pool: Pool, learnt: Learnt | None = None, groups: Ints | None = None, without: Ints | None = None
) -> Scores:
    """Scores (Q, 5) of the questions for some groups, by default all, over all passages but those of others."""
    gallery = passage_vectors(pool, learnt)
    asked = pool.asked if groups is None else pool.asked[np.isin(pool.asked[:, 1], groups)]
    there = np.full(len(gallery), True) if without is None else ~np.isin(pool.owners, without)
    questions = pool.texts.vectors(None if learnt is None else learnt.text)[asked[:, 0]]
    return query_scores(questions, gallery[there], asked[:, 1], pool.owners[there])


def passage_vectors(pool: Pool, learnt: Learnt | None = None) -> Floats:
    """(P, D): the mean over each passage's pictures, as the desktop ranks passages."""
    return _means(pool.images.vectors(None if learnt is None else learnt.image), pool.passages, len(pool.owners))


def fit_of(pool: Pool, learnt: Learnt, groups: Ints) -> Scores:
    """(G, G): how well the texts of each group fit the passages of each, on the average."""
    asked = pool.asked[np.isin(pool.asked[:, 1], groups)]
    theirs = np.flatnonzero(np.isin(pool.owners, groups))
    texts = pool.texts.vectors(learnt.text)[asked[:, 0]]
    said = _means(texts, np.searchsorted(groups, asked[:, 1]), len(groups))
    shown = passage_vectors(pool, learnt)[theirs]
    seen = _means(shown, np.searchsorted(groups, pool.owners[theirs]), len(groups))
    return np.asarray(said @ seen.T, np.float64)


def chance_of(fits: Sequence[Scores], seed: int, draws: int = 2000) -> float:
    """The share of random ways to deal out the texts within each fold that fit as well as the decided one.

    Each of `fits` is (G, G) as of `fit_of`; the decided way itself counts as one (Phipson and Smyth 2010).
    """
    rng = np.random.default_rng(seed)
    decided, dealt = 0.0, np.zeros(draws)
    for fit in fits:
        count = len(fit)
        decided += float(np.trace(fit))
        orders = np.argsort(rng.random((draws, count)), axis=1)
        dealt += fit[np.arange(count), orders].sum(1)
    return float((1 + (dealt >= decided - 1e-9).sum()) / (1 + draws))


def _means(rows: Floats, of: Ints, count: int) -> Floats:
    """The mean (count, D) of the rows of each number."""
    sums = np.zeros((count, rows.shape[1]), np.float32)
    np.add.at(sums, of, rows)
    return np.asarray(sums / np.maximum(np.bincount(of, minlength=count), 1)[:, None], np.float32)


def _tried(material: Material, learnt: Learnt, part: Ints, taught: Ints) -> _Fold:
    case, ways = material.case, [learnt.scaled(share) for share in SHARES]
    scores = [pool_scores(case, way, part, taught) for way in ways]
    fits = [fit_of(case, way, part) for way in ways]
    asked = case.asked[np.isin(case.asked[:, 1], part), 1]
    return _Fold(np.stack(scores), np.stack(fits), asked, _allowed(material.choice, learnt))


def _allowed(choice: Pool, learnt: Learnt) -> tuple[int, ...]:
    """The shares that lose next to nothing on rendered people; the start always may be."""
    means = [pool_scores(choice, learnt.scaled(share))[:, _MAP].mean() for share in SHARES]
    return tuple(at for at, mean in enumerate(means) if not at or mean >= means[0] - _CHOICE_LOSS)


def _others(folds: Sequence[_Fold], at: int) -> Sequence[_Fold]:
    """The folds but one; where there is one only, it itself, which then stays at the start."""
    return [fold for number, fold in enumerate(folds) if number != at]


def _best(folds: Sequence[_Fold], allowed: Sequence[int]) -> int:
    """The share at which R@1 and mAP together are highest over the folds' groups; of equal ones the least."""
    if not folds:
        return 0
    scores = np.concatenate([fold.scores for fold in folds], axis=1)
    means = scores[:, :, [_R1, _MAP]].mean((1, 2))
    return max(allowed, key=lambda at: (round(float(means[at]), 6), -at))


def _gains(differences: Scores, asked: Ints) -> Gains:
    """Both figures' intervals, when groups or people are drawn anew."""
    found = bootstrap(differences[:, [_R1, _MAP]], asked)
    r1, mean_precision = (Gain(*(round(v, 3) for v in (one.points, one.low, one.high))) for one in found)
    return Gains(r1, mean_precision)
