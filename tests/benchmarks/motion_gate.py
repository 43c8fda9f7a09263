"""What skipping frames without anything new saves, and what it loses, on clips as they are and disturbed.

    python tests/benchmarks/motion_gate.py DETECTOR.onnx CLIP… [--disturbed]

Each clip is looked at five times a second, every frame and then with frames skipped, in batches of 16. Counted are
frames skipped, boxes of score 0.35 in frames that were skipped, and passages either way. With --disturbed, also
with a clock in the picture, swaying leaves over a sixth of it, heavy rain, a flickering cable and drifting light;
people are then those found in the clip as it is, so that only the skipping is compared.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.track import TrackBuilder
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
        kept += unchanged.detect(frames[at : at + BATCH], lambda chosen, known=known: [known[i] for i in chosen])
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("detector", type=Path)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--disturbed", action="store_true")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        detector = YoloxDetector(installed.add_model(request.detector), "cpu")
        for clip in request.clips:
            frames = list(open_media(clip).frames(5.0))
            people = detector.look([frame.image for frame in frames])
            say(clip.name, frames, people)
            for name, disturb in DISTURBED.items() if request.disturbed else ():
                made = [replace(f, image=disturb(f.image.copy(), f.time_us / 1e6)) for f in frames]
                say(f"{clip.name} with {name}", made, people)


if __name__ == "__main__":
    main()
