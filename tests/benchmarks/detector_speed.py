"""Frames a second of a detector at inputs of 416 and 640, against another in the same run; decoding excluded.

    python tests/benchmarks/detector_speed.py CLIP DETECTOR… [--sizes 416 640] [--frames 60] [--rounds 3]

DETECTOR is a YOLOX .onnx or a bundle; give yolox_nano.onnx as one of them. Frames are decoded first, and all are
looked at: nothing is skipped. The detectors run in turn, A B A B, on the cores that this process may use (`taskset
-c 0,1` leaves it two); median of the rounds.
"""

import argparse
import os
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.unchanged import UnchangedOptions
from cpcl_desktop.engine.people.yolox import YoloxDetector
from cpcl_desktop.engine.runtime.sessions import usable_cores


def frames_a_second(detector: YoloxDetector, images: list) -> float:
    """One round over all images."""
    began = time.perf_counter()
    detector.look(images)
    return len(images) / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clip", type=Path)
    parser.add_argument("detectors", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[416, 640])
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    request = parser.parse_args()
    images = [frame.image for frame in islice(open_media(request.clip).frames(5.0), request.frames)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        opened = [
            YoloxDetector(installed.add_model(path), "cpu", 0, UnchangedOptions(0)) for path in request.detectors
        ]
        print(f"{len(images)} frames of {images[0].shape[1]}×{images[0].shape[0]}, {usable_cores()} cores")
        for size in request.sizes:
            sized = [detector.adjusted(size, 1) for detector in opened]
            for detector in sized:
                detector.look(images[:2])  # opens the network
            speeds: list[list[float]] = [[] for _ in sized]
            for _ in range(request.rounds):
                for detector, measured in zip(sized, speeds, strict=True):
                    measured.append(frames_a_second(detector, images))
            for detector, measured in zip(sized, speeds, strict=True):
                told = ", ".join(f"{one:.1f}" for one in measured)
                print(f"{detector.name} at {size}: median {statistics.median(measured):.1f} frames/s ({told})")


if __name__ == "__main__":
    main()
