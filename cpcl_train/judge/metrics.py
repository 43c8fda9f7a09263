"""Retrieval figures: R@1/5/10, mAP and mINP, in percent. A hit is any gallery image of the same person."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_BLOCK = 512  # queries ranked at a time; bounds memory at galleries of tens of thousands


@dataclass(frozen=True, slots=True)
class Scores:
    """Percentages over all queries. `mINP` is the mean inverse negative penalty (Ye et al. 2021)."""

    r1: float
    r5: float
    r10: float
    mAP: float  # noqa: N815 - the field's name for it
    mINP: float  # noqa: N815

    def rounded(self) -> dict[str, float]:
        """By name, to two decimals."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def retrieval_scores(queries: Floats, gallery: Floats, query_people: Ints, gallery_people: Ints) -> Scores:
    """Rank `gallery` (G, D) for each of `queries` (Q, D) by dot product and score the ranks of hits.

    Queries without any hit in the gallery count as missed. Equal scores keep the gallery's order.
    """
    return Scores(*query_scores(queries, gallery, query_people, gallery_people).mean(0).tolist())


def query_scores(
    queries: Floats, gallery: Floats, query_people: Ints, gallery_people: Ints, own: Ints | None = None
) -> npt.NDArray[np.float64]:
    """As `retrieval_scores`, for each query by itself: (Q, 5) percentages in the order of `Scores`' fields.

    `own` (Q,) is the place in the gallery of the picture that each query was written from. Given, that picture is
    taken out of the query's gallery: what counts is to be found again in another one.
    """
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(queries), _BLOCK)]
    outs = [None if own is None else own[b] for b in blocks]
    rows = [
        _score_block(queries[b] @ gallery.T, query_people[b], gallery_people, out)
        for b, out in zip(blocks, outs, strict=True)
    ]
    return 100 * np.concatenate(rows)


def centred(queries: Floats, gallery: Floats) -> tuple[Floats, Floats]:
    """Subtract the gallery's mean embedding from both and normalise again, which tames hubs."""
    mean = gallery.mean(0)
    return _unit(queries - mean), _unit(gallery - mean)


def _score_block(
    similarity: Floats, query_people: Ints, gallery_people: Ints, out: Ints | None = None
) -> npt.NDArray[np.float64]:
    """(Q, G) similarities → (Q, 5): hit at 1, 5, 10, average precision, inverse negative penalty."""
    if out is not None:  # last in its ranking, and no hit there
        similarity[np.arange(len(out)), out] = -np.inf
    order = np.argsort(-similarity, axis=1, kind="stable")
    hits = gallery_people[order] == query_people[:, None]
    if out is not None:
        hits &= order != out[:, None]
    found = hits.cumsum(1)
    total = np.maximum(found[:, -1], 1)
    ranks = np.arange(1, hits.shape[1] + 1)
    precision = (found / ranks * hits).sum(1) / total
    last = hits.shape[1] - np.argmax(hits[:, ::-1], axis=1)  # rank of the hardest hit
    penalty = np.where(found[:, -1] > 0, total / last, 0.0)
    at = [hits[:, :k].any(1) for k in (1, 5, 10)]
    return np.stack([*at, precision, penalty], axis=1).astype(np.float64)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float32)
