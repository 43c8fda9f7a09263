"""Features of the whole training set, as clustering takes them.

In eval mode, without augmentation and without gradient, in index order: row i belongs to image index i or
pair index i, whatever order the epochs visit them in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import fit
from cpcl_train.config import Config
from cpcl_train.data.augment import Pixels, paint_over
from cpcl_train.data.pictures import pictures
from cpcl_train.data.samples import WHILE_TRAINING, TrainingSet, normalise
from cpcl_train.data.tokens import text_lengths
from cpcl_train.distributed import Team
from cpcl_train.method.pseudo_labels import Samples
from cpcl_train.model.dual_encoder import DualEncoder, may_trim
from cpcl_train.run.optimise import autocast

_BATCH: Final = {"cpu": 64, "cuda": 512}
"""Samples encoded at once: few enough for a processor's cache, enough to fill a GPU."""
_GREY: Final = 128

Tick = Callable[[int, int], None]
"""Called with how many of how many samples are done."""


@torch.no_grad()
def extract(
    model: DualEncoder, data: TrainingSet, config: Config, device: torch.device, team: Team, tick: Tick
) -> Samples:
    """Features of all training images and captions; each process of the team encodes its part."""
    training = model.training
    model.eval()
    try:
        images = _encode_images(model, data, config, device, team, tick)
        texts = _encode_texts(model, data, config, device, team)
    finally:
        model.train(training)
    return Samples(images, texts, data.image_of, data.people, data.cameras)


def plain_view(image: Pixels, spec: ImageInput) -> Pixels:
    """An image as the network takes it, unaugmented: height×width×3; a cut-out stands before mid grey."""
    if image.shape[2] == 4:
        return paint_over(np.full((spec.height, spec.width, 3), _GREY, np.uint8), image)
    return fit(image, spec)


def _encode_images(
    model: DualEncoder, data: TrainingSet, config: Config, device: torch.device, team: Team, tick: Tick
) -> Floats:
    own, size = team.own_slice(len(data.images)), _BATCH[device.type]
    view, count = _Views(data, config.image, own.start), own.stop - own.start
    parts = []
    for pixels in pictures(view, count, size, config.data.workers, device.type == "cuda", WHILE_TRAINING):
        with autocast(config, device):
            features = model.encode_image(
                normalise(pixels.to(device, non_blocking=True).permute(0, 3, 1, 2), config.image)
            )
        parts.append(features.float())
        tick(min(len(parts) * size, count), count)
    return _joined(parts, model, team)


def _encode_texts(
    model: DualEncoder, data: TrainingSet, config: Config, device: torch.device, team: Team
) -> Floats:
    """Each distinct caption once, short ones together, so that little padding is encoded."""
    ids, inverse = np.unique(data.ids, axis=0, return_inverse=True)
    lengths = text_lengths(ids)
    order: Indices = np.argsort(lengths, kind="stable")
    own = order[team.own_slice(len(order))]
    trim, size, parts = may_trim(config), _BATCH[device.type], []
    for start in range(0, len(own), size):
        rows = own[start : start + size]
        batch: NDArray[np.int64] = ids[rows, : lengths[rows].max()] if trim else ids[rows]
        with autocast(config, device):
            parts.append(model.encode_text(torch.from_numpy(batch).to(device, non_blocking=True)).float())
    features = np.empty((len(ids), model.embed_dim), np.float32)
    features[order] = _joined(parts, model, team)
    return np.asarray(features[inverse.reshape(-1)])


@dataclass(frozen=True, slots=True)
class _Views:
    """The set's images from `first` on, prepared without augmentation; runs inside the loader's processes."""

    data: TrainingSet
    spec: ImageInput
    first: int

    def __call__(self, position: int) -> Pixels:
        return plain_view(self.data.load(self.first + position), self.spec)


def _joined(parts: list[Tensor], model: DualEncoder, team: Team) -> Floats:
    """The team's rows, one process's behind the other's; a GPU is waited for once."""
    own = torch.cat(parts).cpu().numpy() if parts else np.empty((0, model.embed_dim), np.float32)
    return team.gather_arrays(np.asarray(own, np.float32))
