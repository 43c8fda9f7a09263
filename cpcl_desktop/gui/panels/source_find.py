"""Finding some of many sources: a field for names and cameras, and a button for each state worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.source_wording import KINDS, Kind, kinds_line

FROM = 6  # sources, from which on there is something to find


@dataclass(frozen=True, slots=True)
class Find:
    """What is looked for: words that name or camera must have in them, and a state; both empty for all."""

    words: tuple[str, ...] = ()
    kind: Kind | None = None

    @property
    def is_any(self) -> bool:
        """Whether everything is meant."""
        return not self.words and self.kind is None


def text_of(source: Source) -> str:
    """That in which words are looked for."""
    return f"{source.name}\n{source.camera}".casefold()


class SourceFind(QWidget):
    """Hidden while there are few sources; `changed` when something else is looked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(placeholderText=tr("Name or camera"))
        self.line.setAccessibleName(tr("Find footage by name or camera"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.changed)
        self.buttons: Mapping[Kind, QPushButton] = {kind: self._button(kind) for kind in KINDS}
        self._states = flowing(list(self.buttons.values()), 4, rows=len(KINDS))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 6)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._states)
        self.hide()

    @property
    def sought(self) -> Find:
        """What is looked for."""
        kind = next((kind for kind, button in self.buttons.items() if button.isChecked()), None)
        return Find(tuple(self.line.text().casefold().split()), kind)

    def show_kinds(self, counts: Mapping[Kind, int]) -> None:
        """How many sources are of each kind; a button that has none left is let go of."""
        before = self.sought
        with QSignalBlocker(self):
            if sum(counts.values()) < FROM:
                self.clear()
            for kind, button in self.buttons.items():
                number = counts.get(kind, 0)
                button.setText(kinds_line(kind, number))
                button.setChecked(button.isChecked() and number > 0)
                button.setVisible(number > 0)
        self._states.setVisible(any(counts.get(kind) for kind in self.buttons))
        self.setVisible(sum(counts.values()) >= FROM)
        if self.sought != before:
            self.changed.emit()

    def clear(self) -> None:
        """Look for nothing in particular."""
        before = self.sought
        self.line.clear()
        for button in self.buttons.values():
            button.setChecked(False)
        if self.sought != before:
            self.changed.emit()

    def _button(self, kind: Kind) -> QPushButton:
        made: QPushButton = QPushButton(checkable=True)
        made.setProperty("role", "class")
        made.setToolTip(tr("Show these alone; press again to show all"))
        made.clicked.connect(lambda: self._on_pressed(kind))
        return made

    def _on_pressed(self, kind: Kind) -> None:
        for other, button in self.buttons.items():
            if other != kind:
                button.setChecked(False)
        self.changed.emit()
