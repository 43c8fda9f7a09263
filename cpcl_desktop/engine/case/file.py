"""Opening the case file: whether it is there, whose it is, and which version it has."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import tempfile
from pathlib import Path

from cpcl_desktop.bundle.regular_file import kind_of
from cpcl_desktop.engine.case.beside import address_of
from cpcl_desktop.engine.case.migrations import migrate, version_of
from cpcl_desktop.engine.case.schema import APPLICATION_ID, USER_VERSION
from cpcl_desktop.engine.case.still import Still
from cpcl_desktop.engine.case.store import DAMAGED, as_case_error
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.media.own_files import SUFFIX, is_case_file

__all__ = ["SUFFIX", "is_case_file", "open_case_file", "read_case_file"]

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1 << 29,  # bytes of a row; the largest are pictures of people
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
}
# Of a new case. In SQLite's usual 4096 a vector of 500 numbers has no room beside others, and takes a page of
# its own: files were twice as large (tests/benchmarks/merge_speed.py), and twice as much was written.
PAGE_BYTES = 8192
_JUST_BEGUN_BYTES = 2 * PAGE_BYTES
_PRAGMAS = (
    "trusted_schema = OFF",  # nothing in the file may call what is not harmless
    "cell_size_check = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # a row that is replaced goes, and then one comes
    "temp_store = MEMORY",
)


def open_case_file(path: Path, create: bool, purpose: str = "", authority: str = "") -> sqlite3.Connection:
    """Open (or create) a case file at its newest schema; a `CaseError` leaves the file as it was.

    A file of an older version is brought up to date; as it was, it is kept
    beside the case as `NAME.cpcl.v1-backup`.
    """
    fresh = not path.exists() or path.stat().st_size == 0
    if not (fresh and create):
        _refuse_other(path)
        _refuse_journal(path)
    if fresh and not path.parent.is_dir():
        raise CaseError("The folder {path} does not exist; the case was not created.", path=path.parent)
    try:
        with contextlib.ExitStack() as otherwise:
            connection = connected(path)
            otherwise.callback(connection.close)
            _check_identity(connection, path, fresh)
            if fresh:
                connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            # Readers go on while an ingest writes; FULL makes a commit survive a power cut.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, path, purpose, authority)
            otherwise.pop_all()
    except DAMAGED as error:
        raise as_case_error(error, path) from error
    return connection


def read_case_file(path: Path, resources: contextlib.ExitStack) -> tuple[sqlite3.Connection, Still | None]:
    """Open a case only to read it: nothing in its folder changes, and none of it need be writable.

    One of an older version is brought up to date in a temporary copy. What the
    reading needs is closed and removed with `resources`. Where the file itself
    is read without a lock, how it lay comes along, to be asked afterwards.
    """
    path = path.resolve()
    connection, still = read_as_it_lies(path, resources)
    try:
        if version_of(connection) == USER_VERSION:
            return connection, still
        copy = _brought_up_to_date(connection, path, resources)
        if still is not None:
            still.check()
        return copy, None
    except DAMAGED as error:
        raise as_case_error(error, path) from error


def read_as_it_lies(path: Path, resources: contextlib.ExitStack) -> tuple[sqlite3.Connection, Still | None]:
    """As `read_case_file`, but one of an older version comes with the tables that it has."""
    path = path.resolve()  # journals lie beside the file, not beside a link to it
    _refuse_other(path)
    _refuse_journal(path)
    try:
        still = Still(path)
        connection = resources.enter_context(contextlib.closing(_read_in_place(path, still.is_alone)))
        _check_identity(connection, path, fresh=False)
        return connection, still if still.is_alone else None
    except DAMAGED as error:
        raise as_case_error(error, path) from error


def _refuse_other(path: Path) -> None:
    """Refuse what is no file with a case in it; a pipe or a device would be waited for."""
    if not path.exists():
        raise CaseError("There is no case at {path}.", path=path)
    if path.is_dir():
        raise CaseError("{path} is a folder, not a case file.", path=path)
    if not path.is_file():
        raise CaseError(
            "{path} is {kind}, not a case file; it was not opened.", path=path, kind=kind_of(path.stat())
        )
    if path.stat().st_size == 0:
        raise CaseError("There is no case at {path}; the file is empty.", path=path)


def _refuse_journal(path: Path) -> None:
    """Refuse a case in which SQLite would undo something by a journal of a kind that this program keeps none of.

    It does so only while a case is made, which then has hardly a page. The case
    itself is not opened to look: closing it would drop this process's locks.
    """
    journal = path.with_name(path.name + "-journal")
    begun = path.stat().st_size > _JUST_BEGUN_BYTES
    if begun and journal.exists() and (not journal.is_file() or journal.stat().st_size):
        raise CaseError(
            "{path} is no file of this program, and would change the case; the case was not opened. Keep that "
            "file elsewhere, and open the case again.",
            path=journal,
        )


def connected(path: Path) -> sqlite3.Connection:
    """A connection to a case that is there, and is one, or to a new file; for any thread."""
    address = address_of(path)  # by which another case can be had beside it
    return _guarded(
        sqlite3.connect(
            address or path, timeout=10, isolation_level=None, check_same_thread=False, uri=address is not None
        )
    )


def _read_in_place(path: Path, is_alone: bool) -> sqlite3.Connection:
    """A connection that only reads. With no journal beside the file nobody writes it, and it takes no lock."""
    place = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if is_alone else ''}"
    connection = sqlite3.connect(place, timeout=10, isolation_level=None, check_same_thread=False, uri=True)
    return _guarded(connection)


def _guarded(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A connection that trusts the file as little as SQLite can (see its "Defense Against The Dark Arts")."""
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_identity(connection: sqlite3.Connection, path: Path, fresh: bool) -> None:
    """Refuse what is not ours before anything, even a journal mode, is written to it."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(connection)
    if not fresh and application != APPLICATION_ID and not _just_begun(connection):
        raise CaseError("{path} is a database, but not a CPCL case; it was left as it is.", path=path)
    if version > USER_VERSION:
        raise CaseError(
            "The case {path} was made by a newer version of this program (schema {version}, this one knows "
            "{known}); it was left as it is. Update the program to open it.",
            path=path,
            version=version,
            known=USER_VERSION,
        )


def _brought_up_to_date(
    connection: sqlite3.Connection, path: Path, resources: contextlib.ExitStack
) -> sqlite3.Connection:
    """A copy of an older case at the newest version, in a temporary folder."""
    folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="cpcl-")))
    copy = resources.enter_context(contextlib.closing(connected(folder / path.name)))
    connection.backup(copy)
    migrate(copy, folder / path.name, "", "")
    return copy


def _just_begun(connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in the database: the disk was full, or the power went, as the case was made."""
    marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not any(marks) and tables == 0
