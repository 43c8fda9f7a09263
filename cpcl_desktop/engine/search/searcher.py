"""A query → hits: the best crop of each track, exact over all crops that pass the filters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.models import centre_hash
from cpcl_desktop.engine.case.records import CropRow, StoredModel
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.models.installed import find_stored_model
from cpcl_desktop.engine.people.crops import MAX_CROPS
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.records import Answer, Basis, Hit, Query
from cpcl_desktop.engine.runtime.providers import find_provider
from cpcl_desktop.engine.search.filters import Scope, filter_values, scope_of
from cpcl_desktop.engine.search.vectors import (
    Found,
    VectorIndex,
    centre_of,
    centred,
    index_as_of,
    open_index,
    refresh,
)


class Searcher:
    """Answers queries over one case; keeps the index in memory and follows a running ingest."""

    def __init__(self, case: Case, embedder: Embedder) -> None:
        self.case = case
        self.embedder = embedder
        self._index: VectorIndex | None = None
        self._repeated: VectorIndex | None = None

    def search(self, query: Query) -> Answer:
        """Rank the case's tracks; `UsageError` for an empty query, an unknown source or camera."""
        return self._logged(self.rank(query))

    def rank(self, query: Query) -> Answer:
        """As `search`, but not written into the log: for checking a ranking, not for looking for somebody."""
        model = self._model_in_use()
        vector = self._query_vector(query, None if model is None else centre_of(model))
        return self._ranked(query, vector, None if model is None else self._current_index(model))

    def repeat(self, query: Query, basis: Basis) -> Answer:
        """As `rank`, over what there was to be searched then, as far as it still is.

        The model need not be in use any more; its vectors must be in the case.
        """
        vector = self._query_vector(query, basis.centre)
        model = self.case.models.with_hash(self.embedder.sha256)
        return self._ranked(query, vector, None if model is None else self._index_as_of(model, basis))

    def _index_as_of(self, model: StoredModel, basis: Basis) -> VectorIndex:
        """The index of then; the last one is kept, since the searches of a report mostly share it."""
        index = self._repeated
        if index is None or index.model.id != model.id or not _has_basis(index, basis):
            self._repeated = index = index_as_of(self.case, model, basis.last_crop, basis.centre)
        return index

    def _ranked(self, query: Query, vector: npt.NDArray[np.float32], index: VectorIndex | None) -> Answer:
        scope = scope_of(query, self.case.sources.all())
        if index is None or not len(index):
            return self._answer(query, 0, 0, (), index)
        mask = None if scope is None else _mask(index, scope)
        # A track has at most MAX_CROPS crops, so this many crops always hold `limit` tracks.
        found = index.search(vector, query.limit * MAX_CROPS, mask)
        crops = len(index) if mask is None else int(np.count_nonzero(mask))
        hits = self._hits(index, found, query.limit)
        return self._answer(query, index.count_tracks(mask), crops, hits, index)

    def _logged(self, answer: Answer) -> Answer:
        """Write the search into the case's log, with all that decides its ranking; returns the answer."""
        basis = answer.basis
        searched = {
            "program": basis.program,
            "model": self.embedder.sha256,
            "centre": centre_hash(basis.centre),
            "vectors": basis.vectors,
            "last_crop": basis.last_crop,
            "tracks": answer.tracks_searched,
            "crops": answer.crops_searched,
        }
        hits = [[hit.track, hit.crop, round(hit.score, 6)] for hit in answer.hits]
        self.case.log.record("search", {"query": described(answer.query), "searched": searched, "hits": hits})
        return answer

    def _query_vector(self, query: Query, centre: npt.NDArray[np.float32] | None) -> npt.NDArray[np.float32]:
        """Text, image (relative to the gallery's centre), or the mean direction of both."""
        parts = []
        if query.text.strip() or query.image is None:
            parts.append(self.embedder.text(query.text))
        if query.image is not None:
            image = self.embedder.images([query.image])
            parts.append(image[0] if centre is None else centred(image, centre)[0])
        total = np.sum(parts, axis=0)
        return np.asarray(total / np.linalg.norm(total), np.float32)

    def _model_in_use(self) -> StoredModel | None:
        """The case's model, which must be the one that embeds the queries: vectors of two never meet."""
        model = self.case.models.current()
        if model is not None and model.sha256 != self.embedder.sha256:
            raise CaseError(
                f"The case was changed to the model {model.name} since it was opened for searching; nothing was "
                "searched. Search again."
            )
        return model

    def _current_index(self, model: StoredModel) -> VectorIndex:
        """The index, up to date with the case; built anew when the model or the centre changed."""
        index = self._index
        if index is None or index.model.id != model.id or not _is_of(index, model):
            self._index = index = open_index(self.case, model)
        else:
            refresh(self.case, index)
        return index

    def _hits(self, index: VectorIndex, found: Found, limit: int) -> list[Hit]:
        best: dict[int, tuple[int, float]] = {}  # track → its first, hence best, crop
        for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True):
            best.setdefault(int(index.tracks[row]), (int(index.crops[row]), score))
            if len(best) == limit:
                break
        rows = self.case.gallery.crop_rows([crop for crop, _ in best.values()])
        return [hit_of(rank, score, rows[crop]) for rank, (crop, score) in enumerate(best.values(), start=1)]

    def _answer(
        self, query: Query, tracks: int, crops: int, hits: Sequence[Hit], index: VectorIndex | None
    ) -> Answer:
        unknown = self.embedder.unknown_words(query.text) if query.text.strip() else []
        return Answer(
            query=replace(query),
            model_name=self.embedder.name,
            model_sha256=self.embedder.sha256,
            tracks_searched=tracks,
            crops_searched=crops,
            hits=tuple(hits),
            unknown_words=tuple(unknown),
            basis=_basis_of(index),
        )


def _is_of(index: VectorIndex, model: StoredModel) -> bool:
    """Whether the index only lacks what was added since: its centre still counts, and nothing was removed."""
    return bool(np.array_equal(index.centre, centre_of(model))) and len(index) <= model.vectors


def _has_basis(index: VectorIndex, basis: Basis) -> bool:
    """Whether a search over this index ranks as one with that basis did, whichever program made it."""
    had = replace(_basis_of(index), program=basis.program)
    return had == basis and basis.centre is not None and bool(np.array_equal(index.centre, basis.centre))


def _basis_of(index: VectorIndex | None) -> Basis:
    if index is None:
        return Basis(__version__)
    last_crop = int(index.crops[-1]) if len(index) else 0
    return Basis(__version__, len(index), last_crop, index.centre)


def searcher_for(case: Case, provider: str = "auto", model: StoredModel | None = None) -> Searcher:
    """A searcher with the model in use, or another that the case holds; its networks run on `provider`.

    `CaseError` while the case holds no footage, `BundleError` when its model is
    not on this machine, `UsageError` for a provider that there is not.
    """
    if provider != "auto":
        find_provider(provider)  # before the first image needs it
    model = model or case.models.current()
    if model is None:
        raise CaseError(f"The case {case.path} holds no footage yet; add some first.")
    return Searcher(case, Embedder(find_stored_model(model), provider))


def described(query: Query) -> dict[str, Any]:
    """A query as the log keeps it: an example image by its size and the SHA-256 of its pixels."""
    image = query.image
    pixels = None if image is None else hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()
    return {
        "text": query.text,
        "image": None if image is None else {"sha256": pixels, "height": image.shape[0], "width": image.shape[1]},
        **filter_values(query),
        "limit": query.limit,
    }


def _mask(index: VectorIndex, scope: Scope) -> npt.NDArray[np.bool_]:
    """Which rows of the index lie in a scope."""
    mask = np.isin(index.sources, np.fromiter(scope.sources, np.int64))
    if scope.span_us is not None:
        mask &= (index.times_us >= scope.from_us) & (index.times_us <= scope.to_us)
    return mask


def hit_of(rank: int, score: float, row: CropRow) -> Hit:
    """A hit from where its crop belongs."""
    return Hit(
        rank=rank,
        score=score,
        track=row.track,
        crop=row.crop,
        source=row.source,
        path=row.path,
        camera=row.camera,
        time_us=row.time_us,
        start_us=row.start_us,
        end_us=row.end_us,
        box=row.box,
        image=row.name,
        time=time_at(row.clock, row.time_us),
        without_colour=row.without_colour,
    )
