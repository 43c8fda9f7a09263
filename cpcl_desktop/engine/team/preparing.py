"""What the administrator of a database does: prepare it for a case, and cut off an end that no desk believes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.team.guards import NO_ENTRY, OWN_TABLES, guards
from cpcl_desktop.engine.team.link import SCHEMA, in_words, open_link
from cpcl_desktop.engine.team.roles import ROLES, SAID, database_of, group_of, named
from cpcl_desktop.engine.team.rows import Row
from cpcl_desktop.engine.team.tables import About, ServedTable, by_name, served
from cpcl_desktop.engine.team.writing import insert

_ENCODING: Final = "UTF8"  # the only one in which every text of a case can be stored


def prepare(url: str, tables: Sequence[ServedTable], schema: int) -> bool:
    """Make a case's tables in an empty database, as who may make roles there; whether pgvector keeps its vectors.

    Everything belongs to who does this, so nobody who takes part can change tables or what guards them. `tables`
    are this program's own, and `schema` their version.

    Raises `CaseError` where it is prepared already or the server refuses, `UsageError`, `ServerError`.
    """
    with open_link(url) as link, in_words(url):
        database = database_of(link)
        if link.execute("SELECT FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is not None:
            raise CaseError("The database {name} is prepared for a team's case already.", name=database)
        if (encoding := link.info.parameter_status("server_encoding")) != _ENCODING:
            raise CaseError(
                "The database {name} stores text as {encoding}, in which not every text can be stored; nothing was "
                "done. Make one with the encoding UTF8.",
                name=database,
                encoding=encoding,
            )
    _take_in_pgvector(url)
    with open_link(url) as link, in_words(url), link.transaction():
        _make_roles(link, database)
        about = About(schema, link.execute("SELECT to_regtype('halfvec')").fetchone()[0] is not None)
        for statement in OWN_TABLES:
            link.execute(statement)
        for table in served(tables, about):
            link.execute(table.made)
        link.execute("INSERT INTO about VALUES (%s, %s)", (about.schema, about.has_halves))
        link.execute("INSERT INTO log_head VALUES (0, %s)", (NO_ENTRY,))
        for statement in guards(database, tables):
            link.execute(statement)
    return about.has_halves


@dataclass(frozen=True, slots=True)
class Cut:
    """An end of a log that was cut off, by whom: where the log ends now, what went of it, and of which tables rows.

    Of each entry that went its number, time, name, action and hash.
    """

    by: str
    head: tuple[int, str]
    gone: Sequence[tuple[int, str, str, str, str]]
    tables: Sequence[str]


def cut(url: str, tables: Sequence[ServedTable], keep: int, telling: Callable[[Cut], Row]) -> Cut:
    """Cut off the log's end after an entry, with what was said by it, and have the log tell of it.

    For entries that no desk believes, which somebody wrote past this program. What was removed by such an entry
    cannot be brought back, so the end is cut only where people said something by it. `telling` makes the entry of
    the log that follows then, in the order of its columns.

    Raises:
        UsageError: the log does not go on after that entry, or tells there of what was cut off before.
        CaseError: more was changed than what people say, or this is not the administrator; nothing was cut.
        ServerError: no answer.
    """
    known = by_name(tables)
    with open_link(url) as link, in_words(url), link.transaction():
        (entries,) = link.execute("SELECT entries FROM take_turn()").fetchone()
        if not 0 < keep < entries:
            raise UsageError("The log has {count} entries, so there is no end to cut off there.", count=entries)
        told = link.execute(
            "SELECT max(number) FROM log WHERE number > %s AND action = 'cut' AND \"user\" = session_user::text",
            (keep,),
        ).fetchone()[0]
        if told is not None:
            raise UsageError(
                "Entry {entry} tells of an end that was cut off before, and stays; nothing was cut. Name that "
                "entry, or one after it, as the last that stays.",
                entry=told,
            )
        found = link.execute('SELECT DISTINCT "table" FROM change WHERE entry > %s', (keep,)).fetchall()
        touched = sorted(name for (name,) in found)
        if strange := [name for name in touched if name not in SAID]:
            raise CaseError(
                "By these entries an owner changed the case's {what} as well, which cannot be brought back; "
                "nothing was cut. Put the newest copy that was pulled apart or sent into a new database.",
                what=", ".join(strange),
            )
        gone = link.execute(
            'SELECT number, time, "user", action, hash FROM log WHERE number > %s ORDER BY number', (keep,)
        ).fetchall()
        _unguarded(link, ["log", *touched], "DISABLE", "NO FORCE")
        for name in touched:
            meets = known[name].meets("c.key")
            link.execute(
                f'DELETE FROM "{name}" t USING change c WHERE c."table" = %s AND c.entry > %s AND {meets}',
                (name, keep),
            )
        link.execute("DELETE FROM log WHERE number > %s", (keep,))
        link.execute("DELETE FROM change WHERE entry > %s", (keep,))
        head = link.execute(
            "UPDATE log_head SET (entries, hash) = (SELECT number, hash FROM log WHERE number = %s) "
            "RETURNING entries, hash",
            (keep,),
        ).fetchone()
        _unguarded(link, ["log", *touched], "ENABLE", "FORCE")
        (me,) = link.execute("SELECT session_user::text").fetchone()
        made = Cut(me, head, [(int(number), *said) for number, *said in gone], touched)
        insert(link, known["log"], [telling(made)])
    return made


def _unguarded(link: Any, names: Sequence[str], triggers: str, policies: str) -> None:  # noqa: ANN401 (psycopg's)
    """Within one transaction, which nobody else sees: the guards of tables off, or on again."""
    for name in names:
        link.execute(f'ALTER TABLE "{name}" {triggers} TRIGGER USER')
        link.execute(f'ALTER TABLE "{name}" {policies} ROW LEVEL SECURITY')


def _make_roles(link: Any, database: str) -> None:  # noqa: ANN401 (a connection of psycopg)
    link.execute(f"CREATE SCHEMA {SCHEMA}")
    groups = [named(group_of(database, role)) for role in ROLES]
    for group in groups:
        link.execute(f"CREATE ROLE {group} NOLOGIN")
    link.execute(f"REVOKE ALL ON DATABASE {named(database)} FROM PUBLIC")
    link.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")  # which everybody has before PostgreSQL 15
    link.execute(f"GRANT CONNECT ON DATABASE {named(database)} TO {', '.join(groups)}")
    link.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {', '.join(groups)}")
    link.execute(f"GRANT {groups[-1]} TO session_user")


def _take_in_pgvector(url: str) -> None:
    """Take pgvector into the database, where the server has it and lets us; else vectors are kept as bytes."""
    try:
        with open_link(url) as link, in_words(url):
            link.execute("CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public")
    except CaseError:  # not installed, or for its administrator to take in
        return
