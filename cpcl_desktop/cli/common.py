"""What commands share: types of arguments, groups of options, what a request means, sources as they are shown."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from cpcl_desktop.bundle.arguments import count as count
from cpcl_desktop.bundle.arguments import name as name
from cpcl_desktop.bundle.arguments import number as number
from cpcl_desktop.bundle.arguments import path as path
from cpcl_desktop.bundle.arguments import path_or_name as path_or_name
from cpcl_desktop.bundle.arguments import positive as positive
from cpcl_desktop.bundle.arguments import quoted as quoted
from cpcl_desktop.bundle.arguments import share as share
from cpcl_desktop.bundle.arguments import text as text
from cpcl_desktop.bundle.arguments import zero_or_more as zero_or_more
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.status import DONE, FAILED, INCOMPLETE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log_table import EVERYTHING
from cpcl_desktop.engine.case.network_drive import network_notice
from cpcl_desktop.engine.clock import length, moment, parse_length, parse_seconds
from cpcl_desktop.engine.coverage.coverage import coverage_of_sources
from cpcl_desktop.engine.coverage.sentences import tiles_sentence
from cpcl_desktop.engine.coverage.source_keys import described_source
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import (
    CHECKED_S,
    UNCHECKED_S,
    RecorderClock,
    check_stated,
    stated_start,
    zone_of,
)
from cpcl_desktop.engine.records import Image, LeftOut, Query, Source
from cpcl_desktop.engine.runtime.policy import policy
from cpcl_desktop.engine.search.filter_kinds import Filter
from cpcl_desktop.engine.search.filters import BY_SOURCE, FILTERS, chosen_sources

# --- types of arguments beside those of `bundle.arguments`


def seconds(argument: str) -> float:
    """A time as seconds, MM:SS or HH:MM:SS, each with a fraction."""
    return float(_read(parse_seconds, argument))


def length_of_time(argument: str) -> float:
    """A length of time in seconds, from 90s, 10m, 2h or HH:MM:SS."""
    return float(_read(parse_length, argument))


def clock_time(argument: str) -> datetime:
    """A date with a time of day, ISO 8601."""
    return cast(datetime, _read(stated_start, argument))


def _read(parse: Callable[[str], Any], argument: str) -> Any:  # noqa: ANN401 (what the option takes)
    """What an argument means, the engine's sentence where it means nothing."""
    try:
        return parse(argument)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


# --- groups of options


def add_case(parser: argparse.ArgumentParser, help: str = "the case file, NAME.cpcl") -> None:
    """The case, as first argument."""
    parser.add_argument("case", type=path, metavar="CASE", help=help)


def add_filters(parser: argparse.ArgumentParser, filters: Sequence[Filter] = FILTERS) -> None:
    """Where a search looks: an option for each filter of the table."""
    for one in filters:
        several: dict[str, Any] = {"action": "append", "default": []} if one.many else {}
        parse = partial(_read, one.parse)
        parser.add_argument(one.option, dest=one.field, type=parse, metavar=one.metavar, help=one.help, **several)


def add_meant(parser: argparse.ArgumentParser) -> None:
    """Which sources are meant, by name, camera and folder; see `meant_sources`."""
    add_filters(parser, BY_SOURCE)
    parser.add_argument("--folder", type=path, help="only sources in this folder")


def add_literal(parser: argparse.ArgumentParser) -> None:
    """Whether descriptions are read."""
    parser.add_argument(
        "--literal",
        action="store_true",
        help="search for the sentence as it stands: nothing in it is a filter or rules anything out",
    )


AUTO = "auto"


def clock_doubt(argument: str) -> float | str:
    """Seconds from zero on, or `AUTO`."""
    return AUTO if argument == AUTO else zero_or_more(argument)


def add_clock(parser: argparse.ArgumentParser, offset: str, doubt: str) -> None:
    """What is stated of the recorder's clock; `offset` and `doubt` are what their options are called."""
    parser.add_argument("--start", type=clock_time, metavar="TIME", help="the recorder's clock at the first frame")
    parser.add_argument(
        "--timezone", type=name, metavar="NAME", help="the recorder's time zone, such as Europe/Berlin"
    )
    parser.add_argument(
        offset,
        dest="offset_s",
        type=number,
        metavar="SECONDS",
        help="to add to the recorder's time (negative: it is fast)",
    )
    parser.add_argument(
        doubt, dest="doubt_s", type=clock_doubt, metavar="SECONDS",
        help="by how much its time may be off all the same, either way; “auto” is "
        f"{CHECKED_S:g} where somebody stated or measured the clock, else {UNCHECKED_S:g}",
    )  # fmt: skip


def add_clocks_within(parser: argparse._ActionsContainer) -> None:
    """By how much the recorders' clocks may be off."""
    parser.add_argument(
        "--clocks-within", type=zero_or_more, metavar="SECONDS",
        help="by how much every recorder's clock may be off (default: as `cpcl clock --doubt` states of each, else "
        f"{CHECKED_S:g} where somebody stated or measured it, else {UNCHECKED_S:g})",
    )  # fmt: skip


def add_provider(parser: argparse.ArgumentParser) -> None:
    """Where the networks run."""
    usual = policy().defaults.provider or "auto"
    parser.add_argument("--provider", type=name, default=usual, help=f"auto, cpu, cuda, … (default {usual})")


def add_json(parser: argparse.ArgumentParser) -> None:
    """JSON in place of sentences and tables."""
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead (cpcl help json says what is in it)"
    )


def add_purpose(parser: argparse.ArgumentParser) -> None:
    """As the options before the command; not given here, they leave those alone."""
    for option in ("--purpose", "--authority"):
        parser.add_argument(
            option, type=text, metavar="TEXT", default=argparse.SUPPRESS, help="goes into the case's log"
        )


# --- what a request means


def open_case(request: argparse.Namespace, create: bool = False) -> Case:
    """The case of a request, with a warning where it lies badly.

    Its `--purpose` and `--authority` go into every entry that is written. A team's is brought up to date first;
    ServerError where that cannot be.
    """
    if notice := network_notice(request.case):
        terminal.complain(notice)
    case = Case.open(request.case, create, request.purpose, request.authority)
    if case.team is not None:
        with contextlib.ExitStack() as otherwise:
            otherwise.callback(case.close)
            case.team.bring_up_to_date()
            otherwise.pop_all()
    return case


def read_case(request: argparse.Namespace) -> Case:
    """The case of a request, only to be read; nothing of it changes and nothing goes into its log."""
    if notice := network_notice(request.case):
        terminal.complain(notice)
    return Case.read(request.case)


def searched(path: Path, request: argparse.Namespace) -> Case:
    """The case at a path to be searched; where it cannot be written to, that its log will lack the search.

    A team's is brought up to date, or it is said how old it is.
    """
    case = Case.open_or_read(path, request.purpose, request.authority)
    if case.team is not None and (why := case.team.follow()):
        (last,) = case.log.page(EVERYTHING, 0, 1)
        terminal.complain(f"{why} What follows is the team's case as of entry {last.number}, {last.time}.")
    if case.read_only:
        terminal.complain(f"{path} cannot be written to; what is asked of it now goes into no log.")
    return case


def query_of(request: argparse.Namespace, words: str, image: Image | None = None) -> Query:
    """A query with the filters and the limit of a request."""
    return Query(
        text=words,
        image=image,
        literal=request.literal,
        limit=request.limit,
        **{one.field: getattr(request, one.field) for one in FILTERS},
    )


def meant_sources(request: argparse.Namespace, case: Case) -> list[Source]:
    """The sources that a request means, all where it names none; `UsageError` where there are none of these."""
    query = Query(sources=request.sources, cameras=request.cameras)
    chosen = chosen_sources(query, case.sources.all())
    if request.folder is not None:
        chosen = [source for source in chosen if source.path.is_relative_to(request.folder.absolute())]
    if not chosen:
        raise UsageError("No source of the case is meant by this; `cpcl info` lists them.")
    return chosen


def stated_clock(request: argparse.Namespace, sources: int) -> RecorderClock:
    """What the user states of the clock of so many sources; `UsageError` where it cannot be."""
    if request.start is not None and sources > 1:
        raise UsageError(f"A start belongs to one recording; here {sources} are meant. Name a single one.")
    if request.timezone:
        zone_of(request.timezone)
    doubt = None if request.doubt_s == AUTO else request.doubt_s
    stated = RecorderClock(timezone=request.timezone or "", offset_s=request.offset_s or 0, doubt_s=doubt)
    if request.start is not None:
        stated = replace(stated, start=request.start, origin="user")
    check_stated(stated)
    return stated


# --- sources, as several commands show them


def described_sources(case: Case, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Sources of the case, as every `--json` prints them."""
    return [described_source(one) for one in coverage_of_sources(case, sources)]


def say_sources(sources: Sequence[Source]) -> None:
    """Sources as a table, then what is to be said of each; nothing where there are none."""
    if not sources:
        return
    rows = [
        (s.name, s.state, length(s.decoded_s), s.frames_decoded, s.tracks, s.crops, f"{s.wall_s:.1f} s")
        for s in sources
    ]
    terminal.say_table(("source", "state", "read", "frames", "passages", "crops", "took"), rows)
    for source in sources:
        if source.message:
            terminal.say(f"{source.name}: {source.message}")
        if looked := tiles_sentence(source):
            terminal.say(f"{source.name}: {looked}")
        for gap in source.gaps:
            span = f"{moment(gap.start_us)} to {moment(gap.end_us)}"
            terminal.say(f"{source.name}: not read from {span}: {gap.reason}")


def outcome(sources: Sequence[Source], left_out: Sequence[LeftOut] = ()) -> int:
    """The exit status of reading these sources: done, none of them read, or some not or not whole.

    What was left out beside them counts where it may be footage.
    """
    failed = [source for source in sources if source.state == "failed"]
    if failed and len(failed) == len(sources):
        return FAILED
    lacking = any(s.gaps or s.state != "done" for s in sources) or any(one.is_missing for one in left_out)
    return INCOMPLETE if failed or lacking else DONE
