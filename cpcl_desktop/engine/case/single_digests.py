"""Digests as cases of the versions 10 to 22 keep them: one row for each row, the table's a sum over them.

Such a case is checked by them before it is brought up to date, which makes them anew, see `digest_pages`; and so is
one that comes from a team's server of such a version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from cpcl_desktop.engine.case.digest_pages import shown
from cpcl_desktop.engine.case.digests import TableDigest, row_digests
from cpcl_desktop.engine.case.made_digests import AT_ONCE, Make, made_in_pages
from cpcl_desktop.engine.case.state import GuardedTable, text_as_bytes
from cpcl_desktop.engine.case.state_check import Look, TableFaults, look_at, was_added, was_changed, was_removed
from cpcl_desktop.engine.progress import Report

PAGES_SINCE = 23  # the schema version that brought pages


def look_of(version: int) -> Look:
    """How a case of this version is looked at."""
    return look_at if version >= PAGES_SINCE else look_at_single


def make_of(version: int) -> Make:
    """How the digests of a case of this version are made."""
    return made_in_pages if version >= PAGES_SINCE else made_single


def made_single(connection: sqlite3.Connection, table: GuardedTable) -> TableDigest:
    """As `made_in_pages`."""
    made = TableDigest()
    with text_as_bytes(connection):
        rows = connection.execute(f"SELECT {row_key(table)}, {table.values()} FROM {table.name}")
        for batch in iter(lambda: rows.fetchmany(AT_ONCE), []):
            digests = row_digests(table.name, [row[1:] for row in batch])
            keys = [shown(row[0]) if isinstance(row[0], bytearray) else row[0] for row in batch]
            connection.executemany(
                f"INSERT INTO row_digest VALUES ('{table.name}', ?, ?)", list(zip(keys, digests, strict=True))
            )
            made.add(digests)
    return made


def look_at_single(connection: sqlite3.Connection, table: GuardedTable, _: Report) -> TableFaults:
    """As `state_check.look_at`."""
    seen, known = TableFaults(), 0
    with text_as_bytes(connection):
        rows = connection.execute(_rows_with_digests(table))
        for batch in iter(lambda: rows.fetchmany(AT_ONCE), []):
            digests = row_digests(table.name, [row[2:] for row in batch])
            seen.digest.add(digests)
            for (stored, row, *_values), digest in zip(batch, digests, strict=True):
                known += stored is not None
                if stored is None:
                    seen.faults.append(was_added(table.name, shown(row)))
                elif not isinstance(stored, bytes) or stored != digest:  # text of these bytes is not them
                    seen.faults.append(was_changed(table.name, shown(row)))
    seen.faults += _gone(connection, table, known)
    return seen


def _rows_with_digests(table: GuardedTable) -> str:
    """SQL for each row: its stored digest, its key, its values."""
    row = row_key(table, "t.")
    same = f"d.row = {row} AND typeof(d.row) = typeof({row})"
    return (
        f"SELECT d.digest, {row}, {table.values('t.')} FROM {table.name} t "
        f"LEFT JOIN row_digest d ON d.\"table\" = '{table.name}' AND {same}"
    )


def row_key(table: GuardedTable, of: str = "") -> str:
    """SQL for what names a row: its only key, or all of them with slashes between.

    The plus takes the column's affinity away, without which no index of `row` would be used.
    """
    columns = [f'{of}"{column}"' for column in table.key]
    return f"+{columns[0]}" if len(columns) == 1 else " || '/' || ".join(columns)


def _gone(connection: sqlite3.Connection, table: GuardedTable, known: int) -> Iterator[str]:
    """Rows that have a digest and are not there; looked for only where the numbers differ."""
    (stored,) = connection.execute('SELECT count(*) FROM row_digest WHERE "table" = ?', (table.name,)).fetchone()
    if stored == known:
        return
    with text_as_bytes(connection):
        told = connection.execute('SELECT row FROM row_digest WHERE "table" = ?', (table.name,)).fetchall()
        rows = connection.execute(f"SELECT {row_key(table)} FROM {table.name}").fetchall()
    there = {_typed(row) for (row,) in rows}
    for (row,) in told:
        if _typed(row) not in there:
            yield was_removed(table.name, shown(row))


def _typed(row: object) -> tuple[type, object]:
    """A row's key, which is another where it is of another type."""
    return type(row), bytes(row) if isinstance(row, bytearray) else row
