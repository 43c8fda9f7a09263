"""The manifest of a model bundle: what it declares, read from and written to `manifest.json`.

A manifest names every file of its bundle with size and SHA-256, so that a
bundle that passes `Bundle.open` is the bundle that was exported, byte for byte.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Literal

from cpcl_desktop.bundle.calibration import Calibration
from cpcl_desktop.bundle.descent import Descent
from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.bundle.typed import Misfit, build

SCHEMA_VERSION = 1
MOST_SIDE = 8192  # pixels of a network's input

Kind = Literal["image-text", "detector"]
Interpolation = Literal["area", "bilinear", "bicubic"]
Fit = Literal["stretch", "letterbox"]
Channels = Literal["rgb", "bgr"]
NumberType = Literal["int64", "int32", "float32", "bool"]

REQUIRED_ROLES: Mapping[str, tuple[str, ...]] = {
    "image-text": ("image_encoder", "text_encoder", "tokenizer"),
    "detector": ("detector",),
}


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the bundle: `path` relative with forward slashes, `sha256` in hex, `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ImageInput:
    """How an image becomes the network's input, exactly as in training.

    Pixels are divided by `scale`, then normalised by `mean` and `std` per
    channel in `channels` order. `stretch` ignores the aspect ratio; `letterbox`
    keeps it and fills below and to the right with `pad` (0..255).
    """

    height: int
    width: int
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)
    scale: float = 255.0
    interpolation: Interpolation = "area"
    fit: Fit = "stretch"
    channels: Channels = "rgb"
    pad: int = 114


@dataclass(frozen=True, slots=True)
class DetectorSpec:
    """How to read a detector's output. `layout` "yolox": N×(5+C), undecoded, over `strides`.

    Which layouts a program reads is a table of its own (`engine/people/detect.py`).
    """

    layout: str = "yolox"
    strides: tuple[int, ...] = (8, 16, 32)
    person_class: int = 0
    score_threshold: float = 0.35
    nms_iou: float = 0.5


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be said of a person, such as the colour of the top, and what can be said of it."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ports:
    """What the two encoders call their inputs and outputs, and of which types these are; the defaults are our own.

    An output None is the network's first. `mask` is the text encoder's input that
    is 1 for each word piece and 0 for padding, None where it takes none. Ids are
    padded with `pad_id`.
    """

    image: str = "image"
    image_output: str | None = None
    ids: str = "ids"
    ids_type: NumberType = "int64"
    mask: str | None = None
    mask_type: NumberType = "int64"
    text_output: str | None = None
    pad_id: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle declares about itself; `files` maps a role to its file; no `ports` are our own."""

    kind: Kind
    name: str
    licence: str
    image: ImageInput
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    version: str = "1"
    embedding_dim: int | None = None
    context_length: int | None = None
    detector: DetectorSpec | None = None
    attributes: tuple[Attribute, ...] = ()
    """What both encoders also say beside their vectors (output `attributes`): for each attribute the
    log-probability of each value, side by side in this order."""
    agreement: float = 0.0
    """What it costs a crop in a ranking to contradict a sentence in its attributes, for each nat; see
    `engine/people/rows.py`."""
    trained_on: tuple[str, ...] = ()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION
    ports: Ports | None = None
    calibration: Calibration | None = None
    """What its scores mean; None where that was not measured."""
    descent: Descent | None = None
    """What it was made of and how it was judged, where it learnt from the pairs of cases."""

    def to_json(self) -> str:
        """The text of `manifest.json`; keys sorted, so that equal manifests are equal bytes."""
        table = dataclasses.asdict(self)
        # Newer than bundles whose hash cases know: a manifest without them must stay the same bytes.
        for name in ("ports", "calibration", "attributes", "agreement", "descent"):
            if not table[name]:
                del table[name]
        return json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def parse_manifest(text: str) -> Manifest:
    """Read the text of a `manifest.json`; `BundleError` names what is wrong with it."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BundleError("The model's manifest.json is not valid JSON ({why}).", why=error) from error
    if not isinstance(data, dict) or "schema_version" not in data:
        raise BundleError("The model's manifest.json is not a CPCL manifest: it has no schema_version.")
    version = data["schema_version"]
    if version != SCHEMA_VERSION:
        raise BundleError(
            "The model's manifest has schema version {version!r}; this program reads version {known}. Update the "
            "program, or export the model again.",
            version=version,
            known=SCHEMA_VERSION,
        )
    try:
        manifest = build(Manifest, data, "manifest")
    except Misfit as misfit:
        raise BundleError("The model's manifest does not fit: {misfit}.", misfit=misfit) from misfit
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    missing = [role for role in REQUIRED_ROLES[manifest.kind] if role not in manifest.files]
    if missing:
        raise BundleError("The model's manifest names no file for: {names}.", names=", ".join(missing))
    if manifest.kind == "image-text" and not (manifest.embedding_dim and manifest.context_length):
        raise BundleError("The model's manifest lacks embedding_dim or context_length.")
    if manifest.kind == "detector" and manifest.detector is None:
        raise BundleError("The detector's manifest does not say how to read its output (detector).")
    sides = manifest.image.height, manifest.image.width
    if min(sides) < 1 or max(sides) > MOST_SIDE or min(manifest.image.std) <= 0:
        raise BundleError("The model's manifest gives an impossible input size or deviation (image).")
    values = sum(len(attribute.values) for attribute in manifest.attributes)
    if manifest.calibration is not None and len(manifest.calibration.shares) != values:
        raise BundleError(
            "The model's calibration is not for its {values} values of attributes (shares).", values=values
        )
    for entry in manifest.files.values():
        check_inside(entry.path)


def check_inside(path: str) -> None:
    """Refuse a path that could lead out of the bundle: absolute, with a drive, `..` or backslashes."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ":" in path or ".." in parts:
        raise BundleError(
            "The model's manifest points outside the bundle ({path!r}); it was not opened.", path=path
        )
