"""The table `log`: entries are added, in the transaction of what they record, and never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cpcl_desktop.engine.case.file import write_entry
from cpcl_desktop.engine.case.log import Action, LogEntry, LogHead, next_entry
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError


class LogTable(Store):
    """Writing and reading the case's log."""

    def record(self, action: Action, details: Mapping[str, Any]) -> LogEntry:
        """Add one entry by itself: a search, a view, an export."""
        with self._transaction():
            return self._record(action, details)

    def log(self, action: Action | None = None) -> list[LogEntry]:
        """All entries (of one action) in the order of their numbers, as they stand in the file."""
        rows = self._all(f"{_ENTRIES} WHERE coalesce(action = ?, 1) ORDER BY number", action)
        return [LogEntry(**row | {"details": _details(row["details"])}) for row in rows]

    def log_head(self) -> LogHead:
        """What the case noted of the log's end; `CaseError` when even that was removed."""
        row = self._one("SELECT entries, hash FROM log_head")
        if row is None:
            raise CaseError(f"The log of {self.path} was removed.")
        return LogHead(**row)

    def _record(self, action: Action, details: Mapping[str, Any]) -> LogEntry:
        """Add an entry inside the running transaction."""
        entry = next_entry(self.log_head(), action, self.purpose, details, self.authority)
        write_entry(self._connection, entry)
        return entry


_ENTRIES = "SELECT number, time, user, purpose, action, details, previous, hash, authority FROM log"


def _details(text: str) -> Mapping[str, Any]:
    """An entry's details; text that is no JSON any more is kept as it is, and so fails its hash."""
    try:
        read: Mapping[str, Any] = json.loads(text)
    except ValueError:
        return {"unreadable": text}
    return read
