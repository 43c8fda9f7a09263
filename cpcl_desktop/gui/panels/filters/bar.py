"""All filters of a search in one row, or as many as those that are set need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.clock_times import WEEKDAYS, dates_of
from cpcl_desktop.engine.search.facets import PARTS_OF_DAY, Counts
from cpcl_desktop.engine.search.filter_kinds import parse_pixels
from cpcl_desktop.engine.search.traits import HEIGHTS, STATES, WAYS, height_span
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.label_wording import tag
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.panels.filters.chip import Chip
from cpcl_desktop.gui.panels.filters.choice import ChoiceChip
from cpcl_desktop.gui.panels.filters.let_through import Filters
from cpcl_desktop.gui.panels.filters.moments import MomentsChip
from cpcl_desktop.gui.panels.filters.span import DayChip, SpanChip, TimeField, WithinChip, muted
from cpcl_desktop.gui.triage_wording import date_choice, month_of, unclocked_choice, unclocked_details

ROWS = 4  # of filters, where all are shown in the narrowest window


class FilterBar(QWidget):
    """All filters; `changed` when what they let through changed.

    The seldom ones are there where they are set, or where all are asked for; in a low window, where rows of
    filters would leave the hits no room, so it is with every one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cases = ChoiceChip("cases", tr("Cases"))  # there where several are searched as one
        self.cameras, self.sources = ChoiceChip("cameras", tr("Cameras")), ChoiceChip("sources", tr("Footage"))
        self.dates, self.weekdays = ChoiceChip("date", tr("Dates")), ChoiceChip("weekday", tr("Days"))
        self.between = MomentsChip("between", tr("Date and time"))
        self.day = DayChip("time_of_day", tr("Time of day"), PARTS_OF_DAY)
        self.decisions = ChoiceChip("decision", tr("Decisions"))
        self.labels = ChoiceChip("labels", tr("Labels"))  # there where the case has some
        self._known_labels: Sequence[Label] = ()
        self.directions = ChoiceChip("direction", tr("Ways"))
        self.heights, self.within = _size(), _within()
        self._seldom: Sequence[Chip] = (self.weekdays, self.directions, self.heights, self.within)
        self._by_clock: Sequence[Chip] = (self.dates, self.between, self.day, self.weekdays)
        footage = (self.cases, self.cameras, self.sources, self.dates, self.between, self.day)
        usual: Sequence[Chip] = (*footage, self.decisions, self.labels)
        self.chips: Mapping[str, Chip] = {one.name: one for one in (*usual, *self._seldom)}
        self.unclocked = muted("")
        self._reset, self._more = QPushButton(tr("Reset filters")), QPushButton(words.MORE)
        self._is_low, self._is_dated, self._shows_all = False, False, False
        self._lay_out()
        self.directions.offer({way: words.way_choice(way) for way in WAYS})
        self.decisions.offer({state: words.state_choice(state) for state in STATES})
        self.weekdays.offer({day: words.day_choice(day) for day in WEEKDAYS})
        self._show()

    def _lay_out(self) -> None:
        for button, do in ((self._reset, self._on_reset), (self._more, self._on_more)):
            button.setProperty("role", "quiet")
            button.clicked.connect(do)
        for chip in self.chips.values():
            chip.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing([*self.chips.values(), self.unclocked, self._more, self._reset], rows=ROWS))

    def offer(
        self, cameras: Mapping[str, str], sources: Sequence[Source], renamed: Mapping[str, Sequence[str]]
    ) -> None:
        """Offer the cameras, some of them `renamed`, the sources, their dates; of several cases, these as well.

        And say which of the footage has no clock.
        """
        self.cases.offer({source.case: source.case for source in sources if source.case})
        self.cameras.offer(cameras, renamed)
        self.sources.offer(
            {source.number: source.name for source in sources},
            groups={source.number: source.camera for source in sources},
        )
        dates = dates_of(sources)
        self.dates.offer(
            {date: date_choice(date) for date in dates}, groups={date: month_of(date) for date in dates}
        )
        self.between.offer(dates)
        self._is_dated = bool(dates)
        unclocked = [source for source in sources if source.clock.start is None]
        self.unclocked.setText(unclocked_choice(len(unclocked), len(sources)))
        self.unclocked.setToolTip(unclocked_details(unclocked))
        self._show()

    def offer_labels(self, labels: Sequence[Label]) -> Mapping[str, Sequence[str]]:
        """Offer the case's labels, without a signal; one that is renamed stays set.

        Returns what those that were offered before are called now: one name, or none where one is gone.
        """
        called = {one.label: (one.name,) for one in labels}
        otherwise = {one.name: called.get(one.label, ()) for one in self._known_labels}
        self._known_labels = tuple(labels)
        self.labels.offer({one.name: tag(one) for one in labels}, otherwise)
        self._show()
        return otherwise

    def show_counts(self, counts: Counts) -> None:
        """Show beside each value how many passages it lets through, beside all other filters."""
        for name, by_value in counts.items():
            self.chips[name].show_counts(by_value)

    def filters(self) -> Filters:
        """What they let through."""
        let: dict[str, Any] = {}
        for chip in self.chips.values():
            let |= chip.let()
        negated = tuple(name for name, one in self.chips.items() if one.is_negated and one.is_set)
        return Filters(**let, negated=negated)

    def set_filters(self, let: Filters) -> None:
        """Let through what these do, without a signal."""
        for chip in self.chips.values():
            chip.take(let)
        self._show()

    def set_between(self, value: str) -> None:
        """Let through what was taken between two moments, in place of those before."""
        self._take("between", (value,))

    def set_span(self, first_s: float, last_s: float) -> None:
        """Let through what lies between two times within the footage, in place of those before."""
        self.within.take(Filters(from_s=first_s, to_s=last_s))
        self._on_changed()

    def edit(self, name: str, values: Collection[str]) -> None:
        """Let these values of a filter through, in place of what it was set to, and open it."""
        self._take(name, tuple(values))
        self.chips[name].open()

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.set_filters(Filters())

    def set_low(self, is_low: bool) -> None:
        """Whether there is little room from top to bottom: they fold then, and can be shown all the same."""
        if is_low != self._is_low:
            self._is_low, self._shows_all = is_low, False
            self._show()

    def _take(self, name: str, values: tuple[str, ...]) -> None:
        self.chips[name].take_values(values)
        self._on_changed()

    def _on_reset(self) -> None:
        self.clear()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _on_more(self) -> None:
        self._shows_all = not self._shows_all
        self._show()

    def _is_offered(self, chip: Chip) -> bool:
        """Whether there is anything that it could leave out."""
        if isinstance(chip, ChoiceChip) and chip in (self.cases, self.labels):
            return chip.has_values
        return chip not in self._by_clock or self._is_dated

    def _is_folded(self, chip: Chip) -> bool:
        return not self._shows_all and (self._is_low or chip in self._seldom)

    def _show(self) -> None:
        for chip in self.chips.values():
            chip.setVisible(chip.is_set or (self._is_offered(chip) and not self._is_folded(chip)))
        self.unclocked.setVisible(bool(self.unclocked.text()) and (self._shows_all or not self._is_low))
        self._reset.setVisible(self.filters() != Filters())
        self._more.setText(words.FEWER if self._shows_all else words.MORE)


def _size() -> SpanChip:
    """The filter by height in the picture."""
    least = TimeField(tr("At least so many pixels high"), tr("any"), parse_pixels)
    most = TimeField(tr("At most so many pixels high"), tr("any"), parse_pixels)
    classes = {one: tuple("" if end is None else f"{end:g}" for end in height_span(one)) for one in HEIGHTS}
    return SpanChip(("from_px", "to_px"), tr("Pixels high"), least, most, classes)  # type: ignore[arg-type]  # pairs


def _within() -> WithinChip:
    """The filter by time within the footage."""
    first = TimeField(tr("Not before this time within the footage"), "0:00:00")
    last = TimeField(tr("Not after this time within the footage"), tr("end"))
    return WithinChip(("from_s", "to_s"), tr("Into the footage"), first, last)
