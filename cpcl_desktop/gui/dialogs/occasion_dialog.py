"""Asking why, and by whose order, somebody works in a case."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.policy import policy
from cpcl_desktop.gui.dialogs.form import lay_out_form
from cpcl_desktop.gui.guide.key import offer_help


class OccasionDialog(QDialog):
    """Two lines to fill in, or to leave empty; the purpose must be given where the machine's policy asks for it."""

    def __init__(self, purpose: str, authority: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Purpose and authority"))
        offer_help(self, "log")
        self.purpose = QLineEdit(purpose, placeholderText=tr("why: what is looked for, and in which matter"))
        self.authority = QLineEdit(authority, placeholderText=tr("by whose order: a file number, a court order"))
        form = QFormLayout()
        form.addRow(tr("Purpose"), self.purpose)
        form.addRow(tr("Authority"), self.authority)
        said = tr("Both go into every entry of the case's log until the case is closed.")
        is_required = policy().purpose_required
        if is_required:
            said += " " + tr("The policy of this machine asks for a purpose before a case is worked in.")
        note = QLabel(said, wordWrap=True)
        note.setProperty("role", "muted")
        lay_out_form(self, form, note, letters=74)
        if is_required:
            self.purpose.textChanged.connect(self._allow)
            self._allow()

    def _allow(self) -> None:
        """OK needs a purpose."""
        for buttons in self.findChildren(QDialogButtonBox):
            buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.purpose.text().strip()))
