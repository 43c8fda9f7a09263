"""Going about by the keyboard: from the query to the hits, and in the dialog for notes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMessageBox, QPushButton

from cpcl_desktop.gui.dialogs.note_dialog import NoteDialog

from .hands import TIMEOUT, open_case, search


def test_from_the_query_to_the_hits_it_is_one_tab_and_back_again_one(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    window.activateWindow()
    search(qtbot, window, "red")
    box, grid = window.page.panel.box.line, window.page.results.grid
    box.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is grid and grid.current_hit() == window.page.results.model.hits[0]
    QTest.keyClick(grid, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is box


@pytest.fixture
def dialog(qtbot, window):
    made = NoteDialog("the bag fits", "match", window)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=TIMEOUT)
    made.text.setFocus()
    return made


def answering(monkeypatch, answer):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or answer)
    return asked


def test_tab_leaves_the_text_of_a_note(dialog):
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in dialog.buttons.buttons()
    assert dialog.note == "the bag fits"


def test_escape_asks_before_written_text_is_lost(dialog, monkeypatch):
    asked = answering(monkeypatch, QMessageBox.StandardButton.Cancel)
    QTest.keyClicks(dialog.text, "but ")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert asked == ["The note is not stored yet."] and dialog.isVisible() and dialog.note == "but the bag fits"


@pytest.mark.parametrize(
    ("answer", "result"),
    [(QMessageBox.StandardButton.Discard, 0), (QMessageBox.StandardButton.Save, 1)],
)
def test_what_is_answered_then_is_done(dialog, monkeypatch, answer, result):
    answering(monkeypatch, answer)
    QTest.keyClicks(dialog.text, "but ")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.result() == result


def test_escape_closes_at_once_where_nothing_was_written(dialog, monkeypatch):
    asked = answering(monkeypatch, QMessageBox.StandardButton.Cancel)
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not asked and not dialog.isVisible() and dialog.result() == 0


def test_control_and_enter_store_a_note(dialog):
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == 1


def test_a_note_on_what_is_undecided_says_that_it_decides_and_lets_one_choose(qtbot, window):
    dialog = NoteDialog("", None, window)
    dialog.open()
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert any("Nothing is decided about this passage yet" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.choices["unsure"].isChecked() and not save.isEnabled()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()  # no note, no decision
    QTest.keyClicks(dialog.text, "another bag")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=TIMEOUT)
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)  # among them by the arrows
    assert dialog.verdict == "no match"
    save.click()
    assert not dialog.isVisible() and (dialog.note, dialog.verdict) == ("another bag", "no match")
    decided = NoteDialog("another bag", "match", window)
    assert not decided.choices and decided.verdict == "match"


def test_where_the_hits_go_away_the_keyboard_stays_in_the_window_and_comes_back_with_them(qtbot, window, case_file):
    window.activateWindow()
    open_case(qtbot, window, case_file)
    grid, box = window.page.results.grid, window.page.panel.box.line
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus, timeout=TIMEOUT)
    box.setText("xyzzy")  # no word that the model knows: it has no answer
    window.page.panel.box.typing.on_typed()
    qtbot.waitUntil(lambda: not window.page.results.model.hits, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton), timeout=TIMEOUT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # “Clear the search”
    qtbot.waitUntil(lambda: bool(window.page.results.model.hits), timeout=TIMEOUT)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=TIMEOUT)
