"""A team's case in the window: what another desk decides appears, and what is decided goes there."""

import threading
import time

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.mirror import Mirror
from cpcl_desktop.engine.team.link import open_link
from cpcl_desktop.engine.team.turns import TAKE
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


@pytest.fixture
def asked(monkeypatch):
    """When the window asked the server what is new."""
    times, ask = [], Mirror.bring_up_to_date
    monkeypatch.setattr(Mirror, "bring_up_to_date", lambda team: times.append(time.monotonic()) or ask(team))
    return times


def opened(qtbot, window, path):
    """The deciding of a window in which the server's news are heard, and all that there was is known."""
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, path)
    deciding = window.desk.deciding
    qtbot.waitUntil(lambda: deciding.following._is_told, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not deciding.following.has_more and not deciding._news.busy, timeout=TIMEOUT)
    return deciding


def test_the_server_tells_of_what_another_desk_decides_and_is_asked_nothing_before(qtbot, window, team, asked):
    other, deciding = team.pulled("ben"), opened(qtbot, window, team.pulled("anna"))
    before = len(asked)
    deciding._timer.setInterval(100)
    qtbot.wait(1000)
    assert len(asked) == before
    deciding._timer.setInterval(3_600_000)  # so that it is not by looking that it shows
    with Case.open(other) as ben:
        ben.decisions.decide(1, "match")
        qtbot.waitUntil(lambda: 1 in deciding.decisions, timeout=TIMEOUT)
        ben.decisions.decide(2, "unsure")
        qtbot.waitUntil(lambda: 2 in deciding.decisions, timeout=TIMEOUT)


def test_where_the_server_tells_nothing_it_is_asked(qtbot, window, team):
    other, deciding = team.pulled("ben"), opened(qtbot, window, team.pulled("anna"))
    deciding.following._again.setInterval(3_600_000)
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    team.server.run(team.database, end)
    qtbot.waitUntil(lambda: not deciding.following._is_told, timeout=TIMEOUT)
    with Case.open(other) as ben:
        ben.decisions.decide(1, "match")
    qtbot.waitUntil(lambda: 1 in deciding.decisions, timeout=TIMEOUT)


def test_a_decision_waits_for_another_desk_says_so_and_can_be_stopped(qtbot, window, team):
    deciding, said = opened(qtbot, window, team.pulled("anna")), []
    search(qtbot, window, "red")
    first = window.page.results.model.hits[0]
    with open_link(team.url("ben")) as ben:
        ben.execute(TAKE, prepare=False)
        with qtbot.waitSignal(deciding.lasting, timeout=TIMEOUT) as held:
            deciding.judge(first, "match")
        (job,) = held.args
        job.progressed.connect(lambda progress: said.append(progress.stage))
        qtbot.waitUntil(lambda: bool(said), timeout=TIMEOUT)
        with qtbot.waitSignal(job.cancelled, timeout=TIMEOUT):
            job.cancel()
        ben.execute("ROLLBACK")
    assert set(said) == {"Waiting for ben, who is writing to the team's case"}
    with qtbot.waitSignal(deciding.settled, timeout=TIMEOUT):
        deciding.judge(first, "unsure")
    assert deciding.decisions[first.track].verdict == "unsure"
    with Case.open(team.pulled("ben")) as other:
        assert [one.verdict for one in other.decisions.history() if one.track == first.track][-1:] == ["unsure"]
        assert "match" not in [one.verdict for one in other.decisions.history() if one.user == "anna"]


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


def test_a_server_that_is_away_hides_nothing_of_other_cases_and_no_key_waits_for_it(
    qtbot, window, team, case_file, monkeypatch
):
    told, lanes, ask = [], set(), Mirror.bring_up_to_date
    here = threading.current_thread
    monkeypatch.setattr(
        Mirror, "bring_up_to_date", lambda team: lanes.add(here().name.partition("_")[0]) or ask(team)
    )
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append((said[1], str(said[2]))))
    monkeypatch.setattr("cpcl_desktop.engine.team.server.QUIET_S", 0.0)
    mirror, deciding = team.pulled("anna"), window.desk.deciding
    with qtbot.waitSignal(deciding.decided, timeout=TIMEOUT):
        window.asking.open_cases([case_file, mirror])
    qtbot.waitUntil(lambda: bool(lanes), timeout=TIMEOUT)
    team.server.control("-m", "immediate", "stop")
    try:
        qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
        with Case.open(case_file) as case:
            case.decisions.decide(1, "match")
        qtbot.waitUntil(lambda: 1 in deciding.decisions, timeout=TIMEOUT)
        ((title, sentence),) = told
        assert title == "What the others of the team do is not seen at the moment"
        assert sentence.startswith(f"{mirror.name}: ")
    finally:
        team.server.control("start")
    with Case.open(team.pulled("ben")) as ben:
        ben.decisions.decide(2, "unsure")
    qtbot.waitUntil(lambda: 2 in deciding.decisions, timeout=TIMEOUT)
    assert lanes == {"news"} and len(told) == 1


def test_a_reader_is_told_so_and_may_not_decide(qtbot, window, team):
    open_case(qtbot, window, team.pulled("rita"))
    assert "as a reader" in window.page.place.text and window.desk.survey.is_read_only
