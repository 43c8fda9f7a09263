"""`cpcl-train check-data`: what is missing or odd in a data set."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path
from cpcl_train.cli.arguments import DATA_HELP, add_json, add_layout
from cpcl_train.cli.terminal import DONE, FAILED, answer, answer_json, counter


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("root", type=path, metavar="ROOT", help=DATA_HELP)
    add_layout(parser)
    parser.add_argument("--fast", action="store_true", help="look whether images are there, do not open them")
    add_json(parser, "sentences")


def run(request: argparse.Namespace) -> int:
    """1 where the set cannot be used as it is."""
    from cpcl_train.data.check_data import check_data

    found = check_data(request.root, request.layout, not request.fast, counter("opened", "images"))
    if request.json:
        answer_json(found.to_table())
    else:
        answer(found)
    return DONE if found.usable else FAILED
