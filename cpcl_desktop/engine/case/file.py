"""Opening the case file: whether it is there, whose it is, and which version it has."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from cpcl_desktop.bundle.regular_file import kind_of
from cpcl_desktop.engine.case.migrations import migrate, version_of
from cpcl_desktop.engine.case.schema import APPLICATION_ID, USER_VERSION
from cpcl_desktop.engine.case.store import as_case_error
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.media.own_files import SUFFIX, is_case_file

__all__ = ["SUFFIX", "is_case_file", "open_case_file"]


def open_case_file(path: Path, create: bool, purpose: str = "", authority: str = "") -> sqlite3.Connection:
    """Open (or create) a case file at its newest schema; a `CaseError` leaves the file as it was.

    A file of an older version is brought up to date; as it was, it is kept
    beside the case as `NAME.cpcl.v1-backup`.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise CaseError(f"{path} is {kind_of(path.stat())}, not a case file; it was not opened.")
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and not create:
        raise CaseError(f"There is no case at {path}.")
    if fresh and not path.parent.is_dir():
        raise CaseError(f"The folder {path.parent} does not exist; the case was not created.")
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case file.")
    try:
        with contextlib.ExitStack() as otherwise:
            connection = _connect(path)
            otherwise.callback(connection.close)
            _check_identity(connection, path, fresh)
            migrate(connection, path, purpose, authority)
            otherwise.pop_all()
    except sqlite3.Error as error:
        raise as_case_error(error, path) from error
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_identity(connection: sqlite3.Connection, path: Path, fresh: bool) -> None:
    """Refuse what is not ours before anything, even a journal mode, is written to it."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(connection)
    if not fresh and application != APPLICATION_ID and not _just_begun(connection):
        raise CaseError(f"{path} is a database, but not a CPCL case; it was left as it is.")
    if version > USER_VERSION:
        raise CaseError(
            f"The case {path} was made by a newer version of this program (schema {version}, this one knows "
            f"{USER_VERSION}); it was left as it is. Update the program to open it."
        )
    # Readers go on while an ingest writes; FULL makes a commit survive a power cut.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _just_begun(connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in the database: the disk was full, or the power went, as the case was made."""
    marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not any(marks) and tables == 0
