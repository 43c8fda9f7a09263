"""Tracking: one person one track, at five samples a second, through gaps, crossings and hesitant detections."""

import av
import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.bundle.bundle import write_bundle
from cpcl_desktop.bundle.manifest import Manifest
from cpcl_desktop.engine.people.detect import YoloxDetector, yolox_spec_for
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import cheapest_pairs
from cpcl_desktop.engine.people.following.sightings import clothing_colours
from cpcl_desktop.engine.records import Detections, Frame

RED, BLUE, GREY = (200, 30, 30), (30, 40, 200), (120, 120, 120)
STEP_US = 200_000  # five samples a second


class Walker:
    """A person of height 100 who walks `speed` heights a second from `x`, in clothes of one colour."""

    def __init__(self, x, speed, colour, y=100, height=100.0, seen=lambda time_s: True, score=0.8):
        self.x, self.speed, self.colour, self.y, self.height = x, speed, colour, y, height
        self.seen, self.score = seen, score

    def box(self, time_s):
        x = self.x + self.speed * self.height * time_s
        return x - 0.2 * self.height, self.y, x + 0.2 * self.height, self.y + self.height


def film(walkers, seconds=6.0, size=(300, 800), times_us=None):
    """Frames and detections of the walkers; those listed first stand behind the later ones."""
    for index, time_us in enumerate(times_us or range(0, round(seconds * 1e6), STEP_US)):
        image = np.full((*size, 3), 235, np.uint8)
        boxes, scores = [], []
        for walker in walkers:
            box = np.clip(walker.box(time_us / 1e6), 0, (size[1], size[0]) * 2)
            if box[2] - box[0] < 8 or not walker.seen(time_us / 1e6):
                continue
            left, top, right, bottom = box.astype(int)
            image[top:bottom, left:right] = walker.colour
            boxes.append(box)
            scores.append(walker.score)
        detections = Detections(np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32))
        yield Frame(index, time_us, image), detections


def tracks_of(scenes, options=None):
    builder = TrackBuilder(options)
    ended = [track for frame, detections in scenes for track in builder.follow(frame, detections)]
    return ended + builder.finish()


def colour_of(crop):
    height, width = crop.image.shape[:2]
    return tuple(int(c) for c in crop.image[height // 2, width // 2])


@pytest.mark.parametrize("speed", [0.0, 0.8, 2.0, 3.5])
def test_one_person_is_one_track_standing_walking_or_running(speed):
    (track,) = tracks_of(film([Walker(50, speed, RED)], seconds=2.0))
    assert (track.start_us, track.end_us, track.observations) == (0, 1_800_000, 10)
    assert {colour_of(crop) for crop in track.crops} == {RED}


def test_two_who_cross_keep_their_tracks():
    tracks = tracks_of(film([Walker(100, 1.0, RED), Walker(700, -1.0, BLUE)], seconds=6.0))
    assert [{colour_of(crop) for crop in track.crops} for track in tracks] in ([{RED}, {BLUE}], [{BLUE}, {RED}])


def test_the_hidden_one_of_two_is_found_again():
    hidden = Walker(100, 1.0, RED, seen=lambda t: not 2.0 < t < 3.6)
    tracks = tracks_of(film([hidden, Walker(700, -1.0, BLUE)], seconds=6.0))
    assert sorted(track.observations for track in tracks) == [23, 30]


def test_out_of_sight_for_long_starts_a_new_track():
    away = Walker(300, 0.1, RED, seen=lambda t: not 2.0 < t < 5.0)
    first, second = tracks_of(film([away], seconds=7.0))
    assert first.end_us == 2_000_000
    assert second.start_us == 5_000_000


def test_another_person_in_the_same_place_is_another_track():
    first = Walker(300, 0.0, RED, seen=lambda t: t < 2.0)
    second = Walker(305, 0.0, BLUE, seen=lambda t: t >= 2.4)
    tracks = tracks_of(film([first, second], seconds=5.0))
    assert [colour_of(track.crops[0]) for track in sorted(tracks, key=lambda t: t.start_us)] == [RED, BLUE]


def test_who_leaves_the_picture_ends_at_once():
    builder = TrackBuilder()
    endings = [
        (frame.time_us, track)
        for frame, detections in film([Walker(700, 1.5, RED)], seconds=3.0)
        for track in builder.follow(frame, detections)
    ]
    assert len(endings) == 1
    assert endings[0][0] - endings[0][1].end_us <= 400_000
    assert builder.live == 0


def test_weak_detections_continue_a_track_but_start_none():
    fading = Walker(100, 0.8, RED)
    scenes = [
        (frame, Detections(d.boxes, np.full_like(d.scores, 0.8 if 1.0 < frame.time_us / 1e6 < 2.0 else 0.2)))
        for frame, d in film([fading], seconds=4.0)
    ]
    (track,) = tracks_of(scenes)
    assert track.start_us == 1_200_000
    assert track.end_us == 3_800_000


@pytest.mark.parametrize(
    ("scores", "count"),
    [((0.7,), 1), ((0.4,), 0), ((0.4, 0.4), 0), ((0.4, 0.4, 0.4), 1), ((0.5, 0.5), 1), ((0.3,) * 9, 0)],
)
def test_how_much_makes_a_track(scores, count):
    scenes = [
        (frame, Detections(found.boxes, np.array([score], np.float32)))
        for (frame, found), score in zip(film([Walker(100, 0.8, RED)]), scores, strict=False)
    ]
    assert len(tracks_of(scenes)) == count


def test_a_part_of_a_person_is_not_another_person():
    scenes = []
    for frame, found in film([Walker(200, 0.5, RED)], seconds=2.0):
        x1, y1, x2, _ = found.boxes[0]
        torso = np.array([[x1 + 2, y1 + 5, x2 - 2, y1 + 50]], np.float32)
        scenes.append((frame, Detections(np.concatenate((found.boxes, torso)), np.array([0.9, 0.5], np.float32))))
    assert len(tracks_of(scenes)) == 1


def test_intervals_may_vary():
    rng = np.random.default_rng(7)
    times = [int(t) for t in np.cumsum(rng.integers(40_000, 700_000, 12))]
    assert len(tracks_of(film([Walker(60, 1.0, RED), Walker(740, -0.9, BLUE)], times_us=times))) == 2


def test_nobody_and_finish_twice():
    builder = TrackBuilder()
    for frame, _ in film([], seconds=1.0):
        assert builder.follow(frame, Detections.none()) == []
    assert builder.finish() == builder.finish() == []


def test_finish_ends_everybody_and_the_builder_starts_afresh():
    builder = TrackBuilder()
    for frame, detections in film([Walker(100, 0.5, RED), Walker(600, 0.0, BLUE)], seconds=1.0):
        builder.follow(frame, detections)
    assert builder.live == 2
    assert len(builder.finish()) == 2
    assert builder.live == 0


def test_the_same_input_gives_the_same_tracks():
    walkers = [Walker(100, 1.0, RED), Walker(700, -1.0, BLUE), Walker(400, 0.2, GREY)]
    first, second = (tracks_of(film(walkers)) for _ in range(2))
    assert [(t.start_us, t.end_us, [c.quality for c in t.crops]) for t in first] == [
        (t.start_us, t.end_us, [c.quality for c in t.crops]) for t in second
    ]


def test_clothing_colours_see_top_and_bottom_apart():
    image = np.zeros((100, 40, 3), np.uint8)
    image[:50], image[50:] = RED, BLUE
    box = np.array([0, 0, 40, 100], np.float32)
    upright, turned = clothing_colours(image, box), clothing_colours(image[::-1].copy(), box)
    assert upright.shape == (12, 3)
    assert np.linalg.norm(upright - turned, axis=1).mean() > TrackOptions().unlike
    assert np.isfinite(clothing_colours(image, np.array([39.5, 99.5, 60, 130], np.float32))).all()


@pytest.mark.parametrize(
    ("clip", "fewest", "most"),
    [
        ("people-walking.mp4", 7, 12),
        ("car-park-no-people.mp4", 0, 0),
        ("store-aisle.mp4", 3, 3),
        ("corridor.mp4", 2, 2),
    ],
)
def test_tracks_of_real_clips(shared_data, tmp_path, clip, fewest, most):
    model = (shared_data / "models" / "yolox_nano.onnx").read_bytes()
    image, spec = yolox_spec_for(model)
    manifest = Manifest("detector", "yolox_nano", "Apache-2.0", image, detector=spec)
    detector = YoloxDetector(write_bundle(tmp_path / "d", manifest, {"detector": ("d.onnx", model)}), "cpu")
    builder, tracks, due_us = TrackBuilder(), [], 0
    with av.open(str(shared_data / "videos" / clip)) as container:
        for index, picture in enumerate(container.decode(video=0)):
            time_us = round(picture.time * 1e6)
            if time_us < due_us:
                continue
            due_us = time_us + STEP_US - 20_000
            frame = Frame(index, time_us, picture.to_ndarray(format="rgb24"))
            tracks += builder.follow(frame, detector.detect([frame])[0])
    tracks += builder.finish()
    assert fewest <= len(tracks) <= most
    assert all(1 <= len(track.crops) <= 4 for track in tracks)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (4, 1), (3, 3), (2, 5), (9, 4), (12, 30), (40, 40)])
def test_cheapest_pairs_are_those_of_the_solver(shape: tuple[int, int]) -> None:
    costs = np.random.default_rng(shape[0] * 10 + shape[1]).random(shape)
    for ours, theirs in zip(cheapest_pairs(costs), linear_sum_assignment(costs), strict=True):
        np.testing.assert_array_equal(ours, theirs)
