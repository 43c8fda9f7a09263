"""Frames that look like an empty one are not looked at again; all others are."""

import numpy as np
import pytest

from cpcl_desktop.engine.people.unchanged import UnchangedFrames, UnchangedOptions, thumbnail
from cpcl_desktop.engine.records import Detections

BACKGROUND = np.random.default_rng(3).integers(40, 200, (108, 192, 3)).astype(np.uint8)
SOMEBODY = Detections(np.array([[50, 20, 80, 90]], np.float32), np.array([0.9], np.float32))


def picture(person: int | None = None, seed: int = 0) -> np.ndarray:
    """The background with fresh noise, and with a person of that grey."""
    noise = np.random.default_rng(seed).normal(0, 0.7, BACKGROUND.shape)
    image = np.clip(BACKGROUND + noise, 0, 255).astype(np.uint8)
    if person is not None:
        image[20:90, 50:80] = person
    return image


class Looking:
    """Finds the person by their flat grey, and notes what it was asked to look at."""

    def __init__(self, images):
        self.images = images
        self.asked = []

    def __call__(self, chosen):
        self.asked.extend(chosen)
        return [SOMEBODY if self.images[i][30:80, 55:75].std() < 1 else Detections.none() for i in chosen]


def found_in(unchanged, images):
    looking = Looking(images)
    found = unchanged.detect(images, looking)
    return [len(one.scores) for one in found], sorted(looking.asked)


def test_only_the_first_of_equal_empty_frames_is_looked_at_even_across_calls():
    unchanged = UnchangedFrames()
    assert found_in(unchanged, [picture(seed=1), picture(seed=2), picture(seed=3)]) == ([0, 0, 0], [0])
    assert found_in(unchanged, [picture(seed=4), picture(seed=5)]) == ([0, 0], [])
    assert unchanged.count == 4


def test_a_person_is_seen_at_once_and_for_as_long_as_they_stand():
    unchanged = UnchangedFrames()
    images = [picture(), picture(90), picture(90), picture(90), picture()]
    assert found_in(unchanged, images) == ([0, 1, 1, 1, 0], [0, 1, 2, 3, 4])
    assert found_in(unchanged, [picture(90)]) == ([1], [0])
    assert found_in(unchanged, [picture(90), picture(90)]) == ([1, 1], [0, 1])


def test_a_slow_change_is_noticed():
    unchanged = UnchangedFrames(UnchangedOptions(most_difference=3))
    images = [np.clip(BACKGROUND.astype(int) + step, 0, 255).astype(np.uint8) for step in range(9)]
    assert found_in(unchanged, images)[1] == [0, 4, 8]


def test_it_can_be_switched_off():
    unchanged = UnchangedFrames(UnchangedOptions(most_difference=0))
    assert found_in(unchanged, [picture(), picture()]) == ([0, 0], [0, 1])
    assert unchanged.count == 0


def test_a_frame_of_another_shape_is_looked_at():
    unchanged = UnchangedFrames()
    assert found_in(unchanged, [picture(), np.rot90(picture())])[1] == [0, 1]


@pytest.mark.parametrize(
    ("shape", "blocks"), [((108, 192, 3), (54, 96)), ((400, 100, 3), (96, 24)), ((2, 900, 3), (1, 96))]
)
def test_thumbnails_keep_the_shape(shape, blocks):
    assert thumbnail(np.zeros(shape, np.uint8), 96).shape == blocks
