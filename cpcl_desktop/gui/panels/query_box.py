"""The query box: a description, an example image, or both."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.drops import holds_example, image_path, pixels
from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.panels.carried_hits import are_anothers, carried_hits
from cpcl_desktop.gui.panels.example_chip import ExampleChip
from cpcl_desktop.gui.panels.query_history import Known, QueryHistory
from cpcl_desktop.gui.panels.searches_menu import SearchesButton
from cpcl_desktop.gui.panels.typing import Typing

PLACEHOLDER = tr("Describe the person: “woman in a red coat with a black backpack”")
_NOT_LEFT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # one comes back from these


class QueryBox(QFrame):
    """A line of text with a place for an example image; images can be dropped on it or pasted into it."""

    search_asked = Signal()
    typed = Signal()  # a pause after typing: hits may be shown, nobody asked yet
    cleared = Signal()
    image_file_given = Signal(Path)
    image_given = Signal(QImage)
    hits_given = Signal(object)  # CarriedHits
    image_removed = Signal()

    def __init__(self, choose_image: QAction) -> None:
        super().__init__(objectName="queryBox", acceptDrops=True)
        self.line = QLineEdit(placeholderText=PLACEHOLDER)
        scale_text(self.line, 1.2)
        self.line.setAccessibleName(tr("Description of the person"))
        self.line.setAcceptDrops(False)  # drops belong to the whole box
        self.line.installEventFilter(self)
        self.example, self.searches = ExampleChip(), SearchesButton()
        self.history, self.typing = QueryHistory(), Typing()
        self.go = QPushButton(tr("Search"))
        self.go.setProperty("role", "primary")
        choose = QToolButton()
        choose.setDefaultAction(choose_image)
        choose.setAccessibleName(tr("Search by an example image"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 7, 6)
        row.setSpacing(8)
        row.addWidget(Symbol("search", "muted", 1.4))
        row.addWidget(self.example)
        row.addWidget(self.line, 1)
        for widget in (self.searches, choose, self.go):
            row.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._on_asked)
        self.go.clicked.connect(self._on_asked)
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(lambda text: self.example.offer_weight(bool(text.strip())))
        self.typing.paused.connect(self.typed)
        self.example.removed.connect(self.image_removed)
        self.example.weighed.connect(self.typing.on_typed)
        self.searches.text_chosen.connect(self._on_text_chosen)

    def show_history(self, known: Known) -> None:
        """Offer from now on what is known to have been asked before."""
        self.history.known = self.searches.known = known

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the line that mean more here: Esc clears, pasting may bring an image; focus shows on the box."""
        if isinstance(event, QFocusEvent):
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
            if event.type() == QEvent.Type.FocusOut and event.reason() not in _NOT_LEFT:
                self.typing.on_left()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key of the line means more here."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.typing.forget()
            self.cleared.emit()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = self.history.earlier if key == Qt.Key.Key_Up else self.history.later
            self._write(step(self.line.text()))
            return True
        return event.matches(QKeySequence.StandardKey.Paste) and self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> bool:
        """Take an example from a drop or the clipboard: an image, or hits of the window; False where none is."""
        if (hits := carried_hits(data)) is not None:
            self.hits_given.emit(hits)
            return True
        path = image_path(data)
        image = None if path else pixels(data)
        if path is not None:
            self.image_file_given.emit(path)
        elif image is not None:
            self.image_given.emit(image)
        return path is not None or image is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome an image, or a hit; anything else goes on to the window."""
        data = event.mimeData()
        if not are_anothers(data) and (carried_hits(data) is not None or holds_example(data)):
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

    def _write(self, text: str) -> None:
        """Put another text into the line, as if it were typed."""
        if text != self.line.text():
            self.line.setText(text)
            self.typing.on_typed()

    def _on_asked(self) -> None:
        self.typing.forget()
        self.search_asked.emit()

    def _on_edited(self) -> None:
        self.history.leave()
        self.typing.on_typed()

    def _on_text_chosen(self, text: str) -> None:
        self.line.setText(text)
        self._on_asked()

    def _mark(self, name: str, value: bool) -> None:
        self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)
