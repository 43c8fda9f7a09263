"""Asking why, and by whose order, somebody works in a case."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.form import lay_out_form


class OccasionDialog(QDialog):
    """Two lines to fill in, or to leave empty."""

    def __init__(self, purpose: str, authority: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Purpose and authority"))
        self.purpose = QLineEdit(purpose, placeholderText=tr("why: what is looked for, and in which matter"))
        self.authority = QLineEdit(authority, placeholderText=tr("by whose order: a file number, a court order"))
        form = QFormLayout()
        form.addRow(tr("Purpose"), self.purpose)
        form.addRow(tr("Authority"), self.authority)
        note = QLabel(tr("Both go into every entry of the case's log until the case is closed."), wordWrap=True)
        note.setProperty("role", "muted")
        lay_out_form(self, form, note, letters=74)
