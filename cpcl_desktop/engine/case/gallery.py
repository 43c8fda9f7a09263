"""Reading for search and for showing hits: vectors with what filters need, and what a hit shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.crop_columns import CropColumns, crop_columns, origins
from cpcl_desktop.engine.case.names import called_path, distinct_names
from cpcl_desktop.engine.case.read_once import ReadOnce
from cpcl_desktop.engine.case.records import CropRow, PassageRows, StoredModel, VectorRows
from cpcl_desktop.engine.case.store import Store, path_of, take_clock
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.records import Box
from cpcl_desktop.engine.routes import Route

Columns = npt.NDArray[np.int64]
Windows = Sequence[tuple[int, int, int]]  # source, first and last microsecond

MAX_TIME_US = 2**63 - 1  # SQLite's largest integer
_NO_NUMBERS = np.empty((0, 4), np.int64)
MAX_SQL_VARIABLES = 900  # below SQLite's smallest compiled-in limit


class Gallery:
    """The case as searches and hits see it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._origins = ReadOnce(store, ("source",), lambda: origins(store))

    def vectors_after(self, model: StoredModel, crop: int = 0) -> VectorRows:
        """All vectors of crops with an id above `crop`, passage by passage, in the order of ids."""
        blocks = self._store.blocks(
            "SELECT v.data, c.id, c.track, t.source, c.time_us FROM vector v JOIN crop c ON c.id = v.crop "
            "JOIN track t ON t.id = c.track WHERE v.model = ? AND v.crop > ? ORDER BY v.crop",
            model.id,
            crop,
        )
        vectors, numbers = [np.empty((0, model.dim), np.float16)], [_NO_NUMBERS]
        for block in blocks:
            data = b"".join([row[0] for row in block])
            vectors.append(np.frombuffer(data, np.float16).reshape(-1, model.dim))
            numbers.append(np.array([tuple(row)[1:] for row in block], np.int64))
        return _by_passage(np.concatenate(vectors), np.concatenate(numbers).T)

    def sum_of(self, model: StoredModel, source: int) -> tuple[npt.NDArray[np.float64], int]:
        """The sum, float64[dim], and the number of a source's vectors."""
        blocks = self._store.blocks(
            "SELECT v.data FROM track t JOIN crop c ON c.track = t.id JOIN vector v ON v.crop = c.id "
            "WHERE v.model = ? AND t.source = ?",
            model.id,
            source,
        )
        total, count = np.zeros(model.dim, np.float64), 0
        for block in blocks:
            data = np.frombuffer(b"".join([row[0] for row in block]), np.float16).reshape(-1, model.dim)
            total, count = total + data.sum(axis=0, dtype=np.float64), count + len(data)
        return total, count

    def passage_rows(self, model: StoredModel) -> PassageRows:
        """The vectors of crops without their attributes, with what else grouping needs; none from the bin."""
        dim = model.dim - model.attributes
        blocks = self._store.blocks(
            "SELECT substr(v.data, 1, ?), c.quality, t.id, t.source, t.start_us, t.end_us FROM track t "
            "JOIN crop c ON c.track = t.id JOIN vector v ON v.crop = c.id WHERE v.model = ? "
            "AND t.source IN (SELECT id FROM source WHERE NOT in_bin) ORDER BY t.id, c.id",
            dim * np.dtype(np.float16).itemsize,
            model.id,
        )
        vectors, numbers = [np.empty((0, dim), np.float16)], [_NO_NUMBERS]
        qualities = [np.empty(0, np.float32)]
        for block in blocks:
            data = b"".join([row[0] for row in block])
            vectors.append(np.frombuffer(data, np.float16).reshape(-1, dim))
            qualities.append(np.array([row[1] for row in block], np.float32))
            numbers.append(np.array([tuple(row)[2:] for row in block], np.int64))
        columns = map(np.ascontiguousarray, np.concatenate(numbers).T)
        return PassageRows(np.concatenate(vectors), np.concatenate(qualities), *columns)

    def places(self, after: int = 0) -> tuple[Columns, Columns, Columns]:
        """Passage, source and time (µs) of every crop of passages above a number, passage by passage: int64[N]."""
        blocks = self._store.blocks(
            "SELECT c.track, t.source, c.time_us FROM crop c JOIN track t ON t.id = c.track WHERE c.track > ? "
            "ORDER BY c.track, c.id",
            after,
        )
        parts = [np.array(block, np.int64) for block in blocks]
        columns = np.concatenate([_NO_NUMBERS[:, :3], *parts]).T
        tracks, sources, times_us = (np.ascontiguousarray(column) for column in columns)
        return tracks, sources, times_us

    def crop_rows(self, crops: Sequence[int]) -> dict[int, CropRow]:
        """What hits show of these crops, by crop id."""
        found: dict[int, CropRow] = {}
        names = self._source_names()
        for start in range(0, len(crops), MAX_SQL_VARIABLES):
            chunk = [int(crop) for crop in crops[start : start + MAX_SQL_VARIABLES]]
            marks = ",".join("?" * len(chunk))
            for row in self._store.query(_CROP_ROWS + f"WHERE c.id IN ({marks})", *chunk):
                found[row["crop"]] = _crop_row(row, names)
        return found

    def crop_columns(self, crops: Columns) -> CropColumns:
        """What hits show of these crops (int64[N], each once), in their order; those that are gone are left out."""
        return crop_columns(self._store, crops, self._origins)

    def track_crops(self, track: int) -> list[CropRow]:
        """All crops of a track, by time."""
        rows = self._store.query(_CROP_ROWS + "WHERE c.track = ? ORDER BY c.time_us", track)
        names = self._source_names()
        return [_crop_row(row, names) for row in rows]

    def pictures(self, source: int) -> list[tuple[int, int, int, Box]]:
        """Every picture of a source: its number, passage, time (µs) and box, in the order they were kept."""
        rows = self._store.connection.execute(
            "SELECT c.id, c.track, c.time_us, c.x1, c.y1, c.x2, c.y2 FROM track t JOIN crop c ON c.track = t.id "
            "WHERE t.source = ? ORDER BY c.id",
            (source,),
        )
        return [(crop, track, time_us, (box[0], box[1], box[2], box[3])) for crop, track, time_us, *box in rows]

    def sources_of(self, crops: Iterable[int]) -> dict[int, int]:
        """The source of each of these crops that is there."""
        rows = self._store.tuples(
            "SELECT c.id, t.source FROM crop c JOIN track t ON t.id = c.track "
            "WHERE c.id IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(set(crops))),
        )
        return dict(rows)

    def boxes(self, source: int) -> dict[int, list[tuple[int, Box]]]:
        """Where each passage of a source was seen, by its pictures: times (µs) and boxes, by passage and time."""
        rows = self._store.connection.execute(
            "SELECT c.track, c.time_us, c.x1, c.y1, c.x2, c.y2 FROM track t JOIN crop c ON c.track = t.id "
            "WHERE t.source = ? ORDER BY c.track, c.time_us",
            (source,),
        )
        found: dict[int, list[tuple[int, Box]]] = {}
        for track, time_us, *box in rows:
            found.setdefault(track, []).append((time_us, (box[0], box[1], box[2], box[3])))
        return found

    def best_crops(self, tracks: Sequence[int]) -> dict[int, CropRow]:
        """The best crop of each of these tracks, by track."""
        rows = self._store.query(
            # SQLite takes the other columns of a group from the row that has the maximum.
            _CROP_ROWS.replace("c.id AS crop", "max(c.quality) AS best, c.id AS crop")
            + "WHERE c.track IN (SELECT value FROM json_each(?)) GROUP BY c.track",
            json.dumps([int(track) for track in tracks]),
        )
        names = self._source_names()
        return {row["track"]: _crop_row({k: v for k, v in row.items() if k != "best"}, names) for row in rows}

    def first_pictures(self, sources: Sequence[int]) -> dict[int, int]:
        """The best picture of each source's first passage, by source; those without passages have none."""
        rows = self._store.query(
            # SQLite takes the other columns of a group from the row that has the maximum.
            "SELECT t.source, c.id, max(c.quality) FROM track t JOIN crop c ON c.track = t.id WHERE t.id IN "
            "(SELECT (SELECT f.id FROM track f WHERE f.source = s.value AND f.part_of IS NULL "
            "ORDER BY f.start_us, f.id LIMIT 1) FROM json_each(?) s) GROUP BY t.source",
            json.dumps([int(source) for source in sources]),
        )
        return {row["source"]: row["id"] for row in rows}

    def passages(
        self,
        sources: Sequence[int],
        span_us: tuple[int, int] | None,
        limit: int,
        windows: Windows | None = None,
        tracks: Sequence[int] | None = None,
    ) -> CropColumns:
        """The best crop of each track in these sources, by source and time; `span_us` bounds the crop's time.

        `windows` (source, first and last microsecond), where given, bound it for each source; `tracks`, where
        given, are the passages that may be among them.
        """
        rows = self._store.tuples(
            # Tracks are chosen first, so that a large case is not joined as a whole; then SQLite takes the
            # other columns of a group from the row that has the maximum.
            f"WITH {_WINDOWS}, chosen AS (SELECT t.id {_passages(span_us, windows, tracks)} "
            "ORDER BY t.source, t.start_us LIMIT ?) "
            "SELECT max(c.quality), c.id FROM crop c JOIN track t ON t.id = c.track "
            f"WHERE c.track IN chosen AND c.time_us BETWEEN ? AND ? {_IN_WINDOW if windows is not None else ''}"
            "GROUP BY c.track ORDER BY t.source, t.start_us",
            json.dumps(windows or []),
            json.dumps(list(sources)),
            *_listed(tracks),
            *(span_us or ()),
            limit,
            *(span_us or (0, MAX_TIME_US)),
        )
        return self.crop_columns(np.array([crop for _, crop in rows], np.int64))

    def count_passages(
        self,
        sources: Sequence[int],
        span_us: tuple[int, int] | None,
        windows: Windows | None = None,
        tracks: Sequence[int] | None = None,
    ) -> int:
        """How many tracks `passages` would give without a limit."""
        values = json.dumps(windows or []), json.dumps(list(sources)), *_listed(tracks), *(span_us or ())
        chosen = _passages(span_us, windows, tracks)
        row = self._store.one(f"WITH {_WINDOWS} SELECT count(*) AS number {chosen}", *values)
        return int(row["number"]) if row else 0

    def crop_jpeg(self, crop: int) -> bytes:
        """A crop's picture as JPEG."""
        rows = self._store.rows("crop", "id = ?", crop, select="jpeg")
        if not rows:
            raise CaseError("The case has no crop {crop}.", crop=crop)
        jpeg: bytes = rows[0]["jpeg"]
        return jpeg

    def _source_names(self) -> dict[int, str]:
        rows = self._store.rows("source", select="id, path, part")
        return distinct_names({row["id"]: called_path(row) for row in rows})


def _by_passage(vectors: npt.NDArray[np.float16], columns: Columns) -> VectorRows:
    """Rows passage by passage: not the order of crops where passages were divided or joined."""
    if (np.diff(columns[1]) < 0).any():
        order = np.lexsort((columns[0], columns[1]))
        columns, vectors = columns[:, order], vectors[order]
    return VectorRows(vectors, *(np.ascontiguousarray(column) for column in columns))


_WINDOWS = (
    "span(source, first_us, last_us) AS MATERIALIZED "
    "(SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))"
)
_IN_WINDOW = (
    "AND EXISTS (SELECT 1 FROM span WHERE span.source = t.source AND c.time_us BETWEEN first_us AND last_us) "
)

_CROP_ROWS = (
    "SELECT c.id AS crop, c.track, t.source, s.path, s.part, s.camera, c.time_us, t.start_us, t.end_us, t.route, "
    "c.x1, c.y1, c.x2, c.y2, c.name, "
    "s.start, s.origin, s.timezone, s.offset_s, s.doubt_s, "
    "EXISTS (SELECT 1 FROM stretch g WHERE g.source = t.source AND g.condition IN ('grey', 'dark') "
    "AND c.time_us BETWEEN g.start_us AND g.end_us) AS without_colour "
    "FROM crop c JOIN track t ON t.id = c.track JOIN source s ON s.id = t.source "
)


def _crop_row(row: dict[str, Any], names: Mapping[int, str]) -> CropRow:
    box = tuple(row.pop(side) for side in ("x1", "y1", "x2", "y2"))
    clock = take_clock(row)
    without_colour = bool(row["without_colour"])
    fields = {
        "source_label": names.get(row["source"], ""),
        "clock": clock,
        "path": path_of(row["path"]),
        "box": box,
        "without_colour": without_colour,
        "route": None if row["route"] is None else Route.unpacked(row["route"]),
    }
    return CropRow(**row | fields)


def _listed(tracks: Sequence[int] | None) -> tuple[str, ...]:
    """The value of the condition that `_passages` makes for passages, none where it makes none."""
    return () if tracks is None else (json.dumps(list(tracks)),)


def _passages(span_us: tuple[int, int] | None, windows: Windows | None, tracks: Sequence[int] | None) -> str:
    """SQL for the tracks in some sources that have a crop within span and windows; without any, every track has."""
    inside = "AND EXISTS (SELECT 1 FROM crop WHERE crop.track = t.id AND crop.time_us BETWEEN ? AND ?)"
    among = f"AND EXISTS (SELECT 1 FROM crop c WHERE c.track = t.id {_IN_WINDOW})" if windows is not None else ""
    chosen = "t.source IN (SELECT value FROM json_each(?)) AND t.part_of IS NULL"
    chosen += "" if tracks is None else " AND t.id IN (SELECT value FROM json_each(?))"
    return f"FROM track t WHERE {chosen} {inside if span_us else ''} {among}"
