"""`cpcl log`: who did what with a case, on the terminal or as the file that is disclosed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.log import LogEntry, summary
from cpcl_desktop.engine.case.log_file import described_log, write_log
from cpcl_desktop.engine.evidence.outputs import check_output


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl log`."""
    common.add_case(parser)
    parser.add_argument(
        "--out", type=common.path, metavar="FILE", help="write the whole log to this .json or .csv file"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Show the log, or write it; handing it out is itself logged."""
    with common.open_case(request) as case:
        if request.out:
            check_output(case, request.out)
            case.log.record("export", {"what": "log", "to": str(request.out), "head": str(case.log.head())})
        entries, head = case.log.entries(), case.log.head()
    if request.out:
        write_log(request.out, request.case, entries, head)
    if request.json:
        terminal.say_json(described_log(request.case, entries, head))
        return DONE
    if request.out:
        terminal.say(f"Wrote {len(entries)} entries to {request.out}.")
    else:
        _say(entries)
    terminal.say(f"Head of the log, to be noted elsewhere: {head}")
    return DONE


def _say(entries: Sequence[LogEntry]) -> None:
    rows = [(e.number, e.time, e.user, e.action, e.purpose, e.authority, summary(e)) for e in entries]
    terminal.say_table(("entry", "time", "user", "action", "purpose", "authority", "what"), rows)
