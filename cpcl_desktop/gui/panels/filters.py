"""Hard filters: several cameras, several sources, dates, days and times by the clock, a span within the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.clock_times import DAY_S, WEEKDAYS, clock_seconds, dates_of, span_text
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.panels.filter_parts import ChoiceButton, SpanFields, TimeField, muted
from cpcl_desktop.gui.triage_wording import date_choice, unclocked_choice, unclocked_details


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user let through; empty means everything. Times as in `Query`."""

    sources: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    from_s: float | None = None
    to_s: float | None = None
    time_of_day: str | None = None
    weekday: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


class ClockFilters(QWidget):
    """Dates, days of the week and a span of the day by the corrected clock, where one is known."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dates, self.weekdays = ChoiceButton("Dates"), ChoiceButton("Days")
        self.from_clock = TimeField("Not before this time of day", "00:00", clock_seconds)
        self.to_clock = TimeField("Not after this time of day", "24:00", clock_seconds)
        self.day = SpanFields("Time of day from", self.from_clock, self.to_clock)
        self.unclocked = muted("")
        self._parts: Sequence[ChoiceButton | SpanFields] = (self.dates, self.weekdays, self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing([*self._parts, self.unclocked]))
        self.weekdays.offer({day: day.capitalize() for day in WEEKDAYS})
        for part in self._parts:
            part.changed.connect(self.changed)

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
        for part in self._parts:
            part.setVisible(bool(dates))
        unclocked = [source for source in sources if source.clock.start is None]
        self.unclocked.setText(unclocked_choice(len(unclocked), len(sources)))
        self.unclocked.setToolTip(unclocked_details(unclocked))
        self.unclocked.setVisible(bool(unclocked))

    def set_filters(self, query: Query) -> None:
        """Let through what a query does, without a signal."""
        self.dates.choose(query.date)
        self.weekdays.choose(query.weekday)
        first, _, last = (query.time_of_day or "").partition("-")
        self.from_clock.set_text(first)
        self.to_clock.set_text(last)

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.dates.clear()
        self.weekdays.clear()
        self.day.forget()


class FilterBar(QWidget):
    """All filters, in as many rows as they need; `changed` when what they let through changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cameras, self.sources = ChoiceButton("Cameras"), ChoiceButton("Footage")
        self.from_time = TimeField("Not before this time within the footage", "0:00:00")
        self.to_time = TimeField("Not after this time within the footage", "end")
        self.clock = ClockFilters()
        self._span = SpanFields("Into the footage from", self.from_time, self.to_time)
        self._reset = QPushButton("Reset filters")
        self._reset.setProperty("role", "quiet")
        self._reset.clicked.connect(self._on_reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(flowing([self.cameras, self.sources, self._span, self._reset]))
        column.addWidget(self.clock)
        for part in (self.cameras, self.sources, self._span, self.clock):
            part.changed.connect(self._on_changed)
        self._reset.hide()

    def offer(self, cameras: Mapping[str, str], sources: Sequence[Source]) -> None:
        """Offer the case's cameras and sources, and the dates of these."""
        self.cameras.offer(cameras)
        self.sources.offer({str(source.id): source.name for source in sources})
        self.clock.offer(sources)

    def filters(self) -> Filters:
        """What they let through."""
        return Filters(
            self.sources.chosen,
            self.cameras.chosen,
            self.from_time.seconds,
            self.to_time.seconds,
            self.clock.time_of_day,
            self.clock.weekdays.chosen,
            self.clock.dates.chosen,
        )

    def set_filters(self, query: Query) -> None:
        """Let through what a query does, without a signal."""
        self.clear()
        self.cameras.choose(query.cameras)
        self.sources.choose(query.sources)
        self.from_time.set_seconds(query.from_s)
        self.to_time.set_seconds(query.to_s)
        self.clock.set_filters(query)
        self._reset.setVisible(self.filters() != Filters())

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.cameras.clear()
        self.sources.clear()
        self._span.forget()
        self.clock.clear()
        self._reset.hide()

    def _on_reset(self) -> None:
        self.clear()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._reset.setVisible(self.filters() != Filters())
        self.changed.emit()
