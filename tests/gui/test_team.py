"""A team's case in the window: what another desk decides appears, and what is decided goes there."""

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.team_cases import new_team

from .hands import TIMEOUT, open_case, search


@pytest.fixture
def team(team_server, case_file):
    return new_team(team_server, case_file)


def test_decisions_of_another_desk_appear_and_ours_go_there(qtbot, window, team):
    mirror, other = team.pulled("anna"), team.pulled("ben")
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, mirror)
    assert "under the name anna" in window.page.place.text
    search(qtbot, window, "red")
    first, second = window.page.results.model.hits[:2]
    with Case.open(other) as ben:
        ben.decisions.decide(first.track, "match", note="that is him")
    deciding = window.desk.deciding
    qtbot.waitUntil(lambda: first.track in deciding.decisions, timeout=TIMEOUT)
    assert deciding.decisions[first.track].user == "ben"
    with qtbot.waitSignal(deciding.settled, timeout=TIMEOUT):
        deciding.judge(second, "unsure")
    with Case.open(other) as ben:
        ben.team.bring_up_to_date()
        assert ben.decisions.current()[second.track].user == "anna"


def test_that_the_server_is_gone_is_told_once_and_what_is_here_stays(qtbot, window, team, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(str(said[1])))
    monkeypatch.setattr("cpcl_desktop.engine.team.server.QUIET_S", 0.0)
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, team.pulled("anna"))
    team.server.control("-m", "immediate", "stop")
    try:
        qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
        for _ in range(3):
            window.desk.look()
            qtbot.waitUntil(lambda: not window.desk.deciding._news.busy, timeout=TIMEOUT)
        assert told == ["What the others of the team do is not seen at the moment"]
        search(qtbot, window, "red")
        assert window.page.results.model.hits
    finally:
        team.server.control("start")
    with Case.open(team.pulled("ben")) as ben:
        ben.decisions.decide(1, "match")
    qtbot.waitUntil(lambda: 1 in window.desk.deciding.decisions, timeout=TIMEOUT)


def test_a_reader_is_told_so_and_may_not_decide(qtbot, window, team):
    open_case(qtbot, window, team.pulled("rita"))
    assert "as a reader" in window.page.place.text and window.desk.is_read_only
