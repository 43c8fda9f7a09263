"""The table `left_out`: what lay beside the footage under a path that was named, and was not read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.store import Store, columns_of, path_of, path_value
from cpcl_desktop.engine.records import LeftOut


class LeftOutTable:
    """What the case knows of that it did not read, by the named path as it was last walked."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def note(self, roots: Sequence[Path], left_out: Sequence[LeftOut]) -> None:
        """Keep what was left out under these paths, in place of what was before; the log says it, too.

        What is as it was is not said again.
        """
        known = self.all()
        for root in dict.fromkeys(roots):
            now = [one for one in left_out if one.root == root]
            before = [one for one in known if one.root == root or root in one.root.parents]
            if now != before:
                self._replace(root, before, now)

    def all(self) -> list[LeftOut]:
        """What was left out, in the order in which it was noted."""
        rows = self._store.rows("left_out", order="id", select=columns_of(LeftOut))
        return [_left_out_of(row) for row in rows]

    def _replace(self, root: Path, before: Sequence[LeftOut], now: Sequence[LeftOut]) -> None:
        with self._store.transaction():
            for gone in {one.root for one in before}:
                self._store.connection.execute("DELETE FROM left_out WHERE root = ?", (path_value(gone),))
            for one in now:
                self._store.insert("left_out", _row(one))
            told = [[one.reason, one.suffix, one.is_missing, one.count, list(one.examples)] for one in now]
            self._log.append("ingest", {"outcome": "left out", "root": str(root), "left_out": told})


def _row(one: LeftOut) -> dict[str, Any]:
    return {
        "root": path_value(one.root),
        "reason": one.reason,
        "suffix": one.suffix,
        "is_missing": int(one.is_missing),
        "count": one.count,
        "examples": json.dumps(list(one.examples)),
    }


def _left_out_of(row: dict[str, Any]) -> LeftOut:
    read = {
        "root": path_of(row["root"]),
        "is_missing": bool(row["is_missing"]),
        "examples": tuple(json.loads(row["examples"])),
    }
    return LeftOut(**row | read)
