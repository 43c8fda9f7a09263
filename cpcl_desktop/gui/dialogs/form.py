"""Dialogs that are a form: fields, what is said beneath, OK and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget


def lay_out_form(dialog: QDialog, form: QFormLayout, *beneath: QWidget, letters: int) -> None:
    """The fields, what stands beneath them, and the buttons; OK accepts the dialog, Cancel rejects it.

    It is wide enough for lines of so many letters.
    """
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(22, 20, 22, 18)
    column.setSpacing(14)
    column.addLayout(form)
    for widget in (*beneath, buttons):
        column.addWidget(widget)
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * letters)
