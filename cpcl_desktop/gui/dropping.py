"""Files and folders that are dropped on the window: footage is added, a case is opened, nothing is moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.file import SUFFIX
from cpcl_desktop.gui.look.drops import local_paths
from cpcl_desktop.gui.writing import WHY_NOT


class Dropping(QObject):
    """Watches what is dragged over a window."""

    hovered = Signal(bool)  # something welcome is over the window, or no longer is
    footage_given = Signal(object)  # Sequence[Path]
    case_given = Signal(object)  # Path
    said = Signal(str)  # why something is not welcome

    def __init__(self, window: QWidget, is_read_only: Callable[[], bool]) -> None:
        super().__init__(window)
        self._is_read_only = is_read_only
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees what is dragged before the window, which does nothing with it."""
        if isinstance(event, QDragEnterEvent):
            self._on_entered(event)
        elif event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._on_dropped(event)
        else:
            return False
        return True

    def _on_entered(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders; into a case that can only be read, another case alone."""
        paths = local_paths(event.mimeData())
        if not paths:
            event.ignore()
        elif self._is_read_only() and not _is_case(paths):
            event.ignore()
            self.said.emit(WHY_NOT)
        else:
            self.hovered.emit(True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _on_dropped(self, event: QDropEvent) -> None:
        """Take it as a copy: nothing is moved."""
        self.hovered.emit(False)
        paths = local_paths(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if _is_case(paths):
            self.case_given.emit(paths[0])
        else:
            self.footage_given.emit(paths)


def _is_case(paths: Sequence[Path]) -> bool:
    return len(paths) == 1 and paths[0].suffix == SUFFIX
