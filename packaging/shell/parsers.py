"""The command lines of the three programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cpcl_desktop.__main__ import build_parser as desktop
from cpcl_desktop.cli.main import build_parser as cpcl
from cpcl_train.cli.main import build_parser as train

PARSERS: Final[Mapping[str, Callable[[], argparse.ArgumentParser]]] = {
    "cpcl": cpcl,
    "cpcl-desktop": desktop,
    "cpcl-train": train,
}


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """The commands of a parser and theirs, in the order of the help, each with what it does."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helped = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield below, below.description or f"{helped[name][:1].upper()}{helped[name][1:]}."
                yield from subcommands(below)
