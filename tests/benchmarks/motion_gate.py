"""What skipping frames without anything new saves, and looking at parts of them, and what it loses.

    python -m tests.benchmarks.motion_gate CLIP… [--detector FILE.onnx] [--disturbed]

Each clip is looked at five times a second, every frame and then with frames skipped, in batches of 16. Counted are
frames skipped, boxes of score 0.35 in frames that were skipped, and passages either way. For a network that takes
any size, then: what looking at parts costs, as a share of the processor's time for all of every frame; boxes of
score 0.35 that nothing in the parts overlaps by half, and the other way round. With --disturbed the skipping also
with a clock in the picture, swaying leaves over a sixth of it, heavy rain, a flickering cable and drifting light;
people are then those found in the clip as it is, so that only the skipping is compared.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.unchanged import UnchangedFrames
from cpcl_desktop.engine.people.yolox import YoloxDetector
from cpcl_desktop.engine.records import Detections, Frame

BATCH = 16
SCORE = 0.35


def _clock(image: np.ndarray, second: float) -> np.ndarray:
    words = f"2026-11-29 14:{int(second) // 60:02}:{int(second) % 60:02}"
    return cv2.putText(image, words, (8, 22), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 255), 2, cv2.LINE_AA)


def _leaves(image: np.ndarray, second: float) -> np.ndarray:
    height, width = image.shape[0] // 2, image.shape[1] // 3
    noise = np.random.default_rng(1).normal(0, 1, (height + 60, width + 60)).astype(np.float32)
    tree = cv2.GaussianBlur(noise, (0, 0), 4)
    tree /= tree.std()
    right = 30 + 9 * np.sin(second * 2.1) + 5 * np.sin(second * 5.3 + 1)
    down = 30 + 4 * np.sin(second * 3.3)
    swayed = cv2.warpAffine(tree, np.float32([[1, 0, -right], [0, 1, -down]]), (width, height))
    colours = np.stack((60 + 25 * swayed, 90 + 35 * swayed, 40 + 20 * swayed), axis=-1).clip(0, 255)
    image[:height, :width][swayed > -0.3] = colours.astype(np.uint8)[swayed > -0.3]
    return image


def _rain(image: np.ndarray, second: float) -> np.ndarray:
    drops = np.random.default_rng(round(second * 1000))
    for x, y, long in zip(
        drops.integers(0, image.shape[1], 150),
        drops.integers(0, image.shape[0], 150),
        drops.integers(8, 22, 150),
        strict=True,
    ):
        colour = tuple(min(255, int(value) + 70) for value in image[y, x])
        cv2.line(image, (int(x), int(y)), (int(x) + 2, int(y + long)), colour, 1, cv2.LINE_AA)
    return image


def _flicker(image: np.ndarray, second: float) -> np.ndarray:
    row = int(np.random.default_rng(round(second * 1000)).integers(0, image.shape[0] - 12))
    image[row : row + 10] = np.clip(image[row : row + 10].astype(int) + 12, 0, 255)
    return image


def _drift(image: np.ndarray, second: float) -> np.ndarray:
    return np.clip(image * (1 + 0.3 * np.sin(second / 12)), 0, 255).astype(np.uint8)


DISTURBED: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "clock": _clock,
    "leaves": _leaves,
    "rain": _rain,
    "flicker": _flicker,
    "drift": _drift,
}


def passages(frames: list[Frame], people: list[Detections]) -> int:
    """How many tracks these make."""
    builder = TrackBuilder()
    ended = [track for frame, found in zip(frames, people, strict=True) for track in builder.follow(frame, found)]
    return len(ended) + len(builder.finish())


def skipping(frames: list[Frame], people: list[Detections]) -> tuple[int, list[Detections]]:
    """Frames skipped, and the people of those that were not."""
    unchanged, kept = UnchangedFrames(), []
    for at in range(0, len(frames), BATCH):
        known = people[at : at + BATCH]
        kept += unchanged.detect(
            frames[at : at + BATCH], lambda some, known=known: [known[g.position] for g in some]
        )
    return unchanged.count, kept


def say(name: str, frames: list[Frame], people: list[Detections]) -> None:
    """One line: what skipping does to these frames."""
    skipped, kept = skipping(frames, people)
    boxes, left = (sum(int((one.scores >= SCORE).sum()) for one in found) for found in (people, kept))
    empty = sum(not (one.scores >= SCORE).any() for one in people)
    print(
        f"{name}: {len(frames)} frames, {empty} without anybody, {skipped} skipped; {boxes - left} of {boxes} "
        f"boxes lost; passages {passages(frames, kept)} of {passages(frames, people)}",
        flush=True,
    )


def unlike(these: list[Detections], those: list[Detections]) -> int:
    """How many sure boxes of these frames nothing among those overlaps by half."""
    count = 0
    for one, other in zip(these, those, strict=True):
        sure = one.boxes[one.scores >= SCORE]
        if len(sure):
            count += int((iou(sure, other.boxes).max(axis=1, initial=0.0) < 0.5).sum())
    return count


def say_parts(name: str, frames: list[Frame], bundle: Bundle, people: list[Detections], whole_s: float) -> None:
    """One line: what looking at parts does to these frames."""
    detector, found, began = YoloxDetector(bundle, "cpu", 1), [], time.process_time()
    for at in range(0, len(frames), BATCH):
        found += detector.detect(frames[at : at + BATCH])
    spent = time.process_time() - began
    sure = sum(int((one.scores >= SCORE).sum()) for one in people)
    lost, new = unlike(people, found), unlike(found, people)
    print(
        f"{name}, in parts: {100 * spent / whole_s:.0f} % of the time; {lost} of {sure} boxes lost, {new} new; "
        f"passages {passages(frames, found)} of {passages(frames, people)}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--detector", type=Path, help="a YOLOX file instead of the detector in the box")
    parser.add_argument("--disturbed", action="store_true")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        given = request.detector
        bundle = installed.find_detector("people") if given is None else installed.add_model(given)
        detector = YoloxDetector(bundle, "cpu", 1)
        for clip in request.clips:
            frames = list(open_media(clip).frames(5.0))
            began = time.process_time()
            people = detector.look([frame.image for frame in frames])
            whole_s = time.process_time() - began
            say(clip.name, frames, people)
            say_parts(clip.name, frames, bundle, people, whole_s)
            for name, disturb in DISTURBED.items() if request.disturbed else ():
                made = [replace(f, image=disturb(f.image.copy(), f.time_us / 1e6)) for f in frames]
                say(f"{clip.name} with {name}", made, people)


if __name__ == "__main__":
    main()
