"""Frames are looked at in parts, which hold everybody and cost less, and give what whole frames give."""

from collections.abc import Sequence

import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import covered
from cpcl_desktop.engine.people.focus import LARGE, MOST, SMALL, Grid, Part, Regions, Scale, View, parts_of, view_of
from cpcl_desktop.engine.people.unchanged import Glance, UnchangedFrames
from cpcl_desktop.engine.records import Detections, Frame

FULL, HALF, FINE = Grid(7.3, 13.0, 8, 13), Grid(3.9, 7.0, 4, 7), Grid(11.2, 20.0, 12, 20)
GRIDS = {Scale.HALF: HALF, Scale.FULL: FULL, Scale.FINE: FINE}
NOBODY = np.zeros((0, 4), np.float32)


def boxes(*some: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(some, np.float32).reshape(-1, 4)


def held(part: Part) -> np.ndarray:
    """What a part shows, in shares of the frame."""
    grid = GRIDS[part.scale]
    sides = np.array((grid.width, grid.height) * 2)
    return (np.array([part.left, part.top, part.right, part.bottom]) / sides)[None].astype(np.float32)


def test_nothing_to_see_is_no_part():
    assert parts_of(Regions(NOBODY, NOBODY), GRIDS) == ()


def test_a_small_person_is_looked_at_in_full_with_a_margin_and_a_large_one_at_half():
    small, large = boxes((0.5, 0.4, 0.54, 0.6)), boxes((0.4, 0.1, 0.55, 0.1 + 1.05 * LARGE / FULL.height))
    (part,) = parts_of(Regions(small, NOBODY), GRIDS) or ()
    assert part == Part(5, 1, 9, 6)
    (part,) = parts_of(Regions(large, NOBODY), GRIDS) or ()
    assert part.scale == Scale.HALF and covered(large, held(part)).min() == 1
    beside = parts_of(Regions(np.concatenate((large, boxes((0.57, 0.5, 0.6, 0.6)))), NOBODY), GRIDS)
    assert beside is not None and all(part.scale == Scale.FULL for part in beside)
    again = parts_of(Regions(np.concatenate((large, boxes((0.42, 0.15, 0.5, 0.3)))), NOBODY), GRIDS)
    assert again == (part,)  # a box of their upper body is nobody beside them


def test_what_changed_by_itself_is_looked_at_in_full():
    (part,) = parts_of(Regions(NOBODY, boxes((0.4, 0.1, 0.5, 0.9))), GRIDS) or ()
    assert part.scale == Scale.FULL


def test_where_there_is_much_to_see_all_of_the_frame_is_looked_at():
    assert parts_of(Regions(NOBODY, boxes((0.1, 0.1, 0.9, 0.9))), GRIDS) is None


def test_where_somebody_was_small_all_but_large_people_are_looked_at_more_finely():
    large, small = boxes((0.7, 0.1, 0.8, 0.7)), boxes((0.2, 0.5, 0.22, 0.5 + 0.95 * SMALL / FULL.height))
    changed = Regions(large, boxes((0.3, 0.3, 0.32, 0.36)))
    view = view_of(changed, np.concatenate((large, small)), GRIDS)
    assert view.scale == Scale.FINE and view.parts is not None
    assert {part.scale for part in view.parts} == {Scale.HALF, Scale.FINE}
    assert view_of(None, small, GRIDS) == View(None, Scale.FINE)
    assert view_of(None, large, GRIDS) == View(None, Scale.FULL)
    cut_off = boxes((0.2, 0.0, 0.25, 0.5 * SMALL / FULL.height))
    assert view_of(None, cut_off, GRIDS) == View(None, Scale.FULL)
    coarse = {scale: grid for scale, grid in GRIDS.items() if scale != Scale.FINE}
    assert view_of(None, small, coarse) == View(None, Scale.FULL)  # there is no more to be seen in the frame


def test_where_parts_save_nothing_all_of_the_frame_is_looked_at_as_finely_as_is_needed():
    small = boxes((0.2, 0.5, 0.22, 0.5 + 0.95 * SMALL / FULL.height))
    for regions in (None, Regions(small, NOBODY)):
        assert view_of(regions, small, GRIDS, in_parts=False) == View(None, Scale.FINE)
        assert view_of(regions, NOBODY, GRIDS, in_parts=False) == View(None, Scale.FULL)


@pytest.mark.parametrize("scale", [Scale.FULL, Scale.FINE])
@pytest.mark.parametrize("seed", range(40))
def test_parts_hold_all_regions_and_none_lie_over_another(seed: int, scale: Scale):
    draw = np.random.default_rng(seed)
    corner = draw.uniform(0, 0.95, (int(draw.integers(1, 7)), 2))
    regions = np.concatenate((corner, np.minimum(1, corner + draw.uniform(0.01, 0.3, corner.shape))), axis=1)
    seen = int(draw.integers(0, len(regions) + 1))
    parts = parts_of(Regions(*np.split(regions.astype(np.float32), [seen])), GRIDS, scale)
    if parts is None:
        return
    shown = np.concatenate([held(part) for part in parts])
    assert (covered(regions.astype(np.float32), shown).max(axis=1) > 0.999).all()
    assert (covered(shown, shown) - np.eye(len(shown)) < 1e-6).all()
    assert sum(part.area for part in parts) <= MOST * GRIDS[scale].rows * GRIDS[scale].columns


class Looking:
    """Answers that somebody large stands at the right, and notes how it was asked."""

    def __init__(self) -> None:
        self.asked: list[Glance] = []

    def __call__(self, glances: Sequence[Glance]) -> list[Detections]:
        self.asked.extend(glances)
        return [Detections(boxes((120, 15, 150, 95)), np.array([0.9], np.float32)) for _ in glances]


def film(count: int) -> list[Frame]:
    """Somebody stands still, and something small moves at the left."""
    frames = []
    for number in range(count):
        image = np.full((108, 192, 3), 100, np.uint8)
        image[15:95, 120:150] = 30
        image[40:60, number % 20 : number % 20 + 8] = 220
        frames.append(Frame(number, number * 200_000, image))
    return frames


def viewing(_: tuple[int, ...], regions: Regions | None, people: np.ndarray) -> View:
    return view_of(regions, people, GRIDS)


def test_frames_are_looked_at_in_parts_between_those_that_are_looked_at_whole():
    looking = Looking()
    UnchangedFrames(None, viewing).detect(film(21), looking)
    whole = [glance.position for glance in looking.asked if glance.is_whole]
    assert whole == [0, 10, 20]
    between = [glance.view.parts for glance in looking.asked if glance.view.parts]
    assert len(between) == 18 and all(any(part.scale == Scale.HALF for part in parts) for parts in between)


def test_how_many_come_at_a_time_does_not_change_where_is_looked():
    asked = []
    for size in (1, 5, 21):
        looking, unchanged = Looking(), UnchangedFrames(None, viewing)
        frames = film(21)
        for at in range(0, len(frames), size):
            before = len(looking.asked)
            unchanged.detect(frames[at : at + size], looking)
            looking.asked[before:] = [Glance(at + g.position, g.view) for g in looking.asked[before:]]
        asked.append(sorted(looking.asked, key=lambda glance: glance.position))
    assert asked[0] == asked[1] == asked[2]


class Deceived(Looking):
    """In parts it takes what moves at the left for somebody; in whole frames only where `confirmed`."""

    def __init__(self, confirmed: bool) -> None:
        super().__init__()
        self.confirmed = confirmed

    def __call__(self, glances: Sequence[Glance]) -> list[Detections]:
        seen = super().__call__(glances)
        both = Detections(boxes((120, 15, 150, 95), (2, 38, 20, 62)), np.array([0.9, 0.5], np.float32))
        return [
            both if self.confirmed or not one.is_whole else found for one, found in zip(glances, seen, strict=True)
        ]


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_newcomer_in_a_part_counts_where_the_whole_frame_shows_them_too(confirmed: bool):
    looking, frames = Deceived(confirmed), film(10)
    looking.confirmed = False
    unchanged = UnchangedFrames(None, viewing)
    first = unchanged.detect(frames[:1], looking)
    looking.confirmed = confirmed
    found = first + unchanged.detect(frames[1:], looking)
    assert [len(one.scores) for one in found] == [1, *[1 + confirmed] * 9]
    whole = [glance.position for glance in looking.asked[1:] if glance.is_whole]
    assert whole == ([0] if confirmed else list(range(9)))  # who was confirmed is known from then on


def test_what_is_known_leads_to_the_same_parts():
    frames = film(21)
    for confirmed in (False, True):
        first, again = UnchangedFrames(None, viewing), UnchangedFrames(None, viewing)
        known = first.detect(frames[:8], Deceived(confirmed))
        again.detect(frames[:8], lambda glances, known=known: [known[glance.position] for glance in glances])
        asked = Deceived(confirmed), Deceived(confirmed)
        rest = [one.detect(frames[8:], looking) for one, looking in zip((first, again), asked, strict=True)]
        assert asked[0].asked == asked[1].asked
        assert [one.boxes.tolist() for one in rest[0]] == [one.boxes.tolist() for one in rest[1]]
