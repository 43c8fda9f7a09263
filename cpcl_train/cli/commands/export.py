"""`cpcl-train export`: a model bundle for the desktop, in full precision or in a smaller form."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpcl_desktop.bundle.arguments import name, path, path_or_name, text
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.cli.terminal import DONE, say

if TYPE_CHECKING:
    from cpcl_desktop.bundle.bundle import Bundle
    from cpcl_train.judge.evaluate import Encoder
    from cpcl_train.model.checkpoint import Checkpoint
    from cpcl_train.ship.published import Documents
    from cpcl_train.ship.variants import Variant

    Targets = Mapping[Variant, Path]
    Sets = Mapping[str, Path]


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("model", type=path, metavar="RUN_OR_BUNDLE", help="not with --architecture")
    out = parser.add_argument(
        "out", type=path, metavar="OUT", help="bundle folder; --variant all writes one in it for each"
    )
    out.required = False  # with --architecture it is the only one, see `_places`
    _add_published(parser)
    parser.add_argument(
        "--variant", choices=("fp32", "fp16", "int8", "packed", "all"), default="fp32",
        help="fp16 for GPUs, int8 for processors (needs --data), packed to store and send; each is measured "
        "against fp32 (default)",
    )  # fmt: skip
    parser.add_argument(
        "--data", type=path_or_name, action="append", default=[], metavar="NAME=FOLDER",
        help="also score the bundle on the test split there and write the figures into it",
    )  # fmt: skip
    parser.add_argument(
        "--trainable", action="store_true",
        help="put the checkpoint into the fp32 bundle, so that others can train on from it (--set init=BUNDLE)",
    )  # fmt: skip


def _add_published(parser: argparse.ArgumentParser) -> None:
    """A model of open_clip that others trained, in place of a run."""
    of = parser.add_argument_group("a model of open_clip that others trained, in place of RUN_OR_BUNDLE")
    of.add_argument("--architecture", type=name, metavar="NAME", help="open_clip's name of it, such as ViT-B-16")
    of.add_argument(
        "--pretrained",
        type=path_or_name,
        metavar="TAG_OR_FILE",
        help="its weights: a tag that open_clip knows, or a file",
    )
    of.add_argument("--name", type=name, help="what the bundle is called (default: architecture and weights)")
    of.add_argument("--licence", type=text, default="as stated by its origin", help="the licence of its weights")


def run(request: argparse.Namespace) -> int:
    """Write each form that was asked for, of a run or of a bundle in full precision."""
    from cpcl_train.cli.models import is_bundle
    from cpcl_train.ship.variants import VARIANTS

    sets = dict(_named(pair) for pair in request.data)
    model, out = _places(request)
    every = {form: out / form for form in VARIANTS}
    targets = every if request.variant == "all" else {request.variant: out}
    if model is None:
        _export_published(request, targets, sets)
    elif is_bundle(model):
        _export_bundle(model, targets, sets)
    else:
        _export_run(model, targets, sets, request.trainable)
    return DONE


def _places(request: argparse.Namespace) -> tuple[Path | None, Path]:
    """What to export (None: a model of open_clip) and where to; `UsageError` where they do not go together."""
    if (request.architecture is None) is not (request.pretrained is None):
        raise UsageError("--architecture and --pretrained belong together: which network, and whose weights.")
    if request.architecture is None:
        if request.out is None:
            raise UsageError("Name what to export and where to: RUN_OR_BUNDLE OUT, or --architecture … OUT.")
        return request.model, request.out
    if request.out is not None:
        raise UsageError("--architecture says what to export; name only where to, OUT.")
    return None, request.model


def export_checkpoint(
    checkpoint: Checkpoint,
    out: Path,
    sets: Sets,
    trainable: bool = False,
    documents: Callable[[Mapping[str, Any]], Documents] | None = None,
) -> Bundle:
    """Score a checkpoint on the test split of each set, print that, and write its bundle with the figures.

    `documents` makes of the figures what stands in for our own card and licence's notice.
    """
    from cpcl_train.judge.evaluate import checkpoint_encoder, evaluate_folder, report_table
    from cpcl_train.ship.export import export_bundle

    encoder = checkpoint_encoder(checkpoint)
    results = {name: evaluate_folder(encoder, folder, "test") for name, folder in sets.items()}
    figures = {name: result.to_table() for name, result in results.items()}
    bundle = export_bundle(checkpoint, out, figures, trainable, documents and documents(figures))
    if results:
        say(report_table(list(results.items())))
    return bundle


def say_written(bundle: Bundle) -> None:
    """Where a bundle is, how large, and its hash."""
    size = sum(entry.size for entry in bundle.manifest.files.values())
    say(f"{bundle.path}: {size / 1e6:.1f} MB, sha256 {bundle.sha256}")


def _export_run(path: Path, targets: Targets, sets: Sets, trainable: bool) -> None:
    from cpcl_train.model.checkpoint import load_checkpoint

    _export_forms(load_checkpoint(path), targets, sets, trainable)


def _export_published(request: argparse.Namespace, targets: Targets, sets: Sets) -> None:
    from cpcl_train.ship.published import Published, documents, published_checkpoint

    published = Published(request.architecture, request.pretrained, request.name or "", request.licence)
    checkpoint = published_checkpoint(published)
    _export_forms(checkpoint, targets, sets, request.trainable, partial(documents, published))


def _export_forms(
    checkpoint: Checkpoint,
    targets: Targets,
    sets: Sets,
    trainable: bool,
    documents: Callable[[Mapping[str, Any]], Documents] | None = None,
) -> None:
    """Write a checkpoint in each form that was asked for; the smaller ones are made of full precision."""
    from cpcl_train.judge.evaluate import checkpoint_encoder

    with tempfile.TemporaryDirectory(prefix="cpcl-export-") as scratch:
        place = targets.get("fp32", Path(scratch) / "fp32")
        full = export_checkpoint(checkpoint, place, sets, trainable, documents)
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
        raise UsageError(f"--data needs NAME=FOLDER here, not {pair}.")
    return name, Path(folder)
