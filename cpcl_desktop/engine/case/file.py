"""Opening the case file: whose it is, which version, and that only one program writes to it at a time."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.log import LogEntry, LogHead, canonical, next_entry
from cpcl_desktop.engine.case.schema import APPLICATION_ID, MIGRATIONS, USER_VERSION
from cpcl_desktop.engine.errors import CaseError, MachineError

SUFFIX = ".cpcl"
LOG_SINCE = 2  # the schema version that brought the log


def open_case_file(path: Path, create: bool, purpose: str = "", authority: str = "") -> sqlite3.Connection:
    """Open (or create) a case file at its newest schema; a `CaseError` leaves the file as it was.

    A file of an older version is brought up to date; as it was, it is kept
    beside the case as `NAME.cpcl.v1-backup`.
    """
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and not create:
        raise CaseError(f"There is no case at {path}.")
    if fresh and not path.parent.is_dir():
        raise CaseError(f"The folder {path.parent} does not exist; the case was not created.")
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case file.")
    try:
        connection = _connect(path)
        try:
            _check_identity(connection, path, fresh)
            _migrate(connection, path, purpose, authority)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise as_case_error(error, path) from error
    return connection


def as_case_error(error: sqlite3.Error, path: Path) -> CaseError | MachineError:
    """The user's sentence for what SQLite reports about the case file."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return CaseError(f"The case {path} is being written to by another program; try again when it is done.")
    if "not a database" in text:
        return CaseError(f"{path} is not a CPCL case; it was left as it is.")
    if "full" in text:
        return MachineError(
            f"The disk that holds {path} is full. What was committed is kept; free space and run the same again."
        )
    if "disk I/O error" in text:
        return MachineError(
            f"The disk that holds {path} fails to read or write it (disk I/O error): it may be full, unplugged or "
            "damaged. What was committed is kept; see to the disk and run the same again."
        )
    if "readonly" in text or "unable to open" in text:
        return CaseError(f"The case {path} cannot be opened for writing ({text}); check the folder's permissions.")
    return CaseError(f"The case {path} cannot be read ({text}).")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_identity(connection: sqlite3.Connection, path: Path, fresh: bool) -> None:
    """Refuse what is not ours before anything, even a journal mode, is written to it."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
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


def _migrate(connection: sqlite3.Connection, path: Path, purpose: str, authority: str) -> None:
    """Bring the file to the newest version, all in one transaction: cut short, it is as it was."""
    version = _version(connection)
    if version == USER_VERSION:
        return
    backup = _free(path.with_name(f"{path.name}.v{version}-backup"))
    if version:
        _back_up(connection, backup)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == version:  # else another program has just done it
            for number in range(version, USER_VERSION):
                _step(connection, number)
            _log_opening(connection, version, backup, purpose, authority)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _step(connection: sqlite3.Connection, number: int) -> None:
    """From one version to the next, inside the running transaction."""
    for statement in statements(MIGRATIONS[number]):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number + 1}")


def _log_opening(connection: sqlite3.Connection, version: int, backup: Path, purpose: str, authority: str) -> None:
    """What the log of a new or older case is to say of that."""
    if version < LOG_SINCE:
        begin_log(connection, purpose, authority)
    if version:
        head = LogHead(*connection.execute("SELECT entries, hash FROM log_head").fetchone())
        details = {"from": version, "to": USER_VERSION, "program": __version__, "backup": backup.name}
        write_entry(connection, next_entry(head, "migrated", purpose, details, authority))


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script (`executescript` would commit before it begins)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def begin_log(connection: sqlite3.Connection, purpose: str, authority: str = "") -> None:
    """The first entry: a name for this case that no other has, and what was there before there was a log."""
    known = connection.execute("SELECT id, sha256 FROM source ORDER BY id").fetchall()
    details = {"case": str(uuid.uuid4()), "program": __version__, "sources before the log": known}
    write_entry(connection, next_entry(LogHead(), "log begun", purpose, details, authority))


def write_entry(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Insert an entry; a trigger moves the noted head, others refuse an entry that does not follow it."""
    row = entry.said | {"details": canonical(entry.details), "hash": entry.hash}
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO log ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def _back_up(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy the open case, whole and consistent, to a file of that name."""
    work = backup.with_name(backup.name + ".part")
    try:
        work.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(work)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
        work.replace(backup)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            work.unlink(missing_ok=True)
        raise MachineError(
            f"The case was made by an older version, and a backup could not be written to {backup} ({error}). "
            "The case was left as it is; make room in its folder and open it again."
        ) from error


def _free(path: Path) -> Path:
    """This path, or the first with a number after it that no file has: no backup replaces another."""
    names = itertools.chain([path], (path.with_name(f"{path.name}-{n}") for n in itertools.count(2)))
    return next(name for name in names if not name.exists())


class WriterLock:
    """Held by whoever adds footage to a case; a second writer is told so at once.

    An exclusive transaction on a file beside the case: it works on every
    platform and ends with the process, however that ends.
    """

    def __init__(self, case: Path) -> None:
        self._path = case.with_name(case.name + "-writer")
        self._connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise CaseError(
                f"Footage is being added to {case} by another program; wait until it is done, or close it."
            ) from error

    def release(self) -> None:
        """Let the next writer in."""
        self._connection.close()
        self._path.unlink(missing_ok=True)
