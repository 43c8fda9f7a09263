"""The ground of the case's tables: one connection, transactions, and rows as dictionaries.

SQL is spoken only in `schema.py`, `case.py` and the files called `case_….py`;
each of those knows one group of tables, and `Case` puts them together.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from cpcl_desktop.engine.case.file import as_case_error
from cpcl_desktop.engine.recorder_time import RecorderClock


class Store:
    """An open case file; `purpose` and `authority` (why, by whose order) go into every entry of its log."""

    def __init__(self, path: Path, connection: sqlite3.Connection, purpose: str = "", authority: str = "") -> None:
        self.path = path
        self.purpose, self.authority = purpose, authority
        self._connection = connection
        self._db = Database(connection, execute_plugins=False)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise as_case_error(error, self.path) from error

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        """Insert one row and return its rowid."""
        marks = ", ".join("?" * len(row))
        names = ", ".join(row)
        cursor = self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return cursor.lastrowid or 0

    def _all(self, sql: str, *values: object) -> list[dict[str, Any]]:
        try:
            return list(self._db.query(sql, values))
        except sqlite3.Error as error:
            raise as_case_error(error, self.path) from error

    def _one(self, sql: str, *values: object) -> dict[str, Any] | None:
        return next(iter(self._all(sql, *values)), None)


def path_value(path: Path) -> str | bytes:
    """A path as it is stored: text, or its bytes where its name is no valid Unicode (possible on Linux)."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return text


def path_of(value: str | bytes) -> Path:
    """A stored path."""
    return Path(os.fsdecode(value))


def take_clock(row: dict[str, Any]) -> RecorderClock:
    """A row's recorder clock, whose columns are taken out of it."""
    start, origin, timezone, offset_s = (row.pop(name) for name in ("start", "origin", "timezone", "offset_s"))
    return RecorderClock(None if start is None else datetime.fromisoformat(start), origin, timezone, offset_s)
