"""Frames in tiles: they cover the frame, and whoever stands across a border is one person."""

from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.tiles import OVERLAP, View, merged, views_of, zoom
from cpcl_desktop.engine.people.yolox import YoloxDetector
from cpcl_desktop.engine.records import Detections

SHAPE = (1080, 1920, 3)


def _seen(*people: tuple[float, float, float, float, float]) -> Detections:
    rows = np.array(people, np.float32).reshape(-1, 5)
    return Detections(rows[:, :4], rows[:, 4])


def _as_seen(views: list[View], *people: tuple[float, float, float, float, float]) -> list[Detections]:
    """What a perfect detector finds in each view of people in the frame: the parts of them inside it."""
    found = []
    for view in views:
        low, high = np.array((view.left, view.top)), np.array((view.right, view.bottom))
        parts = []
        for x1, y1, x2, y2, score in people:
            (left, top), (right, bottom) = np.maximum((x1, y1), low) - low, np.minimum((x2, y2), high) - low
            if right - left > 5 and bottom - top > 5:
                parts.append((left, top, right, bottom, score))
        found.append(_seen(*parts))
    return found


@pytest.mark.parametrize(
    ("shape", "tiles", "count"),
    [(SHAPE, 1, 1), (SHAPE, 2, 5), (SHAPE, 3, 10), ((1920, 1080, 3), 2, 5), ((480, 3840, 3), 4, 5)],
)
def test_tiles_cover_the_frame_and_overlap(shape: tuple[int, ...], tiles: int, count: int) -> None:
    whole, *parts = views = views_of(shape, tiles)
    assert (whole, len(views)) == (View(0, 0, shape[1], shape[0]), count)
    seen = np.zeros(shape[:2], int)
    for part in parts:
        part.cut(seen)[:] += 1
    if parts:
        assert seen.min() == 1
        assert max(shape) / max(max(p.right - p.left, p.bottom - p.top) for p in parts) == pytest.approx(
            zoom(tiles), rel=0.01
        )


def test_who_stands_across_a_border_is_one_person() -> None:
    views = views_of(SHAPE, 2)
    left = views[1].right
    across = (left - 200.0, 300.0, left + 150.0, 900.0, 0.9)  # wider than what the tiles share
    small = (left - 40.0, 100.0, left - 10.0, 170.0, 0.8)  # whole in both tiles
    together = merged(SHAPE, views, _as_seen(views, across, small))
    assert together.boxes.round().tolist() == [list(across[:4]), list(small[:4])]
    assert together.scores == pytest.approx([0.9, 0.8])


def test_parts_on_both_sides_are_joined_where_nobody_sees_the_whole() -> None:
    views = views_of(SHAPE, 2)
    tall = (400.0, 300.0, 500.0, 800.0, 0.9)  # across the border between the upper and the lower tile
    found = _as_seen(views, tall)
    found[0] = Detections.none()
    (box,) = merged(SHAPE, views, found).boxes
    assert box.round().tolist() == list(tall[:4])


def test_who_stands_behind_somebody_else_is_kept() -> None:
    views = views_of(SHAPE, 2)
    near, far = (300.0, 100.0, 700.0, 1000.0, 0.9), (520.0, 150.0, 560.0, 240.0, 0.6)
    together = merged(SHAPE, views, _as_seen(views, near, far))
    assert together.boxes.round().tolist() == [list(near[:4]), list(far[:4])]


def test_nobody_and_a_single_view() -> None:
    views = views_of(SHAPE, 2)
    assert merged(SHAPE, views, [Detections.none()] * len(views)).boxes.shape == (0, 4)
    one = _seen((1, 2, 3, 4, 0.5))
    assert merged(SHAPE, views[:1], [one]) is one
    assert 0 < OVERLAP < 1


def test_small_people_in_a_large_frame_are_found_in_tiles(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path))
    detector = YoloxDetector(installed.add_model(shared_data / "models" / "yolox_nano.onnx"), "cpu", 1)
    aisle = next(iter(open_media(shared_data / "videos" / "store-aisle.mp4").frames(1.0))).image
    image = np.full((2160, 3840, 3), 120, np.uint8)
    image[600:870, 1000:1480] = aisle
    (known,) = detector.look([aisle])
    sure = known.boxes[known.scores >= 0.5] + np.array((1000, 600, 1000, 600), np.float32)
    (whole,), (tiled,) = detector.look([image]), detector.adjusted(None, 4).look([image])
    overlaps = [iou(sure, one.boxes[one.scores >= 0.35]).max(axis=1, initial=0) for one in (whole, tiled)]
    found = [int((overlap > 0.5).sum()) for overlap in overlaps]
    assert len(sure) > 1
    assert found == [0, len(sure)]
