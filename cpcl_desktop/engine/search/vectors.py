"""The vector index: exact inner-product search in half precision. A cache over the case, never the truth.

Vectors are stored relative to the gallery's centre and scaled to unit norm,
because a few crops near the centre otherwise answer many queries (hubs). The
centre is the one that the case fixed (`case.models.settle_centre`).
"""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel, VectorRows

CACHE_FROM = 20_000  # vectors; below this the case is read faster than a second file is kept in step
CENTRE_FROM = 512  # vectors; the mean of a few people is one of them, not a centre
CHUNK = 65_536  # vectors converted to float32 at a time, which bounds memory

Columns = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Answers of one search, best first: scores float32[k] and the row numbers int64[k] they belong to."""

    scores: npt.NDArray[np.float32]
    rows: Columns


class VectorIndex:
    """All vectors of a case's model with the columns that filters need, in the order of crop ids."""

    def __init__(self, model: StoredModel, centre: npt.NDArray[np.float32] | None = None) -> None:
        """An empty index; its vectors will be relative to `centre`, by default the case's own."""
        import faiss

        self.model = model
        self.centre = centre_of(model) if centre is None else centre
        # fp16 halves memory and memory traffic; vectors are stored in the case at the same precision.
        self._faiss: Any = faiss.IndexScalarQuantizer(
            model.dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._faiss.is_trained = True
        self.crops, self.tracks, self.sources, self.times_us = (np.empty(0, np.int64) for _ in range(4))

    def __len__(self) -> int:
        return len(self.crops)

    def count_tracks(self, allowed: npt.NDArray[np.bool_] | None = None) -> int:
        """How many tracks the (allowed) rows belong to; a track's rows lie together, so changes are counted."""
        tracks = self.tracks if allowed is None else self.tracks[allowed]
        return int(np.count_nonzero(np.diff(tracks))) + 1 if len(tracks) else 0

    def add(self, rows: VectorRows) -> None:
        """Append vectors; their crop ids must follow those already there."""
        for start in range(0, len(rows.data), CHUNK):
            self._faiss.add(centred(rows.data[start : start + CHUNK].astype(np.float32), self.centre))
        self.crops = np.concatenate([self.crops, rows.crops])
        self.tracks = np.concatenate([self.tracks, rows.tracks])
        self.sources = np.concatenate([self.sources, rows.sources])
        self.times_us = np.concatenate([self.times_us, rows.times_us])

    def search(
        self, query: npt.NDArray[np.float32], count: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> Found:
        """The `count` best rows for a unit query (float32[dim]); `allowed` bool[N] restricts them."""
        return self.search_each(query[None], count, allowed)[0]

    def search_each(
        self, queries: npt.NDArray[np.float32], count: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> list[Found]:
        """As `search`, for each of several unit queries (N×dim) at once."""
        import faiss

        parameters: Any = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # added in Python
        scores, rows = self._faiss.search(queries, min(count, len(self)), params=parameters)
        kept = rows >= 0  # fewer allowed rows than asked for are padded with -1
        return [Found(scores[at][kept[at]], rows[at][kept[at]]) for at in range(len(queries))]

    def rows_of(self, tracks: Columns) -> tuple[Columns, Columns]:
        """All rows of these tracks (each once), and for each row which of the tracks it belongs to."""
        first, last = (np.searchsorted(self.tracks, tracks, side=side) for side in ("left", "right"))
        counts = last - first
        of = np.repeat(np.arange(len(tracks)), counts)
        within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(first, counts) + within, of

    def vectors(self, rows: Columns) -> npt.NDArray[np.float32]:
        """The vectors of these rows as the model gave them: N×dim, unit norm, not relative to the centre."""
        moved = np.asarray(self._faiss.reconstruct_batch(rows), np.float32)
        return np.asarray(moved * self._shortened(moved @ self.centre)[:, None] + self.centre, np.float32)

    def cosines(self, rows: Columns, texts: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """What `vectors(rows) @ texts.T` gives (texts M×dim), in a fraction of the time where rows are many."""
        whole = np.concatenate([texts, self.centre[None]]).T
        parts = [np.empty((0, len(texts)), np.float32)]
        for start in range(0, len(rows), CHUNK):
            alike = np.asarray(self._faiss.reconstruct_batch(rows[start : start + CHUNK]), np.float32) @ whole
            parts.append(alike[:, :-1] * self._shortened(alike[:, -1])[:, None] + texts @ self.centre)
        return np.concatenate(parts)

    def _shortened(self, along: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """By how much rows were stretched to unit norm: |length·row + centre| = 1, `along` being row · centre."""
        return np.asarray(np.sqrt(np.maximum(along**2 + 1.0 - self.centre @ self.centre, 0.0)) - along, np.float32)

    # --- the cache file

    def save(self, folder: Path) -> None:
        """Write the index beside the case; readers never see half of it."""
        import faiss

        folder.mkdir(exist_ok=True)
        work = folder / "index.tmp.npz"
        np.savez(
            work,
            stamp=np.array(_stamp(self.model)),
            vectors=faiss.serialize_index(self._faiss),
            crops=self.crops,
            tracks=self.tracks,
            sources=self.sources,
            times_us=self.times_us,
        )
        work.replace(folder / "index.npz")

    def load(self, folder: Path) -> bool:
        """Take over a cached index made for the same model and centre; False when there is none."""
        import faiss

        # A cache that cannot be read is rebuilt from the case.
        with contextlib.suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            with (folder / "index.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as cached:
                if str(cached["stamp"]) != _stamp(self.model):
                    return False
                columns = [cached[name] for name in ("crops", "tracks", "sources", "times_us")]
                self._faiss = faiss.deserialize_index(cached["vectors"])
            self.crops, self.tracks, self.sources, self.times_us = columns
            return True
        return False


def open_index(case: Case, model: StoredModel) -> VectorIndex:
    """The case's index, from its cache where that is valid, brought up to date with crops added since."""
    folder = case.path.with_name(case.path.name + "-cache")
    index = VectorIndex(model)
    if model.vectors >= CACHE_FROM:
        index.load(folder)
    known = len(index)
    refresh(case, index)
    if len(index) != model.vectors and known:  # crops were removed since: the cache is stale
        index = VectorIndex(model)
        known = 0
        refresh(case, index)
    if len(index) >= CACHE_FROM and len(index) > known:
        with contextlib.suppress(OSError):  # a read-only folder has no cache; the search works without
            index.save(folder)
    return index


def index_as_of(
    case: Case, model: StoredModel, last_crop: int, centre: npt.NDArray[np.float32] | None
) -> VectorIndex:
    """The index as it was when `last_crop` was the newest crop and `centre` the centre; no cache is used."""
    index = VectorIndex(model, centre)
    rows = case.gallery.vectors_after(model)
    then = int(np.searchsorted(rows.crops, last_crop, side="right"))
    index.add(VectorRows(*(getattr(rows, column.name)[:then] for column in fields(rows))))
    return index


def refresh(case: Case, index: VectorIndex) -> None:
    """Append the crops that were committed since the index was built."""
    last = int(index.crops[-1]) if len(index) else 0
    rows = case.gallery.vectors_after(index.model, last)
    if len(rows.crops):
        index.add(rows)


def centre_of(model: StoredModel) -> npt.NDArray[np.float32]:
    """What is subtracted from this model's vectors: the case's centre, or zero while there are few."""
    if model.centre is None or model.vectors < CENTRE_FROM:
        return np.zeros(model.dim, np.float32)
    return model.centre


def centred(vectors: npt.NDArray[np.float32], centre: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """N×dim vectors relative to the centre, at unit norm."""
    moved = vectors - centre
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)


def _stamp(model: StoredModel) -> str:
    return f"{model.sha256} {hashlib.sha256(centre_of(model).tobytes()).hexdigest()}"
