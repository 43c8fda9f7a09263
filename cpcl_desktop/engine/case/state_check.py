"""Whether a case's rows are those that were stored, and its tables what the log says they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.digests import TableDigest, row_digests
from cpcl_desktop.engine.case.state import GuardedTable, guarded_tables, stored_digests, text_as_bytes
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

NAMED = 20  # faults of a table that are told one by one
AT_ONCE = 1000  # rows looked at in one go


@dataclass(slots=True)
class TableFaults:
    """What a look at a table's rows found: those not as they were stored, and the digest of those there are."""

    faults: list[str] = field(default_factory=list)
    digest: TableDigest = field(default_factory=TableDigest)


def state_faults(connection: sqlite3.Connection, told: Mapping[str, str], report: Report) -> dict[str, list[str]]:
    """By table, what is not as it was stored, in sentences; tables without faults are left out.

    `told` is what the log says last of each table's digest. Raises Cancelled.
    """
    stored = stored_digests(connection)
    tables = guarded_tables(connection)
    found = {}
    for table in tables:
        seen = _look_at(connection, table, report)
        found[table.name] = _fewer(seen.faults, table.name) or _digest_faults(
            table.name, seen.digest.hex, stored.get(table.name), told.get(table.name)
        )
    names = {table.name for table in tables}
    strangers = sorted((stored.keys() | told.keys() | _digested(connection)) - names)
    found |= {
        name: [worded("There are digests of a table {name}, and no such table.", name=name)] for name in strangers
    }
    return {name: faults for name, faults in found.items() if faults}


def _digest_faults(table: str, made: str, stored: str | None, told: str | None) -> list[str]:
    """Each row agrees with its own digest: whether the digests together are those of the file and of the log."""
    if told is None:
        return [worded("The log does not say what the table {table} holds.", table=table)]
    if made != told:
        return [
            worded(
                "The table {table} is not what the log says it was; its rows and their digests were made anew.",
                table=table,
            )
        ]
    return (
        []
        if stored == made
        else [worded("The digest of the table {table} was changed; its rows are what the log says.", table=table)]
    )


def _look_at(connection: sqlite3.Connection, table: GuardedTable, report: Report) -> TableFaults:
    """Every row of a table, by its own digest."""
    seen, done, known = TableFaults(), 0, 0
    (total,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    with text_as_bytes(connection):
        rows = connection.execute(_rows_with_digests(table))
        for batch in iter(lambda: rows.fetchmany(AT_ONCE), []):
            report(Progress(tr("Checking {name}", name=table.name), done, total, "rows"))
            stored, digests = [row[0] for row in batch], row_digests(table.name, [row[2:] for row in batch])
            seen.digest.add_all(digests)
            if stored != digests or {type(one) for one in stored} != {bytes}:  # text of these bytes is not them
                seen.faults += _row_faults(table.name, [row[:2] for row in batch], digests)
            done += len(batch)
            known += len(stored) - stored.count(None)
    seen.faults += _gone(connection, table, known)
    return seen


def _rows_with_digests(table: GuardedTable) -> str:
    """SQL for each row: its stored digest, its key, its values."""
    return (
        f"SELECT d.digest, {table.row('t.')}, {table.values('t.')} FROM {table.name} t "
        f"LEFT JOIN row_digest d ON d.\"table\" = '{table.name}' AND d.row = {table.row('t.')} "
        f"AND typeof(d.row) = typeof({table.row('t.')})"
    )


def _row_faults(table: str, rows: Sequence[tuple[bytes | None, object]], digests: Sequence[bytes]) -> Iterator[str]:
    for (stored, row), digest in zip(rows, digests, strict=True):
        if stored is None:
            yield worded(
                "Row {row} of the table {table} was added, or put in another's place.", row=_shown(row), table=table
            )
        elif not isinstance(stored, bytes) or stored != digest:
            yield worded("Row {row} of the table {table} was changed.", row=_shown(row), table=table)


def _gone(connection: sqlite3.Connection, table: GuardedTable, known: int) -> Iterator[str]:
    """Rows that have a digest and are not there; looked for only where the numbers differ."""
    digested = _count(connection, 'SELECT count(*) FROM row_digest WHERE "table" = ?', table.name)
    if digested == known:
        return
    with text_as_bytes(connection):
        rows = connection.execute(f"SELECT {table.row()} FROM {table.name}").fetchall()
        told = connection.execute('SELECT row FROM row_digest WHERE "table" = ?', (table.name,)).fetchall()
    there = {_typed(row) for (row,) in rows}
    for (row,) in told:
        if _typed(row) not in there:
            yield worded(
                "Row {row} of the table {name} was removed, or put in another's place.",
                row=_shown(row),
                name=table.name,
            )


def _typed(row: object) -> tuple[type, object]:
    """A row's key, which is another where it is of another type."""
    return type(row), bytes(row) if isinstance(row, bytearray) else row


def _shown(row: object) -> str:
    """A row's key for a sentence; text that is none any more with escapes."""
    return row.decode("utf-8", "backslashreplace") if isinstance(row, bytes | bytearray) else str(row)


def _fewer(faults: Sequence[str], table: str) -> list[str]:
    """The first faults of a table, and how many more there are."""
    more = len(faults) - NAMED
    told = (
        [worded("{more} more rows of the table {table} are not as they were stored.", more=more, table=table)]
        if more > 0
        else []
    )
    return [*faults[:NAMED], *told]


def _digested(connection: sqlite3.Connection) -> set[str]:
    """The tables of which there are digests of rows."""
    return {str(name) for (name,) in connection.execute('SELECT DISTINCT "table" FROM row_digest').fetchall()}


def _count(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
