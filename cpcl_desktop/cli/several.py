"""Commands that take several cases and read them as one: their arguments, and opening the cases."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.network_drive import network_notice
from cpcl_desktop.engine.federation.copies import copies_line
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.members import SUFFIX
from cpcl_desktop.engine.federation.opening import opened_together

_DIGITS = 12  # of a passage's number


def add_cases(parser: argparse.ArgumentParser) -> None:
    """One case or several, as first arguments."""
    common.add_case(parser)
    parser.add_argument(
        "others", type=common.path, nargs="*", metavar="CASE", help="more cases, to be read together with the first"
    )


def add_cases_and_text(parser: argparse.ArgumentParser) -> None:
    """As `add_cases`, and behind them a description.

    What ends in .cpcl is a case and nothing else is, whatever lies in the folder: a description never becomes a
    case because somebody made a file of that name.
    """
    common.add_case(parser)
    parser.set_defaults(others=[])
    parser.add_argument(
        "text",
        type=_case_or_text,
        nargs="*",
        default="",
        action=_CasesAndText,
        metavar="CASE|TEXT",
        help="more cases to be searched as one with the first, each NAME.cpcl; then what the person looks like",
    )


def passage(argument: str) -> str:
    """A passage as it is written: NUMBER, or CASE:NUMBER where several cases are searched as one."""
    digits = common.text(argument).rpartition(":")[2]
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS and int(digits)):
        raise argparse.ArgumentTypeError(
            f"{common.quoted(argument)} is not a passage; write its number, of several cases as NAME:NUMBER"
        )
    return argument


def searched_cases(request: argparse.Namespace) -> contextlib.AbstractContextManager[Federation]:
    """The cases of a request to be searched; of one that cannot be written to, that its log will lack it."""

    def opened(path: Path) -> Case:
        return common.searched(path, request)

    return _opened(request, opened)


def read_cases(request: argparse.Namespace) -> contextlib.AbstractContextManager[Federation]:
    """The cases of a request, only to be read; nothing of them changes and nothing goes into their logs."""
    return _opened(request, Case.read)


def described_cases(cases: Federation, request: argparse.Namespace) -> dict[str, Any]:
    """Which case, or which cases by their names, as JSON has it."""
    if cases.is_one:
        return {"case": str(request.case)}
    return {"cases": [{"name": member.name, "case": str(member.case.path)} for member in cases.members]}


def copies_sentence(cases: Federation) -> str:
    """Which footage is in several of the cases, and in which it is searched; empty where there is none."""
    sources = cases.sources()
    return copies_line(sources, cases.copies(sources))


@contextlib.contextmanager
def _opened(request: argparse.Namespace, opened: Callable[[Path], Case]) -> Iterator[Federation]:
    paths = [request.case, *request.others]
    for path in paths:
        if notice := network_notice(path):
            terminal.complain(notice)
    with opened_together(paths, opened) as cases:
        yield cases


def _case_or_text(argument: str) -> str | Path:
    return common.path(argument) if argument.lower().endswith(SUFFIX) else common.text(argument)


class _CasesAndText(argparse.Action):
    """Parts what stands behind the first case into more cases and the description."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        space: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option: str | None = None,
    ) -> None:
        given = [] if values is None or isinstance(values, str) else list(values)
        others = [one for one in given if isinstance(one, Path)]
        words = [one for one in given if not isinstance(one, Path)]
        if len(words) > 1:
            raise argparse.ArgumentError(
                self,
                f"{common.quoted(words[0])} and {common.quoted(words[1])} cannot both be the description; put it "
                f"in quotation marks. Further cases end in {SUFFIX}",
            )
        if words and isinstance(given[-1], Path):
            raise argparse.ArgumentError(self, "the description stands behind all cases")
        space.others, space.text = others, words[0] if words else ""
