"""Bringing a case file to the newest schema: all in one transaction, with the file as it was kept beside it."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.log import LogHead, next_entry
from cpcl_desktop.engine.case.log_table import begin_log, states_of, told_tables, write_entry
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.schema import APPLICATION_ID, MIGRATIONS, USER_VERSION
from cpcl_desktop.engine.case.shape import shape_faults
from cpcl_desktop.engine.case.single_digests import look_of
from cpcl_desktop.engine.case.state_check import state_faults
from cpcl_desktop.engine.case.turns import immediate
from cpcl_desktop.engine.errors import CaseError, MachineError
from cpcl_desktop.engine.progress import silent

if TYPE_CHECKING:  # loaded with the first case, not with the window
    from cpcl_desktop.engine.case.sqlite import Database, Migrations

LOG_SINCE, DIGESTS_SINCE = 2, 10  # the schema versions that brought the log, and digests of rows


def migrate(connection: sqlite3.Connection, path: Path, purpose: str, authority: str) -> None:
    """Bring the file to the newest version, all in one transaction: cut short, it is as it was."""
    version = version_of(connection)
    refuse_strange(connection, path, version)
    if version == USER_VERSION:
        return
    _refuse_mirror(connection, path)
    _refuse_edited(connection, path, version)
    backup = _free(path.with_name(f"{path.name}.v{version}-backup"))
    if version:
        _back_up(connection, backup)
    with without_foreign_keys(connection), immediate(connection):
        if version_of(connection) == version:  # else another program has just done it
            apply_migrations(connection)
            if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError(f"a row of {broken[0]} refers to nothing")
            _log_opening(connection, version, backup, purpose, authority)


@contextlib.contextmanager
def without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    """A table that others refer to can be made anew; SQLite heeds this outside a transaction only."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def apply_migrations(connection: sqlite3.Connection, until: int | None = None) -> None:
    """Make the migrations that a file has not had, up to a version (default: the newest).

    `user_version` is what programs go by, also those that know fewer versions;
    the library's record beside it says when each migration was made.
    """
    from cpcl_desktop.engine.case.sqlite import Database, Migrations

    database = Database(connection, execute_plugins=False)
    known = Migrations("case")
    for number, script in enumerate(MIGRATIONS[:until], start=1):
        known(name=str(number))(_step(number, script))
    _note_earlier(database, known)
    known.apply(database)


def refuse_strange(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file whose tables, triggers or views are not those that this program makes."""
    if faults := shape_faults(connection, version):
        raise CaseError(
            "{faults} The case {path} was left as it is; `cpcl verify` says what else it finds.",
            faults=" ".join(faults),
            path=path,
        )


def _refuse_mirror(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a team's case of an older version, which would no longer be what its server has."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'mirror'").fetchone():
        raise CaseError(
            "The team's case {path} has the tables of an older version of this program, and was left as it is. Its "
            "owner takes it out of the server with `cpcl case pull URL FILE --apart`, opens FILE once, and puts it "
            "into a new database with `cpcl case push`.",
            path=path,
        )


def _refuse_edited(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file with rows that are not as they were stored: digests made anew would call them right.

    By what the log says last of each table: the file's digests are made anew by whoever edits rows. Where the log
    was edited with them, its chain says so to `verify`, now and afterwards.
    """
    if version < DIGESTS_SINCE:
        return
    if found := state_faults(connection, told_tables(states_of(connection)), silent, look_of(version)):
        faults = " ".join(fault for faults in found.values() for fault in faults)
        raise CaseError(
            "{faults} The case {path} was left as it is, and was not brought up to date. `cpcl verify` in the "
            "version of this program that made it says what else was changed; go on with a copy of the case that "
            "was kept.",
            faults=faults,
            path=path,
        )


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open file; 0 while it is empty."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script (`executescript` would commit before it begins)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _step(number: int, script: str) -> Callable[[Database], None]:
    """What takes a file from the version before to this one, inside the running transaction."""

    def step(database: Database, /) -> None:
        for statement in statements(script):
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {number}")

    return step


def _note_earlier(database: Database, known: Migrations) -> None:
    """Note what a file had before there was a record of it."""
    known.ensure_migrations_table(database)
    noted = {migration.name for migration in known.applied(database)}
    for number in range(1, version_of(database.conn) + 1):
        if str(number) not in noted:
            row = {"migration_set": known.name, "name": str(number), "applied_at": f"before {datetime.now(UTC)}"}
            database.table(known.migrations_table).insert(row)


def _log_opening(connection: sqlite3.Connection, version: int, backup: Path, purpose: str, authority: str) -> None:
    """What the log of a new or older case is to say of that; its last entry carries the state."""
    state = make_anew(connection)
    if version < LOG_SINCE:
        begin_log(connection, purpose, authority, {} if version else state)
    if version:
        head = LogHead(*connection.execute("SELECT entries, hash FROM log_head").fetchone())
        details = {"from": version, "to": USER_VERSION, "program": __version__, "backup": backup.name}
        write_entry(connection, next_entry(head, "migrated", purpose, details, authority, state))


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
            "The case was made by an older version, and a backup could not be written to {path} ({why}). The "
            "case was left as it is; make room in its folder and open it again.",
            path=backup,
            why=error,
        ) from error


def _free(path: Path) -> Path:
    """This path, or the first with a number after it that no file has: no backup replaces another."""
    names = itertools.chain([path], (path.with_name(f"{path.name}-{n}") for n in itertools.count(2)))
    return next(name for name in names if not name.exists())
