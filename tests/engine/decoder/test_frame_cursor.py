from pathlib import Path

import pytest

from cpcl_desktop.engine.decoder.frame_cursor import KEPT, FrameCursor
from cpcl_desktop.engine.decoder.opening import open_media
from tests.footage import number_shown, write

FPS, COUNT = 25, 150


@pytest.fixture(scope="module")
def footage(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("footage") / "numbers.mp4", COUNT, fps=FPS)


@pytest.fixture
def cursor(footage):
    made = FrameCursor(open_media(footage))
    yield made
    made.close()


def number(place) -> int:
    assert place.frame.time_us == number_shown(place.frame.image) * 1_000_000 // FPS
    return number_shown(place.frame.image)


def test_it_shows_the_last_frame_at_or_before_a_time(cursor):
    assert number(cursor.at(2_000_000)) == 50
    assert number(cursor.at(2_039_999)) == 50
    assert number(cursor.at(2_040_000)) == 51
    assert number(cursor.at(0)) == 0


def test_it_steps_both_ways_past_what_it_keeps(cursor):
    cursor.at(4_000_000)
    assert [number(cursor.step(-1)) for _ in range(3 * KEPT)] == list(range(99, 99 - 3 * KEPT, -1))
    assert [number(cursor.step(1)) for _ in range(3 * KEPT)] == list(range(100 - 3 * KEPT + 1, 101))
    assert number(cursor.step(-60)) == 40
    assert number(cursor.step(100)) == 140


def test_it_stays_at_both_ends_and_says_so(cursor):
    place = cursor.at(200_000)
    assert not place.first and not place.last
    place = cursor.step(-50)
    assert number(place) == 0 and place.first
    place = cursor.at(60_000_000)
    assert number(place) == COUNT - 1 and place.last
    place = cursor.step(10)
    assert number(place) == COUNT - 1 and place.last
    assert number(cursor.step(-1)) == COUNT - 2


def test_a_frame_before_the_first_second_is_found_from_the_start(cursor):
    assert number(cursor.at(80_000)) == 2
    assert [number(cursor.step(-1)) for _ in range(3)] == [1, 0, 0]


def test_it_steps_through_a_folder_of_images(tmp_path):
    import cv2

    from tests.footage import picture

    for name in range(12):
        cv2.imwrite(str(tmp_path / f"{name:03}.png"), cv2.cvtColor(picture(name), cv2.COLOR_RGB2BGR))
    cursor = FrameCursor(open_media(tmp_path))
    assert number_shown(cursor.at(5_000_000).frame.image) == 5
    assert cursor.step(-1).frame.name == "004.png"
    assert cursor.step(-9).first
