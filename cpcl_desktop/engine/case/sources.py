"""The tables `source`, `gap` and `stretch`: what a case was made from, how far and how well each was read."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.names import called_path, distinct_names
from cpcl_desktop.engine.case.read_once import ReadOnce
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.case.store import Row, Store, clock_row, path_of, path_value, take_clock
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Gap, Source, SourceKind, SourceState, Stretch

Said = TypeVar("Said")
BySource = Mapping[int, Said]
_FIELDS = {field.name for field in fields(Source)}
_NOTHING = {"tracks": 0, "crops": 0}
_MANY = ("track", "crop")
_COUNTS = (
    "(SELECT count(*) FROM track t WHERE t.source = s.id AND t.part_of IS NULL) AS tracks, "
    "(SELECT count(*) FROM crop c JOIN track t ON t.id = c.track WHERE t.source = s.id) AS crops"
)


class SourceTable:
    """The case's sources."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log
        self._counts = ReadOnce(store, _MANY, self._count)
        self._every = ReadOnce(store, ("source", "gap", "stretch", *_MANY), self._read)

    def add(
        self,
        path: Path,
        kind: SourceKind,
        sha256: str,
        size: int,
        camera: str,
        settings: Mapping[str, Any],
        part: int = 1,
    ) -> Source:
        """The source with this content: the one already there, by whatever name it went, or a new one.

        One that lies in the bin is put back: whoever adds footage wants it searched.
        """
        with self._store.transaction():
            added = self._store.connection.execute(
                "INSERT INTO source (id, path, kind, sha256, size, camera, settings, part) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256, size, kind, part) DO NOTHING",
                (
                    self._store.next_id("source"),
                    *(path_value(path), kind, sha256, size, camera, json.dumps(settings, sort_keys=True), part),
                ),
            )
            (source,) = (one for one in self.parts_of(kind, sha256, size) if one.part == part)
            if source.in_bin:
                self.move(source, in_bin=False)
                source = replace(source, in_bin=False)
            outcome = "begun" if added.rowcount else {"done": "known already"}.get(source.state, "resumed")
            self.record_ingest(source.id, outcome, {"path": str(path), "settings": dict(settings)})
        return source

    def parts_of(self, kind: SourceKind, sha256: str, size: int) -> list[Source]:
        """The sources with this content: one, or one for each film that lies in the file beside others."""
        found = self._found("WHERE s.sha256 = ? AND s.size = ? AND s.kind = ?", sha256, size, kind)
        return sorted(found, key=lambda source: source.part)

    def set_clock(self, source: int, clock: RecorderClock) -> None:
        """State what is known of the clock behind a source; the log keeps what was stated before."""
        if clock != self.get(source).clock:
            self.set_clocks({source: clock})

    def set_clocks(self, clocks: BySource[RecorderClock], since: BySource[RecorderClock] | None = None) -> int:
        """As `set_clock` of several sources, by their numbers, all or none; how many have another one now.

        With `since`, those stay as they are whose clock is another than that by now.
        """
        with self._store.transaction():
            before = {source: self.get(source).clock for source in clocks}
            changed = to_change(clocks, before, since)
            for source in changed:
                stated = clock_row(clocks[source])
                self._store.connection.execute(
                    "UPDATE source SET start = ?, origin = ?, timezone = ?, offset_s = ?, doubt_s = ? WHERE id = ?",
                    (*stated.values(), source),
                )
                self._log.append("clock", {"source": source, "before": clock_row(before[source]), "after": stated})
        return len(changed)

    def relink(self, source: int, path: Path) -> None:
        """A source's content is now at another place; the log keeps where it was."""
        known = self.get(source)
        if known.path == path:
            return
        with self._store.transaction():
            self._store.connection.execute("UPDATE source SET path = ? WHERE id = ?", (path_value(path), source))
            moved = {"source": source, "before": str(known.path), "after": str(path), "sha256": known.sha256}
            self._log.append("relink", moved)

    def take_content(self, source: int, sha256: str, size: int) -> None:
        """A source of which nothing is stored any more is of this content from now on; the log keeps both.

        Where another source has it already, this one is no more.
        """
        known = self.get(source)
        with self._store.transaction():
            same = "WHERE s.sha256 = ? AND s.size = ? AND s.kind = ? AND s.id <> ?"
            other = self._found(same, sha256, size, known.kind, source)
            if other:
                self._store.connection.execute("DELETE FROM source WHERE id = ?", (source,))
            else:
                self._store.connection.execute(
                    "UPDATE source SET sha256 = ?, size = ? WHERE id = ?", (sha256, size, source)
                )
            became = {"source": source, "before": known.sha256, "after": sha256, "size": size}
            became |= {"known as": [s.id for s in other]}
            self._log.append("ingest", {"outcome": "content taken", "path": str(known.path), **became})

    def choose_tiles(self, source: int, tiles: int, reason: str, frame_s: float | None) -> None:
        """Keep, in the log too, in how many tiles a source's frames are looked at, why, and what a frame takes."""
        chosen = {"tiles": tiles, "tiles_reason": reason, "frame_s": frame_s}
        with self._store.transaction():
            self._store.connection.execute(
                "UPDATE source SET tiles = ?, tiles_reason = ?, frame_s = ? WHERE id = ?",
                (*chosen.values(), source),
            )
            self.record_ingest(source, "tiles chosen", chosen)

    def note_stop(self, source: int) -> None:
        """Log that reading a source was stopped; what was committed is kept."""
        with self._store.transaction():
            self.record_ingest(source, "stopped", {})

    def note_refusal(self, path: Path, kind: SourceKind, settings: Mapping[str, Any], reason: str) -> None:
        """Log that something could not even be made a source, why, and how it was to be read."""
        refused = {"path": str(path), "kind": kind, "settings": dict(settings), "reason": reason}
        self._log.record("ingest", {"outcome": "refused", **refused})

    def settings(self, source: int) -> dict[str, Any]:
        """The settings with which a source was begun."""
        rows = self._store.rows("source", "id = ?", source, select="settings")
        settings: dict[str, Any] = json.loads(rows[0]["settings"]) if rows else {}
        return settings

    def all(self) -> list[Source]:
        """The case's sources, in the order in which they were added; those in the bin are none of them.

        What looks through footage starts from these: searches, lists, coverage, persons, reports.
        """
        return [source for source in self.with_bin() if not source.in_bin]

    def binned(self) -> list[Source]:
        """The sources in the bin."""
        return [source for source in self.with_bin() if source.in_bin]

    def with_bin(self) -> Sequence[Source]:
        """All of both: for checking what the file holds, and for what must not be written over."""
        return self._every()

    def _read(self) -> Sequence[Source]:
        counts = self._counts()
        found = self._store.query("SELECT * FROM source ORDER BY id")
        rows = [row | counts.get(row["id"], _NOTHING) for row in found]
        return self._sources_of(rows, rows)

    def _count(self) -> Mapping[int, Row]:
        """Passages and pictures by source, apart from all else: counting a million takes long."""
        rows = self._store.query(f"SELECT s.id, {_COUNTS} FROM source s")
        return {row["id"]: {name: row[name] for name in _NOTHING} for row in rows}

    def contents(self) -> dict[tuple[str, str, int, int], int]:
        """The number of every source, those in the bin included, by its content: kind, SHA-256, bytes and part."""
        rows = self._store.tuples("SELECT kind, sha256, size, part, id FROM source")
        return {(kind, sha256, size, part): number for kind, sha256, size, part, number in rows}

    def move(self, source: Source, in_bin: bool) -> None:
        """Put a source into the bin, or back, inside the running transaction; the log keeps which it was."""
        self._store.connection.execute("UPDATE source SET in_bin = ? WHERE id = ?", (int(in_bin), source.id))
        outcome = "taken out" if in_bin else "put back"
        told = {"source": source.id, "path": str(source.path), "sha256": source.sha256}
        self._log.append("bin", {"outcome": outcome, **told})

    def get(self, identifier: int) -> Source:
        """One source by its id."""
        row = self._row(identifier)
        return self._sources_of([row], self._namesakes([row]))[0]

    def stored(self, identifier: int) -> Source:
        """As `get`, without its label: to find what tells it from the others takes longer the more there are."""
        return self._sources_of([self._row(identifier)], [])[0]

    def _row(self, identifier: int) -> Row:
        row = self._store.one(f"SELECT s.*, {_COUNTS} FROM source s WHERE s.id = ?", identifier)
        if row is None:
            raise CaseError("The case has no source {identifier}.", identifier=identifier)
        return row

    def at(self, path: Path, kind: SourceKind) -> list[Source]:
        """The sources of one place: several where what lies there was changed and added again."""
        return self._found("WHERE s.path = ? AND s.kind = ?", path_value(path), kind)

    def _found(self, where: str, *values: object) -> list[Source]:
        rows = self._store.query(f"SELECT s.*, {_COUNTS} FROM source s {where} ORDER BY s.id", *values)
        return self._sources_of(rows, self._namesakes(rows))

    def _sources_of(self, rows: Sequence[Row], among: Sequence[Row]) -> list[Source]:
        """These rows as sources, each with as much of its path as tells it from the others."""
        names = distinct_names(_paths(among))
        gaps = self._rows_of("gap", "start_us, end_us, reason", "start_us", rows)
        stretches = self._rows_of("stretch", "condition, start_us, end_us, frames", "condition, start_us", rows)
        named = [row | {"label": names.get(row["id"], "")} for row in rows]
        return [_source_of(row, gaps[row["id"]], stretches[row["id"]]) for row in named]

    def _namesakes(self, rows: Sequence[Row]) -> list[Row]:
        """These and all others whose files are called alike."""
        alike = {row["id"]: row for row in rows}
        for row in rows:
            name = path_value(Path(path_of(row["path"]).name))
            where = "substr(path, ?) = ?", -len(name), name
            alike |= {one["id"]: one for one in self._store.rows("source", *where, select="id, path, part")}
        return list(alike.values())

    def places(self) -> list[tuple[str, Path]]:
        """Every source's camera and path."""
        rows = self._store.rows("source", order="id", select="camera, path")
        return [(row["camera"], path_of(row["path"])) for row in rows]

    def folders(self, camera: str) -> dict[int, str]:
        """The folder of every source of a camera, by the source's number, in the order in which they were added."""
        rows = self._store.tuples("SELECT id, path FROM source WHERE camera = ? ORDER BY id", camera)
        return {number: os.path.dirname(os.fsdecode(path)) for number, path in rows}  # noqa: PTH120 (a sixth of the time)

    def _rows_of(self, table: str, columns: str, order: str, sources: Sequence[Row]) -> Mapping[int, list[Row]]:
        """What a table holds of these sources, by source: asked for once, since there may be a thousand."""
        found: defaultdict[int, list[Row]] = defaultdict(list)
        among = "source IN (SELECT value FROM json_each(?))", json.dumps([row["id"] for row in sources])
        for row in self._store.rows(table, *among, order=f"source, {order}", select=f"source, {columns}"):
            found[row.pop("source")].append(row)
        return found

    def last_numbers(self, source: int) -> Row:
        """The last numbers of a source's passages and pictures, `track` and `crop`; 0 without any.

        Where they go, `removed` keeps these: no number is given twice, and who holds pictures in memory sees it.
        """
        (row,) = self._store.query(
            "SELECT ifnull(max(t.id), 0) AS track, ifnull(max(c.id), 0) AS crop FROM track t "
            "LEFT JOIN crop c ON c.track = t.id WHERE t.source = ?",
            source,
        )
        return row

    def record_ingest(self, source: int, outcome: str, details: Mapping[str, Any]) -> LogEntry:
        """Log, inside the running transaction, what became of reading a source; the entry."""
        row = self._store.one(
            "SELECT id AS source, kind, sha256, size, camera, part FROM source WHERE id = ?", source
        )
        return self._log.append("ingest", {"outcome": outcome, "program": __version__, **(row or {}), **details})

    def update(self, source: int, state: SourceState, message: str, counters: Counters) -> None:
        """Store, inside the running transaction, how far reading a source has come."""
        self._store.connection.execute(
            "UPDATE source SET state = ?, message = ?, declared_s = ?, decoded_s = ?, frames_decoded = ?, "
            "frames_sampled = ?, wall_s = ?, frames_unchanged = ?, frames_measured = ?, "
            "reached_us = ?, begins_us = ? WHERE id = ?",
            (
                state,
                message,
                counters.declared_s,
                counters.decoded_s,
                counters.frames_decoded,
                counters.frames_sampled,
                counters.wall_s,
                counters.frames_unchanged,
                counters.frames_measured,
                counters.reached_us,
                counters.begins_us,
                source,
            ),
        )


def to_change(said: BySource[Said], known: BySource[Said], since: BySource[Said] | None) -> list[int]:
    """The sources of which something else is said than is known, and `since` (None: whatever) still holds."""
    return [one for one in said if said[one] != known[one] and (since is None or known[one] == since[one])]


def _source_of(row: Row, gaps: Sequence[Row], stretches: Sequence[Row]) -> Source:
    known = {
        "clock": take_clock(row),
        "path": path_of(row["path"]),
        "gaps": tuple(Gap(**gap) for gap in gaps),
        "stretches": tuple(Stretch(**stretch) for stretch in stretches),
        "in_bin": bool(row["in_bin"]),
    }
    return Source(**{name: value for name, value in (row | known).items() if name in _FIELDS})


def _paths(rows: Sequence[Row]) -> dict[int, Path]:
    return {row["id"]: called_path(row) for row in rows}
