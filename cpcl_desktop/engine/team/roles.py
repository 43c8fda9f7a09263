"""Who may do what with a team's case, as the server enforces it: roles, grants, policies on rows, and triggers.

    reader     reads
    analyst    also decides, marks, describes, saves searches, groups persons, under the own name alone
    owner      also adds and removes footage, states clocks, changes the model, merges cases

Nobody changes or removes an entry of the log, and nothing is written that no entry tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.team.link import SCHEMA, in_words, open_link
from cpcl_desktop.engine.team.tables import ServedTable

Role = Literal["reader", "analyst", "owner"]
ROLES: Final[Sequence[Role]] = get_args(Role)
SAID: Final = ("decision", "mark", "caption", "saved_search", "person_decision", "person_member")
"""Tables of what people say, to which an analyst adds."""
CHANNEL: Final = "cpcl"  # on which the server tells that the log grew
_LONGEST: Final = 40  # letters of a database's name, which is part of its roles'


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part in a team's case."""

    name: str
    role: Role


def group_of(database: str, role: Role) -> str:
    """The server's role for a role in the case of a database; a server's roles are those of all its databases."""
    return f"cpcl_{database}_{role}"


def prepare(url: str) -> bool:
    """Prepare an empty database for a case, as who may make roles there; whether pgvector keeps its vectors.

    Raises `CaseError` where it is prepared already or the server refuses, `UsageError`, `ServerError`.
    """
    with open_link(url) as link, in_words(url):
        database = _database(link)
        if link.execute("SELECT FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is not None:
            raise CaseError("The database {name} is prepared for a team's case already.", name=database)
        with link.transaction():
            link.execute(f"CREATE SCHEMA {SCHEMA}")
            groups = [_named(group_of(database, role)) for role in ROLES]
            for group in groups:
                link.execute(f"CREATE ROLE {group} NOLOGIN")
            link.execute(f"REVOKE ALL ON DATABASE {_named(database)} FROM PUBLIC")
            link.execute(f"GRANT CONNECT ON DATABASE {_named(database)} TO {', '.join(groups)}")
            link.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {', '.join(groups)}")
            link.execute(f"GRANT CREATE ON SCHEMA {SCHEMA} TO {groups[-1]}")
            link.execute(f"GRANT {groups[-1]} TO session_user")
    return _has_pgvector(url)


def _has_pgvector(url: str) -> bool:
    """Whether the server has pgvector, which is taken into the database if it lets us."""
    try:
        with open_link(url) as link, in_words(url):
            link.execute("CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public")
    except CaseError:  # not installed, or for its administrator to take in: vectors are kept as bytes
        return False
    return True


def add_member(url: str, member: Member) -> bool:
    """Give somebody a role in the case, in place of any before; whether they were new to the server."""
    with open_link(url) as link, in_words(url), link.transaction():
        is_new = link.execute("SELECT FROM pg_roles WHERE rolname = %s", (member.name,)).fetchone() is None
        if is_new:
            link.execute(f"CREATE ROLE {_named(member.name)} LOGIN")
        _take_all(link, member.name)
        link.execute(f"GRANT {_named(group_of(_database(link), member.role))} TO {_named(member.name)}")
    return is_new


def remove_member(url: str, name: str) -> None:
    """Let somebody take part no more; what they said stays. `UsageError` where they do not take part."""
    if name not in {member.name for member in members(url)}:
        raise UsageError("{name} does not take part in this case; nothing was changed.", name=name)
    with open_link(url) as link, in_words(url), link.transaction():
        _take_all(link, name)


def members(url: str) -> list[Member]:
    """Who takes part, by name."""
    with open_link(url) as link, in_words(url):
        database = _database(link)
        found = [
            Member(name, role)
            for role in ROLES
            for (name,) in link.execute(
                "SELECT m.rolname FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid "
                "JOIN pg_roles m ON m.oid = a.member WHERE g.rolname = %s",
                (group_of(database, role),),
            ).fetchall()
        ]
    return sorted(set(found), key=lambda member: member.name)


def role_on(link: Any) -> Member:  # noqa: ANN401 (a connection of psycopg)
    """Who we are on the server, with the most that we may; `CaseError` where we take no part."""
    database = _database(link)
    name, groups = link.execute(
        "SELECT session_user::text, ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname = ANY(%s) "
        "AND pg_has_role(session_user, oid, 'member'))",
        ([group_of(database, role) for role in ROLES],),
    ).fetchone()
    for role in reversed(ROLES):
        if group_of(database, role) in groups:
            return Member(name, role)
    raise CaseError(
        "{name} does not take part in a case of the database {database}: nobody added them (`cpcl team "
        "add`), or it was not prepared (`cpcl team init`). Nothing was done.",
        name=name,
        database=database,
    )


def guards(database: str, tables: Sequence[ServedTable]) -> Iterator[str]:
    """What the server is told once a case is there: who may do what, and what nobody may."""
    reader, analyst, owner = (_named(group_of(database, role)) for role in ROLES)
    yield from _FUNCTIONS
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {reader}, {analyst}, {owner}"
    yield "REVOKE ALL ON FUNCTION take_turn() FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION take_turn() TO {analyst}, {owner}"
    yield f"GRANT INSERT ON log TO {analyst}, {owner}"
    for table in tables:
        if table.name == "log_head":
            continue
        if table.name in ("log", *SAID):
            yield from _policies(table.name, analyst, owner)
        if table.name != "log":
            yield f'GRANT INSERT, DELETE ON "{table.name}" TO {owner}'
            yield from _noting(table)
    yield f"GRANT INSERT ON {', '.join(SAID)} TO {analyst}"


def _policies(table: str, analyst: str, owner: str) -> Iterator[str]:
    """Which rows of a table may be read and added: what somebody says has their name."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY reading ON {table} FOR SELECT USING (true)"
    own = '"user" = session_user::text'
    if table == "person_member":
        own = f"EXISTS (SELECT FROM person_decision p WHERE p.id = decision AND p.{own})"
    who = f"{analyst}, {owner}" if table == "log" else analyst
    yield f"CREATE POLICY own_name ON {table} FOR INSERT TO {who} WITH CHECK ({own})"
    if table != "log":  # merging takes over what others said; removing footage takes it along
        yield f"CREATE POLICY taken_over ON {table} FOR INSERT TO {owner} WITH CHECK (true)"
        yield f"CREATE POLICY removed ON {table} FOR DELETE TO {owner} USING (true)"


def _noting(table: ServedTable) -> Iterator[str]:
    """Triggers that note which rows of a table changed with which entry, for the other desks."""
    key = ", ".join(f"'{column}'" for column in table.key)
    for event, tables in (
        ("INSERT", "NEW TABLE AS came"),
        ("UPDATE", "OLD TABLE AS went NEW TABLE AS came"),
        ("DELETE", "OLD TABLE AS went"),
    ):
        yield (
            f'CREATE TRIGGER noted_{event.lower()} AFTER {event} ON "{table.name}" REFERENCING {tables} '
            f"FOR EACH STATEMENT EXECUTE FUNCTION note_change({key})"
        )


_AS_OWNER: Final = f"LANGUAGE plpgsql SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp"
_FUNCTIONS: Final = (
    # One desk writes at a time: who has this row locked has the turn until its transaction ends.
    f"""CREATE FUNCTION take_turn() RETURNS SETOF log_head {_AS_OWNER} AS $$
    BEGIN RETURN QUERY SELECT * FROM log_head FOR UPDATE; END $$""",
    f"""CREATE FUNCTION log_follows() RETURNS trigger {_AS_OWNER} AS $$
    DECLARE head log_head;
    BEGIN
        SELECT * INTO head FROM log_head FOR UPDATE;
        IF NEW.number <> head.entries + 1 OR NEW.previous <> head.hash THEN
            RAISE EXCEPTION 'the log only grows at its end';
        END IF;
        IF NEW."user" <> session_user::text THEN
            RAISE EXCEPTION 'an entry of the log has the name of whoever writes it';
        END IF;
        UPDATE log_head SET entries = NEW.number, hash = NEW.hash;
        PERFORM pg_notify('{CHANNEL}', NEW.number::text);
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION log_stays() RETURNS trigger {_AS_OWNER} AS $$
    BEGIN RAISE EXCEPTION 'the log is never changed'; END $$""",
    f"""CREATE FUNCTION note_change() RETURNS trigger {_AS_OWNER} AS $$
    DECLARE
        told CONSTANT text := 'INSERT INTO change SELECT h.entries, %L, ARRAY[%s] FROM %I t, log_head h';
        key text;
    BEGIN
        IF (SELECT xmin FROM log_head) <> pg_current_xact_id()::xid THEN
            RAISE EXCEPTION 'what is changed is told of in the log first';
        END IF;
        SELECT string_agg(format('t.%I::text', part), ', ' ORDER BY at) INTO key
            FROM unnest(TG_ARGV) WITH ORDINALITY AS parts(part, at);
        IF TG_OP <> 'INSERT' THEN EXECUTE format(told, TG_TABLE_NAME, key, 'went'); END IF;
        IF TG_OP <> 'DELETE' THEN EXECUTE format(told, TG_TABLE_NAME, key, 'came'); END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER log_follows BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_follows()",
    "CREATE TRIGGER log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
    "FOR EACH STATEMENT EXECUTE FUNCTION log_stays()",
)


def _take_all(link: Any, name: str) -> None:  # noqa: ANN401 (a connection of psycopg)
    for role in ROLES:
        link.execute(f"REVOKE {_named(group_of(_database(link), role))} FROM {_named(name)}")


def _database(link: Any) -> str:  # noqa: ANN401 (a connection of psycopg)
    name = str(link.info.dbname)
    if len(name) > _LONGEST:
        raise UsageError(
            "The name of the database has more than {most} letters, and its roles' names would be too "
            "long. Nothing was done.",
            most=_LONGEST,
        )
    return name


def _named(name: str) -> str:
    """A name in SQL."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
