"""The built-in detector: person-shaped motion before a fixed camera."""

import av
import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.motion import MotionDetector, MotionOptions, relit
from cpcl_desktop.engine.records import Frame

STEP_US = 200_000
WALL = (
    np.random.default_rng(2).integers(60, 180, (27, 48, 3)).astype(np.uint8).repeat(10, 0).repeat(10, 1)
)  # 270×480


def scene(box=None, light=1.0, seed=0, colour=(20, 30, 160)):
    """The wall with noise, in some light, and an oval figure in `box` (x1, y1, x2, y2)."""
    image = WALL * light + np.random.default_rng(seed).normal(0, 2, WALL.shape)
    if box is not None:
        left, top, right, bottom = box
        rows, columns = np.mgrid[: image.shape[0], : image.shape[1]]
        across = (columns - (left + right) / 2) / ((right - left) / 2)
        down = (rows - (top + bottom) / 2) / ((bottom - top) / 2)
        image[across**2 + down**2 <= 1] = np.array(colour) * light
    return np.clip(image, 0, 255).astype(np.uint8)


def watch(images, detector=None, start_us=0):
    frames = [Frame(i, start_us + i * STEP_US, image) for i, image in enumerate(images)]
    return (detector or MotionDetector()).detect(frames)


def walk(steps, empty=10, **how):
    boxes = [None] * empty + [(20 + 12 * i, 60, 75 + 12 * i, 220) for i in range(steps)]
    return boxes, [scene(box, seed=i, **how) for i, box in enumerate(boxes)]


def test_a_person_who_walks_in_is_found_where_they_are():
    boxes, images = walk(20)
    found = watch(images)
    assert not any(len(one.boxes) for one in found[:10])
    for box, one in zip(boxes[11:], found[11:], strict=True):
        assert iou(np.array([box], np.float32), one.boxes).max() > 0.7
    assert (found[-1].boxes.dtype, found[-1].scores.dtype) == (np.float32, np.float32)


def test_who_stands_still_is_seen_for_a_while_and_then_is_background():
    box = (200, 60, 255, 220)
    found = watch([scene(seed=i) for i in range(10)] + [scene(box, seed=i) for i in range(150)])
    seen = [bool(len(one.boxes)) for one in found[10:]]
    assert all(seen[1:60])  # 12 s
    assert not any(seen[-20:])


def test_nothing_is_reported_while_the_background_is_learned():
    options = MotionOptions(learning_s=3.0)
    _, images = walk(20, empty=2)
    found = watch(images, MotionDetector(options))
    assert not any(len(one.boxes) for one in found[:15])
    assert any(len(one.boxes) for one in found[15:])


@pytest.mark.parametrize("box", [(100, 150, 260, 200), (200, 100, 212, 118), (200, 10, 222, 260)])
def test_other_shapes_are_no_people(box):
    images = [scene(seed=i) for i in range(10)] + [scene(box, seed=i) for i in range(5)]
    assert not any(len(one.boxes) for one in watch(images))


def test_a_change_of_light_is_nobody_and_hides_nobody():
    images = [scene(light=1.0, seed=i) for i in range(10)] + [scene(light=0.75, seed=i) for i in range(5)]
    assert not any(len(one.boxes) for one in watch(images))
    box = (200, 60, 255, 220)
    lit = [scene(seed=i) for i in range(10)] + [scene(box, light=0.75, seed=i) for i in range(5)]
    assert iou(np.array([box], np.float32), watch(lit)[-1].boxes).max() > 0.7


def test_a_patch_of_light_is_nobody():
    images = [scene(seed=i) for i in range(15)]
    for image in images[10:]:
        image[60:220, 200:255] = np.clip(image[60:220, 200:255] * 1.5, 0, 255)
    assert not any(len(one.boxes) for one in watch(images))


def test_a_moved_camera_is_nobody():
    images = [scene(seed=i) for i in range(10)] + [np.roll(scene(seed=i), 95, axis=1) for i in range(3)]
    assert not any(len(one.boxes) for one in watch(images))


def test_a_new_source_starts_a_new_background():
    detector = MotionDetector()
    _, images = walk(20)
    watch(images, detector)
    assert not any(len(one.boxes) for one in watch([scene((200, 60, 255, 220), seed=1)] * 3, detector))
    assert not any(len(one.boxes) for one in watch([np.rot90(scene(seed=1))] * 3, detector, start_us=10_000_000))


def test_how_the_batch_is_cut_does_not_matter():
    _, images = walk(8)
    whole, detector = watch(images), MotionDetector()
    parts = [watch([image], detector, start_us=i * STEP_US)[0] for i, image in enumerate(images)]
    assert [one.boxes.tolist() for one in whole] == [one.boxes.tolist() for one in parts]


def test_relit_undoes_gain_and_gamma_whatever_stands_before_the_wall():
    dark = np.clip(255 * (WALL / 255.0) ** 1.3 * 0.8, 0, 255).astype(np.uint8)
    dark[60:220, 200:255] = (250, 10, 10)
    mended = relit(dark, WALL).astype(int)
    wall = np.ones(WALL.shape[:2], bool)
    wall[60:220, 200:255] = False
    assert np.abs(mended - WALL)[wall].mean() < 4 < np.abs(dark.astype(int) - WALL)[wall].mean()


def test_what_it_says_of_itself():
    detector = MotionDetector()
    assert (detector.name, str(detector.provider), detector.frames_unchanged) == ("motion", "CPU", 0)
    assert detector.detect([]) == []


def test_what_comes_after_forgetting_owes_nothing_to_what_was_seen():
    _, images = walk(20, light=0.7)
    detector = MotionDetector()
    watch([scene(seed=i) for i in range(30)], detector)
    detector.forget()
    after, alone = watch(images, detector, start_us=99 * STEP_US), watch(images, start_us=99 * STEP_US)
    assert any(len(one.boxes) for one in after)
    for one, other in zip(after, alone, strict=True):
        assert np.array_equal(one.boxes, other.boxes)


def test_everybody_in_a_real_clip_is_followed(shared_data):
    detector, builder, tracks, due_us = MotionDetector(), TrackBuilder(), [], 0
    with av.open(str(shared_data / "videos" / "people-walking.mp4")) as container:
        for index, picture in enumerate(container.decode(video=0)):
            time_us = round(picture.time * 1e6)
            if time_us < due_us:
                continue
            due_us = time_us + STEP_US - 20_000
            frame = Frame(index, time_us, picture.to_ndarray(format="rgb24"))
            tracks += builder.follow(frame, detector.detect([frame])[0])
    tracks += builder.finish()
    assert 7 <= len(tracks) <= 12
    for middle_s in (4, 17, 18, 30.5, 32, 45):  # when somebody is in the picture
        assert any(track.start_us <= middle_s * 1e6 <= track.end_us for track in tracks)
    assert not any(8e6 < track.start_us < 14e6 or 36e6 < track.start_us < 42e6 for track in tracks)
