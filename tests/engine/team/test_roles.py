"""What the server itself refuses, by raw SQL of who is let in: nobody needs this program to try."""

# Holds SECURITY.md: a reader writes nothing to a team's case, an analyst under no other name, nobody edits its log

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.whole import prepare
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.team.roles import SAID, Member, add_member, members, remove_member
from tests.team_cases import PEOPLE, Team, faults, new_team, write_case
from tests.team_server import ADMIN, TestServer


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    return new_team(team_server, write_case(tmp_path_factory.mktemp("roles") / "a.cpcl"))


def entry(who: str, number: str = "entries + 1") -> str:
    """Raw SQL for an entry of the log that follows."""
    return (
        'INSERT INTO cpcl.log (number, time, "user", purpose, action, details, previous, hash, authority, state) '
        f"SELECT {number}, 't', '{who}', '', 'mark', '{{}}', hash, md5(random()::text), '', '' FROM cpcl.log_head"
    )


def mark(who: str, id: str = "(SELECT entries FROM cpcl.log_head)") -> str:
    row = f"({id}, 1, 'bookmark', 1, 't', '{who}')"
    return f'INSERT INTO cpcl.mark (id, track, kind, is_set, time, "user") VALUES {row}'


def refused(team: Team, who: str, *statements: str) -> str:
    """The class of PostgreSQL's error."""
    import psycopg

    with pytest.raises(psycopg.Error) as error:
        team.server.run(team.database, *statements, user=who)
    return f"{type(error.value).__name__}: {error.value}"


def tables(team: Team) -> list[str]:
    rows = team.server.run(team.database, "SELECT tablename FROM pg_tables WHERE schemaname = 'cpcl'")
    return sorted(name for (name,) in rows)


def test_a_reader_reads_everything_and_writes_nothing(team: Team) -> None:
    assert len(tables(team)) > 20
    for name in tables(team):
        assert team.server.run(team.database, f'SELECT count(*) FROM cpcl."{name}"', user="rita")
        for statement in (
            f'INSERT INTO cpcl."{name}" DEFAULT VALUES',
            f'DELETE FROM cpcl."{name}"',
            f'TRUNCATE cpcl."{name}"',
            f'ALTER TABLE cpcl."{name}" ADD COLUMN mine text',
            f'DROP TABLE cpcl."{name}"',
        ):
            assert refused(team, "rita", statement).startswith("InsufficientPrivilege"), statement
    for statement in (entry("rita"), "SELECT cpcl.take_turn()", "CREATE TABLE cpcl.mine ()", "SET ROLE olga"):
        assert refused(team, "rita", statement).startswith("InsufficientPrivilege"), statement
    update = refused(team, "rita", "UPDATE cpcl.decision SET verdict = 'match'")
    assert update.startswith("InsufficientPrivilege")


def test_an_analyst_adds_what_is_said_under_the_own_name_alone(team: Team) -> None:
    before = team.server.run(team.database, "SELECT count(*) FROM cpcl.mark")
    assert "row-level security" in refused(team, "anna", entry("anna"), mark("ben"))
    assert "has the name of whoever writes it" in refused(team, "anna", entry("ben"), mark("anna"))
    for name in set(tables(team)) - {*SAID, "log"}:
        insert = f'INSERT INTO cpcl."{name}" DEFAULT VALUES'
        assert refused(team, "anna", insert).startswith("InsufficientPrivilege"), name
    for name in tables(team):
        assert refused(team, "anna", f'DELETE FROM cpcl."{name}"').startswith("InsufficientPrivilege"), name
    members_of_ben = "INSERT INTO cpcl.person_member SELECT id, 2, 1 FROM cpcl.person_decision LIMIT 1"
    assert "row-level security" in refused(team, "anna", entry("anna"), members_of_ben)
    assert team.server.run(team.database, "SELECT count(*) FROM cpcl.mark") == before


def test_an_analyst_labels_and_a_reader_does_not(team: Team) -> None:
    mirror = team.pulled("anna")
    with Case.open(mirror) as case:
        label = case.labels.make("Suspect A")
        case.marks.set(1, kind_of(label.label), True)
        case.labels.rename(label.label, "The courier")
    assert faults(mirror) == []
    rows = team.server.run(
        team.database, f'SELECT name, "user" FROM cpcl.label WHERE label = {label.label} ORDER BY id'
    )
    assert rows == [("Suspect A", "anna"), ("The courier", "anna")]
    with Case.open(team.pulled("ben")) as case:
        assert kind_of(label.label) in case.marks.current()[1]
    with Case.open(team.pulled("rita")) as case, pytest.raises(CaseError):
        case.labels.make("Vehicle")


def test_nothing_is_written_that_no_entry_tells_of(team: Team) -> None:
    assert "told of in the log first" in refused(team, "anna", mark("anna"))
    assert "told of in the log first" in refused(team, "anna", mark("anna"), entry("anna"))
    assert "told of in the log first" in refused(team, "olga", "DELETE FROM cpcl.track")


@pytest.mark.parametrize("who", ["anna", "olga", ADMIN])
def test_nobody_changes_the_log(team: Team, who: str) -> None:
    for statement in (
        "UPDATE cpcl.log SET purpose = 'another'",
        "DELETE FROM cpcl.log",
        "DELETE FROM cpcl.log WHERE number = (SELECT max(number) FROM cpcl.log)",
        "TRUNCATE cpcl.log",
    ):
        said = refused(team, who, statement)
        assert "the log is never changed" in said or said.startswith("InsufficientPrivilege"), statement
    assert "only grows at its end" in refused(team, who, entry(who, "entries + 2"))
    assert "only grows at its end" in refused(team, who, entry(who, "entries"))


def test_members_are_added_changed_and_removed(team: Team) -> None:
    url = team.server.url(team.database)
    assert members(url) == [Member(name, role) for name, role in sorted((PEOPLE | {ADMIN: "owner"}).items())]
    assert add_member(url, Member('zoë "z"', "reader"))
    assert not add_member(url, Member('zoë "z"', "analyst"))
    assert Member('zoë "z"', "analyst") in members(url)
    remove_member(url, 'zoë "z"')
    assert 'zoë "z"' not in {member.name for member in members(url)}
    with pytest.raises(UsageError, match="does not take part"):
        remove_member(url, 'zoë "z"')
    with pytest.raises(CaseError, match="does not let you"):
        add_member(team.url("anna"), Member("anna", "owner"))


def test_a_member_of_one_case_has_nothing_in_another(team: Team, tmp_path: Path) -> None:
    other = new_team(team.server, write_case(tmp_path / "b.cpcl"), {"olga": "owner"})
    assert "permission denied for database" in refused(other, "anna", "SELECT 1")
    with pytest.raises(CaseError, match="prepared"):
        prepare(other.server.url(other.database))


def test_an_owner_takes_over_what_others_said_when_merging(team: Team, tmp_path: Path) -> None:
    """The server lets an owner add rows of other names; an entry of the log, which says so, is under the own."""
    said = 'SELECT "user" FROM cpcl.mark WHERE id = (SELECT entries FROM cpcl.log_head)'
    mirror = team.pulled("olga")
    rows = team.server.run(team.database, entry("olga"), mark("somebody"), said, user="olga")
    assert rows == [("somebody",)]
    with Case.open(mirror) as case:
        assert case.team is not None
        with pytest.raises(CaseError, match="does not agree with the log"):  # which no desk then believes
            case.team.bring_up_to_date()


def test_a_role_that_stays_all_the_same_is_told(team: Team) -> None:
    """PostgreSQL warns, and takes nothing, where another granted it or it comes by a role in between."""
    url, group = team.server.url(team.database), f"cpcl_{team.database}_owner"
    by_another = (
        "CREATE ROLE giver", "CREATE ROLE vera LOGIN", f"GRANT {group} TO giver WITH ADMIN OPTION",
        "SET ROLE giver", f"GRANT {group} TO vera", "RESET ROLE",
    )  # fmt: skip
    by_a_role_between = ("CREATE ROLE office", f"GRANT {group} TO office, wim", "GRANT office TO wim")
    team.server.run("postgres", "CREATE ROLE wim LOGIN", *by_another, *by_a_role_between)
    names = {"wim": "another role"}
    if int(team.server.run("postgres", "SHOW server_version_num")[0][0]) >= 160000:
        names["vera"] = "giver"
    for name, by in names.items():
        assert Member(name, "owner") in members(url)
        with pytest.raises(CaseError, match=f"{name} has the role {group} on the server by way of {by}"):
            remove_member(url, name)
        with pytest.raises(CaseError, match="Nothing was changed"):
            add_member(url, Member(name, "reader"))
        assert Member(name, "owner") in members(url) and Member(name, "reader") not in members(url)
    team.server.run("postgres", "SET ROLE giver", f"REVOKE {group} FROM vera")
    team.server.run("postgres", f"REVOKE {group} FROM giver, office, wim")
