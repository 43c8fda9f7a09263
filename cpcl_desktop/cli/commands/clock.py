"""`cpcl clock`: what is known of the recorders' clocks, and stating it better."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.recorder_time import RecorderClock, described_clock, doubt_words, time_at
from cpcl_desktop.engine.records import Source


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl clock`."""
    common.add_case(parser)
    common.add_meant(parser)
    common.add_clock(parser, "--offset", "--doubt")
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Show the clocks of the chosen sources, after changing what was given."""
    with common.open_case(request) as case:
        chosen = common.meant_sources(request, case)
        stated = common.stated_clock(request, len(chosen))
        clocks = {source.id: _changed(source.clock, stated, request) for source in chosen}
        if any(clocks[source.id] != source.clock for source in chosen):
            case.sources.set_clocks(clocks)
        chosen = [case.sources.get(source.id) for source in chosen]
    if request.json:
        described = [{"source": s.id, "path": str(s.path), **described_clock(s.clock)} for s in chosen]
        terminal.say_json({"sources": described})
    else:
        _say(chosen)
    return DONE


def _changed(before: RecorderClock, stated: RecorderClock, request: argparse.Namespace) -> RecorderClock:
    """The clock with what was stated; a doubt belongs to the start that it was stated of."""
    after = before
    if request.start is not None:
        after = replace(after, start=stated.start, origin="user", doubt_s=None)
    if request.timezone is not None:
        after = replace(after, timezone=stated.timezone)
    if request.offset_s is not None:
        after = replace(after, offset_s=stated.offset_s)
    if request.doubt_s is not None:
        after = replace(after, doubt_s=stated.doubt_s)
    return after


def _say(sources: Sequence[Source]) -> None:
    rows = [
        (
            s.name,
            s.camera,
            s.clock.start or "unknown",
            s.clock.origin,
            s.clock.timezone,
            s.clock.offset_s,
            "" if s.clock.start is None else doubt_words(s.clock),
        )
        for s in sources
    ]
    terminal.say_table(("source", "camera", "start", "from", "time zone", "offset (s)", "may be off by"), rows)
    for source in sources:
        if note := time_at(source.clock, 0).note:
            terminal.say(f"(?) {source.name}: {note}")
