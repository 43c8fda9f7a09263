"""Cases that the desktop asks a running program to open: macOS sends events, where others give arguments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class AskedToOpen(QObject):
    """Hands every file that the application is sent to `open_case`, as long as the application lives."""

    def __init__(self, running: QApplication, open_case: Callable[[Path], None]) -> None:
        super().__init__(running)
        self._open_case = open_case
        running.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take such events; everything else goes on."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._open_case(Path(event.file()))
        return True
