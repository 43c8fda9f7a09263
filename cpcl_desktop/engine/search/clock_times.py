"""Times of day, weekdays and dates: reading them from text, and where in a source the clock showed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import moment_of, time_at
from cpcl_desktop.engine.records import Source

Spans = tuple[tuple[int, int], ...]  # of file time in microseconds, ends included, in order
DaySpans = Callable[[date], Sequence[tuple[int, int]]]  # a day → seconds from its midnight, ends included

DAY_S = 86_400
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NO_MOMENTS = worded(
    "“{text}” is not a span between two moments; write 2026-03-12T14:00/2026-03-12T14:30, the earlier first and "
    "without a zone."
)
_SHORTEST = 3  # letters by which a month or a day of the week is known
_NAMED_TIMES = {"noon": 12 * 3600, "midday": 12 * 3600, "midnight": 0}

CLOCK = (
    r"(?:noon|midday|midnight|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|"
    r"\d{1,2}\s*[ap]\.?m\b\.?|\d{4}\s*(?:hours|hrs)\b)"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::(\d{2}))?)?\s*(?:([ap])\.?m\.?)?|(\d{2})(\d{2})\s*(?:hours|hrs)")
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in MONTHS)
DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b(?:,?\s+\d{{4}})?|"
    rf"(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?)"
)


def clock_seconds(text: str) -> int:
    """Seconds from midnight of "14:00", "3pm", "1400 hours" or "noon"; `UsageError` for anything else."""
    plain = text.strip().casefold()
    if plain in _NAMED_TIMES:
        return _NAMED_TIMES[plain]
    match = _CLOCK.fullmatch(plain)
    if match is None:
        raise UsageError("“{text}” is not a time of day; write it as 14:30 or 2:30 pm.", text=text)
    hour, minute, second, half, hours, minutes = match.groups()
    parts = int(hour or hours), int(minute or minutes or 0), int(second or 0)
    if half:
        if not 1 <= parts[0] <= 12:
            raise UsageError("“{text}” is not a time of day; with am or pm hours go from 1 to 12.", text=text)
        parts = parts[0] % 12 + 12 * (half == "p"), *parts[1:]
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    if parts[1] > 59 or parts[2] > 59 or seconds > DAY_S:
        raise UsageError("“{text}” is not a time of day; they go from 00:00 to 24:00.", text=text)
    return seconds


def parse_time_of_day(text: str) -> str:
    """ "14:00-14:30" in its one form from any way to write it; `UsageError` says how to write it."""
    first, dash, last = re.sub(r"\s+(?:to|until|and)\s+|–", "-", text.strip()).partition("-")
    if not dash:
        raise UsageError(
            "“{text}” is not a span of the day; write two times with a dash, such as 14:00-14:30.", text=text
        )
    return span_text(clock_seconds(first), clock_seconds(last))


def span_text(first: int, last: int) -> str:
    """Two times of a day, in seconds, as a filter's value."""
    return f"{_clock_text(first)}-{_clock_text(last)}"


def _clock_text(seconds: int) -> str:
    shown = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{shown}:{seconds % 60:02}" if seconds % 60 else shown


def parse_weekday(text: str) -> str:
    """A day of the week by its English name or its first letters; `UsageError` for anything else."""
    plain = text.strip().casefold()
    found = [day for day in WEEKDAYS if len(plain) >= _SHORTEST and day.startswith(plain)]
    if not found:
        raise UsageError("“{text}” is no day of the week; write Monday, Tuesday and so on.", text=text)
    return found[0]


def parse_between(text: str) -> str:
    """An interval as ISO 8601 has it, "2026-03-12T14:00/2026-03-12T14:30"; `UsageError` says how to write it."""
    first, slash, last = text.strip().partition("/")
    try:
        begun, ended = (datetime.fromisoformat(part.strip()) for part in (first, last))
    except ValueError as error:
        raise UsageError(_NO_MOMENTS, text=text) from error
    if not slash or begun.tzinfo or ended.tzinfo or begun > ended:
        raise UsageError(_NO_MOMENTS, text=text)
    return between_text(begun, ended)


def between_text(begun: datetime, ended: datetime) -> str:
    """Two moments by the clock as a filter's value."""
    return f"{begun.isoformat()}/{ended.isoformat()}"


def between_words(value: str) -> str:
    """Two moments as a person reads them; the day once where it is the same."""
    begun, ended = (datetime.fromisoformat(part) for part in value.split("/"))
    last = f"{ended:%H:%M:%S}" if begun.date() == ended.date() else f"{ended:%Y-%m-%d %H:%M:%S}"
    return worded("from {begun:%Y-%m-%d %H:%M:%S} to {last} by the clock", begun=begun, last=last)


def parse_date(text: str) -> str:
    """ "2026-03-12" or, in any year, "03-12", from that or from "12 March 2026"; `UsageError` else."""
    plain = text.strip().casefold()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        return _checked(int(plain[:4]), int(plain[5:7]), int(plain[8:]), text)
    if re.fullmatch(r"\d{2}-\d{2}", plain):
        return _checked(None, int(plain[:2]), int(plain[3:]), text)
    months = [n for n, month in enumerate(MONTHS, start=1) if re.search(rf"\b{month[:3]}", plain)]
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        raise UsageError(
            "“{text}” is not a date; write it as 2026-03-12 or 12 March 2026, or without the year.", text=text
        )
    return _checked(numbers[1] if len(numbers) == 2 else None, months[0], numbers[0], text)


def _checked(year: int | None, month: int, day: int, text: str) -> str:
    try:
        found = date(2024 if year is None else year, month, day)  # a leap year has every day
    except ValueError as error:
        raise UsageError("“{text}” is no date that there is.", text=text) from error
    return found.isoformat() if year is not None else f"{month:02}-{day:02}"


def date_words(value: str) -> str:
    """A date as a person reads it."""
    *year, month, day = value.split("-")
    return " ".join([f"on {int(day)} {MONTHS[int(month) - 1].capitalize()}", *year])


# --- where in a source


def in_day(value: str) -> DaySpans:
    """The spans of any day between two times; over midnight where the second is the earlier one."""
    first, last = (clock_seconds(part) for part in value.split("-"))
    spans = [(first, last)] if first <= last else [(0, last), (first, DAY_S)]
    return lambda day: spans


def on_weekdays(values: Sequence[str]) -> DaySpans:
    """All of such a day."""
    return lambda day: [(0, DAY_S)] if WEEKDAYS[day.weekday()] in values else []


def on_dates(values: Sequence[str]) -> DaySpans:
    """All of such a day, in any year where none is stated."""
    return lambda day: [(0, DAY_S)] if {day.isoformat(), day.isoformat()[5:]} & set(values) else []


def spans_in(source: Source, spans: DaySpans) -> Spans:
    """The file times of a source whose clock is known at which the corrected clock shows one of a day's spans.

    Of an hour that the end of daylight saving repeats, both count.
    """
    length_us = round(max(source.decoded_s, source.declared_s or 0.0) * 1e6)
    end_us = max(length_us, source.reached_us or 0)
    found = []
    for day in _days(source, end_us):
        for start, end in spans(day):
            begun = moment_of(source.clock, _on(day, start), fold=0)
            ended = moment_of(source.clock, _on(day, end), fold=1) - (end == DAY_S)
            if ended >= 0 and begun <= end_us:
                found.append((max(0, begun), ended))
    return tuple(found)


def spans_between(source: Source, value: str) -> Spans:
    """The file times of a source whose clock is known at which the corrected clock shows a time between two."""
    begun, ended = (datetime.fromisoformat(part) for part in value.split("/"))
    first, last = moment_of(source.clock, begun, fold=0), moment_of(source.clock, ended, fold=1)
    end_us = max(round(max(source.decoded_s, source.declared_s or 0.0) * 1e6), source.reached_us or 0)
    return ((max(0, first), last),) if last >= 0 and first <= end_us else ()


def dates_of(sources: Iterable[Source]) -> list[str]:
    """The dates, by the corrected clock, of what was read of footage whose clock is known; as filters have them."""
    read = [(source, max(round(source.decoded_s * 1e6), source.reached_us or 0)) for source in sources]
    return sorted({day.isoformat() for source, end_us in read for day in _days(source, end_us)})


def _days(source: Source, end_us: int) -> list[date]:
    """The days of a source up to there; none where its clock is not known, or shows a time beyond all years."""
    first, last = (time_at(source.clock, at).corrected for at in (0, end_us))
    if first is None or last is None:
        return []
    return [first.date() + timedelta(days=number) for number in range((last.date() - first.date()).days + 1)]


def _on(day: date, seconds: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)


def common(some: Spans, others: Spans) -> Spans:
    """Where two sets of spans overlap."""
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple((first, last) for first, last in both if first <= last)
