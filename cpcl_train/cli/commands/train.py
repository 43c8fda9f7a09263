"""`cpcl-train train`: a run by a recipe, begun or continued."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path
from cpcl_train.cli.arguments import DATA_HELP, add_recipe
from cpcl_train.cli.terminal import DONE


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    add_recipe(parser)
    parser.add_argument("--data", type=path, required=True, help=DATA_HELP)
    parser.add_argument("--out", type=path, required=True, help="run folder; a run that is there is continued")


def run(request: argparse.Namespace) -> int:
    """Train to the last epoch, alone or as one process of a team that torchrun started."""
    from cpcl_train.config import load_config
    from cpcl_train.distributed import join_team
    from cpcl_train.model.checkpoint import BEST
    from cpcl_train.run.logbook import open_log
    from cpcl_train.run.loop import train

    config = load_config(request.config, request.overrides)
    with join_team(config.train.device) as team, open_log(request.out, team, config) as log:
        best = train(config, request.data, request.out, log, team)
        how = "chosen by validation" if (request.out / BEST).is_file() else "the last"
        log.say(f"{how}: epoch {best.epoch} {dict(best.scores)}")
    return DONE
