"""Edits that somebody makes to a case by hand, with a tool for SQLite: each kind, for each table and column.

Such a person takes the triggers away, edits, and puts them back, so that only
the rows are other than they were.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CHAIN = ("log", "log_head")
DIGESTS = ("digest_page", "table_digest")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Table:
    """A table as whoever edits it sees it."""

    name: str
    columns: Sequence[str]
    keys: Sequence[str]
    rows: Sequence[Row]

    def where(self, row: Row) -> str:
        return " AND ".join(f'"{key}" = {literal(row[key])}' for key in self.keys or self.columns)

    def named(self, row: Row) -> str:
        """What a fault must name: table and row, and of the log the entry."""
        if self.name in CHAIN:
            return f"ntry {row['number']}" if "number" in row else "log"
        if self.name in DIGESTS:
            return str(row["table"])
        return f"Row {'/'.join(str(row[key]) for key in self.keys)} of the table {self.name}"


@dataclass(frozen=True)
class Edit:
    """What is done to a case, and what a fault must name."""

    name: str
    statements: Sequence[str]
    named: str


@contextlib.contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to which nothing in the file refuses anything; the triggers are back afterwards."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def tables_of(path: Path) -> list[Table]:
    """All tables of a case, with their rows."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [_table(connection, name) for (name,) in names.fetchall()]


def _table(connection: sqlite3.Connection, name: str) -> Table:
    shape = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
    columns = [column for column, _ in shape]
    keys = [column for column, rank in sorted(shape, key=lambda one: one[1]) if rank]
    rows = connection.execute(f"SELECT * FROM {name}").fetchall()
    return Table(name, columns, keys, [dict(zip(columns, row, strict=True)) for row in rows])


def edits_of(table: Table) -> Iterator[Edit]:
    """Every column another value, in the first and the last row; rows taken out, added, exchanged."""
    ends = {0: table.rows[0], len(table.rows) - 1: table.rows[-1]}
    for row in ends.values():
        where, named = table.where(row), table.named(row)
        gone = "removed" if table.name == "log" else named
        for column in table.columns:
            change = f'UPDATE {table.name} SET "{column}" = {literal(another(row[column]))} WHERE {where}'
            moved = (table.name, column) == ("log", "number")
            yield Edit(f"{table.name}.{column}: {where}", [change], "removed or moved" if moved else named)
            if row[column] is not None and column not in table.keys:
                emptied = f"UPDATE {table.name} SET \"{column}\" = x'' WHERE {where}"
                yield Edit(f"{table.name}.{column} emptied: {where}", [emptied], named)
        yield Edit(f"{table.name} without {where}", [f"DELETE FROM {table.name} WHERE {where}"], gone)
    if len(table.keys) == 1 and table.name not in DIGESTS:
        yield from _added(table, table.rows[-1])
    if len(ends) == 2 and table.name not in DIGESTS and table.keys:
        yield _exchanged(table, *ends.values())


def _added(table: Table, like: Row) -> Iterator[Edit]:
    """A row more, as one that is there, under another key."""
    key = table.keys[0]
    if not isinstance(like[key], int):
        return
    row = {**like, key: like[key] + 1000}
    unique = {"sha256", "path", "number", "hash", "state", "name"} & row.keys() - {key}
    row |= {column: another(row[column]) for column in unique}
    values = ", ".join(literal(row[column]) for column in table.columns)
    yield Edit(f"{table.name} with a row more", [f"INSERT INTO {table.name} VALUES ({values})"], table.named(row))


def _exchanged(table: Table, one: Row, other: Row) -> Edit:
    """Two rows take each other's keys."""

    def moved(row: Row, to: Row) -> str:
        keys = ", ".join(f'"{key}" = {literal(to[key])}' for key in table.keys)
        return f"UPDATE {table.name} SET {keys} WHERE {table.where(row)}"

    aside = {key: another(another(one[key])) if isinstance(one[key], str) else -7 for key in table.keys}
    steps = [moved(one, aside), moved(other, one), moved(aside, other)]
    return Edit(f"{table.name}: two exchanged", steps, table.named(one))


def another(value: object) -> object:
    """A value of the same kind that is not this one; for NULL a number."""
    if value is None:
        return 77
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    return value + "x" if isinstance(value, str) else value + 1_000_003


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)
