"""The distance and DBSCAN as their authors define them, loop by loop, to compare with."""

from collections.abc import Mapping

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import from_cells


def clustered(count, per, noise, seed, dims=32):
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((count // per + 1, dims))[np.arange(count) // per]
    features = centres + noise * rng.standard_normal((count, dims))
    return rng.permutation(features.astype(np.float32))


def dense_reference(features, k1, k2, least=-1.0, extra=1):
    """The distance as its authors define it, loop by loop on full matrices.

    Their code asks each neighbour for its neighbours among `[: round(k1 / 2) + 1]`, the first of which is itself.
    """
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    cosine = unit.astype(np.float64) @ unit.T.astype(np.float64)
    np.fill_diagonal(cosine, 2)
    ranks = np.argsort(-cosine, axis=1, kind="stable")[:, :k1]
    np.fill_diagonal(cosine, 1)
    count, half = len(unit), max(1, round(min(k1, len(unit)) / 2) + extra)
    weights = np.zeros((count, count))

    def mutual(row, k):
        return {j for j in ranks[row, :k] if row in ranks[j, :k] and (j == row or cosine[row, j] >= least)}

    for row in range(count):
        members = mutual(row, k1)
        expanded = set(members)
        for member in members:
            brought = mutual(member, half)
            if len(brought & members) > 2 / 3 * len(brought):
                expanded |= brought
        chosen = sorted(expanded)
        nearness = np.exp(-(2 - 2 * cosine[row, chosen]))
        weights[row, chosen] = nearness / nearness.sum()
    near = [[j for j in ranks[row, :k2] if j == row or cosine[row, j] >= least] for row in range(count)]
    weights = np.stack([weights[near[row]].mean(axis=0) for row in range(count)])
    shared = np.minimum(weights[:, None], weights[None]).sum(axis=2)
    return 1 - shared / (2 - shared)


def full(matrix):
    dense = np.ones(matrix.shape)
    dense[matrix.rows(), matrix.indices] = matrix.data
    return dense


CASES: Mapping = {
    "random": (clustered(200, 1, 0.0, 0), 30, 6),
    "tight clusters": (clustered(200, 6, 0.2, 1), 30, 6),
    "loose clusters": (clustered(201, 12, 1.0, 2), 20, 6),
    "no averaging": (clustered(200, 8, 0.5, 3), 15, 1),
    "fewer rows than neighbours": (clustered(9, 3, 0.3, 4), 30, 6),
    "one row": (clustered(1, 1, 0.3, 5), 30, 6),
}


def plain_dbscan(distance, eps, min_samples):
    """The textbook's queue over a full matrix."""
    near = [np.flatnonzero(row <= eps) for row in distance]
    labels = np.full(len(distance), -1)
    cluster_number = 0
    for seed in range(len(distance)):
        if labels[seed] != -1 or len(near[seed]) < min_samples:
            continue
        labels[seed] = cluster_number
        queue = [seed]
        while queue:
            sample = queue.pop()
            if len(near[sample]) < min_samples:
                continue
            for other in near[sample]:
                if labels[other] == -1:
                    labels[other] = cluster_number
                    queue.append(other)
        cluster_number += 1
    return labels


def check_overlaps(kernels):
    """Sums of lesser weights are what they are by hand, however the work is cut."""
    rng = np.random.default_rng(0)
    dense = np.where(rng.random((50, 50)) < 0.2, rng.random((50, 50)), 0).astype(np.float32)
    weights = from_cells(np.flatnonzero(dense), dense[dense > 0], dense.shape)
    expected = np.minimum(dense[:, None], dense[None]).sum(2)
    for meetings, cells in ((1, 1), (100, 500), (10**6, 10**6)):
        kernels.meetings_at_once, kernels.cells_at_once = meetings, cells
        found = np.zeros((50, 50))
        for part in kernels.overlaps(weights, 0.3):
            found[part.start + part.rows, part.columns] = part.sums
        np.testing.assert_allclose(found, np.where(expected >= 0.3, expected, 0), atol=1e-6)
