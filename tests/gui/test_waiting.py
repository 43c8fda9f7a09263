"""Footage that was added is listed until it is read or taken out, whatever stops the reading."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.panels.sources_model import STATE_ROLE

from .conftest import write_clip
from .hands import TIMEOUT, drop, open_case

NAMES = [f"{number}.mp4" for number in range(5)]


@pytest.fixture(scope="session")
def five(tmp_path_factory):
    """A folder of five videos: the same pictures, other bytes."""
    folder = tmp_path_factory.mktemp("five")
    first = write_clip(folder / NAMES[0], seconds=30)
    for number, name in enumerate(NAMES[1:], start=1):
        (folder / name).write_bytes(first.read_bytes() + bytes(number))
    return folder


@pytest.fixture
def stopped(qtbot, window, five, monkeypatch):
    """A window that was told to stop while it read the second of five videos."""
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.REPORT_EVERY_S", 0)

    stops = []

    def stop_in_the_second(progress) -> None:
        if progress.subject == NAMES[1] and not stops:
            stops.append(progress)
            window.actions_by_id["cancel"].trigger()

    window.desk.ingesting.connect(lambda job: job.progressed.connect(stop_in_the_second))
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, five)
    qtbot.waitUntil(lambda: "to be read" in window.page.footage.text, timeout=TIMEOUT)  # what is left was looked at
    return window


def listed(window) -> dict[str, str]:
    """Each row's name with the first words of its state."""
    model = window.sources_panel.model
    rows = [model.index(row) for row in range(model.rowCount())]
    return {index.data(): index.data(STATE_ROLE).text.split(" · ")[0] for index in rows}


def waiting(window) -> list[str]:
    return [name for name, state in listed(window).items() if state == "Waiting to be read"]


def select(window, name: str) -> None:
    model = window.sources_panel.model
    row = next(row for row in range(model.rowCount()) if model.index(row).data() == name)
    window.sources_panel.list.setCurrentIndex(model.index(row))


def pause_button(window) -> QToolButton:
    (button,) = [b for b in window.findChildren(QToolButton) if b.accessibleName().startswith("Pause adding")]
    return button


def test_reading_can_be_paused_and_goes_on_where_it_was(qtbot, window, clip, monkeypatch):
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.REPORT_EVERY_S", 0)
    told = []

    def pause_at_once(progress) -> None:
        if not progress.stage.startswith("Reading"):
            return
        told.append(window.windowTitle())
        if len(told) == 1:
            pause_button(window).click()

    window.desk.ingesting.connect(lambda job: job.progressed.connect(pause_at_once))
    drop(window, clip)
    qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
    qtbot.wait(1500)  # far longer than the rest takes
    assert window.desk.is_ingesting and all(job.is_paused for job in window.desk.workspace.writer.jobs)
    assert "Paused" in " ".join(label.text() for label in window.sources_panel.findChildren(QLabel))
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        pause_button(window).click()
    assert "% of footage read" in told[0] and "%" not in window.windowTitle()
    qtbot.waitUntil(lambda: listed(window) == {clip.name: "2 passages in 0:09"}, timeout=TIMEOUT)


def test_everything_that_is_added_is_listed_before_it_is_read(qtbot, window, five):
    drop(window, five)
    qtbot.waitUntil(lambda: list(listed(window)) == NAMES, timeout=TIMEOUT)
    assert window.desk.is_ingesting and NAMES[-1] in waiting(window)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["cancel"].trigger()


def test_what_a_stop_left_unread_stays_listed_and_can_be_gone_on_with(qtbot, stopped, answers):
    left = waiting(stopped)
    assert list(listed(stopped)) == NAMES and left and left == NAMES[-len(left) :]
    assert stopped.actions_by_id["resume"].isEnabled()
    stopped.actions_by_id["close_case"].trigger()
    open_case(qtbot, stopped, answers.case)
    assert waiting(stopped) == left
    with qtbot.waitSignal(stopped.desk.idle, timeout=TIMEOUT):
        stopped.page.footage.press()
    # The survey of the last moment; one of a moment earlier may have come first, with four of them.
    qtbot.waitUntil(lambda: [s.state for s in stopped.desk.survey.sources] == ["done"] * 5, timeout=TIMEOUT)
    assert not stopped.desk.survey.waiting


def test_what_waits_can_be_taken_out_one_by_one(qtbot, stopped, answers):
    last, *others = reversed(waiting(stopped))
    take_out = stopped.actions_by_id["take_out"]
    stopped.sources_panel.list.clearSelection()
    assert not take_out.isEnabled()
    select(stopped, last)
    assert take_out.isEnabled() and take_out in stopped.sources_panel.list.actions()
    stopped.sources_panel.list.setFocus()
    QTest.keyClick(stopped.sources_panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: last not in listed(stopped), timeout=TIMEOUT)
    assert waiting(stopped) == others[::-1]
    for name in others:
        select(stopped, name)
        take_out.trigger()
        qtbot.waitUntil(lambda name=name: name not in listed(stopped), timeout=TIMEOUT)
    assert "wait" not in stopped.page.footage.text
    with Case.open(answers.case) as case:
        told = [e.details for e in case.log.entries("ingest") if e.details["outcome"] == "taken out"]
    assert [Path(one["path"]).name for one in told] == [last, *others]


def test_footage_added_behind_other_footage_is_not_forgotten_by_a_stop(qtbot, window, five, tmp_path):
    later = write_clip(tmp_path / "later.mp4", seconds=6)
    drop(window, five)
    qtbot.waitUntil(lambda: window.desk.workspace is not None, timeout=TIMEOUT)
    drop(window, later)
    qtbot.waitUntil(lambda: later.name in listed(window), timeout=TIMEOUT)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["cancel"].trigger()
    qtbot.waitUntil(lambda: later.name in waiting(window), timeout=TIMEOUT)


def test_footage_stays_listed_when_it_cannot_be_begun(qtbot, window, answers, clip, settings, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1]))
    with Case.open(answers.case, create=True) as case, case.writer():  # another program is adding footage
        open_case(qtbot, window, answers.case)
        with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
            drop(window, clip)
        qtbot.waitUntil(lambda: waiting(window) == [clip.name], timeout=TIMEOUT)
    assert told == ["The footage was not added"]
    qtbot.waitUntil(lambda: "1 file waits to be read" in window.page.footage.text, timeout=TIMEOUT)
