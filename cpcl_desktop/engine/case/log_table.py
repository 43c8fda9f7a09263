"""The table `log`: entries are added, in the transaction of what they record, and never changed."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Mapping
from typing import Any

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.log import Action, LogEntry, LogHead, canonical, next_entry
from cpcl_desktop.engine.case.store import Store, columns_of, insert
from cpcl_desktop.engine.errors import CaseError


class LogTable:
    """The case's log; `purpose` and `authority` (why, by whose order) go into every entry that is written."""

    def __init__(self, store: Store, purpose: str = "", authority: str = "") -> None:
        self._store = store
        self.purpose, self.authority = purpose, authority

    def record(self, action: Action, details: Mapping[str, Any]) -> LogEntry:
        """Add one entry by itself: a search, a view, an export."""
        with self._store.transaction():
            return self.append(action, details)

    def append(self, action: Action, details: Mapping[str, Any]) -> LogEntry:
        """Add an entry inside the running transaction, of which it is a part."""
        entry = next_entry(self.head(), action, self.purpose, details, self.authority)
        write_entry(self._store.connection, entry)
        return entry

    def entries(self, action: Action | None = None) -> list[LogEntry]:
        """All entries (of one action) in the order of their numbers, as they stand in the file."""
        only = ("action = ?", action) if action else ("",)
        rows = self._store.rows("log", *only, order="number", select=columns_of(LogEntry))
        return [LogEntry(**row | {"details": _details(row["details"])}) for row in rows]

    def head(self) -> LogHead:
        """What the case noted of the log's end; `CaseError` when even that was removed."""
        rows = self._store.rows("log_head", select=columns_of(LogHead))
        if not rows:
            raise CaseError(f"The log of {self._store.path} was removed.")
        return LogHead(**rows[0])


def begin_log(connection: sqlite3.Connection, purpose: str, authority: str = "") -> None:
    """The first entry: a name for this case that no other has, and what was there before there was a log."""
    known = connection.execute("SELECT id, sha256 FROM source ORDER BY id").fetchall()
    details = {"case": str(uuid.uuid4()), "program": __version__, "sources before the log": known}
    write_entry(connection, next_entry(LogHead(), "log begun", purpose, details, authority))


def write_entry(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Insert an entry; a trigger moves the noted head, others refuse an entry that does not follow it."""
    insert(connection, "log", entry.said | {"details": canonical(entry.details), "hash": entry.hash})


def _details(text: str) -> Mapping[str, Any]:
    """An entry's details; text that is no JSON any more is kept as it is, and so fails its hash."""
    try:
        read: Mapping[str, Any] = json.loads(text)
    except ValueError:
        return {"unreadable": text}
    return read
