"""How many passages each value of a filter would let through, beside all the other filters of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation, federated, only_grew
from cpcl_desktop.engine.people.rows import Columns
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.clock_times import DAY_S, WEEKDAYS, dates_of, span_text
from cpcl_desktop.engine.search.filter_kinds import Known
from cpcl_desktop.engine.search.filters import active_filters, narrowed, span_of
from cpcl_desktop.engine.search.index_rows import PicturePlaces, rows_in
from cpcl_desktop.engine.search.labels_now import by_names_of_now
from cpcl_desktop.engine.search.scope import Scope
from cpcl_desktop.engine.search.traits import HEIGHTS, WAYS, Mask, TraitsOf, height_span

PARTS_OF_DAY = tuple(span_text(hour * 3600, min((hour + 6) * 3600, DAY_S)) for hour in range(0, 24, 6))
Counts = Mapping[str, Mapping[str, int]]  # by a filter's field and value
Parts = tuple[PicturePlaces, ...]
"""Where all pictures are: of most, and, where passages came since, of those apart."""


class Facets:
    """Counts over one case or several; keeps what it read and follows running ingests."""

    def __init__(self, searched: Case | Federation) -> None:
        self._federation = federated(searched)
        self._traits = TraitsOf(self._federation)
        self._places: Parts = ()

    def counts(self, query: Query, indexed: PicturePlaces | None = None) -> Counts:
        """For each filter that is chosen by value, how many passages each of its values lets through.

        The text of the query does not count: it orders passages; nor do filters
        that are read in it. A value that lets nothing through is left out.
        `indexed` is what a search's index has of the case: that is not read or
        kept a second time, only what came since.
        """
        query, _ = by_names_of_now(query, self._federation)
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
            "from_px": counter.by_trait(
                _without(query, "from_px"), {one: traits.traits().sized(*height_span(one)) for one in HEIGHTS}
            ),
            "decision": counter.by_trait(_without(query, "decision"), traits.by_state()),
            "labels": counter.by_trait(_without(query, "labels"), traits.by_label()),
        }

    def _current_places(self, indexed: PicturePlaces | None) -> Parts:
        stands = self._federation.stands()
        there = [parts for parts in ((indexed,) if indexed else (), self._places) if _holds(parts, stands)]
        known = max(there, key=_pictures, default=())
        if known and known[-1].stands != stands:
            last = max((int(part.tracks[-1]) for part in known if len(part.tracks)), default=0)
            came = PicturePlaces(*self._federation.places(last), stands)
            most, since = known[0], known[1:]  # what came is not put behind most: that would copy all of it
            known = (most, *(part.followed_by(came) for part in since)) if since else (most, came)
        if not known or _pictures(known) < stands[0]:  # what was known lacked some of the passages it had
            known = (PicturePlaces(*self._federation.places(), stands),)
        self._places = known
        return known


def _holds(parts: Parts, stands: Sequence[int]) -> bool:
    return bool(parts) and only_grew(parts[-1].stands, stands)


def _pictures(parts: Parts) -> int:
    return sum(len(part.tracks) for part in parts)


class _Counter:
    """Counts the passages that pass a query's filters."""

    def __init__(self, places: Parts, known: Known) -> None:
        self._places, self._known = places, known

    def by_source(self, query: Query, names: Mapping[int, str]) -> dict[str, int]:
        """By what each source is called there."""
        # A passage is of one source.
        firsts = [part.sources[np.diff(part.tracks, prepend=-1) != 0] for part in self._passing(query)]
        numbers, counts = np.unique(np.concatenate(firsts), return_counts=True)
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
            counts[value] = sum(_passages(part.tracks) for part in _cut(passing, narrowed(asked, self._known)))
        return {value: count for value, count in counts.items() if count}

    def by_trait(self, query: Query, masks: Mapping[str, Mask]) -> dict[str, int]:
        """By which of the passages have a trait."""
        assert self._known.traits is not None
        traits = self._known.traits.traits()
        passing = np.logical_or.reduce([traits.among(part.tracks) for part in self._passing(query)])
        counts = {value: int(np.count_nonzero(passing & mask)) for value, mask in masks.items()}
        return {value: count for value, count in counts.items() if count}

    def _passing(self, query: Query) -> Parts:
        return _cut(self._places, narrowed(query, self._known)) if active_filters(query) else self._places


def _cut(places: Parts, scope: Scope) -> Parts:
    cut = []
    for part in places:
        rows = rows_in(part, scope)
        cut.append(PicturePlaces(part.tracks[rows], part.sources[rows], part.times_us[rows]))
    return tuple(cut)


def _passages(tracks: Columns) -> int:
    return int(np.count_nonzero(np.diff(tracks, prepend=-1)))


def _without(query: Query, name: str) -> Query:
    """The query without one of its filters, both ends of a span; text and example do not count."""
    negated = tuple(one for one in query.negated if one != name)
    plain = replace(query, text="", image=None, like=(), unlike=(), negated=negated)
    none: dict[str, Any] = {one.name: one.default for one in fields(Query) if span_of(one.name) == name}
    return replace(plain, **none)
