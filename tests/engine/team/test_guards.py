"""Who put the case there has no more power over it than any owner: nothing on the server is theirs."""

# Holds SECURITY.md: whoever put a case on a server owns nothing there, and may go again

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.team.roles import Member, add_member, remove_member
from tests.engine.team.test_roles import entry, refused
from tests.team_cases import Team, faults, new_team, write_case
from tests.team_server import ADMIN, TestServer


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Put there by olga."""
    return new_team(team_server, write_case(tmp_path_factory.mktemp("guards") / "a.cpcl"))


def test_everything_there_belongs_to_the_administrator(team: Team) -> None:
    for asked in (
        "SELECT relowner::regrole::text FROM pg_class WHERE relnamespace = 'cpcl'::regnamespace",
        "SELECT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'cpcl'::regnamespace",
        "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'cpcl'",
    ):
        assert {owner for (owner,) in team.server.run(team.database, asked)} == {ADMIN}
    loose = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'cpcl'::regnamespace AND prosecdef AND proconfig IS NULL"
    )
    assert team.server.run(team.database, loose) == []


@pytest.mark.parametrize("role", ["owner", "reader"])
def test_who_put_the_case_there_switches_no_guard_off(team: Team, role: str) -> None:
    add_member(team.server.url(team.database), Member("olga", role))  # type: ignore[arg-type]
    names = [name for (name,) in team.server.run(
        team.database, "SELECT tablename FROM pg_tables WHERE schemaname = 'cpcl' ORDER BY 1"
    )]  # fmt: skip
    statements = [
        statement.format(name)
        for name in names
        for statement in (
            'ALTER TABLE cpcl."{}" DISABLE TRIGGER ALL',
            'ALTER TABLE cpcl."{}" DISABLE ROW LEVEL SECURITY',
            'ALTER TABLE cpcl."{}" RENAME TO mine',
            'DROP TABLE cpcl."{}"',
            'TRUNCATE cpcl."{}"',
            'CREATE TRIGGER mine BEFORE INSERT ON cpcl."{}" FOR EACH ROW EXECUTE FUNCTION cpcl.log_stays()',
        )
    ]
    statements += [
        "UPDATE cpcl.log SET purpose = ''", "UPDATE cpcl.log_head SET entries = 0",
        "UPDATE cpcl.about SET schema = 1", "INSERT INTO cpcl.log_head VALUES (1, '')",
        "DELETE FROM cpcl.change", "DROP FUNCTION cpcl.log_stays() CASCADE", "CREATE VIEW cpcl.mine AS SELECT 1",
        "CREATE FUNCTION cpcl.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP SCHEMA cpcl CASCADE",
        "CREATE TEMP TABLE log_head (entries bigint, hash text)", f"ALTER DATABASE {team.database} RENAME TO mine",
    ]  # fmt: skip
    for statement in statements:
        said = refused(team, "olga", statement)
        assert said.startswith("InsufficientPrivilege"), (statement, said)


def test_no_second_case_is_put_in_its_place(team: Team) -> None:
    add_member(team.server.url(team.database), Member("olga", "owner"))
    assert "there is a case already" in refused(team, "olga", "SELECT cpcl.begin_case()")
    assert "no case was begun" in refused(team, "olga", "SELECT cpcl.finish_case()")
    assert refused(team, "anna", "SELECT cpcl.begin_case()").startswith("InsufficientPrivilege")
    assert "has the name of whoever writes it" in refused(team, "olga", entry("ben"))


def test_the_others_go_on_when_who_put_the_case_there_is_removed(team: Team) -> None:
    with Case.open(team.pulled("anna")) as anna:
        remove_member(team.server.url(team.database), "olga")
        assert anna.decisions.decide(3, "match").user == "anna"
    assert faults(anna.path) == []
    assert "permission denied" in refused(team, "olga", "SELECT 1 FROM cpcl.log")


def test_entries_of_a_first_case_that_are_no_chain_are_refused(team_server: TestServer) -> None:
    from cpcl_desktop.engine.case import whole

    url = team_server.new_database("unchained")
    whole.prepare(url)
    add_member(url, Member("olga", "owner"))
    unchained = Team(team_server, "unchained", Path())
    begin, finish = "SELECT cpcl.begin_case()", "SELECT cpcl.finish_case()"
    first = entry("somebody").replace("hash, md5", "'x', md5")
    assert "no chain" in refused(unchained, "olga", begin, first, finish)
    assert "no chain" in refused(unchained, "olga", begin, finish)
    assert "was not finished" in refused(unchained, "olga", begin, "COMMIT")
