"""`cpcl-desktop [CASE …]`: the window. Arguments, logging, application, window; nothing else."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from cpcl_desktop import __version__
from cpcl_desktop.bundle.arguments import Parser, path
from cpcl_desktop.bundle.errors import CpclError
from cpcl_desktop.bundle.plain_text import line
from cpcl_desktop.engine.decoder.entry import decoder_main, is_decoder
from cpcl_desktop.engine.merge.helpers.entry import helper_main, is_helper
from cpcl_desktop.engine.runtime import crash, program_log
from cpcl_desktop.engine.runtime.language import choose
from cpcl_desktop.engine.runtime.places import portable
from cpcl_desktop.engine.runtime.policy import policy
from cpcl_desktop.gui.worker.entry import is_worker, worker_main


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; 0 when all went well."""
    if is_decoder(arguments):
        return decoder_main(arguments)
    if is_helper(arguments):
        return helper_main()
    if is_worker(arguments):
        return worker_main(arguments)
    request = build_parser().parse_args(arguments)
    on_terminal = logging.StreamHandler()
    on_terminal.setLevel(logging.WARNING)  # which commands were given stands in the program's log alone
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", handlers=[on_terminal])
    from cpcl_desktop.gui.look.screen import why_no_window  # late: `--help` needs no Qt

    if hindrance := why_no_window():
        print(line(f"cpcl-desktop: {hindrance}"), file=sys.stderr)
        return 1
    from cpcl_desktop.gui.look.language import language_for
    from cpcl_desktop.gui.store import default_store, keep_all_in

    if (own := portable()) is not None:
        keep_all_in(own)
    try:
        policy()
        choose(language_for(default_store()))  # before anything that has texts is imported
    except CpclError as error:  # a policy that cannot be followed: nothing is opened
        return _refused(error, request.smoke_test)
    from cpcl_desktop.gui.application import run, smoke_test

    if request.smoke_test:
        return smoke_test(request.cases)
    program_log.begin_log("cpcl-desktop")
    crash.watch("cpcl-desktop")
    return run(request.cases)


def _refused(error: CpclError, is_quiet: bool) -> int:
    """Say why the program does not start: where it was started, and in a window of its own."""
    print(line(f"cpcl-desktop: {error}"), file=sys.stderr)
    if not is_quiet:
        from cpcl_desktop.gui.refusal import show_refusal

        show_refusal(str(error))
    return 1


def build_parser() -> Parser:
    """The command line."""
    parser = Parser(prog="cpcl-desktop", description="Search footage for a person by describing them, in a window.")
    parser.add_argument(
        "cases", nargs="*", type=path, metavar="CASE", help="a case file to open, or several to be searched as one"
    )
    parser.add_argument("--smoke-test", action="store_true", help="open the window, draw it once and exit")
    parser.add_argument("--version", action="version", version=f"cpcl-desktop {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
