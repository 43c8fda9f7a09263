"""Runs a frozen program where there is no Python: an empty PATH, no variables of the one who built it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 300  # after this long a step has failed
_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP")


@dataclass(frozen=True, slots=True)
class Step:
    """A program of the folder, its arguments, and what it must say; names of _PLACES are filled in."""

    program: str
    arguments: tuple[str, ...]
    says: str = ""


# What stands for a path in the arguments, below the folder that a try works in.
_PLACES = {
    "DEMO": "demo",
    "CASE": "demo/demo.cpcl",
    "REPORT": "report",
    "KEY": "signer.key",
    "PUBLIC": "signer.key.pub",
    "SIGNATURE": "head.json",
    "REQUEST": "head.tsq",
}

# Between them they read footage in a decoder process, run the networks, write the case, report, sign the log's head
# and ask for its time stamp, give the golden results, draw the window and check the case in the process beside it.
STEPS = (
    Step("cpcl", ("--version",), "cpcl "),
    Step("cpcl", ("demo", "--no-window", "--out", "DEMO"), "passages found"),
    Step("cpcl", ("search", "CASE", "woman in a red top", "--json"), '"hits": [\n'),
    Step(
        "cpcl",
        ("report", "CASE", "--query", "woman in a red top", "--limit", "2", "--clips", "--out", "REPORT"),
        "items",
    ),
    Step("cpcl", ("verify", "REPORT")),
    Step("cpcl", ("log", "--new-key", "KEY"), "encrypted by the passphrase"),
    Step("cpcl", ("log", "CASE", "--sign", "KEY", "--out", "SIGNATURE"), "Signed the head "),
    Step("cpcl", ("log", "CASE", "--timestamp-request", "REQUEST"), "Wrote the request "),
    Step("cpcl", ("verify", "CASE", "--signature", "SIGNATURE", "--key", "PUBLIC"), "The key is that of "),
    Step("cpcl", ("--help-merging",)),  # a process that helps with large merges; it ends with its input
    Step("cpcl", ("doctor", "--golden"), "Proved: "),
    Step("cpcl-desktop", ("--smoke-test", "CASE")),
)


class SmokeTestFailed(Exception):  # noqa: N818 - reads as what happened
    """A step did not end as it must; `str` says which, and what it printed."""


def smoke_test(programs: Path) -> float:
    """Carry out every step with the programs in a folder; how many seconds that took.

    Raises SmokeTestFailed at the first step that fails.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cpcl smoke 证据 ") as work:  # as folders may be called
        here = _under_such_a_name(programs, Path(work))
        for step in STEPS:
            _carry_out(step, here, Path(work))
    return time.monotonic() - begun


def _under_such_a_name(programs: Path, work: Path) -> Path:
    """The same programs in a folder with a space and letters of several scripts in its name, without a copy."""
    here = work / "program é 程序"
    shutil.copytree(programs, here, symlinks=True, copy_function=_linked)
    return here


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without such links
        shutil.copy2(source, target)


def _carry_out(step: Step, programs: Path, work: Path) -> None:
    begun = time.monotonic()
    places = {name: str(work / place) for name, place in _PLACES.items()}
    command = [_program(programs, step.program), *(places.get(a, a) for a in step.arguments)]
    said = f"{step.program} {' '.join(step.arguments)}"
    try:
        done = subprocess.run(
            command,
            cwd=work,
            env=_environment(work),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise SmokeTestFailed(f"{said}: not done after {_SECONDS} s.") from error
    if done.returncode != 0 or step.says not in done.stdout:
        raise SmokeTestFailed(f"{said}: exit status {done.returncode}\n{done.stdout}\n{done.stderr}")
    print(f"  {said}: {time.monotonic() - begun:.1f} s")


def _program(folder: Path, name: str) -> str:
    return str(folder / (f"{name}.exe" if sys.platform == "win32" else name))


def _environment(work: Path) -> dict[str, str]:
    """What a machine has on which nobody ever installed anything."""
    kept = {name: os.environ[name] for name in _NEEDED_ON_WINDOWS if name in os.environ}
    empty = work / "nothing"
    empty.mkdir(exist_ok=True)
    own = {"PATH": str(empty), "HOME": str(work), "CPCL_HOME": str(work / "home")}
    own["CPCL_KEY_PASSPHRASE"] = "of the try"
    return kept | own | {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
