"""Command lines: a parser whose messages no argument can break, and types of arguments.

A type gives a value, or the sentence that says how to write one. What is
refused is shown escaped, and shortened where it is long.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from cpcl_desktop.bundle.plain_text import in_encoding, line, shortened

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

MOST = 2**31 - 1  # of a count
_MESSAGE = 600  # characters of a message about arguments, which may quote all of one


class Parser(argparse.ArgumentParser):
    """A parser that takes “--” as the value of an option and prints nothing that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and how they are written; ends the program with status 2."""
        super().error(line(shortened(message, _MESSAGE)))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401 (as argparse has it)
        if arg_strings == ["--"] and action.option_strings and action.nargs is None:
            value = self._get_value(action, "--")  # argparse would take it out and give an empty list
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        shown = in_encoding(message, getattr(file, "encoding", None)) if message else message
        super()._print_message(shown, file)


def quoted(argument: str) -> str:
    """What was given, in quotation marks, on one line and of a length that can be read."""
    return shortened(ascii(argument) if not argument.isprintable() else repr(argument), 80)


def text(argument: str) -> str:
    """Text; not bytes that are none, which a terminal with another encoding sends."""
    try:
        argument.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(
            f"{quoted(argument)} is not text in UTF-8; set the terminal to UTF-8 and write it again"
        ) from error
    if "\0" in argument:
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is not text: it has a character of number 0")
    return argument


def name(argument: str) -> str:
    """Text that is not empty."""
    if not text(argument).strip():
        raise argparse.ArgumentTypeError("it is empty; leave the option out, or write a name")
    return argument


def path(argument: str) -> Path:
    """A path, of a file that is there or not; any bytes but zero, since file names may have them."""
    try:
        os.fsencode(argument)
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is no path on this machine") from error
    if not argument:
        raise argparse.ArgumentTypeError("the path is empty; write . for the folder that you are in")
    if "\0" in argument:
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is no path: it has a character of number 0")
    return Path(argument)


def path_or_name(argument: str) -> str:
    """What may be either."""
    path(argument)
    return argument


def number(argument: str) -> float:
    """A number, which may be negative."""
    value = _float(argument)
    if not isfinite(value):
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is not a number")
    return value


def positive(argument: str) -> float:
    """A number above zero."""
    value = _float(argument)
    if not (isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is not a number above zero")
    return value


def zero_or_more(argument: str) -> float:
    """A number that is not negative."""
    value = _float(argument)
    if not (isfinite(value) and value >= 0):
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is not a number from zero on")
    return value


def share(argument: str) -> float:
    """A number from 0 to 1."""
    value = _float(argument)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{quoted(argument)} is not a number from 0 to 1")
    return value


def whole(least: int, most: int = MOST) -> Callable[[str], int]:
    """The type of whole numbers from `least` to `most`."""

    def read(argument: str) -> int:
        if not argument.isdecimal() or not least <= int(argument[:20]) <= most:
            raise argparse.ArgumentTypeError(f"{quoted(argument)} is not a whole number from {least:,} to {most:,}")
        return int(argument)

    return read


count = whole(1)  # a whole number above zero


def _float(argument: str) -> float:
    try:
        return float(argument)
    except ValueError:
        return float("nan")
