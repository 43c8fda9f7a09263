"""A frame of footage, as large as there is room, with the person's box drawn on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.player.sighting import Sighting

BOX, BOX_EDGE = "#ffd23f", "#101010"  # bright on a dark edge: to be seen on any footage


class FrameView(QWidget):
    """Shows an image and a box in its pixels; a solid box was seen, a dashed one is estimated."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 150))
        self._image: QImage | None = None
        self._sighting: Sighting | None = None
        self._text = ""

    @property
    def sighting(self) -> Sighting | None:
        """The box drawn."""
        return self._sighting

    @property
    def image(self) -> QImage | None:
        """The frame drawn."""
        return self._image

    def show_frame(self, image: QImage, sighting: Sighting | None, spoken: str) -> None:
        """Show a frame; `spoken` describes it for a screen reader."""
        self._image, self._sighting, self._text = image, sighting, ""
        self.setAccessibleName(spoken)
        self.update()

    def show_text(self, text: str) -> None:
        """Show a sentence in place of a frame."""
        self._image, self._sighting, self._text = None, None, text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame centred on a plain ground, then the box."""
        painter = QPainter(self)
        colours = colours_of(self.palette())
        painter.fillRect(self.rect(), QColor(colours.stage))
        if self._image is None:
            painter.setPen(QColor(colours.muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(40, 20, -40, -20), flags, self._text)
        else:
            self._paint_frame(painter, self._image)
        painter.end()

    def _paint_frame(self, painter: QPainter, image: QImage) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / image.width(), self.height() / image.height())
        size = QSize(image.width(), image.height()).toSizeF() * scale
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawImage(QRectF(corner, size), image)
        if self._sighting is not None:
            self._paint_box(painter, self._sighting, corner, scale)

    def _paint_box(self, painter: QPainter, sighting: Sighting, corner: QPointF, scale: float) -> None:
        x1, y1, x2, y2 = (side * scale for side in sighting.box)
        box = QRectF(corner.x() + x1, corner.y() + y1, x2 - x1, y2 - y1)
        style = Qt.PenStyle.SolidLine if sighting.seen else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(BOX_EDGE), 4.5, style))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(BOX), 2.5, style))
        painter.drawRect(box)
