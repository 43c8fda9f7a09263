"""Exact ranking by several sentences, less what passages lose for showing what was ruled out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.crops import MAX_CROPS
from cpcl_desktop.engine.search.index import Found, Index
from cpcl_desktop.engine.search.plan import Plan, Weighed

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Losses = Callable[[Numbers], Floats]  # tracks → what each loses, 0 or more

_WIDER = 4  # times as many are looked at where those at hand do not settle the order


@dataclass(frozen=True, slots=True)
class Ranking:
    """N passages, best first: each by its best crop, and what it is worth."""

    tracks: Numbers
    crops: Numbers
    scores: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.tracks)


@dataclass(frozen=True, slots=True)
class _Scored:
    """Tracks (each once), best first, and what each is worth."""

    tracks: Numbers
    scores: npt.NDArray[np.float64]

    def first(self, count: int) -> _Scored:
        """The best of them."""
        return _Scored(self.tracks[:count], self.scores[:count])


def rank(
    index: Index, queries: Floats, limit: int, allowed: npt.NDArray[np.bool_] | None, losses: Losses | None
) -> Ranking:
    """The `limit` best tracks for queries (N×length + 1), of which the best counts, less `losses`.

    Exact: losses are never negative, so a passage that was not looked at is
    worth at most the last one that was; more are looked at until the last of
    the `limit` is worth that much. A place shows the crop that fits best.
    """
    best = _best_tracks(index, queries, limit, allowed, losses)
    rows = index.best_rows(best.tracks, queries, allowed)
    return Ranking(best.tracks, index.crops[rows], best.scores)


def _best_tracks(
    index: Index, queries: Floats, limit: int, allowed: npt.NDArray[np.bool_] | None, losses: Losses | None
) -> _Scored:
    """The `limit` best tracks with their scores, best first."""
    # Where crops are ranked, a track has at most MAX_CROPS of them, so these hold `limit` tracks.
    count = limit if index.unit == "passage" else limit * MAX_CROPS
    known = _Lost(losses) if losses is not None else None
    while True:
        found = _best_of(index, queries, count, allowed)
        scored = _first_of_each(index, found)
        if known is None:
            return scored.first(limit)
        whole = len(found.units) < count or count >= len(index.starts)
        scored = known.less(scored)
        if whole or (len(scored.tracks) >= limit and scored.scores[limit - 1] >= found.scores[-1]):
            return scored.first(limit)
        count *= _WIDER


def _best_of(index: Index, queries: Floats, count: int, allowed: npt.NDArray[np.bool_] | None) -> Found:
    """The `count` best units by the best query of each: such a unit is among the `count` best of that query."""
    answers = index.search_each(queries, count, allowed)
    if len(answers) == 1:
        return answers[0]
    units = np.concatenate([answer.units for answer in answers])
    scores = np.concatenate([answer.scores for answer in answers])
    order = np.lexsort((units, -scores))
    _, first = np.unique(units[order], return_index=True)
    kept = order[np.sort(first)][:count]
    return Found(scores[kept], units[kept])


def _first_of_each(index: Index, found: Found) -> _Scored:
    tracks, scores = index.tracks[index.starts[found.units]], found.scores.astype(np.float64)
    if index.unit == "passage":
        return _Scored(tracks, scores)
    first = np.sort(np.unique(tracks, return_index=True)[1])
    return _Scored(tracks[first], scores[first])


class _Lost:
    """What tracks lose, remembered while more and more of them are looked at."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._tracks, self._lost = np.empty(0, np.int64), np.empty(0, np.float64)  # by track, ascending

    def less(self, scored: _Scored) -> _Scored:
        """The tracks with their losses, in the order that they then have."""
        new = scored.tracks[~np.isin(scored.tracks, self._tracks)]
        if len(new):
            tracks = np.concatenate([self._tracks, new])
            lost = np.concatenate([self._lost, self._losses(new).astype(np.float64)])
            order = np.argsort(tracks)
            self._tracks, self._lost = tracks[order], lost[order]
        scores = scored.scores - self._lost[np.searchsorted(self._tracks, scored.tracks)]
        order = np.argsort(-scores, kind="stable")
        return _Scored(scored.tracks[order], scores[order])


def losses_of(plan: Plan, index: Index, embed: Callable[[Sequence[str]], Floats]) -> Losses | None:
    """What passages lose under a plan, by the mean over their crops; None where nothing is ruled out."""
    if not plan.against:
        return None
    options = [option for against in plan.against for option in against.options]
    texts = list(
        dict.fromkeys(text for option in options for each in option for text in (*each.shown, *each.others))
    )
    vectors = embed(texts)
    at = {text: number for number, text in enumerate(texts)}

    def losses(tracks: npt.NDArray[np.int64]) -> Floats:
        order = np.argsort(tracks)  # as their rows lie in memory
        rows, of = index.rows_of(tracks[order])
        alike = index.cosines(rows, vectors)
        total = np.zeros(len(tracks), np.float32)
        for against in plan.against:
            shown = [_shown(option, alike, of, len(tracks), at, plan.temperature) for option in against.options]
            total += np.max(shown, axis=0)
        return np.asarray(plan.penalty * total[np.argsort(order)], np.float32)

    return losses


def _shown(
    option: Sequence[Weighed],
    alike: Floats,
    of: npt.NDArray[np.int64],
    tracks: int,
    at: dict[str, int],
    temperature: float,
) -> Floats:
    """How plainly each track shows one thing, 0..1: as plainly as the least certain thing said of it."""
    parts = []
    for each in option:
        columns = [at[text] for text in (*each.shown, *each.others)]
        share = mean_share(alike[:, columns], len(each.shown), of, tracks, temperature)
        parts.append(np.clip((share - each.no) / max(each.yes - each.no, 1e-6), 0.0, 1.0))
    return np.asarray(np.min(parts, axis=0), np.float32)


def mean_share(alike: Floats, shown: int, of: npt.NDArray[np.int64], tracks: int, temperature: float) -> Floats:
    """The softmax share of the first `shown` columns of cosines, crops×sentences, as mean over each track's crops.

    `of` int64[crops] numbers the track of each crop, from 0 to `tracks` - 1.
    """
    raised = np.exp((alike - alike.max(axis=1, keepdims=True)) / temperature)
    share = raised[:, :shown].sum(axis=1) / raised.sum(axis=1)
    return np.asarray(np.bincount(of, share, tracks) / np.maximum(np.bincount(of, minlength=tracks), 1), np.float32)
