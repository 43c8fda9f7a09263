"""Searches that are saved in the case: with their filters, renamed, deleted, and all of it taken back by Ctrl+Z."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query

from .hands import TIMEOUT, open_case, search

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    return window


def names(window) -> list[str]:
    return [one.name for one in window.page.panel.box.searches.saved]


def until(qtbot, window, expected) -> None:
    qtbot.waitUntil(lambda: names(window) == expected, timeout=TIMEOUT)


def save(qtbot, window, answers, name, monkeypatch) -> None:
    monkeypatch.setattr(answers, "search_name", lambda parent, before: name)
    before = names(window)
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    until(qtbot, window, sorted([*before, name]))


def entry(window, *path):
    """An entry of the menu of searches."""
    menu = window.page.panel.box.searches.menu()
    menu.aboutToShow.emit()
    for text in path[:-1]:
        menu = next(under for under in window.page.panel.box.searches.under if under.title() == text)
    return next(action for action in menu.actions() if action.text() == path[-1])


def test_a_saved_search_comes_back_with_its_filters_also_in_another_session(
    qtbot, ready, answers, case_file, monkeypatch
):
    panel = ready.page.panel
    search(qtbot, ready, "red")
    panel.filters.within.last.setText("0:05")
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(panel.filters.within.last, Qt.Key.Key_Return)
    asked = panel.query(7)
    save(qtbot, ready, answers, "red, early", monkeypatch)
    ready.desk.close()
    assert names(ready) == []
    open_case(qtbot, ready, case_file)
    until(qtbot, ready, ["red, early"])
    assert panel.query(7) == Query(limit=7)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        entry(ready, "red, early").trigger()
    assert panel.query(7) == asked and ready.page.results.answer.query.to_s == 5.0
    assert panel.filters.within.last.text() == "0:00:05.000"


def test_renaming_and_deleting_are_taken_back_in_the_order_of_what_was_done(
    qtbot, ready, answers, case_file, monkeypatch
):
    search(qtbot, ready, "red")
    save(qtbot, ready, answers, "a", monkeypatch)
    ready.page.results.grid.select_row(0)
    ready.page.results.grid.setFocus()
    QTest.keyClick(ready.page.results.grid, Qt.Key.Key_1)
    monkeypatch.setattr(answers, "search_name", lambda parent, before: f"{before}b")
    entry(ready, "Rename", "a").trigger()
    until(qtbot, ready, ["ab"])
    entry(ready, "Delete", "ab").trigger()
    until(qtbot, ready, [])
    for expected in (["ab"], ["a"]):
        QTest.keyClick(ready, Qt.Key.Key_Z, CONTROL)
        until(qtbot, ready, expected)
    qtbot.waitUntil(lambda: bool(ready.desk.deciding.decisions), timeout=TIMEOUT)
    QTest.keyClick(ready, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not ready.desk.deciding.decisions, timeout=TIMEOUT)
    QTest.keyClick(ready, Qt.Key.Key_Z, CONTROL)
    until(qtbot, ready, [])
    assert not ready.actions_by_id["undo"].isEnabled()
    for _ in range(2):
        QTest.keyClick(ready, Qt.Key.Key_Z, CONTROL | SHIFT)
    until(qtbot, ready, ["a"])
    qtbot.waitUntil(lambda: bool(ready.desk.deciding.decisions), timeout=TIMEOUT)
    with Case.open(case_file) as case:
        told = [(one.details["name"], one.details["is_kept"]) for one in case.log.entries("saved search")]
    assert told == [("a", 1), ("ab", 1), ("ab", 0), ("ab", 1), ("a", 1), ("a", 0), ("a", 1)]


def test_a_name_that_is_taken_is_refused_in_words(qtbot, ready, answers, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1:]))
    search(qtbot, ready, "red")
    save(qtbot, ready, answers, "a", monkeypatch)
    QTest.keyClick(ready, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
    assert told[0][0] == "The search was not saved" and "called “a” already" in str(told[0][1])
    assert names(ready) == ["a"]
