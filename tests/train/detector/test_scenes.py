"""Composed scenes, and frames of footage with boxes as others write them."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.detector import decoys
from cpcl_train.detector.cutouts import Cutouts, read_cutout, split_cutouts
from cpcl_train.detector.frames import Frame, piece, read_frames
from cpcl_train.detector.scenes import Sample, compose, no_boxes, people_in
from tests.train.people import write_people


@pytest.fixture(scope="module")
def cutouts(tmp_path_factory: pytest.TempPathFactory) -> Cutouts:
    return split_cutouts([write_people(tmp_path_factory.mktemp("people"))])[0]


def test_people_who_are_judged_by_are_not_learnt_from(tmp_path: Path) -> None:
    learnt, judged = split_cutouts([write_people(tmp_path)])
    number = lambda path: path.name.split("_")[0]  # noqa: E731
    people = [{number(path) for group in one.groups for path in group} for one in (learnt, judged)]
    assert people[0] and people[1] and not people[0] & people[1]


def test_a_set_without_transparency_is_told(tmp_path: Path) -> None:
    folder = write_people(tmp_path)
    records = [r for r in json.loads((folder / "reid_raw.json").read_text()) if r["split"] == "test"]
    (folder / "reid_raw.json").write_text(json.dumps(records))
    with pytest.raises(UsageError, match="no rendered people with transparency"):
        split_cutouts([folder])


def test_scenes_repeat_by_seed_and_their_boxes_lie_in_them(cutouts: Cutouts) -> None:
    heights = []
    for seed in range(30):
        scene = compose(np.random.default_rng(seed), cutouts, 128)
        again = compose(np.random.default_rng(seed), cutouts, 128)
        assert np.array_equal(scene.image, again.image) and np.array_equal(scene.boxes, again.boxes)
        assert scene.image.shape == (128, 128, 3)
        for boxes in (scene.boxes, scene.unsure):
            assert (boxes >= 0).all() and (boxes <= 128).all() and (boxes[:, 2:] > boxes[:, :2]).all()
        heights += (scene.boxes[:, 3] - scene.boxes[:, 1]).tolist()
    assert min(heights) < 30 and max(heights) > 70


def test_a_box_holds_what_is_seen_of_somebody(cutouts: Cutouts, monkeypatch: pytest.MonkeyPatch) -> None:
    """In front of plain grey, without wear, shadow or things, all that is not grey lies in the boxes."""
    monkeypatch.setattr("cpcl_train.detector.scenes.degrade", lambda rng, image: image)
    monkeypatch.setattr("cpcl_train.detector.scenes.draw_decoy", lambda *_: np.zeros((8, 8, 4), np.uint8))
    for name in ("_shade", "_reflect", "_counter"):
        monkeypatch.setattr(f"cpcl_train.detector.scenes.{name}", lambda *_: None)
    grey = Sample(np.full((128, 128, 3), 128, np.uint8), no_boxes(), no_boxes())
    seen = 0
    for seed in range(20):
        scene = people_in(np.random.default_rng(seed), cutouts, grey)
        outside = np.ones((128, 128), bool)
        for x1, y1, x2, y2 in np.concatenate([scene.boxes, scene.unsure]).astype(int):
            outside[max(y1 - 2, 0) : y2 + 2, max(x1 - 2, 0) : x2 + 2] = False
        assert (scene.image[outside] == 128).all()
        for x1, y1, x2, y2 in scene.boxes.astype(int):
            assert (scene.image[y1:y2, x1:x2] != 128).any(2).mean() > 0.2
            seen += 1
    assert seen > 20


def test_a_frames_own_people_stay_unless_they_are_painted_over(cutouts: Cutouts) -> None:
    own = np.array([[4.0, 4.0, 20.0, 60.0]], np.float32)
    before = Sample(np.full((128, 128, 3), 90, np.uint8), own, no_boxes())
    kept = [own[0] in people_in(np.random.default_rng(seed), cutouts, before).boxes for seed in range(20)]
    assert sum(kept) > 0


@pytest.mark.parametrize("kind", sorted({kind.__name__ for kind in decoys._KINDS}))
def test_every_kind_of_thing_can_be_drawn_at_any_size(kind: str, cutouts: Cutouts) -> None:
    draw = getattr(decoys, kind)
    for height in (16, 40, 300):
        thing = draw(np.random.default_rng(height), cutouts, height)
        assert thing.dtype == np.uint8 and thing.shape[2] == 4 and (thing[:, :, 3] > 0).any()


def test_a_cut_out_that_ends_at_the_waist_does_not_stand(tmp_path: Path) -> None:
    whole = np.zeros((60, 30, 4), np.uint8)
    whole[5:55, 10:20] = 255
    for name, picture in (("whole", whole), ("half", whole[:30])):
        cv2.imwrite(str(tmp_path / f"{name}.png"), picture)
    assert read_cutout(tmp_path / "whole.png").stands and not read_cutout(tmp_path / "half.png").stands


# --- frames


def yolo(folder: Path, lines: str, name: str = "a") -> Path:
    for place in ("images", "labels"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / "images" / f"{name}.jpg"), np.full((100, 200, 3), 120, np.uint8))
    (folder / "labels" / f"{name}.txt").write_text(lines)
    return folder


def test_yolo_boxes_with_and_without_scores(tmp_path: Path) -> None:
    yolo(tmp_path, "0 0.5 0.5 0.1 0.4\n2 0.1 0.1 0.1 0.1\n0 0.25 0.5 0.1 0.4 0.2\n")
    cv2.imwrite(str(tmp_path / "images" / "not looked at.jpg"), np.zeros((9, 9, 3), np.uint8))
    (frame,) = read_frames(tmp_path)
    sample = frame.read(trust=0.35)
    assert sample.boxes == pytest.approx(np.array([[90, 30, 110, 70]]), abs=0.01)
    assert sample.unsure == pytest.approx(np.array([[40, 30, 60, 70]]), abs=0.01)


def test_a_picture_with_an_empty_file_shows_nobody(tmp_path: Path) -> None:
    (frame,) = read_frames(yolo(tmp_path, ""))
    assert frame.read(0.35).boxes.shape == (0, 4)


def test_coco_boxes_by_the_name_of_their_class(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.full((100, 200, 3), 120, np.uint8))
    table = {
        "categories": [{"id": 7, "name": "person"}, {"id": 8, "name": "dog"}],
        "images": [{"id": 3, "file_name": "a.png", "width": 200, "height": 100}],
        "annotations": [
            {"image_id": 3, "category_id": 7, "bbox": [10, 20, 30, 40]},
            {"image_id": 3, "category_id": 8, "bbox": [0, 0, 9, 9]},
            {"image_id": 3, "category_id": 7, "bbox": [100, 0, 90, 90], "iscrowd": 1},
        ],
    }
    (tmp_path / "instances.json").write_text(json.dumps(table))
    sample = read_frames(tmp_path)[0].read(0.35)
    assert sample.boxes == pytest.approx(np.array([[10, 20, 40, 60]])) and len(sample.unsure) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.yaml", "nc: 3\nnames: [bag, dog, Person]\n"),
        ("data.yaml", "names:\n  0: bag\n  2: pedestrian\n"),
        ("classes.txt", "bag\ndog\nperson\n"),
        ("labels/classes.txt", "bag\ndog\nperson\n"),
        ("../data.yaml", "names: [bag, dog, person]\n"),
    ],
)
def test_people_of_a_yolo_set_are_those_whom_it_calls_so(name: str, text: str, tmp_path: Path) -> None:
    folder = yolo(tmp_path / "set", "0 0.1 0.1 0.1 0.1\n2 0.5 0.5 0.1 0.4\n")
    (folder / name).write_text(text)
    (frame,) = read_frames(folder)
    assert frame.read(0.35).boxes == pytest.approx(np.array([[90, 30, 110, 70]]), abs=0.01)


def test_a_set_whose_classes_are_no_people_teaches_nobody(tmp_path: Path) -> None:
    folder = yolo(tmp_path, "0 0.1 0.1 0.1 0.1\n")
    (folder / "classes.txt").write_text("car\nbus\n")
    with pytest.raises(UsageError, match=r"the classes bus, car\. None is called person"):
        read_frames(folder)
    (folder / "classes.txt").unlink()
    (folder / "data.yaml").write_text("names: [")
    with pytest.raises(UsageError, match=r"data\.yaml, which names the classes"):
        read_frames(folder)


@pytest.mark.parametrize("categories", [[{"id": 1, "name": "car"}, {"id": 2, "name": "bus"}], []])
def test_a_coco_file_whose_categories_are_no_people_teaches_nobody(categories: list, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.full((100, 200, 3), 120, np.uint8))
    table = {
        "categories": categories,
        "images": [{"id": 3, "file_name": "a.png", "width": 200, "height": 100}],
        "annotations": [{"image_id": 3, "category_id": n, "bbox": [10, 20, 30, 40]} for n in (1, 2)],
    }
    (tmp_path / "instances.json").write_text(json.dumps(table))
    with pytest.raises(UsageError, match=r"instances\.json names the classes .* None is called person"):
        read_frames(tmp_path)


@pytest.mark.parametrize("line", ["person 0.5 0.5 0.1 0.1", "0 0.5 0.5 0.1", "0 50 50 10 10", "0 0.5 0.5 0.1 nan"])
def test_a_line_that_is_no_box_is_named(line: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.txt, line 2"):
        read_frames(yolo(tmp_path, f"0 0.5 0.5 0.1 0.1\n{line}\n"))


def test_folders_that_hold_no_frames_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no pictures with boxes"):
        read_frames(tmp_path)
    with pytest.raises(UsageError, match="There is no folder"):
        read_frames(tmp_path / "x")
    (tmp_path / "c.json").write_text(
        json.dumps({"images": [{"id": 1, "file_name": "gone.png"}], "annotations": []})
    )
    with pytest.raises(UsageError, match=r"names the picture gone\.png"):
        read_frames(tmp_path)


def test_pieces_carry_their_boxes_along() -> None:
    """A white person on grey: wherever the piece lies, the box holds the white pixels."""
    image = np.full((120, 200, 3), 60, np.uint8)
    image[30:90, 80:110] = 255
    whole = Sample(image, np.array([[80, 30, 110, 90]], np.float32), no_boxes())
    found = 0
    for seed in range(60):
        cut = piece(np.random.default_rng(seed), whole, 96)
        assert cut.image.shape == (96, 96, 3)
        for x1, y1, x2, y2 in cut.boxes.round().astype(int):
            inside = cut.image[y1:y2, x1:x2].mean()
            assert inside > cut.image.mean() + 20
            found += 1
    assert found > 25


def test_a_frame_is_read_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(UsageError, match="cannot be read"):
        Frame(tmp_path / "a.jpg", no_boxes(), np.zeros(0, np.float32)).read(0.35)
