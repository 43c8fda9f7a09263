"""The timeline of many cameras: all rows can be reached, marks tell their verdict, pointing says what is there."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.records import Gap, Hit, Source
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline, timeline_of
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.look.theme import apply_theme, colours_of
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.map_canvas import MapCanvas, Way
from cpcl_desktop.gui.panels.timeline_picture import FEW, MARK_LOOKS, covered
from cpcl_desktop.gui.panels.timeline_pointing import pointed_lines
from cpcl_desktop.gui.panels.timeline_view import TimelineView
from cpcl_desktop.gui.panels.verdict_codes import VERDICT_CODES, VerdictCodes

ROWS = 60


class Sayings:
    def spoken(self, row):
        return f"spoken {row}"

    def lines(self, row):
        return [f"hit {row}"]


@pytest.fixture
def view(qtbot, qapp):
    """A camera a row, whose hit is at its number's tenth second; the last camera has a gap."""
    apply_theme(qapp, "light")
    gap = Gap(20_000_000, 32_000_000, "the data were damaged")
    sources = [
        Source(n, Path(f"/f/{n:03d}.mp4"), "video", "", 0, "", "done", decoded_s=700.0, gaps=(gap,) * (n == ROWS))
        for n in range(1, ROWS + 1)
    ]
    made = TimelineView(Sayings())
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.show_timeline(timeline_of([_hit(n) for n in range(1, ROWS + 1)], sources))
    made.setFocus()
    return made


def _hit(n: int) -> Hit:
    start = n * 10_000_000
    return Hit(n, 1 / n, n, n, n, Path(f"/f/{n:03d}.mp4"), "", start, start, start + 4_000_000, (0, 0, 1, 1), None)


def _wheel(view, steps: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(400, 200)
    wheel = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)


def test_rows_beyond_the_window_are_reached_by_bar_keys_and_wheel(view):
    assert view.bar.isVisible() and view.picture.rows.stop < ROWS and view.bar.accessibleName()
    first, span = view.picture.rows, view.shown
    _wheel(view, -1)
    assert view.bar.value() > 0 and view.shown == span
    _wheel(view, 1)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.picture.rows.start == 1
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.picture.rows.start >= first.stop - 2
    view.bar.setValue(view.bar.maximum())
    assert view.picture.rows.stop == ROWS and view.picture.top_of(ROWS) <= view.height()
    _wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.shown[1] - view.shown[0] < span[1] - span[0] and view.picture.rows.stop == ROWS
    view.resize(700, 3000)
    assert not view.bar.isVisible() and view.bar.value() == 0 and view.picture.rows == range(ROWS)


def test_a_mark_chosen_by_key_or_elsewhere_comes_into_sight(view):
    view.zoom(0.05, 10.0)
    view.select_hit(ROWS - 1)
    assert _is_in_sight(view, ROWS - 1)
    view.bar.setValue(0)
    view.select_hit(ROWS - 1)  # told again, as when more footage was read: who looks elsewhere stays there
    assert view.picture.rows.start == 0
    view.hide()
    view.show()
    view.select_hit(ROWS - 1)  # from another view
    assert _is_in_sight(view, ROWS - 1)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current == ROWS - 2 and _is_in_sight(view, ROWS - 2)
    for _ in range(ROWS):
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert _is_in_sight(view, view.current)
    assert view.current == 0
    view.select_hit(999)
    assert view.current == -1 and view.accessibleDescription() == words.TIMELINE_HELP


def _is_in_sight(view, mark: int) -> bool:
    picture, marks = view.picture, view.timeline.marks
    row, begin = int(marks.rows[mark]), float(marks.begins[mark])
    is_whole = picture.top_of(row) >= picture.top - 1 and picture.top_of(row + 1) <= view.height() + 1
    return is_whole and view.shown[0] <= begin <= view.shown[1]


def test_a_click_beside_marks_tells_the_footage_and_the_time_of_its_file_there(qtbot, view):
    pointed = []
    view.footage_opened.connect(lambda *told: pointed.append(told))
    view.opened.connect(lambda _: pytest.fail("no mark is there"))
    for row, seconds in ((1, 300.0), (ROWS - 1, 26.0)):
        view.bar.setValue(view.bar.maximum() if row else 0)
        view.bar.reveal(row, view.picture)
        y = view.picture.top_of(row) + view.picture.row_height / 2
        QTest.mouseClick(
            view, Qt.MouseButton.LeftButton, pos=QPoint(round(view.picture.axis.x_of(seconds)), round(y))
        )
        source, time_us = pointed[-1]
        a_pixel_s = (view.shown[1] - view.shown[0]) / view.picture.axis.width
        assert source == row + 1 and abs(time_us / 1e6 - seconds) <= a_pixel_s
    names = QPoint(5, round(view.picture.top + 5))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=names)
    assert len(pointed) == 2


def test_what_is_said_follows_the_current_mark(qtbot, view):
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "spoken 0"
    view.select_hit(7)
    assert view.accessibleDescription() == "spoken 7"
    canvas = MapCanvas(Sayings())
    qtbot.addWidget(canvas)
    canvas.show_ways([Way(5, np.ones((2, 2))), Way(3, np.ones((2, 2)))], canvas.size())
    for said in ("spoken 5", "spoken 3"):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        assert canvas.accessibleDescription() == said


def test_pointing_says_which_hit_gap_or_footage_is_there(view):
    view.bar.setValue(view.bar.maximum())
    picture = view.picture

    def said(seconds: float, row: int = ROWS - 1) -> list[str]:
        place = QPointF(picture.axis.x_of(seconds), picture.top_of(row) + picture.row_height / 2)
        return list(pointed_lines(picture, place, Sayings()))

    assert said(ROWS * 10.0 + 2) == [f"hit {ROWS - 1}"]
    name, time, gap = said(26)
    assert (name, gap) == ("060.mp4", "12.0 s could not be read: the data were damaged") and time.startswith(
        "0:00:2"
    )
    assert said(26, ROWS - 2)[0] == "059.mp4" and len(said(26, ROWS - 2)) == 2
    assert "Ctrl and the wheel" in " ".join(pointed_lines(picture, QPointF(5, 5), Sayings()))
    place = QPoint(round(picture.axis.x_of(602)), round(picture.top_of(ROWS - 1) + picture.row_height / 2))
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    assert QToolTip.text() == f"hit {ROWS - 1}"


def test_marks_tell_their_verdict_by_colour_and_by_shape(view):
    colours, shapes = colours_of(view.palette()), set()
    view.zoom(0.01, 12.0)
    for verdict, (colour, _) in MARK_LOOKS.items():
        view.show_verdicts(np.full(ROWS, VERDICT_CODES[verdict], np.int8))
        picture = view.picture
        x, top = round(picture.axis.x_of(12.0)), picture.top_of(0)
        drawn = array_of(view.grab().toImage()).astype(int)
        rows = drawn[round(top) : round(top + picture.row_height), x]
        wanted = QColor(getattr(colours, colour))
        is_mark = np.abs(rows - (wanted.red(), wanted.green(), wanted.blue())).sum(axis=1) < 12
        assert is_mark.any(), verdict
        shapes.add(tuple(is_mark.tolist()))
    assert len(shapes) == len(MARK_LOOKS)


def test_codes_follow_what_is_decided_without_a_look_at_all():
    hits = HitColumns([_hit(n) for n in (3, 1, 2)])
    decided = {1: _decision("match"), 2: _decision("unsure"), 9: _decision("no match")}
    codes = VerdictCodes()
    codes.show(hits, decided)
    assert codes.codes.tolist() == [VERDICT_CODES[one] for one in (None, "match", "unsure")]
    decided[3], decided[1] = _decision("no match"), _decision(None)
    codes.show(hits, decided, {3, 1})
    assert codes.codes.tolist() == [VERDICT_CODES[one] for one in ("no match", None, "unsure")]
    codes.show(HitColumns(hits.hits[:1]), decided, {77})  # other hits: all of them
    assert codes.codes.tolist() == [VERDICT_CODES["no match"]]


def _decision(verdict) -> Decision:
    return Decision(1, 1, None, verdict, "", "", "2026-03-12T14:00:00", "analyst")


def test_many_spans_cover_what_they_cover_one_by_one():
    draw = np.random.default_rng(5)
    rows, first = draw.integers(0, 4, 3 * FEW), draw.integers(0, 900, 3 * FEW)
    last = first + draw.integers(1, 4, 3 * FEW)

    def painted(spans) -> np.ndarray:
        canvas = np.zeros((4, 1000), bool)
        for row, begin, end in zip(*spans, strict=True):
            canvas[row, begin:end] = True
        return canvas

    merged = covered(rows, first, last, 4)
    assert len(merged[0]) < len(rows) and (painted(merged) == painted((rows, first, last))).all()


def test_only_rows_in_sight_are_drawn_however_many_there_are(view):
    few, count = view.timeline, 50_000
    names = tuple(f"{row:05d}" for row in range(count))
    many = Timeline(names, hits=few.hits, marks=few.marks, by_time=few.by_time)
    view.show_timeline(replace(many, recorded=Spans(np.arange(count), np.zeros(count), np.ones(count))))
    assert len(view.picture.rows) < 20 and view.bar.maximum() > count
    view.bar.setValue(view.bar.maximum())
    assert view.picture.rows.stop == count and not view.grab().isNull()
