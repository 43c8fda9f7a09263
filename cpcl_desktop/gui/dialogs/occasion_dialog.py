"""Asking why, and by whose order, somebody works in a case."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget


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
