"""The table `log`: entries are added, in the transaction of what they record, and never changed."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.log import Action, LogEntry, LogHead, canonical, drafted, next_entry
from cpcl_desktop.engine.case.state import State
from cpcl_desktop.engine.case.store import Row, Store, columns_of, insert
from cpcl_desktop.engine.errors import CaseError, ServerError, UsageError

_LOOKING: Sequence[Action] = ("search", "list", "view")
OWN: Action = "kept"  # of entries about what the program keeps for itself


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Entries of one `action` (empty: any) in which `words` stand in any field; none after `up_to` (0: all).

    Without `own` none of those that only say what the program keeps for itself, as which footage waits; unless that
    is the action asked for.
    """

    action: str = ""
    words: str = ""
    up_to: int = 0
    own: bool = True

    @property
    def condition(self) -> tuple[str, list[object]]:
        """The WHERE clause and its values; in details, which are JSON in ASCII, words stand coded."""
        parts, values = [], list[object]()
        if self.action:
            parts.append("action = ?")
            values.append(self.action)
        elif not self.own:
            parts.append("action <> ?")
            values.append(OWN)
        if self.up_to:
            parts.append("number <= ?")
            values.append(self.up_to)
        if self.words:
            plain, coded = (_pattern(words) for words in (self.words, json.dumps(self.words)[1:-1]))
            columns = ("time", "user", "purpose", "authority", "action", "hash")
            parts.append(f"({' OR '.join(f'{c} LIKE ? ESCAPE char(92)' for c in (*columns, 'details'))})")
            values += [*([plain] * len(columns)), coded]
        return " AND ".join(parts), values


EVERYTHING = LogFilter()


class LogTable:
    """The case's log; `purpose` and `authority` (why, by whose order) go into every entry that is written."""

    def __init__(self, store: Store, purpose: str = "", authority: str = "") -> None:
        self._store = store
        self.purpose, self.authority = purpose, authority
        self.author = ""  # the name that entries are written under; empty: that of this machine's user
        self._waiting: list[LogEntry] = []
        self._before = LogHead()  # where the log ended when the first of these was added
        store.begun, store.settled = self._waiting.clear, self._write

    def record(self, action: Action, details: Mapping[str, Any]) -> None:
        """Add one entry by itself: a search, a view, an export; none where the case was opened only to be read.

        In a team's case what was looked at goes into no log while its server does not answer, which who follows it
        says; all else is then refused, and to a reader: nothing leaves such a case without a trace.
        """
        looks = action in _LOOKING
        if self._store.read_only and (looks or not self._store.is_mirror):
            return
        excused = (ServerError, UsageError) if looks else ()
        with contextlib.suppress(*excused), self._store.transaction():
            self.append(action, details)

    def append(self, action: Action, details: Mapping[str, Any]) -> LogEntry:
        """Add an entry to the running transaction, of which it is a part.

        It is written as the transaction ends, since it tells of the state then;
        so its number, time and user hold already, its hash does not.
        """
        if not self._waiting:
            self._before = self.head()
        number = self._before.entries + len(self._waiting) + 1
        self._waiting.append(drafted(number, action, self.purpose, details, self.authority, self.author))
        return self._waiting[-1]

    @property
    def waiting(self) -> int:
        """How many entries wait for the end of the running transaction."""
        return len(self._waiting)

    def _write(self, state: State) -> None:
        """Write what waits, the last with the new state; a change nobody told of gets an entry all the same."""
        if state and not self._waiting:
            self.append(OWN, {"tables": list(state["tables"])})
        previous = self._before.hash
        for left, entry in zip(reversed(range(len(self._waiting))), self._waiting, strict=True):
            sealed = entry.sealed(previous, {} if left else state)
            write_entry(self._store.connection, sealed)
            previous = sealed.hash
        self._waiting.clear()

    def entries(self, action: Action | None = None) -> list[LogEntry]:
        """All entries (of one action) in the order of their numbers, as they stand in the file."""
        only = ("action = ?", action) if action else ("",)
        rows = self._store.rows("log", *only, order="number", select=columns_of(LogEntry))
        return [entry_of(row) for row in rows]

    def entries_of(self, actions: Sequence[Action]) -> list[LogEntry]:
        """All entries of these actions in the order of their numbers, as `entries` has them."""
        return sorted((one for action in actions for one in self.entries(action)), key=lambda entry: entry.number)

    def count(self, of: LogFilter = EVERYTHING) -> int:
        """How many entries pass a filter."""
        where, values = of.condition
        row = self._store.one(f"SELECT count(*) AS number FROM log {_where(where)}", *values)
        return int(row["number"]) if row else 0

    def page(self, of: LogFilter, first: int, most: int) -> list[LogEntry]:
        """At most `most` entries that pass a filter, the newest first, after the `first` ones of these."""
        where, values = of.condition
        columns = columns_of(LogEntry)
        sql = f"SELECT {columns} FROM log {_where(where)} ORDER BY number DESC LIMIT ? OFFSET ?"
        return [entry_of(row) for row in self._store.query(sql, *values, most, first)]

    def actions(self) -> list[str]:
        """Which actions there are entries of, in the order of the alphabet."""
        return [str(row["action"]) for row in self._store.query("SELECT DISTINCT action FROM log ORDER BY action")]

    def actions_since(self, entries: int) -> set[str]:
        """Which actions there are entries of after the first so many."""
        return {row["action"] for row in self._store.query("SELECT action FROM log WHERE number > ?", entries)}

    def head(self) -> LogHead:
        """What the case noted of the log's end; `CaseError` when even that was removed."""
        rows = self._store.tuples(f"SELECT {columns_of(LogHead)} FROM log_head")
        if not rows:
            raise CaseError("The log of {path} was removed.", path=self._store.path)
        if len(rows) > 1:
            raise CaseError(
                "The log of {path} has {count} heads; it has one.", path=self._store.path, count=len(rows)
            )
        head = LogHead(*rows[0])
        if not isinstance(head.entries, int) or not isinstance(head.hash, str):
            raise CaseError("What {path} notes of its log's end was changed.", path=self._store.path)
        return head


def begin_log(
    connection: sqlite3.Connection, purpose: str, authority: str = "", state: State | None = None
) -> None:
    """The first entry: a name for this case that no other has, and what was there before there was a log."""
    known = connection.execute("SELECT id, sha256 FROM source ORDER BY id").fetchall()
    details = {"case": str(uuid.uuid4()), "program": __version__, "sources before the log": known}
    write_entry(connection, next_entry(LogHead(), "log begun", purpose, details, authority, state))


def write_entry(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Insert an entry; a trigger moves the noted head, others refuse an entry that does not follow it."""
    insert(connection, "log", row_of(entry))


def row_of(entry: LogEntry) -> Row:
    """An entry as a row; what it does not say is left out."""
    texts = {name: canonical(entry.said[name]) for name in ("details", "state") if name in entry.said}
    return entry.said | texts | {"hash": entry.hash}


def entry_of(row: Row) -> LogEntry:
    """An entry as it stands in the file; what is no text there any more is shown as what it is."""
    known: Row = {name: value if isinstance(value, str | int) else repr(value) for name, value in row.items()}
    return LogEntry(**known | {"details": _read(str(known["details"])), "state": _state_of(known["state"])})


def told_tables(states: Iterable[State]) -> dict[str, str]:
    """By table, the digest that entries of a log with these states say last of it."""
    said = (state.get("tables") for state in states)
    return {table: digest for tables in said if isinstance(tables, dict) for table, digest in tables.items()}


def states_of(connection: sqlite3.Connection) -> Iterator[State]:
    """The state of each entry of a log that tells of any (since version 10), in the order of their numbers."""
    rows = connection.execute("SELECT state FROM log WHERE state <> '' ORDER BY number")
    return (_state_of(state) for (state,) in rows)


def _state_of(stored: object) -> State:
    """What an entry says of the state, as it stands in the file."""
    return {} if stored == "" else _read(str(stored)) or {"unreadable": stored}


def _read(text: str) -> Mapping[str, Any]:
    """An entry's JSON; what is not as this program writes it is kept as it is, and so fails its hash."""
    try:
        read = json.loads(text)
        return read if isinstance(read, dict) and canonical(read) == text else {"unreadable": text}
    except (ValueError, TypeError, RecursionError):
        return {"unreadable": text}


def _where(condition: str) -> str:
    return f"WHERE {condition}" if condition else ""


def _pattern(words: str) -> str:
    """What LIKE looks for: the words anywhere, in which no character means another."""
    for special in ("\\", "%", "_"):
        words = words.replace(special, f"\\{special}")
    return f"%{words}%"
