import numpy as np

from cpcl_desktop.engine.records import Detections
from cpcl_desktop.engine.report.bystanders import Veil, between, follow, hide, veil_of_frame, veils_of_clip

STEP = 100_000  # microseconds


def _people(*lefts: float) -> Detections:
    """People of 20×50 pixels at these places from the left."""
    boxes = np.array([[left, 20, left + 20, 70] for left in lefts], np.float32).reshape(-1, 4)
    return Detections(boxes, np.full(len(boxes), 0.8, np.float32))


def _box(left: float) -> tuple[float, float, float, float]:
    return (float(left), 20.0, left + 20.0, 70.0)


def test_person_is_followed_past_others_from_both_sides() -> None:
    times = [n * STEP for n in range(11)]
    found = {t: _people(10 + 5 * n, 150) for n, t in enumerate(times)}
    person = follow(times, found, {times[2]: _box(20), times[8]: _box(50)})
    assert [box and box[0] for box in person.values()] == [10 + 5 * n for n in range(11)]


def test_where_the_two_ways_disagree_nobody_is_taken_for_the_person() -> None:
    times = [n * STEP for n in range(9)]
    # Two people cross and one of them is not detected while they do.
    found = {t: _people(10 + 10 * n, 90 - 10 * n) for n, t in enumerate(times)}
    found[times[4]] = _people(50)
    person = follow(times, found, {times[0]: _box(10), times[8]: _box(10)})
    assert person[times[0]] is not None and person[times[8]] is not None
    assert any(box is None for box in person.values())
    for number, time_us in enumerate(times):
        veils = veils_of_clip(times, found, {times[0]: _box(10), times[8]: _box(10)})
        if person[time_us] is None:  # then everybody in the frame is hidden
            lefts = {round(float(box[0])) for box in veils[time_us].boxes}
            assert {10 + 10 * number, 90 - 10 * number} - {50} <= lefts


def test_person_lost_from_sight_is_not_picked_up_as_someone_else_later() -> None:
    times = [n * STEP for n in range(20)]
    found = {t: _people(*([10] if n < 3 else [12] if n > 15 else [])) for n, t in enumerate(times)}
    person = follow(times, found, {times[0]: _box(10)})
    assert person[times[2]] is not None and person[times[17]] is None


def test_someone_missed_in_a_frame_is_hidden_there_all_the_same() -> None:
    times = [n * STEP for n in range(10)]
    found = {t: _people(10, *([120] if n != 5 else [])) for n, t in enumerate(times)}
    veils = veils_of_clip(times, found, {times[0]: _box(10)})
    assert any(abs(box[0] - 120) < 1 for box in veils[times[5]].boxes)
    assert all(abs(box[0] - 10) > 1 for box in veils[times[5]].boxes)


def test_without_a_detector_all_but_the_box_is_hidden() -> None:
    times = [n * STEP for n in range(5)]
    veils = veils_of_clip(times, None, {times[1]: _box(10), times[3]: _box(30)})
    assert all(veil.everything for veil in veils.values())
    assert [veil.kept and veil.kept[0] for veil in veils.values()] == [None, 10, 20, 30, None]
    assert between([times[2]], {times[2]: _box(7)}) == {times[2]: _box(7)}
    assert veil_of_frame(_box(10), None, []).everything


def test_parts_of_the_person_and_known_others_in_a_frame() -> None:
    found = Detections(
        np.array([[10, 20, 30, 70], [11, 21, 29, 45], [100, 20, 120, 70]], np.float32), np.ones(3, np.float32)
    )
    veil = veil_of_frame(_box(10), found, [(200.0, 20.0, 220.0, 70.0)])
    assert sorted(box[0] for box in veil.boxes) == [100, 200]


def test_hidden_place_shows_nothing_finer_than_a_few_blocks() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (120, 200, 3), np.uint8)
    veil = Veil(np.array([[100, 20, 140, 110]], np.float32), kept=(90.0, 30.0, 110.0, 90.0))
    hidden = hide(noise, veil)
    np.testing.assert_array_equal(hidden[30:90, 90:110], noise[30:90, 90:110])  # the person stays
    np.testing.assert_array_equal(hidden[:, :80], noise[:, :80])
    assert len(np.unique(hidden[20:110, 111:140].reshape(-1, 3), axis=0)) < 150  # of 2,600 pixels
    everything = hide(noise, Veil(np.empty((0, 4), np.float32), everything=True))
    assert len(np.unique(everything.reshape(-1, 3), axis=0)) < 350
