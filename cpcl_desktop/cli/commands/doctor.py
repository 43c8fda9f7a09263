"""`cpcl doctor`: what this machine has of what the program needs, and what keeps footage from doing harm."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED
from cpcl_desktop.engine.doctor import examine


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl doctor`."""
    parser.add_argument(
        "case",
        type=common.path,
        nargs="?",
        metavar="CASE",
        help="a case, there or to be made, whose folder is looked at, too",
    )
    common.add_json(parser)


def run(request: argparse.Namespace) -> int:
    """Show what was found; failed where something keeps the program from its work."""
    found = list(examine(request.case))
    if request.json:
        terminal.say_json({"findings": [asdict(finding) for finding in found]})
    else:
        terminal.say_table(("check", "item", "state", "what"), [(f.check, f.item, f.state, f.told) for f in found])
    return FAILED if any(finding.state == "fault" for finding in found) else DONE
