"""From a moment in a file to the recorder's clock and to the true time.

    file time       microseconds from the source's first frame
    recorder time   what the recorder's clock showed: its start, plus the file time
    corrected time  recorder time plus the offset measured against a reference clock

With a time zone, clock changes between start and moment are taken into
account, and times that its daylight saving makes doubtful are marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError

# recorder: its clock, frame by frame
Origin = Literal["", "user", "EXIF", "recorder", "file name", "container"]

_START_TWICE = worded(
    "The recording starts in the hour that the end of daylight-saving time repeats; its times may be an hour late."
)
_START_NEVER = worded("The recording starts at a time that the clocks skipped; its times may be an hour off.")
_SHOWN_TWICE = worded("This time of day occurs twice on that day; the offset from UTC says which one is meant.")


@dataclass(frozen=True, slots=True)
class RecorderClock:
    """What is known of a recorder's clock.

    `start` is what it showed at the source's first frame: without a zone its
    wall clock, with one an instant (as Unix times are). `timezone` is an IANA
    name; `offset_s` is added to the recorder's time to get the true time.
    `doubt_s` is by how many seconds that may be off, either way, where somebody
    stated it; None: as `doubt_s()` takes it to be from how the start is known.
    """

    start: datetime | None = None
    origin: Origin = ""
    timezone: str = ""
    offset_s: float = 0.0
    doubt_s: float | None = None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Recorder and corrected time of a moment, None where unknown; `note` says why it is `ambiguous`."""

    recorder: datetime | None = None
    corrected: datetime | None = None
    note: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether daylight saving leaves a doubt about this time."""
        return bool(self.note)


CHECKED_S, UNCHECKED_S = 5.0, 60.0
"""How far a recorder's clock is taken to be from the true time, seconds, where nobody stated that: where somebody
stated or measured the clock, and where it is only what the recorder said."""
_HOUR_S = 3600.0  # by which a time in the hour that daylight saving repeats may be off

_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # recorders without a battery begin with 1900, 1904, 1970 or 2000
_MOST_WRONG_S = 100 * 366 * 24 * 3600

NO_CLOCK = RecorderClock()  # nothing is known of the recorder's clock
NO_TIME = ClockTime()


def zone_of(name: str) -> ZoneInfo:
    """The time zone of an IANA name; `UsageError` when there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise UsageError(
            "“{name}” is no time zone known here; write its IANA name, such as Europe/Berlin or America/New_York.",
            name=name,
        ) from error


def stated_start(text: str) -> datetime:
    """What a recorder's clock showed, as somebody wrote it: ISO 8601, a date with a time of day."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            "“{text}” is not a date with a time; write it as 2024-01-31T14:03:22", text=text[:60]
        ) from error


def check_stated(clock: RecorderClock) -> None:
    """`UsageError` where what is stated of a clock is nothing that one can show, or be wrong by."""
    if clock.start is not None and not _FIRST_YEAR <= clock.start.year <= _LAST_YEAR:
        raise UsageError(
            "The year {year} is no year that a recorder showed; state one from {first} to {last}. Nothing was "
            "changed.",
            year=clock.start.year,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )
    if clock.doubt_s is not None and not 0 <= clock.doubt_s <= _MOST_WRONG_S:
        raise UsageError(
            "A clock may be off by 0 to {most:,} seconds, not by {seconds:g}. Nothing was changed.",
            most=_MOST_WRONG_S,
            seconds=clock.doubt_s,
        )
    if not abs(clock.offset_s) <= _MOST_WRONG_S:
        raise UsageError(
            "No recorder's clock is wrong by {seconds:g} seconds; state at most a century, {most:,}. Nothing was "
            "changed.",
            seconds=clock.offset_s,
            most=_MOST_WRONG_S,
        )


def time_at(clock: RecorderClock, time_us: int) -> ClockTime:
    """Recorder and corrected time of a moment `time_us` microseconds into the source; unknown beyond all years."""
    try:
        return _time_at(clock, time_us)
    except OverflowError:  # a file may say anything
        return NO_TIME


def doubt_s(clock: RecorderClock, time: ClockTime) -> float:
    """By how many seconds a corrected time may be off, either way."""
    return clock_doubt_s(clock) + (_HOUR_S if time.ambiguous else 0.0)


def clock_doubt_s(clock: RecorderClock) -> float:
    """By how many seconds a clock itself may be off, as stated, else from how it is known."""
    if clock.doubt_s is not None:
        return clock.doubt_s
    return CHECKED_S if clock.origin == "user" or clock.offset_s != 0 else UNCHECKED_S


def doubt_words(clock: RecorderClock) -> str:
    """By how much a clock is taken to be off, and whether somebody stated that; the clock's start is known."""
    stated = "stated" if clock.doubt_s is not None else "assumed"
    return f"± {clock_doubt_s(clock):g} s, {stated}"


def _time_at(clock: RecorderClock, time_us: int) -> ClockTime:
    if clock.start is None:
        return NO_TIME
    elapsed, offset = timedelta(microseconds=time_us), timedelta(seconds=clock.offset_s)
    if not clock.timezone:
        recorder = clock.start + elapsed
        return ClockTime(recorder, recorder + offset)
    zone = zone_of(clock.timezone)
    begun = clock.start if clock.start.tzinfo else clock.start.replace(tzinfo=zone)
    instant = begun.astimezone(UTC) + elapsed
    corrected = (instant + offset).astimezone(zone)
    note = _doubt_of_start(clock.start, zone) or (_SHOWN_TWICE if _is_twice(corrected, zone) else "")
    return ClockTime(instant.astimezone(zone), corrected, note)


def moment_of(clock: RecorderClock, local: datetime, fold: int = 0) -> int:
    """The file time at which the corrected clock showed `local` (without a zone), in microseconds; may be negative.

    The reverse of `time_at`; of a time shown twice `fold` 0 means the first and
    1 the second. The clock's start must be known.
    """
    assert clock.start is not None
    offset = timedelta(seconds=clock.offset_s)
    if clock.timezone:
        zone = zone_of(clock.timezone)
        begun = clock.start if clock.start.tzinfo else clock.start.replace(tzinfo=zone)
        elapsed = local.replace(tzinfo=zone, fold=fold).astimezone(UTC) - offset - begun.astimezone(UTC)
    else:
        elapsed = local.replace(tzinfo=clock.start.tzinfo) - offset - clock.start
    return elapsed // timedelta(microseconds=1)


def shift_us(one: RecorderClock, other: RecorderClock) -> int | None:
    """What is to be added to a file time by one clock for that of the same corrected time by the other, in µs.

    None where either is not known, or only one of them has a time zone: nothing says then how far they are apart.
    """
    first, second = time_at(one, 0).corrected, time_at(other, 0).corrected
    if first is None or second is None or (first.tzinfo is None) != (second.tzinfo is None):
        return None
    if first.tzinfo is not None:  # or a zone's clock change in between would not count
        first, second = first.astimezone(UTC), second.astimezone(UTC)
    return (first - second) // timedelta(microseconds=1)


def described_time(time: ClockTime) -> dict[str, Any]:
    """Recorder and corrected time as JSON has them: ISO 8601, null where the clock is not known."""
    return {
        "recorder_time": isoformat(time.recorder),
        "corrected_time": isoformat(time.corrected),
        "time_ambiguous": time.ambiguous,
        "time_note": time.note,
    }


def described_clock(clock: RecorderClock) -> dict[str, Any]:
    """What is known of a recorder's clock as JSON has it; `note` says what is doubtful about its start."""
    return {
        "start": isoformat(clock.start),
        "origin": clock.origin,
        "timezone": clock.timezone,
        "offset_s": clock.offset_s,
        "doubt_s": None if clock.start is None else clock_doubt_s(clock),
        "doubt_is_stated": clock.doubt_s is not None,
        "note": time_at(clock, 0).note,
    }


def isoformat(time: datetime | None) -> str | None:
    """A time as ISO 8601, or None where it is not known."""
    return None if time is None else time.isoformat()


def _doubt_of_start(start: datetime, zone: ZoneInfo) -> str:
    if start.tzinfo is not None:
        return ""
    if _is_twice(start, zone):
        return _START_TWICE
    return _START_NEVER if _change(start, zone) < timedelta(0) else ""


def _is_twice(local: datetime, zone: ZoneInfo) -> bool:
    return _change(local, zone) > timedelta(0)


def _change(local: datetime, zone: ZoneInfo) -> timedelta:
    """How far the zone's clocks go back (positive) or forward (negative) over this wall-clock time."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return (first or timedelta(0)) - (second or timedelta(0))
