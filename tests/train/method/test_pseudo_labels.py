import numpy as np
import pytest
import torch

from cpcl_train.method.cluster import adjusted_rand_index
from cpcl_train.method.options import ClusterConfig, MethodConfig, MiningConfig
from cpcl_train.method.pseudo_labels import Samples, assign, guide


def samples(noise=0.5, seed=0):
    """30 people with 5 images of 2 captions each."""
    rng = np.random.default_rng(seed)
    people = rng.permutation(np.repeat(np.arange(30), 5))
    image_of = np.repeat(np.arange(150), 2)
    centres = rng.standard_normal((2, 30, 24))
    images = centres[0][people] + noise * rng.standard_normal((150, 24))
    texts = centres[1][people[image_of]] + 1.6 * noise * rng.standard_normal((300, 24))
    return Samples(images.astype(np.float32), texts.astype(np.float32), image_of, people)


def method(mine=True, **cluster):
    return MethodConfig(cluster=ClusterConfig(k1=15, **cluster), mining=MiningConfig(enabled=mine))


def test_labels_find_the_people_and_mining_adds_some():
    found = assign(samples(), method())
    assert found.images_before.rand_index > 0.8 and found.images_before.purity > 0.9
    assert found.texts_before.outliers > 0
    assert found.texts_after.outliers < found.texts_before.outliers
    assert found.texts_after.clusters == found.texts_before.clusters
    assert found.texts_after.rand_index > found.texts_before.rand_index
    assert found.remarks == ()
    unmined = assign(samples(), method(mine=False))
    assert unmined.texts_after == unmined.texts_before == found.texts_before


def test_samples_in_another_order_get_the_same_labels():
    """Labels belong to samples: shuffle images and pairs, and they move along."""
    data, config = samples(), method()
    rng = np.random.default_rng(3)
    images, pairs = rng.permutation(150), rng.permutation(300)
    place = np.argsort(images)
    shuffled = Samples(data.images[images], data.texts[pairs], place[data.image_of[pairs]], data.people[images])
    direct, moved = assign(data, config), assign(shuffled, config)
    for before, after in (
        (direct.labels.images, moved.labels.images),
        (direct.labels.texts, moved.labels.texts),
    ):
        assert adjusted_rand_index(before[pairs], after) > 0.999
        np.testing.assert_array_equal(before[pairs] == -1, after == -1)


def test_unique_images_and_image_centred_labels():
    data = samples()
    unique = assign(data, method(mine=False, images="unique", min_samples=2)).labels
    np.testing.assert_array_equal(unique.images[::2], unique.images[1::2])
    centred = assign(data, method(centred="image")).labels
    np.testing.assert_array_equal(centred.images, centred.texts)


def test_true_labels_are_an_upper_bound():
    data = samples()
    found = assign(data, MethodConfig(labels="identities"))
    assert found.images_after.rand_index == found.texts_after.rand_index == 1
    assert found.labels.images.max() == 29


def test_all_outliers_and_one_cluster_are_said():
    data = samples()
    lost = assign(data, method(eps=0.0001, min_samples=50))
    assert (lost.labels.images == -1).all() and len(lost.remarks) == 2
    assert "Every image is an outlier" in lost.remarks[0]
    lumped = assign(data, method(eps=0.99999))
    assert any("one cluster" in remark for remark in lumped.remarks)
    for found in (lost, lumped):
        guide(data, found.labels, 0.1, torch.device("cpu"))


def test_memories_hold_the_mined_clusters():
    data = samples()
    labels = assign(data, method()).labels
    memories = guide(data, labels, 0.2, torch.device("cpu")).memories
    unit = data.texts / np.linalg.norm(data.texts, axis=1, keepdims=True)
    mean = unit[labels.texts == 3].mean(axis=0)
    np.testing.assert_allclose(memories.texts.rows[3].numpy(), mean / np.linalg.norm(mean), atol=1e-6)
    assert len(memories.images.rows) == labels.images.max() + 1
    assert memories.images.momentum == pytest.approx(0.2)


def test_a_shuffled_pass_finds_every_pairs_own_labels():
    data = samples()
    labels = assign(data, method()).labels
    guidance = guide(data, labels, 0.1, torch.device("cpu"))
    order = np.random.default_rng(5).permutation(300)
    for pairs in np.array_split(order, 7):
        image_index = torch.from_numpy(data.image_of[pairs])
        batch = guidance.of(torch.from_numpy(pairs), image_index)
        np.testing.assert_array_equal(batch.images.numpy(), labels.images[pairs])
        np.testing.assert_array_equal(batch.texts.numpy(), labels.texts[pairs])
        assert torch.equal(batch.image_index, image_index)
