"""The crops a track keeps: the good ones, spread over its time, cut from the full picture."""

import numpy as np
import pytest

from cpcl_desktop.engine.people.crops import MAX_CROPS, CropKeeper, CropOptions, cut_out, judge, touches_border
from cpcl_desktop.engine.records import Frame

NOBODY = np.empty((0, 4), np.float32)
TEXTURE = (
    np.random.default_rng(5).integers(0, 255, (60, 80, 3)).astype(np.uint8).repeat(8, 0).repeat(8, 1)
)  # 480×640
BOX = np.array([200, 100, 280, 300], np.float32)


def keep(qualities, step_us=200_000, options=None):
    """A keeper offered a frame per quality; a frame's texture is shown at that contrast."""
    keeper = CropKeeper(options or CropOptions())
    for index, quality in enumerate(qualities):
        image = (TEXTURE * quality).astype(np.uint8)
        keeper.offer(Frame(index, index * step_us, image, f"{index}.png"), BOX, 0.9, NOBODY)
    return keeper


def test_a_crop_is_a_copy_of_the_full_picture_with_a_margin_and_the_detectors_box():
    image = TEXTURE.copy()
    keeper = CropKeeper(CropOptions(margin=0.05))
    keeper.offer(Frame(3, 600_000, image, "a.png"), BOX, 0.7, NOBODY)
    (crop,) = keeper.choose()
    assert np.array_equal(crop.image, TEXTURE[90:310, 196:284])
    image[:] = 0
    assert crop.image.any()
    assert (crop.box, crop.time_us, crop.name) == ((200.0, 100.0, 280.0, 300.0), 600_000, "a.png")
    assert crop.score == 0.7


def test_the_margin_stops_at_the_edge_and_a_sliver_is_a_pixel():
    keeper = CropKeeper(CropOptions())
    keeper.offer(Frame(0, 0, TEXTURE), np.array([0, 0, 100, 480], np.float32), 0.9, NOBODY)
    assert keeper.choose()[0].image.shape == (480, 105, 3)
    sliver = CropKeeper(CropOptions())
    sliver.offer(Frame(0, 0, TEXTURE), np.array([639.8, 479.8, 640, 480], np.float32), 0.9, NOBODY)
    assert sliver.choose()[0].image.shape == (1, 1, 3)


def test_at_most_four_in_order_of_time_spread_over_all_of_it():
    times = [crop.time_us / 1e6 for crop in keep([1.0] * 300).choose()]
    assert len(times) == MAX_CROPS
    assert times == sorted(times)
    assert times[0] < 15 and times[-1] > 42  # of 60 s
    assert min(np.diff(times)) > 3


def test_the_best_moment_is_among_them():
    qualities = [0.3] * 100
    qualities[37] = 1.0
    assert 37 * 200_000 in {crop.time_us for crop in keep(qualities).choose()}


def test_much_worse_crops_are_left_out():
    assert [crop.time_us for crop in keep([0.02] * 20 + [1.0] + [0.02] * 20).choose()] == [20 * 200_000]


def test_memory_is_bounded_however_long_the_track():
    keeper = keep([0.5 + 0.01 * (i % 50) for i in range(2000)])
    assert len(keeper._best) <= CropOptions().slots


def test_candidates_with_later_ones_are_those_that_would_be_held_and_are_not_held_yet():
    qualities = [0.5 + 0.04 * (i % 9) for i in range(60)]
    whole, first = keep(qualities), keep(qualities[:40])
    held = {crop.time_us for crop in first.candidates()}
    pictures = [
        Frame(index, index * 200_000, (TEXTURE * qualities[index]).astype(np.uint8)) for index in range(40, 60)
    ]
    later = [cut_out(picture, BOX, 0.9, NOBODY, CropOptions()) for picture in pictures]
    assert {crop.time_us for crop in first.candidates(later)} == {crop.time_us for crop in whole.candidates()}
    assert {crop.time_us for crop in first.candidates()} == held


def test_nothing_offered_nothing_chosen():
    assert CropKeeper(CropOptions()).choose() == ()


@pytest.mark.parametrize(
    "worse",
    [
        {"score": 0.4},
        {"image": np.full_like(TEXTURE, 128)},  # nothing sharp in it
        {"box": BOX / 2},  # smaller
        {"box": BOX - [0, 100, 0, 100]},  # cut off at the top
        {"box": np.array([100, 100, 400, 300], np.float32)},  # wider than a person
        {"others": np.array([[230, 100, 310, 300]], np.float32)},  # half hidden
    ],
)
def test_what_makes_a_crop_worse(worse):
    usual = {"image": TEXTURE, "box": BOX, "score": 0.9, "others": NOBODY, "options": CropOptions()}
    assert 1 >= judge(**usual) > 1.1 * judge(**(usual | worse)) >= 0


def test_borders():
    assert not touches_border(TEXTURE, BOX, 0.01)
    for edge in ([1, 100, 80, 300], [200, 2, 280, 300], [500, 100, 639, 300], [200, 100, 280, 479]):
        assert touches_border(TEXTURE, np.array(edge, np.float32), 0.01)
