"""What each modality is clustered by: its own features, those of its pairs' other halves, and no camera's mean."""

from __future__ import annotations

import numpy as np

from cpcl_desktop.bundle.clustering.jaccard import unit_rows
from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_train.method.options import ClusterConfig


def clustered_by(
    images: Floats, texts: Floats, image_of: Indices, cameras: Indices | None, config: ClusterConfig
) -> tuple[Floats, Floats]:
    """Unit rows by which images (I, ·) and texts (P, ·) are clustered.

    `images` (I, D) and `texts` (P, D) are unit features. Two images' rows have the cosine
    (their own + image_by_text · their captions') / (1 + image_by_text), an image's captions being the direction of
    their mean; texts likewise with their images.
    """
    seen = without_cameras(images, cameras) if config.centre_cameras and cameras is not None else images
    told = unit_rows(_sums(texts, image_of, len(images)))
    return _beside(seen, told, config.image_by_text), _beside(texts, seen[image_of], config.text_by_image)


def without_cameras(images: Floats, cameras: Indices) -> Floats:
    """Unit rows (I, D) with the mean of each one's camera (I,) taken off."""
    _, group = np.unique(cameras, return_inverse=True)
    means = _sums(images, group, int(group.max()) + 1) / np.bincount(group)[:, None]
    return unit_rows(np.asarray(images - means[group], np.float32))


def _beside(own: Floats, other: Floats, share: float) -> Floats:
    if not share:
        return own
    joined = np.concatenate([own, np.sqrt(share) * other], axis=1)
    return np.asarray(joined / np.sqrt(1 + share), np.float32)


def _sums(rows: Floats, group: Indices, count: int) -> Floats:
    sums = np.zeros((count, rows.shape[1]), np.float32)
    np.add.at(sums, group, rows)
    return sums
