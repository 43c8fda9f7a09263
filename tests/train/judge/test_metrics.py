import numpy as np
import pytest

from cpcl_train.judge.metrics import centred, query_scores, retrieval_scores


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def naive(queries, gallery, asked, people):
    """The definitions, one query at a time."""
    rows = []
    for query, person in zip(queries, asked, strict=True):
        ranking = sorted(range(len(gallery)), key=lambda i: -float(query @ gallery[i]))
        ranks = [rank for rank, i in enumerate(ranking, 1) if people[i] == person]
        if not ranks:
            rows.append([0.0] * 5)
            continue
        precision = sum((n + 1) / rank for n, rank in enumerate(ranks)) / len(ranks)
        rows.append([*(float(ranks[0] <= k) for k in (1, 5, 10)), precision, len(ranks) / ranks[-1]])
    return 100 * np.mean(rows, axis=0)


@pytest.mark.parametrize("seed", range(3))
def test_scores_equal_a_naive_reference(seed):
    rng = np.random.default_rng(seed)
    people, asked = rng.integers(0, 12, 40), rng.integers(0, 14, 700)  # some people have no image; over one block
    gallery, queries = unit(rng.normal(size=(40, 8))), unit(rng.normal(size=(700, 8)))
    scores = retrieval_scores(queries, gallery, asked, people)
    got = [scores.r1, scores.r5, scores.r10, scores.mAP, scores.mINP]
    np.testing.assert_allclose(got, naive(queries, gallery, asked, people), rtol=1e-6)


def test_a_perfect_and_a_hopeless_model():
    people = np.array([0, 0, 1, 1, 2])
    vectors = np.eye(3, dtype=np.float32)[people]
    assert set(retrieval_scores(vectors, vectors, people, people).rounded().values()) == {100.0}
    assert set(retrieval_scores(vectors, vectors, people + 9, people).rounded().values()) == {0.0}


def test_centring_takes_the_common_part_off():
    rng = np.random.default_rng(0)
    gallery = unit(rng.normal(size=(30, 8)) + 5)
    queries, moved = centred(gallery[:7], gallery)
    np.testing.assert_allclose(np.linalg.norm(moved, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(queries, moved[:7])
    assert abs(float((moved @ moved.T).mean())) < 0.1 < float((gallery @ gallery.T).mean())


def test_a_querys_own_picture_counts_for_nothing_once_it_is_taken_out():
    rng = np.random.default_rng(3)
    people = np.repeat(np.arange(15), 3)
    gallery = unit(rng.normal(size=(45, 6)))
    own = rng.integers(0, 45, 120)
    queries = unit(gallery[own] + 0.3 * rng.normal(size=(120, 6)))
    found = query_scores(queries, gallery, people[own], people, own)
    for query, place, row in zip(queries, own, found, strict=True):
        others = np.delete(np.arange(45), place)
        expected = naive(query[None], gallery[others], people[place][None], people[others])
        np.testing.assert_allclose(row, expected, rtol=1e-6)
    assert found[:, 0].mean() < query_scores(queries, gallery, people[own], people)[:, 0].mean() / 2
