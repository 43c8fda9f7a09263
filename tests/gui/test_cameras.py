"""Naming cameras and stating clocks in the window, and taking both back by Ctrl+Z."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.dialogs.camera_dialog import CameraDialog
from cpcl_desktop.gui.lanes.waiting import Footage
from tests.passage_cases import add_footage, noon

from .hands import TIMEOUT, open_case, open_first

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STATED = RecorderClock(datetime(2026, 3, 14, 9, 12, 30), "user", "Europe/Berlin", -2.5)


@pytest.fixture
def three(qtbot, window, tmp_path):
    """A case of which two sources are of one camera, shown without a query."""
    path = tmp_path / "three.cpcl"
    with Case.open(path, create=True) as case:
        for camera in ("ch01", "ch01", "ch02"):
            add_footage(case, camera, [(0, 1.0, 3.0)], noon())
    open_case(qtbot, window, path)
    return window


def select(window, *rows: int) -> None:
    panel = window.sources_panel
    panel.list.clearSelection()
    for row in rows:
        panel.list.selectionModel().select(panel.model.index(row), QItemSelectionModel.SelectionFlag.Select)


def cameras(window) -> list[str]:
    return [source.camera for source in window.desk.survey.sources]


def until(qtbot, window, *expected: str) -> None:
    qtbot.waitUntil(lambda: cameras(window) == list(expected), timeout=TIMEOUT)


def shown(window) -> set[str]:
    return {hit.camera for hit in window.page.results.model.hits}


@pytest.fixture
def ready(qtbot, window, case_file):
    """A case whose footage is there."""
    open_case(qtbot, window, case_file)
    return window


@pytest.fixture
def name(three, answers, monkeypatch):
    """Names the camera of what is selected by the menu, as the dialog with these fields does."""

    def as_named(text: str, is_all: bool = False) -> None:
        def fill(parent, *sources):
            dialog = CameraDialog(*sources, parent=parent)
            dialog.name.setEditText(text)
            dialog.all.setChecked(is_all)
            return dialog.cameras()

        monkeypatch.setattr(answers, "cameras", fill, raising=False)
        three.actions_by_id["camera"].trigger()

    return as_named


def test_a_camera_is_named_everything_shown_follows_and_undo_and_redo_do(qtbot, three, name):
    filters, said = three.page.panel.filters, []
    three.caring.said.connect(said.append)
    filters.cameras.choose(["ch01"])
    with qtbot.waitSignal(three.desk.answered, timeout=TIMEOUT):
        filters.changed.emit()
    assert len(three.page.results.model.hits) == 2
    select(three, 0, 1)
    for camera, act in (
        ("North door", lambda: name(" North  door ")),
        ("ch01", lambda: QTest.keyClick(three, Qt.Key.Key_Z, CONTROL)),
        ("North door", lambda: QTest.keyClick(three, Qt.Key.Key_Z, CONTROL | SHIFT)),
    ):
        with qtbot.waitSignal(three.desk.answered, timeout=TIMEOUT):
            act()
        until(qtbot, three, camera, camera, "ch02")
        assert filters.cameras.chosen == three.desk.answering.query.cameras == (camera,)
        assert shown(three) == {camera} and len(three.page.results.model.hits) == 2
        assert sorted(filters.cameras._values) == sorted([camera, "ch02"])
    assert said[:2] == [
        "The camera of 2 sources is named; undo takes that back.",
        "The camera of 2 sources is called again what it was.",
    ]
    with Case.read(three.desk.workspace.path) as case:
        told = [(e.details["source"], e.details["before"], e.details["after"]) for e in case.log.entries("camera")]
        step = [(1, "ch01", "North door"), (2, "ch01", "North door")]
        assert told == [*step, *((source, after, before) for source, before, after in step), *step]


def test_one_selected_source_names_all_of_its_camera_where_that_is_meant(qtbot, three, name):
    select(three, 0)
    name("Gate")
    until(qtbot, three, "Gate", "ch01", "ch02")
    select(three, 2)
    name("gate ")  # the camera that there is
    until(qtbot, three, "Gate", "ch01", "Gate")
    select(three, 2)
    name("GATE", is_all=True)
    until(qtbot, three, "GATE", "ch01", "GATE")


def test_what_somebody_else_named_since_is_not_taken_back(qtbot, three, name):
    said = []
    three.caring.said.connect(said.append)
    select(three, 0, 1)
    name("Gate")
    until(qtbot, three, "Gate", "Gate", "ch02")
    with Case.open(three.desk.workspace.path) as other:
        other.cameras.name({1: "Yard"})
    QTest.keyClick(three, Qt.Key.Key_Z, CONTROL)
    until(qtbot, three, "Yard", "ch01", "ch02")
    assert said[-1].endswith("Of 1 source somebody stated something else since; that stays.")


def test_what_somebody_else_named_before_it_is_made_again_stays(qtbot, three, name):
    select(three, 0, 1)
    name("Gate")
    until(qtbot, three, "Gate", "Gate", "ch02")
    QTest.keyClick(three, Qt.Key.Key_Z, CONTROL)
    until(qtbot, three, "ch01", "ch01", "ch02")
    with Case.open(three.desk.workspace.path) as other:
        other.cameras.name({1: "Yard"})
    three.actions_by_id["redo"].trigger()
    until(qtbot, three, "Yard", "Gate", "ch02")


def test_a_clock_that_was_stated_for_a_whole_camera_is_one_step_and_taken_back(qtbot, three):
    before, clocks = noon(), {1: STATED, 2: STATED}
    three.desk.undoing.clocks.state(three.desk.survey.sources, clocks)
    for clock, act in (
        (STATED, lambda: None),
        (before, lambda: three.actions_by_id["undo"].trigger()),
        (STATED, lambda: three.actions_by_id["redo"].trigger()),
    ):
        with qtbot.waitSignal(three.desk.answered, timeout=TIMEOUT):
            act()
        assert [source.clock for source in three.desk.survey.sources] == [clock, clock, before]
    assert not three.desk.undoing.clocks.steps.can_redo
    with Case.read(three.desk.workspace.path) as case:
        told = [(e.details["source"], e.details["after"]["offset_s"]) for e in case.log.entries("clock")][3:]
        assert told == [(1, -2.5), (2, -2.5), (1, 0.0), (2, 0.0), (1, -2.5), (2, -2.5)]


def test_the_last_of_clock_and_camera_is_undone_first_and_nothing_of_what_was_removed(qtbot, three, name):
    three.desk.undoing.clocks.state(three.desk.survey.sources, {3: STATED})
    qtbot.waitUntil(lambda: three.desk.survey.sources[2].clock == STATED, timeout=TIMEOUT)
    select(three, 2)
    name("Gate")
    until(qtbot, three, "ch01", "ch01", "Gate")
    three.actions_by_id["undo"].trigger()
    until(qtbot, three, "ch01", "ch01", "ch02")
    assert three.desk.survey.sources[2].clock == STATED and three.desk.undoing.can_undo
    three.desk.undoing.forget([3])
    assert not three.desk.undoing.can_undo and not three.desk.undoing.can_redo


def test_the_dialog_offers_the_cameras_and_refuses_no_name(qtbot, three):
    sources = three.desk.survey.sources
    dialog = CameraDialog(sources[:1], sources)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.name.itemText(at) for at in range(dialog.name.count())] == ["ch01", "ch02"]
    assert dialog.name.currentText() == "ch01" and dialog.all.isVisible() and "2 sources" in dialog.all.text()
    for text in ("", "  ", "x" * 201):
        dialog.name.setEditText(text)
        dialog.accept()
        assert dialog.isVisible() and "1 to 200 letters" in dialog.findChild(QLabel, "fault").text()
    dialog.name.lineEdit().clear()
    QTest.keyClicks(dialog.name.lineEdit(), "CH01")  # as it is typed, whatever else begins so
    dialog.name.lineEdit().editingFinished.emit()
    assert dialog.cameras() == {1: "ch01"}  # another source's is called so but for that
    dialog.all.setChecked(True)
    assert dialog.cameras() == {1: "CH01", 2: "CH01"}
    every = CameraDialog(sources, sources)
    qtbot.addWidget(every)
    assert every.name.currentText() == "" and every.windowTitle() == "The camera of 3 sources"
    assert not every.all.isVisibleTo(every)


def test_what_is_said_of_the_hit_in_the_player_follows(qtbot, ready):
    open_first(qtbot, ready)
    assert "gate" not in ready.player.reference()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.desk.undoing.cameras.state(ready.desk.survey.sources, {1: "gate"})
    assert ready.player.hit.camera == "gate" and "camera gate" in ready.player.reference()
    assert ready.player._heading._title.text().startswith("gate · ")


def test_a_saved_search_finds_a_camera_by_what_it_is_called_now(qtbot, three, name):
    saving, panel = three.desk.saving, three.page.panel
    panel.filters.cameras.choose(["ch02"])
    with qtbot.waitSignal(saving.changed, timeout=TIMEOUT) as kept:
        saving.save("at the door", panel.query(9))
    select(three, 2)
    name("Door")
    until(qtbot, three, "ch01", "ch01", "Door")
    with qtbot.waitSignal(saving.changed, timeout=TIMEOUT) as renamed:
        saving.rename(kept.args[0][0], "at the back door")  # which says nothing of what it asks
    with qtbot.waitSignal(saving.opened, timeout=TIMEOUT) as opened:
        saving.open(renamed.args[0][0])
    assert opened.args[0].cameras == ("Door",)


def test_stopping_to_add_footage_drops_nothing_that_was_stated_meanwhile(qtbot, three):
    """The lane is held up, so that both wait in it."""
    lane, go_on = three.desk.workspace.queue, threading.Event()
    blocked = lane.job("held up", lambda _: go_on.wait(20))
    blocked.start()
    three.desk.add(Footage((Path("/nowhere/clip.mp4"),)))
    three.desk.undoing.cameras.state(three.desk.survey.sources, {1: "Gate"})
    three.desk.undoing.clocks.state(three.desk.survey.sources, {2: STATED})
    three.desk.stop_ingest()
    assert three.desk.workspace.is_stopping and not blocked.is_cancelled
    go_on.set()
    until(qtbot, three, "Gate", "ch01", "ch02")
    qtbot.waitUntil(lambda: three.desk.survey.sources[1].clock == STATED, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not three.desk.is_ingesting, timeout=TIMEOUT)
    assert three.desk.undoing.can_undo and not three.desk.survey.waiting
