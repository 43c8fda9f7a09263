"""How well each sentence fits each crop, and each passage: what a ranking sorts by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.engine.people.embed import Described, Embedder
from cpcl_desktop.engine.records import Image

from .sets import PeopleSet

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ATTRIBUTE_WEIGHT = 0.02  # of the divergence, beside a cosine: what is tried where a bundle has its own
LOWEST_LOG = -4.0  # of a crop's log-probabilities: one value it is wrongly sure of must not decide


@dataclass(frozen=True, slots=True)
class Embedded:
    """A set as a bundle sees it: Q sentences, G crops; `text_people` and `crop_people` number the P people."""

    texts: Described
    crops: Described
    text_people: Ints
    crop_people: Ints
    attributes: tuple[Attribute, ...]
    agreement: float = 0.0
    """What the bundle's own ranking gives a contradiction."""


def embed_set(embedder: Embedder, people: PeopleSet, mirrored: bool = False) -> Embedded:
    """Every caption and every crop; `mirrored` averages each crop with its mirror image."""
    number = {person: at for at, person in enumerate(people.captions)}
    texts = [(number[person], text) for person, said in people.captions.items() for text in said]
    crops = embedder.described_images(people.images)
    if mirrored:
        crops = mean_view(crops, embedder.described_images([mirror(image) for image in people.images]))
    return Embedded(
        _stack([embedder.described_text(text) for _, text in texts]),
        crops,
        np.array([at for at, _ in texts], np.int64),
        np.array([number[person] for person in people.people], np.int64),
        embedder.attributes,
        embedder.layout.weight,
    )


def mirror(image: Image) -> Image:
    """Left for right."""
    return np.ascontiguousarray(image[:, ::-1])


def mean_view(one: Described, other: Described) -> Described:
    """Mean direction, and mean probability of each value."""
    said = np.logaddexp(one.attributes, other.attributes) - np.float32(np.log(2))
    return Described(unit(one.vectors + other.vectors).astype(np.float32), said)


def cosines(found: Embedded) -> Floats:
    """Q×G, as the vectors stand."""
    return np.asarray(found.texts.vectors @ found.crops.vectors.T, np.float64)


def evidence(found: Embedded, weight: float | None = None) -> Floats:
    """Q×G: cosine to the crop as it differs from the gallery's mean, less what its attributes contradict.

    That counts as the bundle says, or with `weight`.
    """
    weight = found.agreement if weight is None else weight
    centred = unit(found.crops.vectors - found.crops.vectors.mean(axis=0))
    alike = np.asarray(found.texts.vectors @ centred.T, np.float64)
    return alike - weight * contradiction(found)


def contradiction(found: Embedded) -> Floats:
    """Q×G: the divergence KL(sentence ‖ crop), summed over attributes; 0 where the bundle has none."""
    total = np.zeros((len(found.texts.vectors), len(found.crops.vectors)))
    start = 0
    for attribute in found.attributes:
        span = slice(start, start := start + len(attribute.values))
        total += divergence(found.texts.attributes[:, span], found.crops.attributes[:, span])
    return total


def divergence(said: npt.NDArray[np.float32], shown: npt.NDArray[np.float32]) -> Floats:
    """KL of each row of Q×V log-probabilities from each of G×V, the latter floored: Q×G."""
    logs = said.astype(np.float64)
    chances = np.exp(logs)
    floored = np.maximum(shown.astype(np.float64), LOWEST_LOG)
    return np.asarray((chances * logs).sum(axis=1)[:, None] - chances @ floored.T, np.float64)


def mean_of_crops(scores: Floats, people: Ints) -> Floats:
    """Q×G → Q×P: the mean over a person's crops."""
    return _each(scores, people, lambda own: own.mean(axis=1))


def best_crop(scores: Floats, people: Ints) -> Floats:
    """Q×G → Q×P: the best of a person's crops."""
    return _each(scores, people, lambda own: own.max(axis=1))


def half_and_half(scores: Floats, people: Ints) -> Floats:
    """Q×G → Q×P: between the mean and the best."""
    return (mean_of_crops(scores, people) + best_crop(scores, people)) / 2


def unit(rows: npt.NDArray[np.floating]) -> Floats:
    """Rows of norm 1."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float64)


def _each(scores: Floats, people: Ints, pool: Callable[[Floats], Floats]) -> Floats:
    return np.stack([pool(scores[:, people == person]) for person in range(people.max() + 1)], axis=1)


def _stack(parts: Sequence[Described]) -> Described:
    return Described(
        np.concatenate([part.vectors for part in parts]), np.concatenate([part.attributes for part in parts])
    )
