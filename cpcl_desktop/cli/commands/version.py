"""`cpcl version`: which version this is and, when it is asked for, whether there is a newer one."""

from __future__ import annotations

import argparse

from cpcl_desktop import __version__
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.status import DONE


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl version`."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="look for a newer one, at the address that the machine's policy or CPCL_UPDATES names",
    )


def run(request: argparse.Namespace) -> int:
    """Say it; nothing is asked of a network without `--check`."""
    if request.check:
        from cpcl_desktop.engine.updates import look_for_new_version  # late: the version alone needs none of it

        terminal.say(look_for_new_version().sentence)
    else:
        terminal.say(f"cpcl {__version__}")
    return DONE
