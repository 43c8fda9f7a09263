"""The settings dialog: one row per entry of the settings table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.settings import TABLE, Setting, Settings, Value
from cpcl_desktop.gui.settings_offer import options_of, policy_line

LETTERS = 84  # of what is said of a setting, in a line


class SettingsDialog(WholeDialog):
    """Shows every setting; `accepted` after the changed values were stored."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        offer_help(self, "settings")
        self._settings = settings
        self._read: dict[Setting, Callable[[], Value]] = {}
        form = QGridLayout()  # not a QFormLayout, which gives a sentence of two lines the height of one
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(18)
        form.setColumnStretch(1, 1)
        for setting in TABLE:
            self._add_row(form, setting)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
            accepted=self.accept,
            rejected=self.reject,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(18)
        if fixed := policy_line():
            column.addWidget(QLabel(fixed, wordWrap=True))
        column.addLayout(form)
        column.addWidget(buttons)

    def accept(self) -> None:
        """Store what was changed and close: what is as the machine has it goes on following that."""
        for setting, read in self._read.items():
            if (value := read()) != self._settings.get(setting):
                self._settings.set(setting, value)
        super().accept()

    def _add_row(self, form: QGridLayout, setting: Setting) -> None:
        value = self._settings.get(setting)
        editor = self._number(setting, float(value)) if isinstance(setting.default, float) else self._list(setting)
        editor.setToolTip(setting.tip)
        editor.setAccessibleName(setting.label)
        editor.setAccessibleDescription(setting.tip)
        tip = QLabel(setting.tip)
        tip.setProperty("role", "muted")
        tip.setWordWrap(True)
        tip.setMinimumWidth(tip.fontMetrics().averageCharWidth() * LETTERS)
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft)
        cell.addWidget(tip)
        label = QLabel(setting.label)
        label.setBuddy(editor)
        row = form.rowCount()
        form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        form.addLayout(cell, row, 1)

    def _number(self, setting: Setting, value: float) -> QWidget:
        box = QDoubleSpinBox(minimum=setting.bounds[0], maximum=setting.bounds[1], decimals=1, value=value)
        box.setSuffix(setting.unit)
        self._read[setting] = box.value
        return box

    def _list(self, setting: Setting) -> QWidget:
        box = QComboBox()
        for value, text in options_of(setting):
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(self._settings.get(setting))))
        self._read[setting] = lambda: str(box.currentData())
        return box
