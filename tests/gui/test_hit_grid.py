"""The grid of hits: choosing many of them, and changing between cards and rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.panels.hit_grid import HitGrid
from cpcl_desktop.gui.panels.results_delegate import fitting
from cpcl_desktop.gui.panels.results_model import ResultsModel
from cpcl_desktop.gui.results_wording import group_heading, person_name

HITS = tuple(
    Hit(n, 1 - n / 500, n, n, 1, Path("/f/a.mp4"), "gate", n * 1000, 0, 9_000_000, (0, 0, 1, 1), None)
    for n in range(1, 401)
)


@pytest.fixture
def grid(qtbot):
    model = ResultsModel(Thumbnails(QSize(10, 10)))
    made = HitGrid(model)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    model.show(Answer(Query("red", limit=len(HITS)), "m", "h", 900, 900, HITS))
    made.doItemsLayout()
    made.setFocus()
    return made


def test_all_are_chosen_by_key_in_their_order(grid):
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_hits() == list(HITS)


def test_chosen_hits_come_in_the_order_of_the_grid_however_they_were_chosen(grid):
    for row in (7, 2, 40):
        index = grid.model().index(row, 0)
        grid.selectionModel().select(index, grid.selectionModel().SelectionFlag.Select)
    assert grid.selected_hits() == [HITS[2], HITS[7], HITS[40]]


def test_turning_cards_into_rows_keeps_the_place_and_is_no_scrolling_to_the_end(grid):
    ends = []
    grid.end_reached.connect(lambda: ends.append(grid.verticalScrollBar().value()))
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = grid.indexAt(grid.viewport().rect().topLeft()).row()
    grid.select_row(first)
    grid.show_rows(True)
    assert grid.indexAt(grid.viewport().rect().topLeft()).row() == first
    grid.show_rows(False)
    assert ends == []
    bar.setValue(bar.maximum())
    assert ends != []


def test_a_picture_that_comes_is_drawn_in_the_row_that_waited_for_it(grid):
    model, drawn = grid.model(), []
    assert model.index(3, 0).data(Qt.ItemDataRole.DecorationRole) is None
    model.dataChanged.connect(lambda first, last, _: drawn.append((first.row(), last.row())))
    model._thumbnails.arrived.emit({HITS[3].crop, 9999})
    assert drawn == [(3, 3)]


def test_the_same_hits_again_move_nothing(grid):
    grid.select_row(20)
    resets = []
    grid.model().modelReset.connect(lambda: resets.append(1))
    grid.model().show(Answer(Query("red", limit=len(HITS)), "m", "h", 900, 900, HITS))
    assert resets == [] and grid.current_hit() == HITS[20]


def test_a_group_s_heading_loses_how_many_it_has_before_anything_of_its_name(qapp):
    metrics = QFontMetricsF(qapp.font())
    name, long = person_name("16"), "the man who came twice"
    for heading, shown in ((group_heading(name, 1), name), (group_heading(long, 2), long)):
        wide, narrow = metrics.horizontalAdvance(heading), metrics.horizontalAdvance(shown)
        assert fitting(heading, metrics, wide) == heading
        assert fitting(heading, metrics, (wide + narrow) / 2) == shown
        assert "…" in fitting(heading, metrics, narrow / 2)
