"""A search as the log keeps it: what was asked, what decided the ranking, what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.models import centre_hash
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.engine.search.filters import filter_values
from cpcl_desktop.engine.search.hits import column


def logged(answer: Answer) -> dict[str, Any]:
    """A search as the log keeps it, with all that decides its ranking."""
    basis = answer.basis
    searched = {
        "program": basis.program,
        "model": answer.model_sha256,
        "centre": centre_hash(basis.centre),
        "vectors": basis.vectors,
        "last_crop": basis.last_crop,
        "unit": basis.unit,
        "changes": basis.changes,
        **({} if basis.entries is None else {"entries": basis.entries}),
        **({"in_bin": list(basis.in_bin)} if basis.in_bin else {}),
        "tracks": answer.tracks_searched,
        "crops": answer.crops_searched,
    }
    hits = [[track, crop, round(score, 6)] for track, crop, score in ranked(answer.hits)]
    read = {"reading": dict(answer.plan)} if answer.plan else {}
    return {"query": described(answer.query), **read, "searched": searched, "hits": hits}


def ranked(hits: Sequence[Hit]) -> list[tuple[int, int, float]]:
    """Passage, picture and score of each hit, in the order of the ranking."""
    told = (column(hits, name).tolist() for name in ("track", "crop", "score"))
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
