"""A whole case to a team's server and from there, row by row the same; what was edited goes neither way.

Sent is what the log vouches for: a case in which a row is not as it was stored stays where it is. Taken is what
leads to the state that the log gives; the digests of rows are made anew here, so a server adds nothing of its own.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.case.case import Case, occasion
from cpcl_desktop.engine.case.cut_end import CutEntry, cut_told
from cpcl_desktop.engine.case.file import PAGE_BYTES
from cpcl_desktop.engine.case.log import LogEntry, LogHead, check_chain, next_entry
from cpcl_desktop.engine.case.log_table import entry_of, row_of, told_tables
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.migrations import apply_migrations
from cpcl_desktop.engine.case.mirror import AT_ONCE, case_tables
from cpcl_desktop.engine.case.schema import MIRROR, USER_VERSION
from cpcl_desktop.engine.case.single_digests import make_of
from cpcl_desktop.engine.case.store import DAMAGED, as_case_error, columns_of, insert
from cpcl_desktop.engine.case.turns import immediate
from cpcl_desktop.engine.errors import CaseError, MachineError, UsageError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.team import preparing
from cpcl_desktop.engine.team.known import remember
from cpcl_desktop.engine.team.roles import Member
from cpcl_desktop.engine.team.server import Server
from cpcl_desktop.engine.team.tables import About, ServedTable, by_name, served


def prepare(url: str) -> bool:
    """Make the tables of a case in an empty database, see `team.preparing`; whether pgvector keeps its vectors."""
    return preparing.prepare(url, case_tables(), USER_VERSION)


def cut(url: str, keep: int, purpose: str | None = None, authority: str | None = None) -> Sequence[CutEntry]:
    """Cut off an end of a team's log that no desk believes, see `team.preparing`; what went.

    The entry that follows says so, with `purpose` and `authority` as in `Case.open`.
    """
    why, order = occasion(purpose, authority)

    def telling(made: preparing.Cut) -> tuple[Any, ...]:
        told = cut_told(keep, [CutEntry(*one) for one in made.gone], made.tables)
        row = row_of(next_entry(LogHead(*made.head), "cut", why, told, order, author=made.by))
        return tuple(row.get(column, "") for column in by_name(case_tables())["log"].columns)

    return [CutEntry(*one) for one in preparing.cut(url, case_tables(), keep, telling).gone]


def push(case: Case, url: str, report: Report) -> LogHead:
    """Put a case on a server, into a database that was prepared for it; where its log ends there.

    The file stays as it is, and follows nothing. That the case was sent is the last entry, here and there; where it
    then was not, a further entry here says so.

    Raises:
        CaseError: rows or log are not as they were stored, or the server refuses; nothing is there then.
        UsageError: the case is a mirror of a team's itself, or we are no owner there; the policy forbids it.
        ServerError: no answer. Cancelled.
    """
    if case.team is not None:
        raise UsageError("{path} follows a team's case, which is on its server; nothing was sent.", path=case.path)
    with contextlib.closing(Server(url)) as server:
        server.check_free(USER_VERSION)  # who may not come in is told so before anything is looked at
        if faults := [*case.integrity.faults(), *_log_faults(case, report)]:
            raise CaseError("{faults} Nothing was sent.", faults=" ".join(faults[:3]))
        sent = {"what": "case", "to": server.shown}
        case.log.record("export", sent)
        try:
            with case.held():
                connection, head = case._store.connection, case.log.head()
                server.publish(case_tables(), lambda table: _all(connection, table, report), USER_VERSION)
        except BaseException as error:
            case.log.record("export", {**sent, "failed": str(error) or type(error).__name__})
            raise
        return head


def pull(url: str, path: Path, report: Report, apart: bool = False) -> LogHead:
    """Take a case from a server into a new file, which follows it; where its log ends.

    `apart`: the file is a case of its own, and what is done in it and there go separate ways.

    Raises:
        UsageError: there is a file already; the policy forbids it.
        CaseError: the server has no case, or one that its log does not vouch for; no file is there then.
        ServerError: no answer. MachineError: the file cannot be written. Cancelled.
    """
    path = Path(path).absolute()
    if path.exists():
        raise UsageError("{path} is there already; nothing was taken. Give another name.", path=path)
    work = path.with_name(path.name + ".part")
    try:
        work.unlink(missing_ok=True)
        with contextlib.closing(Server(url)) as server, contextlib.closing(_new_file(work)) as connection:
            about, me = server.about(), server.me()
            _refuse_version(about, apart)
            with immediate(connection):
                apply_migrations(connection, about.schema)
            with server.snapshot():
                head = _fill(connection, server, about, report)
            if not apart:
                _follow(connection, url, me, about)
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
        if not apart:
            remember(url)
        work.replace(path)
    except DAMAGED as error:
        raise as_case_error(error, work) from error
    except OSError as error:
        raise MachineError(
            "{path} cannot be written ({why}); the team's case is as it was.", path=path, why=error
        ) from error
    finally:
        with contextlib.suppress(OSError):
            work.unlink(missing_ok=True)
    return head


def _new_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # cut off, it is made anew
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    return connection


def _refuse_version(about: About, apart: bool) -> None:
    if about.schema > USER_VERSION:
        raise CaseError(
            "The team's case has the tables of a newer version of this program; nothing was taken. Update "
            "the program."
        )
    if about.schema < USER_VERSION and not apart:
        raise CaseError(
            "The team's case has the tables of an older version of this program; nothing was taken. Its "
            "owner takes it with `cpcl case pull URL FILE --apart`, opens FILE once, and puts it into a new "
            "database."
        )


# --- what goes


def _log_faults(case: Case, report: Report) -> list[str]:
    """What speaks against the case: its log, and rows that are not what the log leads to."""
    entries = case.log.entries()
    faults = case.integrity.row_faults(_told(entries), report)
    return [*check_chain(entries, case.log.head()), *(one for found in faults.values() for one in found)]


def _told(entries: Sequence[LogEntry]) -> dict[str, str]:
    """What the log says last of each table."""
    return told_tables(entry.state for entry in entries)


def _all(connection: sqlite3.Connection, table: ServedTable, report: Report) -> Iterator[tuple[Any, ...]]:
    """A table's rows, in the order of its key."""
    (total,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    order = ", ".join(f't."{column}"' for column in table.key)
    rows = connection.execute(f"SELECT {table.selected} FROM {table.name} t ORDER BY {order}")
    for done in itertools.count(0, AT_ONCE):
        report(Progress(tr("Sending {name}", name=table.name), done, total, "rows"))
        if not (some := rows.fetchmany(AT_ONCE)):
            return
        yield from some


# --- what comes


def _fill(connection: sqlite3.Connection, server: Server, about: About, report: Report) -> LogHead:
    """Take every table over, and see whether the log vouches for them."""
    tables = by_name(served(case_tables(about.schema), about))
    with immediate(connection):
        connection.execute('DELETE FROM "_sqlite_migrations"')  # the case's own come, with when they were made
        for table in (tables[name] for name in tables if name != "log_head"):  # which the log's entries make
            _take(connection, server, table, report)
        report(Progress(tr("Checking what was taken")))
        state = make_anew(connection, make_of(about.schema))
        rows = connection.execute(f"SELECT {columns_of(LogEntry)} FROM log ORDER BY number").fetchall()
        names = columns_of(LogEntry).split(", ")
        entries = [entry_of(dict(zip(names, row, strict=True))) for row in rows]
        head = LogHead(*server.head())
        told, made = _told(entries), state["tables"]
        faults = check_chain(entries, head)
        if wrong := sorted(name for name in made.keys() | told.keys() if made.get(name) != told.get(name)):
            raise CaseError(
                "The team's case is not what its log says: {names} were changed on the server, past this program. "
                "No file was made.",
                names=", ".join(wrong),
            )
        if faults:
            raise CaseError("{faults} So says the team's server; no file was made.", faults=" ".join(faults[:3]))
    return head


def _take(connection: sqlite3.Connection, server: Server, table: ServedTable, report: Report) -> None:
    marks = ", ".join("?" * len(table.columns))
    with contextlib.closing(server.rows(table)) as rows:
        for done in itertools.count(0, AT_ONCE):
            report(Progress(tr("Taking {name}", name=table.name), done, None, "rows"))
            if not (some := list(itertools.islice(rows, AT_ONCE))):
                return
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', some)


def _follow(connection: sqlite3.Connection, url: str, me: Member, about: About) -> None:
    """Make the file a mirror: what it follows is written in it."""
    with immediate(connection):
        for sql in MIRROR.values():
            connection.execute(sql)
        row = {"url": url, "member": me.name, "role": me.role, "has_halves": int(about.has_halves)}
        insert(connection, "mirror", row)
