"""Round pictures are told from whatever else has dark edges."""

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.ingest.lens import is_round


def _scene(height: int = 36, width: int = 64) -> np.ndarray:
    return np.random.default_rng(4).integers(60, 200, (height, width)).astype(np.uint8)


def _through(radius: float, across: float = 0.0, size: tuple[int, int] = (36, 64)) -> np.ndarray:
    """The scene as a disc of this radius in a dark frame, with the time written into its corner."""
    height, width = size
    picture = _scene(height, width)
    down, right = np.indices(picture.shape)
    outside = np.hypot(right - width / 2 - across, down - height / 2) > radius
    picture[outside] = np.random.default_rng(1).integers(0, 10, int(outside.sum()))
    picture[1:3, 1:16] = 220
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        _through(17.5),
        _through(24),
        _through(18, across=3),
        _through(17, size=(64, 36)),
        _through(30, size=(64, 64)),
    ],
)
def test_a_disc_in_a_dark_frame_is_round(picture: np.ndarray) -> None:
    assert is_round(picture)


def _barred(down: int, across: int) -> np.ndarray:
    return cv2.copyMakeBorder(_scene()[down : 36 - down, across : 64 - across], down, down, across, across, 0)


@pytest.mark.parametrize(
    "picture",
    [
        _scene(),
        _barred(6, 0),
        _barred(0, 12),
        _barred(6, 10),
        np.zeros((36, 64), np.uint8),
        (_scene() * np.linspace(1.2, 0, 64)).clip(0, 255).astype(np.uint8),
        (_through(12) * 0.4).astype(np.uint8),
    ],
)
def test_other_dark_edges_are_not(picture: np.ndarray) -> None:
    assert not is_round(picture)
