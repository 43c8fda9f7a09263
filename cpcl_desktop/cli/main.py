"""Start a command of `cpcl`, and turn what stops it into one plain sentence and an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cpcl_desktop import __version__
from cpcl_desktop.bundle.arguments import Parser, text
from cpcl_desktop.bundle.errors import Cancelled, CpclError, UsageError
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.status import FAILED, WRONG_USE
from cpcl_desktop.engine.decoder.entry import decoder_main, is_decoder
from cpcl_desktop.engine.merge.helpers.entry import helper_main, is_helper
from cpcl_desktop.engine.progress import heard_by

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# What values raise that this program never stored: somebody edited the case.
_STRANGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError)
_WITHOUT_POLICY = ("doctor", "help", "version")  # which only tell of this program
_ABOUT = "Search footage for a person by describing them. Everything stays on this machine."
_PURPOSE = "why: goes into the case's log (default: what CPCL_PURPOSE says)"
_AUTHORITY = "by whose order, with its reference: goes into the case's log (default: what CPCL_AUTHORITY says)"


def run() -> NoReturn:
    """The console entry point: a command that is asked for goes into the program's log, by its name and outcome."""
    named = next((name for name in sys.argv[1:] if name in COMMANDS), "")
    if not named or is_decoder() or is_helper():
        sys.exit(main())
    from cpcl_desktop.engine.runtime import crash, program_log  # late: `--help` has no use for them

    program_log.begin_log("cpcl")
    crash.watch("cpcl")
    program_log.note("command %s", named)
    status: str | int | None = None
    try:
        status = main()
    except SystemExit as ended:  # wrong use, and help
        status = ended.code
    finally:
        program_log.note("command %s ended with status %s", named, status)
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status, see `status`."""
    if is_decoder(arguments):
        return decoder_main(arguments)
    if is_helper(arguments):
        return helper_main()
    request = None
    try:
        request = parse(sys.argv[1:] if arguments is None else arguments)
        if request.command not in _WITHOUT_POLICY:
            _follow_policy()
        with heard_by(terminal.WaitingReport()):
            status = int(request.run(request))
        terminal.flush()
    except (CpclError, KeyboardInterrupt, OSError) as error:
        terminal.complain(f"cpcl: {sentence(error)}")
        return WRONG_USE if isinstance(error, UsageError) else FAILED
    except _STRANGE as error:
        if not (edited := edited_rows(getattr(request, "case", None), *getattr(request, "others", ()))):
            raise
        terminal.complain(f"cpcl: {edited} That stopped the command ({error}); `cpcl verify` tells of all.")
        return FAILED
    return status


def _follow_policy() -> None:
    """Stop at once where the machine's policy cannot be read: it may forbid what is asked."""
    from cpcl_desktop.engine.runtime.policy import policy

    policy()


def edited_rows(*cases: object) -> str:
    """What of cases is not as this program stored it, where a command met a value that it never stores."""
    from cpcl_desktop.engine.evidence.verify import edited_rows_of

    known = [case for case in cases if isinstance(case, Path) and case.is_file()]
    return next(filter(None, map(edited_rows_of, known)), "")


def sentence(error: BaseException) -> str:
    """What a user reads of an error: what happened, what was kept, what to do."""
    if isinstance(error, KeyboardInterrupt):
        return "Stopped at once. What was stored before is kept."
    if isinstance(error, Cancelled):
        return str(error) or terminal.STOPPED
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or error}. What was stored before is kept."
    return str(error)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line; wrong use prints a sentence and raises SystemExit(2)."""
    if any(command.decodes for name, command in COMMANDS.items() if name in arguments):
        _start_decoder()
    return build_parser(arguments).parse_args(arguments)


def build_parser(named: Container[str] = COMMANDS) -> Parser:
    """The command line, with the arguments of those commands that are named; the others are not even loaded."""
    parser = _Parser(prog="cpcl", description=_ABOUT)
    parser.add_argument("--version", action="version", version=f"cpcl {__version__}")
    parser.add_argument("--purpose", type=text, metavar="TEXT", help=_PURPOSE)
    parser.add_argument("--authority", type=text, metavar="TEXT", help=_AUTHORITY)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        added = commands.add_parser(name, help=command.help, description=_as_sentence(command.help))
        if name in named:  # of what a command line names anywhere, one is the command
            module = import_module(command.module)
            module.add(added)
            added.set_defaults(run=module.run)
    return parser


def _start_decoder() -> None:
    """While a command is loaded, the process that its footage will be decoded in starts."""
    from cpcl_desktop.engine.decoder.ahead import expect_source  # late: loads what `--help` has no use for

    expect_source()


def _as_sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


class _Parser(Parser):
    """A parser that prints through the terminal, as everything else does."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        say = terminal.complain_text if file is sys.stderr else terminal.say_text
        say(message or "")
