"""Scores a model on an annotated set: every caption of a split is a query, every image the gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.data.samples import encode_clipped, read_image
from cpcl_train.judge.metrics import Floats, Scores, centred, retrieval_scores
from cpcl_train.model.checkpoint import Checkpoint
from cpcl_train.model.dual_encoder import DualEncoder

_BATCH = 128


class Encoder(Protocol):
    """What evaluation needs of a model, whichever runtime carries it."""

    spec: ImageInput
    tokenizer: Tokenizer

    def encode_images(self, inputs: Floats) -> Floats:
        """(N, 3, H, W) prepared inputs → (N, D) of unit norm."""

    def encode_ids(self, ids: np.ndarray[Any, np.dtype[np.int64]]) -> Floats:
        """(N, L) ids → (N, D) of unit norm."""


class TorchEncoder:
    """A model in training or from a checkpoint, run in float32 and eval mode."""

    def __init__(self, model: DualEncoder, spec: ImageInput, tokenizer: Tokenizer, device: torch.device) -> None:
        self.spec, self.tokenizer = spec, tokenizer
        self._model, self._device = model, device

    def encode_images(self, inputs: Floats) -> Floats:
        """As `Encoder`."""
        return self._run(self._model.encode_image, inputs)

    def encode_ids(self, ids: np.ndarray[Any, np.dtype[np.int64]]) -> Floats:
        """As `Encoder`."""
        return self._run(self._model.encode_text, ids)

    @torch.no_grad()
    def _run(self, encode: Callable[[torch.Tensor], torch.Tensor], values: np.ndarray[Any, Any]) -> Floats:
        training = self._model.training
        self._model.eval()
        features = encode(torch.from_numpy(values).to(self._device)).cpu().numpy()
        self._model.train(training)
        return np.asarray(features, np.float32)


def checkpoint_encoder(checkpoint: Checkpoint) -> TorchEncoder:
    """A checkpoint's model, ready to score."""
    return TorchEncoder(
        checkpoint.build(), checkpoint.config.image, checkpoint.build_tokenizer(), torch.device("cpu")
    )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was scored and how well: plain, and with the gallery's mean embedding taken off."""

    split: str
    people: int
    images: int
    captions: int
    plain: Scores
    centred: Scores

    def to_table(self) -> dict[str, Any]:
        """Plain values, as in JSON and the manifest."""
        counts = {"split": self.split, "people": self.people, "images": self.images, "captions": self.captions}
        return {**counts, **self.plain.rounded(), "centred": self.centred.rounded()}


def evaluate_folder(encoder: Encoder, root: Path, split: str, layout: str = "auto") -> Evaluation:
    """Score one split of an annotated folder; raises what `read_annotations` raises."""
    images = [image for image in read_annotations(root, layout) if image.split == split]
    if not images:
        raise UsageError(f"{root} has no images in the split {split!r}.")
    return evaluate_images(encoder, images, split)


def evaluate_images(encoder: Encoder, images: Sequence[AnnotatedImage], split: str) -> Evaluation:
    """Every caption searches among all `images`."""
    gallery = embed_images(encoder, [image.path for image in images])
    captions = [caption for image in images for caption in image.captions]
    queries = embed_texts(encoder, captions)
    people = np.array([image.person for image in images], np.int64)
    asked = np.repeat(people, [len(image.captions) for image in images])
    return Evaluation(
        split, len(set(people.tolist())), len(images), len(captions),
        retrieval_scores(queries, gallery, asked, people),
        retrieval_scores(*centred(queries, gallery), asked, people),
    )  # fmt: skip


def embed_images(encoder: Encoder, paths: Sequence[Path]) -> Floats:
    """Image files → (N, D), prepared exactly as the desktop does; alpha, where there is any, is dropped."""
    parts = []
    for start in range(0, len(paths), _BATCH):
        pixels = [read_image(path)[..., :3] for path in paths[start : start + _BATCH]]
        parts.append(encoder.encode_images(prepare(pixels, encoder.spec)))
    return np.concatenate(parts)


def embed_texts(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Captions → (N, D); each distinct caption is encoded once."""
    distinct = {text: position for position, text in enumerate(dict.fromkeys(texts))}
    ids = encode_clipped(encoder.tokenizer, list(distinct))
    parts = [encoder.encode_ids(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH)]
    return np.concatenate(parts)[[distinct[text] for text in texts]]


def report_table(rows: Sequence[tuple[str, Evaluation]]) -> str:
    """A table for the terminal, two lines per evaluation: plain and centred."""
    lines = [f"{'':28}{'R@1':>8}{'R@5':>8}{'R@10':>8}{'mAP':>8}{'mINP':>8}   people images captions"]
    for name, result in rows:
        counts = f"   {result.people:6} {result.images:6} {result.captions:8}"
        lines.append(_row(name, result.plain) + counts)
        lines.append(_row("  gallery mean taken off", result.centred))
    return "\n".join(lines)


def _row(name: str, scores: Scores) -> str:
    figures = (scores.r1, scores.r5, scores.r10, scores.mAP, scores.mINP)
    return f"{name:28}" + "".join(f"{figure:8.2f}" for figure in figures)
