"""The bar of the whole footage under the frame: passages with their seams, what could not be read, marks, place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpcl_desktop.engine.case.records import PassageJoin
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.frame import NOWHERE, Surroundings, joins_of
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.look.time_axis import TimeAxis, draw_upright
from cpcl_desktop.gui.seam_wording import seam_line

_KEYS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
_REACH = 5.0  # pixels on either side of a seam in which the pointer is at it
Span = tuple[int, int]  # microseconds


class SeekBar(QWidget):
    """Click or drag to go somewhere: `sought` carries the time in microseconds."""

    sought = Signal(object)  # not int: that has 32 bits in Qt, which end after 35 minutes

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        go_to_the_right(self)
        self.setAccessibleName(tr("Place in the footage"))
        self._around: Surroundings = NOWHERE
        self._track: int | None = None
        self._position = 0
        self.joins: Sequence[PassageJoin] = ()  # the seams of the passage shown, by time
        self._marks: tuple[int | None, int | None] = (None, None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a line of text and a half."""
        return QSize(200, round(self.fontMetrics().height() * 1.7))

    @property
    def around(self) -> Surroundings:
        """What it shows."""
        return self._around

    def show_footage(self, around: Surroundings, track: int | None) -> None:
        """Show footage, and which of its passages is looked at, if any."""
        self._around, self._track = around, track
        self.joins = joins_of(around, track) or ()
        self._describe()

    def show_position(self, time_us: int) -> None:
        """Show where one is."""
        self._position = time_us
        self._describe()

    def show_marks(self, begin_us: int | None, end_us: int | None) -> None:
        """Show where a clip would begin and end."""
        self._marks = begin_us, end_us
        self._describe()

    def seam_at(self, x: float) -> PassageJoin | None:
        """The seam that a place on the bar, in pixels, is at."""
        return next((one for one in self.joins if self._is_at(one, x)), None)

    def x_of(self, time_us: int) -> float:
        """Where a time stands, in pixels."""
        return self._axis.x_of(self._axis.kept(time_us))

    # --- Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(self._time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say which time is under the pointer, and which seam; drag to go there."""
        time_us = self._time_at(event.position().x())
        seam = self.seam_at(event.position().x())
        self.setToolTip(moment(time_us) if seam is None else seam_line(seam))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(time_us)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Home and End go to the footage's ends; other keys are the player's."""
        if event.key() in _KEYS:
            self.sought.emit(round(self._length * _KEYS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the groove, what is in it, the marks and the place."""
        painter = painter_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        self._paint_groove(painter, colours)
        self._paint_marks(painter, colours)
        self._paint_position(painter, colours)
        painter.end()

    @property
    def _length(self) -> int:
        return max(1, self._around.length_us)

    @property
    def _axis(self) -> TimeAxis:
        """In microseconds."""
        return TimeAxis(0.0, self._length, self._area.left(), self._area.width())

    @property
    def _area(self) -> QRectF:
        edge = self.height() * 0.3
        return QRectF(self.rect()).adjusted(14, edge, -14, -edge)

    def _time_at(self, x: float) -> int:
        return round(self._axis.time_at(x))

    def _describe(self) -> None:
        length, gaps = moment(self._around.length_us), len(self._around.gaps)
        said = [tr("At {time} of {length}", time=moment(self._position), length=length)]
        said += [tr("%n time(s) without pictures", None, gaps)] if gaps else []
        said += [seam_line(join) for join in self.joins]
        begin, end = self._marks
        said += [tr("clip begins at {time}", time=moment(begin))] if begin is not None else []
        said += [tr("clip ends at {time}", time=moment(end))] if end is not None else []
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def _is_at(self, join: PassageJoin, x: float) -> bool:
        ends = self.x_of(join.start_us), self.x_of(join.end_us)
        return min(ends) - _REACH <= x <= max(ends) + _REACH

    def _span(self, begin_us: int, end_us: int, inset: float = 0.0) -> QRectF:
        axis, area = self._axis, self._area
        first, last = axis.kept(begin_us), axis.kept(end_us)
        return axis.span(first, last, area.top() + inset, area.height() - 2 * inset, least=2.0)

    def _paint_groove(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.stage))
        painter.drawRoundedRect(self._area, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        for track, begin_us, end_us in self._around.passages:
            if track != self._track:
                painter.fillRect(self._span(begin_us, end_us, self._area.height() * 0.3), QColor(colours.muted))
        for track, begin_us, end_us in self._around.passages:
            if track == self._track:
                painter.fillRect(self._span(begin_us, end_us), QColor(colours.accent))
        self._paint_seams(painter, colours)
        for gap in self._around.gaps:  # hatched: told by their pattern, too
            place = self._span(gap.start_us, gap.end_us)
            painter.fillRect(place, QColor(colours.warning_ground))
            painter.fillRect(place, QBrush(QColor(colours.warning), Qt.BrushStyle.BDiagPattern))

    def _paint_seams(self, painter: QPainter, colours: Colours) -> None:
        """What of the passage nobody was seen in lies low between two edges, as a bridge between its parts."""
        for join in self.joins:
            whole = self._span(join.start_us, join.end_us)
            painter.fillRect(whole, QColor(colours.stage))
            painter.fillRect(
                whole.adjusted(0, whole.height() * 0.4, 0, -whole.height() * 0.4), QColor(colours.accent)
            )
            painter.setPen(QPen(QColor(colours.text), 1.4))
            for x in (whole.left(), whole.right()):
                painter.drawLine(QPointF(x, whole.top() - 3), QPointF(x, whole.bottom() + 3))
            painter.setPen(Qt.PenStyle.NoPen)

    def _paint_marks(self, painter: QPainter, colours: Colours) -> None:
        """Brackets, open towards the clip."""
        painter.setPen(QPen(QColor(colours.text), 2))
        for mark, way in zip(self._marks, (1, -1), strict=True):
            if mark is not None:
                x, top, bottom = self.x_of(mark), 2.0, self.height() - 2.0
                painter.drawPolyline(
                    [QPointF(x + 5 * way, top), QPointF(x, top), QPointF(x, bottom), QPointF(x + 5 * way, bottom)]
                )

    def _paint_position(self, painter: QPainter, colours: Colours) -> None:
        x, focused = self.x_of(self._position), self.hasFocus()
        for colour, wide in ((colours.surface, 5.0), (colours.accent if focused else colours.text, 2.4)):
            painter.setPen(QPen(QColor(colour), wide))
            draw_upright(painter, x, 1, self.height() - 1)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5), 4, 4)
