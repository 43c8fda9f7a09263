"""Run `cpcl` with random argument lists against a real small case, and look how each of them ends.

    python -m tests.cli.fuzz [--runs 3000] [--seed 1]

The lists are made of the options that the commands' own parsers have, with
values of a table of what people, scripts and other programs hand over. Right
is: no exception, an exit status that is documented, what went wrong said in
lines that no name in them can break, and a case that still verifies.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.main import main
from cpcl_desktop.cli.status import DONE, MEANINGS, WRONG_USE
from tests.probe import write_probe
from tests.street import write_clip

NASTY = (
    *("", " ", "\n", "-", "--", "---", "caf\udce9", "\ud800", "a\0b", "\x1b[2J", "\x9b2J", "\u202egpj.mp4"),
    *("nan", "inf", "-inf", "1e999", "1e308", "-1e300", "1e18", str(10**30), "-1", "0", "-0", "0.0", "1e-320"),
    *("1", "2", "3", "7", "0.5", "1_000", "0x10", "²", "١٢", "９", "2147483648", "9223372036854775808", "1" * 5000),
    *(
        "1:15",
        "99:99:99",
        "1:2:3:4",
        "::",
        "24:00-25:00",
        "14:00-14:30",
        "23:00-1:00",
        "Monday",
        "montag",
        "31 June",
    ),
    *("0001-01-01T00:00:00", "9999-12-31T23:59:59", "2024-01-31", "2024-02-30T00:00", "2024-01-31T14:03:22+24:00"),
    *("2024-01-31T14:03:22", "2024-01-31T14:03:22+05:30", "Europe/Berlin", "../../etc/passwd", "UTC", "localtime"),
    *("red", "person in red", "🎥", "!?.", "не", "no", "red" * 3000, "red " * 400, "\u0000", "e\u0301" * 2000),
    *(
        "=1+1",
        "%s%n",
        "{0}",
        "'; DROP TABLE source; --",
        "<img src=x>",
        "match",
        "no-match",
        "auto",
        "cpu",
        "quantum",
    ),
    *("x" * 300, "x" * 5000, ".", "..", "~", "\\\\server\\share", "C:\\a", "a/../b", "nul", "a\nb", "-h", "--json"),
    *("0.1,0.2", "1x1", "224x224", "99999x99999", "1:" + "0" * 64, "1:" + "x" * 64, "motion", "probe", "starter"),
)
# What an argument could rightly be, by its name.
SOUND = {
    "track": ("1", "2"),
    "crop": ("1", "2", "3"),
    "text": ("red", "person in blue", "a woman in a red coat, not green"),
    "query": ("red", "blue trousers"),
    "limit": ("1", "5"),
    "from_s": ("0", "1", "0:01"),
    "to_s": ("1", "1:00"),
    "start": ("2024-01-31T14:03:22",),
    "timezone": ("Europe/Berlin",),
    "offset_s": ("-3.5", "90"),
    "doubt_s": ("auto", "2"),
    "provider": ("cpu", "auto"),
    "model": ("probe",),
    "detector": ("motion",),
    "time_of_day": ("14:00-14:30",),
    "weekday": ("Monday",),
    "date": ("2024-01-31",),
    "between": ("2024-01-31T14:00/2024-01-31T15:00",),
    "direction": ("left to right", "stays"),
    "from_px": ("10", "80"),
    "to_px": ("500",),
    "decision": ("match", "undecided"),
    "negated": ("camera", "direction"),
    "weight": ("0.2", "1"),
    "margin": ("0.5",),
    "test": ("0.5",),
    "sources": ("1", "street.mp4"),
    "cameras": ("gate",),
    "purpose": ("case 17",),
    "authority": ("order 3",),
}
# Commands that work for long with whatever they are given: only what is refused before that is tried.
BUSY: Mapping[str, Sequence[str]] = {
    "demo": ("--provider", "quantum"),
    "bench": ("--against", "nothing.json"),
    "cluster": ("--keys", "nothing"),  # workers that are started stay until somebody ends them
}
SELDOM = 0.15  # of an argument that a command needs: left out


@dataclass(slots=True)
class Ran:
    """How the runs ended, and what was wrong with them."""

    statuses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: str = ""


class Fuzz:
    """A case in a folder of its own, and the argument lists that are tried on it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._random = folder, random.Random(seed)
        self.case = folder / "street.cpcl"
        self._soundness = 1.0  # how many values of a list are such as its argument takes
        self._places = [*map(str, self._made())]
        self._actions = {name: _actions_of(name) for name in COMMANDS}

    def run(self, runs: int) -> Ran:
        """Try so many lists."""
        ran = Ran()
        (self._folder / "inside").mkdir()  # so that “..” is a folder of this test
        with contextlib.chdir(self._folder / "inside"):
            for _ in range(runs):
                self._try(self._arguments(), ran)
        verified, told = ended(["verify", str(self.case)])
        if verified != DONE:
            ran.faults.append(f"the case does not verify any more ({verified}): {told}")
        return ran

    def _try(self, arguments: list[str], ran: Ran) -> None:
        began = time.monotonic()
        status, told = ended(arguments)
        took = time.monotonic() - began
        if took > ran.slowest_s:
            ran.slowest_s, ran.slowest = took, _shown(arguments)
        ran.statuses[f"{arguments[0] if arguments else ''} {status if status in MEANINGS else 'error'}"] += 1
        if fault := fault_of(status, told, "--json" in arguments and "-h" not in arguments):  # help is for people
            ran.faults.append(f"{_shown(arguments)}\n    {fault}")

    def _made(self) -> Iterator[Path]:
        """What paths may lead to: the case and its footage, and all sorts of things that are none."""
        write_probe(self._folder / "probe")
        clip = write_clip(self._folder / "street.mp4", frames=40)
        status, told = ended(
            ["ingest", str(self.case), str(clip), "--model", str(self._folder / "probe"), "--detector", "motion"]
        )
        assert status == DONE, told
        (self._folder / "empty").mkdir()
        (self._folder / "empty.cpcl").write_bytes(b"")
        (self._folder / "text.json").write_text("[1, 2")
        (self._folder / "network.onnx").write_bytes(b"\x08\x07\x12\x00")
        (self._folder / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
        (self._folder / "nowhere").symlink_to("is-not-there")
        yield from (self.case, clip)
        yield from (self._folder / name for name in ("probe", "empty", "empty.cpcl", "text.json", "network.onnx"))
        yield from (
            self._folder / name for name in ("cut.zip", "nowhere", "new", "new.cpcl", "out.json", "out.png")
        )
        yield self._folder / "no folder" / "new.cpcl"
        yield Path(os.fsdecode(os.fsencode(self._folder) + b"/caf\xe9\x1b[2J\n.cpcl"))

    def _arguments(self) -> list[str]:
        if self._random.random() < 0.04:
            return [self._value() for _ in range(self._random.randrange(4))]
        name = self._random.choice([*COMMANDS])
        self._soundness = self._random.choice((0.2, 0.7, 1.0))
        positional, options = self._actions[name]
        given = [name]
        for action in positional:
            given += self._positional(action)
        chosen = self._random.sample(options, min(len(options), self._random.choice((0, 1, 1, 2, 3))))
        needed = [one for one in options if one.required and self._random.random() > SELDOM]
        for action in dict.fromkeys([*needed, *chosen]):
            given += self._option(action)
        return [*given, *BUSY.get(name, ())]

    def _positional(self, action: argparse.Action) -> list[str]:
        if isinstance(action, argparse._SubParsersAction):
            return self._sub_command(action)
        if self._random.random() < SELDOM:
            return []
        if action.dest == "case" and self._random.random() < 0.8:
            return [str(self.case)]
        return [self._fitting(action)]

    def _sub_command(self, action: argparse._SubParsersAction) -> list[str]:
        name = self._random.choice([*action.choices])
        positional, options = _split(action.choices[name])
        chosen = self._random.sample(options, min(len(options), self._random.choice((0, 1, 2))))
        given = [name, *(value for one in positional for value in self._positional(one))]
        return given + [value for one in chosen for value in self._option(one)]

    def _option(self, action: argparse.Action) -> list[str]:
        option = action.option_strings[-1]
        if action.nargs == 0:
            return [option]
        count = action.nargs if isinstance(action.nargs, int) else 1
        values = [self._fitting(action) for _ in range(count)]
        return [f"{option}={values[0]}"] if count == 1 and self._random.random() < 0.7 else [option, *values]

    def _fitting(self, action: argparse.Action) -> str:
        """A value, more often one that could be right than chance would have it."""
        if action.choices and self._random.random() < 0.6:
            return str(self._random.choice([*action.choices]))
        is_path = action.dest in (
            "path",
            "paths",
            "image",
            "sheet",
            "out",
            "folder",
            "against",
            "text",
            "tokenizer",
        )
        if is_path and self._random.random() < 0.6:
            return self._random.choice(self._places)
        sound = SOUND.get(action.dest, ())
        return self._random.choice(sound) if sound and self._random.random() < self._soundness else self._value()

    def _value(self) -> str:
        return self._random.choice(NASTY)


def ended(arguments: list[str]) -> tuple[object, str]:
    """The exit status of `cpcl` with these arguments (or the traceback), and what it printed on both streams."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            status: object = main(arguments)
        except SystemExit as stop:
            status = stop.code
        except Exception:
            status = traceback.format_exc()
    return status, out.buffer.getvalue().decode("utf-8")


def fault_of(status: object, told: str, is_json: bool) -> str:
    """What is wrong with the way a run ended, empty where nothing is."""
    if status not in MEANINGS:
        return str(status)
    if any(not (c.isprintable() or c == "\n") for c in told):
        return f"a character that a terminal obeys was printed: {told!r}"
    if status == WRONG_USE and not told.splitlines()[-1].startswith("cpcl"):
        return f"wrong use without a sentence: {told!r}"
    return "" if not (is_json and status == DONE) or _holds_json(told) else f"no JSON: {told!r}"


def _holds_json(told: str) -> bool:
    """Whether what was printed is one JSON object, with notices before or behind it."""
    begin, end = told.find("{"), told.rfind("}")
    try:
        return isinstance(json.loads(told[begin : end + 1]), dict)
    except json.JSONDecodeError:
        return False


def _actions_of(name: str) -> tuple[list[argparse.Action], list[argparse.Action]]:
    parser = argparse.ArgumentParser(add_help=False)
    import_module(COMMANDS[name].module).add(parser)
    return _split(parser)


def _split(parser: argparse.ArgumentParser) -> tuple[list[argparse.Action], list[argparse.Action]]:
    actions = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    return [a for a in actions if not a.option_strings], [a for a in actions if a.option_strings]


def _shown(arguments: list[str]) -> str:
    return " ".join(repr(one if len(one) < 60 else f"{one[:20]}…{len(one)}") for one in arguments)


def main_program() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    request = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cpcl-fuzz-"))
    os.environ["CPCL_HOME"] = str(folder / "home")
    try:
        ran = Fuzz(folder, request.seed).run(request.runs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(ran.faults))
    print(dict(sorted(ran.statuses.items())))
    print(f"{request.runs} runs, {len(ran.faults)} faults; the slowest took {ran.slowest_s:.1f} s: {ran.slowest}")
    return bool(ran.faults)


if __name__ == "__main__":
    sys.exit(main_program())
