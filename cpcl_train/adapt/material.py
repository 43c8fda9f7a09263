"""What is learnt from and judged on, as the projections' inputs and outputs: computed once, a few megabytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Ports
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.adapt.pairs import CasePairs
from cpcl_train.adapt.projection import Residual, TappedEncoder
from cpcl_train.data.annotations import AnnotatedImage
from cpcl_train.data.samples import encode_clipped, read_image
from cpcl_train.judge.metrics import Floats, Ints

Tick = Callable[[int, int], None]
_BATCH: Final = 32
NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class Rows:
    """What a projection reads (N, F) and gives (N, D), not normalised, for N pictures or texts."""

    features: Floats
    projected: Floats

    def vectors(self, residual: Residual | None = None) -> Floats:
        """Embeddings (N, D) of unit norm, with what was learnt beside the projection."""
        if residual is not None:
            return residual.applied(self.features, self.projected)
        norms = np.linalg.norm(self.projected, axis=1, keepdims=True)
        return np.asarray(self.projected / np.maximum(norms, 1e-12), np.float32)

    def within(self, basis: Floats) -> Rows:
        """The same with features (N, F) taken into the space that a basis (F, B) spans."""
        return Rows(np.asarray(self.features @ basis, np.float32), self.projected)


@dataclass(frozen=True, slots=True)
class Pool:
    """Pictures and texts with what is known of them.

    `pairs` (M, 2) are (picture, text) that belong together and `groups` (M,) whose they are; `passages` (N,) is the
    passage of each picture and `owners` (P,) the group of each passage, `NOBODY` where none is known. `asked`
    (Q, 2) are (text, group): the questions a model is judged by. `wrong` (W, 3) are (picture, text, group of the
    text) that do not belong together.
    """

    images: Rows
    texts: Rows
    pairs: Ints
    groups: Ints
    passages: Ints
    owners: Ints
    asked: Ints
    wrong: Ints


@dataclass(frozen=True, slots=True)
class Material:
    """The cases' own, rendered people to learn again, to choose by, and the frozen ones to judge by.

    `aside` are the numbers of groups that are never learnt from.
    """

    case: Pool
    aside: frozenset[int]
    replay: Pool
    choice: Pool
    frozen: Pool


def basis_of(width: int, most: int, seed: int) -> Floats:
    """A basis (F, B) of at most `most` directions: all of F where these are no more, else random ones.

    Random ones keep distances (Johnson and Lindenstrauss 1984), and what is learnt within them costs a fraction.
    """
    if width <= most:
        return np.eye(width, dtype=np.float32)
    return np.asarray(np.random.default_rng(seed).standard_normal((width, most)) / most**0.5, np.float32)


def within(pool: Pool, image: Floats, text: Floats) -> Pool:
    """A pool with the features of both sides in the spaces of two bases."""
    return replace(pool, images=pool.images.within(image), texts=pool.texts.within(text))


class FeatureReader:
    """A bundle's encoders up to their projections."""

    def __init__(self, bundle: Bundle) -> None:
        """Raises `BundleError` where an encoder cannot be adapted."""
        manifest = bundle.manifest
        self._spec = manifest.image
        self._ports = ports = manifest.ports or Ports()
        self._tokenizer = Tokenizer(bundle.read("tokenizer"), manifest.context_length or 0, ports.pad_id)
        self._trims = bool(manifest.config.get("model", {}).get("text", {}).get("kind") == "sentence")
        self._image = TappedEncoder(bundle.read("image_encoder"), output_of(bundle, "image"))
        self._text = TappedEncoder(bundle.read("text_encoder"), output_of(bundle, "text"))

    def images(self, paths: Sequence[Path], tick: Tick) -> Rows:
        """Picture files, prepared as the desktop does."""
        parts = []
        for start in range(0, len(paths), _BATCH):
            tick(start, len(paths))
            pixels = [read_image(path)[..., :3] for path in paths[start : start + _BATCH]]
            parts.append(self._image.run({self._ports.image: prepare(pixels, self._spec)}))
        tick(len(paths), len(paths))
        return _joined(parts)

    def texts(self, texts: Sequence[str], tick: Tick) -> Rows:
        """Texts; short ones together, so that little padding is computed where the encoder takes any length."""
        ids = encode_clipped(self._tokenizer, list(texts))
        lengths = self._tokenizer.mask(ids).sum(1)
        order = np.argsort(lengths, kind="stable")
        parts = []
        for start in range(0, len(order), _BATCH):
            tick(start, len(order))
            rows = ids[order[start : start + _BATCH]]
            longest = int(lengths[order[start : start + _BATCH]].max())
            parts.append(self._text.run(self._inputs(rows[:, : max(longest, 2)] if self._trims else rows)))
        tick(len(order), len(order))
        found = _joined(parts)
        back = np.argsort(order, kind="stable")
        return Rows(found.features[back], found.projected[back])

    def _inputs(self, ids: Ints) -> dict[str, Any]:
        ports = self._ports
        inputs: dict[str, Any] = {ports.ids: ids.astype(ports.ids_type)}
        if ports.mask is not None:
            inputs[ports.mask] = self._tokenizer.mask(ids).astype(ports.mask_type)
        return inputs


def output_of(bundle: Bundle, kind: str) -> str | None:
    """The name of an encoder's embedding, None for its first output."""
    ports = bundle.manifest.ports
    if ports is None:
        return None
    return ports.image_output if kind == "image" else ports.text_output


def _joined(parts: Sequence[tuple[Floats, Floats]]) -> Rows:
    features, projected = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Rows(features, projected)


def case_pool(reader: FeatureReader, pairs: CasePairs, tick: Callable[[str], Tick]) -> tuple[Pool, frozenset[int]]:
    """The cases' pool, groups numbered in the order of their keys, and which of them were set aside."""
    numbers = {key: number for number, key in enumerate(pairs.groups)}
    decided = [(numbers[key], passage) for key, passages in pairs.groups.items() for passage in passages]
    everything = [*decided, *((NOBODY, passage) for passage in (*pairs.wrong, *pairs.others))]
    words = list(dict.fromkeys(text for _, passage in everything for text in passage.captions))
    place = {text: number for number, text in enumerate(words)}
    whose = {text: group for group, passage in decided for text in passage.captions}
    found, asked, wrong, passages = [], [], [], []
    first = 0
    for at, (group, passage) in enumerate(everything):
        pictures = range(first, first + len(passage.pictures))
        first = pictures.stop
        passages += [at] * len(pictures)
        ties = [(picture, place[text]) for picture in pictures for text in passage.captions]
        if group == NOBODY:
            wrong += [(picture, text, whose.get(words[text], NOBODY)) for picture, text in ties]
        else:
            found += [(picture, text, group) for picture, text in ties]
            asked += [(place[text], group) for text in passage.captions]
    images = reader.images([path for _, passage in everything for path in passage.pictures], tick("pictures"))
    texts = reader.texts(words, tick("descriptions"))
    table = _table(found, 3)
    pool = Pool(
        images, texts, table[:, :2], table[:, 2], np.array(passages, np.int64),
        np.array([group for group, _ in everything], np.int64),
        _table(dict.fromkeys(asked), 2), _table(wrong, 3),
    )  # fmt: skip
    return pool, frozenset(numbers[key] for key in pairs.test)


def rendered_pools(
    reader: FeatureReader, images: Sequence[AnnotatedImage], captions: int, tick: Callable[[str], Tick]
) -> dict[str, Pool]:
    """The pools of a rendered set by split; of each picture the first `captions` captions."""
    texts = [text for image in images for text in image.captions[:captions]]
    of = np.array([row for row, image in enumerate(images) for _ in image.captions[:captions]], np.int64)
    seen = reader.images([image.path for image in images], tick("rendered pictures"))
    read = reader.texts(texts, tick("rendered captions"))
    pools = {}
    for split in dict.fromkeys(image.split for image in images):
        rows = np.flatnonzero([image.split == split for image in images])
        ties = np.flatnonzero(np.isin(of, rows))
        people = np.array([images[row].person for row in rows.tolist()], np.int64)
        local = np.searchsorted(rows, of[ties])
        numbered = np.arange(len(ties))
        pools[split] = Pool(
            Rows(seen.features[rows], seen.projected[rows]), Rows(read.features[ties], read.projected[ties]),
            np.stack([local, numbered], 1), people[local], np.arange(len(rows)), people,
            np.stack([numbered, people[local]], 1), _table([], 3),
        )  # fmt: skip
    return pools


def shuffled(pool: Pool, seed: int) -> Pool:
    """The pool with its groups' texts dealt out anew: what decisions without any sense would be."""
    groups = np.unique(pool.groups)
    other = dict(zip(groups.tolist(), np.random.default_rng(seed).permutation(groups).tolist(), strict=True))
    texts = {group: pool.asked[pool.asked[:, 1] == group, 0] for group in groups.tolist()}
    asked = [(text, group) for group in groups.tolist() for text in texts[other[group]]]
    pictures = {group: np.unique(pool.pairs[pool.groups == group, 0]) for group in groups.tolist()}
    ties = [(picture, text, group) for text, group in asked for picture in pictures[group]]
    table = _table(ties, 3)
    return replace(pool, pairs=table[:, :2], groups=table[:, 2], asked=_table(asked, 2), wrong=_table([], 3))


def _table(rows: Any, columns: int) -> Ints:  # noqa: ANN401 - any collection of equal tuples
    return np.array(list(rows), np.int64).reshape(-1, columns)
