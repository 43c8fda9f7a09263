"""The step before an epoch: features of the whole set in, pseudo labels and prototype memories out.

Image i is image index i, pair p is pair index p, whatever order an epoch visits them in; a batch looks
its labels up by the pair indices it carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cpcl_desktop.bundle.clustering.jaccard import unit_rows
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_train.method.cluster import ClusterStatistics, cluster, refine, statistics
from cpcl_train.method.dbscan import OUTLIER
from cpcl_train.method.matching import BatchLabels, Memories
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.mining import PairLabels, mine_outliers
from cpcl_train.method.nearness import clustered_by
from cpcl_train.method.options import ClusterConfig, MethodConfig

_KEPT: Final = ("images", "texts", "image_prototypes", "text_prototypes")


@dataclass(frozen=True, slots=True)
class Samples:
    """The training set's features in index order: `images` (I, D), `texts` (P, D).

    `image_of` (P,) is the image index of each pair. `people` (I,) are true identities: they are compared
    with, and used for labels only where the configuration asks for the upper bound. `cameras` (I,) says who took
    each image, where the set names them.
    """

    images: Floats
    texts: Floats
    image_of: Indices
    people: Indices
    cameras: Indices | None = None


@dataclass(frozen=True, slots=True)
class PseudoLabels:
    """Labels of all pairs for one epoch, and the figures to log, each over the P pairs."""

    labels: PairLabels
    images_before: ClusterStatistics
    images_after: ClusterStatistics
    texts_before: ClusterStatistics
    texts_after: ClusterStatistics
    remarks: tuple[str, ...]
    """Sentences on a clustering that says nothing: all outliers, or one cluster."""


def assign(samples: Samples, config: MethodConfig, device: str = "cpu") -> PseudoLabels:
    """Cluster both modalities and mine outliers, as `config` says.

    `device` is `cpu` or a torch device such as `cuda:0`. Raises UsageError for unusable features.
    """
    images, texts = unit_rows(samples.images), unit_rows(samples.texts)
    people = samples.people[samples.image_of]
    if config.labels == "identities":
        found = PairLabels(*[np.unique(people, return_inverse=True)[1].astype(np.int64)] * 2)
    else:
        nearness = clustered_by(images, texts, samples.image_of, samples.cameras, config.cluster)
        found = _clusters(*nearness, samples.image_of, config.cluster, device)
    mined = found
    if config.mining.enabled:
        mined = mine_outliers(images[samples.image_of], texts, found, config.mining.guard)
    return PseudoLabels(
        labels=mined,
        images_before=statistics(found.images, people),
        images_after=statistics(mined.images, people),
        texts_before=statistics(found.texts, people),
        texts_after=statistics(mined.texts, people),
        remarks=(*_remarks("image", mined.images), *_remarks("text", mined.texts)),
    )


@dataclass(frozen=True, slots=True)
class Guidance:
    """What an epoch trains against besides its pairs: labels (P,) by pair index, and both memories."""

    images: Tensor
    texts: Tensor
    memories: Memories

    def of(self, pair_index: Tensor, image_index: Tensor) -> BatchLabels:
        """The labels of a batch, looked up by its pair indices (B,)."""
        pairs = pair_index.to(self.images.device)
        return BatchLabels(self.images[pairs], self.texts[pairs], image_index.to(self.images.device))

    def tensors(self) -> dict[str, Tensor]:
        """All of it by name, as `of_tensors` takes it."""
        kept = (self.images, self.texts, self.memories.images.rows, self.memories.texts.rows)
        return dict(zip(_KEPT, kept, strict=True))

    @classmethod
    def of_tensors(cls, kept: Mapping[str, Tensor], momentum: float, device: torch.device) -> Guidance:
        """What `tensors` gave, on `device`."""
        images, texts, seen, told = (kept[name].to(device) for name in _KEPT)
        return cls(images, texts, Memories(PrototypeMemory(seen, momentum), PrototypeMemory(told, momentum)))


def guide(
    samples: Samples, labels: PairLabels, momentum: float, device: torch.device, weighted: bool = False
) -> Guidance:
    """Labels and memories of an epoch on `device`, the memories from all pairs' features."""
    images = samples.images[samples.image_of]
    return Guidance(
        images=torch.from_numpy(labels.images).to(device),
        texts=torch.from_numpy(labels.texts).to(device),
        memories=Memories(
            images=_memory(images, labels.images, momentum, device, weighted),
            texts=_memory(samples.texts, labels.texts, momentum, device, weighted),
        ),
    )


def _memory(
    features: Floats, labels: Indices, momentum: float, device: torch.device, weighted: bool
) -> PrototypeMemory:
    rows, marks = torch.from_numpy(features).to(device), torch.from_numpy(labels).to(device)
    return PrototypeMemory.of(rows, marks, momentum, weighted)


def _clusters(images: Floats, texts: Floats, image_of: Indices, config: ClusterConfig, device: str) -> PairLabels:
    """Both modalities at once where both are clustered: each leaves a part of the machine idle most of the time."""
    rows = images[image_of] if config.images == "pairs" else images
    with ThreadPoolExecutor(1) as beside:
        told = None if config.centred == "image" else beside.submit(_refined, texts, config, device)
        found = _refined(rows, config, device)
        of_images = found if config.images == "pairs" else found[image_of]
        return PairLabels(of_images, told.result() if told else of_images.copy())


def _refined(rows: Floats, config: ClusterConfig, device: str) -> Indices:
    return refine(rows, cluster(rows, config, device), config.refine)


def _remarks(what: str, labels: NDArray[np.int64]) -> tuple[str, ...]:
    if (labels == OUTLIER).all():
        return (
            f"Every {what} is an outlier, so that only the instance term trains; if this lasts, raise "
            "method.cluster.eps or lower method.cluster.min_samples.",
        )
    if labels.max() == 0:
        return (
            f"All {what}s that are labelled lie in one cluster, which tells nobody apart; if this lasts, "
            "lower method.cluster.eps.",
        )
    return ()
