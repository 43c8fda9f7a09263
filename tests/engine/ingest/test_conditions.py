import subprocess
from pathlib import Path
from shutil import which

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.conditions import (
    CONFIDENT,
    JOIN_US,
    LEAST_FOUND_PX,
    LEAST_PERSON_PX,
    ConditionLog,
    conditions_of,
)
from cpcl_desktop.engine.records import Condition, Detections, Frame, Stretch

COLOUR_CLIPS = (
    "car-park-no-people.mp4",
    "corridor.mp4",
    "one-by-one.mp4",
    "people-walking.mp4",
    "store-aisle.mp4",
    "worker-zone.mp4",
)
TINTS = np.random.default_rng(5).integers(0, 256, (12, 16, 3), np.uint8)


def _picture(kind: str = "colour") -> np.ndarray:
    image = cv2.resize(TINTS, (320, 240), interpolation=cv2.INTER_NEAREST)
    if kind == "dark":
        return image // 12
    if kind == "grey":
        return np.repeat(image.mean(axis=2, keepdims=True).astype(np.uint8), 3, axis=2)
    return image


def _people(*heights: float, score: float = 0.9, left: float = 10) -> Detections:
    boxes = np.array([[left, 5, left + h / 3, 5 + h] for h in heights], np.float32).reshape(-1, 4)
    return Detections(boxes, np.full(len(boxes), score, np.float32))


def _log(kinds: str, step_us: int = 200_000) -> ConditionLog:
    """A log of frames told by letters: c colour, d dark, g grey."""
    names = {"c": "colour", "d": "dark", "g": "grey"}
    log = ConditionLog()
    for number, letter in enumerate(kinds):
        log.add(Frame(number, number * step_us, _picture(names[letter])), Detections.none())
    log.finish()
    return log


@pytest.mark.parametrize("kind", ["colour", "dark", "grey"])
def test_each_picture_is_what_it_is(kind: str) -> None:
    assert conditions_of(_picture(kind), Detections.none()) == ([] if kind == "colour" else [kind])


def test_coloured_overlay_does_not_make_a_grey_picture_coloured() -> None:
    image = _picture("grey")
    cv2.putText(image, "2024-01-31 14:03:22", (8, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 0), 1)
    assert conditions_of(image, Detections.none()) == ["grey"]


def test_somebody_in_colour_makes_a_grey_picture_coloured() -> None:
    image = np.full((240, 320, 3), 128, np.uint8)
    image[5:77, 10:34] = (220, 20, 20)
    assert conditions_of(image, Detections.none()) == ["grey"]
    assert conditions_of(image, _people(72)) == []
    assert conditions_of(image, _people(72, left=200)) == ["grey"]


@pytest.mark.parametrize(
    ("heights", "score", "is_small"),
    [
        ((LEAST_PERSON_PX - 1,), 0.9, True),
        ((LEAST_PERSON_PX,), 0.9, False),
        ((LEAST_PERSON_PX + 50, LEAST_PERSON_PX - 20), 0.9, True),
        ((LEAST_PERSON_PX - 20,), CONFIDENT - 0.01, False),  # a detection that says little says nothing of size
        ((), 0.9, False),
    ],
)
def test_people_too_small(heights: tuple[float, ...], score: float, is_small: bool) -> None:
    assert ("small" in conditions_of(_picture(), _people(*heights, score=score))) is is_small


def test_stretches_last_to_the_next_frame_and_count_frames() -> None:
    assert _log("ccdddccggg").take_changed() == [
        Stretch("dark", 400_000, 1_000_000, 3),
        Stretch("grey", 1_400_000, 2_000_000, 3),
    ]


def test_short_interruption_is_joined_and_a_longer_one_is_not() -> None:
    breath = JOIN_US // 200_000
    assert _log("dd" + "c" * breath + "d").take_changed() == [Stretch("dark", 0, 600_000 + JOIN_US, 3)]
    assert _log("dd" + "c" * (breath + 1) + "d").take_changed() == [
        Stretch("dark", 0, 400_000, 2),
        Stretch("dark", 600_000 + JOIN_US, 800_000 + JOIN_US, 1),
    ]


def test_changed_stretches_are_told_once() -> None:
    log = ConditionLog()
    told: dict[tuple[Condition, int], Stretch] = {}
    for number, letter in enumerate("dddcgg"):
        kind = {"c": "colour", "d": "dark", "g": "grey"}[letter]
        log.add(Frame(number, number * 100_000, _picture(kind)), Detections.none())
        told |= {(s.condition, s.start_us): s for s in log.take_changed()}
        assert log.take_changed() == []
    assert list(told.values()) == [Stretch("dark", 0, 300_000, 3), Stretch("grey", 400_000, 500_000, 2)]


@pytest.mark.parametrize(
    ("height", "view_px", "is_tiny"),
    [(LEAST_FOUND_PX - 1, None, True), (LEAST_FOUND_PX, None, False), (60, 1e5, False), (60, 60.0, True)],
)
def test_who_is_tiny_is_so_as_the_detector_sees_the_frame(
    height: float, view_px: float | None, is_tiny: bool
) -> None:
    assert ("tiny" in conditions_of(_picture(), _people(height), view_px)) is is_tiny


# --- real footage


def _shares(clip: Path, sample_fps: float = 1.0) -> dict[str, float]:
    """Share of a clip's frames that are dark, grey, round."""
    frames = [conditions_of(frame.image, Detections.none()) for frame in open_media(clip).frames(sample_fps)]
    return {name: sum(name in found for found in frames) / len(frames) for name in ("dark", "grey", "round")}


def _made(clip: Path, target: Path, *options: str) -> Path:
    if which("ffmpeg") is None:
        pytest.skip("no ffmpeg here, which makes these clips")
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(clip), "-t", "2", *options, str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target


@pytest.mark.parametrize("name", COLOUR_CLIPS)
def test_no_real_colour_footage_is_called_grey_or_dark(shared_data: Path, name: str) -> None:
    assert _shares(shared_data / "videos" / name) == {"dark": 0, "grey": 0, "round": 0}


@pytest.mark.parametrize(
    "options",
    [
        ("-vf", "hue=s=0", "-c:v", "libx264", "-crf", "30"),
        ("-vf", "format=gray,format=yuvj422p", "-c:v", "mjpeg", "-q:v", "8"),
        ("-vf", "hue=s=0", "-c:v", "mpeg4", "-q:v", "15"),
    ],
)
@pytest.mark.parametrize("name", ["car-park-no-people.mp4", "store-aisle.mp4"])
def test_footage_without_colour_is_called_grey(
    shared_data: Path, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    grey = _made(shared_data / "videos" / name, tmp_path / "grey.mkv", *options)
    assert _shares(grey) == {"dark": 0, "grey": 1, "round": 0}


@pytest.mark.parametrize(("light", "is_dark"), [(0.05, 1), (0.1, 1), (0.3, 0)])
@pytest.mark.parametrize("name", ["people-walking.mp4", "store-aisle.mp4"])
def test_darkened_footage_is_called_dark(
    shared_data: Path, tmp_path: Path, name: str, light: float, is_dark: int
) -> None:
    curve = f"lutyuv=y='16+(val-16)*{light}',noise=alls=4:allf=t"
    dark = _made(
        shared_data / "videos" / name,
        tmp_path / "dark.mp4",
        "-vf",
        curve,
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    )
    assert _shares(dark)["dark"] == is_dark


def test_night_clip_is_dark(shared_data: Path) -> None:
    assert _shares(shared_data / "odd" / "dark_night.mp4")["dark"] == 1
