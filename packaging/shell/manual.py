"""A manual page (section 1) out of a parser: man(7), without warnings of groff or mandoc."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cpcl_desktop import __version__
from cpcl_desktop.cli.status import MEANINGS
from shell.parsers import PARSERS, subcommands

_FOLDERS: Final[Mapping[str, str]] = {
    "CPCL_HOME": "the folder for added models, patterns of recorders' names, logs and reports of errors",
    "CPCL_PORTABLE": "the folder for all of that and the settings",
    "CPCL_UPDATES": "where a new version is looked for, when somebody asks",
}
_DECODING: Final[Mapping[str, str]] = {
    "CPCL_DECODE_INSIDE": "set to 1, footage is decoded in this very process: for measuring only",
    "CPCL_DECODE_UNCONFINED": "set to 1, the processes that decode are not confined: for finding faults only",
}
ENVIRONMENT: Final[Mapping[str, Mapping[str, str]]] = {
    "cpcl": {
        **_FOLDERS,
        "CPCL_PURPOSE": "why, where --purpose does not say it: goes into the case's log",
        "CPCL_AUTHORITY": "by whose order, where --authority does not say it: goes into the case's log",
        "CPCL_KEY_PASSPHRASE": "of the key that signs, where nobody can be asked for it",
        **_DECODING,
    },
    "cpcl-desktop": {
        **_FOLDERS,
        "CPCL_PURPOSE": "why, until the window is told otherwise: goes into the case's log",
        "CPCL_AUTHORITY": "by whose order, until the window is told otherwise: goes into the case's log",
        "CPCL_LANGUAGE": "the window's language, en or zh_CN",
        **_DECODING,
    },
    "cpcl-train": {"CPCL_MAKEHUMAN": "the folder of MakeHuman's CC0 assets that people are rendered from"},
}
STATUS: Final[Mapping[str, Mapping[int, str]]] = {
    "cpcl": MEANINGS,
    "cpcl-desktop": {0: "the window was closed", 1: "no window could be opened; the output says why"},
    "cpcl-train": {0: "done", 1: "failed, or what was judged is bad", 2: "wrong use; nothing was changed"},
}
_WIDTH: Final = 76  # of a usage line, which is shown as it stands


def manual_page(name: str, date: str) -> str:
    """The page of a program of PARSERS; `date` is that of the release, as 2026-11-30."""
    parser = PARSERS[name]()
    lines = [
        f'.TH {_text(name.upper())} 1 {date} "CPCL Desktop {__version__}" "User commands"',
        ".SH NAME",
        f"{_text(name)} \\- {_text(_lower(parser.description or ''))}",
        ".SH SYNOPSIS",
        *_usage(parser),
        ".SH DESCRIPTION",
        _text(parser.description or ""),
        ".SH OPTIONS",
        *_arguments(parser, with_help=True),
    ]
    commands = list(subcommands(parser))
    if commands:
        lines.append(".SH COMMANDS")
    for below, about in commands:
        lines += [f'.SS "{_text(below.prog)}"', *_usage(below), ".PP", _text(about), *_arguments(below)]
        lines += [".PP", _text(below.epilog)] if below.epilog else []
    lines += [".SH EXIT STATUS", *_terms((str(status), said) for status, said in STATUS[name].items())]
    lines += [".SH ENVIRONMENT", *_terms(ENVIRONMENT[name].items())]
    others = [other for other in PARSERS if other != name]
    lines += [".SH SEE ALSO", ", ".join(f"\\fB{_text(other)}\\fR(1)" for other in others)]
    return "\n".join(line for line in lines if line) + "\n"


def _usage(parser: argparse.ArgumentParser) -> list[str]:
    formatter = argparse.HelpFormatter(parser.prog, width=_WIDTH)
    formatter.add_usage(parser.usage, parser._actions, parser._mutually_exclusive_groups, prefix="")
    return [".nf", *(_text(line) for line in formatter.format_help().strip("\n").split("\n")), ".fi"]


def _arguments(parser: argparse.ArgumentParser, with_help: bool = False) -> list[str]:
    formatter = argparse.HelpFormatter(parser.prog)
    shown = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    return list(
        _terms(
            (_invocation(action, formatter), formatter._expand_help(action) if action.help else "")
            for action in shown
            if not isinstance(action, argparse._SubParsersAction)
            and (with_help or not isinstance(action, argparse._HelpAction))  # every command has it
        )
    )


def _invocation(action: argparse.Action, formatter: argparse.HelpFormatter) -> str:
    """How an argument is written: `CASE`, `-o FILE, --out FILE`."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = "" if action.nargs == 0 else f" {formatter._format_args(action, action.dest.upper())}"
    return ", ".join(f"{option}{value}" for option in action.option_strings)


def _terms(explained: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, said in explained:
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(said) or "\\&")


def _text(said: str) -> str:
    """Words as they are, on one line: no letter of them is a request or an escape of roff."""
    line = " ".join(said.split()) if said.strip() == said else said.rstrip()
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".partition(". ")[0].rstrip(".")
