"""A dialog that is at once as large as all in it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QStyle


class WholeDialog(QDialog):
    """By itself Qt gives a new window at most two thirds of the screen, and sentences of several lines are cut."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the room, as far as the screen has it."""
        title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        most = self.screen().availableSize() - QSize(0, 2 * title)
        self.resize(self.size().expandedTo(self.sizeHint()).boundedTo(most))
        super().showEvent(event)
