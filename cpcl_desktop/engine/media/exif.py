"""What EXIF data say of a picture: when it was taken, and how it has to be turned."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from cpcl_desktop.engine.media.tiff import Directory, Tiff, number, numbers, text

_ORIENTATION, _EXIF_AT, _GPS_AT = 0x0112, 0x8769, 0x8825
_GPS_TIME, _GPS_DATE = 7, 0x1D
# Time, fraction of a second and offset from UTC, what is nearest to the exposure first.
_TIMES = ((0x9003, 0x9291, 0x9011), (0x9004, 0x9292, 0x9012), (0x0132, 0x9290, 0x9010))
_DATE_TIME = re.compile(r"(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_DATE = re.compile(r"(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


@dataclass(frozen=True, slots=True)
class Exif:
    """`taken` is a wall clock without a zone, or an instant where the data state the offset.

    `satellite`: no clock of the camera is stated, only that of GPS, in UTC. `orientation` is 1 to 8.
    """

    taken: datetime | None = None
    satellite: bool = False
    orientation: int = 1


NOTHING = Exif()


def read_exif(data: bytes) -> Exif:
    """What a block of EXIF data (a TIFF structure) says; `NOTHING` where it cannot be read."""
    try:
        tiff = Tiff(io.BytesIO(data))
        return exif_of(tiff, next(tiff.directories(), {}))
    except (ValueError, struct.error):
        return NOTHING


def exif_of(tiff: Tiff, main: Directory) -> Exif:
    """As `read_exif`, of the main directory of a structure that is open."""
    details = {**main, **tiff.at(number(main, _EXIF_AT))} if _EXIF_AT in main else main
    orientation = number(main, _ORIENTATION, 1)
    orientation = orientation if 1 <= orientation <= 8 else 1
    taken = _by_camera(details)
    if taken is None and _GPS_AT in main:
        taken = _by_satellite(tiff.at(number(main, _GPS_AT)))
        return Exif(taken, taken is not None, orientation)
    return Exif(taken, False, orientation)


def _by_camera(details: Directory) -> datetime | None:
    for time, fraction, offset in _TIMES:
        match = _DATE_TIME.match(text(details, time))
        try:
            moment = datetime(*map(int, match.groups())) if match else None  # type: ignore[arg-type]
        except ValueError:  # no time of a calendar, such as all zeros
            continue
        if moment is not None:
            digits = re.match(r"\d*", text(details, fraction))
            micros = (digits[0] if digits else "")[:6].ljust(6, "0")
            return moment.replace(microsecond=int(micros), tzinfo=_zone(text(details, offset)))
    return None


def _zone(offset: str) -> timezone | None:
    match = _OFFSET.fullmatch(offset)
    if match is None:
        return None
    shift = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-shift if match[1] == "-" else shift) if shift < timedelta(hours=15) else None


def _by_satellite(gps: Directory) -> datetime | None:
    day, parts = _DATE.match(text(gps, _GPS_DATE)), numbers(gps, _GPS_TIME)
    if day is None or len(parts) != 6 or 0 in parts[1::2]:
        return None
    hours, minutes, seconds = (parts[at] / parts[at + 1] for at in (0, 2, 4))
    try:
        midnight = datetime(int(day[1]), int(day[2]), int(day[3]), tzinfo=UTC)
        return midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (ValueError, OverflowError):
        return None
