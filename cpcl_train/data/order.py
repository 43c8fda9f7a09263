"""In which order an epoch visits its pairs, so that a batch shows several pairs of one cluster.

In random order hardly any pair of a large set meets another of its person in a batch of 64, and what is learnt
there of who is alike is hardly ever asked. Source: the samplers of P people by K pictures of re-identification,
with clusters for people as in SpCL (Ge et al. 2020) and Cluster-Contrast; those draw the same number of each
cluster and leave outliers out, here every pair is visited once, so that an epoch is as long as in random order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_train.method.dbscan import OUTLIER

Indices = npt.NDArray[np.int64]


def cluster_order(rng: np.random.Generator, labels: Indices, image_of: Indices, instances: int) -> Indices:
    """All pair indices (P,), up to `instances` pairs of one cluster behind each other, outliers one by one.

    `labels` (P,) are clusters, −1 for none, `image_of` (P,) the image of each pair: a cluster's pairs are dealt so
    that other images come before another caption of the same. Depends on the generator and the arrays alone. Cut
    into batches, a group may lie across two of them.
    """
    pairs = rng.permutation(len(labels))
    own = np.where(labels == OUTLIER, len(labels) + np.arange(len(labels)), labels)
    pairs = pairs[np.lexsort((_earlier(image_of[pairs]), own[pairs]))]
    groups = np.stack([own[pairs], _earlier(own[pairs]) // instances])
    _, number = np.unique(groups, axis=1, return_inverse=True)
    place = rng.permutation(number.max(initial=-1) + 1)[number.reshape(-1)]
    return np.asarray(pairs[np.argsort(place, kind="stable")], np.int64)


def _earlier(values: npt.NDArray[Any]) -> Indices:
    """How many of the values before each are equal to it, (N,)."""
    order = np.argsort(values, kind="stable")
    _, starts, counts = np.unique(values[order], return_index=True, return_counts=True)
    result = np.empty(len(values), np.int64)
    result[order] = np.arange(len(values)) - np.repeat(starts, counts)
    return result
