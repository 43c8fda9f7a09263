"""`cpcl pairs`: write what was decided as a data set, to train a model on."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import whole
from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.report.pairs import ANNOTATIONS, PairsWritten, write_pairs

_OTHERS = 300


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl pairs`."""
    parser.epilog = (
        "The set is in the CUHK-PEDES form, as cpcl-train reads it. Where the case's log gives a purpose for what "
        "was done before, this needs one, too (--purpose, or CPCL_PURPOSE)."
    )
    common.add_case(parser)
    new = "a new or empty folder for the data set"
    parser.add_argument("--out", type=common.path, required=True, metavar="FOLDER", help=new)
    aside = "share of the groups set aside to compare models on, always the same ones (default 0)"
    parser.add_argument("--test", type=common.number, default=0.0, metavar="SHARE", help=aside)
    undecided = "at most so many passages of which nobody decided anything, as others to be found among"
    parser.add_argument(
        "--others", type=whole(0), default=_OTHERS, metavar="COUNT", help=f"{undecided} (default {_OTHERS})"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Write the data set."""
    with common.open_case(request) as case, terminal.TerminalReport() as report:
        written = write_pairs(case, request.out, request.test, report, request.others)
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
            "groups": written.groups,
            "pictures": written.pictures,
            "captions": written.captions,
            "wrong": written.wrong,
            "others": written.others,
            "undescribed": written.undescribed,
            "annotations_sha256": written.annotations_sha256,
            "pairs_sha256": written.pairs_sha256,
        }
    )


def _say(written: PairsWritten) -> None:
    counted = f"{written.pictures} pictures of {written.passages} confirmed passages, {written.captions} captions"
    terminal.say(f"{written.folder}: {counted}.")
    terminal.say("Passages that were described in the window count as those confirmed by words.")
    terminal.say(
        f"They are {written.groups} groups: passages of one description, or of one person by what you decided. "
        f"With them go {written.wrong} passages that are no match and {written.others} of which nobody decided."
    )
    if written.undescribed:
        terminal.say(
            f"{written.undescribed} confirmed passages were left out: neither the decision nor a search before it "
            "says in words what the person looks like."
        )
    terminal.say(f"SHA-256 of its {ANNOTATIONS}, as the case's log has it: {written.annotations_sha256}")
    terminal.say("A better model may be made of them: cpcl-train adapt MODEL FOLDER --out BUNDLE")
    terminal.say("The folder holds pictures of people out of the case: keep it as you keep the case.")
