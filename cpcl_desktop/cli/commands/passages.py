"""`cpcl passages`: which ways people took, where passages were put together, and taking that back."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import PassageJoin, PassageRow
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.recorder_time import described_time, time_at
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.routes import described_route
from cpcl_desktop.engine.search.filters import BY_SOURCE, chosen_sources

_HEADER = ("track", "source", "from", "to", "seen", "direction", "speed", "stood (s)", "joined")
NOT_RECORDED = "not recorded"  # of cases that older versions read


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl passages`."""
    common.add_case(parser)
    common.add_filters(parser, BY_SOURCE)
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--split",
        type=_place,
        metavar="TRACK[@TIME]",
        help="take a join back: what was seen after it becomes a passage of its own (--join undoes that)",
    )
    change.add_argument(
        "--join",
        nargs=2,
        type=common.count,
        metavar=("TRACK", "LATER"),
        help="say that two passages of one source are one person's (--split undoes that)",
    )
    parser.add_argument("--note", type=common.text, metavar="TEXT", default="", help="why; goes into the log")
    common.add_json(parser)
    common.add_purpose(parser)


def _place(argument: str) -> tuple[int, float | None]:
    track, at, time = argument.partition("@")
    return common.count(track), common.seconds(time) if at else None


def run(request: argparse.Namespace) -> int:
    """Show the passages of the chosen sources, after changing what was asked for."""
    changes = request.split is not None or request.join is not None
    with common.open_case(request) if changes else common.read_case(request) as case:
        said = _change(case, request)
        query = Query(sources=request.sources, cameras=request.cameras)
        sources = {source.id: source for source in chosen_sources(query, case.sources.all())}
        passages = case.passages.all(list(sources))
    if request.json:
        described = [_described(passage, sources[passage.source]) for passage in passages]
        terminal.say_json({"passages": described})
    else:
        terminal.say(said) if said else _say(passages, sources)
    return DONE


def _change(case: Case, request: argparse.Namespace) -> str:
    """Change what was asked for, and what is to be said of it; empty where nothing was."""
    if request.split is not None:
        track, time_s = request.split
        change = case.passages.split(track, None if time_s is None else round(time_s * 1e6), request.note)
        return (
            f"Passage {track} was divided: what was seen after the join is passage {change.after}. "
            f"`--join {track} {change.after}` undoes this."
        )
    if request.join is not None:
        earlier, later = request.join
        case.passages.join(earlier, later, request.note)
        return f"Passages {earlier} and {later} are passage {earlier} now. `--split {earlier}` undoes this."
    return ""


def _described(passage: PassageRow, source: Source) -> dict[str, Any]:
    route = passage.route
    return {
        "track": passage.track,
        "source": str(source.path),
        "camera": source.camera,
        "start_s": passage.start_us / 1e6,
        "end_s": passage.end_us / 1e6,
        **described_time(time_at(source.clock, passage.start_us)),
        "observations": passage.observations,
        **described_route(route),
        "route": None if route is None else [[round(float(n), 3) for n in point] for point in route.points],
        "joins": [_described_join(join) for join in passage.joins],
    }


def _described_join(join: PassageJoin) -> dict[str, Any]:
    return {
        "start_s": join.start_us / 1e6,
        "end_s": join.end_us / 1e6,
        "gap_s": (join.end_us - join.start_us) / 1e6,
        "distance": None if join.distance is None else round(join.distance, 3),
        "likeness": None if join.likeness is None else round(join.likeness, 3),
        "by": "following" if join.later is None else "user",
    }


def _say(passages: Sequence[PassageRow], sources: Mapping[int, Source]) -> None:
    if not passages:
        terminal.say("The case has no passages there.")
        return
    terminal.say_table(_HEADER, [_row(passage, sources[passage.source]) for passage in passages])
    terminal.say("Speed is in heights of the person's own box a second: metres are not known.")
    if any(passage.joins for passage in passages):
        terminal.say("A join is a proposal: time, place and looks agree. `--split TRACK@TIME` takes one back.")


def _row(passage: PassageRow, source: Source) -> tuple[object, ...]:
    route = passage.route
    way: tuple[object, ...] = (NOT_RECORDED, "", "")
    if route is not None:
        way = (route.direction, round(route.speed, 2), round(route.dwell_s, 1))
    joined = ", ".join(_joined(join) for join in passage.joins)
    span = moment(passage.start_us), moment(passage.end_us)
    return passage.track, source.name, *span, passage.observations, *way, joined


def _joined(join: PassageJoin) -> str:
    gap = f"{moment(join.end_us)} after {(join.end_us - join.start_us) / 1e6:.1f} s"
    return f"{gap}, by a user" if join.later is not None else f"{gap}, likeness {join.likeness:.2f}"
