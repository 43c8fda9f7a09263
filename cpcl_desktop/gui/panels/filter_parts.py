"""What filters are made of: a button whose menu ticks values, and a field that holds a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from cpcl_desktop.engine.case.names import NONE_RENAMED
from cpcl_desktop.engine.clock import moment, parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.look.names import entry
from cpcl_desktop.gui.look.text_size import fit_to_text


class _OpenMenu(QMenu):
    """A menu that stays open while values are ticked, by the mouse or by Space; Enter and Esc close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is None or not action.isCheckable() or not action.isEnabled():
            super().mouseReleaseEvent(event)
            return
        action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick without closing."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class ChoiceButton(QPushButton):
    """A button whose menu ticks any number of values, or one; none ticked means all, and it can be turned round."""

    changed = Signal()

    def __init__(self, noun: str, is_single: bool = False) -> None:
        super().__init__()
        self._noun, self._is_single = noun, is_single
        self._menu = _OpenMenu(self)
        self.setMenu(self._menu)
        self._values: dict[str, str] = {}
        self._counts: Mapping[str, int] | None = None
        self._negate = QAction(words.NEGATE, self, checkable=True)
        self._negate.setToolTip(words.NEGATE_TIP)
        self._negate.toggled.connect(self._on_negated)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values ticked."""
        return tuple(str(action.data()) for action in self._offered() if action.isChecked())

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.chosen)

    @property
    def has_values(self) -> bool:
        """Whether there is anything to be ticked."""
        return bool(self._values)

    @property
    def is_negated(self) -> bool:
        """Whether all others are let through instead."""
        return self._negate.isChecked()

    def offer(self, values: Mapping[str, str], renamed: Mapping[str, Sequence[str]] = NONE_RENAMED) -> None:
        """Offer these values (each with its text); what was ticked and is still there, or renamed, stays ticked."""
        if dict(values) == self._values:
            return
        ticked = {now for value in self.chosen for now in renamed.get(value, (value,))}
        self._values = dict(values)
        self._menu.removeAction(self._negate)  # or it would be deleted with the others
        self._menu.clear()
        for value in values:
            action = QAction(self._menu, checkable=True, checked=value in ticked)
            action.setData(value)
            action.toggled.connect(self._on_toggled)
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction(self._negate)
        self.setEnabled(bool(values))
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each value how many passages it lets through; one that is not counted lets none through."""
        self._counts = dict(counts)
        self._show()

    def choose(self, values: Collection[str], is_negated: bool = False) -> None:
        """Tick these and no others, without a signal; one that is not offered is added, since it counts."""
        if missing := [value for value in values if value not in self._values]:
            self.offer(self._values | {value: value for value in missing})
        for action in self._offered():
            _check(action, str(action.data()) in values)
        _check(self._negate, is_negated)
        self._show()

    def clear(self) -> None:
        """Tick nothing."""
        self.choose(())

    def _offered(self) -> list[QAction]:
        return [action for action in self._menu.actions() if action.data() is not None]

    def _on_toggled(self, is_ticked: bool) -> None:
        if self._is_single and is_ticked:
            for other in self._offered():
                _check(other, other is self.sender())
        self._show()
        self.changed.emit()

    def _on_negated(self) -> None:
        self._show()
        if self.chosen:
            self.changed.emit()

    def _show(self) -> None:
        for action in self._offered():
            value = str(action.data())
            counted = None if self._counts is None else self._counts.get(value, 0)
            action.setText(words.count_text(entry(self._values[value]), counted))
        chosen = [self._values[value] for value in self.chosen]
        if chosen:
            value = chosen[0] if len(chosen) == 1 else words.several(len(chosen))
            said = words.chosen_line(self._noun, value, self.is_negated)
        else:
            said = words.all_line(self._noun)
        self.setText(f"{entry(said)}  ▾")
        self.setProperty("role", "chosen" if chosen else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(line(said))


def _check(action: QAction, is_checked: bool) -> None:
    """Tick or not, without a signal."""
    action.blockSignals(True)
    action.setChecked(is_checked)
    action.blockSignals(False)


class TimeField(QLineEdit):
    """A time; `seconds` is None when it is empty or, which it then shows, no time (`parse` raises UsageError)."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, parse: Callable[[str], float] = parse_seconds) -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName(name)
        fit_to_text(self, lambda: self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00:00.000") + 14))
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
            fault = shown(error)
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
        for widget in (muted(words), first, muted(tr("to")), last):
            row.addWidget(widget)
        first.changed.connect(self.changed)
        last.changed.connect(self.changed)

    @property
    def is_set(self) -> bool:
        """Whether one of them holds a time."""
        return self.first.seconds is not None or self.last.seconds is not None

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
