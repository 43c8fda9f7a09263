"""`cpcl-train render`: a captioned set of synthetic people."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import count, path, whole
from cpcl_train.cli.arguments import add_assets
from cpcl_train.cli.terminal import DONE, counter, say


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("out", type=path, metavar="OUT")
    parser.add_argument("--people", type=whole(0), default=3500, help="training people (default 3500)")
    parser.add_argument(
        "--val-people", type=whole(0), default=60, help="people to choose the epoch by (default 60)"
    )
    parser.add_argument("--test-people", type=whole(0), default=150, help="people to score on (default 150)")
    parser.add_argument("--views", type=count, default=8, help="pictures of each (default 8)")
    parser.add_argument("--seed", type=whole(0), default=7)
    parser.add_argument("--processes", type=whole(1, 4096), default=2)
    add_assets(parser)


def run(request: argparse.Namespace) -> int:
    """Render what is not rendered yet."""
    from cpcl_train.synthetic.dataset import render_dataset

    path = render_dataset(
        request.out, request.people, request.seed, request.assets, request.views, request.processes,
        counter("rendered", "people"), request.val_people, request.test_people,
    )  # fmt: skip
    say(path)
    return DONE
