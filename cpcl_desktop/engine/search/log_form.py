"""A search as the log keeps it: what was asked, what decided the ranking, what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.models import centre_hash
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.numbering import called, own, place_of
from cpcl_desktop.engine.records import Answer, Basis, Hit, Query
from cpcl_desktop.engine.search.filters import filter_values
from cpcl_desktop.engine.search.hits import column


def record_search(federation: Federation, answer: Answer) -> None:
    """Write a search into the log of each case that was searched."""
    federation.record("search", {one.place: logged(answer, one.place) for one in federation.members})


def logged(answer: Answer, place: int = 0) -> dict[str, Any]:
    """A search as the log keeps it, with all that decides its ranking.

    Of several cases that at `place`: its own hits with the rank that each has among all, under its own numbers; and
    which cases were searched beside it, each with its log's head, for whoever repeats the search with all of them.
    """
    read = {"reading": dict(answer.plan)} if answer.plan else {}
    query = described(answer.query)
    if not answer.cases:
        hits = [[track, crop, round(score, 6)] for track, crop, score in ranked(answer.hits)]
        searched = _searched(answer, answer.basis, answer.tracks_searched, answer.crops_searched)
        return {"query": query, **read, "searched": searched, "hits": hits}
    mine = answer.cases[place]
    for name in ("like", "unlike"):
        if tracks := getattr(answer.query, name):
            query[name] = [called(answer.cases[place_of(track)].name, track) for track in tracks]
    rows = np.flatnonzero(place_of(column(answer.hits, "track")) == place)
    return {
        "query": query,
        **read,
        "searched": _searched(answer, mine.basis, mine.tracks, mine.crops),
        "together": _together(answer, place),
        "hits": [[own(track), own(crop), round(score, 6)] for track, crop, score in ranked(answer.hits, rows)],
        "ranks": (rows + 1).tolist(),
    }


def _searched(answer: Answer, basis: Basis, tracks: int, crops: int) -> dict[str, Any]:
    return {
        "program": basis.program,
        "model": answer.model_sha256,
        "centre": centre_hash(basis.centre),
        "vectors": basis.vectors,
        "last_crop": basis.last_crop,
        "unit": basis.unit,
        "changes": basis.changes,
        **({} if basis.entries is None else {"entries": basis.entries}),
        **({"in_bin": list(basis.in_bin)} if basis.in_bin else {}),
        "tracks": tracks,
        "crops": crops,
    }


def _together(answer: Answer, place: int) -> dict[str, Any]:
    """What was searched beside one of several cases; without it the ranking cannot be repeated."""
    cases = [{"name": one.name, "case": one.id, "head": one.head} for one in answer.cases]
    return {
        "name": answer.cases[place].name,
        "with": [one for at, one in enumerate(cases) if at != place],
        "tracks": answer.tracks_searched,
        "crops": answer.crops_searched,
        "hits": len(answer.hits),
    }


def ranked(hits: Sequence[Hit], rows: npt.NDArray[np.int64] | None = None) -> list[tuple[int, int, float]]:
    """Passage, picture and score of each hit, or of those in these rows, in the order of the ranking."""
    columns = (column(hits, name) for name in ("track", "crop", "score"))
    told = ((values if rows is None else values[rows]).tolist() for values in columns)
    return list(zip(*told, strict=True))


def described(query: Query) -> dict[str, Any]:
    """A query as the log keeps it: an example image by its size and the SHA-256 of its pixels."""
    image = query.image
    pixels = None if image is None else hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()
    return {
        "text": query.text,
        "literal": query.literal,
        "taken_back": list(query.taken_back),
        "image": None if image is None else {"sha256": pixels, "height": image.shape[0], "width": image.shape[1]},
        **filter_values(query),
        **{name: list(tracks) for name in ("like", "unlike") if (tracks := getattr(query, name))},
        **({"weight": query.weight} if query.has_example and query.weight != Query().weight else {}),
        "limit": query.limit,
    }
