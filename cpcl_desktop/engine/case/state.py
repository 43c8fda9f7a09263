"""The case's state: a digest for each row, a running one for each table, and the root over all tables.

Whoever writes through a `Store` need not think of them. Triggers of the
connection, which are not stored in the file, see every row that comes, changes
or goes; at the end of a transaction the tables' digests are stored, and the
root goes into the log. A row that is not as it was stored is never written
over: the transaction ends with a sentence, and the case is as it was.

    row_digest      table, row → its digest, so that a fault can be named
    table_digest    table → the running sum, see `digests`
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.digests import (
    LANE_BYTES,
    Lanes,
    TableDigest,
    Value,
    root_of,
    row_digest,
    row_digests,
    summed,
)
from cpcl_desktop.engine.case.schema import MIRROR

# The log is a chain of its own; what a mirror keeps for itself is not the team's.
UNGUARDED = ("log", "log_head", "row_digest", "table_digest", *MIRROR)
State = Mapping[str, Any]  # what a log entry says of it: the root, and the tables that changed
Summing = Callable[[bytes], Callable[[], Lanes]]  # begins a `summed`; what it gives waits for it
Touched = dict[str, dict[tuple[Value, ...], bool]]  # by table, the keys of rows that changed; whether it was there


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """A table whose rows have digests: its columns, and those that tell one row from another."""

    name: str
    columns: Sequence[str]
    key: Sequence[str]

    def row(self, of: str = "") -> str:
        """SQL for what names a row: its only key, or all of them with slashes between.

        The plus takes the column's affinity away, without which no index of `row` would be used.
        """
        columns = [f'{of}"{column}"' for column in self.key]
        return f"+{columns[0]}" if len(columns) == 1 else " || '/' || ".join(columns)

    def values(self, of: str = "") -> str:
        """SQL for all of a row's values."""
        return ", ".join(f'{of}"{column}"' for column in self.columns)


def guarded_tables(connection: sqlite3.Connection) -> list[GuardedTable]:
    """All tables but the log and the digests themselves, by name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY name"
    )
    return [_shape(connection, name) for (name,) in names.fetchall() if name not in UNGUARDED]


def _shape(connection: sqlite3.Connection, table: str) -> GuardedTable:
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    key = [name for name, rank in sorted(columns, key=lambda column: column[1]) if rank]
    return GuardedTable(table, [name for name, _ in columns], key or ["rowid"])


@contextlib.contextmanager
def text_as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text comes as `bytearray`, as it lies in the file: an edited byte may have made it no text."""
    before, connection.text_factory = connection.text_factory, bytearray
    try:
        yield
    finally:
        connection.text_factory = before


def summed_here(digests: bytes) -> Callable[[], Lanes]:
    """The sum made at once, in this process."""
    lanes = summed(digests)
    return lambda: lanes


class CaseState:
    """The digests of an open case, kept in step with its rows; see the module.

    `summing` is who sums those of many rows; they are asked for as the transaction ends.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.summing: Summing = summed_here
        self._touched: dict[str, TableDigest] = {}
        self._summed: list[tuple[str, Callable[[], Lanes]]] = []  # by table, what is not added yet
        self._guarded = False
        self._is_bulk = False
        self._shapes: dict[str, GuardedTable] = {}
        self.touched: Touched | None = None  # what the running transaction changes, where somebody asks
        self.refusal = ""  # why the running transaction cannot go on

    def guard(self) -> None:
        """See from now on what comes and goes; not in a transaction, which could roll the triggers back."""
        if not self._guarded:
            self._guard()
            self._guarded = True

    def begin(self) -> None:
        """A transaction begins."""
        self._touched.clear()
        self._summed.clear()
        self.refusal = ""

    def settle(self) -> State:
        """Store the digests of the tables that the running transaction changed; empty where it changed none."""
        for name, lanes in self._summed:
            self._of(name).add_lanes(lanes())
        self._summed.clear()
        changed = {name: digest for name, digest in self._touched.items() if digest.lanes != self._stored(name)}
        for name, digest in changed.items():
            self._connection.execute('UPDATE table_digest SET lanes = ? WHERE "table" = ?', (digest.lanes, name))
        self._touched.clear()
        if not changed:
            return {}
        return _told(self._connection, changed)

    def shape_of(self, table: str) -> GuardedTable:
        """A table's columns and its key."""
        return _shape(self._connection, table)

    def insert_all(self, table: GuardedTable, rows: Sequence[Sequence[Value]]) -> None:
        """Insert whole rows, as read from another case: one by one they would take several times as long."""
        marks = ", ".join("?" * len(table.columns))
        self._is_bulk = True
        try:
            self._connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
        finally:
            self._is_bulk = False
        digests = row_digests(table.name, rows)
        self._summed.append((table.name, self.summing(b"".join(digests))))
        keys = [table.columns.index(column) for column in table.key]
        for values in rows if self.touched is not None else ():
            self._touch(table.name, values, was_there=False)
        self._connection.executemany(
            f"INSERT INTO row_digest VALUES ('{table.name}', ?, ?)",
            list(zip(_keys(rows, keys), digests, strict=True)),
        )

    def _guard(self) -> None:
        self._connection.create_function("is_told_singly", 0, lambda: not self._is_bulk)
        self._connection.create_function("row_came", -1, self._came)
        self._connection.create_function("row_went", -1, self._went)
        for table in guarded_tables(self._connection):
            self._shapes[table.name] = table
            for trigger in _triggers(table):
                self._connection.execute(trigger)

    def _came(self, table: str, *values: Value) -> bytes:
        digest = row_digest(table, values)
        self._of(table).add(digest)
        self._touch(table, values, was_there=False)
        return digest

    def _went(self, table: str, row: object, known: bytes | None, *values: Value) -> None:
        digest = row_digest(table, values)
        if not isinstance(known, bytes) or digest != known:
            self.refusal = worded(
                "Row {row} of the table {table} is not as this program stored it", row=row, table=table
            )
            raise sqlite3.DataError(self.refusal)
        self._of(table).remove(digest)
        self._touch(table, values, was_there=True)

    def _touch(self, table: str, values: Sequence[Value], was_there: bool) -> None:
        """Note which row changed, where that is asked for; what counts is whether it was there at first."""
        if self.touched is not None:
            shape = self._shapes[table]
            key = tuple(values[shape.columns.index(column)] for column in shape.key)
            self.touched.setdefault(table, {}).setdefault(key, was_there)

    def _of(self, table: str) -> TableDigest:
        if table not in self._touched:
            self._touched[table] = TableDigest(self._stored(table))
        return self._touched[table]

    def _stored(self, table: str) -> bytes:
        row = self._connection.execute('SELECT lanes FROM table_digest WHERE "table" = ?', (table,)).fetchone()
        if row is None or not isinstance(row[0], bytes) or len(row[0]) != LANE_BYTES:
            self.refusal = worded(
                "The digest of the table {table} is missing or not as this program stored it", table=table
            )
            raise sqlite3.DataError(self.refusal)
        return row[0]


def _triggers(table: GuardedTable) -> Iterator[str]:
    """Triggers of this connection alone that keep a table's digests in step with its rows."""
    name = table.name
    stored = f"""(SELECT digest FROM row_digest WHERE "table" = '{name}' AND row = {table.row("OLD.")})"""
    went = f"SELECT row_went('{name}', {table.row('OLD.')}, {stored}, {table.values('OLD.')});"
    goes = f"""DELETE FROM row_digest WHERE "table" = '{name}' AND row = {table.row("OLD.")};"""
    came = f"row_came('{name}', {table.values('NEW.')})"
    comes = f"INSERT INTO row_digest VALUES ('{name}', {table.row('NEW.')}, {came});"
    for event, steps in (("INSERT", comes), ("UPDATE", went + goes + comes), ("DELETE", went + goes)):
        when = "WHEN is_told_singly() " if event == "INSERT" else ""
        yield f"CREATE TEMP TRIGGER state_{name}_{event} AFTER {event} ON main.{name} {when}BEGIN {steps} END"


def _keys(rows: Sequence[Sequence[Value]], places: Sequence[int]) -> list[Value]:
    """What names each row, as `GuardedTable.row` has it."""
    if len(places) == 1:
        return [row[places[0]] for row in rows]
    return ["/".join([str(row[place]) for place in places]) for row in rows]


def make_anew(connection: sqlite3.Connection) -> State:
    """Make all digests from the rows as they are, inside the running transaction of a migration."""
    connection.execute("DELETE FROM row_digest")
    connection.execute("DELETE FROM table_digest")
    made, tables = {}, guarded_tables(connection)
    with text_as_bytes(connection):
        for table in tables:
            made[table.name] = digest = TableDigest()
            digest.add_all(_digest_rows(connection, table))
            row = table.name, digest.lanes
            connection.execute("INSERT INTO table_digest VALUES (?, ?)", row)
    return _told(connection, made)


def _digest_rows(connection: sqlite3.Connection, table: GuardedTable) -> Iterator[bytes]:
    rows = connection.execute(f"SELECT {table.row()}, {table.values()} FROM {table.name}")
    for row, *values in rows:
        digest = row_digest(table.name, values)
        key = row.decode() if isinstance(row, bytearray) else row
        connection.execute("INSERT INTO row_digest VALUES (?, ?, ?)", (table.name, key, digest))
        yield digest


def stored_digests(connection: sqlite3.Connection) -> dict[str, str]:
    """By table, the digest that the file gives for it."""
    rows = connection.execute('SELECT "table", lanes FROM table_digest ORDER BY "table"').fetchall()
    return {
        str(name): TableDigest(lanes).hex if isinstance(lanes, bytes) and len(lanes) == LANE_BYTES else "damaged"
        for name, lanes in rows
    }


def _told(connection: sqlite3.Connection, changed: Mapping[str, TableDigest]) -> State:
    tables = {name: changed[name].hex for name in sorted(changed)}
    return {"root": root_of(stored_digests(connection)), "tables": tables}
