"""`cpcl-train evaluate`: the scores of a model on annotated images."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path, whole
from cpcl_train.cli.arguments import add_hardware, add_json, add_scored_split
from cpcl_train.cli.terminal import DONE, answer, answer_json


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("model", type=path, metavar="RUN_OR_BUNDLE")
    add_scored_split(parser)
    parser.add_argument(
        "--direction", choices=("text-image", "image-text", "image-image", "all"), action="append", default=[],
        help="also score images that search among captions, or among the other images; may be given twice",
    )  # fmt: skip
    parser.add_argument(
        "--rerank", type=whole(2, 1000), nargs="?", const=20, default=0, metavar="K",
        help="also score each ranking as reciprocal neighbours among the K nearest of the gallery correct it; K is "
        "about the images that a person has (20 if left out, as published)",
    )  # fmt: skip
    add_hardware(parser)
    add_json(parser, "a table")


def run(request: argparse.Namespace) -> int:
    """Score and print."""
    from cpcl_train.cli.models import open_encoder, readers
    from cpcl_train.judge.directions import DIRECTIONS
    from cpcl_train.judge.evaluate import Wanted, evaluate_folder, report_table

    encoder = open_encoder(request.model, request.device, request.precision)
    directions = tuple(DIRECTIONS) if "all" in request.direction else tuple(dict.fromkeys(request.direction))
    device = str(getattr(encoder, "device", "cpu"))
    wanted = Wanted(readers(request.workers, encoder), directions, request.rerank, device)
    result = evaluate_folder(encoder, request.data, request.split, request.layout, wanted)
    if request.json:
        answer_json(result.to_table())
    else:
        answer(report_table([(request.data.name, result)]))
    return DONE
