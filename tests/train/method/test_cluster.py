import numpy as np
import pytest
from scipy import sparse

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.method.cluster import adjusted_rand_index, cluster, dbscan, statistics
from cpcl_train.method.jaccard import Neighbourhood, jaccard_distance, self_first
from cpcl_train.method.neighbours import CpuKernels, TorchKernels
from cpcl_train.method.options import ClusterConfig


def clustered(count, per, noise, seed, dims=32):
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((count // per + 1, dims))[np.arange(count) // per]
    features = centres + noise * rng.standard_normal((count, dims))
    return rng.permutation(features.astype(np.float32))


def clustered_people(people, per, noise, dims=32):
    rng = np.random.default_rng(9)
    identities = rng.permutation(np.repeat(np.arange(people), per))
    centres = rng.standard_normal((people, dims))
    features = centres[identities] + noise * rng.standard_normal((people * per, dims))
    return features.astype(np.float32), identities


def dense_reference(features, k1, k2):
    """The distance as its authors define it, loop by loop on full matrices."""
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    cosine = unit.astype(np.float64) @ unit.T.astype(np.float64)
    np.fill_diagonal(cosine, 2)
    ranks = np.argsort(-cosine, axis=1, kind="stable")[:, :k1]
    np.fill_diagonal(cosine, 1)
    count, half = len(unit), max(1, round(min(k1, len(unit)) / 2))
    weights = np.zeros((count, count))

    def mutual(row, k):
        return {j for j in ranks[row, :k] if row in ranks[j, :k]}

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
    weights = np.stack([weights[ranks[row, :k2]].mean(axis=0) for row in range(count)])
    shared = np.minimum(weights[:, None], weights[None]).sum(axis=2)
    return 1 - shared / (2 - shared)


def full(matrix):
    coo = matrix.tocoo()
    dense = np.ones(matrix.shape)
    dense[coo.row, coo.col] = coo.data
    return dense


CASES = {
    "random": (clustered(200, 1, 0.0, 0), 30, 6),
    "tight clusters": (clustered(200, 6, 0.2, 1), 30, 6),
    "loose clusters": (clustered(201, 12, 1.0, 2), 20, 6),
    "no averaging": (clustered(200, 8, 0.5, 3), 15, 1),
    "fewer rows than neighbours": (clustered(9, 3, 0.3, 4), 30, 6),
    "one row": (clustered(1, 1, 0.3, 5), 30, 6),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("device", ["cpu", "torch"])
def test_sparse_distance_equals_dense_reference(name, device, monkeypatch):
    features, k1, k2 = CASES[name]
    if device == "torch":  # the kernels of a GPU, run by torch on the CPU
        monkeypatch.setattr("cpcl_train.method.jaccard.kernels_for", lambda _: TorchKernels("cpu"))
    distance = jaccard_distance(features, Neighbourhood(k1, k2))
    np.testing.assert_allclose(full(distance), dense_reference(features, k1, k2), atol=1e-5)


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


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("links_at_once", [1, 4_000_000])
def test_dbscan_equals_the_textbook(seed, links_at_once, monkeypatch):
    monkeypatch.setattr("cpcl_train.method.cluster._LINKS_AT_ONCE", links_at_once)
    points = np.random.default_rng(seed).random((400, 2))
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    expected = plain_dbscan(distance, 0.05, 5)
    assert (expected == -1).any() and expected.max() > 5
    for height in (1, 7, 400):
        blocks = [sparse.csr_array(distance[at : at + height] <= 0.05) for at in range(0, 400, height)]
        np.testing.assert_array_equal(dbscan(blocks, 5), expected)


def test_cluster_equals_reference_and_finds_people():
    features, people = clustered_people(60, 8, 0.35)
    labels = cluster(features, ClusterConfig(k1=20))
    reference = plain_dbscan(dense_reference(features, 20, 6), 0.6, 4)
    np.testing.assert_array_equal(labels, reference)
    found = statistics(labels, people)
    assert found.rand_index > 0.95 and found.purity > 0.95


def test_row_order_does_not_change_the_clusters():
    features, _ = clustered_people(40, 8, 0.5)
    order = np.random.default_rng(1).permutation(len(features))
    direct, shuffled = cluster(features, ClusterConfig()), cluster(features[order], ClusterConfig())
    assert adjusted_rand_index(direct[order], shuffled) == 1
    np.testing.assert_array_equal(direct[order] == -1, shuffled == -1)


def test_scale_of_features_does_not_matter():
    features, _ = clustered_people(20, 8, 0.5)
    scales = np.random.default_rng(0).uniform(0.1, 10, (len(features), 1)).astype(np.float32)
    np.testing.assert_array_equal(cluster(features, ClusterConfig()), cluster(features * scales, ClusterConfig()))


def test_everything_an_outlier_and_everything_one_cluster():
    noise = np.random.default_rng(0).standard_normal((40, 64)).astype(np.float32)
    assert (cluster(noise, ClusterConfig(k1=4, eps=0.1)) == -1).all()
    collapsed = np.ones((100, 8), np.float32)  # all rows identical, more of them than neighbours are kept
    assert cluster(collapsed, ClusterConfig()).max() <= 0
    near = collapsed + 1e-3 * np.random.default_rng(1).standard_normal((100, 8)).astype(np.float32)
    assert set(cluster(near, ClusterConfig(eps=0.999))) == {0}


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0])
def test_unusable_features_are_refused(bad):
    features = np.ones((10, 4), np.float32)
    features[3] = bad
    with pytest.raises(UsageError, match="diverged"):
        cluster(features, ClusterConfig())
    with pytest.raises(UsageError):
        cluster(np.empty((0, 4), np.float32), ClusterConfig())


def test_self_comes_first_among_identical_rows():
    ranks = np.array([[2, 0, 1], [0, 2, 3], [2, 0, 1], [1, 0, 3]])
    np.testing.assert_array_equal(self_first(ranks), [[0, 2, 1], [1, 0, 2], [2, 0, 1], [3, 1, 0]])


@pytest.mark.parametrize("kernels", [CpuKernels(), TorchKernels("cpu")])
def test_overlaps_are_the_same_however_they_are_cut(kernels):
    rng = np.random.default_rng(0)
    weights = sparse.random_array((50, 50), density=0.2, rng=rng, format="csr", dtype=np.float32)
    expected = np.minimum(weights.toarray()[:, None], weights.toarray()[None]).sum(2)
    for meetings, cells in ((1, 1), (100, 500), (10**6, 10**6)):
        kernels.meetings_at_once, kernels.cells_at_once = meetings, cells
        found = np.zeros((50, 50))
        for part in kernels.overlaps(weights, 0.3):
            found[part.start + part.rows, part.columns] = part.sums
        np.testing.assert_allclose(found, np.where(expected >= 0.3, expected, 0), atol=1e-6)


def test_statistics_by_hand():
    # Two clusters of three with one stranger each, and two outliers.
    labels = np.array([0, 0, 0, 1, 1, 1, -1, -1])
    people = np.array([7, 7, 9, 9, 9, 7, 7, 9])
    found = statistics(labels, people)
    assert (found.clusters, found.outliers, found.outlier_share) == (2, 2, 0.25)
    assert found.purity == pytest.approx(4 / 6)
    # Pairs together in both: 1 + 1; in labels 3 + 3; in people 6 + 6; of 28 pairs.
    chance = 6 * 12 / 28
    assert found.rand_index == pytest.approx((2 - chance) / (9 - chance))


def test_rand_index_of_equal_opposite_and_degenerate_partitions():
    people = np.array([0, 0, 1, 1])
    assert adjusted_rand_index(np.array([5, 5, 3, 3]), people) == 1
    assert adjusted_rand_index(np.array([0, 1, 0, 1]), people) == pytest.approx(-0.5)
    assert adjusted_rand_index(np.array([0, 0, 0, 0]), people) == 0
    assert adjusted_rand_index(np.arange(4), np.arange(4)) == 1
    assert statistics(np.full(4, -1), people).purity == 1
