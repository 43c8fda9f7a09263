"""Hard filters: several cameras, several sources, a span of time within the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from cpcl_desktop.engine.clock import parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui.look.names import entry


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user let through; empty means everything. Times in seconds within the source."""

    sources: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    from_s: float | None = None
    to_s: float | None = None


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

    def clear(self) -> None:
        """Tick nothing."""
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(False)
            action.blockSignals(False)
        self._show()

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = [self._values[value] for value in self.chosen]
        said = "all" if not chosen else chosen[0] if len(chosen) == 1 else f"{len(chosen)} chosen"
        self.setText(f"{self._noun}: {entry(said)}  ▾")
        self.setAccessibleName(line(f"{self._noun}: {said}"))


class TimeField(QLineEdit):
    """A time within the footage; `seconds` is None when it is empty or not a time (which it then shows)."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName(name)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00:00.000") + 14)
        self._last: float | None = None
        self.editingFinished.connect(self._on_edited)

    @property
    def seconds(self) -> float | None:
        """The time, in seconds."""
        try:
            return parse_seconds(self.text()) if self.text().strip() else None
        except UsageError:
            return None

    def _on_edited(self) -> None:
        fault = ""
        try:
            parse_seconds(self.text() or "0")
        except UsageError as error:
            fault = str(error)
        self.setToolTip(fault)
        self.setProperty("invalid", bool(fault))
        self.style().unpolish(self)
        self.style().polish(self)
        if self.seconds != self._last:
            self._last = self.seconds
            self.changed.emit()


class FilterBar(QWidget):
    """All filters in a row; `changed` when what they let through changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cameras, self.sources = ChoiceButton("Cameras"), ChoiceButton("Footage")
        self.from_time = TimeField("Not before this time", "0:00:00")
        self.to_time = TimeField("Not after this time", "end")
        self._reset = QPushButton("Reset filters")
        self._reset.setProperty("role", "quiet")
        self._reset.clicked.connect(self._on_reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.cameras, self.sources, _muted("Time from"), self.from_time, _muted("to"), self.to_time):
            row.addWidget(widget)
        row.addWidget(self._reset)
        row.addStretch(1)
        for part in (self.cameras, self.sources, self.from_time, self.to_time):
            part.changed.connect(self._on_changed)
        self._reset.hide()

    def offer(self, cameras: Mapping[str, str], sources: Mapping[str, str]) -> None:
        """Offer the case's cameras and sources."""
        self.cameras.offer(cameras)
        self.sources.offer(sources)

    def filters(self) -> Filters:
        """What they let through."""
        return Filters(self.sources.chosen, self.cameras.chosen, self.from_time.seconds, self.to_time.seconds)

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.cameras.clear()
        self.sources.clear()
        self.from_time.clear()
        self.to_time.clear()
        self._reset.hide()

    def _on_reset(self) -> None:
        self.clear()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._reset.setVisible(self.filters() != Filters())
        self.changed.emit()


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return label
