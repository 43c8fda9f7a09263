"""Why, and by whose order, somebody works in a case: asked once, then in every entry of its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cpcl_desktop.engine.case.case import Case


@dataclass(slots=True)
class Occasion:
    """A case and what its log is to say of why it is worked in; all lanes of an open case share one.

    None: what the environment variables CPCL_PURPOSE and CPCL_AUTHORITY say.
    """

    path: Path
    purpose: str | None = None
    authority: str | None = None

    def open(self, create: bool = False) -> Case:
        """A connection to the case."""
        return Case.open(self.path, create, self.purpose, self.authority)

    def tell(self, case: Case) -> Case:
        """Let a connection that is open already know what was said since."""
        case.log.purpose = case.log.purpose if self.purpose is None else self.purpose
        case.log.authority = case.log.authority if self.authority is None else self.authority
        return case


class OccasionDialog(QDialog):
    """Two lines to fill in, or to leave empty."""

    def __init__(self, purpose: str, authority: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Purpose and authority")
        self.purpose = QLineEdit(purpose, placeholderText="why: what is looked for, and in which matter")
        self.authority = QLineEdit(authority, placeholderText="by whose order: a file number, a court order")
        form = QFormLayout()
        form.addRow("Purpose", self.purpose)
        form.addRow("Authority", self.authority)
        note = QLabel("Both go into every entry of the case's log until the case is closed.", wordWrap=True)
        note.setProperty("role", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(buttons)
        self.setMinimumWidth(440)
