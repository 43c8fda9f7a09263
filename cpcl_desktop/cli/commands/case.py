"""`cpcl case`: put a case on a team's server, or take one from there."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case import whole

URL = "the database: postgresql://USER@HOST/DATABASE; the password lies in your password file, never here"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl case`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    push = actions.add_parser("push", help="put a case into a database that `cpcl team init` prepared")
    common.add_case(push)
    push.add_argument("url", type=common.text, metavar="URL", help=URL)
    common.add_purpose(push)
    pull = actions.add_parser("pull", help="take a team's case into a new file, which follows it")
    pull.add_argument("url", type=common.text, metavar="URL", help=URL)
    common.add_case(pull, "the file to make, NAME.cpcl")
    pull.add_argument(
        "--apart", action="store_true",
        help="as a case of its own, that follows nothing: what is done there and here goes separate ways",
    )  # fmt: skip


def run(request: argparse.Namespace) -> int:
    """Carry out the action."""
    return _push(request) if request.action == "push" else _pull(request)


def _push(request: argparse.Namespace) -> int:
    with common.open_case(request) as case, terminal.TerminalReport() as report:
        head = whole.push(case, request.url, report)
    terminal.say(f"The case is on the server, with all {head.entries} entries of its log.")
    terminal.say(
        f"{terminal.shown_path(request.case)} stays as it is and follows nothing. To work in the team's "
        f"case, take it with `cpcl case pull URL CASE`."
    )
    return DONE


def _pull(request: argparse.Namespace) -> int:
    with terminal.TerminalReport() as report:
        head = whole.pull(request.url, request.case, report, request.apart)
    follows = "a case of its own" if request.apart else "and follows it: what you do there is the team's"
    terminal.say(
        f"{terminal.shown_path(request.case)} is the team's case with all {head.entries} entries of its "
        f"log, {follows}."
    )
    return DONE
