"""Hard filters: what each lets through, and how it is written on a command line, in the log and in words.

One entry of `FILTERS` is one filter. With its field in `records.Query` it is
an option of `cpcl search` and `cpcl report`, is logged, repeated by `verify`,
and shown by reports. A filter narrows a `Scope`, so that searching and
browsing let the same things through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.clock import moment, parse_seconds
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.runtime.language import in_english
from cpcl_desktop.engine.search.clock_times import (
    between_words,
    date_words,
    in_day,
    on_dates,
    on_weekdays,
    parse_between,
    parse_date,
    parse_time_of_day,
    parse_weekday,
    spans_between,
)
from cpcl_desktop.engine.search.filter_kinds import (
    Filter,
    Known,
    by_cameras,
    by_cases,
    by_clock,
    called,
    in_sources,
    in_windows,
    not_after,
    not_before,
    one_of,
    parse_pixels,
    passing,
)
from cpcl_desktop.engine.search.scope import Scope, unclocked_line
from cpcl_desktop.engine.search.traits import STATES, WAYS, TraitsOf

_CANDIDATES_NAMED = 10


def scope_of(
    query: Query, sources: Sequence[Source], read: Query | None = None, traits: TraitsOf | None = None
) -> Scope | None:
    """What a query's filters let through, None where it has none; `UsageError` when they name nothing there is.

    `read` has the filters that its sentence asks for; what passes must pass those as well. `traits` is what
    filters by passages ask.
    """
    if not active_filters(query) and (read is None or not active_filters(read)):
        return None
    known = Known(sources, traits and traits.held())
    _check_labels(query, known)
    scope = narrowed(query, known)
    for one, value in active_filters(read) if read is not None else []:
        scope = one.narrow(scope, value, known)
    if not scope.sources:
        raise UsageError(_nothing_named(query, read, sources, scope))
    return scope


def narrowed(query: Query, known: Known) -> Scope:
    """What a query's own filters let through, of all there is; that may be nothing."""
    whole = scope = Scope(frozenset(source.id for source in known.sources))
    denied: dict[str, Scope] = {}  # what filters that are turned round would let through
    for one, value in active_filters(query):
        if (name := span_of(one.field)) in query.negated:
            denied[name] = one.narrow(denied.get(name, whole), value, known)
        else:
            scope = one.narrow(scope, value, known)
    for passes in denied.values():
        scope = _outside(scope, passes, known)
    return scope


def span_of(field: str) -> str:
    """By what name a filter is turned round: its own, or where it is one end of a span, that of the other end."""
    return _ENDS.get(field, field)


def _outside(scope: Scope, passes: Scope, known: Known) -> Scope:
    """What is in one and not in the other."""
    if passes.tracks is None or known.traits is None:
        return scope.without(passes)
    return scope.among(set(known.traits.traits().tracks.tolist()) - passes.tracks)


def chosen_sources(query: Query, sources: Sequence[Source]) -> list[Source]:
    """The sources that a query's filters let through; `UsageError` when they name none, or several by one name."""
    check_names(query, sources)
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
    denied: dict[str, list[str]] = {}
    for one, value in active_filters(query):
        words = [one.words(each) for each in value] if one.many else [one.words(value)]
        if (name := span_of(one.field)) not in query.negated:
            told += words
        elif one.many:
            told += [f"not {said}" for said in words]
        else:
            denied.setdefault(name, []).extend(words)
    told += ["not " + ("both " if len(words) > 1 else "") + " and ".join(words) for words in denied.values()]
    return [said for said in told if said]


def check_names(query: Query, sources: Sequence[Source], binned: Sequence[Source] = ()) -> None:
    """UsageError where a name of a source could mean several, with all that it could mean.

    And where all that is named lies in the bin, among the sources `binned`.
    """
    for name in query.sources:
        meant = [s for s in called(name, sources) if not query.cameras or s.camera in query.cameras]
        if len({source.path for source in meant}) > 1:
            candidates = ", ".join(
                f"{source.name} (number {source.number})" for source in meant[:_CANDIDATES_NAMED]
            )
            if (more := len(meant) - _CANDIDATES_NAMED) > 0:
                candidates = worded("{names} and {count} more", names=candidates, count=more)
            raise UsageError(
                "Several sources are called {name}: {candidates}. Name the one that is meant by its number, or "
                "with its folders.",
                name=name,
                candidates=candidates,
            )
    _check_bin(query, sources, binned)


def _values(query: Query) -> list[tuple[Filter, Any]]:
    return [(one, getattr(query, one.field)) for one in FILTERS]


def _time(seconds: float) -> str:
    return moment(round(seconds * 1e6))


def _check_bin(query: Query, sources: Sequence[Source], binned: Sequence[Source]) -> None:
    names = () if "sources" in query.negated else query.sources
    cameras = () if "cameras" in query.negated else query.cameras

    def named(among: Sequence[Source]) -> list[str]:
        there = {source.camera for source in among}
        return [name for name in names if called(name, among)] + [name for name in cameras if name in there]

    if not named(sources) and (gone := named(binned)):
        raise UsageError(
            "{name} is in the bin, where nothing is searched. Put it back (`cpcl bin CASE SOURCE --put-back`, or "
            "in the window's list of footage), or name other footage; nothing was searched.",
            name=gone[0],
        )


def _check_labels(query: Query, known: Known) -> None:
    """UsageError where a label is meant that there is not, with those that there are."""
    if query.labels and known.traits is not None:
        there = [one.name for one in known.traits.labels()]
        if wrong := [name for name in query.labels if name.casefold() not in {one.casefold() for one in there}]:
            raise UsageError(
                "No label is called {names}; there are: {other_names}. Nothing was searched.",
                names=", ".join(wrong),
                other_names=", ".join(there) or worded("none"),
            )


@in_english()  # an error says it
def _nothing_named(query: Query, read: Query | None, sources: Sequence[Source], scope: Scope) -> str:
    cases = sorted({source.case for source in sources} - {""})
    if wrong := [name for name in query.cases if name not in cases and "cases" not in query.negated]:
        return _no_such_case(wrong, cases)
    there = ", ".join(sorted({s.name for s in sources} | {s.camera for s in sources})) or "nothing"
    words = filter_words(query) + (filter_words(read) if read is not None else [])
    if scope.unclocked:
        return worded(
            "No footage passes these filters: {filters}. {unclocked}",
            filters=", ".join(words),
            unclocked=unclocked_line(scope.unclocked, sources),
        )
    if named := [*query.sources, *query.cameras]:
        return worded(
            "No source or camera is called {names}. The case has: {other_names}.",
            names=", ".join(named),
            other_names=there,
        )
    said = ", ".join(words)
    return worded("No footage passes these filters: {filters}. The case has: {names}.", filters=said, names=there)


def _no_such_case(wrong: Sequence[str], there: Sequence[str]) -> str:
    if not there:
        return worded(
            "Here is one case by itself; {names} can only be chosen among several that are searched as one.",
            names=", ".join(wrong),
        )
    return worded(
        "No footage that is searched is of a case called {names}; there is footage of: {other_names}.",
        names=", ".join(wrong),
        other_names=", ".join(there),
    )


NEGATABLE: Mapping[str, str] = {
    "source": "sources",
    "camera": "cameras",
    "case": "cases",
    "time-of-day": "time_of_day",
    "weekday": "weekday",
    "date": "date",
    "between": "between",
    "direction": "direction",
    "height": "from_px",
    "time-in-source": "from_s",
    "decision": "decision",
    "label": "labels",
}  # what `--not` calls filters that can be turned round, and their fields

_ENDS: Mapping[str, str] = {"to_px": "from_px", "to_s": "from_s"}  # of spans, which are turned round as one

BY_SOURCE = (
    Filter(
        "sources",
        "--source",
        "only this source (path, file name or number)",
        in_sources,
        lambda name: f"source {name}",
        many=True,
    ),
    Filter("cameras", "--camera", "only this camera", by_cameras, lambda name: f"camera {name}", many=True),
)

FILTERS: tuple[Filter, ...] = (
    *BY_SOURCE,
    Filter(
        "cases",
        "--case",
        "only this case, of several that are searched as one",
        by_cases,
        lambda name: f"case {name}",
        many=True,
    ),
    Filter(
        "from_s",
        "--from",
        "not before this time within the source",
        not_before,
        lambda seconds: f"from {_time(seconds)}",
        parse_seconds,
        metavar="TIME",
    ),
    Filter(
        "to_s",
        "--to",
        "not after this time within the source",
        not_after,
        lambda seconds: f"to {_time(seconds)}",
        parse_seconds,
        metavar="TIME",
    ),
    Filter(
        "time_of_day",
        "--time-of-day",
        "only between these times by the clock (corrected), such as 14:00-14:30",
        by_clock(in_day),
        lambda value: worded("between {times} by the clock", times=value.replace("-", " and ")),
        parse_time_of_day,
        metavar="TIMES",
    ),
    Filter(
        "weekday",
        "--weekday",
        "only on this day of the week by the clock, may be repeated",
        by_clock(on_weekdays),
        lambda value: f"on {value.capitalize()}",
        parse_weekday,
        many=True,
        metavar="DAY",
    ),
    Filter(
        "date",
        "--date",
        "only on this date by the clock, such as 2026-03-12 or “12 March”, may be repeated",
        by_clock(on_dates),
        date_words,
        parse_date,
        many=True,
        metavar="DATE",
    ),
    Filter(
        "between",
        "--between",
        "only from one moment by the clock to another, such as 2026-03-12T14:00/2026-03-12T14:30, may be repeated",
        in_windows(lambda source, values: tuple(sorted(s for v in values for s in spans_between(source, v)))),
        between_words,
        parse_between,
        many=True,
        metavar="MOMENTS",
    ),
    Filter(
        "direction",
        "--direction",
        f"only who goes this way in the picture, may be repeated: {', '.join(WAYS)}",
        passing(lambda of, ways: of.traits().going(ways)),
        lambda way: way if way == "stays" else worded("going {way}", way=way),
        partial(one_of, WAYS, worded("a way through the picture")),
        many=True,
        metavar="WAY",
    ),
    Filter(
        "from_px",
        "--min-height",
        "only people at least so many pixels high in the picture",
        passing(lambda of, pixels: of.traits().sized(pixels, None)),
        lambda pixels: worded("at least {pixels:g} pixels high", pixels=pixels),
        parse_pixels,
        metavar="PIXELS",
    ),
    Filter(
        "to_px",
        "--max-height",
        "only people at most so many pixels high in the picture",
        passing(lambda of, pixels: of.traits().sized(None, pixels)),
        lambda pixels: worded("at most {pixels:g} pixels high", pixels=pixels),
        parse_pixels,
        metavar="PIXELS",
    ),
    Filter(
        "decision",
        "--decision",
        f"only passages of which this was decided or noted, may be repeated: {', '.join(STATES)}",
        passing(lambda of, states: of.in_state(states)),
        lambda state: state,
        partial(one_of, STATES, worded("what is decided or noted of a passage")),
        many=True,
        metavar="STATE",
    ),
    Filter(
        "labels",
        "--label",
        "only passages that have this label of the case's own (`cpcl label`), may be repeated",
        passing(lambda of, names: of.with_labels(names)),
        lambda name: worded("label {name}", name=name),
        many=True,
    ),
    Filter(
        "negated",
        "--not",
        f"let through what this filter does not, may be repeated: {', '.join(NEGATABLE)}",
        lambda scope, value, known: scope,
        lambda _: "",
        lambda text: NEGATABLE[one_of(tuple(NEGATABLE), "a filter that can be turned round", text)],
        many=True,
        metavar="FILTER",
    ),
)
