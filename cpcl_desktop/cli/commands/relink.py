"""`cpcl relink`: find moved or renamed footage again, by its content."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, INCOMPLETE
from cpcl_desktop.engine.sources.relink import Relinked, relink

OUTCOMES = ("relinked", "in place", "changed", "missing")


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl relink`."""
    common.add_case(parser)
    parser.add_argument(
        "paths", type=common.path, nargs="+", metavar="PATH", help="where to look: files, folders with all in them"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Look for the sources that are not in their place; incomplete when some still are not."""
    with common.open_case(request) as case, terminal.TerminalReport() as report:
        outcomes = relink(case, request.paths, report)
    if request.json:
        terminal.say_json({"sources": [_described(one) for one in outcomes]})
    else:
        _say(outcomes)
    return INCOMPLETE if any(one.outcome in ("changed", "missing") for one in outcomes) else DONE


def _described(one: Relinked) -> dict[str, object]:
    source = one.source
    return {"source": source.id, "path": str(source.path), "outcome": one.outcome, "sentence": one.sentence}


def _say(outcomes: Sequence[Relinked]) -> None:
    for one in outcomes:
        if one.outcome != "in place":
            terminal.say(one.sentence)
    counted = {outcome: sum(one.outcome == outcome for one in outcomes) for outcome in OUTCOMES}
    terminal.say(", ".join(f"{number} {outcome}" for outcome, number in counted.items()))
