"""A frame of footage, as large as there is room or magnified, with the boxes and ways of people drawn on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QToolTip, QWidget

from cpcl_desktop.engine.records import Box
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.player.figures import Figure
from cpcl_desktop.gui.player.magnification import STEP, Magnification
from cpcl_desktop.gui.player.sighting import Point, Sighting

CLICK_PX = 4  # that a hand may shake in a click
BOX, BOX_EDGE, OTHER = "#ffd23f", "#101010", "#8fe3ff"  # bright on a dark edge: to be seen on any footage


class FrameView(QWidget):
    """Shows an image and boxes in its pixels; a solid box was seen, a dashed one is estimated.

    A click on the box of somebody else is `person_chosen`, with the number of
    their passage; one anywhere else is `chosen`. The wheel or pinching magnifies
    around the pointer, dragging moves, a double click shows all of it again.
    """

    chosen = Signal()
    person_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(120, 80))
        self.setMouseTracking(True)
        self._image: QImage | None = None
        self._sighting: Sighting | None = None
        self._figures: Sequence[Figure] = ()
        self._trail: Sequence[Point] = ()
        self._text = ""
        self._magnification = Magnification()
        self._pressed: QPointF | None = None  # where, while that may still be a click
        self._held: QPointF | None = None  # where the frame is held while it is dragged
        self.grabGesture(Qt.GestureType.PinchGesture)  # by two fingers on a screen

    @property
    def sighting(self) -> Sighting | None:
        """The box drawn."""
        return self._sighting

    @property
    def image(self) -> QImage | None:
        """The frame drawn."""
        return self._image

    @property
    def figures(self) -> Sequence[Figure]:
        """The others that are drawn."""
        return self._figures

    @property
    def trail(self) -> Sequence[Point]:
        """The way that is drawn of who the box is about."""
        return self._trail

    def show_frame(self, image: QImage, sighting: Sighting | None, spoken: str) -> None:
        """Show a frame; `spoken` describes it for a screen reader."""
        self._image, self._sighting, self._text = image, sighting, ""
        self.setAccessibleName(spoken)
        self.update()

    def show_people(self, figures: Sequence[Figure], trail: Sequence[Point], spoken: str) -> None:
        """Show others in the frame, and the way of who the box is about; `spoken` says how many others."""
        self._figures, self._trail = figures, trail
        self.setAccessibleDescription(spoken)
        self.update()

    def show_text(self, text: str) -> None:
        """Show a sentence in place of a frame."""
        self._image, self._sighting, self._text = None, None, text
        self.setAccessibleName(text)
        self.show_people((), (), "")

    def rect_of(self, box: Box) -> QRectF:
        """Where a box of the frame stands in the widget."""
        corner, scale = self._place()
        x1, y1, x2, y2 = (side * scale for side in box)
        return QRectF(corner.x() + x1, corner.y() + y1, x2 - x1, y2 - y1)

    @property
    def magnified(self) -> float:
        """How many times larger than fitted it is drawn."""
        return self._magnification.times

    def zoom(self, factor: float, at: QPointF) -> None:
        """Magnify by a factor, or reduce, around a point of the widget."""
        if self._image is not None:
            self._magnify(self._magnification.zoomed(factor, at, self._image.size().toSizeF(), self._room))

    def pan(self, by: QPointF) -> None:
        """Move the magnified frame by so many pixels of the widget."""
        if self._image is not None:
            self._magnify(self._magnification.moved(by, self._image.size().toSizeF(), self._room))

    def fit(self) -> None:
        """Show all of the frame."""
        self._magnify(Magnification())

    def figure_at(self, place: QPointF) -> Figure | None:
        """Whose box is there; of several the smallest, which would else be hidden."""
        under = [one for one in self._boxed if self.rect_of(one.sighting.box).contains(place)]
        return min(under, key=lambda one: self.rect_of(one.sighting.box).height(), default=None)

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Pointing at a box says who that is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            figure = self.figure_at(QPointF(event.pos()))
            if figure is None:
                QToolTip.hideText()
                event.ignore()
            else:
                QToolTip.showText(event.globalPos(), tip([figure.said]), self)
            return True
        return self._is_pinch(event) or super().event(event)

    def _is_pinch(self, event: QEvent) -> bool:
        """Magnify where it is one: of a touchpad, which the system tells, or of two fingers on the screen."""
        if isinstance(event, QNativeGestureEvent):
            if is_zoom := event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
            return is_zoom
        pinch = event.gesture(Qt.GestureType.PinchGesture) if isinstance(event, QGestureEvent) else None
        if isinstance(pinch, QPinchGesture):
            self.zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint())))
        return pinch is not None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Magnify around the pointer."""
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the magnified frame; show that a box can be clicked."""
        place = event.position()
        if self._pressed is not None and (place - self._pressed).manhattanLength() > CLICK_PX:
            self._held, self._pressed = self._pressed, None
        if self._held is not None:
            self.pan(place - self._held)
            self._held = place
        self._point(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click, or the beginning of dragging."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the person, or this view, unless the frame was dragged."""
        pressed, self._pressed, self._held = self._pressed, None, None
        self._point(event.position())
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        figure = self.figure_at(pressed)
        if figure is None:
            self.chosen.emit()
        else:
            self.person_chosen.emit(figure.track)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """All of the frame again; what is under the pointer was chosen by the first click."""
        self.fit()

    def _point(self, place: QPointF) -> None:
        """Let the pointer say what a press would do."""
        if self._held is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.figure_at(place) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor if self.magnified > 1 else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame centred on a plain ground, then ways and boxes."""
        painter = QPainter(self)
        colours = colours_of(self.palette())
        painter.fillRect(self.rect(), QColor(colours.stage))
        if self._image is None:
            painter.setPen(QColor(colours.muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            edge = min(40, self.width() // 10)
            painter.drawText(self.rect().adjusted(edge, 10, -edge, -10), flags, self._text)
        else:
            self._paint_frame(painter, self._image)
        painter.end()

    @property
    def _boxed(self) -> list[Figure]:
        return [one for one in self._figures if one.is_boxed]

    @property
    def _room(self) -> QSizeF:
        return self.size().toSizeF()

    def _magnify(self, magnification: Magnification) -> None:
        self._magnification = magnification
        self.update()

    def _place(self) -> tuple[QPointF, float]:
        """Where the frame's corner stands, and how many pixels of the widget one of its pixels takes."""
        if self._image is None:
            return QPointF(), 1.0
        return self._magnification.place(self._image.size().toSizeF(), self._room)

    def _paint_frame(self, painter: QPainter, image: QImage) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(self.rect_of((0, 0, image.width(), image.height())), image)
        for figure in self._figures:
            self._paint_trail(painter, figure.trail, OTHER)
        self._paint_trail(painter, self._trail, BOX)
        for figure in self._boxed:  # thin; thick where the keyboard is
            self._paint_box(painter, figure.sighting, OTHER, 3.0 if figure.is_marked else 1.2)
        if self._sighting is not None:
            self._paint_box(painter, self._sighting, BOX, 2.5)
        for figure in self._boxed:
            self._paint_number(painter, figure)
        if self.magnified > 1:
            self._paint_label(painter, QPointF(6, 6), f"{self.magnified:.1f} ×")

    def _paint_number(self, painter: QPainter, figure: Figure) -> None:
        box, high = self.rect_of(figure.sighting.box), painter.fontMetrics().height()
        corner = QPointF(box.left(), max(box.top() - high, 0.0))
        self._paint_label(painter, corner, figure.number, figure.is_marked)

    def _paint_label(self, painter: QPainter, corner: QPointF, text: str, is_marked: bool = False) -> None:
        letters = painter.fontMetrics()
        label = QRectF(corner, QSizeF(letters.horizontalAdvance(text) + 6, letters.height()))
        painter.fillRect(label, QColor(OTHER if is_marked else BOX_EDGE))
        painter.setPen(QColor(BOX_EDGE if is_marked else OTHER))
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_trail(self, painter: QPainter, trail: Sequence[Point], colour: str) -> None:
        """A line along the ground, with a dot where somebody stands."""
        if not trail:
            return
        corner, scale = self._place()
        points = [corner + QPointF(x, y) * scale for x, y in trail]
        for width, ink in ((3.6, BOX_EDGE), (1.6, colour)):
            painter.setPen(QPen(QColor(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(points)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(points[-1], 3, 3)

    def _paint_box(self, painter: QPainter, sighting: Sighting, colour: str, width: float) -> None:
        box = self.rect_of(sighting.box)
        style = Qt.PenStyle.SolidLine if sighting.seen else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(BOX_EDGE), width + 2.0, style))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(colour), width, style))
        painter.drawRect(box)
