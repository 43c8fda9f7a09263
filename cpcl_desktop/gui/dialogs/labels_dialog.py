"""Naming the case's labels, and saying which key gives which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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

    def in_turn(self, labels: Sequence[Label]) -> Iterator[tuple[Label, Wish | None]]:
        """The changes one after the other, so that no key is given before it is free: what goes is first.

        Of labels that are exchanged, one is without a key in between.
        """
        stands = {one.label: one for one in labels}
        for number in [number for number, wish in self.changed.items() if wish is None]:
            yield stands.pop(number), None
        left = {number: wish for number, wish in self.changed.items() if wish is not None}
        while left:
            held = {one.digit: one.label for one in stands.values() if one.digit != NO_DIGIT}
            free = [number for number, wish in left.items() if held.get(wish.digit, number) == number]
            number = free[0] if free else next(iter(left))
            wish = left.pop(number) if free else Wish(stands[number].name, NO_DIGIT)
            yield stands[number], wish
            stands[number] = replace(stands[number], name=wish.name, digit=wish.digit)


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
        """What was changed: a name that a label has means that label, at whichever key it was typed."""
        known, lines = {one.name.casefold(): one for one in self._labels}, list(self._lines())
        named = {name.casefold() for _, name, _ in lines}
        wanted: dict[int, Wish] = {}
        new: list[Wish] = []
        for was, name, digit in lines:
            is_renamed = was is not None and was.name.casefold() not in named
            label = known.get(name.casefold()) or (was if is_renamed else None)
            if label is not None:
                wanted[label.label] = Wish(name, digit)
            else:
                new.append(Wish(name, digit))
        changed = {
            one.label: wanted.get(one.label)
            for one in self._labels
            if wanted.get(one.label) != Wish(one.name, one.digit)
        }
        return LabelWishes(changed, new)

    def _lines(self) -> Iterator[tuple[Label | None, str, int]]:
        """Each line with a name: the label that it is of, the name, and the key."""
        on_keys, without = by_digit(self._labels), {one.label: one for one in self._labels}
        lines = [(on_keys.get(digit), _said(field), digit) for digit, field in self.names.items()]
        lines += [
            (without[number], _said(field), int(self.keys[number].currentData()))
            for number, field in self.others.items()
        ]
        return (line for line in lines if line[1])

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
