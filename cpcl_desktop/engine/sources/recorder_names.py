"""When a recording starts, by its name: patterns of common recorders, and those that the user adds.

Most recorders write date and time as digits in one order, which
`file_names.calendar_time_in` reads. The tables hold those that need more: a
zone, half days, a date in the folder's name. What could mean two moments
means none: ten digits count as a Unix time only where a date beside them or
the file's own time supports it, a date that may have the day or the month
first only where one of the folder's names decides. Own patterns go into
`recorder_names.toml` in the user's folder and come first:

    [[recorder]]
    name = "hour and minute before the date"
    pattern = '(?P<hour>..)(?P<minute>..)_(?P<day>..)-(?P<month>..)-(?P<year>....)'
    zone = "UTC"   # or Europe/Berlin; leave out where the name holds the recorder's wall clock
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.media.file_names import calendar_time_in, holds_unix_fraction, unix_time_in
from cpcl_desktop.engine.recorder_time import zone_of

TABLE = "recorder_names.toml"
_DATE = r"(?P<year>20\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d)[-_.:]?(?P<minute>\d\d)[-_.:]?(?P<second>\d\d)"
_APART = r"(?P<hour>\d\d?)[-_.:h](?P<minute>\d\d)[-_.:m](?P<second>\d\d)s?"  # with something in between
_HALF = r"[ _]?(?P<half>[AaPp]\.?[Mm])(?![A-Za-z])"
_AT = r"(?:[ _,T-]+(?:at|um|à|às|alle|om|kl\.?)?[ _]*)"
_SHORT = r"(?P<year>[12]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"  # year of two digits
_TOGETHER = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
_BELOW = rf"(?<!\d){_DATE}(?!\d)[^/]*/(?:[^/]+/)*?"  # the date of a folder, then whatever lies in it
_SPACES = str.maketrans("\u202f\u00a0\u2009", "   ")  # before AM and PM, as macOS writes them
_EITHER_FIRST = re.compile(
    rf"(?<!\d)(?P<one>\d\d?)(?P<sign>[-_/ ]?)(?P<other>\d\d?)(?P=sign)(?P<year>20\d\d){_AT}"
    rf"(?P<hour>\d\d?)[-_.:]?(?P<minute>\d\d)[-_.:]?(?P<second>\d\d)(?!\d)(?:{_HALF})?"
)
_ANY_DATE = re.compile(r"(?<!\d)(20\d\d)[-_./]?(\d\d)[-_./]?(\d\d)")
_SUPPORT = timedelta(hours=36)  # how far a fact may be from the moment that it supports: zones, long recordings
_NAMES_READ = 2000  # of a folder, to see how it writes dates


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How one kind of recorder names its files: a pattern over the path with the groups of a date and time.

    The groups are year, month, day, hour, minute and, if there, second, half
    (AM or PM) and offset (+01:00); a year of two digits counts from 2000. `zone`
    is an IANA name such as "UTC", empty for the wall clock.
    """

    name: str
    pattern: re.Pattern[str]
    zone: str = ""


PATTERNS: Sequence[NamePattern] = (
    NamePattern("ISO 8601 in UTC", re.compile(rf"{_DATE}T{_TIME}(?:[.,]\d+)?Z(?![A-Za-z0-9])"), "UTC"),
    NamePattern(
        "ISO 8601 with offset",
        re.compile(rf"{_DATE}T{_TIME}(?:[.,]\d+)?(?P<offset>[+-](?:0\d|1[0-4])[:-]?[0-5]\d)(?!\d)"),
    ),
    NamePattern("Google Pixel", re.compile(rf"PXL_{_DATE}_{_TIME}"), "UTC"),
    NamePattern(
        "Frigate", re.compile(rf"{_DATE}/(?P<hour>\d\d)/[^/]+/(?P<minute>\d\d)\.(?P<second>\d\d)\.mp4$"), "UTC"
    ),
    NamePattern("Dahua SD card", re.compile(rf"{_DATE}/(?:.*/)?{_TIME}-\d\d\.\d\d\.\d\d\[[^/]*$")),
    NamePattern("Reolink", re.compile(rf"Rec[A-Z]\w*?_{_DATE}_{_TIME}_\d{{6}}_[^/]*$")),
    NamePattern(
        "Wyze",
        re.compile(
            r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)/(?P<hour>\d\d)/"
            r"(?P<minute>[0-5]\d)\.[A-Za-z0-9]+$"
        ),
    ),
    NamePattern(
        "Nextbase",
        re.compile(
            r"(?<!\d)(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)_(?P<hour>\d\d)"
            r"(?P<minute>\d\d)(?P<second>\d\d)_\d{3}_[A-Z]{2}\.[^/]*$"
        ),
    ),
    NamePattern("Genetec", re.compile(rf"{_DATE}[_ ](?P<hour>\d\d)h(?P<minute>\d\d)min(?P<second>\d\d)s")),
    NamePattern(
        "UniFi Protect, Blue Iris export",
        re.compile(
            r"(?<!\d)(?P<month>\d\d?)-(?P<day>\d\d?)-(?P<year>20\d\d)[, _]+(?P<hour>\d\d?)[.-](?P<minute>\d\d)"
            rf"[.-](?P<second>\d\d){_HALF}"
        ),
    ),
    NamePattern("Viofo", re.compile(r"(?P<year>20\d\d)_(?P<month>\d\d)(?P<day>\d\d)_" + _TIME + r"_[^/]*$")),
    NamePattern(
        "day first",
        re.compile(
            rf"(?<!\d)(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>20\d\d){_AT}"
            rf"(?P<hour>\d\d?)[-_.:]?(?P<minute>\d\d)[-_.:]?(?P<second>\d\d)(?!\d)(?:{_HALF})?"
        ),
    ),
    NamePattern("half days", re.compile(rf"(?<!\d){_DATE}{_AT}{_APART}{_HALF}")),
    NamePattern(
        "Yi",
        re.compile(
            r"(?P<year>20\d\d)Y(?P<month>\d\d)M(?P<day>\d\d)D(?P<hour>\d\d)H/"
            r"(?P<minute>\d\d)M(?P<second>\d\d)S[^/]*$"
        ),
    ),
    NamePattern(
        "Xiaomi",
        re.compile(
            r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)/"
            r"(?P<minute>\d\d)M(?P<second>\d\d)S[^/]*$"
        ),
    ),
    NamePattern("HiSilicon", re.compile(rf"(?:^|/)[A-Z]{_SHORT}_{_TOGETHER}_\d{{6}}\.[^/]*$")),
    NamePattern("Novatek", re.compile(rf"(?:^|/)[A-Z]{{3,5}}_?{_SHORT}[-_]{_TOGETHER}(?!\d)[^/]*$")),
)

# Behind what `calendar_time_in` reads: words or spaces between date and time.
LOOSE_PATTERNS: Sequence[NamePattern] = (
    NamePattern("macOS, WhatsApp", re.compile(rf"(?<!\d){_DATE}{_AT}{_APART}(?!\d)")),
)

# A date in a folder's name, the time below it; for names that have no date of their own.
FOLDER_PATTERNS: Sequence[NamePattern] = (
    NamePattern(
        "Dahua FTP",
        re.compile(rf"{_BELOW}(?P<hour>\d\d)/(?P<minute>\d\d)[./](?P<second>\d\d)\[[^/]*$"),
    ),
    NamePattern("half days below a date", re.compile(rf"{_BELOW}[^/]*?(?<![\d._-]){_APART}{_HALF}[^/]*$")),
    NamePattern(
        "motionEye",
        re.compile(
            rf"{_BELOW}[^/]*?(?<![\d._-])(?P<hour>\d\d)[-_.:h](?P<minute>\d\d)[-_.:m](?P<second>\d\d)"
            r"(?!\d|\.\d)[^/]*$"
        ),
    ),
    NamePattern(
        "start and end below a date",
        re.compile(rf"{_BELOW}(?:[^/]*[^\d/])?{_TOGETHER}[-_]\d{{6}}(?!\d)[^/]*$"),
    ),
)


def start_in_name(path: Path, own: Sequence[NamePattern] = ()) -> datetime | None:
    """The moment at which a recording starts, as its path says: a wall clock without a zone, or with the name's."""
    text = path.as_posix().translate(_SPACES)
    return (
        _first_of((*own, *PATTERNS), text)
        or calendar_time_in(path.stem.translate(_SPACES))
        or _first_of(LOOSE_PATTERNS, text)
        or _either_first(path, text)
        or _below_a_date(text)
        or _unix_time(path, text)
    )


def doubt_in_name(path: Path) -> str:
    """What is to be said of a name that states a time which was not taken; empty where there is none."""
    if start_in_name(path) is not None:
        return ""
    match = _EITHER_FIRST.search(path.as_posix().translate(_SPACES))
    if match is not None and _is_date(match, True) and _is_date(match, False):
        return worded(
            "Its name states a date that may have the day or the month first; no time was taken from it. "
            "`cpcl clock` states the time."
        )
    if unix_time_in(path.stem) is not None:
        return worded(
            "Its name holds a number that may be a time and that nothing supports; it was not taken. "
            "`cpcl clock` states the time."
        )
    return ""


def _first_of(patterns: Sequence[NamePattern], text: str) -> datetime | None:
    for known in patterns:
        for match in known.pattern.finditer(text):
            moment = _moment(match.groupdict(), known.zone)
            if moment is not None:
                return moment
    return None


def _below_a_date(text: str) -> datetime | None:
    """A time in the name below a folder's date; one that only says the date again is none."""
    moment = _first_of(FOLDER_PATTERNS, text)
    if moment is None:
        return None
    said = [moment.hour, moment.minute, moment.second]
    date = [moment.year % 100, moment.month, moment.day]
    return None if said in (date, date[::-1], [date[1], date[2], date[0]]) else moment


def _either_first(path: Path, text: str) -> datetime | None:
    """A date whose day and month could change places, where it cannot be otherwise or the folder's names decide."""
    match = _EITHER_FIRST.search(text)
    if match is None:
        return None
    orders = [day_first for day_first in (True, False) if _is_date(match, day_first)]
    if len(orders) == 2 and match["one"] != match["other"]:
        orders = _orders_beside(path)
    return _in_order(match, orders[0]) if len(orders) == 1 or (orders and match["one"] == match["other"]) else None


def _orders_beside(path: Path) -> list[bool]:
    """Whether the day comes first in the dates beside it that can be read one way only; each answer once."""
    return list(_names_by_order(path))


def names_that_decide(path: Path) -> list[str]:
    """Names beside a recording by which a date in its own is understood, for where it is copied to."""
    if _EITHER_FIRST.search(path.as_posix().translate(_SPACES)) is None:
        return []
    return [name for name in _names_by_order(path).values() if name != path.name]


def _names_by_order(path: Path) -> dict[bool, str]:
    """A name beside it for each order of day and month that one shows; True where the day comes first."""
    found: dict[bool, str] = {}
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in itertools.islice(entries, _NAMES_READ)]
    except OSError:  # the folder is not there (any more)
        return {}
    for name in names:
        match = _EITHER_FIRST.search(name.translate(_SPACES))
        if match is not None and _is_date(match, True) != _is_date(match, False):
            found.setdefault(_is_date(match, True), name)
    return found


def _is_date(match: re.Match[str], day_first: bool) -> bool:
    return _in_order(match, day_first) is not None


def _in_order(match: re.Match[str], day_first: bool) -> datetime | None:
    groups = match.groupdict()
    one, other = groups.pop("one"), groups.pop("other")
    del groups["sign"]
    return _moment(groups | {"day": one if day_first else other, "month": other if day_first else one}, "")


def _unix_time(path: Path, text: str) -> datetime | None:
    """A Unix time that a second fact supports: its fraction, a date in the path, or the file's own time."""
    moment = unix_time_in(path.stem)
    if moment is None or holds_unix_fraction(path.stem):
        return moment
    return moment if any(abs(fact - moment) <= _SUPPORT for fact in _facts_beside(path, text)) else None


def _facts_beside(path: Path, text: str) -> Iterator[datetime]:
    for year, month, day in _ANY_DATE.findall(text):
        with contextlib.suppress(ValueError):
            yield datetime(int(year), int(month), int(day), 12, tzinfo=UTC)
    with contextlib.suppress(OSError):
        yield datetime.fromtimestamp(path.stat().st_mtime, UTC)


def own_patterns(folder: Path | None) -> list[NamePattern]:
    """The user's table in this folder, empty where there is none; `UsageError` says what is wrong with it."""
    if folder is None:
        return []
    path = folder / TABLE
    try:
        if not path.is_file():
            return []
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("recorder", [])
        return [_own(entry) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error, UsageError) as error:
        raise UsageError(
            "The table of recorder names {path} cannot be used: {why}.", path=path, why=error
        ) from error


def _own(entry: dict[str, str]) -> NamePattern:
    name, pattern, zone = entry["name"], re.compile(entry["pattern"]), entry.get("zone", "")
    missing = {"year", "month", "day", "hour", "minute"} - set(pattern.groupindex)
    if missing:
        raise ValueError(
            worded("the pattern {name} has no group called {names}", name=name, names=", ".join(sorted(missing)))
        )
    if zone:
        zone_of(zone)
    return NamePattern(name, pattern, zone)


def _moment(matched: Mapping[str, str | None], zone: str) -> datetime | None:
    groups = {name: value for name, value in matched.items() if value is not None}
    offset, half = groups.pop("offset", ""), groups.pop("half", "").upper().replace(".", "")
    try:
        said = {name: int(value) for name, value in groups.items()}
        if half and 1 <= said["hour"] <= 12:
            said["hour"] = said["hour"] % 12 + (12 if half == "PM" else 0)
        year = said["year"] + (2000 if said["year"] < 100 else 0)
        moment = datetime(year, said["month"], said["day"], said["hour"], said["minute"], said.get("second", 0))
    except ValueError:  # no digits, or digits that are no date
        return None
    if offset:
        return moment.replace(tzinfo=_fixed(offset))
    return moment.replace(tzinfo=zone_of(zone)) if zone else moment


def _fixed(offset: str) -> timezone:
    """The time zone of "+01:00", "-0530"."""
    digits = offset[1:].replace(":", "").replace("-", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if offset[0] == "-" else shift)
