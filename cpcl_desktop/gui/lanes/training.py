"""Training on a case's pairs, in a process of its own: `cpcl-train adapt`, its progress, and the gate's verdict."""

from __future__ import annotations

import importlib.util
import json
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cpcl_desktop.engine.errors import Cancelled, MachineError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.runtime.translated import shown

NOT_INSTALLED = tr(
    "The trainer is not installed beside this program. Install it into the same environment, which takes PyTorch: "
    "pip install 'cpcl-desktop[train]'. The pairs that were written can be trained on elsewhere, too: "
    "cpcl-train adapt MODEL FOLDER --out BUNDLE."
)
_COUNTED = re.compile(r"(\d[\d,]*) of (\d[\d,]*)")
_SAYS = "cpcl-train: "  # before the sentence that it ends with
_LOOK_S = 0.2  # between looks whether it is to stop
_STOP_S = 10.0  # to end by itself


@dataclass(frozen=True, slots=True)
class Trained:
    """What the gate said: `bundle` is the new model where it was accepted; `facts` is all that the trainer told."""

    is_accepted: bool
    reason: str
    bundle: Path | None
    facts: dict[str, Any]


def trainer() -> Path | None:
    """The trainer's program: beside this one's Python where that has PyTorch, or on the path; None for none."""
    beside = Path(sys.executable).with_name("cpcl-train" + (".exe" if sys.platform == "win32" else ""))
    if beside.is_file() and importlib.util.find_spec("torch") is not None:
        return beside
    found = shutil.which("cpcl-train")
    return Path(found) if found and Path(found) != beside else None


def renders() -> Path | None:
    """Where the rendered people are kept that every model is judged by, so that they are rendered once."""
    own = home()
    return None if own is None else own / "rendered-people"


def train(program: Path, model: Path, pairs: Path, out: Path, report: Report) -> Trained:
    """Run the trainer on pairs and wait for it.

    Raises:
        Cancelled: it was asked to stop, and has ended.
        MachineError: it ended without a verdict; its last words say why.
    """
    kept = renders()
    kept_at = [] if kept is None else ["--renders", str(kept)]
    command = [str(program), "adapt", str(model), str(pairs), "--out", str(out), "--json", *kept_at]
    report(Progress(tr("Starting the trainer")))
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise MachineError(
            tr("{program} could not be started ({why}).", program=program, why=shown(error.strerror or error))
        ) from error
    with process:
        said, last = _followed(process, report)
        status = process.wait()
    return _verdict(status, said, last)


def _followed(process: subprocess.Popen[bytes], report: Report) -> tuple[str, Sequence[str]]:
    """Tell of its progress until it ends; what it printed, and its last lines beside that."""
    lines: queue.Queue[str | None] = queue.Queue()
    out: list[bytes] = []
    readers = [
        threading.Thread(target=_read_lines, args=(process.stderr, lines), daemon=True),
        threading.Thread(target=lambda: out.append(process.stdout.read() if process.stdout else b""), daemon=True),
    ]
    for reader in readers:
        reader.start()
    try:
        last = _told(lines, report)
    except Cancelled:
        _stop(process)
        raise
    finally:
        for reader in readers:
            reader.join()
    return b"".join(out).decode("utf-8", "replace"), last


def _told(lines: queue.Queue[str | None], report: Report) -> Sequence[str]:
    """Tell of every line, and now and then of none, so that it can be stopped; the last lines."""
    last: list[str] = []
    now = Progress(tr("Starting the trainer"))
    while (line := _next(lines)) is not None:
        if line:
            last = [*last, line][-5:]
            now = progress_of(line)
        report(now)
    return last


def _next(lines: queue.Queue[str | None]) -> str | None:
    """The next line; empty where there is none for a while, None at the end."""
    try:
        return lines.get(timeout=_LOOK_S)
    except queue.Empty:
        return ""


def _read_lines(stream: IO[bytes] | None, lines: queue.Queue[str | None]) -> None:
    for line in _lines_of(stream) if stream else ():
        lines.put(line)
    lines.put(None)


def _lines_of(stream: IO[bytes]) -> Iterator[str]:
    """Lines, also those that are written over by a carriage return."""
    held = b""
    while part := stream.read1(4096):  # type: ignore[attr-defined]  # a buffered pipe has it
        *whole, held = re.split(rb"[\r\n]+", held + part)
        yield from (one.decode("utf-8", "replace").strip() for one in whole if one.strip())
    if held.strip():
        yield held.decode("utf-8", "replace").strip()


def progress_of(line: str) -> Progress:
    """A line of the trainer's as progress: "rendered 20 of 60 people" counts."""
    counted = _COUNTED.search(line)
    if counted is None:
        return Progress(tr("Training: {line}", line=line))
    done, total = (float(number.replace(",", "")) for number in counted.groups())
    return Progress(tr("Training: {line}", line=line), done, total)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reason(last: Sequence[str]) -> str:
    """Why it ended, out of its last lines: its own sentence, without progress, where it said one."""
    said = [line.removeprefix(_SAYS) for line in last if line.startswith(_SAYS)]
    return said[-1] if said else " ".join(last)


def _verdict(status: int, said: str, last: Sequence[str]) -> Trained:
    try:
        facts = json.loads(said)
    except ValueError as error:
        words = _reason(last) or tr("it ended with status {status}", status=status)
        raise MachineError(
            tr("The trainer gave no verdict: {words} The pairs that were written are kept.", words=shown(words))
        ) from error
    bundle = facts.get("bundle")
    accepted = facts.get("verdict") == "accepted" and bundle is not None
    return Trained(accepted, str(facts.get("reason") or ""), Path(bundle) if bundle else None, facts)
