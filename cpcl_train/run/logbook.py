"""Where a run's figures go: a terminal line and a JSON line an epoch, a JSON line every so many steps, curves."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, TextIO

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.config import Config
from cpcl_train.distributed import Team
from cpcl_train.run.curves import Axis, open_curves

METRICS, STEPS = "metrics.jsonl", "steps.jsonl"
_BAR: Final = 24
_PAUSE: Final = 0.2
"""Seconds between two drawings of the progress bar."""


class Log(Protocol):
    """What a run tells, and to whom."""

    def say(self, text: str) -> None:
        """A line for people."""

    def progress(self, what: str, done: int, total: int) -> None:
        """How far something is; for people who wait."""

    def curve(self, step: int, figures: Mapping[str, float]) -> None:
        """The figures of the steps up to this one."""

    def record(self, epoch: int, figures: Mapping[str, Any], line: str) -> None:
        """One epoch's figures, and a line that sums them up."""


class Silence:
    """Tells nobody anything: for all processes of a team but its leader."""

    def say(self, text: str) -> None:
        """Nothing."""

    def progress(self, what: str, done: int, total: int) -> None:
        """Nothing."""

    def curve(self, step: int, figures: Mapping[str, float]) -> None:
        """Nothing."""

    def record(self, epoch: int, figures: Mapping[str, Any], line: str) -> None:
        """Nothing."""


class Logbook:
    """Writes to `metrics.jsonl` and `steps.jsonl` in `folder`, to its curves, and to `terminal`.

    `config` says which curves there are besides TensorBoard's. Raises `MachineError` where the folder cannot be
    written or curves cannot be begun.
    """

    def __init__(self, folder: Path, terminal: TextIO | None = None, config: Config | None = None) -> None:
        self._terminal = terminal or sys.stderr
        self._bar = _ProgressBar(self._terminal) if self._terminal.isatty() else None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._curves = open_curves(folder, config)
            self._lines, self._steps = _continued(folder / METRICS), _continued(folder / STEPS)
        except OSError as error:
            raise _unwritten(folder, error) from error
        self._folder = folder

    def __enter__(self) -> Logbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with ExitStack() as closing:  # each of them, whatever becomes of the others
                for curves in self._curves:
                    closing.callback(curves.close)
                closing.callback(self._steps.close)
                closing.callback(self._lines.close)
        except OSError as fault:  # a full disk, which has been reported where it was met first
            if error is None:
                raise _unwritten(self._folder, fault) from fault

    def say(self, text: str) -> None:
        """A line on the terminal only."""
        if self._bar:
            self._bar.clear()
        print(text, file=self._terminal, flush=True)

    def progress(self, what: str, done: int, total: int) -> None:
        """A bar on the terminal, where it is one."""
        if self._bar:
            self._bar.draw(what, done, total)

    def record(self, epoch: int, figures: Mapping[str, Any], line: str) -> None:
        """One epoch's figures in both files, nested tables as names with slashes; `line` on the terminal."""
        flat = _flatten(figures)
        self._write(self._lines, "epoch", epoch, flat)
        self.say(f"epoch {epoch} | {line}")

    def curve(self, step: int, figures: Mapping[str, float]) -> None:
        """The figures of the steps up to this one, in both files; nothing on the terminal."""
        self._write(self._steps, "step", step, _flatten(figures))

    def _write(self, file: TextIO, axis: Axis, number: int, flat: Mapping[str, Any]) -> None:
        drawn = {name: value for name, value in flat.items() if isinstance(value, int | float)}
        try:
            file.write(json.dumps({axis: number, **flat}) + "\n")
            file.flush()
            for curves in self._curves:
                curves.draw(axis, number, drawn)
        except OSError as error:
            raise _unwritten(self._folder, error) from error


def open_log(folder: Path, team: Team, config: Config | None = None) -> AbstractContextManager[Log]:
    """The run's logbook for the leader of a team, silence for the others."""
    return Logbook(folder, config=config) if team.leads else nullcontext(Silence())


class _ProgressBar:
    """One terminal line that is drawn over: what, a bar, how many, how fast and how long still."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._what, self._began, self._drawn, self._width = "", 0.0, 0.0, 0

    def draw(self, what: str, done: int, total: int) -> None:
        """Show `done` of `total`."""
        now = time.monotonic()
        if what != self._what:
            self._what, self._began, self._drawn = what, now, 0.0
        if done < total and now - self._drawn < _PAUSE:
            return
        filled = _BAR * done // max(1, total)
        left = (now - self._began) / max(1, done) * (total - done)
        text = f"{what} [{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total}, {clock(left)} left"
        self._terminal.write(f"\r{text:<{self._width}}")
        self._terminal.flush()
        self._drawn, self._width = now, len(text)

    def clear(self) -> None:
        """Leave the line empty."""
        self._terminal.write(f"\r{'':<{self._width}}\r")
        self._width = 0


def read_metrics(folder: Path) -> list[dict[str, Any]]:
    """The recorded epochs of a run, oldest first; an epoch that was repeated counts once, the last time."""
    return _read(folder / METRICS, "epoch")


def read_steps(folder: Path) -> list[dict[str, Any]]:
    """The entries of a run's curves, oldest first; a step that was repeated counts once, the last time."""
    return _read(folder / STEPS, "step")


def _read(path: Path, axis: Axis) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [json.loads(line) for line in lines if line.endswith("\n")]
    return list({row[axis]: row for row in rows}.values())


def _continued(path: Path) -> TextIO:
    """A file of lines, to be written on; a last line that a killed run did not finish is cut off."""
    if path.is_file():
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            path.write_bytes(whole)
    return path.open("a", encoding="utf-8")


def _unwritten(folder: Path, error: OSError) -> MachineError:
    return MachineError(
        f"The figures of the run could not be written into {folder} ({error.strerror}); the last good checkpoint "
        "was kept. Make room on the disk and start the training again: it continues there."
    )


def clock(seconds: float) -> str:
    """A span as people read it: 2:05, or 1:02:05 with hours."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{name}/")
        else:
            flat[prefix + name] = value
    return flat
