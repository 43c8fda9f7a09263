"""`cpcl bin`: take sources out of a case's searches, put them back, or remove them for good."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.bin import Stake
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.media.own_files import backups_of
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.filter_kinds import called
from cpcl_desktop.engine.search.filters import chosen_sources


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl bin`."""
    common.add_case(parser)
    parser.add_argument(
        "sources", type=common.text, nargs="*", metavar="SOURCE",
        help="what to take out (path, file name or number); without any, what is in the bin is shown",
    )  # fmt: skip
    what = parser.add_mutually_exclusive_group()
    # Names are taken behind either as well as before it: people write both.
    for option, does in (("--put-back", "put these back, as they were"), ("--empty", "remove these for good")):
        what.add_argument(
            option, type=common.text, nargs="*", metavar="SOURCE", help=f"{does}; without any, all in the bin"
        )
    parser.add_argument("--yes", action="store_true", help="with --empty: do it; without, what would go is said")
    parser.add_argument(
        "--with-decisions", action="store_true", help="with --empty: also where somebody decided or wrote something"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Take out, put back, remove, or show what is in the bin; footage itself is never touched."""
    is_emptying, is_putting_back = request.empty is not None, request.put_back is not None
    if (request.yes or request.with_decisions) and not is_emptying:
        raise UsageError("--yes and --with-decisions go with --empty; nothing was changed.")
    if is_emptying:
        return _empty(request, [*request.sources, *request.empty])
    if not request.sources and not is_putting_back:
        with common.read_case(request) as case:
            _say(request, "in the bin", case.sources.binned(), case.bin.stakes())
        return DONE
    with common.open_case(request) as case:
        if is_putting_back:
            meant = _in_bin(case, [*request.sources, *request.put_back])
            stakes = case.bin.stakes()
            case.bin.put_back([source.id for source in meant])
        else:
            meant = _searched(case, request.sources)
            case.bin.take_out([source.id for source in meant])
            stakes = case.bin.stakes()
    _say(request, "put back" if is_putting_back else "taken out", meant, stakes)
    return DONE


def _empty(request: argparse.Namespace, names: Sequence[str]) -> int:
    with common.open_case(request) as case, case.writer():
        meant, stakes = _in_bin(case, names), case.bin.stakes()
        if meant and not request.yes:
            told = "; ".join(_told(source, stakes[source.id]) for source in meant)
            raise UsageError(f"This would go for good: {told}. Nothing was removed; --yes removes it.")
        stakes = _remove(case, meant, request.with_decisions)
    _say(request, "removed", meant, stakes)
    for backup in backups_of(request.case) if meant else ():
        terminal.complain(
            f"{terminal.shown_path(backup)} is the case as it was before an update, and still holds what was in it "
            "then; delete it where that has to go, too."
        )
    return DONE


def _remove(case: Case, meant: Sequence[Source], with_decisions: bool) -> dict[int, Stake]:
    try:
        return case.bin.remove([source.id for source in meant], with_decisions)
    except UsageError as error:
        raise UsageError(f"{error} (--with-decisions confirms it.)") from error


def _searched(case: Case, names: Sequence[str]) -> Sequence[Source]:
    """The sources outside the bin that are named; `UsageError` where a name means none."""
    sources = case.sources.all()
    for name in names:
        if not called(name, sources) and called(name, case.sources.binned()):
            raise UsageError(f"{name} is in the bin already; nothing was changed.")
    return _named(names, sources)


def _in_bin(case: Case, names: Sequence[str]) -> Sequence[Source]:
    """The sources in the bin that are named, all of them where none is; `UsageError` where a name means none."""
    binned = case.sources.binned()
    for name in names:
        if not called(name, binned) and called(name, case.sources.all()):
            raise UsageError(f"{name} is not in the bin; nothing was changed.")
    return _named(names, binned) if names else binned


def _named(names: Sequence[str], among: Sequence[Source]) -> Sequence[Source]:
    return chosen_sources(Query(sources=tuple(names)), among)


def _told(source: Source, stake: Stake) -> str:
    said = f", said of them by people: {stake.said}" if stake.said else ""
    return f"{source.name} ({stake.passages} passages, {stake.pictures} pictures{said})"


def _say(request: argparse.Namespace, outcome: str, sources: Sequence[Source], stakes: Mapping[int, Stake]) -> None:
    if request.json:
        terminal.say_json(
            {
                "outcome": outcome,
                "sources": [
                    {"source": s.id, "path": str(s.path), "sha256": s.sha256, **asdict(stakes[s.id])}
                    for s in sources
                ],
            }
        )
        return
    if not sources:
        terminal.say("The bin is empty.")
    for source in sources:
        terminal.say(f"{outcome}: {_told(source, stakes[source.id])}")
