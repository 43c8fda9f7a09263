"""Whose turn it is to write to a case: SQLite has one write at a time, and those who wait only look now and then.

A merge writes without a pause, so whoever waits for it says so by a file beside the case, and is let in.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from cpcl_desktop.engine.case.lock import has_writer

LONGEST_WAIT_S = 600.0  # for the program's own adding of footage and merging; for anybody else, see `file`
_TURN_S = 0.12  # SQLite looks every tenth of a second, and more often at first, whether it may write
_LOOK_S = 0.002


def let_in(case: Path) -> None:
    """Between two transactions: let in who waits, if anybody does. One who was cut off at it delays this once."""
    mark, until = _mark_of(case), time.monotonic() + _TURN_S
    while mark.exists() and time.monotonic() < until:
        time.sleep(_LOOK_S)
    _remove(mark)


def turn_to_write(case: Path, connection: sqlite3.Connection) -> AbstractContextManager[None]:
    """A transaction, for which others that add footage or merge are waited for: they take their time."""
    until = time.monotonic() + LONGEST_WAIT_S
    return immediate(connection, lambda: time.monotonic() < until and has_writer(case), lambda: _waiting(case))


@contextlib.contextmanager
def immediate(
    connection: sqlite3.Connection,
    waits_on: Callable[[], bool] = lambda: False,
    waiting: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
) -> Iterator[None]:
    """A transaction that takes the right to write at once, not when it first writes.

    `waits_on` says, each time that the connection has waited for that as long as it does, whether it shall again;
    it waits within `waiting`.
    """
    if not _begun_at_once(connection):
        with waiting():
            _begin(connection, waits_on)
    with connection:  # commits at the end; on any error it rolls back
        yield


def _begun_at_once(connection: sqlite3.Connection) -> bool:
    (wait_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
    return True


def _begin(connection: sqlite3.Connection, waits_on: Callable[[], bool]) -> None:
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not waits_on():
                raise


@contextlib.contextmanager
def _waiting(case: Path) -> Iterator[None]:
    """Say that somebody waits; where it cannot be said, they wait for a pause."""
    mark = _mark_of(case)
    if has_writer(case):
        with contextlib.suppress(OSError):
            mark.touch()
    try:
        yield
    finally:
        _remove(mark)


def _mark_of(case: Path) -> Path:
    return case.with_name(case.name + "-waits")


def _remove(mark: Path) -> None:
    with contextlib.suppress(OSError):  # left there, it does no harm
        mark.unlink()
