"""The timeline: cameras one above the other, hits and gaps as marks by time; scrolled, zoomed, brushed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.look.time_axis import names_width
from cpcl_desktop.gui.panels import rows_bar
from cpcl_desktop.gui.panels.hit_sayings import SAYS_NOTHING, HitSayings
from cpcl_desktop.gui.panels.rows_bar import RowsBar
from cpcl_desktop.gui.panels.timeline_picture import TimelinePicture
from cpcl_desktop.gui.panels.timeline_pointing import NEAR_PX, pointed_footage, pointed_lines
from cpcl_desktop.gui.panels.verdict_codes import Codes

ZOOM = 1.5  # of the span, by a step of the wheel or a key
LEAST_S = 2.0  # that is ever shown
CLICK_PX = 4  # that a hand may shake in a click
_OWN_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F, Qt.Key.Key_Home, *rows_bar.KEYS)


class TimelineView(QWidget):
    """Shows a `Timeline`; times of signals are seconds from its origin, hits by their place in the list."""

    chosen = Signal(int)  # the hit that the keyboard is at
    opened = Signal(int)
    brushed = Signal(float, float)
    footage_opened = Signal(object, object)  # the number of a source, microseconds of its file

    def __init__(self, sayings: HitSayings = SAYS_NOTHING) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        go_to_the_right(self)
        self.setAccessibleName(words.TIMELINE)
        self._sayings = sayings
        self.bar = RowsBar(self)
        self.timeline = Timeline()
        self.verdicts: Codes = np.zeros(0, np.int8)  # of each mark
        self.shown = (0.0, 1.0)
        self._names = 0.0  # pixels of the longest name of a row
        self._current = -1
        self._sought: tuple[int, float] | None = None  # row and time that were last brought into sight
        self._pressed: QPointF | None = None
        self._dragged = 0.0
        self._measure()

    @property
    def current(self) -> int:
        """The mark that the keyboard is at, by its place; -1 for none."""
        return self._current

    @current.setter
    def current(self, mark: int) -> None:
        self._current = mark
        there = 0 <= mark < len(self.timeline.hits)
        self.setAccessibleDescription(
            self._sayings.spoken(int(self.timeline.hits[mark])) if there else words.TIMELINE_HELP
        )
        self.update()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline; where it is on the same footage, the span that is looked at stays."""
        same = timeline.names == self.timeline.names and timeline.origin == self.timeline.origin
        self.timeline, self.verdicts = timeline, np.zeros(len(timeline.hits), np.int8)
        self.current = -1
        if not same or not timeline.span[0] <= self.shown[0] < timeline.span[1]:
            self.shown = timeline.busy  # other footage may lie months away; Home shows all of it
            self._sought = None
        self._measure()
        self.updateGeometry()
        self.update()

    def drop_marks(self) -> None:
        """Show no hits; rows and the span that is looked at stay."""
        nobody = np.empty(0, np.int64)
        self.timeline = replace(self.timeline, marks=Spans(), hits=nobody, by_time=nobody)
        self.verdicts = np.zeros(0, np.int8)
        self.current = -1

    def show_verdicts(self, codes: Codes) -> None:
        """Show what is decided of hits, by their place in the list."""
        hits = self.timeline.hits
        if len(hits) and int(hits[-1]) >= len(codes):
            return  # it is laid out for other hits still
        self.verdicts = codes[hits]
        self.current = self._current  # of which something else may be said

    def select_hit(self, hit: int) -> None:
        """Mark a hit, by its place in the list; one that was not marked before is brought into sight."""
        found = np.flatnonzero(self.timeline.hits == hit)
        self.current = int(found[0]) if len(found) else -1
        if len(found):
            self._bring_into_sight()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows, as far as a window of usual size has room for them."""
        return QSize(600, min(600, round(self.picture.height)))

    # --- moving

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show a shorter (factor below 1) or longer span around a time, by default the middle."""
        begin, end = self.shown
        middle = (begin + end) / 2 if at is None else at
        whole = self.timeline.span
        length = min(max((end - begin) * factor, LEAST_S), whole[1] - whole[0])
        first = middle - (middle - begin) / (end - begin) * length
        self._show(first, first + length)

    def _bring_into_sight(self) -> None:
        """Move to the current mark, unless that was done: who looks elsewhere since is left there."""
        row, begin = int(self.timeline.marks.rows[self.current]), float(self.timeline.marks.begins[self.current])
        if self._sought == (row, begin):
            return
        self._sought = (row, begin)
        first, last = self.shown
        if not first <= begin <= last:
            self._show(begin - (last - first) / 2, begin + (last - first) / 2)
        self.bar.reveal(row, self.picture)

    def _measure(self) -> None:
        """Other rows, or other text."""
        self._names = names_width(self.fontMetrics(), self.timeline.names, float("inf"))
        self.bar.fit(self.picture, self.size())

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
        self._sought = None  # by a key it is sought again, also where it was before
        self._bring_into_sight()
        self.chosen.emit(int(self.timeline.hits[self.current]))

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Its own keys are no commands here; a tip says what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = pointed_lines(self.picture, QPointF(event.pos()), self._sayings)
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.setAccepted(event.modifiers() in _PLAIN)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes from another view is shown the mark of what was chosen there."""
        super().showEvent(event)
        self._sought = None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows are as high as their text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other rows have room."""
        super().resizeEvent(event)
        self.bar.fit(self.picture, self.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go to marks, with Shift they move the span; + and − zoom; F filters to the span.

        Up and Down go through the rows, by pages, too.
        """
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self.pan(by / 4) if shift else self._step(by)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        elif key in rows_bar.KEYS:
            self.bar.triggerAction(rows_bar.KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self._show(*self.timeline.span)
        elif key == Qt.Key.Key_F:
            self.brushed.emit(*self.shown)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(int(self.timeline.hits[self.current]))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Go through the rows; with Ctrl zoom around the pointer; with Shift, or sideways, move the span."""
        steps, keys = event.angleDelta(), event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (-steps.y() / 120), self.picture.axis.time_at(event.position().x()))
        elif steps.x() or keys & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(steps.x() or steps.y()) / 960)
        else:
            self.bar.turn(steps.y() / 120)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click, or the beginning of a brush."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Brush."""
        if self._pressed is not None:
            self._dragged = event.position().x()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the mark or the footage that was clicked, or tell the span that was brushed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        first, last = sorted((pressed.x(), event.position().x()))
        if last - first > CLICK_PX:
            axis = self.picture.axis
            self.brushed.emit(axis.time_at(first), axis.time_at(last))
        elif (mark := self.picture.span_at(self.timeline.marks, event.position(), NEAR_PX)) is not None:
            self.current = mark
            self.opened.emit(int(self.timeline.hits[mark]))
        elif (pointed := pointed_footage(self.picture, event.position())) is not None:
            self.footage_opened.emit(*pointed)
        self.update()

    # --- painting

    @property
    def picture(self) -> TimelinePicture:
        """How it is laid out now."""
        bar = self.bar.width() if self.bar.isVisibleTo(self) else 0
        size = QSizeF(self.width() - bar, self.height())
        return TimelinePicture(
            self.timeline, self.shown, size, self.fontMetrics(), self._names, float(self.bar.value())
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The timeline, what is being brushed, and whether it has the keyboard."""
        painter = painter_of(self)
        colours = colours_of(self.palette())
        self.picture.draw(painter, colours, self.current, self.verdicts)
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
