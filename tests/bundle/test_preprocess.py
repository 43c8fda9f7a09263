import numpy as np
import pytest

from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import fit, prepare


def test_prepare_normalises_per_channel_in_the_order_of_the_spec() -> None:
    image = np.zeros((10, 6, 3), np.uint8)
    image[...] = (255, 51, 0)
    spec = ImageInput(5, 3, mean=(0.5, 0.4, 0.3), std=(0.5, 0.2, 0.1))
    rgb = prepare([image], spec)
    assert rgb.shape == (1, 3, 5, 3)
    np.testing.assert_allclose(rgb[0, :, 0, 0], [1.0, -1.0, -3.0], atol=1e-6)
    bgr = prepare([image], ImageInput(5, 3, mean=(0, 0, 0), std=(1, 1, 1), scale=1.0, channels="bgr"))
    np.testing.assert_allclose(bgr[0, :, 0, 0], [0, 51, 255])


def test_letterbox_keeps_the_aspect_ratio_and_pads_below_or_right() -> None:
    white = np.full((10, 40, 3), 255, np.uint8)
    out = fit(white, ImageInput(20, 20, fit="letterbox", pad=114))
    assert (out[:5] == 255).all() and (out[5:] == 114).all()


@pytest.mark.parametrize("interpolation", ["area", "bilinear", "bicubic"])
@pytest.mark.parametrize("shape", [(1, 1, 3), (200, 3, 3), (7, 90, 3)])
def test_any_size_fits(interpolation, shape) -> None:
    out = prepare([np.full(shape, 100, np.uint8)], ImageInput(16, 8, interpolation=interpolation))
    np.testing.assert_allclose(out, 100 / 255, atol=0.01)


def resampled(rows: np.ndarray, size: int) -> np.ndarray:
    """Bicubic interpolation (a = -0.5) along the first axis, as it is defined; its support grows with the scale."""
    scale = max(len(rows) / size, 1.0)
    at = (np.arange(size)[:, None] + 0.5) * len(rows) / size - 0.5
    far = np.abs(at - np.arange(len(rows))) / scale
    near, beyond = 1.5 * far**3 - 2.5 * far**2 + 1, -0.5 * far**3 + 2.5 * far**2 - 4 * far + 2
    weights = np.where(far < 1, near, np.where(far < 2, beyond, 0))
    return np.tensordot(weights / weights.sum(1, keepdims=True), rows, 1)


@pytest.mark.parametrize("shape", [(300, 150), (96, 48), (20, 60), (7, 5)])
def test_bicubic_is_antialiased_and_as_it_is_defined(shape) -> None:
    image = np.random.default_rng(4).integers(70, 186, (*shape, 3), dtype=np.uint8)  # nothing is cut off
    expected = resampled(resampled(image.astype(float), 48).swapaxes(0, 1), 24).swapaxes(0, 1)
    found = fit(image, ImageInput(48, 24, interpolation="bicubic"))
    assert np.abs(found - expected).max() < 2  # rounded between the two axes


def test_bicubic_stripes_too_fine_to_show_become_grey() -> None:
    stripes = np.zeros((480, 240, 3), np.uint8)
    stripes[::2] = 255
    shown = fit(stripes, ImageInput(48, 24, interpolation="bicubic"))
    assert np.abs(shown[2:-2].astype(int) - 127).max() <= 2
