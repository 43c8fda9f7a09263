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

_WIDER = 4  # times as many crops are looked at where those at hand do not settle the order


@dataclass(frozen=True, slots=True)
class Place:
    """One passage in a ranking, by its best crop."""

    track: int
    crop: int
    score: float


def rank(
    index: VectorIndex, queries: Floats, limit: int, allowed: npt.NDArray[np.bool_] | None, losses: Losses | None
) -> list[Place]:
    """The `limit` best tracks for unit queries (N×dim), of which the best counts, less `losses`.

    Exact: losses are never negative, so a passage that was not looked at is
    worth at most the last crop that was; more are looked at until the last of
    the `limit` is worth that much.
    """
    count = limit * MAX_CROPS  # a track has at most MAX_CROPS crops, so these hold `limit` tracks
    lost: dict[int, float] = {}
    while True:
        found = _best_of(index, queries, count, allowed)
        places = _first_of_each(index, found)
        if losses is None:
            return places[:limit]
        whole = len(found.rows) < count or count >= len(index)
        places = _less(places, losses, lost)
        if whole or (len(places) >= limit and places[limit - 1].score >= float(found.scores[-1])):
            return places[:limit]
        count *= _WIDER


def _best_of(index: VectorIndex, queries: Floats, count: int, allowed: npt.NDArray[np.bool_] | None) -> Found:
    """The `count` best rows by the best query of each: such a row is among the `count` best of that query."""
    answers = index.search_each(queries, count, allowed)
    if len(answers) == 1:
        return answers[0]
    rows = np.concatenate([answer.rows for answer in answers])
    scores = np.concatenate([answer.scores for answer in answers])
    order = np.lexsort((rows, -scores))
    _, first = np.unique(rows[order], return_index=True)
    kept = order[np.sort(first)][:count]
    return Found(scores[kept], rows[kept])


def _first_of_each(index: VectorIndex, found: Found) -> list[Place]:
    best: dict[int, Place] = {}
    for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True):
        track = int(index.tracks[row])
        if track not in best:
            best[track] = Place(track, int(index.crops[row]), score)
    return list(best.values())


def _less(places: Sequence[Place], losses: Losses, lost: dict[int, float]) -> list[Place]:
    """The places with their losses, in the order that they then have; `lost` remembers those known."""
    new = np.array([place.track for place in places if place.track not in lost], np.int64)
    if len(new):
        lost.update(zip(new.tolist(), losses(new).tolist(), strict=True))
    reduced = [Place(place.track, place.crop, place.score - lost[place.track]) for place in places]
    return sorted(reduced, key=lambda place: -place.score)


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
