"""Taking a source of another case over, with all its rows: numbers are made new, everything else stays as it is.

What a source holds goes by row by row, so memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.store import CLOCK_COLUMNS, DAMAGED, Row, Store, as_case_error, clock_row
from cpcl_desktop.engine.case.tracks import CROP_COLUMNS, CROPS_OF_SOURCE, Contents, TrackTables
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.recorder_time import NO_CLOCK
from cpcl_desktop.engine.records import Source

AT_ONCE = 500  # pictures in memory; each may have some 100 kB
_KEPT = ("id", "path", "camera", "in_bin", *CLOCK_COLUMNS)  # of a source that is here already
_OWN_COLUMNS = len(CROP_COLUMNS.split(", "))


class SourceCopies:
    """Copies sources from one case into another; both have one model in use, the same."""

    def __init__(
        self, store: Store, log: LogTable, sources: SourceTable, models: ModelTable, tracks: TrackTables
    ) -> None:
        self._store, self._log = store, log
        self._sources, self._models, self._tracks = sources, models, tracks

    def take(self, other: SourceCopies, source: Source, origin: Mapping[str, Any], into: int | None = None) -> int:
        """Copy a source of another case, in the running transaction; its number here.

        `origin` says in the log where it comes from. `into` is a source with this content of which nothing is
        stored any more; its place, camera and clock stay. `CaseError` where its rows cannot be read.
        """
        try:
            (row,) = other._store.rows("source", "id = ?", source.id)
            number = self._new(row) if into is None else self._renewed(into, row)
            self._begin(number, source, origin, is_new=into is None)
            self._copy_parts(other, source.id, number)
            tracks = self._copy_tracks(other, source.id, number)
            hashes = self._copy_crops(other, source.id, tracks)
        except DAMAGED as error:
            raise as_case_error(error, other._store.path) from error
        if source.state != "new":
            self._sources.record_ingest(number, source.state, self._tracks.outcome(number, hashes))
        self._log.append("merge", {"outcome": "source taken", "source": number, "from": dict(origin)})
        return number

    def _new(self, row: Row) -> int:
        number = self._store.next_id("source")
        self._store.insert("source", row | {"id": number})
        return number

    def _renewed(self, number: int, row: Row) -> int:
        taken = {name: value for name, value in row.items() if name not in _KEPT}
        marks = ", ".join(f"{name} = ?" for name in taken)
        self._store.connection.execute(f"UPDATE source SET {marks} WHERE id = ?", (*taken.values(), number))
        return number

    def _begin(self, number: int, source: Source, origin: Mapping[str, Any], is_new: bool) -> None:
        """What the log says of a source before it is read, told again of this one."""
        stored = self._sources.get(number)
        settings = self._sources.settings(number)
        told = {"path": str(stored.path), "settings": settings, "from": dict(origin)}
        self._sources.record_ingest(number, "begun" if is_new else "restarted", told)
        if source.tiles is not None:
            chosen = {"tiles": source.tiles, "tiles_reason": source.tiles_reason, "frame_s": source.frame_s}
            self._sources.record_ingest(number, "tiles chosen", chosen)
        if is_new and stored.clock != NO_CLOCK:
            clocks = {"before": clock_row(NO_CLOCK), "after": clock_row(stored.clock)}
            self._log.append("clock", {"source": number, **clocks})
        if is_new and source.in_bin:
            self._sources.move(stored, in_bin=True)

    def _copy_parts(self, other: SourceCopies, theirs: int, ours: int) -> None:
        """Gaps, stretches, and where reading goes on."""
        for table in ("stretch", "detection"):
            for rows in other._batches(f"SELECT * FROM {table} WHERE source = ?", theirs):
                self._store.insert_all(table, [row | {"source": ours} for row in rows])
        first = self._store.next_id("gap")
        gaps = other._store.rows("gap", "source = ?", theirs, order="id")
        self._store.insert_all("gap", [row | {"id": first + at, "source": ours} for at, row in enumerate(gaps)])

    def _copy_tracks(self, other: SourceCopies, theirs: int, ours: int) -> dict[int, int]:
        """Passages with their joins; their numbers here by those there."""
        rows = other._store.rows("track", "source = ?", theirs, order="id")
        first = self._store.next_id("track")
        numbers = {row["id"]: first + at for at, row in enumerate(rows)}
        # A passage that was joined to a later one comes after it: both have to be there before they refer.
        whole = [row for row in rows if row["part_of"] is None]
        for some in (whole, [row for row in rows if row["part_of"] is not None]):
            self._store.insert_all(
                "track",
                [
                    row | {"id": numbers[row["id"]], "source": ours, "part_of": numbers.get(row["part_of"])}
                    for row in some
                ],
            )
        joins = "SELECT j.* FROM joins j JOIN track t ON t.id = j.track WHERE t.source = ? ORDER BY j.id"
        first = self._store.next_id("joins")
        self._store.insert_all(
            "joins",
            [
                row | {"id": first + at, "track": numbers[row["track"]], "later": numbers.get(row["later"])}
                for at, row in enumerate(other._store.query(joins, theirs))
            ],
        )
        return numbers

    def _copy_crops(self, other: SourceCopies, theirs: int, tracks: Mapping[int, int]) -> tuple[str, str]:
        """Pictures with their vectors; the hashes over the contents."""
        model, contents = self._models.current(), Contents()
        other_model = other._models.current()
        if model is None or other_model is None:
            return contents.hashes(other._store, theirs)
        number, total = self._store.next_id("crop"), np.zeros(model.dim, np.float64)
        count = 0
        sql = f"SELECT {CROP_COLUMNS}, c.track {CROPS_OF_SOURCE}"
        read = other._store.connection.execute(sql, (other_model.id, theirs))
        for rows in iter(lambda: read.fetchmany(AT_ONCE), []):
            for row in rows:
                contents.add_crop(row[:_OWN_COLUMNS])
            self._store.insert_all("crop", [_crop(row, number + at, tracks) for at, row in enumerate(rows)])
            vectors = [
                {"model": model.id, "crop": number + at, "data": row[_OWN_COLUMNS - 1]}
                for at, row in enumerate(rows)
                if row[_OWN_COLUMNS - 1] is not None
            ]
            self._store.insert_all("vector", vectors)
            total += _sum(vectors, model.dim)
            number, count = number + len(rows), count + len(vectors)
        if count:
            self._models.count_vectors(model.id, total, count)
        return contents.hashes(other._store, theirs)

    def _batches(self, sql: str, *values: object) -> Iterator[Sequence[Row]]:
        rows = self._store.connection.execute(sql, values)
        names = [column[0] for column in rows.description]
        for some in iter(lambda: rows.fetchmany(AT_ONCE), []):
            yield [dict(zip(names, row, strict=True)) for row in some]


def _crop(row: Sequence[Any], number: int, tracks: Mapping[int, int]) -> Row:
    time_us, x1, y1, x2, y2, score, quality, name, jpeg = row[4 : _OWN_COLUMNS - 1]
    return {
        "id": number,
        "track": tracks[row[_OWN_COLUMNS]],
        "time_us": time_us,
        "x1": x1,
        "y1": y1,
        "x2": x2,
        "y2": y2,
        "score": score,
        "quality": quality,
        "name": name,
        "jpeg": jpeg,
    }


def _sum(vectors: Sequence[Row], dim: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """float64[dim]; CaseError where one is no vector of the model."""
    if any(len(row["data"]) != dim * 2 for row in vectors):
        raise CaseError("A vector is damaged; nothing of this source was taken.")
    numbers = np.frombuffer(b"".join(row["data"] for row in vectors), np.float16).reshape(len(vectors), dim)
    total: np.ndarray[Any, np.dtype[np.float64]] = numbers.sum(axis=0, dtype=np.float64)
    return total
