"""The recorder's clock in a Dahua recording (DHAV): every frame's header carries its wall clock, to the second."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from cpcl_desktop.bundle.regular_file import read_regular

_LOOKED_AT = 1 << 18  # bytes; exports put little before the first picture, and sound between
_HEADER = 24  # bytes: the sign, kind of frame, channel, number, length, date, milliseconds, and their sum
_DATE_AT = 16
_PICTURES = (0xFD, 0xFC, 0xFB)  # kinds of frame: whole pictures, differences


def dav_start(path: Path) -> datetime | None:
    """What the recorder's clock showed at the first picture; None for another format or a clock never set."""
    try:
        head = read_regular(path, _LOOKED_AT)
    except OSError:  # whoever decodes it says so
        return None
    headers = [head[m.start() : m.start() + _HEADER] for m in re.finditer(b"DHAV", head)]
    sound = [header for header in headers if len(header) == _HEADER and sum(header[:-1]) & 0xFF == header[-1]]
    pictures = [header for header in sound if header[4] in _PICTURES]
    return next((moment for header in pictures or sound if (moment := _date_of(header)) is not None), None)


def _date_of(header: bytes) -> datetime | None:
    """From the year since 2000 down, packed into 32 bits: 6, 4, 5, 5, 6 and 6 of them."""
    packed = int.from_bytes(header[_DATE_AT : _DATE_AT + 4], "little")
    try:
        return datetime(
            2000 + (packed >> 26),
            packed >> 22 & 0xF,
            packed >> 17 & 0x1F,
            packed >> 12 & 0x1F,
            packed >> 6 & 0x3F,
            packed & 0x3F,
        )
    except ValueError:  # zeros: the clock was not set
        return None
