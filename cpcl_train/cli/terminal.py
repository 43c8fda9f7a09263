"""What `cpcl-train` prints: results on stdout, everything else on stderr; and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

DONE: Final = 0
FAILED: Final = 1
"""The work failed, or what was judged is bad."""
WRONG_USE: Final = 2


def answer(result: object) -> None:
    """What was asked for, as people read it."""
    print(result)


def answer_json(table: Mapping[str, Any]) -> None:
    """What was asked for, as programs read it."""
    print(json.dumps(table, ensure_ascii=False))


def say(text: object) -> None:
    """A line beside the result."""
    _stderr.say(text)


def fail(error: object) -> None:
    """An error's sentence, after the program's name."""
    say(f"cpcl-train: {error}")


def counter(verb: str, things: str) -> Callable[[int, int], None]:
    """A report of done and total that writes over its line: rendered 20 of 60 people."""
    return lambda done, total: _stderr.count(f"{verb} {done} of {total} {things}", done == total)


class _Stderr:
    """Standard error, which remembers whether its last line is still being written over."""

    def __init__(self) -> None:
        self._open = False

    def say(self, text: object) -> None:
        """A line of its own."""
        print(f"\n{text}" if self._open else text, file=sys.stderr, flush=True)
        self._open = False

    def count(self, text: str, is_last: bool) -> None:
        """The same line anew, ended with the last."""
        print(f"\r{text}", end="\n" if is_last else "", file=sys.stderr, flush=True)
        self._open = not is_last


_stderr: Final = _Stderr()
