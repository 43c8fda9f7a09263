"""What an administrator does who is no superuser: preparing a database, and cutting an end that nobody believes."""

# Holds SECURITY.md: an end of a team's log that no desk believes is cut off by the administrator and by nobody else

import pytest

from cpcl_desktop.engine.case import whole
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.cut_end import hashes_cut
from cpcl_desktop.engine.case.log import LogHead, check_chain, summary
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.team.roles import Member, add_member, members, remove_member
from tests.engine.team.test_roles import entry, mark
from tests.team_cases import Team, faults, write_case
from tests.team_server import TestServer


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Prepared and put there by an administrator who owns the database and may make roles, no more."""
    team_server.run("postgres", "CREATE ROLE keeper LOGIN CREATEROLE")
    team_server.new_database("kept")
    team_server.run("postgres", "ALTER DATABASE kept OWNER TO keeper")
    url = team_server.url("kept", "keeper")
    whole.prepare(url)
    for name, role in (("nora", "analyst"), ("omar", "owner"), ("max", "analyst")):
        add_member(url, Member(name, role))  # type: ignore[arg-type]
    file = write_case(tmp_path_factory.mktemp("kept") / "a.cpcl")
    with Case.open(file) as case:
        whole.push(case, url, silent)
    return Team(team_server, "kept", file)


def test_an_administrator_needs_to_be_no_superuser(team: Team) -> None:
    assert Member("keeper", "owner") in members(team.url("keeper"))
    assert [one.role for one in members(team.url("keeper")) if one.name == "keeper"] == ["owner"]
    remove_member(team.url("keeper"), "max")
    with Case.open(team.pulled("nora")) as nora:
        nora.decisions.decide(3, "match")
    assert faults(nora.path) == []


def test_an_end_that_no_desk_believes_is_cut_off_and_all_go_on(team: Team) -> None:
    with Case.open(team.pulled("nora")) as nora, Case.open(team.pulled("omar")) as omar:
        head = nora.log.head()
        marks = team.server.run(team.database, "SELECT count(*) FROM cpcl.mark")
        team.server.run(team.database, entry("nora"), mark("nora"), entry("nora"), user="nora")
        for case in (nora, omar):
            with pytest.raises(CaseError, match="does not agree with the log"):
                case.team.bring_up_to_date()
        with pytest.raises(CaseError, match="does not let you"):
            whole.cut(team.url("omar"), head.entries)
        for keep in (head.entries + 2, 0):
            with pytest.raises(UsageError, match="no end to cut off"):
                whole.cut(team.url("keeper"), keep)
        (noted,) = team.server.run(team.database, "SELECT entries, hash FROM cpcl.log_head")
        gone = whole.cut(team.url("keeper"), head.entries, "an end that nobody believes", "order 7")
        assert [(one.number, one.user) for one in gone] == [(head.entries + n, "nora") for n in (1, 2)]
        assert team.server.run(team.database, "SELECT count(*) FROM cpcl.mark") == marks
        assert omar.team.bring_up_to_date() == 1 == nora.team.bring_up_to_date()
        told = omar.log.entries()[-1]
        assert (told.action, told.user, told.number) == ("cut", "keeper", head.entries + 1)
        assert (told.purpose, told.authority) == ("an end that nobody believes", "order 7")
        assert hashes_cut(told.details) == {one.number: one.hash for one in gone}
        assert told.details["tables"] == ["mark"] and "entries that no desk believed: 2" in summary(told)
        nora.decisions.decide(3, "unsure")
        assert omar.team.bring_up_to_date() == 1
        said = check_chain(omar.log.entries(), omar.log.head(), LogHead(*noted))
        assert said == [
            f"Entry {noted[0]}, whose hash was noted, was cut off by the team's administrator, as entry "
            f"{told.number} says."
        ]
    assert faults(omar.path) == [] == faults(team.pulled("nora", apart=True))
    with pytest.raises(Exception, match="the log is never changed"):  # the guards stand again
        team.server.run(team.database, "DELETE FROM cpcl.log")


def test_an_end_that_changed_more_than_what_people_say_stays(team: Team) -> None:
    with Case.open(team.pulled("omar")) as omar:
        head = omar.log.head()
        omar.bin.take_out([1])
        with pytest.raises(CaseError, match="source as well"):
            whole.cut(team.url("keeper"), head.entries)
        assert omar.team.bring_up_to_date() == 0 and omar.log.head().entries == head.entries + 1


def test_a_database_that_cannot_keep_every_text_is_refused(team_server: TestServer) -> None:
    team_server.new_database("latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(CaseError, match="stores text as LATIN1"):
        whole.prepare(team_server.url("latin"))
