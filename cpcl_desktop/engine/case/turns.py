"""Whose turn it is to write to a case: SQLite has one write at a time, and those who wait only look now and then.

A merge writes without a pause, so whoever waits for it says so by a file beside the case, and is let in. Of several
who wait one is let in at a time; the others say so anew.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from cpcl_desktop.engine.case.lock import has_writer

LONGEST_WAIT_S = 600.0  # for the program's own adding of footage and merging; for anybody else, see `file`
_TURN_S = 0.12  # SQLite looks every tenth of a second, and more often at first, whether it may write
_ROUND_MS = 200  # in which it looks every twentieth; then whoever waits says so again
_LOOK_S = 0.002

Waiting = AbstractContextManager[Callable[[], None]]  # in which somebody waits; gives what says so


def let_in(case: Path) -> None:
    """Between two transactions: let in who waits, if anybody does. One who was cut off at it delays this once."""
    mark, until = _mark_of(case), time.monotonic() + _TURN_S
    while _is_mark(mark) and time.monotonic() < until:
        time.sleep(_LOOK_S)
    _remove(mark)


def turn_to_write(
    case: Path, connection: sqlite3.Connection, is_writer: bool = False
) -> AbstractContextManager[None]:
    """A transaction, for which others that add footage or merge are waited for: they take their time.

    Whoever does so itself `is_writer`, and asks nobody to be let in.
    """
    until = time.monotonic() + LONGEST_WAIT_S
    return immediate(
        connection,
        lambda: time.monotonic() < until and has_writer(case),
        _unsaid if is_writer else lambda: _waiting(case),
    )


def _unsaid() -> Waiting:
    return contextlib.nullcontext(lambda: None)


@contextlib.contextmanager
def immediate(
    connection: sqlite3.Connection,
    waits_on: Callable[[], bool] = lambda: False,
    waiting: Callable[[], Waiting] = _unsaid,
) -> Iterator[None]:
    """A transaction that takes the right to write at once, not when it first writes.

    `waits_on` says, each time that it was waited for as long as the connection does, whether it shall be again;
    it waits within `waiting`, in short rounds before each of which it says so.
    """
    (wait_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
    try:
        if _refused(connection, 0):
            with waiting() as say:
                _begin(connection, wait_ms / 1000, waits_on, say)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
    with connection:  # commits at the end; on any error it rolls back
        yield


def _begin(
    connection: sqlite3.Connection, wait_s: float, waits_on: Callable[[], bool], say: Callable[[], None]
) -> None:
    until = time.monotonic() + wait_s
    while True:
        say()
        if (refused := _refused(connection, _ROUND_MS)) is None:
            return
        if time.monotonic() >= until:
            if not waits_on():
                raise refused
            until = time.monotonic() + wait_s


def _refused(connection: sqlite3.Connection, wait_ms: int) -> sqlite3.OperationalError | None:
    """Begin a transaction; what SQLite says where somebody else has one for longer than that."""
    connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return error
    return None


@contextlib.contextmanager
def _waiting(case: Path) -> Iterator[Callable[[], None]]:
    """Say that somebody waits, also after another was let in; where it cannot be said, they wait for a pause."""
    mark = _mark_of(case)

    def say() -> None:
        if has_writer(case):
            with contextlib.suppress(OSError):  # such as that it is said already
                os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))

    try:
        yield say
    finally:
        _remove(mark)


def _mark_of(case: Path) -> Path:
    return case.with_name(case.name + "-waits")


def _is_mark(mark: Path) -> bool:
    """Whether it is there, and no file of somebody else's that happens to be called so."""
    try:
        found = mark.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def _remove(mark: Path) -> None:
    if _is_mark(mark):
        with contextlib.suppress(OSError):  # left there, it does no harm
            mark.unlink()
