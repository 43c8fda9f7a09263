"""Hits dragged out of the window as stills, which are written when asked for, and onto the query box."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui import dragging
from cpcl_desktop.gui.panels.carried_hits import CarriedHits
from tests.passage_cases import add_footage

from .hands import TIMEOUT, open_case

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    window.page.results.grid.selectAll()
    yield window
    window.dragging.clear()


def test_files_are_written_once_whoever_asks_again_meanwhile(qtbot):
    asked, second = [], []
    carried = CarriedHits([1], 1, asked.append)
    QTimer.singleShot(0, carried, lambda: second.extend(asked_for_files(carried)))
    QTimer.singleShot(100, carried, lambda: asked[0]([Path("/still.png")]))
    assert asked_for_files(carried) == second == [Path("/still.png")] and len(asked) == 1


class Anothers(QMimeData):
    """Hits that hover over the window, of another one: nobody asks for the files of what is not dropped."""

    def formats(self):
        return ["application/x-cpcl-hits", "text/uri-list"]

    def retrieveData(self, mimetype, preferred):  # noqa: N802 - Qt's name
        raise AssertionError(mimetype)


def test_hits_of_another_window_that_hover_are_not_asked_for_files(ready):
    data = Anothers()
    for place in (ready.page.panel.box, ready):
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(place, event)
        assert not event.isAccepted()


def carry(window) -> CarriedHits:
    results = window.page.results
    return window.dragging.carry(results.chosen.hits, results.model.hits[0])


def asked_for_files(carried: CarriedHits) -> list[Path]:
    """As another program asks."""
    return [Path(url.toLocalFile()) for url in QMimeData.urls(carried)]


def exports(window) -> list[dict]:
    with Case.read(window.desk.workspace.path) as case:
        return [entry.details for entry in case.log.entries("export")]


def test_a_drag_begins_with_what_is_selected_and_no_file(qtbot, ready, monkeypatch):
    begun = []
    monkeypatch.setattr(dragging.QDrag, "exec", lambda drag, actions: begun.append((drag.mimeData(), actions)))
    grid = ready.page.results.grid
    places = [grid.visualRect(ready.page.results.model.index(row)).center() for row in (0, 1)]
    QTest.mousePress(grid.viewport(), LEFT, NONE, places[1])
    for step in (10, 20, 30):
        QTest.mouseMove(grid.viewport(), places[1] + QPoint(step, step))
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, places[1] + QPoint(30, 30))
    ((carried, actions),) = begun
    hits = ready.page.results.model.hits
    assert sorted(carried.tracks) == sorted(hit.track for hit in hits) and actions == Qt.DropAction.CopyAction
    assert carried.crop == hits[1].crop and carried.hasUrls()
    assert exports(ready) == [] and ready.dragging._folder is None
    grid.selectAll()
    monkeypatch.setattr(dragging, "MOST", 1)  # of more than that, and of what can only be read, no file is promised
    assert carry(ready).formats() == ["application/x-cpcl-hits"]
    monkeypatch.setattr(dragging, "MOST", 2)
    surveying = ready.desk.surveying
    surveying.survey = replace(surveying.survey, is_read_only=True)
    assert not carry(ready).hasUrls() and asked_for_files(carry(ready)) == []


def test_stills_with_sidecars_are_written_when_somebody_asks_and_the_log_says_so(qtbot, ready):
    carried, said, ticks = carry(ready), [], []
    ready.dragging.said.connect(said.append)
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: ticks.append(None))
    clock.start()
    paths = asked_for_files(carried)
    clock.stop()
    assert ticks  # the window went on meanwhile
    assert sorted(path.suffix for path in paths) == [".json", ".json", ".png", ".png"]
    told = {path.name: json.loads(path.read_text()) for path in paths if path.suffix == ".json"}
    hits = {hit.track: hit for hit in ready.page.results.model.hits}
    assert {one["passage"] for one in told.values()} == set(hits)
    for one in told.values():
        hit = hits[one["passage"]]
        assert one["time_us"] == hit.time_us and one["box_by"] == "detector"
        assert one["box"] == pytest.approx(list(hit.box), abs=0.01)
    logged = exports(ready)
    assert [entry["what"] for entry in logged] == ["still", "still"]
    assert {entry["to"] for entry in logged} == {str(path) for path in paths if path.suffix == ".png"}
    assert said == ["2 stills with their sidecars written as asked for; the log says so."]
    assert asked_for_files(carried) == paths and len(exports(ready)) == 2  # asked again, they are not written again
    ready.dragging.clear()
    assert not any(path.exists() for path in paths)


def test_without_its_footage_no_file_is_handed_out_and_that_is_said(qtbot, window, tmp_path, monkeypatch):
    failed = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda _, title, error: failed.append(str(error)))
    with Case.open(tmp_path / "gone.cpcl", create=True) as case:
        add_footage(case, "gate", [(0, 1.0, 3.0)])
    open_case(qtbot, window, tmp_path / "gone.cpcl")
    window.page.results.grid.selectAll()
    assert asked_for_files(carry(window)) == []
    qtbot.waitUntil(lambda: len(failed) == 1, timeout=TIMEOUT)
    assert "is not there any more" in failed[0] and exports(window) == []
    window.dragging.clear()


def test_dropped_on_the_query_box_hits_are_an_example_and_on_the_window_nothing(qtbot, ready):
    carried, box = carry(ready), ready.page.panel.box
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, LEFT, NONE)
    QApplication.sendEvent(box, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QApplication.sendEvent(box, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, LEFT, NONE))
    assert sorted(ready.desk.answering.query.like) == sorted(carried.tracks)
    over = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, LEFT, NONE)
    QApplication.sendEvent(ready, over)
    assert not over.isAccepted() and exports(ready) == []
