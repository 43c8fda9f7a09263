"""The query box: a description, an example image, or both."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton

from cpcl_desktop.gui.look.drops import holds_example, image_path, pixels
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.look.pictures import fitted
from cpcl_desktop.gui.look.theme import scaled_font

PLACEHOLDER = "Describe the person: “woman in a red coat with a black backpack”"
_PREVIEW = QSize(64, 38)


class QueryBox(QFrame):
    """A line of text with a place for an example image; images can be dropped on it or pasted into it."""

    search_asked = Signal()
    cleared = Signal()
    image_file_given = Signal(Path)
    image_given = Signal(QImage)
    image_removed = Signal()

    def __init__(self, choose_image: QAction) -> None:
        super().__init__(objectName="queryBox", acceptDrops=True)
        self.line = QLineEdit(placeholderText=PLACEHOLDER)
        self.line.setFont(scaled_font(self.line, 1.2))
        self.line.setAccessibleName("Description of the person")
        self.line.setAcceptDrops(False)  # drops belong to the whole box
        self.line.returnPressed.connect(self.search_asked)
        self.line.installEventFilter(self)
        self._chip, self._preview = self._make_chip()
        self.go = QPushButton("Search")
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self.search_asked)
        choose = QToolButton()
        choose.setDefaultAction(choose_image)
        choose.setAccessibleName("Search by an example image")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 7, 6)
        row.setSpacing(8)
        row.addWidget(Symbol("search", "muted", 1.4))
        row.addWidget(self._chip)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        row.addWidget(self.go)

    def show_example(self, image: QImage | None) -> None:
        """Show a preview of the example image, or none."""
        self._chip.setVisible(image is not None)
        if image is not None:
            self._preview.setPixmap(QPixmap.fromImage(fitted(image, _PREVIEW, self.devicePixelRatio())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the line that mean more here: Esc clears, pasting may bring an image; focus shows on the box."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.cleared.emit()
                return True
            if event.matches(QKeySequence.StandardKey.Paste):
                return self.take(QGuiApplication.clipboard().mimeData())
        return super().eventFilter(watched, event)

    def take(self, data: QMimeData) -> bool:
        """Take an example image from a drop or the clipboard; False when there is none."""
        path = image_path(data)
        image = None if path else pixels(data)
        if path is not None:
            self.image_file_given.emit(path)
        elif image is not None:
            self.image_given.emit(image)
        return path is not None or image is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome an image; anything else goes on to the window."""
        if holds_example(event.mimeData()):
            self._mark("target", True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The drag went elsewhere."""
        self._mark("target", False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the image."""
        self._mark("target", False)
        if self.take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _mark(self, name: str, value: bool) -> None:
        self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)

    def _make_chip(self) -> tuple[QFrame, QLabel]:
        chip = QFrame(objectName="example")
        preview = QLabel()
        preview.setAccessibleName("Example image to search by")
        remove = QToolButton()
        set_icon(remove, "close")
        remove.setToolTip("Remove the example image")
        remove.setAccessibleName("Remove the example image")
        remove.clicked.connect(self.image_removed)
        row = QHBoxLayout(chip)
        row.setContentsMargins(5, 3, 2, 3)
        row.setSpacing(2)
        row.addWidget(preview)
        row.addWidget(remove)
        chip.hide()
        return chip, preview
