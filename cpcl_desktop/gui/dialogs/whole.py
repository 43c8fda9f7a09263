"""A dialog that is at once as large as all in it needs."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class WholeDialog(QDialog):
    """By itself Qt gives a new window at most two thirds of the screen, and sentences of several lines are cut."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the room, as far as the screen has it."""
        self.resize(self.size().expandedTo(self.sizeHint()).boundedTo(self.screen().availableSize()))
        super().showEvent(event)
