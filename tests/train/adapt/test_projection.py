"""A residual beside the projection of real encoders: found in each form, exact, and seen by nothing else."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import BundleError
from cpcl_train.adapt.projection import Residual, TappedEncoder, with_residual
from cpcl_train.ship.half import to_half
from cpcl_train.ship.packed import unpacked
from tests.networks import doubler

STARTER = Path(__file__).parents[3] / "resources" / "models" / "starter"


@pytest.fixture(scope="module")
def text() -> tuple[bytes, dict[str, np.ndarray]]:
    """The shipped text encoder, and ids of three texts."""
    ids = np.array([[101, 1037, 2158, 102], [101, 2417, 5598, 102], [101, 2304, 102, 0]], np.int64)
    return Bundle.open(STARTER).read("text_encoder"), {"ids": ids}


def residual(inputs: int, outputs: int, size: float = 0.05) -> Residual:
    rng = np.random.default_rng(1)
    down, up = rng.normal(0, size, (inputs, 8)), rng.normal(0, size, (8, outputs))
    return Residual(down.astype(np.float32), up.astype(np.float32))


def run(content: bytes, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"]).run(None, inputs)


def test_what_is_tapped_gives_the_embedding(text):
    content, ids = text
    features, projected = TappedEncoder(content).run(ids)
    assert features.shape == (3, 384) and projected.shape == (3, 384)
    unit = projected / np.linalg.norm(projected, axis=1, keepdims=True)
    np.testing.assert_allclose(unit, run(content, ids)[0], atol=1e-5)


def test_the_residual_is_added_exactly_and_attributes_read_what_they_were_taught_on(text):
    content, ids = text
    added = residual(384, 384)
    embedding, attributes = run(with_residual(content, added), ids)
    wanted = added.applied(*TappedEncoder(content).run(ids))
    before, said = run(content, ids)
    np.testing.assert_allclose(embedding, wanted, atol=1e-5)
    assert np.abs(embedding - before).max() > 0.01
    np.testing.assert_array_equal(attributes, said)


def test_without_anything_learnt_nothing_changes_and_a_second_residual_stands_on_the_first(text):
    content, ids = text
    added = residual(384, 384)
    np.testing.assert_allclose(
        run(with_residual(content, added.scaled(0)), ids)[0], run(content, ids)[0], atol=1e-6
    )
    once = with_residual(content, added)
    twice = run(with_residual(once, added.scaled(0.5)), ids)[0]
    np.testing.assert_allclose(twice, run(with_residual(content, added.scaled(1.5)), ids)[0], atol=1e-5)
    assert len(with_residual(once, added)) - len(content) < 2.2 * added.size + 20_000


def test_half_precision_has_its_projection_too(text):
    content, ids = text
    half = to_half(unpacked(content))
    added = residual(384, 384)
    embedding = run(with_residual(half, added), ids)[0]
    assert embedding.dtype == np.float32
    assert (embedding * run(with_residual(content, added), ids)[0]).sum(1).min() > 0.999


def test_what_does_not_end_in_a_projection_is_refused():
    with pytest.raises(BundleError, match="cannot be adapted"):
        TappedEncoder(doubler())
