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


def parse_seconds(text: str) -> float:
    """Seconds from "75", "1:15" or "0:01:15.250"; `UsageError` says how to write a time."""
    try:
        parts = [float(part) for part in text.strip().split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(not 0 <= part < float("inf") for part in parts):
        raise UsageError(f"“{text}” is not a time. Write seconds, minutes:seconds or hours:minutes:seconds.")
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))
