"""When a recording starts, by its name: patterns of common recorders, and those that the user adds.

Most recorders write date and time as digits in one order, which
`file_names.time_in` reads. The table holds those that need more: a zone, a
date in the folder's name, an end time that looks like a fraction. Own
patterns go into `recorder_names.toml` in the user's folder and come first:

    [[recorder]]
    name = "hour and minute before the date"
    pattern = '(?P<hour>..)(?P<minute>..)_(?P<day>..)-(?P<month>..)-(?P<year>....)'
    zone = "UTC"   # or Europe/Berlin; leave out where the name holds the recorder's wall clock
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.media.file_names import time_in
from cpcl_desktop.engine.recorder_time import zone_of

TABLE = "recorder_names.toml"
_DATE = r"(?P<year>20\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d)[-_.:]?(?P<minute>\d\d)[-_.:]?(?P<second>\d\d)"


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
            r"[.-](?P<second>\d\d)[ _]?(?P<half>[AaPp][Mm])"
        ),
    ),
    NamePattern("Viofo", re.compile(r"(?P<year>20\d\d)_(?P<month>\d\d)(?P<day>\d\d)_" + _TIME + r"_[^/]*$")),
    NamePattern("day first", re.compile(rf"(?<!\d)(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>20\d\d)[ _T-]+{_TIME}")),
)


def start_in_name(path: Path, own: Sequence[NamePattern] = ()) -> datetime | None:
    """The moment at which a recording starts, as its path says: a wall clock without a zone, or with the name's."""
    for known in (*own, *PATTERNS):
        for match in known.pattern.finditer(path.as_posix()):
            moment = _moment(match, known.zone)
            if moment is not None:
                return moment
    return time_in(path.stem)


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
        raise UsageError(f"The table of recorder names {path} cannot be used: {error}.") from error


def _own(entry: dict[str, str]) -> NamePattern:
    name, pattern, zone = entry["name"], re.compile(entry["pattern"]), entry.get("zone", "")
    missing = {"year", "month", "day", "hour", "minute"} - set(pattern.groupindex)
    if missing:
        raise ValueError(f"the pattern {name} has no group called {', '.join(sorted(missing))}")
    if zone:
        zone_of(zone)
    return NamePattern(name, pattern, zone)


def _moment(match: re.Match[str], zone: str) -> datetime | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    offset, half = groups.pop("offset", ""), groups.pop("half", "").upper()
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
