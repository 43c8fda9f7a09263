"""Hard filters: cases, cameras, sources, times by the clock, ways, sizes, decisions, labels, a span of a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.clock_times import DAY_S, WEEKDAYS, clock_seconds, dates_of, span_text
from cpcl_desktop.engine.search.facets import PARTS_OF_DAY, Counts
from cpcl_desktop.engine.search.filter_kinds import parse_pixels
from cpcl_desktop.engine.search.traits import STATES, WAYS
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.label_wording import tag
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.panels.filter_parts import ChoiceButton, SpanFields, TimeField, muted
from cpcl_desktop.gui.triage_wording import date_choice, unclocked_choice, unclocked_details

ROWS = 3  # of filters, in the narrowest window
Part = ChoiceButton | SpanFields


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user let through; empty means everything. All as in `Query`."""

    sources: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    from_s: float | None = None
    to_s: float | None = None
    time_of_day: str | None = None
    weekday: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    from_px: float | None = None
    to_px: float | None = None
    decision: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()


def filters_of(query: Query) -> Filters:
    """The filters of a query."""
    values: dict[str, Any] = {one.name: getattr(query, one.name) for one in fields(Filters)}
    listed: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    return Filters(**listed)


class ClockFilters(QWidget):
    """Dates, days of the week and a span of the day by the corrected clock, where one is known."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dates, self.weekdays = ChoiceButton(tr("Dates")), ChoiceButton(tr("Days"))
        self.parts = ChoiceButton(tr("Time of day"), is_single=True)
        self.from_clock = TimeField(tr("Not before this time of day"), "00:00", clock_seconds)
        self.to_clock = TimeField(tr("Not after this time of day"), "24:00", clock_seconds)
        self.day = SpanFields(tr("from"), self.from_clock, self.to_clock)
        self.between = ChoiceButton(tr("Moments"))
        self.unclocked = muted("")
        self._by_date: Sequence[Part] = (self.dates, self.weekdays, self.parts, self.day)
        self._is_dated, self._is_folded = False, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = flowing([*self._by_date, self.between, self.unclocked], rows=ROWS)
        column.addWidget(self.rows)
        self.weekdays.offer({day: words.day_choice(day) for day in WEEKDAYS})
        self.parts.offer({part: words.part_of_day(part) for part in PARTS_OF_DAY})
        self.between.hide()
        for part in (self.dates, self.weekdays, self.day, self.between):
            part.changed.connect(self.changed)
        self.parts.changed.connect(self._on_part_chosen)

    @property
    def time_of_day(self) -> str | None:
        """The span of the day, as a query has it; over midnight where the second time is the earlier one."""
        first, last = self.from_clock.seconds, self.to_clock.seconds
        if first is None and last is None:
            return None
        return span_text(int(first or 0), DAY_S if last is None else int(last))

    def offer(self, sources: Sequence[Source]) -> None:
        """Offer the dates on which the case's footage was recorded, and say which of it has no clock."""
        dates = dates_of(sources)
        self.dates.offer({date: date_choice(date) for date in dates})
        self._is_dated = bool(dates)
        unclocked = [source for source in sources if source.clock.start is None]
        self.unclocked.setText(unclocked_choice(len(unclocked), len(sources)))
        self.unclocked.setToolTip(unclocked_details(unclocked))
        self._show()

    def fold(self, is_folded: bool) -> None:
        """Show only what is set, or all again."""
        self._is_folded = is_folded
        self._show()

    def _show(self) -> None:
        for part in self._by_date:
            part.setVisible(part.is_set if self._is_folded else self._is_dated)
        self.between.setVisible(self.between.is_set)
        self.unclocked.setVisible(bool(self.unclocked.text()) and not self._is_folded)
        parts = (*self._by_date, self.between, self.unclocked)
        self.setVisible(any(not part.isHidden() for part in parts))

    def set_filters(self, let: Filters) -> None:
        """Let through what these do, without a signal."""
        self.dates.choose(let.date, "date" in let.negated)
        self.weekdays.choose(let.weekday, "weekday" in let.negated)
        first, _, last = (let.time_of_day or "").partition("-")
        self.from_clock.set_text(first)
        self.to_clock.set_text(last)
        self.parts.choose(
            [let.time_of_day] if let.time_of_day in PARTS_OF_DAY else (), "time_of_day" in let.negated
        )
        self.set_between(let.between, "between" in let.negated)

    def set_between(self, values: Collection[str], is_negated: bool = False) -> None:
        """Let through what was taken between these moments, without a signal."""
        self.between.offer({value: words.between_choice(value) for value in values})
        self.between.choose(values, is_negated)
        self._show()

    def _on_part_chosen(self) -> None:
        """A part of the day is written into the two fields, where it can be edited."""
        chosen = self.parts.chosen
        if chosen or self.time_of_day in PARTS_OF_DAY:
            first, _, last = (chosen[0] if chosen else "").partition("-")
            self.from_clock.set_text(first)
            self.to_clock.set_text(last)
        self.changed.emit()


class FilterBar(QWidget):
    """All filters, in as many rows as they need; `changed` when what they let through changed.

    Folded, only those that are set are there: in a low window rows of filters would leave the hits no room.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cameras, self.sources = ChoiceButton(tr("Cameras")), ChoiceButton(tr("Footage"))
        self.cases = ChoiceButton(tr("Cases"))  # there where several are searched as one
        self.directions, self.decisions = ChoiceButton(tr("Ways")), ChoiceButton(tr("Decisions"))
        self.labels = ChoiceButton(tr("Labels"))  # there where the case has some
        self.labels.hide()  # it takes no room where the rows are laid out
        self._known_labels: Sequence[Label] = ()
        self.from_time = TimeField(tr("Not before this time within the footage"), "0:00:00")
        self.to_time = TimeField(tr("Not after this time within the footage"), tr("end"))
        self.from_px = TimeField(tr("At least so many pixels high"), tr("any"), parse_pixels)
        self.to_px = TimeField(tr("At most so many pixels high"), tr("any"), parse_pixels)
        self.clock = ClockFilters()
        self._span = SpanFields(tr("Into the footage from"), self.from_time, self.to_time)
        self._size = SpanFields(tr("Pixels high from"), self.from_px, self.to_px)
        self._reset = QPushButton(tr("Reset filters"))
        self._reset.setProperty("role", "quiet")
        self._reset.clicked.connect(self._on_reset)
        self._more = QPushButton(words.MORE)
        self._more.setProperty("role", "quiet")
        self._more.clicked.connect(self._on_more)
        self._more.hide()  # it takes no room where the rows are laid out
        self._is_low, self._is_folded = False, False
        self._choices: Mapping[str, ChoiceButton] = {
            "sources": self.sources,
            "cameras": self.cameras,
            "cases": self.cases,
            "date": self.clock.dates,
            "weekday": self.clock.weekdays,
            "time_of_day": self.clock.parts,
            "between": self.clock.between,
            "direction": self.directions,
            "decision": self.decisions,
            "labels": self.labels,
        }
        self._lay_out()
        self.directions.offer({way: words.way_choice(way) for way in WAYS})
        self.decisions.offer({state: words.state_choice(state) for state in STATES})
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        choices = (self.cases, self.cameras, self.sources, self.decisions, self.labels, self.directions)
        self._parts = parts = (*choices, self._size, self._span)
        rows = flowing([*parts, self._reset, self._more], rows=ROWS)
        self.clock.rows.setMinimumWidth(
            max(rows.minimumWidth(), self.clock.rows.minimumWidth())
        )  # as wide, so as low
        column.addWidget(rows)
        column.addWidget(self.clock)
        for part in (*parts, self.clock):
            part.changed.connect(self._on_changed)

    def offer(
        self, cameras: Mapping[str, str], sources: Sequence[Source], renamed: Mapping[str, Sequence[str]]
    ) -> None:
        """Offer the cameras, some of them `renamed`, the sources, their dates; of several cases, these as well."""
        self.cases.offer({source.case: source.case for source in sources if source.case})
        self.cameras.offer(cameras, renamed)
        self.sources.offer({source.number: source.name for source in sources})
        self.clock.offer(sources)
        self._show()

    def offer_labels(self, labels: Sequence[Label]) -> None:
        """Offer the case's labels; one that is renamed stays set, and what is searched follows one that is gone."""
        before, called = self.labels.chosen, {one.label: one.name for one in labels}
        otherwise = {one.name: (called.get(one.label, ""),) for one in self._known_labels}
        self._known_labels = tuple(labels)
        self.labels.offer({one.name: tag(one) for one in labels}, otherwise)
        self._show()
        if self.labels.chosen != before:
            self.changed.emit()

    def show_counts(self, counts: Counts) -> None:
        """Show beside each value how many passages it lets through, beside all other filters."""
        for name, by_value in counts.items():
            self._choices[name].show_counts(by_value)

    def filters(self) -> Filters:
        """What they let through."""
        clock = self.clock
        chosen = {name: one.chosen for name, one in self._choices.items() if name != "time_of_day"}
        spans = {"from_s": self.from_time.seconds, "to_s": self.to_time.seconds}
        sizes = {"from_px": self.from_px.seconds, "to_px": self.to_px.seconds}
        let = {**chosen, **spans, **sizes, "time_of_day": clock.time_of_day}
        negated = tuple(name for name, one in self._choices.items() if one.is_negated and let[name])
        return Filters(**let, negated=negated)  # type: ignore[arg-type]  # by their names

    def set_filters(self, let: Filters) -> None:
        """Let through what these do, without a signal."""
        for name in ("cases", "cameras", "sources", "direction", "decision", "labels"):
            self._choices[name].choose(getattr(let, name), name in let.negated)
        self.from_time.set_seconds(let.from_s)
        self.to_time.set_seconds(let.to_s)
        for field, pixels in ((self.from_px, let.from_px), (self.to_px, let.to_px)):
            field.set_text("" if pixels is None else f"{pixels:g}")
        self.clock.set_filters(let)
        self._show()

    def set_between(self, value: str) -> None:
        """Let through what was taken between two moments, in place of those before."""
        self.clock.set_between([value])
        self._on_changed()

    def set_span(self, first_s: float, last_s: float) -> None:
        """Let through what lies between two times within the footage, in place of those before."""
        self.from_time.set_seconds(first_s)
        self.to_time.set_seconds(last_s)
        self._on_changed()

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.set_filters(Filters())

    def _on_reset(self) -> None:
        self.clear()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def set_low(self, is_low: bool) -> None:
        """Whether there is little room from top to bottom: they fold then, and can be shown all the same."""
        if is_low != self._is_low:
            self._is_low = self._is_folded = is_low
            self._show()

    def _on_more(self) -> None:
        self._is_folded = not self._is_folded
        self._show()

    def _show(self) -> None:
        for part in self._parts:
            is_offered = part not in (self.cases, self.labels) or part.has_values
            part.setVisible(is_offered and (part.is_set or not self._is_folded))
        self.clock.fold(self._is_folded)
        self._reset.setVisible(self.filters() != Filters())
        self._more.setVisible(self._is_low)
        self._more.setText(words.MORE if self._is_folded else words.FEWER)
