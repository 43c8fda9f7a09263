"""Deciding about thousands of passages by one key: one job that can be stopped, one step of undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.gui.lanes import storing
from cpcl_desktop.gui.panels.job_card import JobCard
from cpcl_desktop.gui.panels.results_model import MARKS_ROLE, VERDICT_ROLE
from tests.passage_cases import add_footage

from .hands import TIMEOUT, open_case

MANY = 1500
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "many.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(number % 50, number / 4, number / 4 + 0.2) for number in range(MANY)], crops=1)
    return path


@pytest.fixture(autouse=True)
def parts(monkeypatch):
    monkeypatch.setattr(storing, "AT_ONCE", 500)


@pytest.fixture
def path(made, tmp_path):
    copy = tmp_path / "many.cpcl"
    copy.write_bytes(made.read_bytes())
    return copy


@pytest.fixture
def jobs(window) -> list:
    started = []
    window.desk.deciding.lasting.connect(started.append)
    return started


@pytest.fixture
def ready(qtbot, window, path, jobs):
    """The window with all passages shown and selected."""
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, path)
    window.page._limit = MANY
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.page.more_asked.emit(MANY)
    window.page.results.grid.setFocus()
    window.page.results.grid.selectAll()
    assert len(window.triage.chosen) == MANY
    return window


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.page.results.grid, key, modifiers)


def settle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.deciding.is_busy, timeout=TIMEOUT)


def history(path) -> list:
    with Case.open(path) as case:
        return [one.verdict for one in case.decisions.history()]


@pytest.fixture
def stop_after(monkeypatch, jobs):
    """Has the job that lasts be stopped, once, when so many parts of it are stored."""

    def stop(parts: int) -> None:
        store, stored = storing._store_part, []

        def counted(*asked):
            stored.append(store(*asked))
            if len(stored) == parts:
                jobs[-1].cancel()
            return stored[-1]

        monkeypatch.setattr(storing, "_store_part", counted)

    return stop


def test_one_key_decides_about_all_and_one_takes_all_back(qtbot, ready, jobs, path):
    grown = []
    ready.desk.deciding.decided.connect(lambda decided, _: grown.append(len(decided)))
    press(ready, Qt.Key.Key_1)
    assert len(jobs) == 1 and len(ready.findChildren(JobCard)) == 1
    settle(qtbot, ready)
    assert len(ready.desk.deciding.steps.made) == 1 and grown == [500, 1000, 1500]  # as its parts are stored
    assert ready.page.results.progress == "1,500 of 1,500 decided"
    assert ready.page.results.model.index(MANY - 1).data(VERDICT_ROLE) == "match"
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and ready.page.results.progress == "0 of 1,500 decided"
    press(ready, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(qtbot, ready)
    with Case.open(path) as case:
        assert len(case.decisions.current()) == MANY and case.log.head().entries >= 3 * MANY
        assert len(case.log.entries("decision")) == 3 * MANY  # one of each passage, each time
        assert verify_case(case, silent, footage=False).faults == []


def test_what_is_decided_so_is_not_decided_again_and_the_rest_keeps_its_notes(qtbot, ready, path):
    hits = ready.page.results.model.hits
    ready.desk.deciding.judge(hits[0], "match")
    ready.desk.deciding.annotate(hits[1], "the bag fits", "unsure")
    press(ready, Qt.Key.Key_1)
    settle(qtbot, ready)
    assert len(history(path)) == MANY + 1
    assert ready.desk.deciding.decisions[hits[1].track].note == "the bag fits"
    assert ready.desk.deciding.decisions[hits[1].track].verdict == "match"
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    standing = {track: (one.verdict, one.note) for track, one in ready.desk.deciding.decisions.items()}
    assert standing == {hits[0].track: ("match", ""), hits[1].track: ("unsure", "the bag fits")}


def test_stopped_in_the_middle_what_is_stored_stays_and_is_taken_back_as_one(qtbot, ready, path, stop_after):
    said = []
    ready.desk.deciding.said.connect(said.append)
    stop_after(1)
    press(ready, Qt.Key.Key_2)
    settle(qtbot, ready)
    qtbot.waitUntil(lambda: len(ready.desk.deciding.decisions) == 500, timeout=TIMEOUT)
    assert said == ["Stopped: 500 passages are decided; undo takes that back."]
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and not ready.desk.deciding.steps.can_undo
    assert history(path) == ["no match"] * 500 + [None] * 500


def test_taking_back_that_was_stopped_goes_on_by_the_same_key(qtbot, ready, path, stop_after):
    press(ready, Qt.Key.Key_1)
    settle(qtbot, ready)
    stop_after(2)
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    qtbot.waitUntil(lambda: len(ready.desk.deciding.decisions) == 500, timeout=TIMEOUT)
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and len(history(path)) == 2 * MANY


def test_passages_that_are_gone_do_not_keep_the_others_from_being_decided(qtbot, ready, path, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1:]))
    with Case.open(path) as case, case._store.transaction():
        case._store.connection.execute("DELETE FROM track WHERE id IN (5, 1200)")
    press(ready, Qt.Key.Key_1)
    settle(qtbot, ready)
    qtbot.waitUntil(lambda: len(ready.desk.deciding.decisions) == MANY - 2, timeout=TIMEOUT)
    (said,) = [str(error) for title, error in told if title == "The decision was not stored"]
    assert "no passage 5 any more, nor 1 other of these; what was decided of the rest is stored" in said
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and len(history(path)) == 2 * (MANY - 2)


def test_marks_are_set_on_all_at_once_and_taken_back_at_once(qtbot, ready, path):
    ready.desk.deciding.mark_all(ready.page.results.model.hits[:3], "bookmark")
    press(ready, Qt.Key.Key_B)
    settle(qtbot, ready)
    assert ready.page.results.model.index(MANY - 1).data(MARKS_ROLE) == ["bookmark"]
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert len(ready.desk.deciding.marks) == 3
    with Case.open(path) as case:
        assert len(case.marks.history()) == 3 + 2 * (MANY - 3)


def test_others_write_to_the_case_between_its_parts(ready, path):
    with Case.open(path) as other:
        before = other.log.head().entries
        asked = storing.Asked(
            storing.Passages(ready.page.results.model.columns.tracks, ready.page.results.model.columns.tracks),
            storing.Marking("reviewed", True),
        )
        heard = []

        def write(stored) -> None:
            heard.append(stored)
            other.marks.set(1, "bookmark", len(heard) == 1)  # would time out if the transaction lasted

        with Case.open(path) as case:
            storing.store_in(case, asked, write, silent)
        assert len(heard) == 2 and other.log.head().entries == before + MANY + 2
