"""Finding some of very many sources in the list of footage: by name, by camera, by what became of them."""

import gc
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from cpcl_desktop.engine.records import Source
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel

MOST_S = 0.05  # that anything may take on the thread of the window


def made(number: int, state: str = "done") -> Source:
    camera = f"ch{number % 16:02}"
    path = Path(f"/footage/{camera}/rec-{number:05}.mp4")
    return Source(number, path, "video", f"{number:064}", 0, camera, state)


@pytest.fixture
def panel(qtbot) -> SourcesPanel:
    shown = SourcesPanel((), ())
    qtbot.addWidget(shown)
    shown.resize(320, 700)
    shown.show()
    return shown


def names(panel) -> list[str]:
    model = panel.model
    return [model.index(row).data() for row in range(model.rowCount())]


def test_some_of_hundreds_are_found_by_parts_of_name_and_camera(panel):
    panel.show_sources([made(number) for number in range(1, 301)])
    assert panel.finder.isVisible() and panel._count.text() == "300 sources"
    QTest.keyClicks(panel.finder.line, "CH05 29")
    assert names(panel) == ["rec-00229.mp4", "rec-00293.mp4"] and panel._count.text() == "2 of 300 sources"
    panel.list.selectAll()
    assert [source.id for source in panel.chosen()] == [229, 293]  # keys are about what is seen
    panel.finder.line.setText("nowhere")
    assert not panel.list.isVisible() and "like that" in panel._empty.text() and panel.chosen() == []
    panel.finder.line.clear()
    assert len(names(panel)) == 300 and panel.list.isVisible()


def test_one_press_goes_to_what_failed_and_another_back(panel):
    sources = [made(number, "failed" if number in (40, 140, 240) else "done") for number in range(1, 301)]
    panel.show_sources(sources)
    failed = panel.finder.buttons["failed"]
    shown = [kind for kind, button in panel.finder.buttons.items() if button.isVisible()]
    assert shown == ["failed"] and failed.text() == "3 failed"
    QTest.mouseClick(failed, Qt.MouseButton.LeftButton)
    assert names(panel) == ["rec-00040.mp4", "rec-00140.mp4", "rec-00240.mp4"] and panel.current().id == 40
    panel.finder.clear()
    assert len(names(panel)) == 300
    QTest.mouseClick(failed, Qt.MouseButton.LeftButton)
    panel.show_sources([replace(one, state="done") if one.id == 140 else one for one in sources])
    assert [source.id for source in panel.model.found] == [40, 240] and failed.text() == "2 failed"
    panel.show_sources([made(number) for number in range(1, 301)])  # read by now: nothing is left to look for
    assert len(names(panel)) == 300 and not failed.isVisible() and panel.current().id == 40


def test_what_is_missing_and_what_was_changed_is_told_from_what_was_read(panel):
    panel.show_sources([made(number) for number in range(1, 11)])
    panel.model.set_missing(frozenset({3, 4}))
    assert panel.finder.buttons["missing"].text() == "2 not found"
    QTest.mouseClick(panel.finder.buttons["missing"], Qt.MouseButton.LeftButton)
    panel.model.set_missing(frozenset({4}))
    assert [source.id for source in panel.model.found] == [4]
    panel.model.set_missing(frozenset())
    assert len(panel.model.found) == 10


def test_few_sources_have_nothing_to_find_and_another_case_is_shown_whole(panel):
    panel.show_sources([made(number) for number in range(1, 20)])
    panel.finder.line.setText("rec-00007")
    assert len(names(panel)) == 1
    panel.show_sources([made(1), made(2, "failed")])
    assert len(names(panel)) == 2 and not panel.finder.isVisible() and panel.finder.line.text() == ""


def test_five_thousand_sources_never_hold_the_window_up(qtbot, panel):
    sources = [made(number, "failed" if number % 500 == 0 else "done") for number in range(1, 5001)]
    panel.show_sources(sources)
    qtbot.waitExposed(panel)
    took: dict[str, float] = {}

    def timed(name, do) -> None:
        gc.collect()  # the program does so where nobody waits for it
        begun = time.thread_time()
        do()
        panel.list.viewport().repaint()
        took[name] = time.thread_time() - begun

    for letters in ("r", "re", "rec-04", "rec-0499", ""):
        timed(f"find “{letters}”", lambda letters=letters: panel.finder.line.setText(letters))
    timed("failed", panel.finder.buttons["failed"].click)
    timed("all again", panel.finder.buttons["failed"].click)
    timed("the next look at the case", lambda: panel.show_sources([*sources[:-1], made(5000, "failed")]))
    assert max(took.values()) < MOST_S, took


def test_rows_that_go_and_come_leave_selection_place_and_count_as_they_are(panel):
    """With those shown that wait, sources begin one after the other while ten rows are selected."""
    sources = [made(number, "waiting" if number > 10 else "done") for number in range(1, 201)]
    panel.show_sources(sources)
    panel.finder.buttons["waiting"].click()
    panel.list.clearSelection()
    for row in range(89, 99):
        panel.list.selectionModel().select(panel.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    panel.list.scrollTo(panel.model.index(89), QListView.ScrollHint.PositionAtTop)
    assert panel.list.indexAt(QPoint(5, 5)).data() == "rec-00100.mp4"

    def expect(begun: set[int]) -> None:
        assert [one.id for one in panel.model.found] == [n for n in range(11, 201) if n not in begun]
        assert [one.id for one in panel.chosen()] == list(range(100, 110))
        in_sight = panel.list.viewport().rect().intersects(panel.list.visualRect(panel.list.selectedIndexes()[5]))
        assert in_sight
        assert panel._count.text() == f"{190 - len(begun)} of 200 sources"

    for begun in ({11}, {11, 15, 180}, {15}):  # the last: two are added anew
        panel.show_sources([replace(one, state="partial") if one.id in begun else one for one in sources])
        expect(begun)
    panel.model.set_copies({40: sources[0], 41: sources[0]})
    panel.model.set_missing(frozenset({1}))  # which looks anew what each is
    expect({15, 40, 41})


def test_another_order_or_another_case_is_shown_all_the_same(panel):
    sources = [made(number) for number in range(1, 41)]
    for shown in (sources, sources[::-1], sources[5:] + sources[:5], sources[::3], sources[:2] + sources[20:]):
        panel.show_sources(shown)
        assert list(panel.model.found) == shown and len(names(panel)) == len(shown)
