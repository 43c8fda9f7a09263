"""The one place of `cpcl` that prints: sentences, tables, JSON, help, and one progress line.

Whatever is printed may carry names that others gave: control characters,
line ends and marks of direction in them are written as escapes, and what the
terminal's encoding does not have is replaced. Only our own texts of several
lines (help, usage) keep their line ends.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from cpcl_desktop.bundle.errors import Cancelled, MachineError
from cpcl_desktop.engine.plain_text import in_encoding, json_text, line
from cpcl_desktop.engine.progress import Progress, heard_by

LINE_EVERY_S = 10.0  # between progress lines where stderr is not a terminal
STOPPED = "Stopped. What was done so far is kept; the same command goes on from there."
_ERASE = "\r\033[K"
LONGEST = 60  # columns on the screen that a cell takes


def say(sentence: str = "") -> None:
    """Print one line: a sentence of ours, with whatever names are in it."""
    _print(f"{line(sentence)}\n")


def say_text(text: str) -> None:
    """Print a text of our own, which has no foreign names in it and ends its lines itself."""
    _print(text)
    flush()


def say_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object, the same bytes in every encoding."""
    _print(f"{json_text(value)}\n")


def complain(sentence: str) -> None:
    """As `say`, on standard error: errors, warnings, notices."""
    _tell(f"{line(sentence)}\n")


def complain_text(text: str) -> None:
    """As `say_text`, on standard error."""
    _tell(text)


def say_table(header: Sequence[str], rows: Sequence[Sequence[object]], ruled: int = 0, rule: str = "") -> None:
    """Print columns as wide as their widest cell; numbers stand to the right.

    Very long cells are shortened in the middle, but for those of the last
    column; `--json` has them whole. After `ruled` rows, where that is not 0,
    comes a line that says `rule`.
    """
    cells = [[_shown(line(str(cell)), sys.stdout) for cell in row] for row in (header, *rows)]
    cells = [[*(_shortened(cell) for cell in row[:-1]), row[-1]] for row in cells]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    right = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(header))]
    for number, row in enumerate(cells):
        padded = [_padded(cell, width, is_right) for cell, width, is_right in zip(row, widths, right, strict=True)]
        _print("  ".join(padded).rstrip() + "\n")
        if ruled and number == ruled:
            _print(_shown(f"--- {rule} ---", sys.stdout) + "\n")


def _shortened(cell: str) -> str:
    """A cell's beginning and end where it is wider than LONGEST."""
    if _width(cell) <= LONGEST:
        return cell
    begin, end = "", ""
    while _width(begin) < LONGEST // 2 - 1:
        begin += cell[len(begin)]
    while _width(end) < LONGEST // 2 - 1:
        end = cell[len(cell) - len(end) - 1] + end
    return f"{begin}...{end}"


def shown_path(path: Path) -> str:
    """A path as it can be typed on a command line."""
    return shlex.quote(str(path))


def ask_secret(question: str) -> str:
    """What the user types, unseen; empty where nobody is at a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    import getpass

    return getpass.getpass(f"{question}: ")


def flush() -> None:
    """See what was printed on its way; `MachineError` where it cannot go."""
    with _in_words():
        if sys.stdout is not None:
            sys.stdout.flush()


class TerminalReport:
    """Progress on standard error: one line that is rewritten on a terminal, a line now and then elsewhere.

    Ctrl+C asks the running operation to stop at its next report, which keeps
    what was done; a second Ctrl+C ends the program at once.
    """

    def __init__(self) -> None:
        self._stopped = False
        self._open = contextlib.ExitStack()
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._last = time.monotonic()
        self._previous = signal.signal(signal.SIGINT, self._on_interrupt)

    def __call__(self, progress: Progress) -> None:
        """Show where the operation is; raises `Cancelled` when the user asked to stop."""
        if self._stopped:
            raise Cancelled(STOPPED)
        now = time.monotonic()
        if self._live:
            most = shutil.get_terminal_size().columns - 1  # a line that wraps could not be erased
            _tell(f"{_ERASE}{line(described(progress))[:most]}")
        elif now - self._last > LINE_EVERY_S:
            complain(described(progress))
            self._last = now

    def close(self) -> None:
        """Clear the line and give Ctrl+C back."""
        self._open.close()
        if self._live:
            _tell(_ERASE)
        signal.signal(signal.SIGINT, self._previous)

    def __enter__(self) -> TerminalReport:
        self._open.enter_context(heard_by(self))
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True


class WaitingReport:
    """For whom a command waits that shows no progress: said once. Ctrl+C ends the waiting, with nothing stored."""

    def __init__(self) -> None:
        self._said = ""

    def __call__(self, progress: Progress) -> None:
        """Say it."""
        if progress.stage != self._said:
            self._said = progress.stage
            complain(f"{progress.stage} ...")


def described(progress: Progress) -> str:
    """A progress value as one line."""
    parts = [progress.stage]
    if progress.fraction is not None:
        parts.append(f"{progress.fraction:4.0%}")
    elif progress.done:
        parts.append(f"{progress.done:.0f} {progress.unit}")
    parts += progress.pace
    if progress.message:
        parts.append(progress.message)
    return " · ".join(parts)


def _print(text: str) -> None:
    """Write to standard output, if the program has one."""
    with _in_words():
        if sys.stdout is not None:
            sys.stdout.write(_shown(text, sys.stdout))


def _tell(text: str) -> None:
    """Write to standard error at once; where that takes nothing, the work goes on all the same."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(_shown(text, sys.stderr))
            sys.stderr.flush()


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """What standard output does not take is let go: without a word where its reader left (`cpcl … | head`).

    Else, as on a full disk, it is a `MachineError`.
    """
    try:
        yield
    except OSError as error:
        _abandon()
        if not isinstance(error, BrokenPipeError):
            raise MachineError(f"The output could not be written ({error.strerror}); it is not whole.") from error


def _abandon() -> None:
    """Send what is still to be printed nowhere, so that the end of the program does not try it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _shown(text: str, stream: TextIO | None) -> str:
    """The text in the stream's encoding: what that lacks is written plainly, else as a question mark."""
    return in_encoding(text, None if stream is None else stream.encoding)


def _padded(cell: str, width: int, right: bool) -> str:
    fill = " " * (width - _width(cell))
    return fill + cell if right else cell + fill


def _width(text: str) -> int:
    """How many columns a text takes on a terminal, where East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)
