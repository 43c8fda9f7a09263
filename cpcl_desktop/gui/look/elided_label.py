"""A label of one line that ends in … where there is no room; the whole text is its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui.look.names import tip


class ElidedLabel(QLabel):
    """Gives way when the window is narrow."""

    def __init__(self, text: str = "") -> None:
        super().__init__(line(text), textFormat=Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text, in which names of others may be."""
        super().setText(line(text))
        self.setToolTip(tip([text]))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width; one line high."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
