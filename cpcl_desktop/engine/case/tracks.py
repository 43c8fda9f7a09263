"""The tables `track`, `joins`, `crop`, `vector` and the resume journal `detection`: what an ingest writes.

All of a batch commits in one transaction: detections (the resume position),
tracks, crops, vectors and counters are there together or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.store import DAMAGED, Row, Store, as_case_error
from cpcl_desktop.engine.records import Detections, Gap, Join, SourceState, Stretch
from cpcl_desktop.engine.routes import Route


class TrackTables:
    """What an ingest writes of a source."""

    def __init__(self, store: Store, sources: SourceTable, models: ModelTable) -> None:
        self._store, self._sources, self._models = store, sources, models

    def journal(self, source: int) -> dict[int, Detections]:
        """Detections already made in an unfinished source, by frame time in microseconds."""
        rows = self._store.rows("detection", "source = ?", source)
        return {row["time_us"]: _unpack_people(row["people"]) for row in rows}

    def commit_batch(
        self,
        source: int,
        model: int,
        detections: Mapping[int, Detections],
        tracks: Sequence[EmbeddedTrack],
        counters: Counters,
        stretches: Sequence[Stretch] = (),
        gaps: Sequence[Gap] = (),
    ) -> None:
        """Store a batch in one transaction: new detections by frame time, finished tracks, counters.

        `stretches` are those that are new or longer, `gaps` all found so far.
        """
        with self._store.transaction():
            self._store.connection.executemany(
                "INSERT INTO detection VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET people = excluded.people",
                [(source, time_us, _pack_people(found)) for time_us, found in detections.items()],
            )
            vectors = [vector for track in tracks for vector in self._insert_track(source, model, track)]
            if vectors:
                self._models.count_vectors(model, np.sum(vectors, axis=0), len(vectors))
            self._lengthen_stretches(source, stretches)
            self._add_gaps(source, gaps)
            self._sources.update(source, "partial", "", counters)
            self._sources.record_ingest(source, "read on", {"reached_us": counters.reached_us})

    def finish_source(
        self, source: int, state: SourceState, message: str, gaps: Sequence[Gap], counters: Counters
    ) -> None:
        """Close a source's ingest: its state, gaps and counters; the resume journal is no longer needed."""
        with self._store.transaction():
            self._store.connection.execute("DELETE FROM gap WHERE source = ?", (source,))
            self._add_gaps(source, gaps)
            self._store.connection.execute("DELETE FROM detection WHERE source = ?", (source,))
            self._sources.update(source, state, message, counters)
            self._sources.record_ingest(source, state, self.outcome(source))

    def _add_gaps(self, source: int, gaps: Sequence[Gap]) -> None:
        """Add those that are not there yet."""
        self._store.connection.executemany(
            "INSERT INTO gap (source, start_us, end_us, reason) SELECT :source, :start, :end, :reason "
            "WHERE NOT EXISTS (SELECT 1 FROM gap WHERE source = :source AND start_us = :start AND end_us = :end)",
            [{"source": source, "start": g.start_us, "end": g.end_us, "reason": g.reason} for g in gaps],
        )

    def _lengthen_stretches(self, source: int, stretches: Sequence[Stretch]) -> None:
        """Add stretches, or let those there grow; a resumed reading tells again, shorter, what was told."""
        self._store.connection.executemany(
            "INSERT INTO stretch VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "end_us = max(end_us, excluded.end_us), frames = max(frames, excluded.frames)",
            [(source, s.condition, s.start_us, s.end_us, s.frames) for s in stretches],
        )

    def small_passages(self, least_px: float) -> dict[int, int]:
        """By source, how many tracks have no crop of somebody at least so many pixels tall."""
        rows = self._store.query(
            "SELECT source, count(*) AS number FROM (SELECT t.source FROM track t JOIN crop c ON c.track = t.id "
            "GROUP BY t.id HAVING max(c.y2 - c.y1) < ?) GROUP BY source",
            least_px,
        )
        return {row["source"]: row["number"] for row in rows}

    def content_hash(self, source: int, model: int | None = None) -> str:
        """SHA-256 (hex) over a source's tracks with routes and joins, crops and one model's vectors, in order.

        It goes into the log when the source is done, and for another model when
        the case is changed to that; what is in the case later must still give
        it. By default the model is the one in use.
        """
        return self.content_hashes(source, model)[0]

    def content_hashes(self, source: int, model: int | None = None) -> tuple[str, str]:
        """The `content_hash` of a source, and one over its pictures alone, whichever passage they belong to.

        Passages may be divided and joined by people; their pictures never change.
        """
        if model is None and (current := self._models.current()):
            model = current.id
        contents = _Contents()
        try:
            for row in self._store.connection.execute(_CONTENT, (model, source)):
                contents.add_crop(row)
            return contents.hashes(self._store, source)
        except DAMAGED as error:
            raise as_case_error(error, self._store.path) from error

    def outcome(self, source: int, hashes: tuple[str, str] | None = None) -> dict[str, Any]:
        """What the log is to say of a source as it is; `hashes` are its `content_hashes`, where they are known."""
        stored, model = self._sources.stored(source), self._models.current()
        content, pictures = hashes or self.content_hashes(source)
        return {
            "message": stored.message,
            "declared_s": stored.declared_s,
            "decoded_s": stored.decoded_s,
            "frames_decoded": stored.frames_decoded,
            "frames_sampled": stored.frames_sampled,
            "frames_unchanged": stored.frames_unchanged,
            "gaps": [[gap.start_us, gap.end_us, gap.reason] for gap in stored.gaps],
            "conditions": conditions_hash(stored.stretches),
            "tracks": stored.tracks,
            "crops": stored.crops,
            "content": content,
            "pictures": pictures,
            "model": model and model.sha256,
        }

    def restart_source(self, source: int, settings: Mapping[str, Any], why: str = "") -> None:
        """Forget an unfinished source's partial results, because it is ingested anew with other settings.

        `why`, where there is more to say than that they differ, goes into the log.
        """
        with self._store.transaction():
            self.restart(source, settings, why)

    def restart(self, source: int, settings: Mapping[str, Any], why: str = "") -> None:
        """As `restart_source`, in the running transaction: with what comes in its place, or not at all."""
        last = self._sources.last_numbers(source)
        self.uncount_vectors(source)
        for table in ("gap", "stretch", "detection", "track"):
            self._store.connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
        self._store.connection.execute(
            "UPDATE source SET state = 'new', message = '', settings = ?, reached_us = NULL, tiles = NULL, "
            "tiles_reason = '', frame_s = NULL WHERE id = ?",
            (json.dumps(settings, sort_keys=True), source),
        )
        told = {"why": why} if why else {}
        entry = self._sources.record_ingest(source, "restarted", {"settings": dict(settings), **told})
        if last["track"]:
            self._store.insert("removed", {"id": entry.number, "source": source, **last})

    def uncount_vectors(self, source: int) -> None:
        """Take a source's vectors out of their models' counts and sums, in the transaction that deletes them."""
        rows = self._store.query(
            "SELECT v.model, v.data FROM vector v JOIN crop c ON c.id = v.crop "
            "JOIN track t ON t.id = c.track WHERE t.source = ?",
            source,
        )
        for model in {row["model"] for row in rows}:
            data = [np.frombuffer(row["data"], np.float16) for row in rows if row["model"] == model]
            self._models.count_vectors(model, -np.stack(data).astype(np.float64).sum(axis=0), -len(data))

    def embedded(self, source: int) -> Iterator[EmbeddedTrack]:
        """A source's passages as they were stored, by number, with the vectors of the model in use."""
        model = self._models.current()
        for row in self._store.rows("track", "source = ?", source, order="number"):
            joins = self._store.rows("joins", "track = ?", row["id"], order="start_us", select=_JOIN)
            crops = self._store.query(_EMBEDDED, model and model.id, row["id"])
            yield EmbeddedTrack(
                row["number"],
                row["start_us"],
                row["end_us"],
                row["observations"],
                [_embedded(crop) for crop in crops],
                None if row["route"] is None else Route.unpacked(row["route"]),
                [Join(**join) for join in joins],
            )

    def _insert_track(self, source: int, model: int, track: EmbeddedTrack) -> list[npt.NDArray[np.float64]]:
        row = {
            "id": self._store.next_id("track"),
            "source": source,
            "number": track.number,
            "start_us": track.start_us,
            "end_us": track.end_us,
            "observations": track.observations,
            "route": None if track.route is None else track.route.packed(),
        }
        identifier = self._store.insert("track", row)
        for join in track.joins:
            self._store.insert("joins", {"track": identifier, **asdict(join)})
        return [self._insert_crop(identifier, model, crop) for crop in track.crops]

    def _insert_crop(self, track: int, model: int, crop: EmbeddedCrop) -> npt.NDArray[np.float64]:
        row = {
            "id": self._store.next_id("crop"),
            "track": track,
            "time_us": crop.time_us,
            **dict(zip(("x1", "y1", "x2", "y2"), crop.box, strict=True)),
            "score": crop.score,
            "quality": crop.quality,
            "name": crop.name,
            "jpeg": crop.jpeg,
        }
        stored = crop.vector.astype(np.float16)
        vector = {"model": model, "crop": self._store.insert("crop", row), "data": stored.tobytes()}
        self._store.insert("vector", vector)
        return stored.astype(np.float64)


_CONTENT = (
    "SELECT t.number, t.start_us, t.end_us, t.observations, c.time_us, c.x1, c.y1, c.x2, c.y2, c.score, c.quality, "
    "c.name, c.jpeg, v.data FROM track t JOIN crop c ON c.track = t.id "
    "LEFT JOIN vector v ON v.model = ? AND v.crop = c.id WHERE t.source = ? ORDER BY c.id"
)
_JOIN = "start_us, end_us, distance, likeness, observations"
_EMBEDDED = (
    "SELECT c.*, v.data FROM crop c JOIN vector v ON v.crop = c.id AND v.model = ? WHERE c.track = ? ORDER BY c.id"
)
_PICTURE = slice(4, 13)  # its columns that are of the picture alone


class _Contents:
    """The hashes over a source's contents, see `TrackTables.content_hashes`, made as its rows go by."""

    def __init__(self) -> None:
        self._content, self._pictures = hashlib.sha256(), hashlib.sha256()

    def add_crop(self, row: Sequence[object]) -> None:
        """The next picture, as `_CONTENT` has it."""
        parts = [value if isinstance(value, bytes) else f"{value!r};".encode() for value in row]
        self._content.update(b"".join(parts))
        self._pictures.update(b"".join(parts[_PICTURE]))

    def hashes(self, store: Store, source: int) -> tuple[str, str]:
        """Both, after all pictures; routes and joins are read here."""
        for sql in (_ROUTES, _JOINS):
            for row in store.connection.execute(sql, (source,)):
                self._content.update(
                    b"".join(value if isinstance(value, bytes) else f"{value!r};".encode() for value in row)
                )
        return self._content.hexdigest(), self._pictures.hexdigest()


# Of passages that older versions stored there are neither, and their hash is as it was.
_ROUTES = "SELECT number, route FROM track WHERE source = ? AND route IS NOT NULL ORDER BY number"
_JOINS = (
    "SELECT t.number, j.start_us, j.end_us, j.distance, j.likeness, j.observations "
    "FROM joins j JOIN track t ON t.id = j.track WHERE t.source = ? ORDER BY t.number, j.start_us"
)


def conditions_hash(stretches: Sequence[Stretch]) -> str:
    """SHA-256 (hex) over a source's stretches, for the log: what a search covers must not change unseen."""
    told = [[s.condition, s.start_us, s.end_us, s.frames] for s in stretches]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _embedded(row: Row) -> EmbeddedCrop:
    box = row["x1"], row["y1"], row["x2"], row["y2"]
    vector = np.frombuffer(row["data"], np.float16).astype(np.float32)
    return EmbeddedCrop(row["time_us"], box, row["score"], row["quality"], row["name"], row["jpeg"], vector)


def _pack_people(found: Detections) -> bytes:
    return np.column_stack([found.boxes, found.scores]).astype(np.float32).tobytes()


def _unpack_people(blob: bytes) -> Detections:
    people = np.frombuffer(blob, np.float32).reshape(-1, 5)
    return Detections(people[:, :4].copy(), people[:, 4].copy())
