"""`cpcl-train`: check data, render, train, evaluate and export, and the starter recipe in one command."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle
from cpcl_desktop.bundle.errors import Cancelled, CpclError, UsageError

if TYPE_CHECKING:
    from cpcl_train.judge.evaluate import Encoder
    from cpcl_train.model.checkpoint import Checkpoint
    from cpcl_train.ship.variants import Variant

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_DATA_HELP = "folder with an annotation file (reid_raw.json, ICFG-PEDES.json, data_captions.json, captions.jsonl)"
_LAYOUT_HELP = "cuhk-pedes, icfg-pedes, rstpreid, jsonl or auto (default: by the annotation file's name)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 failed or judged bad, 2 wrong use. Errors are one sentence on stderr."""
    options = build_parser().parse_args(arguments)
    try:
        status: int | None = options.run(options)
    except UsageError as error:
        return _fail(error, 2)
    except CpclError as error:
        return _fail(error, 1)
    except (KeyboardInterrupt, Cancelled):
        return _fail("Stopped. Finished epochs are kept; the same command goes on from there.", 1)
    return status or 0


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="cpcl-train", description="Train and export the models of CPCL Desktop.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        _add_check_data,
        _add_render,
        _add_train,
        _add_evaluate,
        _add_compare,
        _add_export,
        _add_starter,
    ):
        add(commands)
    return parser


def _add_check_data(commands: Commands) -> None:
    command = _command(commands, "check-data", run_check_data, "say what is missing or odd in a data set")
    command.add_argument("root", type=Path, metavar="ROOT", help=_DATA_HELP)
    command.add_argument("--layout", default="auto", help=_LAYOUT_HELP)
    command.add_argument("--fast", action="store_true", help="look whether images are there, do not open them")
    command.add_argument("--json", action="store_true", help="print JSON instead of sentences")


def _add_render(commands: Commands) -> None:
    command = _command(commands, "render", run_render, "render a captioned set of synthetic people")
    command.add_argument("out", type=Path, metavar="OUT")
    command.add_argument("--people", type=int, default=3500, help="training people (default 3500)")
    command.add_argument("--val-people", type=int, default=60, help="people to choose the epoch by (default 60)")
    command.add_argument("--test-people", type=int, default=150, help="people to score on (default 150)")
    command.add_argument("--views", type=int, default=8, help="pictures of each (default 8)")
    command.add_argument("--seed", type=int, default=7)
    command.add_argument("--processes", type=int, default=2)
    command.add_argument("--assets", type=Path, help="folder of MakeHuman's CC0 assets")


def _add_train(commands: Commands) -> None:
    command = _command(commands, "train", run_train, "train a model")
    _add_config(command)
    command.add_argument("--data", type=Path, required=True, help=_DATA_HELP)
    command.add_argument("--out", type=Path, required=True, help="run folder; a run that is there is continued")


def _add_evaluate(commands: Commands) -> None:
    command = _command(commands, "evaluate", run_evaluate, "score a run, checkpoint or bundle on annotated images")
    command.add_argument("model", type=Path, metavar="RUN_OR_BUNDLE")
    command.add_argument("--data", type=Path, required=True, help=_DATA_HELP)
    command.add_argument("--split", default="test", choices=("train", "val", "test"))
    command.add_argument("--layout", default="auto", help=_LAYOUT_HELP)
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")


def _add_compare(commands: Commands) -> None:
    command = _command(
        commands, "compare", run_compare, "compare two models on a frozen set; fails if the new one is worse"
    )
    command.add_argument("old", type=Path, metavar="OLD", help="bundle, run or checkpoint")
    command.add_argument("new", type=Path, metavar="NEW", help="bundle, run or checkpoint")
    command.add_argument(
        "--margin", type=float, default=0.0, metavar="POINTS",
        help="loss that is accepted, e.g. of a smaller model (default 0)",
    )  # fmt: skip
    command.add_argument("--data", type=Path, required=True, help=_DATA_HELP)
    command.add_argument("--split", default="test", choices=("train", "val", "test"))
    command.add_argument("--layout", default="auto", help=_LAYOUT_HELP)
    command.add_argument("--json", action="store_true", help="print JSON instead of sentences")


def _add_export(commands: Commands) -> None:
    command = _command(commands, "export", run_export, "write a model bundle for the desktop, or a smaller form")
    command.add_argument("model", type=Path, metavar="RUN_OR_BUNDLE")
    command.add_argument(
        "out", type=Path, metavar="OUT", help="bundle folder; --variant all writes one in it for each"
    )
    command.add_argument(
        "--variant", choices=("fp32", "fp16", "int8", "all"), default="fp32",
        help="fp16 for GPUs, int8 for processors (needs --data); each is measured against fp32 (default)",
    )  # fmt: skip
    command.add_argument(
        "--data", action="append", default=[], metavar="NAME=FOLDER",
        help="also score the bundle on the test split there and write the figures into it",
    )  # fmt: skip
    command.add_argument(
        "--trainable", action="store_true",
        help="put the checkpoint into the fp32 bundle, so that others can train on from it (--set init=BUNDLE)",
    )  # fmt: skip


def _add_starter(commands: Commands) -> None:
    command = _command(commands, "starter", run_starter, "the starter model: render, train, evaluate, export")
    _add_config(command)
    command.add_argument("out", type=Path, metavar="OUT", help="folder for renders, run and bundle")
    command.add_argument("--data", type=Path, help="a rendered set to use instead of rendering one")
    command.add_argument("--assets", type=Path, help="folder of MakeHuman's CC0 assets")


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", default="starter", help="recipe name or TOML file (default starter)")
    command.add_argument("--set", action="append", default=[], dest="overrides", metavar="KEY=VALUE")


def _command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int | None], text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text.capitalize() + ".")
    command.set_defaults(run=run)
    return command


def run_check_data(options: argparse.Namespace) -> int:
    """`cpcl-train check-data`; 1 where the set cannot be used as it is."""
    from cpcl_train.data.check_data import check_data

    found = check_data(options.root, options.layout, not options.fast, _count_images)
    print(json.dumps(found.to_table(), ensure_ascii=False) if options.json else found)
    return 0 if found.usable else 1


def run_render(options: argparse.Namespace) -> None:
    """`cpcl-train render`."""
    from cpcl_train.synthetic.dataset import render_dataset

    path = render_dataset(
        options.out, options.people, options.seed, options.assets, options.views, options.processes, _count_people,
        options.val_people, options.test_people,
    )  # fmt: skip
    _say(f"\n{path}")


def run_train(options: argparse.Namespace) -> None:
    """`cpcl-train train`."""
    from cpcl_train.config import load_config
    from cpcl_train.distributed import join_team
    from cpcl_train.run.logbook import open_log
    from cpcl_train.run.loop import train

    config = load_config(options.config, options.overrides)
    with join_team(config.train.device) as team, open_log(options.out, team) as log:
        best = train(config, options.data, options.out, log, team)
        log.say(f"chosen by validation: epoch {best.epoch} {dict(best.scores)}")


def run_evaluate(options: argparse.Namespace) -> None:
    """`cpcl-train evaluate`."""
    from cpcl_train.judge.evaluate import evaluate_folder, report_table

    result = evaluate_folder(_open_encoder(options.model), options.data, options.split, options.layout)
    print(json.dumps(result.to_table()) if options.json else report_table([(options.data.name, result)]))


def run_compare(options: argparse.Namespace) -> int:
    """`cpcl-train compare`; 1 where the new model is worse beyond chance."""
    from cpcl_train.judge.compare import compare_models

    old, new = _open_encoder(options.old), _open_encoder(options.new)
    found = compare_models(old, new, options.data, options.split, options.layout, options.margin)
    print(json.dumps(found.to_table()) if options.json else found)
    return 1 if found.verdict == "worse" else 0


def run_export(options: argparse.Namespace) -> None:
    """`cpcl-train export`."""
    from cpcl_train.ship.variants import VARIANTS

    sets = dict(_named(pair) for pair in options.data)
    chosen = VARIANTS if options.variant == "all" else (options.variant,)
    targets = {variant: options.out / variant if options.variant == "all" else options.out for variant in chosen}
    _export_variants(options.model, targets, sets, options.trainable)


def _export_variants(model: Path, targets: dict[Variant, Path], sets: dict[str, Path], trainable: bool) -> None:
    """Write each form of a run or of a full-precision bundle to its folder."""
    from cpcl_train.judge.evaluate import checkpoint_encoder, report_table
    from cpcl_train.model.checkpoint import load_checkpoint
    from cpcl_train.ship.derive import derive_bundle

    with tempfile.TemporaryDirectory(prefix="cpcl-export-") as scratch:
        if _is_bundle(model):
            full, reference = Bundle.open(model), None
            if "fp32" in targets:
                raise UsageError(
                    f"{model} is a bundle already; give --variant fp16 or int8 for a smaller form of it."
                )
        else:
            checkpoint = load_checkpoint(model)
            full = _export(checkpoint, targets.get("fp32", Path(scratch) / "fp32"), sets, trainable)
            reference = checkpoint_encoder(checkpoint)
        for variant, target in targets.items():
            if variant != "fp32":
                bundle, scores = derive_bundle(full, variant, target, sets, reference)
                for name, (before, after) in scores.items():
                    _say(report_table([(f"{name}, fp32", before), (f"{name}, {variant}", after)]))
                _say_written(bundle)


def run_starter(options: argparse.Namespace) -> None:
    """`cpcl-train starter`: every stage goes on where an earlier call stopped."""
    from cpcl_train.config import load_config
    from cpcl_train.run.logbook import Logbook
    from cpcl_train.run.loop import train
    from cpcl_train.synthetic.dataset import render_dataset

    config = load_config(options.config, options.overrides)
    renders, run = options.data or options.out / "renders", options.out / "run"
    if options.data is None:
        plan = config.render
        render_dataset(renders, plan.people, config.seed, options.assets, plan.views, plan.processes, _count_people)
    with Logbook(run) as log:
        best = train(config, renders, run, log)
    _export(best, options.out / "bundle", {"rendered people, test": renders})


def _export(checkpoint: Checkpoint, out: Path, sets: dict[str, Path], trainable: bool = False) -> Bundle:
    from cpcl_train.judge.evaluate import checkpoint_encoder, evaluate_folder, report_table
    from cpcl_train.ship.export import export_bundle

    encoder = checkpoint_encoder(checkpoint)
    results = {name: evaluate_folder(encoder, folder, "test") for name, folder in sets.items()}
    figures = {name: result.to_table() for name, result in results.items()}
    bundle = export_bundle(checkpoint, out, figures, trainable)
    if results:
        _say(report_table(list(results.items())))
    _say_written(bundle)
    return bundle


def _say_written(bundle: Bundle) -> None:
    size = sum(entry.size for entry in bundle.manifest.files.values())
    _say(f"{bundle.path}: {size / 1e6:.1f} MB, sha256 {bundle.sha256}")


def _open_encoder(path: Path) -> Encoder:
    """A bundle (folder or zip with a manifest) or a checkpoint, as an `evaluate.Encoder`."""
    if _is_bundle(path):
        from cpcl_train.ship.export import OnnxEncoder

        return OnnxEncoder(Bundle.open(path))
    from cpcl_train.judge.evaluate import checkpoint_encoder
    from cpcl_train.model.checkpoint import load_checkpoint

    return checkpoint_encoder(load_checkpoint(path))


def _is_bundle(path: Path) -> bool:
    return path.suffix == ".zip" or (path / MANIFEST_NAME).is_file()


def _named(pair: str) -> tuple[str, Path]:
    name, separator, folder = pair.partition("=")
    if not separator:
        raise UsageError(f"--data needs NAME=FOLDER here, not {pair!r}.")
    return name, Path(folder)


def _count_people(done: int, total: int) -> None:
    print(f"\rrendered {done} of {total} people", end="", file=sys.stderr, flush=True)


def _count_images(done: int, total: int) -> None:
    print(f"\ropened {done} of {total} images", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _fail(error: object, status: int) -> int:
    _say(f"cpcl-train: {error}")
    return status
