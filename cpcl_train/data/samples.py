"""Training samples and batches: images, captions as ids, attribute labels, all keyed by index.

An *image index* is a position in the list of training images, a *pair index* a position in the list of all
their captions. A batch carries both, so that labels and features never depend on the order of a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from cpcl_desktop.bundle.errors import MediaError, UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.config import Config, Sample
from cpcl_train.data.annotations import NO_CAMERA, AnnotatedImage
from cpcl_train.data.augment import Pixels, augment, cut_out, drop_words, layers
from cpcl_train.data.order import cluster_order
from cpcl_train.data.tokens import Maskable, text_lengths
from cpcl_train.distributed import Team
from cpcl_train.method.masking import mask_tokens

T = TypeVar("T")

_SIDES: Final = re.compile(r"\b(left|right)(hand(ed)?|most|wards?)?\b", re.IGNORECASE)
"""Words that mirroring would make wrong; `bright` and `leftover` are others."""
WHILE_TRAINING: Final = (
    "Finished epochs are kept. Run cpcl-train check-data on the folder, correct it, and start the training again: "
    "it goes on from there."
)
"""What to do where an image of a training set cannot be read."""
_KEPT = 1.5  # images in memory are up to this much larger than the network's input


@dataclass(frozen=True, slots=True)
class Batch:
    """B samples. `ids` (B, L) int64, `labels` (B, attributes) int64 (−1 unsaid).

    `images` are (B, 3, H, W) uint8, or what `compose.Composer` takes where the set is `composed`.
    `wrong` (B, L) are ids of a sentence that contradicts each image, None where the set has none.
    """

    images: Tensor
    ids: Tensor
    labels: Tensor
    image_index: Tensor
    pair_index: Tensor
    wrong: Tensor | None = None


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """The training split. `ids` (pairs, L) int64; `image_of` (pairs,) the image index of each pair."""

    images: Sequence[AnnotatedImage]
    ids: npt.NDArray[np.int64]
    image_of: npt.NDArray[np.int64]
    mirrored: npt.NDArray[np.bool_]
    labels: Tensor
    maskable: Maskable
    pixels: dict[int, Pixels] = field(default_factory=dict)
    """Decoded images by image index, where they are kept in memory."""
    wrong: npt.NDArray[np.int64] | None = None
    """Contradicting sentences as ids (images, K, L), where every image has some."""
    composed: bool = False
    """Whether pictures are put together on the device that trains (rendered people on a GPU)."""

    @property
    def pairs_of(self) -> list[npt.NDArray[np.int64]]:
        """The pair indices of each image."""
        bounds = np.flatnonzero(np.diff(self.image_of)) + 1
        return np.split(np.arange(len(self.image_of)), bounds)

    @property
    def people(self) -> npt.NDArray[np.int64]:
        """True identities (images,), for analysis and for the upper bound only."""
        return np.array([image.person for image in self.images], np.int64)

    @property
    def cameras(self) -> npt.NDArray[np.int64] | None:
        """Which camera took each image (images,), None where the set does not say of all."""
        named = np.array([image.camera for image in self.images], np.int64)
        return named if len(named) and bool((named != NO_CAMERA).all()) else None

    def samples(self, sample: Sample) -> int:
        """How many samples an epoch visits."""
        return len(self.images) if sample == "image" else len(self.image_of)

    def load(self, index: int) -> Pixels:
        """The image, from memory if it is kept there; people with alpha are cut out."""
        kept = self.pixels.get(index)
        return read_sample(self.images[index].path) if kept is None else kept


def read_image(path: Path) -> Pixels:
    """Decode to H×W×3 RGB, or H×W×4 RGBA where the file has alpha; `MediaError` names the file."""
    try:
        content = np.fromfile(path, np.uint8)
    except OSError as error:
        raise MediaError(f"The image {path} cannot be read ({error.strerror}).") from error
    image = cv2.imdecode(content, cv2.IMREAD_UNCHANGED) if len(content) else None
    if image is None or image.dtype != np.uint8:
        raise MediaError(f"The image {path} is damaged or not an 8-bit image.")
    if image.ndim == 2:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB), np.uint8)
    code = cv2.COLOR_BGRA2RGBA if image.shape[2] == 4 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(image, code), np.uint8)


def read_sample(path: Path) -> Pixels:
    """As `read_image`; a person with alpha is cut out."""
    image = read_image(path)
    return cut_out(image) if image.shape[2] == 4 else image


def shrink(image: Pixels, height: int, width: int) -> Pixels:
    """The image at most `height` × `width`, each side by itself; never larger than it was."""
    size = min(image.shape[1], width), min(image.shape[0], height)
    if size == (image.shape[1], image.shape[0]):
        return image
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def training_set(
    images: Sequence[AnnotatedImage], tokenizer: Tokenizer, labels: Tensor, maskable: Maskable, config: Config
) -> TrainingSet:
    """Gather the training images, their captions as ids, and (with `data.cache`) their pixels.

    Kept pixels are no larger than augmentation needs, which saves memory and time.
    """
    captions = [caption for image in images for caption in image.captions]
    if not captions:
        raise UsageError("The data has no training images with captions; nothing was trained.")
    image_of = np.repeat(np.arange(len(images)), [len(image.captions) for image in images])
    mirrored = np.array([_SIDES.search(caption) is None for caption in captions])
    limit = round(_KEPT * config.image.height), round(_KEPT * config.image.width)
    kept = images if config.data.cache else ()
    pixels = {index: shrink(read_sample(image.path), *limit) for index, image in enumerate(kept)}
    ids, wrong = encode_clipped(tokenizer, captions), _contradictions(images, tokenizer, config)
    return TrainingSet(images, ids, image_of, mirrored, labels, maskable, pixels, wrong)


def _contradictions(
    images: Sequence[AnnotatedImage], tokenizer: Tokenizer, config: Config
) -> npt.NDArray[np.int64] | None:
    """As many of each image as all have, at most two; none where they do not count."""
    count = min(2, *(len(image.contradictions) for image in images), 2) if config.train.contradict else 0
    if not count:
        return None
    texts = [text for image in images for text in image.contradictions[:count]]
    return encode_clipped(tokenizer, texts).reshape(len(images), count, -1)


def encode_clipped(tokenizer: Tokenizer, texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """As `Tokenizer.encode`, but captions that are too long lose their last words instead of failing."""
    try:
        return tokenizer.encode(texts)
    except UsageError:
        return np.concatenate([_encode_one(tokenizer, text) for text in texts])


def _encode_one(tokenizer: Tokenizer, text: str) -> npt.NDArray[np.int64]:
    words = text.split()
    while True:
        try:
            return tokenizer.encode([" ".join(words)])
        except UsageError:
            words.pop()


def epoch_samples(
    data: TrainingSet, sample: Sample, seed: int, epoch: int,
    clusters: npt.NDArray[np.int64] | None = None, instances: int = 1,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """The pair indices an epoch visits, shuffled; a function of seed, epoch and `clusters` (pairs,) only.

    Without clusters, as before the first of them, `cluster` is as `pair`.
    """
    rng = np.random.default_rng((seed, epoch))
    if sample == "image":
        return rng.permutation(np.array([rng.choice(pairs) for pairs in data.pairs_of]))
    if sample == "cluster" and clusters is not None:
        return cluster_order(rng, clusters, data.image_of, instances)
    return rng.permutation(len(data.image_of))


class _Samples(Dataset[tuple[Pixels, npt.NDArray[np.int64], int]]):
    """Prepares one pair of one epoch; runs inside the loader's processes."""

    def __init__(self, data: TrainingSet, config: Config, epoch: int) -> None:
        self.data, self.spec, self.config = data, config.image, config.augment
        self.seed, self.epoch, self.masked = config.seed, epoch, config.method.mask_tokens

    def __getitem__(self, pair: int) -> tuple[Pixels, npt.NDArray[np.int64], int]:
        data, config = self.data, self.config
        rng = np.random.default_rng((self.seed, self.epoch, pair))
        flip = bool(rng.random() < config.flip and data.mirrored[pair])
        image = data.load(int(data.image_of[pair]))
        neighbour = self._neighbour(rng) if image.shape[2] == 4 else None
        prepare = layers if data.composed else augment
        pixels = prepare(rng, image, neighbour, flip, self.spec, config)
        ids = drop_words(rng, data.ids[pair], config.unknown_words, data.maskable)
        if self.masked:
            ids = mask_tokens(rng, ids, self.masked, data.maskable.mask_id, data.maskable.words)
        return pixels, ids, pair

    def _neighbour(self, rng: np.random.Generator) -> Pixels | None:
        if rng.random() >= self.config.neighbour:
            return None
        return self.data.load(int(rng.integers(len(self.data.images))))


def batches(
    data: TrainingSet, config: Config, epoch: int, trim: bool, team: Team | None = None, pin: bool = False,
    clusters: npt.NDArray[np.int64] | None = None,
) -> Iterator[Batch]:  # fmt: skip
    """The batches of an epoch, of each this process's slice; a last incomplete one is left out.

    The loader's processes begin at once, before the first batch is asked for.
    `trim` cuts ids to the longest caption; `pin` puts tensors where a GPU fetches them fastest; `clusters` (pairs,)
    are the epoch's labels for an order by cluster.
    """
    size = config.phase_at(epoch).batch
    order = epoch_samples(data, config.data.sample, config.seed, epoch, clusters, config.data.instances)
    own = (team or Team()).own_slice(size)
    whole = order[: len(order) // size * size].reshape(-1, size)
    loader = DataLoader(
        _Samples(data, config, epoch), batch_sampler=whole[:, own].tolist(), num_workers=config.data.workers,
        collate_fn=_Collate(data, trim), worker_init_fn=one_thread, pin_memory=pin,
    )  # fmt: skip
    return in_plain_words(iter(loader), WHILE_TRAINING)


def in_plain_words(loader: Iterable[T], advice: str) -> Iterator[T]:
    """What a loader gives; an image that cannot be read is a sentence, where torch would show a traceback.

    `advice` follows it: what was kept, and what to do.
    """
    try:
        yield from loader
    except MediaError as error:
        sentence = str(error).rsplit("MediaError: ", 1)[-1].strip()
        raise MediaError(f"{sentence} {advice}") from error


class _Collate:
    def __init__(self, data: TrainingSet, trim: bool) -> None:
        self.image_of, self.labels, self.wrong, self.trim = data.image_of, data.labels, data.wrong, trim

    def __call__(self, samples: list[tuple[Pixels, npt.NDArray[np.int64], int]]) -> Batch:
        ids = np.stack([ids for _, ids, _ in samples])
        pairs = np.array([pair for _, _, pair in samples])
        image_index = torch.from_numpy(self.image_of[pairs])
        wrong = self._wrong(pairs)
        if self.trim:
            ids = ids[:, : int(text_lengths(ids).max())]
        images = torch.from_numpy(np.stack([pixels for pixels, _, _ in samples])).permute(0, 3, 1, 2)
        of = torch.from_numpy(pairs)
        return Batch(images, torch.from_numpy(ids), self.labels[image_index], image_index, of, wrong)

    def _wrong(self, pairs: npt.NDArray[np.int64]) -> Tensor | None:
        if self.wrong is None:
            return None
        ids = self.wrong[self.image_of[pairs], pairs % self.wrong.shape[1]]  # with each caption one of them
        return torch.from_numpy(ids[:, : int(text_lengths(ids).max())] if self.trim else ids)


def normalise(images: Tensor, spec: ImageInput) -> Tensor:
    """(B, 3, H, W) uint8 RGB → float32 as `bundle.preprocess.prepare` makes it, channels last in memory."""
    mean = torch.tensor(spec.mean, device=images.device).view(1, 3, 1, 1)
    std = torch.tensor(spec.std, device=images.device).view(1, 3, 1, 1)
    scaled = (images.float() / spec.scale - mean) / std
    return scaled.contiguous(memory_format=torch.channels_last)


def one_thread(_: int) -> None:
    """For a loader's process: the processes are the parallelism, more threads only get in their way."""
    torch.set_num_threads(1)
    cv2.setNumThreads(0)  # 1 would wait for OpenCV's threads of the process before, which a fork leaves behind
