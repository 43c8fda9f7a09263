"""A chip for what was taken from one date and time to another by the clock, or in several such spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.clock_times import between_text
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.look.icons import cross_button
from cpcl_desktop.gui.panels.filters.chip import Chip, Popup, check, negation
from cpcl_desktop.gui.panels.filters.let_through import Filters
from cpcl_desktop.gui.panels.filters.span import muted

Moments = tuple[datetime, datetime]
_SHOWN = "yyyy-MM-dd HH:mm:ss"
_NOWHEN: Moments = (datetime(2000, 1, 1), datetime(2000, 1, 2))


class MomentEdit(QDateTimeEdit):
    """A date and a time by the clock of whatever recorder: no zone makes an hour of it twice, or none.

    It shows whole seconds; what it was given stays exact until it is edited.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTimeZone(QTimeZone.utc())
        self.setDisplayFormat(_SHOWN)
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self._given: datetime | None = None
        self.dateTimeChanged.connect(self._on_edited)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab leaves it; arrows go from one part of it to the next."""
        return QWidget.focusNextPrevChild(self, is_next)

    @property
    def moment(self) -> datetime:
        """What it was given, or what it was edited to."""
        if self._given is not None:
            return self._given
        return datetime.fromisoformat(self.dateTime().toString("yyyy-MM-ddTHH:mm:ss"))

    def show_moment(self, moment: datetime) -> None:
        """Show this, without a signal."""
        self.blockSignals(True)
        shown = QDateTime.fromString(f"{moment:%Y-%m-%dT%H:%M:%S}", Qt.DateFormat.ISODate)
        shown.setTimeZone(QTimeZone.utc())
        self.setDateTime(shown)
        self.blockSignals(False)
        self._given = moment

    def _on_edited(self) -> None:
        self._given = None


class SpanRow(QWidget):
    """Two moments; they count once one of them was edited, and while the first is not after the second."""

    edited, finished, removed = Signal(), Signal(), Signal()  # at each step; once a moment is left, or by Enter

    def __init__(self, moments: Moments, is_set: bool) -> None:
        super().__init__()
        self.first = MomentEdit(tr("Not before this date and time"))
        self.last = MomentEdit(tr("Not after this date and time"))
        self.cross = cross_button(tr("Take this span away"), tr("Take this span away"))
        self.fault = muted("")
        self.fault.setProperty("role", "failed")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (muted(tr("from")), self.first, muted(tr("to")), self.last, self.cross):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.fault)
        self.cross.clicked.connect(self.removed)
        for edit, at in zip((self.first, self.last), moments, strict=True):
            edit.show_moment(at)
            edit.dateTimeChanged.connect(self._on_edited)
            edit.editingFinished.connect(self.finished)
        self.is_set = is_set
        self._show_fault()

    @property
    def value(self) -> str | None:
        """The span as a filter has it; None where it does not count."""
        first, last = self.first.moment, self.last.moment
        return between_text(first, last) if self.is_set and first <= last else None

    def finish(self) -> None:
        """What is still being typed counts."""
        self.first.interpretText()
        self.last.interpretText()

    def _on_edited(self) -> None:
        self.is_set = True
        self._show_fault()
        self.edited.emit()

    def _show_fault(self) -> None:
        is_turned = self.first.moment > self.last.moment
        self.fault.setText(words.TURNED_SPAN if is_turned else "")
        self.fault.setVisible(is_turned)
        self.last.setAccessibleDescription(self.fault.text())


class MomentsChip(Chip):
    """Spans between two moments, each editable; what is in one of them passes.

    Arrows, wheel and calendar are steps towards a moment: they count as one change, once the moment is left.
    """

    def __init__(self, name: str, noun: str) -> None:
        super().__init__(name, noun)
        self.rows: list[SpanRow] = []
        self._whole = _NOWHEN
        self._counted: tuple[str, ...] = ()  # the spans that `changed` told of, or that were given
        self._negate = negation()
        self._negate.toggled.connect(self._on_negated)
        self.add = QPushButton(tr("Another span"))
        self.add.setProperty("role", "quiet")
        self.add.clicked.connect(self._on_add)
        self.popup = Popup(self)
        self.popup.closing.connect(self._finish)
        self._spans = QVBoxLayout()
        self.popup.column.addLayout(self._spans)
        self.popup.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.popup.column.addWidget(self._negate)
        self._show()

    @property
    def is_set(self) -> bool:
        """Whether there is a span."""
        return bool(self.chosen)

    @property
    def is_negated(self) -> bool:
        """Whether what lies around the spans is let through instead."""
        return self._negate.isChecked()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The spans, as a query has them."""
        return tuple(value for row in self.rows if (value := row.value) is not None)

    def offer(self, dates: Sequence[str]) -> None:
        """Begin with the whole time of footage on these dates, where nothing is set."""
        if dates:
            self._whole = datetime.fromisoformat(dates[0]), datetime.fromisoformat(dates[-1]) + timedelta(days=1)

    def let(self) -> Mapping[str, Any]:
        """The spans."""
        return {self.name: self.chosen}

    def take(self, let: Filters) -> None:
        """Hold the spans of these."""
        check(self._negate, self.name in let.negated)
        values = tuple(getattr(let, self.name))
        if values != self.chosen or not values:
            for row in list(self.rows):
                self._take_away(row)
            for value in values:
                first, last = value.split("/")
                self._put((datetime.fromisoformat(first), datetime.fromisoformat(last)), is_set=True)
        self._counted = self.chosen
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Spans are not counted."""

    def open(self) -> None:
        """Show the spans, or the whole time to be narrowed."""
        if not self.rows:
            self._put(self._whole, is_set=False)
        self.popup.open_at(self.button, self.rows[0].first)

    def _said(self) -> str:
        chosen = self.chosen
        return words.between_choice(chosen[0]) if len(chosen) == 1 else words.several(len(chosen))

    def _put(self, moments: Moments, is_set: bool) -> None:
        row = SpanRow(moments, is_set)
        row.edited.connect(self._on_edited)
        row.finished.connect(self._count)
        row.removed.connect(lambda: self._on_removed(row))
        self.rows.append(row)
        self._spans.addWidget(row)

    def _take_away(self, row: SpanRow) -> None:
        self.rows.remove(row)
        self._spans.removeWidget(row)
        row.deleteLater()

    def _on_add(self) -> None:
        self._put(self._whole, is_set=False)
        self.popup.adjustSize()
        self.rows[-1].first.setFocus()

    def _on_removed(self, row: SpanRow) -> None:
        self._take_away(row)
        self.popup.adjustSize()
        if not self.rows:
            self.popup.close()
        self._on_edited()
        self._count()

    def _on_edited(self) -> None:
        self._show()
        self.popup.adjustSize()

    def _count(self) -> None:
        """What is shown counts from now on."""
        if self.chosen != self._counted:
            self._tell()

    def _on_negated(self) -> None:
        self._show()
        if self.is_set:
            self._tell()

    def _tell(self) -> None:
        self._counted = self.chosen
        self.changed.emit()

    def _finish(self) -> None:
        for row in self.rows:
            row.finish()
        self._count()
