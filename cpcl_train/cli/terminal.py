"""What `cpcl-train` prints: results on stdout, everything else on stderr; and how it ends.

Names and captions of others are in what is printed: control characters and
marks of direction in them are written as escapes, and what the terminal's
encoding does not have is replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final, TextIO

from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.bundle.plain_text import in_encoding, line, printable

DONE: Final = 0
FAILED: Final = 1
"""The work failed, or what was judged is bad."""
WRONG_USE: Final = 2


def answer(result: object) -> None:
    """What was asked for, as people read it; it ends its lines itself."""
    _print(f"{printable(str(result))}\n")


def answer_json(table: Mapping[str, Any]) -> None:
    """What was asked for, as programs read it; the same bytes in every encoding."""
    _print(f"{json.dumps(table)}\n")


def answer_text(text: str) -> None:
    """A text of our own, such as the help."""
    _print(text)


def say(text: object) -> None:
    """A line, or a table of lines, beside the result."""
    _stderr.say(printable(str(text)))


def say_text(text: str) -> None:
    """As `answer_text`, on standard error."""
    _stderr.write(text)


def fail(error: object) -> None:
    """An error's sentence, after the program's name."""
    _stderr.say(line(f"cpcl-train: {error}"))


def counter(verb: str, things: str) -> Callable[[int, int], None]:
    """A report of done and total that writes over its line: rendered 20 of 60 people."""
    return lambda done, total: _stderr.count(f"{verb} {done} of {total} {things}", done == total)


class _Stderr:
    """Standard error, which remembers whether its last line is still being written over."""

    def __init__(self) -> None:
        self._open = False

    def say(self, text: str) -> None:
        """A line of its own."""
        self.write(f"\n{text}\n" if self._open else f"{text}\n")
        self._open = False

    def count(self, text: str, is_last: bool) -> None:
        """The same line anew, ended with the last."""
        self.write(f"\r{text}\n" if is_last else f"\r{text}")
        self._open = not is_last

    def write(self, text: str) -> None:
        """Write it at once; where nothing is taken, the work goes on all the same."""
        with contextlib.suppress(OSError):
            _write(sys.stderr, text)


def _print(text: str) -> None:
    """Write to standard output; nothing more is said where its reader left (`cpcl-train … | head`)."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _abandon()
        if not isinstance(error, BrokenPipeError):
            raise MachineError(f"The output could not be written ({error.strerror}); it is not whole.") from error


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(in_encoding(text, stream.encoding))
        stream.flush()


def _abandon() -> None:
    """Send what is still to be printed nowhere, so that the end of the program does not try it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


_stderr: Final = _Stderr()
