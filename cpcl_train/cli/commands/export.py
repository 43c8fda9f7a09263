"""`cpcl-train export`: a model bundle for the desktop, in full precision or in a smaller form."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.cli.terminal import DONE, say

if TYPE_CHECKING:
    from cpcl_desktop.bundle.bundle import Bundle
    from cpcl_train.judge.evaluate import Encoder
    from cpcl_train.model.checkpoint import Checkpoint
    from cpcl_train.ship.variants import Variant

    Targets = Mapping[Variant, Path]
    Sets = Mapping[str, Path]


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("model", type=Path, metavar="RUN_OR_BUNDLE")
    parser.add_argument(
        "out", type=Path, metavar="OUT", help="bundle folder; --variant all writes one in it for each"
    )
    parser.add_argument(
        "--variant", choices=("fp32", "fp16", "int8", "packed", "all"), default="fp32",
        help="fp16 for GPUs, int8 for processors (needs --data), packed to store and send; each is measured "
        "against fp32 (default)",
    )  # fmt: skip
    parser.add_argument(
        "--data", action="append", default=[], metavar="NAME=FOLDER",
        help="also score the bundle on the test split there and write the figures into it",
    )  # fmt: skip
    parser.add_argument(
        "--trainable", action="store_true",
        help="put the checkpoint into the fp32 bundle, so that others can train on from it (--set init=BUNDLE)",
    )  # fmt: skip


def run(request: argparse.Namespace) -> int:
    """Write each form that was asked for, of a run or of a bundle in full precision."""
    from cpcl_train.cli.models import is_bundle
    from cpcl_train.ship.variants import VARIANTS

    sets = dict(_named(pair) for pair in request.data)
    every = {form: request.out / form for form in VARIANTS}
    targets = every if request.variant == "all" else {request.variant: request.out}
    if is_bundle(request.model):
        _export_bundle(request.model, targets, sets)
    else:
        _export_run(request.model, targets, sets, request.trainable)
    return DONE


def export_checkpoint(checkpoint: Checkpoint, out: Path, sets: Sets, trainable: bool = False) -> Bundle:
    """Score a checkpoint on the test split of each set, print that, and write its bundle with the figures."""
    from cpcl_train.judge.evaluate import checkpoint_encoder, evaluate_folder, report_table
    from cpcl_train.ship.export import export_bundle

    encoder = checkpoint_encoder(checkpoint)
    results = {name: evaluate_folder(encoder, folder, "test") for name, folder in sets.items()}
    figures = {name: result.to_table() for name, result in results.items()}
    bundle = export_bundle(checkpoint, out, figures, trainable)
    if results:
        say(report_table(list(results.items())))
    return bundle


def say_written(bundle: Bundle) -> None:
    """Where a bundle is, how large, and its hash."""
    size = sum(entry.size for entry in bundle.manifest.files.values())
    say(f"{bundle.path}: {size / 1e6:.1f} MB, sha256 {bundle.sha256}")


def _export_run(path: Path, targets: Targets, sets: Sets, trainable: bool) -> None:
    from cpcl_train.judge.evaluate import checkpoint_encoder
    from cpcl_train.model.checkpoint import load_checkpoint

    checkpoint = load_checkpoint(path)
    with tempfile.TemporaryDirectory(prefix="cpcl-export-") as scratch:
        full = export_checkpoint(checkpoint, targets.get("fp32", Path(scratch) / "fp32"), sets, trainable)
        if "fp32" in targets:
            say_written(full)
        _derive(full, targets, sets, checkpoint_encoder(checkpoint))


def _export_bundle(path: Path, targets: Targets, sets: Sets) -> None:
    from cpcl_desktop.bundle.bundle import Bundle

    full = Bundle.open(path)
    if "fp32" in targets:
        raise UsageError(f"{path} is a bundle already; give --variant fp16 or int8 for a smaller form of it.")
    _derive(full, targets, sets)


def _derive(full: Bundle, targets: Targets, sets: Sets, reference: Encoder | None = None) -> None:
    """Write the smaller forms among the targets, and print what each scores beside full precision."""
    from cpcl_train.judge.evaluate import report_table
    from cpcl_train.ship.derive import derive_bundle

    for form, target in targets.items():
        if form != "fp32":
            bundle, scores = derive_bundle(full, form, target, sets, reference)
            for name, (before, after) in scores.items():
                say(report_table([(f"{name}, fp32", before), (f"{name}, {form}", after)]))
            say_written(bundle)


def _named(pair: str) -> tuple[str, Path]:
    name, separator, folder = pair.partition("=")
    if not separator:
        raise UsageError(f"--data needs NAME=FOLDER here, not {pair!r}.")
    return name, Path(folder)
