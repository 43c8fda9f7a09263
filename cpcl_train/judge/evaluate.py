"""Scores a model on an annotated set: every caption of a split is a query, every image the gallery.

Other directions, and rankings that neighbours correct, are scored beside that; see `judge/directions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import torch
from torch import Tensor

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.configs.training import Precision
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.data.pictures import Files, pictures
from cpcl_train.data.samples import encode_clipped, normalise
from cpcl_train.judge.directions import TEXT_TO_IMAGE, Features, directed_scores
from cpcl_train.judge.metrics import Floats, Scores, centred, retrieval_scores
from cpcl_train.model.checkpoint import Checkpoint
from cpcl_train.model.dual_encoder import DualEncoder
from cpcl_train.model.hardware import choose_device, mixed

_BATCH: Final = {"cpu": 128, "cuda": 512}
_ADVICE: Final = "Nothing was scored. Run cpcl-train check-data on the folder, and correct it."


class Encoder(Protocol):
    """What evaluation needs of a model, whichever runtime carries it."""

    spec: ImageInput
    tokenizer: Tokenizer

    def encode_images(self, inputs: Floats) -> Floats:
        """(N, 3, H, W) prepared inputs → (N, D) of unit norm."""

    def encode_ids(self, ids: np.ndarray[Any, np.dtype[np.int64]]) -> Floats:
        """(N, L) ids → (N, D) of unit norm."""


class TorchEncoder:
    """A model in training or from a checkpoint, run in eval mode; in float32 unless another precision is given."""

    def __init__(
        self, model: DualEncoder, spec: ImageInput, tokenizer: Tokenizer, device: torch.device,
        precision: Precision = "fp32",
    ) -> None:  # fmt: skip
        self.spec, self.tokenizer = spec, tokenizer
        self.device = device
        self._model, self._precision = model, precision

    def encode_images(self, inputs: Floats) -> Floats:
        """As `Encoder`."""
        return self._run(self._model.encode_image, [torch.from_numpy(inputs)])

    def encode_ids(self, ids: np.ndarray[Any, np.dtype[np.int64]]) -> Floats:
        """As `Encoder`."""
        return self._run(self._model.encode_text, [torch.from_numpy(ids)])

    def encode_pictures(self, parts: Iterable[Tensor]) -> Floats:
        """Pictures as `data.pictures` gives them → (N, D) of unit norm; a GPU is waited for once, at the end."""
        return self._run(self._encode_pixels, parts)

    def _encode_pixels(self, pixels: Tensor) -> Tensor:
        return self._model.encode_image(normalise(pixels.permute(0, 3, 1, 2), self.spec))

    @torch.no_grad()
    def _run(self, encode: Callable[[Tensor], Tensor], parts: Iterable[Tensor]) -> Floats:
        training = self._model.training
        self._model.eval()
        with mixed(self._precision, self.device):
            features = [encode(part.to(self.device, non_blocking=True)).float() for part in parts]
        self._model.train(training)
        return np.asarray(torch.cat(features).cpu().numpy(), np.float32)


def checkpoint_encoder(checkpoint: Checkpoint, device: str = "cpu", precision: Precision = "fp32") -> TorchEncoder:
    """A checkpoint's model, ready to score on a device (auto, cpu, cuda)."""
    chosen = choose_device(device)
    model, tokenizer = checkpoint.build().to(chosen), checkpoint.build_tokenizer()
    return TorchEncoder(model, checkpoint.config.image, tokenizer, chosen, precision)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was scored and how well: plain, and with the gallery's mean embedding taken off."""

    split: str
    people: int
    images: int
    captions: int
    plain: Scores
    centred: Scores
    beside: Mapping[str, Scores] = field(default_factory=dict)
    """Other directions and corrected rankings that were asked for, by name."""

    def to_table(self) -> dict[str, Any]:
        """Plain values, as in JSON and the manifest."""
        counts = {"split": self.split, "people": self.people, "images": self.images, "captions": self.captions}
        beside = {name: scores.rounded() for name, scores in self.beside.items()}
        table = {**counts, **self.plain.rounded(), "centred": self.centred.rounded()}
        return {**table, "beside": beside} if beside else table


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an evaluation goes about it, and what it scores beside captions that search among images.

    `workers` are processes that read images, `directions` names of `judge.directions.DIRECTIONS`; `rerank` adds the
    figures of rankings that reciprocal neighbours among so many correct (0: none), computed on `device`.
    """

    workers: int = 0
    directions: Sequence[str] = ()
    rerank: int = 0
    device: str = "cpu"


def evaluate_folder(
    encoder: Encoder, root: Path, split: str, layout: str = "auto", wanted: Wanted | None = None
) -> Evaluation:
    """Score one split of an annotated folder; raises what `read_annotations` raises."""
    images = [image for image in read_annotations(root, layout) if image.split == split]
    if not images:
        raise UsageError(f"{root} has no images in the split {split!r}.")
    return evaluate_images(encoder, images, split, wanted)


def evaluate_images(
    encoder: Encoder, images: Sequence[AnnotatedImage], split: str, wanted: Wanted | None = None
) -> Evaluation:
    """Every caption searches among all `images`; other directions beside it, where they are `wanted`."""
    wanted = wanted or Wanted()
    found = embed_set(encoder, images, wanted.workers)
    given = found.texts, found.images, found.asked, found.people
    plain = retrieval_scores(*given)
    level = retrieval_scores(*centred(found.texts, found.images), found.asked, found.people)
    beside = directed_scores(found, wanted.directions, wanted.rerank, wanted.device)
    beside.pop(TEXT_TO_IMAGE, None)  # the plain figures
    return Evaluation(split, len(set(found.people.tolist())), len(images), len(found.asked), plain, level, beside)


def embed_set(encoder: Encoder, images: Sequence[AnnotatedImage], workers: int = 0) -> Features:
    """All pictures and all captions of a split, embedded."""
    gallery = embed_images(encoder, [image.path for image in images], workers)
    texts = embed_texts(encoder, [caption for image in images for caption in image.captions])
    counts = [len(image.captions) for image in images]
    people = np.array([image.person for image in images], np.int64)
    return Features(gallery, texts, people, np.repeat(np.arange(len(images)), counts))


def embed_images(encoder: Encoder, paths: Sequence[Path], workers: int = 0) -> Floats:
    """Image files → (N, D), prepared exactly as the desktop does; alpha, where there is any, is dropped.

    `workers` are processes that read and resize; 0 does so in this one.
    """
    files = Files(paths, encoder.spec)
    if isinstance(encoder, TorchEncoder):
        kind = encoder.device.type
        return encoder.encode_pictures(pictures(files, len(paths), _BATCH[kind], workers, kind == "cuda", _ADVICE))
    parts = pictures(files, len(paths), _BATCH["cpu"], workers, False, _ADVICE)
    return np.concatenate([encoder.encode_images(prepare(list(part.numpy()), encoder.spec)) for part in parts])


def embed_texts(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Captions → (N, D); each distinct caption is encoded once."""
    distinct = {text: position for position, text in enumerate(dict.fromkeys(texts))}
    ids, size = encode_clipped(encoder.tokenizer, list(distinct)), _BATCH["cpu"]
    parts = [encoder.encode_ids(ids[start : start + size]) for start in range(0, len(ids), size)]
    return np.concatenate(parts)[[distinct[text] for text in texts]]


def report_table(rows: Sequence[tuple[str, Evaluation]]) -> str:
    """A table for the terminal, a line for each kind of figure of each evaluation, plain ones first."""
    lines = [f"{'':28}{'R@1':>8}{'R@5':>8}{'R@10':>8}{'mAP':>8}{'mINP':>8}   people images captions"]
    for name, result in rows:
        counts = f"   {result.people:6} {result.images:6} {result.captions:8}"
        lines.append(_row(name, result.plain) + counts)
        lines.append(_row("  gallery mean taken off", result.centred))
        lines += [_row(f"  {kind}", scores) for kind, scores in result.beside.items()]
    return "\n".join(lines)


def _row(name: str, scores: Scores) -> str:
    figures = (scores.r1, scores.r5, scores.r10, scores.mAP, scores.mINP)
    return f"{name:28}" + "".join(f"{figure:8.2f}" for figure in figures)
