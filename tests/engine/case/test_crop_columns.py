"""Many crops as columns: the same that the case says of each alone."""

from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.records import Stretch
from cpcl_desktop.engine.routes import Route
from tests.passage_cases import DIM, noon


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Two sources of one name: one by a stated clock and partly dark, one of files, whose passages have no ways."""
    with Case.open(tmp_path / "a.cpcl", create=True) as made:
        model = made.models.use("looks", "f" * 64, Path("/models/looks"), DIM)
        draw = np.random.default_rng(3)
        for number, camera in enumerate(("gate", "yard"), start=1):
            kind = "video" if camera == "gate" else "crops"
            source = made.sources.add(Path(f"/{camera}/a.mp4"), kind, f"{number:064x}", 9, camera, {})
            tracks = [_track(at, camera == "gate", draw) for at in range(5)]
            counters = Counters(100.0, 100.0, 1000, 200, 1.0)
            dark = [Stretch("dark", 0, 2_500_000, 9)] if camera == "gate" else []
            made.tracks.commit_batch(source.id, model.id, {}, tracks, counters, stretches=dark)
            made.tracks.finish_source(source.id, "done", "", [], counters)
        made.sources.set_clock(1, noon(offset_s=3.5))
        yield made


def _track(number: int, has_route: bool, draw: np.random.Generator) -> EmbeddedTrack:
    begin, looks = number * 1_000_000, np.ones(DIM, np.float32)
    pictures = [
        EmbeddedCrop(begin + at, box, 0.9, 0.5 + at / 9, None if has_route else f"{number}-{at}.png", b"", looks)
        for at, box in enumerate(map(tuple, draw.uniform(0, 90, (3, 4)).tolist()))
    ]
    points = np.column_stack((np.arange(2 + number), draw.uniform(0, 90, (2 + number, 3)))).astype(np.float32)
    return EmbeddedTrack(number, begin, begin + 900_000, 5, pictures, Route(points) if has_route else None)


def test_columns_say_of_every_crop_what_the_case_says_of_it_alone(case: Case) -> None:
    crops = np.random.default_rng(1).permutation(np.arange(1, 31))
    columns, alone = case.gallery.crop_columns(crops), case.gallery.crop_rows(crops.tolist())
    assert list(columns) == [alone[crop] for crop in crops.tolist()]
    assert {row.without_colour for row in columns} == {True, False}
    assert {row.name is None for row in columns} == {row.route is None for row in columns} == {True, False}
    assert list(columns[4:9]) == list(columns)[4:9]


def test_what_is_gone_is_left_out_and_none_are_none(case: Case) -> None:
    assert case.gallery.crop_columns(np.array([7, 999, 2])).crops.tolist() == [7, 2]
    assert len(case.gallery.crop_columns(np.empty(0, np.int64))) == 0


def test_the_best_picture_of_each_passage_in_the_order_of_the_footage(case: Case) -> None:
    found = case.gallery.passages([1, 2], None, 99)
    assert found.tracks.tolist() == list(range(1, 11)) and found.crops.tolist() == [3 * n for n in range(1, 11)]
    assert list(found) == [case.gallery.best_crops([track])[track] for track in range(1, 11)]
    assert case.gallery.passages([2], (1_000_000, 2_000_000), 99).crops.tolist() == [21, 22]


def test_routes_come_back_and_what_is_none_is_refused_at_once() -> None:
    draw = np.random.default_rng(2)
    made = [
        None
        if n % 3 == 0
        else Route(np.column_stack((np.arange(n), draw.uniform(0, 9, (n, 3)))).astype(np.float32))
        for n in range(9)
    ]
    each = [None if one is None else one.packed() for one in made]
    packed = PackedRoutes.joined([PackedRoutes.of(some) for some in (each[:4], [], each[4:])])
    packed.check()
    assert [packed.at(place) for place in range(9)] == made
    assert packed.there.tolist() == [one is not None for one in made]
    assert [packed.in_order(np.array([4, 0])).at(place) for place in (0, 1)] == [made[4], None]
    good, (back, endless) = made[4].packed(), (made[2].points[::-1], np.full((2, 4), np.inf))
    for bad in (b"", good[:-1], back.tobytes(), endless.astype("<f4").tobytes()):
        with pytest.raises(ValueError, match="no route"):
            PackedRoutes.of([good, bad, None, good]).check()
