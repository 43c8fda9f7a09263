"""Files and folders that are dropped on the window: footage is added, cases are opened, nothing is moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.file import SUFFIX
from cpcl_desktop.gui.look.drops import local_paths
from cpcl_desktop.gui.panels.carried_hits import are_anothers, carried_hits


class Dropping(QObject):
    """Watches what is dragged over a window."""

    hovered = Signal(bool)  # something welcome is over the window, or no longer is
    footage_given = Signal(object)  # Sequence[Path]
    case_given = Signal(object)  # Path
    cases_given = Signal(object)  # Sequence[Path]: several
    said = Signal(str)  # why something is not welcome

    def __init__(self, window: QWidget, why_no_footage: Callable[[], str]) -> None:
        """`why_no_footage` says why none can be added now; empty where it can."""
        super().__init__(window)
        self._why_no_footage = why_no_footage
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
        """Welcome files and folders; where no footage can be added, cases alone."""
        if carried_hits(event.mimeData()) is not None or are_anothers(event.mimeData()):
            event.ignore()  # hits are no footage
            return
        paths = local_paths(event.mimeData())
        if not paths:
            event.ignore()
        elif (why := self._why_no_footage()) and not _are_cases(paths):
            event.ignore()
            self.said.emit(why)
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
        if _are_cases(paths):
            self.case_given.emit(paths[0]) if len(paths) == 1 else self.cases_given.emit(paths)
        else:
            self.footage_given.emit(paths)


def _are_cases(paths: Sequence[Path]) -> bool:
    return bool(paths) and all(path.suffix == SUFFIX for path in paths)
