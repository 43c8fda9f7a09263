"""Naming the case's labels, and saying which key gives which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from cpcl_desktop.engine.case.labels import DIGITS, MOST_LETTERS, NO_DIGIT
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.form import lay_out_form
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.labelling import by_digit
from cpcl_desktop.gui.lanes.labels import Wish


@dataclass(frozen=True, slots=True)
class LabelWishes:
    """What labels shall be by their numbers, None for gone; and those that shall be made."""

    changed: Mapping[int, Wish | None]
    new: Sequence[Wish]


class LabelsDialog(QDialog):
    """A line for each key, with the name of its label; beneath, labels of other cases that have no key here."""

    def __init__(self, labels: Sequence[Label], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Labels"))
        offer_help(self, "triage")
        on_keys = by_digit(labels)
        self._labels = list(labels)
        self.names = {digit: _field(on_keys.get(digit)) for digit in DIGITS}  # by key
        self.others = {
            one.label: _field(one) for one in labels if one.digit == NO_DIGIT
        }  # without a key, by number
        free = [digit for digit in DIGITS if digit not in on_keys]
        self.keys = {number: _key_choice(free) for number in self.others}
        self._fault = QLabel(objectName="fault", wordWrap=True)
        self._fault.setProperty("role", "muted")
        self._lay_out()

    def wishes(self) -> LabelWishes:
        """What was changed."""
        said = {digit: _said(field) for digit, field in self.names.items()}
        on_keys = by_digit(self._labels)
        changed: dict[int, Wish | None] = {
            label.label: Wish(said[digit], digit) if said[digit] else None
            for digit, label in on_keys.items()
            if said[digit] != label.name
        }
        for one in self._labels:
            if one.digit == NO_DIGIT:
                wish = Wish(_said(self.others[one.label]), int(self.keys[one.label].currentData()))
                if wish != Wish(one.name, one.digit):
                    changed[one.label] = wish if wish.name else None
        new = [Wish(name, digit) for digit, name in said.items() if name and digit not in on_keys]
        return LabelWishes(changed, new)

    def accept(self) -> None:
        """Close, if no two are called alike or on one key; else say so."""
        names = [_said(field).casefold() for field in (*self.names.values(), *self.others.values())]
        names = [name for name in names if name]
        keys = [digit for digit, field in self.names.items() if _said(field)]
        keys += [digit for one in self.keys.values() if (digit := int(one.currentData())) != NO_DIGIT]
        if len(set(names)) < len(names):
            self._fault.setText(tr("Two labels cannot have one name: they could not be told apart."))
        elif len(set(keys)) < len(keys):
            self._fault.setText(tr("One key cannot give two labels."))
        else:
            super().accept()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for digit, field in self.names.items():
            form.addRow(tr("Key {digit}", digit=digit), field)
        for number, choice in self.keys.items():
            form.addRow(choice, self.others[number])
        told = QLabel(
            tr(
                "A key gives its label to the hits chosen, or takes it off; with Alt, to the whole group. All "
                "of it goes into the log. An empty name takes a label away; undo brings it back, with the passages "
                "that had it."
            ),
            wordWrap=True,
        )
        told.setProperty("role", "muted")
        lay_out_form(self, form, told, self._fault, letters=64)


def _field(label: Label | None) -> QLineEdit:
    return QLineEdit("" if label is None else label.name, maxLength=MOST_LETTERS)


def _said(field: QLineEdit) -> str:
    return " ".join(field.text().split())


def _key_choice(free: Sequence[int]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(tr("Key"))
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    choice.addItem(tr("no key"), NO_DIGIT)
    for digit in free:
        choice.addItem(tr("Key {digit}", digit=digit), digit)
    return choice
