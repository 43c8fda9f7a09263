"""`cpcl doctor`: what this machine has of what the program needs, and `--golden`, whether it finds what it must."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED
from cpcl_desktop.engine.doctor.examination import CHECKS, GOLDEN, examine
from cpcl_desktop.engine.doctor.findings import Asked, Finding
from cpcl_desktop.engine.doctor.golden.performing import write_expected
from cpcl_desktop.engine.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl doctor`."""
    parser.add_argument(
        "case",
        type=common.path,
        nargs="?",
        metavar="CASE",
        help="a case, there or to be made, whose folder and disk are looked at, too",
    )
    parser.add_argument(
        "--golden",
        action="store_true",
        help="prove this installation instead: read and search the demo's clip, and compare what comes out with "
        "what must, within tolerances that depend on the provider",
    )
    parser.add_argument(
        "--write",
        type=common.path,
        metavar="FILE",
        help="with --golden, for developers: write what comes out here, on the CPU, as what must",
    )
    common.add_provider(parser)
    common.add_json(parser)


def run(request: argparse.Namespace) -> int:
    """Show what was found; failed where something keeps the program from its work, or the results differ."""
    if request.write and not request.golden:
        raise UsageError("--write is of --golden only; nothing was done.")
    if request.write and request.json:
        raise UsageError("--write writes a file, and prints nothing as JSON; nothing was done.")
    with terminal.TerminalReport() as report:
        if request.write:
            write_expected(request.write, report)
            terminal.say(f"{terminal.shown_path(request.write)} holds what must come out from now on.")
            return DONE
        checks = GOLDEN if request.golden else CHECKS
        cases = () if request.case is None else (request.case,)
        found = list(examine(Asked(cases, request.provider), report, checks))
    _say(found, request.json)
    return FAILED if any(finding.state == "fault" for finding in found) else DONE


def _say(found: list[Finding], as_json: bool) -> None:
    if as_json:
        terminal.say_json({"findings": [finding.described() for finding in found]})
    else:
        terminal.say_table(("check", "item", "state", "what"), [(f.check, f.item, f.state, f.told) for f in found])
