"""`cpcl-train compare`: whether a new model is worse than the old one beyond chance."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path, zero_or_more
from cpcl_train.cli.arguments import add_hardware, add_json, add_scored_split
from cpcl_train.cli.terminal import DONE, FAILED, answer, answer_json


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("old", type=path, metavar="OLD", help="bundle, run or checkpoint")
    parser.add_argument("new", type=path, metavar="NEW", help="bundle, run or checkpoint")
    parser.add_argument(
        "--margin", type=zero_or_more, default=0.0, metavar="POINTS",
        help="loss that is accepted, e.g. of a smaller model (default 0)",
    )  # fmt: skip
    add_scored_split(parser)
    add_hardware(parser)
    add_json(parser, "sentences")


def run(request: argparse.Namespace) -> int:
    """1 where the new model is worse beyond chance."""
    from cpcl_train.cli.models import open_encoder, readers
    from cpcl_train.judge.compare import compare_models

    old, new = (open_encoder(model, request.device, request.precision) for model in (request.old, request.new))
    workers = max(readers(request.workers, model) for model in (old, new))
    found = compare_models(old, new, request.data, request.split, request.layout, request.margin, workers)
    if request.json:
        answer_json(found.to_table())
    else:
        answer(found)
    return FAILED if found.verdict == "worse" else DONE
