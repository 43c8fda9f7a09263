"""One recorder's clock out of what two cases know of it: what somebody stated goes before what was only read."""

from __future__ import annotations

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock


def reconciled(here: RecorderClock, there: RecorderClock) -> RecorderClock:
    """The clock that stands after a merge; whatever was stated `here` stays.

    Reconciled again with the same clocks, in the same order, it stays as it is.
    """
    if here.start is not None and there.start is not None:
        # As a whole: what it is off by was measured against the start that stands beside it.
        return there if _is_stated(there) and not _is_stated(here) else here
    if _contradict(here, there):
        return here
    begun = there if here.start is None else here
    return RecorderClock(
        begun.start,
        begun.origin,
        here.timezone or there.timezone,
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


def _is_stated(clock: RecorderClock) -> bool:
    """Whether somebody said anything of it; zone, offset and doubt are never read from footage by themselves."""
    return clock.origin == "user" or bool(clock.timezone or clock.offset_s) or clock.doubt_s is not None


def _contradict(here: RecorderClock, there: RecorderClock) -> bool:
    """Whether two people stated different things of it."""
    stated = (
        {here.timezone, there.timezone} - {""},
        {here.offset_s, there.offset_s} - {0.0},
        {here.doubt_s, there.doubt_s} - {None},
    )
    return any(len(values) > 1 for values in stated)
