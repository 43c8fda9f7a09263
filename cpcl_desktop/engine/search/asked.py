"""Filters that a description asks for in words: cameras of the case, times of day, weekdays, dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query, ReadFilter, Source
from cpcl_desktop.engine.search.clock_times import (
    CLOCK,
    DATE,
    DAY_S,
    WEEKDAYS,
    clock_seconds,
    parse_date,
    parse_weekday,
    span_text,
)
from cpcl_desktop.engine.search.words import is_known

_CAMERA = r"(?:camera|cam|cctv)s?"
_AT = r"(?:near|at|on|by|from|in|outside|of|beside|under)"
_NEAR = r"(?:near|at|on|by|from|outside|beside)"  # before a bare name; "in red" is said of clothes
_CALLED_CAMERA = re.compile(r"^(?:camera|cam|cctv|channel|ch)[\W_]*(?=\d|[\W_])", re.IGNORECASE)
_LEAST_BARE = 3  # letters of a name that is a camera's without the word for it
_AND = r"\s*(?:,|\bor\b|\band\b|&)\s*"
_RELATIVE = re.compile(
    r"\b(yesterday|today|tonight|tomorrow|last (?:night|week|month|year|\w+day)|"
    r"this (?:morning|afternoon|evening|week)|"
    r"(?:an|\d+|one|two|three|a few) (?:hours?|minutes?|days?|weeks?) ago)\b",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\b(?:on\s+)?\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
_DAY = "|".join(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One filter in a description: the words at `start` to `end`, the filter's field, and its values."""

    text: str
    start: int
    end: int
    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The filters of a description, and words that look like one and are none, each with the reason."""

    asked: tuple[Asked, ...] = ()
    unread: tuple[tuple[int, int, str], ...] = ()

    @property
    def query(self) -> Query:
        """The filters alone, as a query has them."""
        found: dict[str, Any] = {}
        for one in self.asked:
            if one.field == "time_of_day":
                found[one.field] = one.values[0]
            else:
                found[one.field] = (*found.get(one.field, ()), *one.values)
        return Query(**found)

    @property
    def read_as(self) -> tuple[ReadFilter, ...]:
        """For showing."""
        return tuple(ReadFilter(one.text, one.field, ", ".join(one.values), one.values) for one in self.asked)


NO_FILTERS = Filtered()


def filters_in(sentence: str, sources: Sequence[Source], taken_back: Sequence[str] = ()) -> Filtered:
    """The filters that a sentence asks for; those in `taken_back` (their text) are left as words.

    `UsageError` for a day that depends on when it is asked ("yesterday"), and
    for two times of day.
    """
    found: list[Asked] = []
    for read in (_cameras(sources), _times, _weekdays, _dates):
        for one in read(sentence):
            if not any(one.start < other.end and one.end > other.start for other in found):
                found.append(one)
    kept = sorted((one for one in found if one.text not in taken_back), key=lambda one: one.start)
    _refuse_relative(sentence)
    times = [one.text for one in kept if one.field == "time_of_day"]
    if len(times) > 1:
        raise UsageError(
            "The description names several times of day ({names}); search for one at a time.",
            names=", ".join(times),
        )
    return Filtered(tuple(kept), tuple(_unread(sentence, found, sources)))


def _refuse_relative(sentence: str) -> None:
    if match := _RELATIVE.search(sentence):
        raise UsageError(
            "“{text}” depends on the day on which it is asked, so it cannot be repeated later. Write the date, "
            "such as 12 March 2026, and the time, such as after 22:00.",
            text=match.group(),
        )


# --- cameras and sources


def _cameras(sources: Sequence[Source]) -> Callable[[str], Iterator[Asked]]:
    """Finds the names of cameras, else of files; a name that could be two is not taken."""
    names = _names(sources)

    def read(sentence: str) -> Iterator[Asked]:
        if not names:
            return
        name = "|".join(sorted(map(_pattern, names), key=len, reverse=True))
        bare = "|".join(_pattern(one) for one, where in names.items() if _stands_alone(one, where)) or "(?!)"
        listed = rf"(?:{name})\b(?:{_AND}(?:{_CAMERA}\s+)?(?:{name})\b)*"
        number = r"(?:(?:number|no\.?|#)\s*)?"
        forms = (
            rf"\b(?:{_AT}\s+)?(?:the\s+)?\b{_CAMERA}\s+(?:called\s+|named\s+)?{number}[\"“']?({listed})[\"”']?",
            rf"\b(?:{_AT}\s+)?(?:the\s+)?\b({listed})\s+{_CAMERA}\b",
            rf"\b{_NEAR}\s+(?:the\s+)?((?:{bare})\b)",
            rf"\b(?:in|from)\s+((?:{name})\.\w{{2,4}})\b",
        )
        for form in forms:
            for match in re.finditer(form, sentence, re.IGNORECASE):
                yield from _named(match, name, names)

    return read


def _named(match: re.Match[str], name: str, names: dict[str, tuple[str, str]]) -> Iterator[Asked]:
    said = re.findall(rf"(?:{name})\b", match.group(1), re.IGNORECASE)
    chosen = [names[_plain(one)] for one in said]
    for field in ("cameras", "sources"):
        if values := tuple(dict.fromkeys(value for kind, value in chosen if kind == field)):
            yield Asked(match.group(), *match.span(), field, values)
            return  # cameras and files in one list would be asked for together


def _names(sources: Sequence[Source]) -> dict[str, tuple[str, str]]:
    """Each plain name → the filter's field and value; a camera before a file, none where two have one name."""
    found: dict[str, tuple[str, str]] = {}
    named = [("cameras", camera, camera) for camera in sorted({source.camera for source in sources})]
    named += [("sources", source.path.stem, source.number) for source in sources]
    for field, name, value in named:
        for plain in {_plain(name), _plain(_CALLED_CAMERA.sub("", name.strip()))}:
            if plain:
                taken = found.get(plain)
                if taken is None:
                    found[plain] = field, value
                elif taken[0] == field and taken[1] != value:
                    found[plain] = "", ""
    return {plain: where for plain, where in found.items() if where[0]}


def _stands_alone(plain: str, where: tuple[str, str]) -> bool:
    """Whether "at NAME" can only mean a camera: a name of letters that is no word for clothes or movement."""
    words = plain.split()
    letters = len(plain) >= _LEAST_BARE and not words[0].isdigit()
    return where[0] == "cameras" and letters and not all(map(is_known, words))


def _plain(name: str) -> str:
    """A name without case, signs and zeros before numbers: "Cam_02" is "cam 2"."""
    parts = re.findall(r"\d+|[^\W\d_]+", name.casefold())
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def _pattern(plain: str) -> str:
    return r"[\W_]*".join(rf"0*{part}(?!\d)" if part.isdigit() else re.escape(part) for part in plain.split())


# --- times


def _times(sentence: str) -> Iterator[Asked]:
    spans = (
        (rf"\b(?:between|from)\s+(?P<a>{CLOCK}|\d{{1,2}})\s*(?:and|to|until|till|-|–)\s*(?P<b>{CLOCK})", _between),
        (rf"(?P<a>{CLOCK})\s*(?:-|–|to)\s*(?P<b>{CLOCK})", _between),
        (rf"\b(?:after|since|from|later than)\s+(?P<a>{CLOCK})(?:\s+on(?:wards)?\b)?", _after),
        (rf"\b(?:before|until|till|by|earlier than)\s+(?P<b>{CLOCK})", _before),
    )
    for form, span in spans:
        for match in re.finditer(form, sentence, re.IGNORECASE):
            yield Asked(match.group(), *match.span(), "time_of_day", (span(match),))


def _between(match: re.Match[str]) -> str:
    first, last = match["a"], match["b"]
    half = re.search(r"[ap]\.?m", last, re.IGNORECASE)
    if half and not re.search(r"[ap]\.?m|noon|midday|midnight", first, re.IGNORECASE):
        first += half.group()  # "between 2 and 3 pm"
    return span_text(clock_seconds(first), clock_seconds(last))


def _after(match: re.Match[str]) -> str:
    return span_text(clock_seconds(match["a"]), DAY_S)


def _before(match: re.Match[str]) -> str:
    return span_text(0, clock_seconds(match["b"]) or DAY_S)


def _weekdays(sentence: str) -> Iterator[Asked]:
    listed = rf"(?:{_DAY})s?(?:{_AND}(?:on\s+)?(?:{_DAY})s?\b)*"
    for match in re.finditer(rf"\b(?:on\s+)?(?:a\s+)?({listed})\b", sentence, re.IGNORECASE):
        days = tuple(parse_weekday(day) for day in re.findall(_DAY, match.group(1).casefold()))
        yield Asked(match.group(), *match.span(), "weekday", days)


def _dates(sentence: str) -> Iterator[Asked]:
    listed = rf"{DATE}(?:{_AND}(?:on\s+)?{DATE})*"
    for match in re.finditer(rf"\b(?:on\s+)?(?:the\s+)?({listed})", sentence, re.IGNORECASE):
        dates = tuple(parse_date(one) for one in re.findall(DATE, match.group(1), re.IGNORECASE))
        yield Asked(match.group(), *match.span(), "date", dates)


# --- what looks like a filter


def _unread(sentence: str, found: Sequence[Asked], sources: Sequence[Source]) -> Iterator[tuple[int, int, str]]:
    there = ", ".join(sorted({source.camera for source in sources})) or "none"
    forms = (
        (
            re.compile(rf"\b(?:{_AT}\s+)?(?:the\s+)?{_CAMERA}\s+(?:(?:number|no\.?|#)\s*)?(?:\d+|[A-Z]\b)"),
            worded("names no camera of the case, which has: {names}", names=there),
        ),
        (_SLASHED, worded("can be two dates; write it as 12 March 2026")),
        (
            re.compile(rf"\b(?:at|around|about)\s+{CLOCK}", re.IGNORECASE),
            worded("is a moment, not a span; write between … and …"),
        ),
    )
    for form, reason in forms:
        for match in form.finditer(sentence):
            if not any(match.start() < one.end and match.end() > one.start for one in found):
                yield (
                    *match.span(),
                    worded("“{text}” was not read as a filter: it {why}.", text=match.group(), why=reason),
                )
