"""Whom a filmed frame teaches: everybody who is seen well enough, and nobody else, either way."""

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_train.detector.cutouts import split_cutouts
from cpcl_train.detector.filmed import yolo_lines
from cpcl_train.detector.frames import Frame, read_frames
from cpcl_train.detector.recipe import load_recipe
from cpcl_train.detector.scenes import Sample
from cpcl_train.detector.training import Material, Scenes
from cpcl_train.synthetic.town.truth import Sighting
from tests.train.people import write_people

PLAIN = Sighting(1, (10, 20, 30, 80), (10, 20, 30, 80), 1.0, (20, 25))
HIDDEN = Sighting(2, (50, 20, 70, 80), (50, 20, 60, 40), 0.2, (60, 25))
TINY = Sighting(3, (80, 20, 83, 27), (80, 20, 83, 27), 1.0, (81, 21))
BEHIND = Sighting(4, (90, 20, 99, 60), None, 0.0, (95, 25))


def write_frame(folder: Path) -> Path:
    folder.mkdir()
    cv2.imwrite(str(folder / "000.jpg"), np.full((100, 200, 3), 200, np.uint8))
    (folder / "000.txt").write_text(yolo_lines((PLAIN, HIDDEN, TINY, BEHIND), (100, 200)))
    return folder


def test_who_is_hidden_or_tiny_is_neither_taught_nor_a_mistake(tmp_path: Path) -> None:
    (frame,) = read_frames(write_frame(tmp_path / "filmed"))
    sample = frame.read(0.35)
    assert np.allclose(sample.boxes, [PLAIN.visible], atol=0.01)
    assert np.allclose(sample.unsure, [HIDDEN.visible, TINY.visible], atol=0.01)


@pytest.mark.parametrize("frames", [False, True], ids=["alone", "beside frames"])
def test_filmed_places_are_the_share_of_pictures_that_the_recipe_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: bool
) -> None:
    filmed = tuple(read_frames(write_frame(tmp_path / "filmed")))
    others = tuple(read_frames(write_frame(tmp_path / "others"))) if frames else ()
    cutouts = split_cutouts([write_people(tmp_path)])[0]
    read = Counter[str]()
    real = Frame.read

    def noted(frame: Frame, trust: float) -> Sample:
        read.update([frame.path.parent.name])
        return real(frame, trust)

    monkeypatch.setattr(Frame, "read", noted)
    recipe = load_recipe("", ["side=128", "batch=200", "larger=[]", "walked=0.4", "real=0.25", "pasted=0"])
    next(iter(Scenes(Material(cutouts, others, filmed), recipe, 3)))
    assert read["filmed"] == pytest.approx(80, abs=20) and read["others"] == (
        pytest.approx(50, abs=17) if frames else 0
    )
