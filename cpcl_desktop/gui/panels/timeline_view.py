"""The timeline: cameras one above the other, hits and gaps as marks by time; zoomed, and brushed to filter."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Doubles, Spans, Timeline, Wholes, ticks
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of

ZOOM = 1.5  # of the span, by a step of the wheel or a key
LEAST_S = 2.0  # that is ever shown
NEAR_PX = 6  # of a mark that still means it
FEW = 2000  # spans that are drawn one by one
CLICK_PX = 4  # that a hand may shake in a click
_ROW, _AXIS, _PAD = 2.2, 1.8, 12  # lines of text; pixels
_OWN_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F, Qt.Key.Key_Home)


class TimelineView(QWidget):
    """Shows a `Timeline`; times of signals are seconds from its origin, hits by their place in the list."""

    chosen = Signal(int)  # the hit that the keyboard is at
    opened = Signal(int)
    brushed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        go_to_the_right(self)
        self.setAccessibleName(words.TIMELINE)
        self.setToolTip(words.TIMELINE_HELP)
        self.timeline = Timeline()
        self.shown = (0.0, 1.0)
        self.current = -1  # a mark, by its place
        self._pressed: QPointF | None = None
        self._dragged = 0.0

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline; where it is on the same footage, the span that is looked at stays."""
        same = timeline.names == self.timeline.names and timeline.origin == self.timeline.origin
        self.timeline, self.current = timeline, -1
        if not same or not timeline.span[0] <= self.shown[0] < timeline.span[1]:
            self.shown = timeline.span
        self.updateGeometry()
        self.update()

    def select_hit(self, hit: int) -> None:
        """Mark a hit, by its place in the list."""
        found = np.flatnonzero(self.timeline.hits == hit)
        self.current = int(found[0]) if len(found) else -1
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows."""
        line_px = self.fontMetrics().height()
        return QSize(600, round((_AXIS + _ROW * max(1, len(self.timeline.names))) * line_px + 2 * _PAD))

    # --- moving

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show a shorter (factor below 1) or longer span around a time, by default the middle."""
        begin, end = self.shown
        middle = (begin + end) / 2 if at is None else at
        whole = self.timeline.span
        length = min(max((end - begin) * factor, LEAST_S), whole[1] - whole[0])
        first = middle - (middle - begin) / (end - begin) * length
        self._show(first, first + length)

    def pan(self, share: float) -> None:
        """Go on by a share of what is shown."""
        by = (self.shown[1] - self.shown[0]) * share
        self._show(self.shown[0] + by, self.shown[1] + by)

    def _show(self, begin: float, end: float) -> None:
        first, last = self.timeline.span
        begin = max(first, min(begin, last - (end - begin)))
        self.shown = (begin, min(last, begin + max(LEAST_S, end - begin)))
        self.update()

    def _step(self, by: int) -> None:
        """To the mark before or after, in the order of time."""
        begins = self.timeline.marks.begins
        if not len(begins):
            return
        order = self.timeline.by_time
        places = np.flatnonzero(order == self.current)
        at = int(places[0]) + by if len(places) else 0
        self.current = int(order[min(max(at, 0), len(order) - 1)])
        begin, end = self.shown
        if not begin <= begins[self.current] <= end:
            middle = float(begins[self.current]) - (end - begin) / 2
            self._show(middle, middle + end - begin)
        self.chosen.emit(int(self.timeline.hits[self.current]))
        self.update()

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Its own keys are no commands here."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.setAccepted(event.modifiers() in _PLAIN)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go to marks, with Shift they move the span; + and − zoom; F filters to the span."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self.pan(by / 4) if shift else self._step(by)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        elif key == Qt.Key.Key_Home:
            self._show(*self.timeline.span)
        elif key == Qt.Key.Key_F:
            self.brushed.emit(*self.shown)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(int(self.timeline.hits[self.current]))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom around the pointer; with Shift, or sideways, move."""
        steps = event.angleDelta()
        if steps.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(steps.x() or steps.y()) / 960)
        else:
            self.zoom(ZOOM ** (-steps.y() / 120), self._time_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click, or the beginning of a brush."""
        self._pressed, self._dragged = event.position(), event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Brush, or say what is under the pointer."""
        if self._pressed is not None:
            self._dragged = event.position().x()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the mark that was clicked, or tell the span that was brushed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        first, last = sorted((pressed.x(), event.position().x()))
        if last - first > CLICK_PX:
            self.brushed.emit(self._time_at(first), self._time_at(last))
        elif (mark := self.mark_at(event.position())) is not None:
            self.current = mark
            self.opened.emit(int(self.timeline.hits[mark]))
        self.update()

    def mark_at(self, place: QPointF) -> int | None:
        """The mark at a point, None where there is none."""
        marks = self.timeline.marks
        row = int((place.y() - self._top) // self._row_height)
        on_row = np.flatnonzero(marks.rows == row)
        if not len(on_row):
            return None
        begins, ends = self._xs(marks.begins[on_row]), self._xs(marks.ends[on_row])
        off = np.maximum(np.maximum(begins - place.x(), place.x() - ends), 0)
        nearest = int(np.argmin(off))
        return int(on_row[nearest]) if off[nearest] <= NEAR_PX else None

    # --- painting

    @property
    def _left(self) -> float:
        names = self.timeline.names
        wide = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        return min(wide, self.width() * 0.25) + 2 * _PAD

    @property
    def _top(self) -> float:
        return _AXIS * self.fontMetrics().height() + _PAD

    @property
    def _row_height(self) -> float:
        return _ROW * self.fontMetrics().height()

    def _xs(self, seconds: Doubles) -> Doubles:
        begin, end = self.shown
        room = max(1.0, self.width() - self._left - _PAD)
        return np.asarray(self._left + (seconds - begin) / (end - begin) * room, np.float64)

    def _time_at(self, x: float) -> float:
        begin, end = self.shown
        room = max(1.0, self.width() - self._left - _PAD)
        return float(min(max(begin + (x - self._left) / room * (end - begin), begin), end))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The axis, a row for each camera, what was recorded, gaps, and the hits."""
        painter = painter_of(self)
        colours = colours_of(self.palette())
        painter.fillRect(self.rect(), QColor(colours.surface))
        self._paint_axis(painter, colours)
        self._paint_names(painter, colours)
        painter.setClipRect(QRectF(self._left, 0, self.width() - self._left - _PAD + 2, self.height()))
        self._paint_spans(painter, self.timeline.recorded, QColor(colours.hover), 0.30)
        self._paint_spans(painter, self.timeline.gaps, QColor(colours.failed), 0.36, hatched=True)
        self._paint_spans(painter, self.timeline.marks, QColor(colours.accent), 0.16, least=3.0)
        self._paint_current(painter, colours)
        if self._pressed is not None:
            self._paint_brush(painter, colours)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_axis(self, painter: QPainter, colours: Colours) -> None:
        metrics = self.fontMetrics()
        sample = metrics.horizontalAdvance("2026-00-00 00:00:00") * 1.3
        begin, end = self.shown
        bottom = self._top + self._row_height * len(self.timeline.names)
        for at in ticks(begin, end, int((self.width() - self._left) / sample)):
            x = float(self._xs(np.array([at]))[0])
            painter.setPen(QColor(colours.border))
            painter.drawLine(QPointF(x, self._top - 4), QPointF(x, bottom))
            said = self.said_at(at)
            if x + 3 + metrics.horizontalAdvance(said) <= self.width():  # else it would be cut
                painter.setPen(QColor(colours.muted))
                painter.drawText(QPointF(x + 3, metrics.ascent() + 6), said)

    def said_at(self, seconds: float) -> str:
        """The time at a place, as the axis says it."""
        if not self.timeline.is_clocked:
            return moment(round(seconds * 1e6)).partition(".")[0]
        return f"{self.timeline.moment(seconds):%Y-%m-%d %H:%M:%S}"

    def _paint_names(self, painter: QPainter, colours: Colours) -> None:
        metrics = self.fontMetrics()
        for row, name in enumerate(self.timeline.names):
            top = self._top + row * self._row_height
            area = QRectF(_PAD, top, self._left - 2 * _PAD, self._row_height)
            painter.setPen(QColor(colours.text))
            shown = metrics.elidedText(line(name), Qt.TextElideMode.ElideMiddle, int(area.width()))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
            painter.setPen(QColor(colours.border))
            painter.drawLine(QPointF(_PAD, top), QPointF(self.width() - _PAD, top))

    def _paint_spans(
        self,
        painter: QPainter,
        spans: Spans,
        colour: QColor,
        inset: float,
        least: float = 1.0,
        hatched: bool = False,
    ) -> None:
        """Spans that are in sight; where they are many, what they cover."""
        seen = (spans.ends >= self.shown[0]) & (spans.begins <= self.shown[1])
        if not seen.any():
            return
        begins, ends = np.floor(self._xs(spans.begins[seen])), np.ceil(self._xs(spans.ends[seen]))
        first = np.clip(begins, 0, self.width()).astype(np.int64)
        last = np.clip(np.maximum(ends, begins + least), 1, self.width() + 1).astype(np.int64)
        drawn = covered(spans.rows[seen], first, np.maximum(last, first + 1), len(self.timeline.names))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)
        brush = painter.brush()
        brush.setColor(colour)
        painter.setBrush(brush)
        height = self._row_height
        painter.drawRects(
            [
                QRectF(first, self._top + (row + inset) * height, last - first, (1 - 2 * inset) * height)
                for row, first, last in drawn
            ]
        )

    def _paint_current(self, painter: QPainter, colours: Colours) -> None:
        if not 0 <= self.current < len(self.timeline.hits):
            return
        marks = self.timeline.marks
        first, last = self._xs(np.array([marks.begins[self.current], marks.ends[self.current]])).tolist()
        top = self._top + (int(marks.rows[self.current]) + 0.08) * self._row_height
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawRect(QRectF(first - 2, top, max(3.0, last - first) + 4, 0.84 * self._row_height))

    def _paint_brush(self, painter: QPainter, colours: Colours) -> None:
        assert self._pressed is not None
        first, last = sorted((self._pressed.x(), self._dragged))
        ground = QColor(colours.accent)
        ground.setAlphaF(0.2)
        painter.fillRect(QRectF(first, 0, last - first, self.height()), ground)


def covered(rows: Wholes, first: Wholes, last: Wholes, count: int) -> list[tuple[int, int, int]]:
    """Row, first pixel and the one after the last of what spans cover, however many lie over each other."""
    if len(rows) <= FEW:
        return list(zip(rows.tolist(), first.tolist(), last.tolist(), strict=True))
    steps = np.zeros((count, int(last.max()) + 2), np.int64)
    np.add.at(steps, (rows, first), 1)
    np.add.at(steps, (rows, last), -1)
    edges = np.diff((steps.cumsum(axis=1) > 0).astype(np.int8), axis=1, prepend=0)
    on, begin = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    return list(zip(on.tolist(), begin.tolist(), end.tolist(), strict=True))


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
