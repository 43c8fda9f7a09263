"""The timeline: cameras one above the other, hits and gaps as marks by time; zoomed, and brushed to filter."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Timeline
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.panels.timeline_picture import TimelinePicture

ZOOM = 1.5  # of the span, by a step of the wheel or a key
LEAST_S = 2.0  # that is ever shown
NEAR_PX = 6  # of a mark that still means it
CLICK_PX = 4  # that a hand may shake in a click
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
            self.shown = timeline.busy  # other footage may lie months away; Home shows all of it
        self.updateGeometry()
        self.update()

    def select_hit(self, hit: int, is_sought: bool = True) -> None:
        """Mark a hit, by its place in the list; where it is sought, bring it in sight."""
        found = np.flatnonzero(self.timeline.hits == hit)
        self.current = int(found[0]) if len(found) else -1
        if is_sought:
            self._bring_in_sight()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows."""
        return QSize(600, round(self.picture.height))

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
        self._bring_in_sight()
        self.chosen.emit(int(self.timeline.hits[self.current]))
        self.update()

    def _bring_in_sight(self) -> None:
        """Move the span, where the mark lies outside of it."""
        begin, end = self.shown
        at = float(self.timeline.marks.begins[self.current]) if self.current >= 0 else begin
        if not begin <= at <= end:
            self._show(at - (end - begin) / 2, at + (end - begin) / 2)

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
            self.zoom(ZOOM ** (-steps.y() / 120), self.picture.axis.time_at(event.position().x()))
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
            axis = self.picture.axis
            self.brushed.emit(axis.time_at(first), axis.time_at(last))
        elif (mark := self.mark_at(event.position())) is not None:
            self.current = mark
            self.opened.emit(int(self.timeline.hits[mark]))
        self.update()

    def mark_at(self, place: QPointF) -> int | None:
        """The mark at a point, None where there is none."""
        marks, picture = self.timeline.marks, self.picture
        on_row = np.flatnonzero(marks.rows == picture.row_at(place.y()))
        if not len(on_row):
            return None
        axis = picture.axis
        begins, ends = axis.xs_of(marks.begins[on_row]), axis.xs_of(marks.ends[on_row])
        off = np.maximum(np.maximum(begins - place.x(), place.x() - ends), 0)
        nearest = int(np.argmin(off))
        return int(on_row[nearest]) if off[nearest] <= NEAR_PX else None

    # --- painting

    @property
    def picture(self) -> TimelinePicture:
        """How it is laid out now."""
        return TimelinePicture(self.timeline, self.shown, QSizeF(self.size()), self.fontMetrics())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The timeline, what is being brushed, and whether it has the keyboard."""
        painter = painter_of(self)
        colours = colours_of(self.palette())
        self.picture.draw(painter, colours, self.current)
        if self._pressed is not None:
            self._paint_brush(painter, self._pressed.x(), colours)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_brush(self, painter: QPainter, pressed: float, colours: Colours) -> None:
        first, last = sorted((pressed, self._dragged))
        ground = QColor(colours.accent)
        ground.setAlphaF(0.2)
        painter.fillRect(QRectF(first, 0, last - first, self.height()), ground)


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
