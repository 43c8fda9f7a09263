"""The keys of labels: each gives its label to the hits chosen, or takes it off; a new one asks for a name.

Unlike a verdict, a label moves on to no other hit: a passage may have several.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.labels import DIGITS, kind_of
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui import label_wording as words
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.labelling import by_digit
from cpcl_desktop.gui.lanes.labels import Wish
from cpcl_desktop.gui.panels.label_tags import swatch
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.triage import Triage
from cpcl_desktop.gui.triage_wording import of_group_line

Give = Callable[[int, str], None]  # a label, by its number and name, to whoever is meant


class LabelKeys(QObject):
    """Gives labels by key; its dialogs stand before `window`."""

    said = Signal(str)  # something to tell in passing

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        desk: Desk,
        pages: Pages,
        triage: Triage,
        choosers: Choosers,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._choosers = window, actions, choosers
        self._desk, self._pages, self._triage = desk, pages, triage
        for digit in DIGITS:
            actions[f"label_{digit}"].setIcon(swatch(digit))
        desk.deciding.labelled.connect(self._on_labelled)
        desk.closed.connect(lambda: self._on_labelled(()))
        self._on_labelled(())

    # --- commands

    def on_label(self, digit: int) -> None:
        """Give the label of a key to the hits chosen, or take it off where all have it."""
        hits = self._triage.chosen
        if hits:
            self._with_label(digit, lambda label, name: self._give(hits, label, name))
        self._pages.show_marks()  # a pressed button toggles by itself

    def on_label_group(self, digit: int) -> None:
        """As `on_label`, all hits that are proposed to show the same person."""
        hits = self._triage.chosen
        if hits:
            self._with_label(digit, lambda label, name: self._give_group(hits, label, name))

    def on_labels(self) -> None:
        """Ask what the labels shall be called, and which key gives which."""
        labels = list(self._desk.deciding.labels)
        wishes = self._choosers.labels(self._window, labels)
        if wishes is not None:
            self._desk.undoing.labelling.let_all(wishes.in_turn(labels), wishes.new)

    # --- giving

    def _with_label(self, digit: int, give: Give) -> None:
        label = by_digit(self._desk.deciding.labels).get(digit)
        if label is not None:
            give(label.label, label.name)
        elif name := self._choosers.label_name(self._window, digit):
            self._desk.undoing.labelling.make(Wish(name, digit), lambda number: give(number, name))

    def _give_group(self, chosen: Sequence[Hit], label: int, name: str) -> None:
        self._triage.with_group(
            chosen, lambda hits, of: self._give(hits, label, name, of_group_line(len(hits), of))
        )

    def _give(self, hits: Sequence[Hit], label: int, name: str, more: str = "") -> None:
        sets = self._desk.deciding.mark_all(hits, kind_of(label))
        self._pages.show_marks()
        self.said.emit(f"{words.given_line(name, len(hits), sets)} {more}".strip())

    # --- what happened

    def _on_labelled(self, labels: Sequence[Label]) -> None:
        """The commands are called as their labels are."""
        known = by_digit(labels)
        for digit in DIGITS:
            label = known.get(digit)
            for name, text in ((f"label_{digit}", words.command), (f"label_group_{digit}", words.group_command)):
                self._actions[name].setText(text(digit, None if label is None else label.name))
            action = self._actions[f"label_{digit}"]
            action.setIconText(words.short(label.name) if label else action.text())
