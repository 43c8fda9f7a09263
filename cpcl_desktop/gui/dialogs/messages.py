"""Message boxes: the one place that turns an exception into one, and pages of text."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop import __version__
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.runtime.crash import report_error
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.program_log import note_error
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.dialogs.whole import WholeDialog

MOST = 0.8  # of the screen, that a page of text takes

UNEXPECTED = tr(
    "Something went wrong that this program did not foresee. What was committed to the case is kept. "
    "Copy the details for whoever looks after this program."
)


def sentence_of(error: BaseException) -> str:
    """What the user reads: our errors' own sentence, or that it was unforeseen."""
    return shown(error) if isinstance(error, CpclError) else UNEXPECTED


def details_of(error: BaseException) -> str:
    """What goes to the clipboard: version, sentence and where it happened."""
    trace = "".join(traceback.format_exception(error))
    return f"CPCL Desktop {__version__}\n{sentence_of(error)}\n\n{trace}"


def message_box(parent: QWidget, title: str, error: BaseException) -> QMessageBox:
    """A message box for an error, not yet shown: the sentence, and a button that copies the details."""
    said = printable(sentence_of(error))
    box = QMessageBox(QMessageBox.Icon.Warning, title, said, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names in it may look like HTML
    copy = box.addButton(tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details_of(error)))
    return box


class _Sheet(QScrollArea):
    """As large as what is in it, as far as the screen has room; then lines turn, and arrows scroll."""

    def __init__(self, name: str, text: QLabel) -> None:
        super().__init__(frameShape=QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        text.ensurePolished()
        most = self.screen().availableSize() * MOST
        if text.sizeHint().width() > most.width():
            text.setWordWrap(True)
            text.setFixedWidth(most.width())
        self._text = text
        self.setWidget(text)
        for transparent in (self.viewport(), text):
            transparent.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it, or most of the screen."""
        bar = self.verticalScrollBar().sizeHint().width()
        most = self.screen().availableSize() * MOST
        return (self._text.size() + QSize(bar, 0)).boundedTo(QSize(most.width() + bar, most.height()))


def tell(parent: QWidget, title: str, html: str, more: tuple[str, Callable[[], object]] | None = None) -> None:
    """Show a page of text, and a button with its name that does `more`; does not block."""
    page = WholeDialog(parent)  # not a message box, which would wrap the text into a narrow column
    page.setWindowTitle(title)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = QLabel(html, textFormat=Qt.TextFormat.RichText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setContentsMargins(20, 12, 20, 12)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, rejected=page.reject)
    if more is not None:
        buttons.addButton(more[0], QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(more[1])
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 16, 16)
    column.addWidget(_Sheet(title, text))
    column.addWidget(buttons)
    page.open()


def tell_done(parent: QWidget, title: str, text: str, button: str, do: Callable[[], object]) -> None:
    """Say what was done, with a button for what is likely wanted next; does not block."""
    box = QMessageBox(QMessageBox.Icon.Information, title, title, QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names in it may look like HTML
    box.setInformativeText(printable(text))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton(button, QMessageBox.ButtonRole.AcceptRole).clicked.connect(do)
    box.setModal(True)
    box.open()


def show_error(parent: QWidget, title: str, error: BaseException) -> None:
    """Tell the user; does not block."""
    if not isinstance(error, CpclError):
        note_error("an unforeseen error was shown", error)
        report_error(error)
    box = message_box(parent, title, error)
    box.setModal(True)
    box.open()
