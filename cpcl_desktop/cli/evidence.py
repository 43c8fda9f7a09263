"""The commands of `cpcl` that account for a case: its log, and whether case and footage are what they were."""

from __future__ import annotations

import argparse
from typing import Any

from cpcl_desktop.cli import output
from cpcl_desktop.cli import report as reports
from cpcl_desktop.cli.cases import open_case
from cpcl_desktop.engine.case.log import LogHead, summary
from cpcl_desktop.engine.case.log_file import check_log_file, described_log, write_log
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.verify import Footage, verify_case

DONE, FAILED, INCOMPLETE = 0, 1, 3


def log(request: argparse.Namespace) -> int:
    """The case's log, on the terminal or as the file that is disclosed; handing it out is itself logged."""
    with open_case(request) as case:
        if request.out:
            case.log.record("export", {"what": "log", "to": str(request.out), "head": str(case.log.head())})
        entries, head = case.log.entries(), case.log.head()
    if request.out:
        write_log(request.out, request.case, entries, head)
    if request.json:
        output.print_json(described_log(request.case, entries, head))
    elif request.out:
        print(f"Wrote {len(entries)} entries to {request.out}.")
    else:
        rows = [(e.number, e.time, e.user, e.action, e.purpose, e.authority, summary(e)) for e in entries]
        output.print_table(("entry", "time", "user", "action", "purpose", "authority", "what"), rows)
    if not request.json:
        print(f"Head of the log, to be noted elsewhere: {head}")
    return DONE


def verify(request: argparse.Namespace) -> int:
    """Check a case or a report; 1 when something is wrong, 3 when something could not be looked at."""
    if request.case.is_dir():
        return reports.verify(request)
    if request.case.suffix.lower() == ".json":
        return _verify_log(request)
    noted = _head(request.log_head) if request.log_head else None
    with open_case(request) as case, output.TerminalReport() as report:
        verdict = verify_case(case, report, noted, footage=not request.no_footage)
        if not verdict.faults:
            checked = {"sources": verdict.sources_checked, "unchecked": list(verdict.unchecked)}
            case.log.record("verify", {"faults": 0, **checked})
    if request.json:
        output.print_json(
            {
                "faults": list(verdict.faults),
                "unchecked": list(verdict.unchecked),
                "sources_checked": verdict.sources_checked,
                "log_head": str(verdict.head),
                "sources": [_footage_json(one) for one in verdict.footage],
            }
        )
    else:
        for sentence in verdict.faults:
            print(sentence)
        for sentence in verdict.unchecked:
            print(f"Not checked: {sentence}")
        print(
            f"{len(verdict.faults)} faults; {verdict.sources_checked} sources have the content that was added. "
            f"Head of the log: {verdict.head}"
        )
    if verdict.faults:
        return FAILED
    return INCOMPLETE if verdict.unchecked else DONE


def relink(request: argparse.Namespace) -> int:
    """Find moved sources again; 3 when some are still not in their place."""
    from cpcl_desktop.engine.sources.relink import relink

    with open_case(request) as case, output.TerminalReport() as report:
        outcomes = relink(case, request.paths, report)
    if request.json:
        told = [
            {"source": o.source.id, "path": str(o.source.path), "outcome": o.outcome, "sentence": o.sentence}
            for o in outcomes
        ]
        output.print_json({"sources": told})
    else:
        for one in outcomes:
            if one.outcome != "in place":
                print(one.sentence)
        counted = {
            o: sum(one.outcome == o for one in outcomes) for o in ("relinked", "in place", "changed", "missing")
        }
        print(", ".join(f"{number} {outcome}" for outcome, number in counted.items()))
    return INCOMPLETE if any(one.outcome in ("changed", "missing") for one in outcomes) else DONE


def _footage_json(one: Footage) -> dict[str, Any]:
    return {
        "source": one.source.id,
        "path": str(one.source.path),
        "sha256": one.source.sha256,
        "state": one.state,
        "now_at": None if one.now_at is None else str(one.now_at),
    }


def _verify_log(request: argparse.Namespace) -> int:
    """A log that was disclosed as JSON, by itself."""
    faults, head = check_log_file(request.case, _head(request.log_head) if request.log_head else None)
    if request.json:
        output.print_json({"faults": faults, "log_head": str(head)})
    else:
        for sentence in faults:
            print(sentence)
        print(f"{len(faults)} faults in the log. Its head: {head}")
    return FAILED if faults else DONE


def _head(text: str) -> LogHead:
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise UsageError(f"{text!r} is not a head of a log; write it as `cpcl log` printed it, NUMBER:HASH.")
    return LogHead(int(number), digest.lower())
