"""Who searches among whom, and what k-reciprocal neighbours make of a ranking."""

import numpy as np
import pytest

from cpcl_desktop.bundle.clustering.jaccard import jaccard_distance
from cpcl_train.judge.directions import DIRECTIONS, Features, directed_scores, reranked_scores
from cpcl_train.judge.metrics import query_scores
from cpcl_train.judge.rerank import HOOD, PLAIN_SHARE, reranked


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def people(count=12, views=6, noise=1.1, gap=3.0, seed=0):
    """Images around a centre a person; captions around the same centres, all of them moved one way by `gap`."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count, 16))
    of = np.repeat(np.arange(count), views)
    images = centres[of] + noise * rng.normal(size=(len(of), 16))
    texts = centres[of] + noise * rng.normal(size=(len(of), 16)) + gap * np.eye(16)[0]
    return Features(unit(images), unit(texts), of + 100, np.arange(len(of)))


def stacked(search):
    parts = list(reranked(search.queries, search.gallery, search.own))
    assert [rows.start for rows, _ in parts] == [
        0,
        *[rows.stop for rows, _ in parts[:-1]],
    ]  # without a gap
    return np.concatenate([similarity for _, similarity in parts])


def plain_distance(search):
    plain = 1 - search.queries @ search.gallery.T
    return plain / plain.max(1, keepdims=True)


def test_images_among_images_are_ranked_by_the_papers_distance():
    search = DIRECTIONS["image-image"](people())
    jaccard = np.ones((72, 72))
    found = jaccard_distance(search.gallery, HOOD)
    jaccard[found.rows(), found.indices] = found.data
    wanted = PLAIN_SHARE * plain_distance(search) + (1 - PLAIN_SHARE) * jaccard
    np.testing.assert_allclose(stacked(search), -wanted, atol=1e-5)


def test_a_caption_is_encoded_by_its_nearest_images():
    """Against sums of minima and maxima over dense rows, one pair after the other."""
    from cpcl_desktop.bundle.clustering.jaccard import neighbour_weights
    from cpcl_desktop.bundle.clustering.neighbours import CpuKernels

    search = DIRECTIONS["text-image"](people())
    held = neighbour_weights(search.gallery, HOOD, CpuKernels()).toarray()
    ranked = np.argsort(-(search.queries @ search.gallery.T), axis=1)[:, : HOOD.k2]
    jaccard = np.empty((72, 72))
    for query, near in enumerate(ranked):
        own = held[near].mean(0)
        for row, other in enumerate(held):
            jaccard[query, row] = 1 - np.minimum(own, other).sum() / np.maximum(own, other).sum()
    wanted = PLAIN_SHARE * plain_distance(search) + (1 - PLAIN_SHARE) * jaccard
    np.testing.assert_allclose(stacked(search), -wanted, atol=1e-5)


@pytest.mark.parametrize("name", DIRECTIONS)
def test_neighbours_raise_what_a_noisy_ranking_finds(name):
    plain, better = [], []
    for seed in range(4):
        search = DIRECTIONS[name](people(seed=seed))
        plain.append(
            query_scores(search.queries, search.gallery, search.asked, search.people, search.own)[:, 3].mean()
        )
        better.append(reranked_scores(search)[:, 3].mean())
    assert np.mean(better) > np.mean(plain) + 2


def test_an_image_does_not_find_itself_and_people_of_one_image_ask_nothing():
    found = people()
    alone = Features(found.images, found.texts, np.where(np.arange(72) == 5, 999, found.people), found.of)
    search = DIRECTIONS["image-image"](alone)
    assert len(search.queries) == 71 and 5 not in search.own and len(search.gallery) == 72
    # Noise alone: an image that found itself would be right every time.
    noise = Features(unit(np.random.default_rng(1).normal(size=(72, 16))), found.texts, found.people, found.of)
    assert directed_scores(noise, ["image-image"], rerank=20)["image-image"].r1 < 30
    assert directed_scores(noise, ["image-image"], rerank=20)["image-image, reranked"].r1 < 30


def test_images_search_among_captions_of_their_person():
    found = people(noise=0.01, gap=0)
    assert directed_scores(found, ["image-text"])["image-text"].mAP == 100
    assert DIRECTIONS["image-text"](found).people.tolist() == found.asked.tolist()
