"""`cpcl clock`: what is known of the recorders' clocks, and stating it better."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from cpcl_desktop.cli import output
from cpcl_desktop.cli.cases import open_case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import RecorderClock, time_at, zone_of
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.filters import chosen_sources


def clock(request: argparse.Namespace) -> int:
    """Show the clocks of the chosen sources, after changing what was given."""
    with open_case(request) as case:
        query = Query(sources=request.source, cameras=request.camera)
        chosen = [s for s in chosen_sources(query, case.sources.all()) if _in_folder(s, request)]
        if not chosen:
            raise UsageError("No source of the case is meant by this; `cpcl info` lists them.")
        stated = stated_clock(request, len(chosen))
        for source in chosen:
            case.sources.set_clock(source.id, _changed(source.clock, stated, request))
        chosen = [case.sources.get(source.id) for source in chosen]
    _show(chosen, request.json)
    return 0


def stated_clock(request: argparse.Namespace, sources: int) -> RecorderClock:
    """What the user states of the clock of so many sources; `UsageError` where it cannot be."""
    if request.start is not None and sources > 1:
        raise UsageError(f"A start belongs to one recording; here {sources} are meant. Name a single one.")
    if request.timezone:
        zone_of(request.timezone)
    return RecorderClock(
        request.start, "user" if request.start else "", request.timezone or "", request.offset_s or 0
    )


def follows(clock: RecorderClock, stated: RecorderClock) -> bool:
    """Whether a source's clock is what was stated, as far as anything was."""
    same_start = stated.start is None or clock.start == stated.start
    same_zone = not stated.timezone or clock.timezone == stated.timezone
    return same_start and same_zone and (not stated.offset_s or clock.offset_s == stated.offset_s)


def _changed(before: RecorderClock, stated: RecorderClock, request: argparse.Namespace) -> RecorderClock:
    after = before
    if request.start is not None:
        after = replace(after, start=stated.start, origin="user")
    if request.timezone is not None:
        after = replace(after, timezone=stated.timezone)
    if request.offset_s is not None:
        after = replace(after, offset_s=stated.offset_s)
    return after


def _in_folder(source: Source, request: argparse.Namespace) -> bool:
    return request.folder is None or source.path.is_relative_to(request.folder.absolute())


def _show(sources: Sequence[Source], as_json: bool) -> None:
    if as_json:
        output.print_json({"sources": [{"path": str(s.path), **output.start_json(s.clock)} for s in sources]})
        return
    rows = [
        (s.path.name, s.camera, s.clock.start or "unknown", s.clock.origin, s.clock.timezone, s.clock.offset_s)
        for s in sources
    ]
    output.print_table(("source", "camera", "start", "from", "time zone", "offset (s)"), rows)
    for source in sources:
        if note := time_at(source.clock, 0).note:
            print(f"(?) {source.path.name}: {note}")
