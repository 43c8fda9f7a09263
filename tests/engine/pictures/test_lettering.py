import os

import numpy as np
import pytest

from cpcl_desktop.engine.pictures.lettering import fitted, width, write

SIZE = 16


def drawn(text: str, room: int = 400) -> np.ndarray:
    picture = np.full((40, room, 3), 255, np.uint8)
    write(picture, text, (4, 28), SIZE, 0)
    return picture


@pytest.mark.parametrize("text", ["über", "Привет", "αβγ", "监控", "日本語"])
def test_other_scripts_are_not_question_marks(text):
    instead = drawn("?" * len(text))
    assert (drawn(text) != instead).any()
    assert len({drawn(letter).tobytes() for letter in text}) == len(set(text))


def test_text_that_is_too_wide_is_cut_and_shows_it():
    name = "a-very-long-name-of-a-recording-of-camera-监控.mp4"
    cut = fitted(name, SIZE, 200)
    assert cut.endswith("…") and name.startswith(cut[:-1])
    assert width(cut, SIZE) <= 200 < width(name, SIZE)
    assert fitted("short", SIZE, 200) == "short"


def test_nothing_is_drawn_where_there_is_no_room():
    assert fitted("anything", SIZE, 3) == "…"


def test_bytes_that_are_no_letters_are_drawn_as_question_marks():
    name = os.fsdecode(b"cam \xff\xfe\n\x1b.mp4") + "\u202e"
    assert fitted(name, SIZE, 1000) == name
    assert (drawn(name) == drawn("cam ????.mp4?")).all()
