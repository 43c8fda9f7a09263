"""Outlier Pseudo Label Mining: outliers take a label through the pair they belong to.

Row i of every array is pair i. An image left outside all image clusters may have a text that lies in a
text cluster; the other pairs of that text cluster tell which image cluster it likely belongs to, and
likewise for texts. Source: CPCL (arXiv 2401.10011) for mining valuable outliers of each modality through
the pairs' relation; the rule below is our inference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_train.method.dbscan import OUTLIER

_SAME_COSINE: Final = 6
"""Decimals after which two cosines count as equal; the order of summation changes the seventh."""
_ROWS_AT_ONCE: Final = 2048


@dataclass(frozen=True, slots=True)
class PairLabels:
    """Pseudo labels of images and texts, each (P,), row i being pair i; the two do not share numbers."""

    images: Indices
    texts: Indices


def mine_outliers(images: Floats, texts: Floats, labels: PairLabels, guard: bool = False) -> PairLabels:
    """Labels after both passes; each reads the labels given here and writes a copy.

    `images` and `texts` (P, D) are unit features of the pairs. With `guard` a label is adopted only if
    the sample is as close to that cluster's prototype as the cluster's members are on average.
    """
    return PairLabels(
        images=recover(images, labels.images, labels.texts, guard),
        texts=recover(texts, labels.texts, labels.images, guard),
    )


def recover(features: Floats, own: Indices, other: Indices, guard: bool = False) -> Indices:
    """`own` labels (P,) with outliers filled in through the `other` modality's labels (P,).

    An outlier whose partner lies in cluster c looks among the pairs of c that have an own label for the
    nearest by `features` (P, D) and adopts its label; of equally near ones, the lowest. Without such a
    pair, or where the partner is an outlier too, it stays one. Independent of the order of rows.
    """
    result = own.copy()
    lost = np.flatnonzero((own == OUTLIER) & (other != OUTLIER))
    known = np.flatnonzero((own != OUTLIER) & (other != OUTLIER))
    # Known pairs in order of cluster, then own label: each cluster is a run, its lowest labels first.
    known = known[np.lexsort((own[known], other[known]))]
    starts = np.searchsorted(other[known], other[lost], side="left")
    stops = np.searchsorted(other[known], other[lost], side="right")
    for group in _runs(other[lost]):
        candidates = known[starts[group[0]] : stops[group[0]]]
        if len(candidates):
            result[lost[group]] = own[candidates[_nearest(features, lost[group], candidates)]]
    if guard:
        adopted = lost[result[lost] != OUTLIER]
        result[adopted[~_close_enough(features, own, result, adopted)]] = OUTLIER
    return result


def _runs(labels: Indices) -> list[Indices]:
    """Positions of each distinct label."""
    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return np.split(order, cuts) if len(labels) else []


def _nearest(features: Floats, rows: Indices, candidates: Indices) -> Indices:
    """Position in `candidates` of the nearest to each of `rows`; the first of equally near ones."""
    parts = [rows[at : at + _ROWS_AT_ONCE] for at in range(0, len(rows), _ROWS_AT_ONCE)]
    found = [np.argmax(np.round(features[part] @ features[candidates].T, _SAME_COSINE), axis=1) for part in parts]
    return np.concatenate(found)


def _close_enough(features: Floats, own: Indices, adopted: Indices, rows: Indices) -> NDArray[np.bool_]:
    """Whether each of `rows` lies as near its adopted cluster's prototype as the members on average."""
    members = own != OUTLIER
    sums = np.zeros((own.max(initial=OUTLIER) + 1, features.shape[1]), np.float64)
    np.add.at(sums, own[members], features[members])
    prototypes = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    cosine = np.einsum("pd,pd->p", features[members], prototypes[own[members]])
    mean = np.bincount(own[members], cosine) / np.maximum(np.bincount(own[members]), 1)
    target = adopted[rows]
    return np.asarray(np.einsum("pd,pd->p", features[rows], prototypes[target]) >= mean[target])
