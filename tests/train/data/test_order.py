"""The order of an epoch by cluster: every pair once, clusters in groups, the same wherever it is drawn."""

import numpy as np
import pytest

from cpcl_train.data.order import cluster_order

PEOPLE, IMAGES, CAPTIONS = 60, 3, 2
IMAGE_OF = np.repeat(np.arange(PEOPLE * IMAGES), CAPTIONS)
LABELS = np.repeat(np.arange(PEOPLE), IMAGES * CAPTIONS)


def drawn(labels=LABELS, instances=4, seed=0, image_of=IMAGE_OF):
    return cluster_order(np.random.default_rng(seed), labels, image_of, instances)


def groups(order, labels):
    """Runs of one cluster, outliers alone."""
    own = np.where(labels < 0, -1 - np.arange(len(labels)), labels)[order]
    return np.split(order, np.flatnonzero(np.diff(own)) + 1)


def met(order, labels, size=64):
    """Share of pairs that have another pair of their cluster in their batch."""
    whole = labels[order][: len(order) // size * size].reshape(-1, size)
    return np.mean([(row[:, None] == row[None]).sum(1) > 1 for row in whole])


def test_every_pair_is_visited_once_and_clusters_come_in_groups():
    order = drawn()
    assert sorted(order) == list(range(len(LABELS)))
    sizes = np.array([len(group) for group in groups(order, LABELS)])
    assert (sizes >= 4).mean() > 0.4 and sizes.mean() > 2.8  # six pairs of each: four and two
    assert met(order, LABELS) > 0.95
    shuffled = np.random.default_rng(0).permutation(len(LABELS))
    assert met(shuffled, LABELS) < 0.75  # of 60 people; of thousands hardly any


@pytest.mark.parametrize("instances", [1, 2, 3, 8])
def test_no_group_is_larger_than_wanted_unless_two_of_one_cluster_meet(instances):
    order = drawn(instances=instances)
    sizes = np.array([len(group) for group in groups(order, LABELS)])
    assert np.median(sizes) == min(instances, 6)


def test_a_group_shows_other_images_before_other_captions_of_one():
    for group in groups(drawn(instances=3), LABELS):
        if len(group) == 3:
            assert len(set(IMAGE_OF[group])) == 3


def test_outliers_are_singles_between_the_groups():
    labels = LABELS.copy()
    labels[::2] = -1
    order = drawn(labels, 3)
    assert sorted(order) == list(range(len(labels)))
    places = np.flatnonzero(labels[order] < 0)
    assert len(places) == 180 and np.ptp(places) > 300 and (np.diff(places) > 1).sum() > 30
    assert met(order[labels[order] >= 0], labels) > 0.95
    lost = drawn(np.full(len(labels), -1))
    assert sorted(lost) == list(range(len(labels))) and (np.diff(lost) != 1).mean() > 0.9


def test_the_order_depends_on_generator_and_labels_alone():
    np.testing.assert_array_equal(drawn(seed=5), drawn(seed=5))
    assert (drawn(seed=5) != drawn(seed=6)).any()


def test_nothing_is_an_order_of_nothing():
    empty = np.empty(0, np.int64)
    assert len(drawn(empty, image_of=empty)) == 0
