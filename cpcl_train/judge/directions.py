"""Who searches among whom: captions among images, images among captions, images among images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cpcl_train.judge.metrics import Floats, Ints, Scores, query_scores, scores_of
from cpcl_train.judge.rerank import HOOD, hood_of, reranked

TEXT_TO_IMAGE: Final = "text-image"


@dataclass(frozen=True, slots=True)
class Features:
    """A split embedded, of unit norm: `images` (I, D) of `people` (I,), `texts` (T, D) of the images `of` (T,)."""

    images: Floats
    texts: Floats
    people: Ints
    of: Ints

    @property
    def asked(self) -> Ints:
        """Whom each caption is of (T,)."""
        return self.people[self.of]


@dataclass(frozen=True, slots=True)
class Search:
    """Queries (Q, D), a gallery (G, D), and whose each of them is; `own`: each query's place in the gallery."""

    queries: Floats
    gallery: Floats
    asked: Ints
    people: Ints
    own: Ints | None = None


def _texts_among_images(found: Features) -> Search:
    return Search(found.texts, found.images, found.asked, found.people)


def _images_among_texts(found: Features) -> Search:
    return Search(found.images, found.texts, found.people, found.asked)


def _images_among_images(found: Features) -> Search:
    """People of a single image ask nothing: there is nothing to be found."""
    _, group, counts = np.unique(found.people, return_inverse=True, return_counts=True)
    asking = np.flatnonzero(counts[group] > 1)
    return Search(found.images[asking], found.images, found.people[asking], found.people, asking)


DIRECTIONS: Final[Mapping[str, Callable[[Features], Search]]] = {
    TEXT_TO_IMAGE: _texts_among_images,
    "image-text": _images_among_texts,
    "image-image": _images_among_images,
}
"""By name, what is searched: an image that asks is not in its own gallery."""


def directed_scores(
    found: Features, directions: Sequence[str], rerank: int = 0, device: str = "cpu"
) -> dict[str, Scores]:
    """The scores of each direction by its name and of its ranking that `rerank` neighbours correct."""
    scores: dict[str, Scores] = {}
    for name in directions or ((TEXT_TO_IMAGE,) if rerank else ()):
        search = DIRECTIONS[name](found)
        if not len(search.queries):
            continue
        plain = query_scores(search.queries, search.gallery, search.asked, search.people, search.own)
        scores[name] = Scores(*plain.mean(0).tolist())
        if rerank:
            scores[f"{name}, reranked"] = Scores(*reranked_scores(search, rerank, device).mean(0).tolist())
    return scores


def reranked_scores(
    search: Search, k1: int = HOOD.k1, device: str = "cpu"
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """As `metrics.query_scores`, of the ranking that neighbours correct."""
    parts = [
        scores_of(similarity, search.asked[rows], search.people, None if search.own is None else search.own[rows])
        for rows, similarity in reranked(search.queries, search.gallery, search.own, hood_of(k1), device)
    ]
    return np.concatenate(parts)
