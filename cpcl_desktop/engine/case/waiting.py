"""The table `waiting`: footage that was added and that nobody has begun to read yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.store import CLOCK_COLUMNS, Store, clock_row, path_of, path_value, take_clock
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import SourceKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """A video or folder that waits, how it is to be read, and what was stated of its recorder's clock."""

    path: Path
    kind: SourceKind
    settings: Mapping[str, Any]
    clock: RecorderClock


class WaitingTable:
    """What of the footage that was added is still to be begun; by path and kind, since nothing of it was read."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def add(self, footage: Iterable[Waiting]) -> None:
        """Let footage wait, all of it or none; what waits already is read as it was last asked for."""
        with self._store.transaction():
            self._store.connection.executemany(
                "INSERT INTO waiting (path, kind, settings, start, origin, timezone, offset_s, doubt_s) VALUES "
                "(:path, :kind, :settings, :start, :origin, :timezone, :offset_s, :doubt_s) ON CONFLICT DO UPDATE "
                "SET settings = excluded.settings, start = excluded.start, origin = excluded.origin, "
                "timezone = excluded.timezone, offset_s = excluded.offset_s, doubt_s = excluded.doubt_s",
                [_row(one) for one in footage],
            )

    def all(self) -> list[Waiting]:
        """What waits, in the order in which it was added."""
        rows = self._store.rows("waiting", order="id", select=f"path, kind, settings, {', '.join(CLOCK_COLUMNS)}")
        return [
            Waiting(path_of(row["path"]), row["kind"], json.loads(row["settings"]), take_clock(row)) for row in rows
        ]

    def paths(self) -> list[Path]:
        """Where it is, in the order in which it was added."""
        return [path_of(row["path"]) for row in self._store.rows("waiting", order="id", select="path")]

    def holds(self, path: Path, kind: SourceKind) -> bool:
        """Whether this waits."""
        return bool(self._store.rows("waiting", "path = ? AND kind = ?", path_value(path), kind, select="id"))

    def end(self, path: Path, kind: SourceKind) -> None:
        """It waits no longer, because it was begun, or could not be."""
        if self.holds(path, kind):
            with self._store.transaction():
                self._remove(path, kind)

    def take_out(self, path: Path, kind: SourceKind) -> bool:
        """Forget footage that waits, which the log keeps; False when it does not wait (any more)."""
        with self._store.transaction():
            removed = self._remove(path, kind)
            if removed:
                self._log.append("ingest", {"outcome": "taken out", "path": str(path), "kind": kind})
        return removed

    def _remove(self, path: Path, kind: SourceKind) -> bool:
        where = (path_value(path), kind)
        return self._store.connection.execute("DELETE FROM waiting WHERE path = ? AND kind = ?", where).rowcount > 0


def _row(one: Waiting) -> dict[str, Any]:
    settings = json.dumps(one.settings, sort_keys=True)
    return {"path": path_value(one.path), "kind": one.kind, "settings": settings, **clock_row(one.clock)}
