"""Exact ranking by several sentences, less what passages lose for showing what was ruled out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.crops import MAX_CROPS
from cpcl_desktop.engine.search.plan import Plan, Weighed
from cpcl_desktop.engine.search.vectors import Found, VectorIndex

Floats = npt.NDArray[np.float32]
Losses = Callable[[npt.NDArray[np.int64]], Floats]  # tracks → what each loses, 0 or more

_Scored = tuple[int, float]  # a track and what it is worth
_WIDER = 4  # times as many are looked at where those at hand do not settle the order


@dataclass(frozen=True, slots=True)
class Place:
    """One passage in a ranking, by its best crop."""

    track: int
    crop: int
    score: float


def rank(
    index: VectorIndex, queries: Floats, limit: int, allowed: npt.NDArray[np.bool_] | None, losses: Losses | None
) -> list[Place]:
    """The `limit` best tracks for queries (N×length + 1), of which the best counts, less `losses`.

    Exact: losses are never negative, so a passage that was not looked at is
    worth at most the last one that was; more are looked at until the last of
    the `limit` is worth that much. A place shows the crop that fits best.
    """
    best = _best_tracks(index, queries, limit, allowed, losses)
    if not best:
        return []
    rows = index.best_rows(np.array([track for track, _ in best], np.int64), queries, allowed)
    return [
        Place(track, int(crop), score)
        for (track, score), crop in zip(best, index.crops[rows].tolist(), strict=True)
    ]


def _best_tracks(
    index: VectorIndex, queries: Floats, limit: int, allowed: npt.NDArray[np.bool_] | None, losses: Losses | None
) -> list[_Scored]:
    """The `limit` best tracks with their scores, best first."""
    # Where crops are ranked, a track has at most MAX_CROPS of them, so these hold `limit` tracks.
    count = limit if index.unit == "passage" else limit * MAX_CROPS
    lost: dict[int, float] = {}
    while True:
        found = _best_of(index, queries, count, allowed)
        scored = _first_of_each(index, found)
        if losses is None:
            return scored[:limit]
        whole = len(found.units) < count or count >= len(index.starts)
        scored = _less(scored, losses, lost)
        if whole or (len(scored) >= limit and scored[limit - 1][1] >= float(found.scores[-1])):
            return scored[:limit]
        count *= _WIDER


def _best_of(index: VectorIndex, queries: Floats, count: int, allowed: npt.NDArray[np.bool_] | None) -> Found:
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


def _first_of_each(index: VectorIndex, found: Found) -> list[_Scored]:
    best: dict[int, float] = {}
    tracks = index.tracks[index.starts[found.units]]
    for track, score in zip(tracks.tolist(), found.scores.tolist(), strict=True):
        best.setdefault(track, score)
    return list(best.items())


def _less(scored: Sequence[_Scored], losses: Losses, lost: dict[int, float]) -> list[_Scored]:
    """The tracks with their losses, in the order that they then have; `lost` remembers those known."""
    new = np.array([track for track, _ in scored if track not in lost], np.int64)
    if len(new):
        lost.update(zip(new.tolist(), losses(new).tolist(), strict=True))
    return sorted(((track, score - lost[track]) for track, score in scored), key=lambda one: -one[1])


def losses_of(plan: Plan, index: VectorIndex, embed: Callable[[Sequence[str]], Floats]) -> Losses | None:
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
        rows, of = index.rows_of(tracks)
        alike = index.cosines(rows, vectors)
        total = np.zeros(len(tracks), np.float32)
        for against in plan.against:
            shown = [_shown(option, alike, of, len(tracks), at, plan.temperature) for option in against.options]
            total += np.max(shown, axis=0)
        return np.asarray(plan.penalty * total, np.float32)

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
