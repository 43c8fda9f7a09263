"""Any CLIP-like pair of ONNX encoders with its tokenizer → a bundle of the user's.

What the networks state is read from them: names and types of inputs, sizes
where they are fixed. What they do not state is CLIP's unless the user says
otherwise. Both are tried before anything is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import MOST_SIDE, Fit, ImageInput, Interpolation, Manifest, NumberType, Ports
from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import BundleError, MachineError, UsageError
from cpcl_desktop.engine.models.installed import UNKNOWN_LICENCE, keep
from cpcl_desktop.engine.runtime.sessions import Session, Shape, open_session

Triple = tuple[float, float, float]
CLIP_MEAN: Final[Triple] = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD: Final[Triple] = (0.26862954, 0.26130258, 0.27577711)
CLIP_SIDE: Final = 224  # pixels, where neither network nor user gives a size
CLIP_CONTEXT: Final = 77
_NUMBERS: Mapping[str, NumberType] = {
    "tensor(int64)": "int64",
    "tensor(int32)": "int32",
    "tensor(float)": "float32",
    "tensor(bool)": "bool",
}
_TEXTS = ("a woman in a red coat", "a man with a blue backpack")
_SAME = 0.99999  # cosine of what is told apart no more


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user states of the model; None where the networks, the tokenizer or CLIP's habits decide.

    `size` is height and width of the picture in pixels, `mean` and `std` are of
    pixels in 0..1, `context` is the length of the text in word pieces.
    """

    name: str
    licence: str = UNKNOWN_LICENCE
    size: tuple[int, int] | None = None
    mean: Triple = CLIP_MEAN
    std: Triple = CLIP_STD
    context: int | None = None
    interpolation: Interpolation = "bicubic"
    fit: Fit = "stretch"


@dataclass(frozen=True, slots=True)
class _Encoder:
    """One of the two networks: its file, its session, and what its outputs of rank 2 gave, by name."""

    path: Path
    content: bytes
    session: Session


def import_model(image: Path, text: Path, tokenizer: Path, wishes: Wishes) -> Bundle:
    """Try the pair and keep it as one of the user's models.

    Raises:
        UsageError: there is no such file, or what the user states cannot be.
        BundleError: what does not fit, in a sentence; nothing is kept then.
        MachineError: it could not be kept.
    """
    _check_wishes(wishes)
    pictures, words = _opened(image), _opened(text)
    vocabulary = _read(tokenizer)
    spec = _image_input(pictures, wishes)
    ports = _text_ports(words, _pad_id(vocabulary), _image_port(pictures))
    context = _context(words, ports.ids, wishes.context, vocabulary)
    reader = Tokenizer(vocabulary, context, ports.pad_id)
    image_outputs, text_outputs = _try_images(pictures, ports, spec), _try_texts(words, ports, reader)
    image_output, text_output = _agreeing(image_outputs, text_outputs)
    _check_vectors(pictures.path, image_outputs[image_output], "pictures")
    _check_vectors(words.path, text_outputs[text_output], "texts")
    manifest = Manifest(
        kind="image-text",
        name=wishes.name,
        licence=wishes.licence,
        image=spec,
        embedding_dim=image_outputs[image_output].shape[1],
        context_length=context,
        ports=replace(ports, image_output=image_output, text_output=text_output),
    )
    files = {
        "image_encoder": ("image.onnx", pictures.content),
        "text_encoder": ("text.onnx", words.content),
        "tokenizer": ("tokenizer.json", vocabulary),
    }
    return keep(manifest, files, "imported")


# --- reading what there is


def _read(path: Path) -> bytes:
    if is_case_file(path):
        raise UsageError("{path} is a case's file, not a model; it was not read.", path=path)
    if path.exists() and not path.is_file():
        raise UsageError("{path} is no file; nothing was read or imported.", path=path)
    try:
        return read_regular(path)
    except OSError as error:
        raise UsageError(
            "The file {path} cannot be read ({why}); nothing was imported.", path=path, why=error.strerror
        ) from error


def _opened(path: Path) -> _Encoder:
    content = _read(path)
    try:
        return _Encoder(path, content, open_session(content, "cpu", 0))
    except BundleError as error:
        raise BundleError(
            "{path} is not an ONNX network that runs here ({why}). Weights in a second file beside it must be "
            "saved into it first. Nothing was imported.",
            path=path,
            why=error,
        ) from error


def _check_wishes(wishes: Wishes) -> None:
    sides = wishes.size or (CLIP_SIDE, CLIP_SIDE)
    if not wishes.name.strip():
        raise UsageError("Give the model a name; nothing was imported.")
    if min(sides) < 1 or max(sides) > MOST_SIDE or min(wishes.std) <= 0:
        raise UsageError("The input size or the deviation (--size, --std) cannot be; nothing was imported.")


def _image_port(encoder: _Encoder) -> str:
    """The name of the one image input."""
    inputs, types = encoder.session.inputs, encoder.session.types
    if len(inputs) != 1:
        raise _unfit(
            encoder.path, worded("an image encoder has one input; it has {inputs}", inputs=_listed(inputs))
        )
    ((name, shape),) = inputs.items()
    if types[name] != "tensor(float)":
        raise _unfit(
            encoder.path,
            worded(
                "its input {name} is {type}; export it with inputs of 32-bit floats", name=name, type=types[name]
            ),
        )
    if len(shape) != 4 or (isinstance(shape[1], int) and shape[1] != 3):
        raise _unfit(
            encoder.path,
            worded("its input {name} is {shape}, not pictures as N×3×height×width", name=name, shape=_shown(shape)),
        )
    _check_batch(encoder, name)
    return name


def _image_input(encoder: _Encoder, wishes: Wishes) -> ImageInput:
    """The picture that the network takes: its own size where that is fixed, else the user's, else CLIP's."""
    shape = encoder.session.inputs[_image_port(encoder)]
    fixed = [side if isinstance(side, int) else None for side in shape[2:]]
    wished: Sequence[int | None] = wishes.size or (None, None)
    for side, wish in zip(fixed, wished, strict=True):
        if side is not None and wish is not None and side != wish:
            raise _unfit(
                encoder.path,
                worded("it takes pictures of {shape} pixels only; leave out --size", shape=_shown(shape[2:])),
            )
    height, width = (side or wish or CLIP_SIDE for side, wish in zip(fixed, wished, strict=True))
    return ImageInput(
        height, width, mean=wishes.mean, std=wishes.std, interpolation=wishes.interpolation, fit=wishes.fit
    )


def _text_ports(encoder: _Encoder, pad_id: int, image: str) -> Ports:
    """What the text network takes: ids, and an attention mask where it has a second input that is one."""
    inputs, types = encoder.session.inputs, encoder.session.types
    masks = [name for name in inputs if "mask" in name.lower()]
    ids = [name for name in inputs if name not in masks]
    if len(ids) != 1 or len(masks) > 1:
        raise _unfit(
            encoder.path,
            worded(
                "a text encoder takes ids and perhaps an attention mask; it has {inputs}", inputs=_listed(inputs)
            ),
        )
    kinds = {name: _NUMBERS.get(types[name]) for name in inputs}
    mask_type = kinds[masks[0]] if masks else "int64"
    if kinds[ids[0]] not in ("int64", "int32") or mask_type is None or len(inputs[ids[0]]) != 2:
        raise _unfit(
            encoder.path, worded("ids are whole numbers N×length; it has {inputs}", inputs=_listed(inputs, types))
        )
    _check_batch(encoder, ids[0])
    return Ports(
        image=image,
        ids=ids[0],
        ids_type=kinds[ids[0]] or "int64",
        mask=masks[0] if masks else None,
        mask_type=mask_type,
        pad_id=pad_id,
    )


def _check_batch(encoder: _Encoder, name: str) -> None:
    first = encoder.session.inputs[name][0]
    if isinstance(first, int) and first != 1:
        raise _unfit(
            encoder.path,
            worded("it takes {first} at a time, no fewer; export it with a free or single batch", first=first),
        )


def _context(encoder: _Encoder, ids: str, wished: int | None, vocabulary: bytes) -> int:
    """The length of a text in ids: the network's where it is fixed, else the user's, the tokenizer's or CLIP's."""
    fixed = encoder.session.inputs[ids][1]
    if isinstance(fixed, int):
        if wished not in (None, fixed):
            raise _unfit(
                encoder.path, worded("it takes texts of {fixed} ids only; leave out --context", fixed=fixed)
            )
        return fixed
    told = _section(vocabulary, "truncation").get("max_length")
    return wished or (told if isinstance(told, int) and told > 0 else CLIP_CONTEXT)


def _pad_id(vocabulary: bytes) -> int:
    """What the tokenizer pads with; 0 where it does not say."""
    told = _section(vocabulary, "padding").get("pad_id")
    return told if isinstance(told, int) and told >= 0 else 0


def _section(vocabulary: bytes, name: str) -> Mapping[str, Any]:
    try:
        table = json.loads(vocabulary)
    except (ValueError, RecursionError) as error:
        raise BundleError(
            "The tokenizer is not a tokenizer.json ({why}); nothing was imported.", why=error
        ) from error
    section = table.get(name) if isinstance(table, dict) else None
    return section if isinstance(section, dict) else {}


# --- trying it

_Outputs = dict[str, npt.NDArray[np.float32]]


def _try_images(encoder: _Encoder, ports: Ports, spec: ImageInput) -> _Outputs:
    """What the network gives for two unlike pictures, each by itself."""
    random = np.random.default_rng(3)
    noise = random.standard_normal((1, 3, spec.height, spec.width), np.float32)
    ramp = np.broadcast_to(np.linspace(-1, 2, spec.width, dtype=np.float32), noise.shape).copy()
    return _tried(encoder, [{ports.image: noise}, {ports.image: ramp}])


def _try_texts(encoder: _Encoder, ports: Ports, reader: Tokenizer) -> _Outputs:
    """What the network gives for two unlike texts, each by itself."""
    inputs = []
    for ids in (reader.encode([text]) for text in _TEXTS):
        given: dict[str, npt.NDArray[Any]] = {ports.ids: ids.astype(ports.ids_type)}
        if ports.mask is not None:
            given[ports.mask] = reader.mask(ids).astype(ports.mask_type)
        inputs.append(given)
    return _tried(encoder, inputs)


def _tried(encoder: _Encoder, inputs: Sequence[Mapping[str, npt.NDArray[Any]]]) -> _Outputs:
    """The outputs that are one vector for each input, stacked, by name."""
    try:
        runs = [encoder.session.run(given) for given in inputs]
    except MachineError as error:
        raise _unfit(encoder.path, worded("it does not run on what it says it takes ({why})", why=error)) from error
    vectors: _Outputs = {}
    for at, name in enumerate(encoder.session.outputs):
        found = [np.asarray(run[at]) for run in runs]
        if all(one.ndim == 2 and len(one) == 1 and np.issubdtype(one.dtype, np.floating) for one in found):
            vectors[name] = np.concatenate(found).astype(np.float32)
    if not vectors:
        raise _unfit(
            encoder.path,
            worded(
                "none of its outputs is one vector for each input: {outputs}",
                outputs=_listed(encoder.session.outputs),
            ),
        )
    return vectors


def _agreeing(images: _Outputs, texts: _Outputs) -> tuple[str, str]:
    """The outputs of both networks that are of one length; those called embeddings before others."""
    pairs = [(i, t) for i in images for t in texts if images[i].shape[1] == texts[t].shape[1]]
    if not pairs:
        lengths = [", ".join(f"{name} {len(v[0])}" for name, v in outputs.items()) for outputs in (images, texts)]
        raise BundleError(
            "The two networks give no vectors of one length (pictures: {of_pictures}; texts: {of_texts}). They "
            "must end in the shared space, behind both projections. Nothing was imported.",
            of_pictures=lengths[0],
            of_texts=lengths[1],
        )
    return max(pairs, key=lambda pair: sum("embed" in name.lower() for name in pair))


def _check_vectors(path: Path, vectors: npt.NDArray[np.float32], what: str) -> None:
    norms = np.linalg.norm(vectors, axis=1)
    if not np.isfinite(vectors).all() or norms.min() <= 0:
        raise _unfit(path, worded("for made-up {what} it gives numbers that are none", what=what))
    if float(vectors[0] @ vectors[1] / (norms[0] * norms[1])) > _SAME:
        raise _unfit(path, worded("it gives the same vector for two unlike {what}", what=what))


# --- words


def _unfit(path: Path, why: str) -> BundleError:
    return BundleError("{path} cannot be used: {why}. Nothing was imported.", path=path, why=why)


def _listed(ports: Mapping[str, Shape], types: Mapping[str, str] | None = None) -> str:
    shown = (f"{name} {_shown(shape)}{f' {types[name]}' if types else ''}" for name, shape in ports.items())
    return ", ".join(shown) or "none"


def _shown(shape: Shape) -> str:
    return "×".join("?" if side is None else str(side) for side in shape)
