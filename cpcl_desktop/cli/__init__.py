"""`cpcl`: the engine without a window. Exit 0 done, 1 failed, 2 wrong use, 3 done but some footage was not read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from cpcl_desktop.bundle.errors import Cancelled, CpclError, UsageError
from cpcl_desktop.cli.arguments import parse
from cpcl_desktop.engine.decoder.entry import decoder_main, is_decoder

DONE, FAILED, WRONG_USE, INCOMPLETE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors of ours become one plain sentence on stderr."""
    if is_decoder(arguments):
        return decoder_main(arguments)
    request = parse(arguments)
    from cpcl_desktop.cli.commands import COMMANDS  # late: `--help` needs none of the engine

    try:
        _warn(request)
        return COMMANDS[request.command](request)
    except UsageError as error:
        print(f"cpcl: {error}", file=sys.stderr)
        return WRONG_USE
    except Cancelled as error:
        print(
            f"cpcl: {error or 'Stopped. What was done so far is kept; the same command goes on from there.'}",
            file=sys.stderr,
        )
        return FAILED
    except KeyboardInterrupt:
        print("cpcl: Stopped at once. What was stored before is kept.", file=sys.stderr)
        return FAILED
    except CpclError as error:
        print(f"cpcl: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # `cpcl search … | head`
        sys.stderr.close()
        return DONE


def _warn(request: argparse.Namespace) -> None:
    """Say where the case lies, if that is no place for it."""
    from cpcl_desktop.engine.case.network_drive import network_notice

    case = getattr(request, "case", None)
    if case is not None and (notice := network_notice(case)):
        print(notice, file=sys.stderr)


def run() -> None:
    """The console entry point."""
    sys.exit(main())
