"""Times as people read and write them."""

from __future__ import annotations

from cpcl_desktop.engine.errors import UsageError


def moment(time_us: int) -> str:
    """A time in footage, microseconds from the first frame, as H:MM:SS.mmm."""
    minutes, milliseconds = divmod(round(time_us / 1000), 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"


def length(seconds: float) -> str:
    """A duration as H:MM:SS, or M:SS below an hour."""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


_UNITS_S = {"s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86_400.0}


def parse_length(text: str) -> float:
    """Seconds from "90s", "10m", "1.5h" or as `parse_seconds`; `UsageError` says how to write a length of time."""
    number = text.strip().rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = text.strip()[len(number) :]
    try:
        return parse_seconds(number) * (_UNITS_S[unit] if unit else 1.0)
    except (UsageError, KeyError):
        raise UsageError("“{text}” is no length of time. Write it as 90s, 10m, 2h or 1:30:00.", text=text) from None


def parse_seconds(text: str) -> float:
    """Seconds from "75", "1:15" or "0:01:15.250"; `UsageError` says how to write a time."""
    try:
        parts = [float(part) for part in text.strip().split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(not 0 <= part < float("inf") for part in parts):
        raise UsageError(
            "“{text}” is not a time. Write seconds, minutes:seconds or hours:minutes:seconds.", text=text
        )
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))
