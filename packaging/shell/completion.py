"""Completion for bash, zsh and fish: commands, options, choices, and files where a path is asked for."""

from __future__ import annotations

import argparse
from typing import Final

import shtab

from cpcl_desktop.bundle.arguments import path, path_or_name
from shell.parsers import subcommands

# Where a shell looks, below a prefix such as /usr or a virtual environment.
PLACES: Final = {
    "bash": "share/bash-completion/completions/{name}",
    "zsh": "share/zsh/site-functions/_{name}",
    "fish": "share/fish/vendor_completions.d/{name}.fish",
}
_FILES: Final = (path, path_or_name)


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script that completes a program's arguments in one of the shells of PLACES."""
    for one in (parser, *(below for below, _ in subcommands(parser))):
        for action in one._actions:
            if action.type in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined] # shtab's own mark
    return str(shtab.complete(parser, shell=shell))
