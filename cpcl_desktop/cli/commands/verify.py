"""`cpcl verify`: check that a case with its log and footage, a report, or a disclosed log is what it was."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED, INCOMPLETE
from cpcl_desktop.engine.case.log import LogHead
from cpcl_desktop.engine.case.log_file import check_log_file
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.verify import Footage, Verdict, verify_case
from cpcl_desktop.engine.report.verify import ReportVerdict, verify_report


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl verify`."""
    parser.add_argument(
        "case", type=common.path, metavar="CASE|REPORT|LOG", help="a case, a report's folder, or a log as JSON"
    )
    parser.add_argument(
        "--case",
        type=common.path,
        dest="against",
        metavar="CASE",
        help="the case of the report (default: where it was)",
    )
    parser.add_argument("--no-footage", action="store_true", help="do not read the footage again")
    parser.add_argument(
        "--log-head",
        type=common.text,
        metavar="NUMBER:HASH",
        help="a head of the log noted earlier; it must still be part of it",
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Check what is named; failed when something is wrong, incomplete when something could not be looked at."""
    if request.case.is_dir():
        return _verify_report(request)
    noted = _head(request.log_head) if request.log_head else None
    if request.case.suffix.lower() == ".json":
        return _verify_log(request, noted)
    return _verify_case(request, noted)


def _verify_case(request: argparse.Namespace, noted: LogHead | None) -> int:
    with common.open_case(request) as case, terminal.TerminalReport() as report:
        verdict = verify_case(case, report, noted, footage=not request.no_footage)
        if not verdict.faults:
            checked = {"sources": verdict.sources_checked, "unchecked": list(verdict.unchecked)}
            case.log.record("verify", {"faults": 0, **checked})
    if request.json:
        terminal.say_json(_described(verdict))
    else:
        _say_found(verdict.faults, verdict.unchecked)
        terminal.say(
            f"{len(verdict.faults)} faults; {verdict.sources_checked} sources have the content that was added. "
            f"Head of the log: {verdict.head}"
        )
    return _status(verdict.faults, verdict.unchecked)


def _verify_report(request: argparse.Namespace) -> int:
    with terminal.TerminalReport() as progress:
        verdict = verify_report(request.case, request.against, progress)
    if request.json:
        terminal.say_json(_described_report(verdict))
    else:
        _say_found((*verdict.holds, *verdict.faults), verdict.unchecked)
        terminal.say(f"{len(verdict.faults)} faults. SHA-256 of manifest.json: {verdict.manifest_sha256}")
    return _status(verdict.faults, verdict.unchecked)


def _verify_log(request: argparse.Namespace, noted: LogHead | None) -> int:
    """A log that was disclosed as JSON, by itself."""
    faults, head = check_log_file(request.case, noted)
    if request.json:
        terminal.say_json({"faults": faults, "log_head": str(head)})
    else:
        _say_found(faults, ())
        terminal.say(f"{len(faults)} faults in the log. Its head: {head}")
    return _status(faults, ())


def _described(verdict: Verdict) -> dict[str, Any]:
    return {
        "faults": list(verdict.faults),
        "unchecked": list(verdict.unchecked),
        "sources_checked": verdict.sources_checked,
        "log_head": str(verdict.head),
        "sources": [_described_footage(one) for one in verdict.footage],
    }


def _described_footage(one: Footage) -> dict[str, Any]:
    return {
        "source": one.source.id,
        "path": str(one.source.path),
        "sha256": one.source.sha256,
        "state": one.state,
        "now_at": None if one.now_at is None else str(one.now_at),
    }


def _described_report(verdict: ReportVerdict) -> dict[str, Any]:
    return {
        "faults": list(verdict.faults),
        "unchecked": list(verdict.unchecked),
        "holds": list(verdict.holds),
        "manifest_sha256": verdict.manifest_sha256,
    }


def _say_found(found: Sequence[str], unchecked: Sequence[str]) -> None:
    for sentence in found:
        terminal.say(sentence)
    for sentence in unchecked:
        terminal.say(f"Not checked: {sentence}")


def _status(faults: Sequence[str], unchecked: Sequence[str]) -> int:
    if faults:
        return FAILED
    return INCOMPLETE if unchecked else DONE


def _head(text: str) -> LogHead:
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise UsageError(f"{text!r} is not a head of a log; write it as `cpcl log` printed it, NUMBER:HASH.")
    return LogHead(int(number), digest.lower())
