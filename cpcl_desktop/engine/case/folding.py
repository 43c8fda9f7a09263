"""Folding what is committed from the journal into the case's file, by a thread, while more is written.

SQLite has whoever commits do it, and wait for the disk until each file is written through. Where a case grows by
gigabytes that takes as long as making the rows.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from cpcl_desktop.engine.case.file import connected
from cpcl_desktop.engine.case.store import DAMAGED, Store, as_case_error

MOST_BYTES = 256_000_000  # of the journal, before whoever writes waits until it can begin anew
MOST_BEHIND = 4  # transactions, before whoever writes waits for a slow disk


@contextlib.contextmanager
def folding(store: Store) -> Iterator[Callable[[], None]]:
    """Commit without waiting for the disk; gives what is to be called between transactions.

    However the program ends, what was committed is there afterwards. A power cut may take what the last few
    transactions committed; once this context is over, nothing. What others commit is as safe as ever, and so is all
    that was committed before it. `CaseError` or `MachineError` where the disk fails; where it ends by
    another error, that one.
    """
    try:
        with (
            ThreadPoolExecutor(1, "folding") as thread,
            contextlib.closing(connected(store.path)) as beside,
            _unhurried(store.connection),
        ):
            running, behind = thread.submit(_fold, beside), 0

            def fold() -> None:
                nonlocal running, behind
                behind += 1
                if running.done() or behind > MOST_BEHIND:
                    is_long = running.result().bytes > MOST_BYTES
                    running, behind = thread.submit(_fold, beside), 0
                    if is_long:
                        running.result()

            try:
                yield fold
            except BaseException:
                running.exception()  # waited for; that it failed is not why this ends
                with contextlib.suppress(*DAMAGED):
                    _fold_or_sync(beside, store.path)
                raise
            running.result()
            _fold_or_sync(beside, store.path)
    except DAMAGED as error:
        raise as_case_error(error, store.path) from error


class _Folded(NamedTuple):
    bytes: int  # of the journal
    is_all: bool


def _fold(connection: sqlite3.Connection) -> _Folded:
    """Fold all that is committed, but what somebody who reads an older state holds back. Nobody waits for it."""
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    is_busy, pages, folded = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return _Folded(pages * page, not is_busy and folded == pages)


def _fold_or_sync(connection: sqlite3.Connection, case: Path) -> None:
    """Have all that is committed outlast a power cut: in the file or, what is held back, in the journal.

    SQLite writes the journal through only where it folds something of it.
    """
    if _fold(connection).is_all:
        return
    place = case.resolve()  # a journal lies beside the file, not beside a link to it
    try:
        descriptor = os.open(place.with_name(place.name + "-wal"), os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise sqlite3.OperationalError("disk I/O error") from error


@contextlib.contextmanager
def _unhurried(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits neither wait for the disk nor fold."""
    meanwhile = {"synchronous": "NORMAL", "wal_autocheckpoint": 0}
    before = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in meanwhile}
    for name, value in meanwhile.items():
        connection.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        for name, value in before.items():
            connection.execute(f"PRAGMA {name} = {value}")
