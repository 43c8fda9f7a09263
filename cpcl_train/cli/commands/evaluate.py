"""`cpcl-train evaluate`: the scores of a model on annotated images."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path
from cpcl_train.cli.arguments import add_json, add_scored_split
from cpcl_train.cli.terminal import DONE, answer, answer_json


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("model", type=path, metavar="RUN_OR_BUNDLE")
    add_scored_split(parser)
    add_json(parser, "a table")


def run(request: argparse.Namespace) -> int:
    """Score and print."""
    from cpcl_train.cli.models import open_encoder
    from cpcl_train.judge.evaluate import evaluate_folder, report_table

    result = evaluate_folder(open_encoder(request.model), request.data, request.split, request.layout)
    if request.json:
        answer_json(result.to_table())
    else:
        answer(report_table([(request.data.name, result)]))
    return DONE
