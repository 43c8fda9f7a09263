"""Writing a note to a decision: Tab goes on to the buttons, and no key throws written text away unasked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.case.records import Judgement
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.wording import VERDICTS

_Button = QMessageBox.StandardButton
_OFFERED: tuple[Judgement, ...] = ("match", "no match", "unsure")


class NoteDialog(QDialog):
    """A text of several lines; Ctrl+Enter stores it, Esc asks first where it was changed.

    The case keeps a note with a decision. Where there is none yet, `verdict` is None, and the user says which.
    """

    def __init__(self, before: str, verdict: Judgement | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decided = verdict
        self.choices: dict[Judgement, QRadioButton] = {}
        self.setWindowTitle(tr("Note"))
        offer_help(self, "triage")
        self._before = before
        label = QLabel(tr("Why, or what else is to be seen. It goes into the log and into reports."), wordWrap=True)
        self.text = QPlainTextEdit(before)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Note"))
        label.setBuddy(self.text)
        verdicts = [] if verdict is not None else self._verdicts()
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
        for widget in (label, self.text, *verdicts, hint, self.buttons):
            column.addWidget(widget)
        self.text.textChanged.connect(self._enable)
        self._enable()

    def _verdicts(self) -> Sequence[QWidget]:
        """What says that the note goes with a decision, and lets the user choose which."""
        said = QLabel(
            tr("Nothing is decided about this passage yet. With the note goes the decision:"), wordWrap=True
        )
        offered = QWidget()
        row = QHBoxLayout(offered)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for verdict in _OFFERED:
            self.choices[verdict] = QRadioButton(VERDICTS[verdict])
            if verdict != "unsure":  # Tab goes to the one that is chosen; Qt keeps it so once one had the keyboard
                self.choices[verdict].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.addWidget(self.choices[verdict])
        self.choices["unsure"].setChecked(True)
        row.addStretch(1)
        return said, offered

    def _enable(self) -> None:
        """Without a note nothing is decided here either."""
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.note or self._decided))

    @property
    def verdict(self) -> Judgement:
        """What the note goes with: what is decided already, else what was chosen here."""
        if self._decided is not None:
            return self._decided
        return next(verdict for verdict, choice in self.choices.items() if choice.isChecked())

    @property
    def note(self) -> str:
        """What was written."""
        return self.text.toPlainText().strip()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for some lines."""
        letter = self.fontMetrics()
        return QSize(60 * letter.averageCharWidth(), 16 * letter.height())

    def accept(self) -> None:
        """Store it, where there is anything to store."""
        if self.note or self._decided:
            super().accept()

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
