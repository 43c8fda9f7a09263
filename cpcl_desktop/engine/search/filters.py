"""Hard filters: what each lets through, and how it is written on a command line, in the log and in words.

One entry of `FILTERS` is one filter. With its field in `records.Query` it is
an option of `cpcl search` and `cpcl report`, is logged, repeated by `verify`,
and shown by reports. A filter narrows a `Scope`, so that searching and
browsing let the same things through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpcl_desktop.engine.case.gallery import MAX_TIME_US
from cpcl_desktop.engine.clock import moment, parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.clock_times import (
    DaySpans,
    Spans,
    common,
    date_words,
    in_day,
    on_dates,
    on_weekdays,
    parse_date,
    parse_time_of_day,
    parse_weekday,
    spans_in,
)

_NAMED = 5  # sources that a sentence names


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: sources by number, and a span of file time within each, in microseconds, ends included.

    `windows` are, where the recorder's clock was asked for, the spans within
    each source; `unclocked` are sources left out since their clock is not known.
    """

    sources: frozenset[int]
    from_us: int = 0
    to_us: int = MAX_TIME_US
    windows: Mapping[int, Spans] | None = None
    unclocked: frozenset[int] = frozenset()

    @property
    def span_us(self) -> tuple[int, int] | None:
        """The span, or None where all of a source is meant."""
        whole = self.from_us <= 0 and self.to_us == MAX_TIME_US
        return None if whole else (self.from_us, self.to_us)

    @property
    def rows(self) -> list[tuple[int, int, int]] | None:
        """Source, first and last microsecond of every window; None where no clock was asked for."""
        if self.windows is None:
            return None
        spans = [(source, max(first, self.from_us), min(last, self.to_us))
                 for source in sorted(self.sources) for first, last in self.windows[source]]  # fmt: skip
        return [span for span in spans if span[1] <= span[2]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One hard filter.

    `field` names the query's value, the log's and the report's; `narrow` is
    given what was let through so far, the value and all of the case's sources;
    `parse` reads a value from text (`UsageError` says how to write it); a
    filter that takes `many` values lets through what passes any of them.
    """

    field: str
    option: str
    help: str
    narrow: Callable[[Scope, Any, Sequence[Source]], Scope]
    words: Callable[[Any], str]
    parse: Callable[[str], object] = str
    many: bool = False
    metavar: str = "NAME"


def scope_of(query: Query, sources: Sequence[Source], read: Query | None = None) -> Scope | None:
    """What a query's filters let through, None where it has none; `UsageError` when they name nothing there is.

    `read` has the filters that its sentence asks for; what passes must pass those as well.
    """
    active = active_filters(query) + (active_filters(read) if read is not None else [])
    if not active:
        return None
    scope = Scope(frozenset(source.id for source in sources))
    for one, value in active:
        scope = one.narrow(scope, value, sources)
    if not scope.sources:
        raise UsageError(_nothing_named(query, read, sources, scope))
    return scope


def chosen_sources(query: Query, sources: Sequence[Source]) -> list[Source]:
    """The sources that a query's filters let through; `UsageError` when they name none that there is."""
    scope = scope_of(query, sources)
    return [source for source in sources if scope is None or source.id in scope.sources]


def active_filters(query: Query) -> list[tuple[Filter, Any]]:
    """The filters that a query has, with their values."""
    return [(one, value) for one, value in _values(query) if (value if one.many else value is not None)]


def filter_values(query: Query) -> dict[str, Any]:
    """Every filter's value by its field, as JSON has it."""
    return {one.field: list(value) if one.many else value for one, value in _values(query)}


def filters_read(values: Mapping[str, Any]) -> dict[str, Any]:
    """The query's fields from what `filter_values` gave, also of a program that knew fewer filters."""
    known = [one for one in FILTERS if one.field in values]
    return {one.field: tuple(values[one.field]) if one.many else values[one.field] for one in known}


def filter_words(query: Query) -> list[str]:
    """A query's filters as a person reads them."""
    told: list[str] = []
    for one, value in active_filters(query):
        told += [one.words(each) for each in value] if one.many else [one.words(value)]
    return told


def goes_by(source: Source, names: Sequence[str]) -> bool:
    """Whether a source has one of these names: its path, file name or number."""
    own = {str(source.path), source.path.name, source.name, source.path.stem, str(source.id)}
    return not own.isdisjoint(names)


def _values(query: Query) -> list[tuple[Filter, Any]]:
    return [(one, getattr(query, one.field)) for one in FILTERS]


def _in_sources(scope: Scope, names: Sequence[str], sources: Sequence[Source]) -> Scope:
    return _only(scope, (source.id for source in sources if goes_by(source, names)))


def _by_cameras(scope: Scope, cameras: Sequence[str], sources: Sequence[Source]) -> Scope:
    return _only(scope, (source.id for source in sources if source.camera in cameras))


def _not_before(scope: Scope, seconds: float, sources: Sequence[Source]) -> Scope:
    return replace(scope, from_us=max(scope.from_us, round(seconds * 1e6)))


def _not_after(scope: Scope, seconds: float, sources: Sequence[Source]) -> Scope:
    return replace(scope, to_us=min(scope.to_us, round(seconds * 1e6)))


def _only(scope: Scope, sources: Iterable[int]) -> Scope:
    return replace(scope, sources=scope.sources & frozenset(sources))


def _time(seconds: float) -> str:
    return moment(round(seconds * 1e6))


def _nothing_named(query: Query, read: Query | None, sources: Sequence[Source], scope: Scope) -> str:
    there = ", ".join(sorted({s.name for s in sources} | {s.camera for s in sources})) or "nothing"
    words = filter_words(query) + (filter_words(read) if read is not None else [])
    if scope.unclocked:
        return f"No footage passes these filters: {', '.join(words)}. {unclocked_line(scope.unclocked, sources)}"
    if named := [*query.sources, *query.cameras]:
        return f"No source or camera is called {', '.join(named)}. The case has: {there}."
    return f"No footage passes these filters: {', '.join(words)}. The case has: {there}."


def unclocked_line(left_out: Collection[int], sources: Sequence[Source]) -> str:
    """Which sources a filter by the clock had to leave out, in a sentence; empty when there are none."""
    names = [source.name for source in sources if source.id in left_out]
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    are = "source was" if len(names) == 1 else "sources were"
    return (
        f"{len(names)} {are} left out, whose recorder's clock is not known: {', '.join(names[:_NAMED])}{more}. "
        "State the clock (`cpcl clock`) to have them searched by time."
    )


def _by_clock(days: Callable[[Any], DaySpans]) -> Callable[[Scope, Any, Sequence[Source]], Scope]:
    """A filter by the corrected clock; `days` gives the spans of a day that a value lets through."""

    def narrow(scope: Scope, value: Any, sources: Sequence[Source]) -> Scope:  # noqa: ANN401 (a filter's value)
        known = {s.id: s for s in sources if s.id in scope.sources and s.clock.start is not None}
        windows = {number: spans_in(source, days(value)) for number, source in known.items()}
        if scope.windows is not None:
            windows = {number: common(spans, scope.windows[number]) for number, spans in windows.items()}
        inside = frozenset(number for number, spans in windows.items() if spans)
        unclocked = scope.unclocked | (scope.sources - known.keys())
        return replace(scope, sources=inside, windows=windows, unclocked=unclocked)

    return narrow


BY_SOURCE = (
    Filter(
        "sources",
        "--source",
        "only this source (path, file name or number)",
        _in_sources,
        lambda name: f"source {name}",
        many=True,
    ),
    Filter("cameras", "--camera", "only this camera", _by_cameras, lambda name: f"camera {name}", many=True),
)

FILTERS: tuple[Filter, ...] = (
    *BY_SOURCE,
    Filter(
        "from_s",
        "--from",
        "not before this time within the source",
        _not_before,
        lambda seconds: f"from {_time(seconds)}",
        parse_seconds,
        metavar="TIME",
    ),
    Filter(
        "to_s",
        "--to",
        "not after this time within the source",
        _not_after,
        lambda seconds: f"to {_time(seconds)}",
        parse_seconds,
        metavar="TIME",
    ),
    Filter(
        "time_of_day",
        "--time-of-day",
        "only between these times by the clock (corrected), such as 14:00-14:30",
        _by_clock(in_day),
        lambda value: f"between {value.replace('-', ' and ')} by the clock",
        parse_time_of_day,
        metavar="TIMES",
    ),
    Filter(
        "weekday",
        "--weekday",
        "only on this day of the week by the clock, may be repeated",
        _by_clock(on_weekdays),
        lambda value: f"on {value.capitalize()}",
        parse_weekday,
        many=True,
        metavar="DAY",
    ),
    Filter(
        "date",
        "--date",
        "only on this date by the clock, such as 2026-03-12 or “12 March”, may be repeated",
        _by_clock(on_dates),
        date_words,
        parse_date,
        many=True,
        metavar="DATE",
    ),
)
