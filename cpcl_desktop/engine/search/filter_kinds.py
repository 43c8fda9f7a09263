"""What a hard filter is, and the ways in which filters narrow where a search looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.search.clock_times import DaySpans, Spans, spans_in
from cpcl_desktop.engine.search.scope import Scope
from cpcl_desktop.engine.search.traits import Mask, TraitsOf

MOST_PIXELS = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """What filters are given of a case: its sources, and where passages are filtered, what is known of these."""

    sources: Sequence[Source]
    traits: TraitsOf | None = None


Narrow = Callable[[Scope, Any, Known], Scope]


@dataclass(frozen=True, slots=True)
class Filter:
    """One hard filter.

    `field` names the query's value, the log's and the report's; `narrow` is
    given what was let through so far, the value and what is known of the case;
    `parse` reads a value from text (`UsageError` says how to write it); a
    filter that takes `many` values lets through what passes any of them.
    """

    field: str
    option: str
    help: str
    narrow: Narrow
    words: Callable[[Any], str]
    parse: Callable[[str], object] = str
    many: bool = False
    metavar: str = "NAME"


def called(name: str, sources: Sequence[Source]) -> list[Source]:
    """The sources of this name: the one with this number or path, else those whose path ends so, or would without
    a suffix.
    """
    exact = [source for source in sources if name in (source.number, str(source.path))]
    return exact or [source for source in sources if _ends_with(source, name)]


def _ends_with(source: Source, name: str) -> bool:
    ends = (source.path.as_posix(), source.path.with_suffix("").as_posix() if source.path.name else "")
    return any(f"/{end}".endswith(f"/{name}") for end in ends)


def in_sources(scope: Scope, names: Sequence[str], known: Known) -> Scope:
    """Sources by name."""
    return scope.only(source.id for name in names for source in called(name, known.sources))


def by_cameras(scope: Scope, cameras: Sequence[str], known: Known) -> Scope:
    """Sources by their cameras."""
    return scope.only(source.id for source in known.sources if source.camera in cameras)


def by_cases(scope: Scope, cases: Sequence[str], known: Known) -> Scope:
    """Sources by their cases, where several are searched as one."""
    return scope.only(source.id for source in known.sources if source.case in cases)


def not_before(scope: Scope, seconds: float, known: Known) -> Scope:
    """What is not before a time within the source."""
    return replace(scope, from_us=max(scope.from_us, round(seconds * 1e6)))


def not_after(scope: Scope, seconds: float, known: Known) -> Scope:
    """What is not after a time within the source."""
    return replace(scope, to_us=min(scope.to_us, round(seconds * 1e6)))


def by_clock(days: Callable[[Any], DaySpans]) -> Narrow:
    """A filter by the corrected clock; `days` gives the spans of a day that a value lets through."""
    return in_windows(lambda source, value: spans_in(source, days(value)))


def in_windows(spans: Callable[[Source, Any], Spans]) -> Narrow:
    """A filter by the corrected clock; `spans` are the file times of a source that a value lets through."""

    def narrow(scope: Scope, value: Any, known: Known) -> Scope:  # noqa: ANN401 (a filter's value)
        clocked = {source.id: source for source in known.sources if source.clock.start is not None}
        windows = {number: spans(source, value) for number, source in clocked.items() if number in scope.sources}
        return scope.within(windows, scope.sources - clocked.keys())

    return narrow


def passing(mask: Callable[[TraitsOf, Any], Mask]) -> Narrow:
    """A filter by what is known of passages; `mask` says which of them a value lets through."""

    def narrow(scope: Scope, value: Any, known: Known) -> Scope:  # noqa: ANN401 (a filter's value)
        if known.traits is None:
            raise UsageError("Passages cannot be filtered here by way, size, label or what was decided.")
        return scope.among(known.traits.traits().tracks[mask(known.traits, value)].tolist())

    return narrow


def parse_pixels(text: str) -> float:
    """A height in the picture; `UsageError` for what is none."""
    try:
        pixels = float(text.strip().removesuffix("px"))
    except ValueError:
        pixels = -1.0
    if not 0 <= pixels < MOST_PIXELS:
        raise UsageError("“{text}” is not a height in pixels; write a number such as 80.", text=text)
    return pixels


def one_of(known: Sequence[str], what: str, text: str) -> str:
    """One of the values that there are; `UsageError` names them for anything else."""
    plain = " ".join(text.casefold().split())
    if plain not in known:
        raise UsageError(
            "“{text}” is not {what}; there are: {names}.", text=text, what=what, names=", ".join(known)
        )
    return plain
