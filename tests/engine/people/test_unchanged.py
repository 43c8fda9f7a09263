"""Frames that show nothing new since an empty one are not looked at; all others are, and one every other second."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.people.unchanged import Glance, UnchangedFrames, UnchangedOptions, thumbnail
from cpcl_desktop.engine.records import Detections, Frame

BACKGROUND = np.random.default_rng(3).integers(40, 200, (108, 192, 3)).astype(np.uint8)
SOMEBODY = Detections(np.array([[50, 20, 80, 90]], np.float32), np.array([0.9], np.float32))
STEP_US = 200_000
ALWAYS = UnchangedOptions(look_every_s=1e6)  # but for what is new


def picture(person: int | None = None, seed: int = 0) -> np.ndarray:
    """The background with fresh noise, and with a person of that grey."""
    noise = np.random.default_rng(seed).normal(0, 0.7, BACKGROUND.shape)
    image = np.clip(BACKGROUND + noise, 0, 255).astype(np.uint8)
    if person is not None:
        image[20:90, 50:80] = person
    return image


class Looking:
    """Finds the person by their flat grey, and notes what it was asked to look at."""

    def __init__(self, images: Sequence[np.ndarray]) -> None:
        self.images = images
        self.asked: list[int] = []

    def __call__(self, glances: Sequence[Glance]) -> list[Detections]:
        chosen = [glance.position for glance in glances]
        self.asked.extend(chosen)
        return [SOMEBODY if self._is_there(self.images[i]) else Detections.none() for i in chosen]

    @staticmethod
    def _is_there(image: np.ndarray) -> bool:
        return bool((np.abs(image[30:80, 55:75].astype(int) - 90) < 12).mean() > 0.6)


class Watching:
    """Frames five a second, given to an `UnchangedFrames` in batches."""

    def __init__(self, options: UnchangedOptions | None = None) -> None:
        self.unchanged = UnchangedFrames(options)
        self.told = 0

    def __call__(self, images: Sequence[np.ndarray]) -> tuple[list[int], list[int]]:
        """How many people each has, and which were asked about."""
        looking = Looking(images)
        frames = [Frame(n, n * STEP_US, image) for n, image in enumerate(images, self.told)]
        self.told += len(images)
        found = self.unchanged.detect(frames, looking)
        return [len(one.scores) for one in found], sorted(looking.asked)


def test_only_the_first_of_equal_empty_frames_is_looked_at_even_across_calls():
    watch = Watching()
    assert watch([picture(seed=1), picture(seed=2), picture(seed=3)]) == ([0, 0, 0], [0])
    assert watch([picture(seed=4), picture(seed=5)]) == ([0, 0], [])
    assert watch.unchanged.count == 4


def test_a_person_is_seen_at_once_and_for_as_long_as_they_stand():
    watch = Watching()
    images = [picture(), picture(90), picture(90), picture(90), picture()]
    assert watch(images) == ([0, 1, 1, 1, 0], [0, 1, 2, 3, 4])
    assert watch([picture(90)]) == ([1], [0])
    assert watch([picture(90), picture(90)]) == ([1, 1], [0, 1])


def test_who_stands_still_from_the_first_frame_is_found_in_every_frame():
    watch = Watching()
    assert watch([picture(90, seed) for seed in range(30)]) == ([1] * 30, list(range(30)))


def test_every_frame_is_looked_at_for_a_second_after_somebody_was_found():
    watch = Watching()
    assert watch([picture(90), *(picture(seed=n) for n in range(9))])[1] == list(range(6))


def test_a_frame_is_looked_at_every_other_second_though_nothing_moves():
    assert Watching()([picture(seed=n) for n in range(31)])[1] == [0, 10, 20, 30]


def test_a_gradual_change_of_all_light_is_none_and_a_change_of_a_part_is_noticed():
    dimmer = [np.clip(BACKGROUND * (1 + step / 200), 0, 255).astype(np.uint8) for step in range(9)]
    assert Watching(ALWAYS)(dimmer)[1] == [0]
    images = [BACKGROUND.copy() for _ in range(9)]
    for step, image in enumerate(images):
        image[40:80, 60:100] = np.clip(image[40:80, 60:100].astype(int) + step, 0, 255)
    assert Watching(ALWAYS)(images)[1] == [0, 4, 8]


def _leaves(image: np.ndarray, at: int) -> None:
    """A tree in the corner, as it sways at that frame."""
    tree = np.random.default_rng(9).integers(20, 220, (50, 80)).astype(np.float32)
    tree = cv2.GaussianBlur(tree, (0, 0), 3)
    image[:40, :60] = np.roll(tree, (at * 7 % 11, at * 5 % 13), (0, 1))[:40, :60, None].astype(np.uint8)


def _clock(image: np.ndarray, at: int) -> None:
    cv2.putText(image, f"12:00:{at // 5:02}", (100, 104), cv2.FONT_HERSHEY_PLAIN, 1, (255, 255, 255))


def _rain(image: np.ndarray, at: int) -> None:
    drops = np.random.default_rng(at)
    for x, y in drops.integers(0, (190, 100), (60, 2)):
        image[y : y + 8, x : x + 1] += np.minimum(255 - image[y : y + 8, x : x + 1], 14)


def _flicker(image: np.ndarray, at: int) -> None:
    row = int(np.random.default_rng(at).integers(0, 100))
    image[row : row + 6] = np.clip(image[row : row + 6].astype(int) + 7, 0, 255)


@pytest.mark.parametrize("disturb", [_leaves, _clock, _rain, _flicker])
def test_what_keeps_changing_is_learned_and_somebody_before_it_is_found_at_once(
    disturb: Callable[[np.ndarray, int], None],
) -> None:
    watch, looked = Watching(), []
    images = [picture(seed=at) for at in range(151)]
    images += [picture(90, seed=at) for at in range(151, 157)]
    for at, image in enumerate(images):
        disturb(image, at)
    for at in range(0, len(images), 16):
        found, asked = watch(images[at : at + 16])
        looked += [at + one for one in asked]
    late = [at for at in looked if 100 <= at < 151]
    assert len(late) <= 17, late  # one every other second must be, a third may be
    assert found[-6:] == [1] * 6


def test_how_many_come_at_a_time_changes_nothing() -> None:
    images = [picture(90 if 20 <= at < 30 else None, seed=at) for at in range(60)]
    for at, image in enumerate(images):
        _leaves(image, at)
    answers = []
    for size in (1, 7, 60):
        watch = Watching()
        answers.append([n for at in range(0, 60, size) for n in watch(images[at : at + size])[0]])
        answers.append([watch.unchanged.count])
    assert answers[:2] == answers[2:4] == answers[4:]


def test_what_is_known_already_leads_to_the_same_answers() -> None:
    images = [picture(90 if 20 <= at < 30 else None, seed=at) for at in range(40)]
    frames = [Frame(at, at * STEP_US, image) for at, image in enumerate(images)]
    first, again = UnchangedFrames(), UnchangedFrames()
    known = first.detect(frames[:32], Looking(images))
    again.detect(frames[:32], lambda glances: [known[glance.position] for glance in glances])
    rest = [one.detect(frames[32:], Looking(images[32:])) for one in (first, again)]
    assert [len(one.scores) for one in rest[0]] == [len(one.scores) for one in rest[1]]
    assert first.count == again.count > 0


def test_it_can_be_switched_off():
    watch = Watching(UnchangedOptions(most_difference=0))
    assert watch([picture(), picture()]) == ([0, 0], [0, 1])
    assert watch.unchanged.count == 0


def test_a_frame_of_another_shape_is_looked_at():
    assert Watching()([picture(), np.rot90(picture())])[1] == [0, 1]


@pytest.mark.parametrize(
    ("shape", "blocks"), [((108, 192, 3), (54, 96)), ((400, 100, 3), (96, 24)), ((2, 900, 3), (1, 96))]
)
def test_thumbnails_keep_the_shape(shape, blocks):
    assert thumbnail(np.zeros(shape, np.uint8), 96).shape == blocks
