"""Another case beside this one on its own connection: pictures go over within SQLite, not through Python.

That takes half the time. It is for a file that is read without a lock alone, see `still`: of one that somebody has
open, this connection might see another state than the one that was checked.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from cpcl_desktop.engine.case.crop_rows import PICTURES, VECTORS, CropOrder, CropReader
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError

CACHE_KB = 16_000  # of pages of the case meanwhile; with SQLite's 2,000 many are written and read several times
_MOVES = (
    "INSERT INTO main.crop " + PICTURES.format(case="part"),
    "INSERT INTO main.vector " + VECTORS.format(case="part"),
)


def address_of(path: Path) -> str | None:
    """A file's address as SQLite takes it; None of one on a Windows server, of which SQLite knows none."""
    address = path.absolute().as_uri()
    return address if address.startswith("file:///") else None


@contextlib.contextmanager
def beside(store: Store, other: CropReader) -> Iterator[bool]:
    """Have another case beside this one, not within a transaction; whether it can be.

    `CaseError` where another file has come to lie where the other case was opened.
    """
    connection = store.connection
    most = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        if not _attached(store, other):
            yield False
            return
        (cache,) = connection.execute("PRAGMA main.cache_size").fetchone()
        try:
            other.check_still()  # that was attached which was opened
            connection.execute(f"PRAGMA main.cache_size = -{CACHE_KB}")
            yield True
        finally:
            connection.execute(f"PRAGMA main.cache_size = {cache}")
            connection.execute("DETACH part")
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, most)


def _attached(store: Store, other: CropReader) -> bool:
    """Attach the very file that is watched, not what a link to it may lead to by now; False where it cannot be.

    A connection takes an address only if it was opened by one itself, see `file`.
    """
    address = None if other.file is None else address_of(other.file)
    if address is None or address_of(store.path) is None:
        return False
    try:
        store.connection.execute("ATTACH ? AS part", (f"{address}?mode=ro&immutable=1",))
    except sqlite3.Error:  # row by row it can be read, as where its text is in UTF-16, or what is wrong is said
        return False
    return True


def move(store: Store, other: CropReader, order: CropOrder) -> None:
    """Store pictures, each of which has a vector, of the case beside, in `CaseState.untold`.

    `CaseError` or `MachineError` where the other case cannot be read; what this one cannot store is SQLite's error.
    """
    for run in order.runs:
        try:
            asked = zip(_MOVES, order.values(run), strict=True)
            moved = {store.connection.execute(sql, values).rowcount for sql, values in asked}
        except sqlite3.DatabaseError:
            other.rows(order)  # SQLite does not tell in which of the two files it failed: this says so of the other
            raise
        if moved != {run.last - run.first + 1}:
            raise CaseError("A picture is not there any more; nothing of this source was taken.")
