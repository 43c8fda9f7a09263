import numpy as np
import pytest

from cpcl_desktop.bundle.clustering.jaccard import jaccard_distance
from cpcl_desktop.bundle.clustering.neighbours import CpuKernels, Neighbourhood
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.method.cluster import adjusted_rand_index, cluster, statistics
from cpcl_train.method.neighbours import TorchKernels, kernels_for
from cpcl_train.method.options import ClusterConfig
from tests.bundle.clustering.reference import CASES, check_overlaps, dense_reference, full, plain_dbscan


def clustered_people(people, per, noise, dims=32):
    rng = np.random.default_rng(9)
    identities = rng.permutation(np.repeat(np.arange(people), per))
    centres = rng.standard_normal((people, dims))
    features = centres[identities] + noise * rng.standard_normal((people * per, dims))
    return features.astype(np.float32), identities


@pytest.mark.parametrize("name", CASES)
def test_the_kernels_of_a_gpu_give_the_same_distance(name):
    features, k1, k2 = CASES[name]
    distance = jaccard_distance(features, Neighbourhood(k1, k2), kernels=TorchKernels("cpu"))
    np.testing.assert_allclose(full(distance), dense_reference(features, k1, k2), atol=1e-5)


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


def test_overlaps_of_a_gpu_are_the_same_however_they_are_cut():
    check_overlaps(TorchKernels("cpu"))


def test_a_device_decides_the_kernels():
    assert isinstance(kernels_for("cpu"), CpuKernels) and isinstance(kernels_for("meta"), TorchKernels)


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
