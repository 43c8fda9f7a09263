import numpy as np
import pytest

from cpcl_train.method.mining import PairLabels, mine_outliers, recover


def at(*degrees):
    """Unit vectors in the plane, so that nearness can be read off."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_outlier_image_takes_the_nearest_label_of_its_texts_cluster():
    # Pairs 0–3 share text cluster 5. Pair 4 is nearer still, but its text lies elsewhere.
    images = at(0, 40, 90, 12, 1)
    own, other = np.array([-1, 7, 8, 3, 9]), np.array([5, 5, 5, 5, 6])
    np.testing.assert_array_equal(recover(images, own, other), [3, 7, 8, 3, 9])


def test_both_directions_read_the_original_labels():
    # Image 0 can learn from pair 1, text 2 from pair 1; text 3 could only learn from a recovered image.
    images, texts = at(0, 5, 8, 50), at(0, 5, 8, 50)
    labels = PairLabels(np.array([-1, 0, 0, -1]), np.array([4, 4, -1, -1]))
    mined = mine_outliers(images, texts, labels)
    np.testing.assert_array_equal(mined.images, [0, 0, 0, -1])
    np.testing.assert_array_equal(mined.texts, [4, 4, 4, -1])
    np.testing.assert_array_equal(labels.images, [-1, 0, 0, -1])
    np.testing.assert_array_equal(labels.texts, [4, 4, -1, -1])


def test_a_recovered_label_is_no_candidate():
    # Pair 1 is recovered through text cluster 0; pair 0 is nearer to it than to pair 2, but may not use it.
    own, other = np.array([-1, -1, 3]), np.array([0, 0, 0])
    np.testing.assert_array_equal(recover(at(0, 1, 90), own, other), [3, 3, 3])
    own, other = np.array([-1, -1]), np.array([0, 0])
    np.testing.assert_array_equal(recover(at(0, 1), own, other), [-1, -1])


def test_no_candidate_and_double_outliers_stay():
    own, other = np.array([-1, -1, 2]), np.array([0, -1, 1])
    np.testing.assert_array_equal(recover(at(0, 10, 20), own, other), [-1, -1, 2])


def test_outliers_do_not_share_a_cluster():
    """A partner labelled −1 is no cluster: two pairs with outlying texts have nothing in common."""
    own, other = np.array([-1, 2]), np.array([-1, -1])
    np.testing.assert_array_equal(recover(at(0, 0), own, other), [-1, 2])


@pytest.mark.parametrize("guard", [False, True])
def test_independent_of_row_order(guard):
    rng = np.random.default_rng(0)
    count = 400
    images, texts = (rng.standard_normal((count, 8)).astype(np.float32) for _ in range(2))
    images[1::4] = images[::4]  # ties: the same picture in several pairs
    images /= np.linalg.norm(images, axis=1, keepdims=True)
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    labels = PairLabels(rng.integers(-1, 12, count), rng.integers(-1, 9, count))
    labels.images[rng.random(count) < 0.3] = -1
    direct = mine_outliers(images, texts, labels, guard)
    assert (direct.images != labels.images).sum() > 20
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(count)
        shuffled = PairLabels(labels.images[order], labels.texts[order])
        mined = mine_outliers(images[order], texts[order], shuffled, guard)
        np.testing.assert_array_equal(mined.images, direct.images[order])
        np.testing.assert_array_equal(mined.texts, direct.texts[order])


def test_equals_the_loop():
    rng = np.random.default_rng(1)
    features = rng.standard_normal((120, 6)).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    own, other = rng.integers(-1, 6, 120), rng.integers(-1, 30, 120)
    expected = own.copy()
    for i in range(120):
        pairs = [j for j in range(120) if other[j] == other[i] and own[j] != -1]
        if own[i] == -1 and other[i] != -1 and pairs:
            expected[i] = own[max(pairs, key=lambda j: features[i] @ features[j])]
    np.testing.assert_array_equal(recover(features, own, other), expected)
    assert (expected != own).any()


def test_guard_refuses_what_lies_off_the_cluster():
    # Cluster 0 spans 10 degrees about its prototype at 0; the outliers lie at 3 and at 60 degrees.
    images = at(-10, 10, 3, 60)
    own, other = np.array([0, 0, -1, -1]), np.array([1, 1, 1, 1])
    np.testing.assert_array_equal(recover(images, own, other), [0, 0, 0, 0])
    np.testing.assert_array_equal(recover(images, own, other, guard=True), [0, 0, 0, -1])


def test_nothing_to_do():
    empty = np.empty(0, np.int64)
    assert len(recover(np.empty((0, 4), np.float32), empty, empty, guard=True)) == 0
    everything = np.full(3, -1)
    np.testing.assert_array_equal(recover(at(0, 1, 2), everything, everything, guard=True), everything)
