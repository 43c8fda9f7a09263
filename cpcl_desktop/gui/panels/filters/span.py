"""A chip with two ends: a span of the day, of time within the footage, of heights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from cpcl_desktop.engine.clock import moment, parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.search.clock_times import DAY_S, clock_seconds, span_text
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.look.text_size import fit_to_text
from cpcl_desktop.gui.panels.filters.chip import Chip, Popup, check, negation
from cpcl_desktop.gui.panels.filters.let_through import Filters


class TimeField(QLineEdit):
    """A time; `seconds` is None when it is empty or, which it then shows, no time (`parse` raises UsageError)."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, parse: Callable[[str], float] = parse_seconds) -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName(name)
        fit_to_text(self, lambda: self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00:00.000") + 14))
        self._parse = parse
        self._last: float | None = None
        self.editingFinished.connect(self.finish)

    @property
    def seconds(self) -> float | None:
        """The time, in seconds."""
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except UsageError:
            return None

    def set_text(self, text: str) -> None:
        """Hold what this says, without a signal."""
        self.setText(text)
        self._last = self.seconds
        self._show_fault("")

    def finish(self) -> None:
        """What stands there counts."""
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


class SpanChip(Chip):
    """Two fields and a tick that turns them round. `ends` are the fields of a query that they hold.

    `classes` are spans to choose from, each the text of both fields, by the names that counts have for them.
    """

    def __init__(
        self,
        ends: tuple[str, str],
        noun: str,
        first: TimeField,
        last: TimeField,
        classes: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(ends[0], noun)
        self.first, self.last, self._ends = first, last, ends
        self._texts = dict(classes or {})
        self.classes = {name: QPushButton(checkable=True) for name in self._texts}
        self._counts: Mapping[str, int] | None = None
        self.negate = negation()
        self.popup = Popup(self)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def is_set(self) -> bool:
        """Whether one of the fields holds something."""
        return self.first.seconds is not None or self.last.seconds is not None

    @property
    def is_negated(self) -> bool:
        """Whether what lies around the span is let through instead."""
        return self.negate.isChecked()

    def let(self) -> Mapping[str, Any]:
        """The two ends."""
        return {self._ends[0]: self.first.seconds, self._ends[1]: self.last.seconds}

    def take(self, let: Filters) -> None:
        """Hold what these let through."""
        texts = [self._text(getattr(let, end)) for end in self._ends]
        self.hold(texts[0], texts[1], self.name in let.negated)

    def hold(self, first: str, last: str, is_negated: bool = False) -> None:
        """Hold these texts, without a signal."""
        self.first.set_text(first)
        self.last.set_text(last)
        check(self.negate, is_negated)
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each class how many passages it lets through."""
        self._counts = dict(counts)
        self._show()

    def open(self) -> None:
        """Show classes and fields."""
        self.popup.open_at(self.button, self.first)

    def _text(self, value: Any) -> str:  # noqa: ANN401 (a filter's value)
        return "" if value is None else f"{value:g}"

    def _said(self) -> str:
        return words.span_line(self.first.text().strip(), self.last.text().strip())

    def _lay_out(self) -> None:
        for button in self.classes.values():
            button.setProperty("role", "class")
            self.popup.column.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (muted(tr("from")), self.first, muted(tr("to")), self.last):
            row.addWidget(widget)
        row.addStretch(1)
        self.popup.column.addLayout(row)
        self.popup.column.addWidget(self.negate)

    def _connect(self) -> None:
        for field in (self.first, self.last):
            field.changed.connect(self._on_changed)
            self.popup.closing.connect(field.finish)
        self.negate.toggled.connect(self._on_negated)
        for name, button in self.classes.items():
            button.clicked.connect(lambda _=False, name=name: self._on_class(name))

    def _on_class(self, name: str) -> None:
        """A class is written into the fields, where it can be edited; the same again is taken back."""
        is_taken = self._texts[name] != (self.first.text(), self.last.text())
        self.hold(*(self._texts[name] if is_taken else ("", "")), self.is_negated)
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, button in self.classes.items():
            counted = None if self._counts is None else self._counts.get(name, 0)
            button.setText(words.class_line(*self._texts[name], counted))
            button.setChecked(self._texts[name] == (self.first.text(), self.last.text()))
        super()._show()


class WithinChip(SpanChip):
    """A span of time within the footage."""

    def _text(self, value: Any) -> str:  # noqa: ANN401 (a filter's value)
        return "" if value is None else moment(round(value * 1e6))


class DayChip(SpanChip):
    """A span of the day, one value of a query; over midnight where the second time is the earlier one."""

    def __init__(self, name: str, noun: str, parts: Sequence[str]) -> None:
        first = TimeField(tr("Not before this time of day"), "00:00", clock_seconds)
        last = TimeField(tr("Not after this time of day"), "24:00", clock_seconds)
        super().__init__((name, name), noun, first, last, {part: _split(part) for part in parts})

    def let(self) -> Mapping[str, Any]:
        """The span, as a query has it."""
        first, last = self.first.seconds, self.last.seconds
        if first is None and last is None:
            return {self.name: None}
        return {self.name: span_text(int(first or 0), DAY_S if last is None else int(last))}

    def take(self, let: Filters) -> None:
        """Hold the span of these."""
        self.hold(*_split(let.time_of_day or ""), self.name in let.negated)

    def take_values(self, values: tuple[str, ...]) -> None:
        """Hold a span."""
        self.hold(*_split(values[0]))


def _split(span: str) -> tuple[str, str]:
    first, _, last = span.partition("-")
    return first, last


def muted(text: str) -> QLabel:
    """Words beside what can be filled in."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
