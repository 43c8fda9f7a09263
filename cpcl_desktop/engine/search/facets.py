"""How many passages each value of a filter would let through, beside all the other filters of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation, federated, only_grew
from cpcl_desktop.engine.people.rows import Columns
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.clock_times import DAY_S, WEEKDAYS, dates_of, span_text
from cpcl_desktop.engine.search.filter_kinds import Known
from cpcl_desktop.engine.search.filters import active_filters, narrowed
from cpcl_desktop.engine.search.index_rows import PicturePlaces, rows_in
from cpcl_desktop.engine.search.scope import Scope
from cpcl_desktop.engine.search.traits import WAYS, Mask, TraitsOf

PARTS_OF_DAY = tuple(span_text(hour * 3600, min((hour + 6) * 3600, DAY_S)) for hour in range(0, 24, 6))
Counts = Mapping[str, Mapping[str, int]]  # by a filter's field and value


class Facets:
    """Counts over one case or several; keeps what it read and follows running ingests."""

    def __init__(self, searched: Case | Federation) -> None:
        self._federation = federated(searched)
        self._traits = TraitsOf(self._federation)
        self._places: PicturePlaces | None = None

    def counts(self, query: Query, indexed: PicturePlaces | None = None) -> Counts:
        """For each filter that is chosen by value, how many passages each of its values lets through.

        The text of the query does not count: it orders passages; nor do filters
        that are read in it. A value that lets nothing through is left out.
        `indexed` is what a search's index has of the case: where that is how it
        stands, nothing is read or kept a second time.
        """
        every = self._federation.sources()
        copies = self._federation.copies(every)
        sources = [one for one in every if not one.in_bin and one.id not in copies]
        places = self._current_places(indexed)
        if len(sources) < len(every):
            places = _cut(places, Scope(frozenset(source.id for source in sources)))
        traits = self._traits.held()
        counter = _Counter(places, Known(sources, traits))
        cameras = {source.id: source.camera for source in sources}
        days = {"date": dates_of(sources), "weekday": WEEKDAYS}
        of_cases = {} if self._federation.is_one else {source.id: source.case for source in sources}
        return {
            **({"cases": counter.by_source(_without(query, "cases"), of_cases)} if of_cases else {}),
            "sources": counter.by_source(_without(query, "sources"), {one.id: one.number for one in sources}),
            "cameras": counter.by_source(_without(query, "cameras"), cameras),
            **{name: counter.by_clock(_without(query, name), name, values) for name, values in days.items()},
            "time_of_day": counter.by_clock(_without(query, "time_of_day"), "time_of_day", PARTS_OF_DAY),
            "direction": counter.by_trait(
                _without(query, "direction"), {way: traits.traits().going([way]) for way in WAYS}
            ),
            "decision": counter.by_trait(_without(query, "decision"), traits.by_state()),
        }

    def _current_places(self, indexed: PicturePlaces | None) -> PicturePlaces:
        stands = self._federation.stands()
        there = [one for one in (indexed, self._places) if one is not None and only_grew(one.stands, stands)]
        known = max(there, key=lambda one: len(one.tracks), default=None)
        if known is None:
            known = PicturePlaces(*self._federation.places(), stands)
        elif known.stands != stands:
            came = self._federation.places(int(known.tracks[-1]) if len(known.tracks) else 0)
            known = known.followed_by(PicturePlaces(*came, stands))
            if len(known.tracks) < stands[0]:  # what was known lacked some of the passages it had
                known = PicturePlaces(*self._federation.places(), stands)
        self._places = known
        return known


class _Counter:
    """Counts the passages that pass a query's filters."""

    def __init__(self, places: PicturePlaces, known: Known) -> None:
        self._places, self._known = places, known

    def by_source(self, query: Query, names: Mapping[int, str]) -> dict[str, int]:
        """By what each source is called there."""
        passing = self._passing(query)
        first = np.diff(passing.tracks, prepend=-1) != 0  # a passage is of one source
        numbers, counts = np.unique(passing.sources[first], return_counts=True)
        found: dict[str, int] = {}
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            if number in names:  # not of one that came since the sources were read
                found[names[number]] = found.get(names[number], 0) + count
        return found

    def by_clock(self, query: Query, name: str, values: Sequence[str]) -> dict[str, int]:
        """By the values of a filter by the clock."""
        passing = self._passing(query)
        counts: dict[str, int] = {}
        for value in values:
            asked = replace(Query(), **{name: value if name == "time_of_day" else (value,)})  # type: ignore[arg-type]
            counts[value] = _passages(_cut(passing, narrowed(asked, self._known)).tracks)
        return {value: count for value, count in counts.items() if count}

    def by_trait(self, query: Query, masks: Mapping[str, Mask]) -> dict[str, int]:
        """By which of the passages have a trait."""
        assert self._known.traits is not None
        passing = self._known.traits.traits().among(self._passing(query).tracks)
        counts = {value: int(np.count_nonzero(passing & mask)) for value, mask in masks.items()}
        return {value: count for value, count in counts.items() if count}

    def _passing(self, query: Query) -> PicturePlaces:
        return _cut(self._places, narrowed(query, self._known)) if active_filters(query) else self._places


def _cut(places: PicturePlaces, scope: Scope) -> PicturePlaces:
    rows = rows_in(places, scope)
    return PicturePlaces(places.tracks[rows], places.sources[rows], places.times_us[rows])


def _passages(tracks: Columns) -> int:
    return int(np.count_nonzero(np.diff(tracks, prepend=-1)))


def _without(query: Query, name: str) -> Query:
    """The query without one of its filters; text and example do not count."""
    negated = tuple(one for one in query.negated if one != name)
    plain = replace(query, text="", image=None, like=(), unlike=(), negated=negated)
    return replace(plain, **{name: getattr(Query(), name)})
