"""A bundle in full precision → a smaller form of it, measured against the full one.

What the smaller form loses is measured and written into its manifest and card; one that loses too much is
not written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.data.samples import read_image
from cpcl_train.data.tokens import taught_words
from cpcl_train.judge.evaluate import Encoder, Evaluation, evaluate_images
from cpcl_train.judge.metrics import Floats
from cpcl_train.ship.card import variant_card
from cpcl_train.ship.export import CHECKPOINT_ROLE, OnnxEncoder, sample_inputs
from cpcl_train.ship.packed import unpacked
from cpcl_train.ship.variants import Variant, is_convolutional, to_half, to_int8, to_packed

ALLOWED_LOSS: Final = 1.0
"""Points of R@1 that a smaller form may lose on any set."""
_LOWEST: Final[Mapping[Variant, float]] = {"fp16": 0.999, "packed": 0.995}
"""Cosines with the full form that these must reach on every sample."""
_WEIGHTS_ONLY: Final[Mapping[Variant, Callable[[bytes], bytes]]] = {"fp16": to_half, "packed": to_packed}
"""Forms that need nothing measured to be made."""
_CALIBRATION: Final = 256
"""Images on which the ranges of an eight-bit network are measured."""


def derive_bundle(
    full: Bundle, variant: Variant, target: Path, sets: Mapping[str, Path], reference: Encoder | None = None,
    called: str = "",
) -> tuple[Bundle, dict[str, tuple[Evaluation, Evaluation]]]:  # fmt: skip
    """Write the `variant` form of the bundle `full`; returns it, and per set the full form's and its scores.

    `sets` are annotated folders by name: their test splits are scored, and images of the first val or train
    split set the ranges of an eight-bit network. `reference` is the model in torch, where it is at hand. The form
    is `called` so, or by the full one's name with the variant behind. Raises `UsageError` where eight bits are
    asked for without a set to measure on, and `MachineError` where the form departs too far from the full one;
    nothing is written then.
    """
    images = {name: read_annotations(folder) for name, folder in sets.items()}
    encoders = _convert(full, variant, images)
    small, against = OnnxEncoder(full, encoders), reference or OnnxEncoder(full)
    measured = {"against": "torch" if reference else "its full-precision form", "on": "cpu"}
    parity = _parity(full, small, against) | measured
    scores = {name: _scores(against, small, found) for name, found in images.items()}
    losses = {name: round(before.plain.r1 - after.plain.r1, 2) for name, (before, after) in scores.items()}
    _judge(variant, parity, losses)
    name = called or f"{full.manifest.name}-{variant}"
    figures = {name: after.to_table() for name, (_, after) in scores.items()}
    parity["r1_lost"] = losses
    manifest = dataclasses.replace(full.manifest, name=name, metrics={**figures, f"parity_{variant}": parity})
    kept = [role for role in full.manifest.files if role != CHECKPOINT_ROLE]  # it is larger than all the rest
    files = {role: (full.manifest.files[role].path, full.read(role)) for role in kept}
    files |= {role: (files[role][0], content) for role, content in encoders.items()}
    if "model_card" in files:
        path, card = files["model_card"]
        files["model_card"] = path, variant_card(card.decode(), name, variant, parity, figures).encode()
    return write_bundle(target, manifest, files), scores


def _convert(full: Bundle, variant: Variant, images: Mapping[str, list[AnnotatedImage]]) -> dict[str, bytes]:
    image, text = full.read("image_encoder"), full.read("text_encoder")
    if "parity_packed" in full.manifest.metrics:
        image, text = unpacked(image), unpacked(text)
    if variant in _WEIGHTS_ONLY:
        convert = _WEIGHTS_ONLY[variant]
        return {"image_encoder": convert(image), "text_encoder": convert(text)}
    if not images:
        raise UsageError(
            "The int8 form needs annotated images to measure on: give a set with --data NAME=FOLDER. "
            "Nothing was written."
        )
    calibration = _calibration(full, images) if is_convolutional(image) else None
    return {"image_encoder": to_int8(image, "image", calibration), "text_encoder": to_int8(text, "ids")}


def _calibration(full: Bundle, images: Mapping[str, list[AnnotatedImage]]) -> Floats:
    """Prepared inputs evenly over the first val or train split there is; the test split stays unseen."""
    for split in ("val", "train"):
        for found in images.values():
            paths = [image.path for image in found if image.split == split]
            if paths:
                chosen = np.unique(np.linspace(0, len(paths) - 1, _CALIBRATION).astype(int))
                pixels = [read_image(paths[position])[..., :3] for position in chosen]
                return prepare(pixels, full.manifest.image)
    raise UsageError(
        "The int8 form of a convolutional network needs images that are not test images, to measure its "
        "ranges on: give a set with a val or train split by --data NAME=FOLDER. Nothing was written."
    )


def _parity(full: Bundle, small: Encoder, against: Encoder) -> dict[str, Any]:
    """Lowest cosine between the two forms' embeddings of sample pictures and word sequences."""
    words = taught_words(full.read("tokenizer"))
    pictures, ids = sample_inputs(small.spec, small.tokenizer, words, seed=0)
    image = (small.encode_images(pictures) * against.encode_images(pictures)).sum(1)
    text = (small.encode_ids(ids) * against.encode_ids(ids)).sum(1)
    lowest = {"image_cosine": float(image.min()), "text_cosine": float(text.min())}
    return {name: min(1.0, round(value, 6)) for name, value in lowest.items()}


def _scores(against: Encoder, small: Encoder, images: list[AnnotatedImage]) -> tuple[Evaluation, Evaluation]:
    test = [image for image in images if image.split == "test"]
    if not test:
        raise UsageError("A set given with --data has no test split to measure on; nothing was written.")
    return evaluate_images(against, test, "test"), evaluate_images(small, test, "test")


def _judge(variant: Variant, parity: Mapping[str, Any], losses: Mapping[str, float]) -> None:
    lowest = min(parity["image_cosine"], parity["text_cosine"])
    needed = _LOWEST.get(variant, -1.0)
    if not lowest >= needed:
        raise MachineError(
            f"The {variant} form departs from the full one (cosine {lowest:.5f}, {needed} needed); nothing was "
            "written. Keep fp32."
        )
    for name, lost in losses.items():
        if lost > ALLOWED_LOSS:
            raise MachineError(
                f"The {variant} form loses {lost:.2f} points of R@1 on {name}, where {ALLOWED_LOSS:g} is allowed; "
                "nothing was written. Keep fp32 or fp16."
            )
