"""Backgrounds and camera faults: right shapes, repeatable, and true to the person."""

import numpy as np

from cpcl_train.synthetic.backgrounds import composite, degrade, random_background


def test_backgrounds_have_the_size_asked_for_and_vary():
    rng = np.random.default_rng(0)
    images = [random_background(rng, 192, 96) for _ in range(30)]
    assert {image.shape for image in images} == {(192, 96, 3)}
    assert all(image.dtype == np.uint8 for image in images)
    assert np.std([image.mean() for image in images]) > 15


def test_the_same_seed_gives_the_same_picture():
    first, again = (
        degrade(r, random_background(r, 64, 32)) for r in (np.random.default_rng(4), np.random.default_rng(4))
    )
    np.testing.assert_array_equal(first, again)


def red_block(height=100, width=50, cut=False):
    image = np.zeros((height, width, 4), np.uint8)
    image[10 : height if cut else height - 10, 10:-10] = (200, 20, 20, 255)
    return image


def test_a_person_fills_the_crop_and_what_is_transparent_shows_the_background():
    rng = np.random.default_rng(2)
    images = np.stack([composite(rng, red_block(), (128, 64)) for _ in range(20)])
    np.testing.assert_allclose(images[:, 40:90, 20:44], [[[[200, 20, 20]]]] * 20 * np.ones((1, 50, 24, 1)), atol=2)
    assert images[:, 0, 0].std() > 10


def test_colour_hidden_under_alpha_never_shows():
    image = red_block()
    image[:8, :, :3] = 255
    images = [composite(np.random.default_rng(seed), image, (128, 64)) for seed in range(8)]
    plain = [composite(np.random.default_rng(seed), red_block(), (128, 64)) for seed in range(8)]
    np.testing.assert_array_equal(images, plain)


def test_a_crop_that_is_cut_below_gets_no_floor_under_it():
    for seed in range(10):
        bottom = composite(np.random.default_rng(seed), red_block(cut=True), (128, 64))[-2, 30]
        np.testing.assert_allclose(bottom, (200, 20, 20), atol=3)


def test_black_stays_black_and_white_white():
    rng = np.random.default_rng(7)
    values = np.asarray(
        [[degrade(rng, np.full((96, 48, 3), tone, np.uint8)).mean() for tone in (15, 235)] for _ in range(40)]
    )
    assert np.median(values[:, 0]) < 40
    assert np.median(values[:, 1]) > 205
