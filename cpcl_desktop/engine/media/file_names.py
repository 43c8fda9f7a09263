"""What a file's name tells: its place in natural order, a number, a time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

NaturalKey = tuple[tuple[int, int, str], ...]

_CLOCK = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)[T _.-]?(\d\d)[-_.:h]?(\d\d)[-_.:m]?(\d\d)"
    r"(?:[.,](\d{1,6})|[-_]?(\d{3}))?(?!\d)"  # a fraction; six digits behind another sign are when it ends
)
_EPOCH = re.compile(r"(?<!\d)(1\d{9}(?:\d{3}|\d{6})?)(?!\d)")  # seconds, milli- or microseconds, 2001–2033
_NUMBER = re.compile(r"(\d+)(?!.*\d)")


def natural_key(name: str) -> NaturalKey:
    """Sort key in which frame2 comes before frame10; case matters only between equals."""
    parts = re.split(r"(\d+)", name)
    folded = tuple(
        (0, int(part), part) if part.isdigit() and part.isascii() else (1, 0, part.casefold())
        for part in parts
        if part
    )
    return (*folded, (2, 0, name))


def calendar_time_in(stem: str) -> datetime | None:
    """The moment a name states, such as 20240131_140322_123 or 2024-01-31T14-03-22, by the recorder's clock."""
    for match in _CLOCK.finditer(stem):
        *fields, pointed, joined = match.groups()
        fraction = (pointed or joined or "").ljust(6, "0")
        try:
            return datetime(*map(int, fields), int(fraction))  # type: ignore[call-arg, arg-type]
        except ValueError:
            continue
    return None


def unix_time_in(stem: str) -> datetime | None:
    """The Unix time that a name states, or what reads like one: ten digits may be any number."""
    epoch = _EPOCH.search(stem)
    if epoch is None:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(epoch[1].ljust(16, "0")))


def holds_unix_fraction(stem: str) -> bool:
    """Whether what reads like a Unix time has milli- or microseconds, as few other numbers do."""
    epoch = _EPOCH.search(stem)
    return epoch is not None and len(epoch[1]) > len("1700000000")


def number_in(stem: str) -> int | None:
    """The last number in a name: 123 in cam1_frame_000123."""
    match = _NUMBER.search(stem)
    return int(match[1]) if match else None
