"""The parts of the page for describing: where a sentence is written, and the passage's picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy

from cpcl_desktop.gui.look.pictures import fitted


class SentenceLine(QLineEdit):
    """Where a sentence is written. Undo is the text's while there is any, then the page's."""

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z through where nothing was typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            free = ((undo, self.isUndoAvailable()), (redo, self.isRedoAvailable()))
            if any(event.matches(key) and not is_text for key, is_text in free):
                event.ignore()
                return False
        return super().event(event)


class Picture(QLabel):
    """The picture of a passage as large as there is room."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(120, 160))
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one for none."""
        self._image = image
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            self.clear()
        else:
            self.setPixmap(QPixmap.fromImage(fitted(self._image, self.size(), self.devicePixelRatio())))
