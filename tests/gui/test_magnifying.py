"""The player's picture magnified: around the pointer, moved, fitted again; what is saved is all of it."""

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.gui.player.figures import Figure
from cpcl_desktop.gui.player.frame_view import FrameView
from cpcl_desktop.gui.player.magnification import LARGEST, STEP, Magnification
from cpcl_desktop.gui.player.sighting import Sighting

from .conftest import SIZE
from .hands import TIMEOUT, open_case, open_first

FRAME, ROOM = QSizeF(400, 200), QSizeF(800, 600)
BOX = (300, 50, 340, 150)
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def seen_at(magnification, place: QPointF) -> QPointF:
    """The pixel of the frame that stands at a point of the room."""
    corner, scale = magnification.place(FRAME, ROOM)
    return (place - corner) / scale


def test_what_is_under_the_pointer_stays_there():
    pointer, now = QPointF(500, 260), Magnification().zoomed(2, QPointF(400, 300), FRAME, ROOM)  # it fills the room
    before = seen_at(now, pointer)
    for _ in range(4):
        now = now.zoomed(STEP, pointer, FRAME, ROOM)
    assert now.times == pytest.approx(2 * STEP**4)
    assert (seen_at(now, pointer) - before).manhattanLength() < 1e-6
    for _ in range(9):
        now = now.zoomed(1 / STEP, QPointF(1, 1), FRAME, ROOM)
    assert now == Magnification()


@pytest.mark.parametrize("by", [QPointF(10_000, 10_000), QPointF(-10_000, -10_000)])
def test_no_room_is_left_empty_that_the_frame_can_fill(by):
    now = Magnification().zoomed(5, QPointF(0, 0), FRAME, ROOM).moved(by, FRAME, ROOM)
    corner, scale = now.place(FRAME, ROOM)
    assert corner.x() <= 0 and corner.y() <= 0
    assert corner.x() + FRAME.width() * scale >= ROOM.width() - 1e-6
    assert corner.y() + FRAME.height() * scale >= ROOM.height() - 1e-6
    back = now.moved(-by / 1e5, FRAME, ROOM)  # a tenth of a pixel back is one at once, however far one went on
    assert (back.place(FRAME, ROOM)[0] - corner).manhattanLength() == pytest.approx(0.2)


def test_it_ends_where_a_pixel_is_large_enough_to_count_them():
    now = Magnification().zoomed(1e9, QPointF(400, 300), FRAME, ROOM)
    assert now.place(FRAME, ROOM)[1] == pytest.approx(LARGEST)


@pytest.fixture
def view(qtbot):
    """A grey frame with a red box on it, of somebody else."""
    made = FrameView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("grey"))
    made.show_frame(image, None, "")
    made.show_people([Figure(7, Sighting(BOX, True), (), "")], (), "")
    made.show()
    return made


def wheel(view, place: QPointF, steps: int) -> None:
    at = view.mapToGlobal(place)
    event = QWheelEvent(
        place,
        at,
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(view, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    moved = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(end), view.mapToGlobal(QPointF(end)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_wheel_and_pinching_magnify_and_a_double_click_fits_again(view):
    before = view.rect_of(BOX)
    wheel(view, before.center(), 3)
    after = view.rect_of(BOX)
    assert view.magnified == pytest.approx(STEP**3) and after.width() == pytest.approx(before.width() * STEP**3)
    assert (after.center() - before.center()).manhattanLength() < 1e-6
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, after.center(),
        after.center(), view.mapToGlobal(after.center()), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, pinch)
    assert view.magnified == pytest.approx(STEP**3 * 1.5)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert view.magnified == 1 and view.rect_of(BOX) == before


def test_dragging_moves_the_frame_and_is_no_click_and_a_click_on_a_box_still_opens(qtbot, view):
    chosen = []
    view.person_chosen.connect(chosen.append)
    view.chosen.connect(lambda: chosen.append(None))
    wheel(view, view.rect_of(BOX).center(), 4)
    before = view.rect_of(BOX).center()
    begin = before.toPoint()  # on the box of somebody
    drag(view, begin, begin + QPoint(-60, 15))
    moved = view.rect_of(BOX).center() - before
    assert (moved.x(), moved.y()) == pytest.approx((-60, 15)) and chosen == []
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect_of(BOX).center().toPoint())
    assert chosen == [7]


def test_keys_magnify_move_and_fit_and_what_is_saved_is_the_whole_frame(
    qtbot, window, case_file, answers, tmp_path
):
    open_case(qtbot, window, case_file)
    open_first(qtbot, window)
    player, told = window.player, []
    player.said.connect(told.append)
    whole = player.view.rect_of((0, 0, SIZE[1], SIZE[0]))
    for _ in range(3):
        QTest.keyClick(player, Qt.Key.Key_Plus, CONTROL)
    assert told[-1] == "Magnified 2.0 times" and player.view.magnified == pytest.approx(STEP**3)
    middle = player.view.rect_of((0, 0, SIZE[1], SIZE[0])).center()
    QTest.keyClick(player, Qt.Key.Key_Right, CONTROL)
    assert player.view.rect_of((0, 0, SIZE[1], SIZE[0])).center().x() < middle.x()
    position = player.shown.time_us
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_Period)
    assert player.shown.time_us != position and player.view.magnified == pytest.approx(STEP**3)  # it stays
    answers.excerpt = lambda parent, title, proposed: tmp_path / "still.png"
    with qtbot.waitSignal(window.desk.excerpted, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_S)
    saved = QImage(str(tmp_path / "still.png"))
    assert (saved.width(), saved.height()) == (SIZE[1], SIZE[0])
    assert json.loads((tmp_path / "still.png.json").read_text())["time_us"] == player.shown.time_us
    QTest.keyClick(player, Qt.Key.Key_Minus, CONTROL)
    assert player.view.magnified == pytest.approx(STEP**2)
    QTest.keyClick(player, Qt.Key.Key_0, CONTROL)
    assert told[-1] == "All of the frame" and player.view.rect_of((0, 0, SIZE[1], SIZE[0])) == whole
    QTest.keyClick(player, Qt.Key.Key_Plus, CONTROL)
    QTest.keyClick(player, Qt.Key.Key_PageDown)
    assert player.view.magnified == 1  # another hit is shown whole first
