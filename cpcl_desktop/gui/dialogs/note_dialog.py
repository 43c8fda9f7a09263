"""Writing a note to a decision: Tab goes on to the buttons, and no key throws written text away unasked."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help

_Button = QMessageBox.StandardButton


class NoteDialog(QDialog):
    """A text of several lines; Ctrl+Enter stores it, Esc asks first where it was changed."""

    def __init__(self, before: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Note"))
        offer_help(self, "triage")
        self._before = before
        label = QLabel(tr("Why, or what else is to be seen. It goes into the log and into reports."), wordWrap=True)
        self.text = QPlainTextEdit(before)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Note"))
        label.setBuddy(self.text)
        hint = QLabel(tr("Ctrl+Enter stores it."))
        hint.setProperty("role", "muted")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel,
            accepted=self.accept,
            rejected=self.reject,
        )
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        for widget in (label, self.text, hint, self.buttons):
            column.addWidget(widget)

    @property
    def note(self) -> str:
        """What was written."""
        return self.text.toPlainText().strip()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for some lines."""
        letter = self.fontMetrics()
        return QSize(60 * letter.averageCharWidth(), 16 * letter.height())

    def reject(self) -> None:
        """Leave without storing; where something was written, only if that is meant."""
        if self.note == self._before.strip():
            super().reject()
            return
        answer = self._ask()
        if answer == _Button.Save:
            self.accept()
        elif answer == _Button.Discard:
            super().reject()

    def _ask(self) -> QMessageBox.StandardButton:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Note"))
        box.setText(tr("The note is not stored yet."))
        box.setInformativeText(tr("Save it, throw it away, or go on writing?"))
        box.setStandardButtons(_Button.Save | _Button.Discard | _Button.Cancel)
        box.button(_Button.Cancel).setText(tr("Go on writing"))
        box.setDefaultButton(_Button.Save)
        box.setEscapeButton(_Button.Cancel)
        return QMessageBox.StandardButton(box.exec())
