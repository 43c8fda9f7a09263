"""`cpcl-train starter`: the starter model in one command: render, train, evaluate, export."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.arguments import path, zero_or_more
from cpcl_train.cli.arguments import add_assets, add_recipe
from cpcl_train.cli.terminal import DONE, counter, say

if TYPE_CHECKING:
    from cpcl_train.config import Config


_MINUTES = {"cpu": 150.0, "cuda": 0.0}
_TIMED = 20  # people for each process


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    add_recipe(parser)
    parser.add_argument(
        "out", type=path, metavar="OUT", help="folder for renders, run, the full bundle and the packed one"
    )
    parser.add_argument("--data", type=path, help="a rendered set to use instead of rendering one")
    parser.add_argument(
        "--minutes", type=zero_or_more,
        help="fit people and epochs into so much time, after measuring this machine (without a GPU: 150); "
        "0 takes the recipe's own sizes",
    )  # fmt: skip
    add_assets(parser)


def run(request: argparse.Namespace) -> int:
    """Every stage goes on where an earlier call stopped; a schedule that was begun is kept to."""
    from cpcl_desktop.bundle.bundle import copy_bundle
    from cpcl_desktop.bundle.errors import MachineError
    from cpcl_train.cli.commands.export import export_checkpoint, say_written
    from cpcl_train.config import load_config
    from cpcl_train.run.logbook import Logbook
    from cpcl_train.run.loop import train
    from cpcl_train.ship.derive import derive_bundle

    config = _fitted(load_config(request.config, request.overrides), request)
    renders = request.data or _render(config, request.out / "renders", request.assets)
    folder = request.out / "run"
    with Logbook(folder, config=config) as log:
        best = train(config, renders, folder, log)
    sets = {"rendered people, test": renders}
    full = export_checkpoint(best, request.out / "full", sets)
    try:
        say_written(derive_bundle(full, "packed", request.out / "bundle", sets, called=config.name)[0])
    except MachineError as error:  # a small or half-trained model may not bear it
        say(str(error))
        say_written(copy_bundle(full, request.out / "bundle"))
    return DONE


def _fitted(config: Config, request: argparse.Namespace) -> Config:
    """The recipe as this machine takes it in the time there is."""
    from cpcl_train.model.hardware import choose_device
    from cpcl_train.run.schedule import schedule, scheduled

    device = choose_device(config.train.device)
    minutes = _MINUTES[device.type] if request.minutes is None else request.minutes
    if not minutes:
        return config
    images = _images(request.data) if request.data else None
    speed = 0.0 if images else _rendering_speed(config, request)
    plan = schedule(config, request.out, minutes, device, speed, images)
    say(plan.sentence())
    return scheduled(config, plan, device)


def _images(data: Path) -> int:
    from cpcl_train.data.annotations import read_annotations

    return sum(image.split == "train" for image in read_annotations(data))


def _rendering_speed(config: Config, request: argparse.Namespace) -> float:
    """Renders a second here: the first people of the set are timed, and stay."""
    from cpcl_train.synthetic.dataset import render_dataset

    plan, people = config.render, _TIMED * config.render.processes
    began = time.perf_counter()
    folder = request.out / "renders"
    render_dataset(folder, people, config.seed, request.assets, plan.views, plan.processes, None, 0, 0)
    return people * plan.views / (time.perf_counter() - began)


def _render(config: Config, out: Path, assets: Path | None) -> Path:
    from cpcl_train.synthetic.dataset import render_dataset

    plan, report = config.render, counter("rendered", "people")
    render_dataset(out, plan.people, config.seed, assets, plan.views, plan.processes, report)
    return out
