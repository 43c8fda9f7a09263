"""`cpcl verify`: check that a case with its log and footage, a report, or a disclosed log is what it was."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED, INCOMPLETE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log_file import check_log_file, read_log
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.heads import Proof
from cpcl_desktop.engine.evidence.proofs import Kept, check_kept, standing
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
    _add_kept(parser)
    common.add_json(parser)
    common.add_purpose(parser)


def _add_kept(parser: argparse.ArgumentParser) -> None:
    """What was kept of the log elsewhere."""
    parser.add_argument(
        *("--head", "--log-head"),
        type=common.text,
        metavar="[NUMBER:]HASH",
        help="a head of the log noted earlier; it must still be part of it",
    )
    for name, shown, help in (
        ("--signature", "FILE", "a signature of its head, by cpcl log --sign"),
        ("--key", "FILE", "with --signature: the signer's public key"),
        ("--timestamp", "REPLY.tsr", "an authority's reply to cpcl log --timestamp-request"),
        ("--certificates", "FILE", "with --timestamp: the authority's certificates (PEM)"),
    ):
        parser.add_argument(name, type=common.path, metavar=shown, help=help)


def run(request: argparse.Namespace) -> int:
    """Check what is named; failed when something is wrong, incomplete when something could not be looked at."""
    if request.case.is_dir():
        if _kept(request) != Kept():
            raise UsageError(
                "A report is checked by its manifest; what was kept of a log is checked with its case."
            )
        return _verify_report(request)
    if request.case.suffix.lower() == ".json":
        return _verify_log(request)
    return _verify_case(request)


def _verify_case(request: argparse.Namespace) -> int:
    with common.read_case(request) as case, terminal.TerminalReport() as report:
        proof = _proof(case, _kept(request))
        verdict = verify_case(case, report, footage=not request.no_footage)
    proof = standing(proof, verdict.faults)
    faults, unchecked = [*verdict.faults, *proof.faults], [*verdict.unchecked, *proof.unchecked]
    if request.json:
        told = _described(verdict) | {"faults": faults, "unchecked": unchecked, "holds": list(proof.holds)}
        terminal.say_json(told)
    else:
        _say_found((*proof.holds, *faults), unchecked)
        for detector, sources in verdict.found_by.items():
            terminal.say(f"People were found by {detector}: {sources} source{'s' if sources > 1 else ''}.")
        if verdict.in_bin:
            terminal.say(f"Sources in the bin, whose footage was not read: {verdict.in_bin}.")
        if verdict.together:
            terminal.say(
                f"Searches of this case together with others: {verdict.together}. To repeat one takes all cases "
                "that its entry in the log names, each with the head that stands there."
            )
        terminal.say(
            f"{len(faults)} faults; {verdict.sources_checked} sources have the content that was added. "
            f"Head of the log: {verdict.head}"
        )
    return _status(faults, unchecked)


def _kept(request: argparse.Namespace) -> Kept:
    return Kept(request.head, request.signature, request.key, request.timestamp, request.certificates)


def _proof(case: Case, kept: Kept) -> Proof:
    """Before the footage is read, which takes long: what was typed wrongly is said at once."""
    try:
        return check_kept(kept, case.log.entries())
    except CaseError:  # what the case itself is checked for, and said of it
        return Proof()


def _verify_report(request: argparse.Namespace) -> int:
    with terminal.TerminalReport() as progress:
        verdict = verify_report(request.case, request.against, progress)
    if request.json:
        terminal.say_json(_described_report(verdict))
    else:
        _say_found((*verdict.holds, *verdict.faults), verdict.unchecked)
        terminal.say(f"{len(verdict.faults)} faults. SHA-256 of manifest.json: {verdict.manifest_sha256}")
    return _status(verdict.faults, verdict.unchecked)


def _verify_log(request: argparse.Namespace) -> int:
    """A log that was disclosed as JSON, by itself."""
    entries, _ = read_log(request.case)
    faults, head = check_log_file(request.case)
    proof = standing(check_kept(_kept(request), entries), faults)
    faults += proof.faults
    if request.json:
        told = {"unchecked": list(proof.unchecked), "log_head": str(head), "holds": list(proof.holds)}
        terminal.say_json({"faults": faults, **told})
    else:
        _say_found((*proof.holds, *faults), proof.unchecked)
        terminal.say(f"{len(faults)} faults in the log. Its head: {head}")
    return _status(faults, proof.unchecked)


def _described(verdict: Verdict) -> dict[str, Any]:
    return {
        "faults": list(verdict.faults),
        "unchecked": list(verdict.unchecked),
        "sources_checked": verdict.sources_checked,
        "in_bin": verdict.in_bin,
        "searched_together": verdict.together,
        "found_by": [{"detector": words, "sources": count} for words, count in verdict.found_by.items()],
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
