"""Who reads from right to left has everything mirrored and whole, and time goes to the right all the same."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem

from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.panels.results_delegate import HitDelegate
from cpcl_desktop.gui.panels.row_delegate import RowDelegate
from tests.gui.hands import TIMEOUT, open_case, open_first, search

AROUND = 60  # pixels, in which nothing is drawn
PINK = (255, 0, 255)
RIGHT_TO_LEFT, LEFT_TO_RIGHT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def mirrored(qapp):
    """The application as for a language that is read from right to left."""
    qapp.setLayoutDirection(RIGHT_TO_LEFT)
    yield qapp
    qapp.setLayoutDirection(LEFT_TO_RIGHT)


@pytest.fixture
def ready(mirrored, qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    return window


def drawn(view: QAbstractItemView, row: int, size: QSize, direction: Qt.LayoutDirection) -> np.ndarray:
    """How a view's delegate draws a row, with room around it: uint8[height, width, 3]."""
    image = QImage(size + QSize(2 * AROUND, 2 * AROUND), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = QRect(AROUND, AROUND, size.width(), size.height())
    option.direction, option.font = direction, view.font()
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    painter.fillRect(option.rect, view.palette().base())
    view.itemDelegate().paint(painter, option, view.model().index(row, 0))
    painter.end()
    return array_of(image)


def ink(picture: np.ndarray) -> int:
    """Pixels that are darker than any ground."""
    return int((picture.max(axis=2) < 130).sum())


def span(picture: np.ndarray, colour: tuple) -> tuple[int, int]:
    """From which column to which a colour stands."""
    columns = np.flatnonzero((picture == colour).all(axis=2).any(axis=0))
    return int(columns[0]), int(columns[-1])


def lists_of(window) -> dict[str, QAbstractItemView]:
    views = window.views
    return {
        "sources": window.sources_panel.findChild(QAbstractItemView, "sources"),
        "coverage": views.coverage.list,
        "models": views.models.list,
    }


@pytest.mark.parametrize("delegate", [HitDelegate, RowDelegate])
def test_a_hit_is_drawn_mirrored_and_loses_nothing(qtbot, ready, delegate):
    grid = ready.page.results.grid
    grid.select_row(0)
    with qtbot.waitSignal(ready.desk.deciding.decided, timeout=TIMEOUT):
        ready.actions_by_id["decide_no_match"].trigger()
    with qtbot.waitSignal(ready.desk.deciding.marked, timeout=TIMEOUT):
        ready.actions_by_id["bookmark"].trigger()
    pink = QPixmap(30, 30)
    pink.fill(Qt.GlobalColor.magenta)
    grid.model().show_playing(grid.model().hits[0].track, pink)
    grid.show_rows(delegate is RowDelegate)
    assert isinstance(grid.itemDelegate(), delegate)
    size = QSize(700, 60) if delegate is RowDelegate else grid.visualRect(grid.model().index(0)).size()
    there, mirror = (drawn(grid, 0, size, way) for way in (LEFT_TO_RIGHT, RIGHT_TO_LEFT))
    first, last = span(there, PINK)
    width = there.shape[1]
    found = span(mirror, PINK)
    assert abs(found[0] - (width - 1 - last)) <= 2 and abs(found[1] - (width - 1 - first)) <= 2
    assert ink(mirror) == pytest.approx(ink(there), rel=0.1)
    for picture in (there, mirror):
        edges = picture.copy()
        edges[AROUND:-AROUND, AROUND:-AROUND] = 255
        assert (edges == 255).all(), "drawn beyond the cell"


def test_what_other_lists_draw_is_whole(qtbot, ready):
    for page in ("coverage", "models"):
        ready.actions_by_id[f"view_{page}"].trigger()
    lists = lists_of(ready)
    qtbot.waitUntil(lambda: all(view.model().rowCount() for view in lists.values()), timeout=TIMEOUT)
    for name, view in lists.items():
        size = QSize(420, view.sizeHintForRow(0))
        there, mirror = (drawn(view, 0, size, way) for way in (LEFT_TO_RIGHT, RIGHT_TO_LEFT))
        assert ink(there) > 50 and ink(mirror) == pytest.approx(ink(there), rel=0.1), name
        middle = mirror.shape[1] // 2
        texts = mirror[:, middle:-AROUND] if name != "coverage" else mirror[: AROUND + size.height() // 3, middle:]
        assert ink(texts) > 0.4 * ink(mirror if name != "coverage" else mirror[: AROUND + size.height() // 3]), name


def test_the_grid_is_filled_from_the_right_and_arrows_go_the_visual_way(qtbot, ready):
    grid = ready.page.results.grid
    model = grid.model()
    first, second = (grid.visualRect(model.index(row)) for row in (0, 1))
    assert first.left() == second.right() + 1 and first.top() == second.top()
    assert abs(first.right() - grid.viewport().rect().right()) <= 1
    assert [grid.indexAt(place.center()).row() for place in (first, second)] == [0, 1]
    grid.setFocus()
    grid.select_row(0)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 1
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 0
    QTest.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert [hit.track for hit in grid.selected_hits()] == [hit.track for hit in model.hits[:2]]


def test_filters_stand_from_right_to_left(ready):
    bar = ready.page.panel.filters
    cameras, sources = (one.mapTo(bar, one.rect().topLeft()).x() for one in (bar.cameras, bar.sources))
    assert cameras > sources


def test_time_goes_to_the_right(qtbot, ready):
    search(qtbot, ready, "red top")
    open_first(qtbot, ready)
    bar = ready.player.seek
    assert bar.x_of(0) < bar.x_of(bar.around.length_us)
    timeline = ready.page.results.timeline
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().center())
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    ready.player.on_back_to_hits()
    ready.actions_by_id["view_timeline"].trigger()
    qtbot.waitUntil(lambda: len(timeline.timeline.hits) > 1, timeout=TIMEOUT)
    timeline.current = int(timeline.timeline.by_time[0])
    QApplication.sendEvent(timeline, event)
    assert timeline.current == int(timeline.timeline.by_time[1])


def test_a_timeline_looks_as_it_does_for_who_reads_from_left_to_right(qtbot, ready):
    timeline = ready.page.results.timeline
    ready.actions_by_id["view_timeline"].trigger()
    qtbot.waitUntil(lambda: len(timeline.timeline.hits) > 1, timeout=TIMEOUT)
    mirror = array_of(timeline.grab().toImage())
    QApplication.instance().setLayoutDirection(LEFT_TO_RIGHT)
    QApplication.processEvents()
    assert (array_of(timeline.grab().toImage()) == mirror).all()
