"""Learns two low-rank residuals, beside the picture's projection and the text's, from a few groups.

The loss: InfoNCE both ways over one pair of each group of a batch and as many rendered pairs, where pairs of one
group or person do not count as negatives; a logistic loss that holds wrong pairs below confirmed ones; and, against
forgetting, what rendered pictures and captions turn away from their embeddings at the start. Low-rank residuals:
LoRA (Hu et al. 2021), as CLIP-LoRA (Zanella and Ben Ayed 2024) uses them for few shots.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cpcl_train.adapt.material import NOBODY, Pool, Rows, Tick
from cpcl_train.adapt.projection import Residual
from cpcl_train.judge.metrics import Ints

_APART = -1e4  # a logit that no softmax sees


@dataclass(frozen=True, slots=True)
class Recipe:
    """One setting for all cases; chosen on rendered porters (`tests/benchmarks/adapt_gain.py`)."""

    rank: int = 8
    basis: int = 512
    """Most directions of a side's features that are learnt in."""
    steps: int = 300
    groups: int = 64
    """Most groups of a batch; as many rendered pairs go with them."""
    rate: float = 1e-3
    temperature: float = 0.05
    wrong: float = 0.5
    """Weight of wrong pairs."""
    anchor: float = 150.0
    """Weight of what rendered pictures and captions turn away from the start, each 1 − cosine."""
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Learnt:
    """The residuals of both projections."""

    image: Residual
    text: Residual

    def scaled(self, share: float) -> Learnt:
        """Part of the way from the start (0) to what was learnt (1), as in WiSE-FT (Wortsman et al. 2022)."""
        return Learnt(self.image.scaled(share), self.text.scaled(share))


def learn(case: Pool, replay: Pool, groups: Ints, recipe: Recipe, tick: Tick) -> Learnt:
    """Learn from the case's pairs of these groups and, beside them, from rendered pairs."""
    torch.manual_seed(recipe.seed)
    image, text = _Side(case.images, replay.images, recipe), _Side(case.texts, replay.texts, recipe)
    draw = _Draw(case, replay, groups, recipe)
    optimiser = torch.optim.Adam([*image.parameters(), *text.parameters()], recipe.rate)
    with _one_thread():
        for step in range(recipe.steps):
            for group in optimiser.param_groups:
                group["lr"] = recipe.rate * 0.5 * (1 + math.cos(math.pi * step / recipe.steps))
            loss = _loss(image, text, draw, recipe)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            tick(step + 1, recipe.steps)
    return Learnt(image.residual(), text.residual())


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Matrices this small take longer on several threads, and many times longer where cores are busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class _Side(nn.Module):
    """One projection's residual, and the rows that it is learnt from: the case's, the rendered ones behind them."""

    def __init__(self, case: Rows, replay: Rows, recipe: Recipe) -> None:
        super().__init__()
        self.first_rendered = len(case.features)
        self.features = torch.from_numpy(np.concatenate([case.features, replay.features]))
        self.projected = torch.from_numpy(np.concatenate([case.projected, replay.projected]))
        self.scale = 1 / float(self.features.pow(2).mean().sqrt().clamp(min=1e-12))
        inputs, outputs = self.features.shape[1], self.projected.shape[1]
        self.down = nn.Parameter(torch.randn(inputs, recipe.rank) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(recipe.rank, outputs))

    def forward(self, rows: Tensor) -> Tensor:
        """Embeddings of some rows."""
        learnt = self.features[rows] @ self.down @ self.up * self.scale
        return F.normalize(self.projected[rows] + learnt, dim=1)

    def start(self, rows: Tensor) -> Tensor:
        """Their embeddings before anything was learnt."""
        return F.normalize(self.projected[rows], dim=1)

    def residual(self) -> Residual:
        """What was learnt."""
        down = (self.down.detach() * self.scale).numpy().astype(np.float32)
        return Residual(down, self.up.detach().numpy().astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows of both sides, whose they are, how many are the case's, and wrong (picture, text) rows."""

    images: Tensor
    texts: Tensor
    whose: Ints
    own: int
    wrong: Tensor


class _Ties:
    """The pairs of a pool by the group that they belong to, to draw one of each."""

    def __init__(self, pool: Pool, groups: Ints) -> None:
        rows = np.flatnonzero(np.isin(pool.groups, groups))
        self._rows = rows[np.argsort(pool.groups[rows], kind="stable")]
        self.groups, self._first, self._count = np.unique(
            pool.groups[self._rows], return_index=True, return_counts=True
        )

    def draw(self, rng: np.random.Generator, most: int) -> tuple[Ints, Ints]:
        """Up to `most` groups at random, and a pair of each: (groups, pairs), both (n,)."""
        chosen = rng.permutation(len(self.groups))[:most]
        within = (rng.random(len(chosen)) * self._count[chosen]).astype(np.int64)
        return self.groups[chosen], self._rows[self._first[chosen] + within]


class _Draw:
    """Draws batches: one pair of each of some groups, and as many of rendered people."""

    def __init__(self, case: Pool, replay: Pool, groups: Ints, recipe: Recipe) -> None:
        self._rng = np.random.default_rng(recipe.seed)
        self._case, self._replay, self._most = case, replay, recipe.groups
        self._own, self._again = _Ties(case, groups), _Ties(replay, np.unique(replay.groups))
        self._wrong = case.wrong[np.isin(case.wrong[:, 2], [*groups.tolist(), NOBODY]), :2]
        self._offset = len(case.images.features), len(case.texts.features)

    def batch(self) -> _Batch:
        """The next one."""
        groups, own = self._own.draw(self._rng, self._most)
        people, again = self._again.draw(self._rng, len(groups))
        rows = np.concatenate([self._case.pairs[own], self._replay.pairs[again] + self._offset])
        # Rendered people are numbered below every group, so that no number is of both.
        whose = np.concatenate([groups, -2 - people])
        wrong = self._wrong[self._rng.permutation(len(self._wrong))[: self._most]]
        pictures, texts = (torch.from_numpy(np.ascontiguousarray(column)) for column in rows.T)
        return _Batch(pictures, texts, whose, len(own), torch.from_numpy(wrong))


def _loss(image: _Side, text: _Side, draw: _Draw, recipe: Recipe) -> Tensor:
    batch = draw.batch()
    pictures, texts = image(batch.images), text(batch.texts)
    same = batch.whose[:, None] == batch.whose[None]
    np.fill_diagonal(same, False)
    logits = (pictures @ texts.T / recipe.temperature).masked_fill(torch.from_numpy(same), _APART)
    own = torch.arange(len(logits))
    loss: Tensor = (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
    turned = 2 - (pictures * image.start(batch.images)).sum(1) - (texts * text.start(batch.texts)).sum(1)
    loss = loss + recipe.anchor * turned[batch.own :].mean()
    if len(batch.wrong):
        confirmed = (pictures * texts).sum(1)[: batch.own].mean().detach()
        likeness = (image(batch.wrong[:, 0]) * text(batch.wrong[:, 1])).sum(1)
        loss = loss + recipe.wrong * F.softplus((likeness - confirmed) / recipe.temperature).mean()
    return loss
