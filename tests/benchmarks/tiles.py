"""What tiles find of small people and what they cost: people of known heights in large frames, with and without.

    python tests/benchmarks/tiles.py DATA DETECTOR [--width 3840] [--heights 24 36 …] [--frames 6]

DATA is the folder of test data, DETECTOR a YOLOX .onnx or a bundle. Frames of the clips are made smaller until
their people have a height, and are laid into a grey frame of that width. Known are the people that are found
with a score of 0.5 in the clip's own frame. Recall is by IoU > 0.5 at score 0.35; "beyond" are boxes of that score
that lie over nobody of any score.
"""

import argparse
import os
import tempfile
import time
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.conditions import CONFIDENT
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.tiles import zoom
from cpcl_desktop.engine.people.unchanged import UnchangedOptions
from cpcl_desktop.engine.people.yolox import YoloxDetector

CLIPS = {"one-by-one": 0.2, "people-walking": 0.2, "store-aisle": 1.0}
TILES = (1, 2, 3, 4)


def known_people(videos: Path, detector: YoloxDetector, frames: int) -> list[tuple]:
    """Frames that hold somebody, with the boxes that are sure and those of any score."""
    known = []
    for clip, fps in CLIPS.items():
        images = [frame.image for frame in islice(open_media(videos / f"{clip}.mp4").frames(fps), frames * 2)]
        for image, found in zip(images, detector.look(images), strict=True):
            sure = found.boxes[found.scores >= 0.5]
            if len(sure):
                known.append((image, sure, found.boxes))
    return known


def laid(image: np.ndarray, boxes: tuple, factor: float, width: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """A large grey frame with the image, reduced, across a border of its tiles; boxes to match."""
    height = width * 9 // 16
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    frame = np.full((height, width, 3), 114, np.uint8)
    left, top = round(0.45 * width), round(0.3 * height)
    small = small[: height - top, : width - left]
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    offset = np.array((left, top, left, top), np.float32)
    return frame, [known * factor + offset for known in boxes]


def measure(known: list, detector: YoloxDetector, width: int, height: float) -> tuple[int, int, int, float]:
    """People asked for, found, boxes beyond, seconds a frame, with people made about so many pixels tall."""
    asked = found = beyond = 0
    took = 0.0
    for image, sure, anybody in known:
        factor = height / float(np.median(sure[:, 3] - sure[:, 1]))
        if factor >= 1:
            continue
        frame, (people, known_boxes) = laid(image, (sure, anybody), factor, width)
        began = time.perf_counter()
        (seen,) = detector.look([frame])
        took += time.perf_counter() - began
        boxes = seen.boxes[seen.scores >= CONFIDENT]
        asked += len(people)
        found += int((iou(people, boxes).max(axis=1, initial=0) > 0.5).sum())
        beyond += int((iou(boxes, known_boxes).max(axis=1, initial=0) < 0.2).sum())
    return asked, found, beyond, took / max(1, len(known))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("detector", type=Path)
    parser.add_argument("--width", type=int, default=3840)
    parser.add_argument("--heights", type=float, nargs="+", default=[32, 48, 64, 96, 128, 192])
    parser.add_argument("--frames", type=int, default=6)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        detector = YoloxDetector(installed.add_model(request.detector), "cpu", 0, UnchangedOptions(0))
        known = known_people(request.data / "videos", detector, request.frames)
        print(f"{len(known)} frames laid into {request.width}×{request.width * 9 // 16}")
        for tiles in TILES:
            tiled = detector.adjusted(None, tiles)
            tiled.look([np.zeros((request.width * 9 // 16, request.width, 3), np.uint8)])  # opens the network
            for height in request.heights:
                asked, found, beyond, frame_s = measure(known, tiled, request.width, height)
                seen = height * detector.size * zoom(tiles) / request.width
                print(
                    f"tiles {tiles}, people of {height:g} px ({seen:.0f} as it sees them): {found} of {asked} "
                    f"found ({found / max(1, asked):.0%}), {beyond} beyond; {frame_s:.3f} s a frame",
                    flush=True,
                )


if __name__ == "__main__":
    main()
