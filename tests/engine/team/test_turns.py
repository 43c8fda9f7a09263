"""Waiting for another desk that writes: as long as it is there, said for whom, and ended by whoever waits."""

from collections.abc import Iterator
from typing import Any

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled, CaseError
from cpcl_desktop.engine.progress import Progress, heard_by
from cpcl_desktop.engine.team import turns
from cpcl_desktop.engine.team.link import open_link
from tests.team_cases import Team, new_team, write_case
from tests.team_server import TestServer

WAITS = "Waiting for anna, who is writing to the team's case"


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    return new_team(team_server, write_case(tmp_path_factory.mktemp("turns") / "a.cpcl"))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who is not seen to write is waited for."""
    monkeypatch.setattr(turns, "NOBODY_S", 0.0)


@pytest.fixture
def anna(team: Team) -> Iterator[Any]:
    """A desk that has the turn."""
    with open_link(team.url("anna")) as link:
        link.execute(turns.TAKE, prepare=False)
        yield link


def test_a_desk_waits_while_another_writes_and_says_for_whom(team: Team, anna: Any) -> None:
    told: list[Progress] = []

    def hear(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 2:
            anna.execute("ROLLBACK")

    with Case.open(team.pulled("ben")) as ben, heard_by(hear):
        assert ben.decisions.decide(3, "match").user == "ben"
    assert [one.stage for one in told] == [WAITS] * 2 and told[0].done < told[1].done and told[0].unit == "s"


def test_who_waits_may_end_it_and_nothing_is_stored(team: Team, anna: Any) -> None:
    def stop(progress: Progress) -> None:
        raise Cancelled("Stopped.")

    with Case.open(team.pulled("ben")) as ben:
        before = len(ben.decisions.history())
        with heard_by(stop), pytest.raises(Cancelled):
            ben.decisions.decide(3, "match")
        assert len(ben.decisions.history()) == before
        anna.execute("ROLLBACK")
        ben.decisions.decide(3, "unsure")
        assert len(ben.decisions.history()) == before + 1


def test_what_hears_of_waiting_hears_it_no_more_afterwards(team: Team, anna: Any) -> None:
    told: list[Progress] = []

    def hear(progress: Progress) -> None:
        told.append(progress)
        anna.execute("ROLLBACK")

    with heard_by(told.append):
        pass
    with Case.open(team.pulled("ben")) as ben, heard_by(told.append), heard_by(hear):
        ben.decisions.decide(3, None)
    assert len(told) == 1


def test_where_nobody_is_seen_to_write_it_is_told(team: Team) -> None:
    with Case.open(team.pulled("ben")) as ben, open_link(team.server.url(team.database)) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE cpcl.log_head IN EXCLUSIVE MODE")
        with pytest.raises(CaseError, match="no desk that writes is to be seen; nothing was changed"):
            ben.decisions.decide(3, "match")
        other.execute("ROLLBACK")
        ben.decisions.decide(3, "match")
