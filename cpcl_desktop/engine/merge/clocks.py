"""One recorder's clock out of what two cases know of it: what somebody stated goes before what was only read."""

from __future__ import annotations

from dataclasses import replace

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock


def reconciled(here: RecorderClock, there: RecorderClock) -> RecorderClock:
    """The clock that stands after a merge; whatever was stated `here` stays.

    Reconciled again with the same clocks, in the same order, it stays as it is.
    """
    zone = here.timezone or there.timezone
    if here.start is not None and there.start is not None:
        # A start goes with its offset and doubt: what it is off by was measured against that start.
        if _is_measured(here):
            return here
        is_better = _is_measured(there) and there.timezone in ("", zone)
        return replace(there if is_better else here, timezone=zone)
    if _contradict(here, there):
        return here
    begun = there if here.start is None else here
    return RecorderClock(
        begun.start,
        begun.origin,
        zone,
        here.offset_s or there.offset_s,
        there.doubt_s if here.doubt_s is None else here.doubt_s,
    )


def clock_words(clock: RecorderClock) -> str:
    """All that is known of a clock, for the table of what differs."""
    if clock == NO_CLOCK:
        return worded("not known")
    doubt = "" if clock.doubt_s is None else f"±{clock.doubt_s:g} s"
    rest = ", ".join(filter(None, (clock.timezone, f"{clock.offset_s:+g} s", doubt)))
    if clock.start is None:
        return worded("start not known ({clock_text})", clock_text=rest)
    return f"{clock.start.isoformat()} ({clock.origin}), {rest}"


def _is_measured(clock: RecorderClock) -> bool:
    """Whether somebody stated its start, or how far it is off: neither offset nor doubt is read from footage."""
    return clock.origin == "user" or bool(clock.offset_s) or clock.doubt_s is not None


def _contradict(here: RecorderClock, there: RecorderClock) -> bool:
    """Whether two people stated different things of it."""
    stated = (
        {here.timezone, there.timezone} - {""},
        {here.offset_s, there.offset_s} - {0.0},
        {here.doubt_s, there.doubt_s} - {None},
    )
    return any(len(values) > 1 for values in stated)
