"""What the program noted of an error that nobody foresaw: shown whole, and handed on by its reader or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import show_error
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help

LETTERS, LINES = 90, 22

_Buttons = QDialogButtonBox


class CrashDialog(WholeDialog):
    """A text to be read, changed, copied, saved or deleted. Closing it keeps the report for the next start."""

    def __init__(
        self,
        text: str,
        choose: Callable[[], Path | None],
        forget: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """`choose` asks where to save, `forget` deletes the report; OSError of it is shown."""
        super().__init__(parent)
        self.setWindowTitle(tr("Report of an error"))
        offer_help(self, "privacy")
        self._choose, self._forget = choose, forget
        told = tr(
            "The program met an error that it did not foresee, and kept this report on this machine. Nothing of it "
            "was sent anywhere. Paths, names of files and your name are replaced; it may still hold words that you "
            "typed. Read it, remove what nobody should see, and give it to whoever looks after this program, if "
            "you like."
        )
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setMinimumSize(
            self.text.fontMetrics().averageCharWidth() * LETTERS, self.text.fontMetrics().height() * LINES
        )
        buttons = _Buttons(_Buttons.StandardButton.Close, rejected=self.reject)
        for label, do in (
            (tr("Copy"), self.on_copy),
            (tr("Save as…"), self.on_save),
            (tr("Delete the report"), self.on_delete),
        ):
            buttons.addButton(label, _Buttons.ButtonRole.ActionRole).clicked.connect(do)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(QLabel(told, wordWrap=True))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)

    def on_copy(self) -> None:
        """Put the text, as it stands, on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def on_save(self) -> None:
        """Write the text, as it stands, where the user says."""
        if path := self._choose():
            try:
                path.write_text(self.text.toPlainText() + "\n", encoding="utf-8")
            except OSError as error:
                why = error.strerror or error
                told = tr("{path} could not be written ({why}). The report is kept as it was.", path=path, why=why)
                show_error(self, tr("The report was not saved"), MachineError(told))

    def on_delete(self) -> None:
        """Delete the report and close."""
        try:
            self._forget()
        except OSError as error:
            told = tr("It could not be deleted ({why}); it is kept.", why=error.strerror or error)
            show_error(self, tr("The report was not deleted"), MachineError(told))
        else:
            self.accept()
