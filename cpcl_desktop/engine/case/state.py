"""The case's state: a digest for each row, a running one for each table, and the root over all tables.

Whoever writes through a `Store` need not think of them. Triggers of the
connection, which are not stored in the file, see every row that comes, changes
or goes; at the end of a transaction the tables' digests are stored, and the
root goes into the log. A row that is not as it was stored is never written
over: the transaction ends with a sentence, and the case is as it was.

    digest_page     pages of rows' digests, so that a fault can be named, see `digest_pages`
    table_digest    table → the running sum over its pages, see `digests`
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.digest_pages import DigestPages, Key, first_in_a_row, full_pages_sum, name_of
from cpcl_desktop.engine.case.digests import (
    DIGEST_BYTES,
    LANE_BYTES,
    TableDigest,
    Value,
    root_of,
    row_digest,
    row_digests,
)
from cpcl_desktop.engine.case.schema import MIRROR

_KEPT_IN = ("digest_page", "row_digest")  # what rows' digests are kept in; the second until version 22
# The log is a chain of its own; what a mirror keeps for itself is not the team's.
UNGUARDED = ("log", "log_head", *_KEPT_IN, "table_digest", *MIRROR)
State = Mapping[str, Any]  # what a log entry says of it: the root, and the tables that changed
Touched = dict[str, dict[tuple[Value, ...], bool]]  # by table, the keys of rows that changed; whether it was there


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """A table whose rows have digests: its columns, and those that tell one row from another."""

    name: str
    columns: Sequence[str]
    key: Sequence[str]
    key_places: Sequence[int]  # of these among the columns

    def values(self, of: str = "") -> str:
        """SQL for all of a row's values."""
        return ", ".join(f'{of}"{column}"' for column in self.columns)

    def key_of(self, values: Sequence[Value]) -> Key:
        """What of a row's values tells it from the others."""
        return [values[place] for place in self.key_places]

    def keys_of(self, rows: Sequence[Sequence[Value]]) -> list[Key]:
        """As `key_of`, of many rows."""
        return list(zip(*([row[place] for row in rows] for place in self.key_places), strict=True))


def guarded_tables(connection: sqlite3.Connection) -> list[GuardedTable]:
    """All tables but the log and the digests themselves, by name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY name"
    )
    return [_shape(connection, name) for (name,) in names.fetchall() if name not in UNGUARDED]


def _shape(connection: sqlite3.Connection, table: str) -> GuardedTable:
    found = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    columns = [name for name, _ in found]
    key = [name for name, rank in sorted(found, key=lambda column: column[1]) if rank] or columns
    return GuardedTable(table, columns, key, [columns.index(name) for name in key])


@contextlib.contextmanager
def text_as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text comes as `bytearray`, as it lies in the file: an edited byte may have made it no text."""
    before, connection.text_factory = connection.text_factory, bytearray
    try:
        yield
    finally:
        connection.text_factory = before


class CaseState:
    """The digests of an open case, kept in step with its rows; see the module."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pages = DigestPages(connection, self._refuse_table)
        self._touched: dict[str, TableDigest] = {}
        self._guarded = False
        self._untold: set[str] = set()  # tables of which no trigger tells what comes
        self._shapes: dict[str, GuardedTable] = {}
        self.touched: Touched | None = None  # what the running transaction changes, where somebody asks
        self.refusal = ""  # why the running transaction cannot go on
        self._raised: Exception | None = None  # in a trigger

    def guard(self) -> None:
        """See from now on what comes and goes; not in a transaction, which could roll the triggers back."""
        if not self._guarded:
            self._guard()
            self._guarded = True

    def begin(self) -> None:
        """A transaction begins."""
        self._touched.clear()
        self._pages.forget()
        self.refusal, self._raised = "", None

    def settle(self) -> State:
        """Store the digests of what the running transaction changed; empty where it changed nothing."""
        self._write_pages()
        changed = {name: digest for name, digest in self._touched.items() if digest.lanes != self._stored(name)}
        for name, digest in changed.items():
            self._connection.execute('UPDATE table_digest SET lanes = ? WHERE "table" = ?', (digest.lanes, name))
        self._touched.clear()
        if not changed:
            return {}
        return told(self._connection, changed)

    def shape_of(self, table: str) -> GuardedTable:
        """A table's columns and its key."""
        return _shape(self._connection, table)

    def insert_all(
        self, table: GuardedTable, rows: Sequence[Sequence[Value]], digests: Sequence[bytes] | None = None
    ) -> None:
        """Insert whole rows, as read from another case: one by one they would take several times as long.

        `digests` are their `row_digests`, where these were made already.
        """
        marks = ", ".join("?" * len(table.columns))
        with self.untold(table.name):
            self._connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
        keys = table.keys_of(rows)
        made = row_digests(table.name, rows) if digests is None else digests
        if (first := first_in_a_row(keys)) is not None:
            before, joined = keys[0][:-1], b"".join(made)
            self.tell(table.name, before, first, joined, full_pages_sum(table.name, before, first, joined))
            return
        self._come(table.name, keys, made)
        for key in keys if self.touched is not None else ():
            self._touch(table.name, key, was_there=False)

    def tell(self, table: str, before: Key, first: int, digests: bytes, lanes: bytes) -> None:
        """Rows were stored, `untold`; their keys are `before` and then one number after the other.

        `digests` are theirs, one behind the other, and `lanes` the `full_pages_sum` of these.
        """
        if self._pages.holds_any(table, before, first, len(digests) // DIGEST_BYTES):
            self._write_pages()  # of rows that went, whose numbers are given again
        if (taken := self._pages.come_in_a_row(table, before, first, digests)) is not None:
            self._refuse_row(table, taken)
        self._of(table).add_sum(lanes)
        self._hold_few()
        for at in range(len(digests) // DIGEST_BYTES) if self.touched is not None else ():
            self._touch(table, (*before, first + at), was_there=False)

    @contextlib.contextmanager
    def untold(self, *tables: str) -> Iterator[None]:
        """Take the triggers away by which rows that come are told, for as long as somebody tells of them otherwise.

        Even one that does nothing takes half as long as storing the row. A transaction that ends in the middle
        has them back by itself.
        """
        tables = tuple(set(tables) - self._untold)
        for table in tables:
            self._connection.execute(f"DROP TRIGGER temp.state_{table}_INSERT")
        self._untold.update(tables)
        try:
            yield
        finally:
            self._untold.difference_update(tables)
            for table in tables:
                self._connection.execute(_trigger(self._shapes[table], "INSERT"))

    def _guard(self) -> None:
        self._connection.create_function("row_came", -1, self._keeping(self._came))
        self._connection.create_function("row_went", -1, self._keeping(self._went))
        for table in guarded_tables(self._connection):
            self._shapes[table.name] = table
            for event in _STEPS:
                self._connection.execute(_trigger(table, event))

    def _keeping(self, step: Callable[..., None]) -> Callable[..., None]:
        """A step of a trigger, which keeps what it raises, see `cause_of`."""

        def kept(*values: Value) -> None:
            try:
                step(*values)
            except (sqlite3.Error, UnicodeDecodeError) as error:
                self._raised = error
                raise

        return kept

    def cause_of(self, error: Exception) -> Exception:
        """What went wrong: of an error in a trigger, such as a full disk, SQLite says only that there was one."""
        return self._raised if self._raised is not None and "user-defined function" in str(error) else error

    def _came(self, table: str, *values: Value) -> None:
        key = self._shapes[table].key_of(values)
        self._come(table, [key], [row_digest(table, values)])
        self._touch(table, key, was_there=False)

    def _come(self, table: str, keys: Sequence[Key], digests: Sequence[bytes]) -> None:
        if (taken := self._pages.come(table, keys, digests)) is not None:
            self._refuse_row(table, taken)  # it was there once, and did not go through this program
        self._hold_few()

    def _went(self, table: str, *values: Value) -> None:
        key = self._shapes[table].key_of(values)
        if self._pages.go(table, key) != row_digest(table, values):
            self._refuse_row(table, key)
        self._touch(table, key, was_there=True)
        self._hold_few()

    def _refuse_row(self, table: str, key: Key) -> NoReturn:
        self.refusal = worded(
            "Row {row} of the table {table} is not as this program stored it", row=name_of(key), table=table
        )
        raise sqlite3.DataError(self.refusal)

    def _refuse_table(self, table: str) -> NoReturn:
        self.refusal = worded(
            "The digest of the table {table} is missing or not as this program stored it", table=table
        )
        raise sqlite3.DataError(self.refusal)

    def _touch(self, table: str, key: Key, was_there: bool) -> None:
        """Note which row changed, where that is asked for; what counts is whether it was there at first."""
        if self.touched is not None:
            self.touched.setdefault(table, {}).setdefault(tuple(key), was_there)

    def _hold_few(self) -> None:
        """However much a transaction changes, memory does not grow with it."""
        if self._pages.are_many:
            self._write_pages()

    def _write_pages(self) -> None:
        for table, went, came in self._pages.write():
            digest = self._of(table)
            digest.remove(went)
            digest.add(came)

    def _of(self, table: str) -> TableDigest:
        if table not in self._touched:
            self._touched[table] = TableDigest(self._stored(table))
        return self._touched[table]

    def _stored(self, table: str) -> bytes:
        row = self._connection.execute('SELECT lanes FROM table_digest WHERE "table" = ?', (table,)).fetchone()
        if row is None or not isinstance(row[0], bytes) or len(row[0]) != LANE_BYTES:
            self._refuse_table(table)
        return row[0]


_STEPS: Mapping[str, Sequence[str]] = {"INSERT": ["came"], "UPDATE": ["went", "came"], "DELETE": ["went"]}


def _trigger(table: GuardedTable, event: str) -> str:
    """A trigger of this connection alone that keeps a table's digests in step with its rows."""
    values = {"went": table.values("OLD."), "came": table.values("NEW.")}
    steps = "".join(f"SELECT row_{step}('{table.name}', {values[step]}); " for step in _STEPS[event])
    return (
        f"CREATE TEMP TRIGGER IF NOT EXISTS state_{table.name}_{event} AFTER {event} ON main.{table.name} "
        f"BEGIN {steps}END"
    )


def kept_in(connection: sqlite3.Connection) -> str:
    """The table in which the digests of rows are kept; in cases of the versions 10 to 22 another than since."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return next((name for name in _KEPT_IN if name in names), _KEPT_IN[0])


def stored_digests(connection: sqlite3.Connection) -> dict[str, str]:
    """By table, the digest that the file gives for it."""
    rows = connection.execute(  # of what somebody made text that is none, SQLite would give nothing at all
        'SELECT "table", CASE typeof(lanes) WHEN \'blob\' THEN lanes END FROM table_digest ORDER BY "table"'
    ).fetchall()
    return {
        str(name): TableDigest(lanes).hex if isinstance(lanes, bytes) and len(lanes) == LANE_BYTES else "damaged"
        for name, lanes in rows
    }


def told(connection: sqlite3.Connection, changed: Mapping[str, TableDigest]) -> State:
    """What a log entry says of tables that changed, by their new digests, which are stored."""
    tables = {name: changed[name].hex for name in sorted(changed)}
    return {"root": root_of(stored_digests(connection)), "tables": tables}
