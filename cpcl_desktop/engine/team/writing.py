"""Rows into a server's tables and out of them, over a link in a transaction; psycopg's errors are the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cpcl_desktop.engine.team.rows import Row, coded, stream
from cpcl_desktop.engine.team.tables import ServedTable

Key = tuple[object, ...]


def insert(link: Any, table: ServedTable, rows: Iterable[Row]) -> None:  # noqa: ANN401 (a connection of psycopg)
    """Add rows to a table with policies, into which PostgreSQL lets nobody copy."""
    values = ", ".join(["%s"] * len(table.columns))
    _all(link, f'INSERT INTO "{table.name}" ({_columns(table)}) VALUES ({values})', rows)


def put(link: Any, table: ServedTable, rows: Iterable[Row]) -> None:  # noqa: ANN401
    """Copy rows into a table without policies."""
    with link.cursor().copy(f'COPY "{table.name}" ({_columns(table)}) FROM STDIN (FORMAT BINARY)') as copy:
        for block in stream(table.kinds, rows):
            copy.write(block)


def delete(link: Any, table: ServedTable, keys: Sequence[Key]) -> None:  # noqa: ANN401
    """Remove the rows that have these keys."""
    where = " AND ".join(f'"{column}" = %s' for column in table.key)
    if keys:
        _all(link, f'DELETE FROM "{table.name}" WHERE {where}', keys)


def _columns(table: ServedTable) -> str:
    return ", ".join(f'"{column}"' for column in table.columns)


def _all(link: Any, sql: str, rows: Iterable[Row]) -> None:  # noqa: ANN401
    with link.cursor() as cursor:
        cursor.executemany(sql, ([coded(v) if isinstance(v, str) else v for v in row] for row in rows))
