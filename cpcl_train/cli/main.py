"""`cpcl-train`: the table of its commands, and the one place that turns errors into words and an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cpcl_desktop.bundle.arguments import Parser
from cpcl_desktop.bundle.errors import CpclError, UsageError
from cpcl_train.cli.commands import (
    adapt,
    bench,
    calibrate,
    check_data,
    compare,
    detector,
    evaluate,
    export,
    render,
    starter,
    train,
)
from cpcl_train.cli.terminal import FAILED, WRONG_USE, answer_text, fail, say_text

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class CommandFile(Protocol):
    """What a file in `commands` has."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, request: argparse.Namespace) -> int:
        """Do it; returns the exit status and raises a `CpclError` with the sentence to show."""


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the table."""

    file: CommandFile
    purpose: str
    kept: str = "Nothing was changed."
    """What is there after a Ctrl+C."""


_GOES_ON: Final = "the same command goes on from there."

COMMANDS: Final = {
    "check-data": Command(check_data, "say what is missing or odd in a data set"),
    "render": Command(
        render, "render a captioned set of synthetic people", f"People that are done are kept; {_GOES_ON}"
    ),
    "train": Command(train, "train a model", f"Finished epochs are kept; {_GOES_ON}"),
    "evaluate": Command(evaluate, "score a run, checkpoint or bundle on annotated images"),
    "compare": Command(compare, "compare two models on a frozen set; fails if the new one is worse"),
    "export": Command(
        export, "write a model bundle for the desktop, or a smaller form", "Bundles that were finished are whole."
    ),
    "adapt": Command(
        adapt,
        "make a better model of a case's pairs, or none",
        f"No bundle was written. People that are rendered are kept; {_GOES_ON}",
    ),
    "bench": Command(bench, "measure what each part of the method brings", f"What is finished is kept; {_GOES_ON}"),
    "calibrate": Command(
        calibrate, "measure how strong a bundle's hits are, and write that into it", "The bundle is as it was."
    ),
    "starter": Command(
        starter, "the starter model: render, train, evaluate, export", f"What is finished is kept; {_GOES_ON}"
    ),
    "detector": Command(
        detector,
        "a person detector: render, compose, train, judge, export",
        f"What is finished is kept; {_GOES_ON}",
    ),
}
MOVED: Final = {"pairs": "is now a command of the desktop: cpcl pairs CASE --out FOLDER"}
"""Commands that scripts may still call, and where they went."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 failed or judged bad, 2 wrong use. Errors are one sentence on stderr."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in MOVED:
        fail(f"{given[0]} {MOVED[given[0]]}")
        return WRONG_USE
    request = build_parser().parse_args(given)
    command = COMMANDS[request.command]
    try:
        return command.file.run(request)
    except CpclError as error:
        fail(error)
        return WRONG_USE if isinstance(error, UsageError) else FAILED
    except OSError as error:
        fail(f"{error.filename or 'This machine'}: {error.strerror or error}. {command.kept}")
        return FAILED
    except KeyboardInterrupt:
        fail(f"Stopped. {command.kept}")
        return FAILED


class _Parser(Parser):
    """A parser that prints through the terminal, as everything else does."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        say = say_text if file is sys.stderr else answer_text
        say(message or "")


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = _Parser(prog="cpcl-train", description="Train and export the models of CPCL Desktop.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, command in COMMANDS.items():
        purpose = command.purpose
        command.file.add(commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}."))
    return parser
