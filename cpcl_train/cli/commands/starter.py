"""`cpcl-train starter`: the starter model in one command: render, train, evaluate, export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_train.cli.arguments import add_assets, add_recipe
from cpcl_train.cli.terminal import DONE, counter

if TYPE_CHECKING:
    from cpcl_train.config import Config


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    add_recipe(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for renders, run and bundle")
    parser.add_argument("--data", type=Path, help="a rendered set to use instead of rendering one")
    add_assets(parser)


def run(request: argparse.Namespace) -> int:
    """Every stage goes on where an earlier call stopped."""
    from cpcl_train.cli.commands.export import export_checkpoint, say_written
    from cpcl_train.config import load_config
    from cpcl_train.run.logbook import Logbook
    from cpcl_train.run.loop import train

    config = load_config(request.config, request.overrides)
    renders = request.data or _render(config, request.out / "renders", request.assets)
    folder = request.out / "run"
    with Logbook(folder) as log:
        best = train(config, renders, folder, log)
    say_written(export_checkpoint(best, request.out / "bundle", {"rendered people, test": renders}))
    return DONE


def _render(config: Config, out: Path, assets: Path | None) -> Path:
    from cpcl_train.synthetic.dataset import render_dataset

    plan, report = config.render, counter("rendered", "people")
    render_dataset(out, plan.people, config.seed, assets, plan.views, plan.processes, report)
    return out
