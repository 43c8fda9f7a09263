"""Who takes part in a team's case, and as what; the server enforces what each may, see `guards`.

reader     reads
analyst    also decides, marks, labels, describes, saves searches, groups persons, under the own name alone
owner      also adds and removes footage, states clocks, names cameras, changes the model, merges cases
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.team.link import in_words, open_link

Role = Literal["reader", "analyst", "owner"]
ROLES: Final[Sequence[Role]] = get_args(Role)
SAID: Final = ("decision", "mark", "label", "caption", "saved_search", "person_decision", "person_member")
"""Tables of what people say, to which an analyst adds."""
_LONGEST: Final = 40  # letters of a database's name, which is part of its roles'


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part in a team's case."""

    name: str
    role: Role


def group_of(database: str, role: Role) -> str:
    """The server's role for a role in the case of a database; a server's roles are those of all its databases."""
    return f"cpcl_{database}_{role}"


def add_member(url: str, member: Member) -> bool:
    """Give somebody a role in the case, in place of any before; whether they were new to the server."""
    with open_link(url) as link, in_words(url), link.transaction():
        is_new = link.execute("SELECT FROM pg_roles WHERE rolname = %s", (member.name,)).fetchone() is None
        if is_new:
            link.execute(f"CREATE ROLE {named(member.name)} LOGIN")
        _take_all(link, member.name)
        link.execute(f"GRANT {named(group_of(database_of(link), member.role))} TO {named(member.name)}")
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
        database = database_of(link)
        found = [
            Member(name, role)
            for role in ROLES
            for (name,) in link.execute(
                f"SELECT m.rolname FROM {_memberships(link)} WHERE g.rolname = %s",
                (group_of(database, role),),
            ).fetchall()
        ]
    return sorted(set(found), key=lambda member: member.name)


def role_on(link: Any) -> Member:  # noqa: ANN401 (a connection of psycopg)
    """Who we are on the server, with the most that we may; `CaseError` where we take no part."""
    database = database_of(link)
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


def _take_all(link: Any, name: str) -> None:  # noqa: ANN401 (a connection of psycopg)
    """Take every role in the case from somebody, inside a transaction; `CaseError` where one stays.

    PostgreSQL only warns where it takes nothing: what another role granted (from 16 on), what comes by a group.
    """
    groups = [group_of(database_of(link), role) for role in ROLES]
    for group in groups:
        link.execute(f"REVOKE {named(group)} FROM {named(name)}")
    kept = link.execute(
        f"SELECT g.rolname, by.rolname FROM {_memberships(link)} JOIN pg_roles by ON by.oid = a.grantor "
        "WHERE m.rolname = %(name)s AND g.rolname = ANY(%(groups)s) UNION ALL "
        "SELECT g.rolname, NULL FROM pg_roles g, pg_roles m WHERE m.rolname = %(name)s AND NOT m.rolsuper "
        "AND g.rolname = ANY(%(groups)s) AND pg_has_role(m.oid, g.oid, 'usage') ORDER BY 2 NULLS LAST",
        {"name": name, "groups": groups},
    ).fetchone()
    if kept is not None:
        raise CaseError(
            "{name} has the role {group_name} on the server by way of {by_name}, from which this cannot take it. "
            "Nothing was changed; whoever granted it, or the server's superuser, has to revoke it first.",
            name=name,
            group_name=kept[0],
            by_name=kept[1] or "another role",
        )


def _memberships(link: Any) -> str:  # noqa: ANN401 (a connection of psycopg)
    """SQL: who (`m`) is in which role (`g`); who made one may give it to others, which makes nobody part of it."""
    is_in = "AND (a.inherit_option OR a.set_option) " if link.info.server_version >= 160000 else ""
    return f"pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member {is_in}"


def database_of(link: Any) -> str:  # noqa: ANN401 (a connection of psycopg)
    """The case's database; `UsageError` for a name from which no role's can be made."""
    name = str(link.info.dbname)
    if len(name) > _LONGEST:
        raise UsageError(
            "The name of the database has more than {most} letters, and its roles' names would be too "
            "long. Nothing was done.",
            most=_LONGEST,
        )
    return name


def named(name: str) -> str:
    """A name in SQL."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
