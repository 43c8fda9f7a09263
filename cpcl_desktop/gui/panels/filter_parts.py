"""What filters are made of: a button whose menu ticks values, and a field that holds a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from cpcl_desktop.engine.clock import moment, parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui.look.names import entry


class ChoiceButton(QPushButton):
    """A button whose menu ticks any number of values; none ticked means all."""

    changed = Signal()

    def __init__(self, noun: str) -> None:
        super().__init__()
        self._noun = noun
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._values: dict[str, str] = {}
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values ticked."""
        return tuple(str(action.data()) for action in self._menu.actions() if action.isChecked())

    def offer(self, values: Mapping[str, str]) -> None:
        """Offer these values (each with its text); what was ticked and is still there stays ticked."""
        if dict(values) == self._values:
            return
        ticked = self.chosen
        self._values = dict(values)
        self._menu.clear()
        for value, text in values.items():
            action = QAction(entry(text), self._menu, checkable=True, checked=value in ticked)
            action.setData(value)
            action.toggled.connect(self._on_toggled)
            self._menu.addAction(action)
        self.setEnabled(bool(values))
        self._show()

    def choose(self, values: Collection[str]) -> None:
        """Tick these and no others, without a signal; one that is not offered is added, since it counts."""
        if missing := [value for value in values if value not in self._values]:
            self.offer(self._values | {value: value for value in missing})
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(str(action.data()) in values)
            action.blockSignals(False)
        self._show()

    def clear(self) -> None:
        """Tick nothing."""
        self.choose(())

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = [self._values[value] for value in self.chosen]
        said = "all" if not chosen else chosen[0] if len(chosen) == 1 else f"{len(chosen)} chosen"
        self.setText(f"{self._noun}: {entry(said)}  ▾")
        self.setAccessibleName(line(f"{self._noun}: {said}"))


class TimeField(QLineEdit):
    """A time; `seconds` is None when it is empty or, which it then shows, no time (`parse` raises UsageError)."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, parse: Callable[[str], float] = parse_seconds) -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName(name)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00:00.000") + 14)
        self._parse = parse
        self._last: float | None = None
        self.editingFinished.connect(self._on_edited)

    @property
    def seconds(self) -> float | None:
        """The time, in seconds."""
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except UsageError:
            return None

    def set_seconds(self, seconds: float | None) -> None:
        """Hold a time within footage, without a signal."""
        self.set_text("" if seconds is None else moment(round(seconds * 1e6)))

    def set_text(self, text: str) -> None:
        """Hold what this says, without a signal."""
        self.setText(text)
        self._last = self.seconds
        self._show_fault("")

    def forget(self) -> None:
        """Hold nothing, without a signal."""
        self.set_text("")

    def _on_edited(self) -> None:
        fault = ""
        try:
            if self.text().strip():
                self._parse(self.text())
        except UsageError as error:
            fault = str(error)
        self._show_fault(fault)
        if self.seconds != self._last:
            self._last = self.seconds
            self.changed.emit()

    def _show_fault(self, fault: str) -> None:
        self.setToolTip(fault)
        self.setAccessibleDescription(fault)
        self.setProperty("invalid", bool(fault))
        self.style().unpolish(self)
        self.style().polish(self)


class SpanFields(QWidget):
    """Two times with what they are before them; `changed` when one of them did."""

    changed = Signal()

    def __init__(self, words: str, first: TimeField, last: TimeField) -> None:
        super().__init__()
        self.first, self.last = first, last
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (muted(words), first, muted("to"), last):
            row.addWidget(widget)
        first.changed.connect(self.changed)
        last.changed.connect(self.changed)

    def forget(self) -> None:
        """Hold nothing, without a signal."""
        self.first.forget()
        self.last.forget()


def muted(text: str) -> QLabel:
    """Words beside what can be filled in."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return label
