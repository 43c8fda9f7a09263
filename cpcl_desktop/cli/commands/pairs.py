"""`cpcl pairs`: write the matches as a data set, to train a model on."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.report.pairs import ANNOTATIONS, PairsWritten, write_pairs


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl pairs`."""
    parser.epilog = (
        "The set is in the CUHK-PEDES form, as cpcl-train reads it. Where the case's log gives a purpose for what "
        "was done before, this needs one, too (--purpose, or CPCL_PURPOSE)."
    )
    common.add_case(parser)
    new = "a new or empty folder for the data set"
    parser.add_argument("--out", type=common.path, required=True, metavar="FOLDER", help=new)
    aside = "share of the descriptions set aside to compare models on, always the same ones (default 0)"
    parser.add_argument("--test", type=common.number, default=0.0, metavar="SHARE", help=aside)
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Write the data set."""
    with common.open_case(request) as case, terminal.TerminalReport() as report:
        written = write_pairs(case, request.out, request.test, report)
    if request.json:
        _say_json(written)
    else:
        _say(written)
    return DONE


def _say_json(written: PairsWritten) -> None:
    terminal.say_json(
        {
            "folder": str(written.folder),
            "passages": written.passages,
            "pictures": written.pictures,
            "captions": written.captions,
            "undescribed": written.undescribed,
            "annotations_sha256": written.annotations_sha256,
        }
    )


def _say(written: PairsWritten) -> None:
    counted = f"{written.pictures} pictures of {written.passages} confirmed passages, {written.captions} captions"
    terminal.say(f"{written.folder}: {counted}.")
    if written.undescribed:
        terminal.say(
            f"{written.undescribed} confirmed passages were left out: neither the decision nor a search before it "
            "says in words what the person looks like."
        )
    terminal.say(f"SHA-256 of its {ANNOTATIONS}, as the case's log has it: {written.annotations_sha256}")
    terminal.say("The folder holds pictures of people out of the case: keep it as you keep the case.")
