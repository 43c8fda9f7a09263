"""`cpcl-train detector`: a person detector in one command: render, compose, train, judge, export."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.arguments import path, text, zero_or_more
from cpcl_train.cli.arguments import add_assets
from cpcl_train.cli.terminal import DONE, counter, say

if TYPE_CHECKING:
    from cpcl_train.detector.cutouts import Cutouts
    from cpcl_train.detector.frames import Frame
    from cpcl_train.detector.judging import JudgedSet, WholeFrames
    from cpcl_train.detector.network import Detector
    from cpcl_train.detector.recipe import DetectorConfig
    from cpcl_train.detector.training import Material


_MINUTES = {"cpu": 60.0, "cuda": 6.0}
_SCENES_FROM = "Scenes composed of people rendered by `cpcl-train` from MakeHuman's CC0 bodies and clothes"
_FILMED = "places that rendered people walk through"
_ASIDE = 10
"""Of the user's frames a tenth is kept to judge by."""


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument(
        "out", type=path, metavar="OUT", help="folder for renders, proposals, the run and the bundle"
    )
    for option, meaning in _FOLDERS.items():
        parser.add_argument(option, type=path, action="append", default=[], metavar="FOLDER", help=meaning)
    parser.add_argument(
        "--clips",
        type=path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="videos that --proposer puts boxes on",
    )
    parser.add_argument(
        "--from", type=path, dest="init", metavar="MODEL",
        help="a detector's bundle or a run's checkpoint to go on from (default: ImageNet's trunk, which knows no "
        "people)",
    )  # fmt: skip
    parser.add_argument("--proposer", type=path, metavar="FILE", help="a YOLOX .onnx or a detector's bundle")
    parser.add_argument("--rate", type=zero_or_more, default=2.0, help="frames a second taken of clips (default 2)")
    parser.add_argument(
        "--credit", type=text, action="append", default=[], help="whom the card names for frames and clips"
    )
    parser.add_argument(
        "--minutes", type=zero_or_more, help="of training (default 60, with a GPU 6); 0 takes the recipe's steps"
    )
    parser.add_argument("--config", default="", help="a TOML file with the recipe's keys")
    parser.add_argument("--set", type=text, action="append", default=[], dest="overrides", metavar="KEY=VALUE")
    add_assets(parser)


_FOLDERS = {
    "--frames": "frames with boxes of people, as YOLO or COCO has them; may be given again",
    "--held-out": "such frames to judge by, not to learn from (default: a tenth of --frames)",
    "--data": "rendered people to use instead of rendering some; may be given again",
}


@dataclass(frozen=True, slots=True)
class _Sets:
    """What is learnt from, what scores are calibrated by, and what is judged by under which name."""

    material: Material
    calibrating: list[JudgedSet]
    judged: dict[str, JudgedSet]


def run(request: argparse.Namespace) -> int:
    """Every stage goes on where an earlier call stopped."""
    from cpcl_desktop.bundle.errors import UsageError
    from cpcl_train.detector.recipe import load_recipe
    from cpcl_train.detector.restore import read_detector
    from cpcl_train.detector.training import claim, train_detector
    from cpcl_train.model.hardware import choose_device
    from cpcl_train.run.logbook import Logbook

    if request.clips and not request.proposer:
        raise UsageError("--clips need --proposer: a detector that puts boxes on their frames.")
    recipe = _credited(_begun(load_recipe(request.config, request.overrides), request.init), request)
    claim(request.out / "run", recipe)  # before anything is rendered for it
    sets = _sets(recipe, request)
    device = choose_device("auto").type
    minutes = _MINUTES[device] if request.minutes is None else request.minutes
    say(f"Training on the {'GPU' if device == 'cuda' else 'processor'} "
        + (f"for {minutes:g} minutes." if minutes else f"in {recipe.steps} steps."))  # fmt: skip
    with Logbook(request.out / "run") as log:
        last = train_detector(recipe, sets.material, request.out / "run", log, 60 * minutes)
    bundle = _ship(recipe, read_detector(last), sets, request.out)
    say(f"The detector is in {bundle}. Add it to the desktop with `cpcl models add {bundle}`.")
    return DONE


def _begun(recipe: DetectorConfig, init: Path | None) -> DetectorConfig:
    """With what it goes on from."""
    return recipe if init is None else replace(recipe, init=str(init))


def _credited(recipe: DetectorConfig, request: argparse.Namespace) -> DetectorConfig:
    """With what the card is to say of where it comes from."""
    from cpcl_desktop.bundle.bundle import Bundle
    from cpcl_train.model.packaged import CREDITS

    before = Path(recipe.init)
    own = [CREDITS["efficientnet-lite0"]]
    if recipe.init and before.is_dir():
        earlier = Bundle.open(before).manifest
        own = [*earlier.trained_on, f"Goes on from {earlier.name}, which learnt from what stands above"]
    elif recipe.init:
        own.append(f"Goes on from {before.name} of an earlier run")
    own.append(_SCENES_FROM)
    if recipe.filmed:
        own.append(f"Places that such people walk through, rendered as well: {recipe.filmed}, a dozen frames each")
    frames = [f"Frames with boxes of people: {folder.name}" for folder in request.frames]
    clips = [f"Frames of {clip.name} with boxes proposed by {request.proposer.stem}" for clip in request.clips]
    return replace(recipe, trained_on=(*recipe.trained_on, *own, *frames, *clips, *request.credit))


def _sets(recipe: DetectorConfig, request: argparse.Namespace) -> _Sets:
    from cpcl_train.detector.cutouts import split_cutouts
    from cpcl_train.detector.filmed import render_filmed
    from cpcl_train.detector.frames import read_frames
    from cpcl_train.detector.judging import JudgedSet
    from cpcl_train.detector.places import render_places
    from cpcl_train.detector.training import Material

    learnt, aside = split_cutouts(request.data or _rendered(recipe, request))
    judged, calibrating = _composed(recipe, aside)
    frames: list[Frame] = [frame for folder in _proposed(request) for frame in read_frames(folder)]
    for folder in request.frames:
        own = read_frames(folder)
        kept = [] if request.held_out else _aside(own)
        judging = {frame.path for frame in kept}
        frames += [frame for frame in own if frame.path not in judging]
        judged |= {folder.name: _whole(kept, recipe)} if kept else {}
    for folder in request.held_out:
        judged[folder.name] = _whole(read_frames(folder), recipe)
    places = render_places(
        request.out / "places", recipe.places, recipe.seed, recipe.workers, counter("rendered", "places")
    )
    filmed, others = render_filmed(
        request.out / "filmed", recipe.filmed, recipe.seed, request.assets, recipe.workers,
        counter("filmed", "places"),
    )  # fmt: skip
    if others:
        judged |= {f"{_FILMED} at {size}": JudgedSet(size, _frames_of(others, recipe)) for size in recipe.sizes}
    return _Sets(Material(learnt, tuple(frames), tuple(filmed), places), calibrating, judged)


def _aside(frames: list[Frame]) -> list[Frame]:
    """The last tenth of each folder's frames: what comes just before and after a frame shows the same people."""
    folders: dict[Path, list[Frame]] = {}
    for frame in frames:
        folders.setdefault(frame.path.parent, []).append(frame)
    return [frame for own in folders.values() for frame in own[len(own) - -(-len(own) // _ASIDE) :]]


def _composed(recipe: DetectorConfig, aside: Cutouts) -> tuple[dict[str, JudgedSet], list[JudgedSet]]:
    """Scenes of people kept aside at each size that the network is used at: to judge by, and to calibrate by."""
    from cpcl_train.detector.judging import ComposedScenes, JudgedSet

    def at(size: int, numbers: range) -> JudgedSet:
        return JudgedSet(size, ComposedScenes(aside, recipe.seed, size, numbers), by_promise=True)

    many = recipe.judged
    judged = {f"composed scenes at {size}": at(size, range(many)) for size in recipe.sizes}
    calibrating = range(many, many + max(1, many // len(recipe.sizes)))
    return judged, [at(size, calibrating) for size in recipe.sizes]


def _whole(frames: list[Frame], recipe: DetectorConfig) -> JudgedSet:
    """Whole frames to judge by."""
    from cpcl_train.detector.judging import JudgedSet

    return JudgedSet(recipe.size, _frames_of(frames, recipe))


def _frames_of(frames: list[Frame], recipe: DetectorConfig) -> WholeFrames:
    """Some of the frames, spread over all where there are many."""
    from cpcl_train.detector.judging import WholeFrames

    step = max(1, len(frames) // recipe.judged)
    return WholeFrames(frames[::step], recipe.trust)


def _rendered(recipe: DetectorConfig, request: argparse.Namespace) -> list[Path]:
    """Two sets of people: as cameras mostly see them, and from steep above."""
    from cpcl_train.synthetic.dataset import render_dataset

    report = counter("rendered", "people")
    steep = max(4, recipe.people // 4)
    sets = (("people", "mounted", recipe.people - steep), ("overhead", "overhead", steep))
    folders = []
    for name, cameras, people in sets:
        folder = request.out / name
        render_dataset(folder, people, recipe.seed, request.assets, recipe.views, recipe.workers, report, 0, 0,
                       cameras="overhead" if cameras == "overhead" else "mounted")  # fmt: skip
        folders.append(folder)
    return folders


def _proposed(request: argparse.Namespace) -> list[Path]:
    from cpcl_train.detector.propose import open_proposer, propose

    if not request.clips:
        return []
    report = counter("put boxes on", "clips")
    return propose(request.clips, open_proposer(request.proposer), request.out / "proposed", request.rate, report)


def _ship(recipe: DetectorConfig, detector: Detector, sets: _Sets, out: Path) -> Path:
    import json

    from cpcl_train.detector.judge import heights_svg
    from cpcl_train.detector.judging import calibrated, judge_sets
    from cpcl_train.detector.ship import detector_onnx, ship
    from cpcl_train.detector.training import STATE

    content = detector_onnx(calibrated(detector, sets.calibrating, recipe.precision))
    figures = judge_sets(content, sets.judged)
    for name, one in figures.items():
        shares = f"AP50 {100 * one.ap50:.1f}, recall {100 * one.recall:.1f}, precision {100 * one.precision:.1f}"
        say(f"{name}: {shares} ({one.people} people in {one.pictures} pictures)")
    plot = heights_svg([(name, figures[name].heights) for name in sets.judged])
    pictures = recipe.pictures_of(json.loads((out / "run" / STATE).read_text())["step"])
    ship(content, recipe, out / "bundle", figures, pictures, plot)
    return out / "bundle"
