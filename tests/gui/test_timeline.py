"""The timeline of many cameras: all rows can be reached, marks tell their verdict, pointing says what is there."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.records import Decision, Label
from cpcl_desktop.engine.records import Gap, Hit, Source
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline, timeline_of
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.look.theme import apply_theme, colours_of
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.label_tags import LOOKS, sign_size
from cpcl_desktop.gui.panels.labelled_hits import LabelledHits
from cpcl_desktop.gui.panels.map_canvas import MapCanvas, Way
from cpcl_desktop.gui.panels.timeline_labels import signs
from cpcl_desktop.gui.panels.timeline_picture import FEW, MARK_LOOKS, covered
from cpcl_desktop.gui.panels.timeline_pointing import pointed_lines
from cpcl_desktop.gui.panels.timeline_view import TimelineView
from cpcl_desktop.gui.panels.verdict_codes import VERDICT_CODES, VerdictCodes

ROWS = 60
LABELS = (Label(1, 1, "Suspect A", 4, 1, "", ""), Label(2, 2, "vehicle", 0, 1, "", ""))


class Sayings:
    def spoken(self, row):
        return f"spoken {row}"

    def lines(self, row):
        return [f"hit {row}"]

    def labels_of(self, row):
        return {5: LABELS, 3: LABELS[:1]}.get(row, ())


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


def test_labels_stand_beneath_their_marks_by_sign_and_ground(view):
    view.zoom(0.02, 12.0)
    plain = view.picture.row_height
    view.show_labels([(LABELS[0], np.arange(ROWS) == 0), (LABELS[1], np.arange(ROWS) == 0)])
    picture = view.picture
    assert picture.row_height > plain and picture.mark_height == plain
    size = sign_size(view.font())
    left = max(picture.axis.x_of(10.0), picture.axis.left)
    top = picture.top_of(0) + picture.mark_height
    drawn = array_of(view.grab().toImage()).astype(int)
    for label in LABELS:
        sign = drawn[round(top) : round(top + size.height()), round(left) : round(left + size.width())]
        ground = QColor(LOOKS[label.digit])
        is_ground = np.abs(sign - (ground.red(), ground.green(), ground.blue())).sum(axis=2) < 12
        is_ink = sign.min(axis=2) > 180  # a letter on it: told without its colour, too
        assert is_ground.mean() > 0.3 and is_ink.any(), label.name
        left += size.width() + 2
    view.show_labels([])
    assert view.picture.row_height == plain


def test_of_labels_close_by_each_stands_once_and_more_are_told_of():
    every = np.ones(4, bool)
    marks = (np.arange(4), np.array([0, 0, 0, 1]), np.array([100.0, 101.0, 150.0, 100.0]))
    assert list(signs([(LABELS[0], every)], marks, 10.0)) == [
        (0, 100.0, LABELS[0]),
        (0, 150.0, LABELS[0]),
        (1, 100.0, LABELS[0]),
    ]
    many = [(replace(LABELS[0], label=number), every[:1]) for number in range(1, 8)]
    one = (np.zeros(1, int), np.zeros(1, int), np.array([100.0]))
    stand = list(signs(many, one, 10.0))
    assert [left for _, left, _ in stand] == [100.0, 112.0, 124.0, 136.0] and stand[-1][2] is None
    assert list(signs([], marks, 10.0)) == []


def test_which_hits_have_which_label_follows_what_is_given_without_a_look_at_all():
    hits = HitColumns([_hit(n) for n in (3, 1, 2)])
    one, other = (kind_of(label.label) for label in LABELS)
    marks = {1: {one}, 2: {one, other, "bookmark"}, 9: {other}}
    labelled = LabelledHits()

    def told():
        return {label.name: mask.tolist() for label, mask in labelled.labelled}

    labelled.show(hits, marks, LABELS)
    assert told() == {"Suspect A": [False, True, True], "vehicle": [False, False, True]}
    marks[3], marks[2] = {one}, set()
    labelled.show(hits, marks, LABELS, {3, 2})
    assert told() == {"Suspect A": [True, True, False]}
    labelled.show(hits, marks, LABELS[1:], {77})  # another label: all of them
    assert told() == {}


def test_on_the_map_labels_stand_beside_the_beginnings_of_ways(qtbot, qapp):
    canvas = MapCanvas(Sayings())
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    begins = [np.array([[50.0, 60.0], [90.0, 60.0]])] * 2  # both at one place
    canvas.show_ways([Way(5, begins[0]), Way(3, begins[1])], canvas.size())
    drawn = array_of(canvas.grab().toImage()).astype(int)
    found = []
    for digit in (4, 0):
        ground = QColor(LOOKS[digit])
        is_ground = np.abs(drawn - (ground.red(), ground.green(), ground.blue())).sum(axis=2) < 12
        found.append(np.flatnonzero(is_ground.any(axis=1)))
    size = sign_size(canvas.font())
    assert all(0.7 * size.height() < len(rows) < 1.3 * size.height() for rows in found)  # at one place each once
    assert max(found[0]) < min(found[1]) and abs(min(found[0]) - 60) < 2 * size.height()  # none over another


def test_a_gap_is_reached_by_key_said_and_opened_and_marks_go_on_from_there(qtbot, view):
    told = []
    view.footage_opened.connect(lambda *footage: told.append(footage))
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.gap_chosen):
        QTest.keyClick(view, Qt.Key.Key_G)
    assert (view.current, view.gap) == (-1, 0) and ROWS - 1 in view.picture.rows
    assert "060.mp4, 0:00:20" in view.accessibleDescription()
    assert "12.0 s could not be read: the data were damaged" in view.accessibleDescription()
    frame = QColor(colours_of(view.palette()).text)
    place = view.picture.axis.span(20.0, 32.0, view.picture.top_of(ROWS - 1), view.picture.mark_height)
    drawn = array_of(view.grab().toImage()).astype(int)[round(place.center().y()), round(place.left()) - 3]
    assert np.abs(drawn - (frame.red(), frame.green(), frame.blue())).sum() < 60
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert told == [(ROWS, 20_000_000)]
    QTest.keyClick(view, Qt.Key.Key_G)
    QTest.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert view.gap == 0  # the only one
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.current, view.gap) == (2, -1)  # the first mark after it


def test_who_is_at_a_gap_stays_there_while_footage_is_added(qtbot, view):
    """Else the next key would be about a hit that nobody went to."""
    QTest.keyClick(view, Qt.Key.Key_G)
    known = view.timeline
    view.show_timeline(replace(known, gap_reasons=tuple(known.gap_reasons)))
    assert (view.current, view.gap) == (-1, 0) and "could not be read" in view.accessibleDescription()
    view.drop_marks()
    assert view.gap == 0
    view.show_timeline(replace(known, gaps=Spans(), gap_reasons=(), gap_sources=()))
    assert (view.current, view.gap) == (-1, -1)


def test_rows_stay_where_they_are_while_hits_with_labels_are_laid_out_anew(qtbot, view):
    view.show_labels([(LABELS[0], np.ones(int(view.timeline.hits.max()) + 1, bool))])
    view.bar.setValue(view.bar.maximum())
    scrolled, rows = view.bar.value(), view.picture.rows
    view.show_timeline(replace(view.timeline))
    assert (view.bar.value(), view.picture.rows) == (scrolled, rows)
    view.show_labels([])
    assert view.picture.rows != rows  # they are lower then


def test_without_a_gap_its_key_says_so(qtbot, view):
    view.show_timeline(replace(view.timeline, gaps=Spans(), gap_reasons=(), gap_sources=()))
    with qtbot.waitSignal(view.said) as said:
        QTest.keyClick(view, Qt.Key.Key_G)
    assert said.args == [words.NO_GAP] and view.gap == -1


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
