"""Where things stand for who reads from right to left: mirrored, but for time, which always goes to the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


def placed(painter: QPainter, part: QRectF, whole: QRectF) -> QRectF:
    """A part, reckoned from the left of a whole, where it belongs by the direction in which is read."""
    if painter.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return part
    return QRectF(whole.left() + whole.right() - part.right(), part.top(), part.width(), part.height())


def go_to_the_right(widget: QWidget) -> None:
    """Let what a widget shows of time begin at the left, whatever is read from where; `painter_of` paints it so."""
    widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def painter_of(widget: QWidget) -> QPainter:
    """A painter in the widget's own direction; by itself it has the application's."""
    painter = QPainter(widget)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter
