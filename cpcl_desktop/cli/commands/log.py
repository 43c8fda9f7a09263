"""`cpcl log`: who did what with a case, on the terminal or as the file that is disclosed; its head, to be kept."""

from __future__ import annotations

import argparse
import itertools
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry, LogHead, summary
from cpcl_desktop.engine.case.log_file import described_log, write_log
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.evidence import signing, timestamp
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.plain_text import json_text


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl log`."""
    parser.add_argument("case", type=common.path, nargs="?", metavar="CASE", help="the case file, NAME.cpcl")
    parser.add_argument(
        "--out",
        type=common.path,
        metavar="FILE",
        help="write the log, or with --sign its signature, to this file",
    )
    others = parser.add_mutually_exclusive_group()
    others.add_argument("--head", action="store_true", help="print the log's head, to be noted elsewhere")
    others.add_argument("--sign", type=common.path, metavar="KEY", help="sign the log's head with this private key")
    others.add_argument(
        "--timestamp-request", type=common.path, metavar="FILE.tsq", help="write the request for a time stamp of it"
    )
    others.add_argument(
        "--new-key", type=common.path, metavar="FILE", help="make a key to sign with; needs no case"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Show the log, write it, or have its head vouched for; handing it out is itself logged."""
    if request.new_key:
        return _make_key(request)
    if request.case is None:
        raise UsageError("Name the case whose log is meant.")
    if request.head:
        return _show_head(request)
    if request.sign:
        return _sign(request)
    if request.timestamp_request:
        return _ask_for_time(request)
    return _show_log(request)


def _show_log(request: argparse.Namespace) -> int:
    with common.open_case(request) if request.out else common.read_case(request) as case:
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


def _show_head(request: argparse.Namespace) -> int:
    with common.read_case(request) as case:
        head = case.log.head()
    if request.json:
        terminal.say_json({"head": asdict(head)})
    else:
        terminal.say(str(head))
    return DONE


def _sign(request: argparse.Namespace) -> int:
    """The entry that says so is the last that the signature covers."""
    key = signing.read_key(request.sign, _passphrase(request.sign))
    with common.open_case(request) as case:
        out = request.out or case.path.with_name(f"{case.path.name}.head-{case.log.head().entries + 1}.json")
        check_output(case, out)
        head = _record(case, "signature of the log's head", out)
        signature = signing.sign_head(case.log.entries(), head, key)
    try:
        out.write_text(json_text(signature) + "\n", encoding="ascii")
    except OSError as error:
        raise MachineError(f"The signature could not be written to {out} ({error.strerror}).") from error
    fingerprint = signing.fingerprint(key.public_key())
    told = {"file": str(out), "fingerprint": fingerprint}
    return _tell(request, head, told, f"Signed the head {head} with the key {fingerprint}: {out}")


def _ask_for_time(request: argparse.Namespace) -> int:
    with common.open_case(request) as case:
        check_output(case, request.timestamp_request)
        head = _record(case, "request for a time stamp of the log's head", request.timestamp_request)
    imprint = timestamp.write_request(request.timestamp_request, head)
    told = {"file": str(request.timestamp_request), "imprint": imprint}
    reply = request.timestamp_request.with_suffix(".tsr").name
    sentence = (
        f"Wrote the request for a time stamp of {head} to {request.timestamp_request}. Bring it to an authority "
        f"and keep the reply beside it, as {reply}, for `cpcl verify --timestamp`."
    )
    return _tell(request, head, told, sentence)


def _record(case: Case, what: str, to: Path) -> LogHead:
    """Log that the head is handed out; the head with that entry."""
    case.log.record("export", {"what": what, "to": str(to)})
    return case.log.head()


def _make_key(request: argparse.Namespace) -> int:
    passphrase = os.environ.get(signing.PASSPHRASE) or terminal.ask_secret("Passphrase for the key (empty: none)")
    fingerprint = signing.new_key(request.new_key, passphrase)
    public = signing.public_path(request.new_key)
    if request.json:
        terminal.say_json({"file": str(request.new_key), "public": str(public), "fingerprint": fingerprint})
        return DONE
    kept = "encrypted by the passphrase" if passphrase else "not encrypted: who has the file can sign"
    terminal.say(f"Made the key {request.new_key} ({kept}).")
    terminal.say(f"Give others {public}; they know it by its fingerprint {fingerprint}")
    return DONE


def _passphrase(key: Path) -> str:
    if not signing.is_encrypted(key):
        return ""
    return os.environ.get(signing.PASSPHRASE) or terminal.ask_secret(f"Passphrase of {key}")


def _tell(request: argparse.Namespace, head: LogHead, told: dict[str, str], sentence: str) -> int:
    if request.json:
        terminal.say_json({"head": asdict(head), **told})
    else:
        terminal.say(sentence)
    return DONE


def _say(entries: Sequence[LogEntry]) -> None:
    rows = [_row(list(alike)) for _, alike in itertools.groupby(entries, _step)]
    terminal.say_table(("entry", "time", "user", "action", "purpose", "authority", "what"), rows)


def _step(entry: LogEntry) -> object:
    """What entries that follow each other are shown together by: those of reading one source on."""
    going_on = entry.details.get("outcome") == "read on"
    return ("read on", entry.details.get("source"), entry.purpose) if going_on else entry.number


def _row(alike: Sequence[LogEntry]) -> Sequence[object]:
    first, last = alike[0], alike[-1]
    number = f"{first.number}–{last.number}" if len(alike) > 1 else first.number
    return number, last.time, last.user, last.action, last.purpose, last.authority, summary(last)
