"""Keys that the sheet promises beyond menus: pasting an example, playing a hit in its place, copying hits."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.settings import POINTED

from .hands import TIMEOUT, open_case, open_first, search

CONTROL = Qt.KeyboardModifier.ControlModifier
NOON = datetime(2026, 3, 12, 12)


@pytest.fixture
def ready(qtbot, window, case_file):
    with Case.open(case_file) as case:
        case.sources.set_clock(1, RecorderClock(NOON, "user", "", 60.0, 1.0))
    open_case(qtbot, window, case_file)
    search(qtbot, window, "red")
    window.activateWindow()
    window.page.results.grid.select_row(0)
    window.page.results.grid.setFocus()
    qtbot.waitUntil(window.page.results.grid.hasFocus, timeout=TIMEOUT)
    return window


@pytest.fixture
def red() -> QImage:
    image = QImage(40, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(220, 20, 20))
    QGuiApplication.clipboard().setImage(image)
    return image


# --- Ctrl+V


def test_an_image_is_pasted_wherever_the_focus_is_and_in_the_player_nothing(qtbot, ready, red):
    listed = ready.sources_panel.list
    open_first(qtbot, ready)
    assert not ready.actions_by_id["paste_example"].isEnabled()
    QTest.keyClick(ready.player, Qt.Key.Key_V, CONTROL)
    assert ready.pages.is_in_player and ready.page.panel.query(1).image is None
    QTest.keyClick(ready.player, Qt.Key.Key_Escape)
    for focused in (ready.page.results.grid, listed):
        focused.setFocus()
        with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
            QTest.keyClick(focused, Qt.Key.Key_V, CONTROL)
        assert ready.page.panel.query(1).image.shape == (100, 40, 3)
        ready.page.panel.set_example(None)


def test_a_field_for_text_takes_text_and_without_a_picture_that_is_said(qtbot, ready, red):
    field = QLineEdit(ready.page)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert ready.page.panel.query(1).image is None
    data, told = QMimeData(), []
    data.setText("1:00")
    QGuiApplication.clipboard().setMimeData(data)
    ready.pages.said.connect(told.append)
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.text().endswith("1:00") and not told
    ready.page.results.grid.setFocus()
    QTest.keyClick(ready.page.results.grid, Qt.Key.Key_V, CONTROL)
    assert told == ["There is no picture on the clipboard."]


# --- Space


def test_space_plays_the_current_hit_in_its_place_and_stops_it(qtbot, ready, settings):
    settings.set(POINTED, "still")  # which is about the pointer alone
    results, told = ready.page.results, []
    results.said.connect(told.append)
    index = results.model.index(0)
    qtbot.waitUntil(lambda: index.data(int(Qt.ItemDataRole.DecorationRole)) is not None, timeout=TIMEOUT)
    stored = index.data(int(Qt.ItemDataRole.DecorationRole)).toImage()
    for view, on in (("cards", Qt.Key.Key_Right), ("list", Qt.Key.Key_Down)):
        results.show_view(view)
        with qtbot.waitSignal(results.hover.feed.arrived, timeout=TIMEOUT):
            QTest.keyClick(results.grid, Qt.Key.Key_Space)
        assert results.hover.hit == results.model.hits[0] and "Space stops it" in told[-1]
        assert index.data(int(Qt.ItemDataRole.DecorationRole)).toImage() != stored
        assert results.grid.selected_hits()[0] == results.model.hits[0]  # it stays selected
        QTest.keyClick(results.grid, Qt.Key.Key_Space)
        assert results.hover.hit is None
        assert index.data(int(Qt.ItemDataRole.DecorationRole)).toImage() == stored
        QTest.keyClick(results.grid, Qt.Key.Key_Space)
        assert results.hover.hit is not None
        QTest.keyClick(results.grid, on)
        assert results.grid.current_hit() == results.model.hits[1] and results.hover.hit is None
        results.grid.select_row(0)


def test_who_asks_for_footage_that_is_gone_is_told(qtbot, ready, monkeypatch):
    results, told = ready.page.results, []
    results.said.connect(told.append)
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path.suffix != ".mp4" and exists(path))
    ready.actions_by_id["play_hit"].trigger()  # as the menu at a hit does
    qtbot.waitUntil(lambda: "is not there any more" in told[-1], timeout=TIMEOUT)
    assert results.hover.hit is None


# --- Ctrl+C


def test_hits_are_copied_with_name_number_and_all_three_times(qtbot, ready):
    grid, (first, second) = ready.page.results.grid, ready.page.results.model.hits
    with qtbot.waitSignal(ready.pages.said, timeout=TIMEOUT) as said:
        QTest.keyClick(grid, Qt.Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Passage {first.track}: crossing.mp4, camera {first.camera}, 0:00:0")
    assert "in the file" in copied and "Recorder 2026-03-12 12:00:0" in copied
    assert "Corrected 2026-03-12 12:01:0" in copied and said.args == ["Copied: 1 hit"]
    QTest.keyClick(grid, Qt.Key.Key_A, CONTROL)
    with qtbot.waitSignal(ready.pages.said, timeout=TIMEOUT):
        QTest.keyClick(grid, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"Passage {one.track}" for one in (first, second)]
    box = ready.page.panel.box.line  # where what is marked is copied as ever
    box.setFocus()
    box.selectAll()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "red"
