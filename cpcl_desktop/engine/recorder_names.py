"""When a recording starts, by its name: patterns of common recorders, and those that the user adds.

Most recorders write date and time as digits in one order, which
`file_names.time_in` reads. The table holds those that need more: a zone, a
date in the folder's name, an end time that looks like a fraction. Own
patterns go into `recorder_names.toml` in the user's folder and come first:

    [[recorder]]
    name = "hour and minute before the date"
    pattern = '(?P<hour>..)(?P<minute>..)_(?P<day>..)-(?P<month>..)-(?P<year>....)'
    zone = "UTC"   # leave out where the name holds the recorder's wall clock
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.file_names import time_in

TABLE = "recorder_names.toml"
_DATE = r"(?P<year>20\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d)[-_.]?(?P<minute>\d\d)[-_.]?(?P<second>\d\d)"


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How one kind of recorder names its files: a pattern over the path with the groups of a date and time.

    The groups are year, month, day, hour, minute and, if there, second; a year
    of two digits counts from 2000. `zone` is "UTC" or empty for the wall clock.
    """

    name: str
    pattern: re.Pattern[str]
    zone: str = ""


PATTERNS: Sequence[NamePattern] = (
    NamePattern("Google Pixel", re.compile(rf"PXL_{_DATE}_{_TIME}"), "UTC"),
    NamePattern(
        "Frigate", re.compile(rf"{_DATE}/(?P<hour>\d\d)/[^/]+/(?P<minute>\d\d)\.(?P<second>\d\d)\.mp4$"), "UTC"
    ),
    NamePattern("Dahua SD card", re.compile(rf"{_DATE}/(?:.*/)?{_TIME}-\d\d\.\d\d\.\d\d\[[^/]*$")),
    NamePattern("Reolink", re.compile(rf"Rec[A-Z]\w*?_{_DATE}_{_TIME}_\d{{6}}_[^/]*$")),
    NamePattern("Viofo", re.compile(r"(?P<year>20\d\d)_(?P<month>\d\d)(?P<day>\d\d)_" + _TIME + r"_[^/]*$")),
    NamePattern("day first", re.compile(rf"(?<!\d)(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>20\d\d)[ _T-]+{_TIME}")),
)


def start_in_name(path: Path, own: Sequence[NamePattern] = ()) -> datetime | None:
    """The moment at which a recording starts, as its path says: wall clock without a zone, or UTC."""
    for known in (*own, *PATTERNS):
        match = known.pattern.search(path.as_posix())
        moment = _moment(match, known.zone) if match else None
        if moment is not None:
            return moment
    return time_in(path.stem)


def own_patterns(folder: Path) -> list[NamePattern]:
    """The user's table in this folder, empty where there is none; `UsageError` says what is wrong with it."""
    path = folder / TABLE
    if not path.is_file():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("recorder", [])
        return [_own(entry) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise UsageError(f"The table of recorder names {path} cannot be used: {error}.") from error


def _own(entry: dict[str, str]) -> NamePattern:
    name, pattern, zone = entry["name"], re.compile(entry["pattern"]), entry.get("zone", "")
    missing = {"year", "month", "day", "hour", "minute"} - set(pattern.groupindex)
    if missing:
        raise ValueError(f"the pattern {name} has no group called {', '.join(sorted(missing))}")
    if zone not in ("", "UTC"):
        raise ValueError(f'the zone of {name} must be "UTC" or left out')
    return NamePattern(name, pattern, zone)


def _moment(match: re.Match[str], zone: str) -> datetime | None:
    said = {name: int(value) for name, value in match.groupdict().items() if value is not None}
    if said["year"] < 100:
        said["year"] += 2000
    try:
        moment = datetime(
            said["year"], said["month"], said["day"], said["hour"], said["minute"], said.get("second", 0)
        )
    except ValueError:  # digits that are no date
        return None
    return moment.replace(tzinfo=UTC) if zone else moment
