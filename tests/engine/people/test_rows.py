import numpy as np
import pytest

from cpcl_desktop.bundle.calibration import FLOOR
from cpcl_desktop.engine.people.rows import AT_ONCE, RowLayout, means_of

RANDOM = np.random.default_rng(5)


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def log_shares(rows: int, sizes: tuple[int, ...]) -> np.ndarray:
    parts = [RANDOM.dirichlet(np.ones(size), rows) for size in sizes]
    return np.log(np.maximum(np.hstack(parts), 1e-9)).astype(np.float32)


def test_an_inner_product_is_the_cosine_less_what_the_attributes_contradict() -> None:
    layout, centre = RowLayout(6, 5, 0.1), RANDOM.normal(0, 0.1, 11).astype(np.float32)
    vectors, crops = unit(RANDOM.normal(size=(4, 6))), log_shares(4, (2, 3))
    sentence, said = unit(RANDOM.normal(size=6)), log_shares(1, (2, 3))[0]
    scores = layout.sought(layout.row(vectors, crops), centre) @ layout.query(sentence, said)
    for score, vector, crop in zip(scores, vectors, crops, strict=True):
        cosine = unit(vector - centre[:6]) @ sentence
        divergence = sum(float(np.exp(p) * (p - max(q, FLOOR))) for p, q in zip(said, crop, strict=True))
        np.testing.assert_allclose(score, cosine - 0.1 * divergence, atol=1e-5)


def test_a_crop_that_says_what_the_sentence_says_loses_nothing() -> None:
    layout = RowLayout(4, 2, 0.5)
    vector, said = unit(np.ones(4)), np.log(np.array([0.6, 0.4], np.float32))
    row = layout.row(vector[None], said[None])
    np.testing.assert_allclose(
        layout.sought(row, np.zeros(6, np.float32)) @ layout.query(vector, said), 1, atol=1e-5
    )
    other = layout.row(vector[None], said[None, ::-1])
    assert (layout.sought(other, np.zeros(6, np.float32)) @ layout.query(vector, said))[0] < 0.97


def test_without_attributes_it_is_the_cosine() -> None:
    layout, vectors = RowLayout(3), unit(RANDOM.normal(size=(5, 3)))
    rows = layout.row(vectors, np.empty((5, 0), np.float32))
    scores = layout.sought(rows, np.zeros(3, np.float32)) @ layout.query(vectors[0], np.empty(0, np.float32))
    np.testing.assert_allclose(scores, vectors @ vectors[0], atol=1e-6)


@pytest.mark.parametrize("passages", [0, 1, AT_ONCE, 2 * AT_ONCE + 3])
def test_the_mean_of_each_passage_however_many_there_are(passages: int) -> None:
    counts = RANDOM.integers(1, 5, passages)
    rows, weights = RANDOM.normal(size=(counts.sum(), 6)).astype(np.float32), RANDOM.random(counts.sum())
    starts = np.cumsum(counts) - counts
    of = [rows[start : start + count] for start, count in zip(starts, counts, strict=True)]
    by = [weights[start : start + count] for start, count in zip(starts, counts, strict=True)]
    means, weighed = means_of(rows, starts), means_of(rows, starts, weights.astype(np.float32))
    assert means.shape == weighed.shape == (passages, 6) and means.dtype == weighed.dtype == np.float32
    for at in range(passages):
        np.testing.assert_allclose(means[at], of[at].mean(axis=0), atol=1e-5)
        np.testing.assert_allclose(weighed[at], np.average(of[at], axis=0, weights=by[at]), atol=1e-5)
