"""What the thresholds of engine/conditions.py rest on: people found in darkened footage, and told apart when small.

    python tests/benchmarks/condition_thresholds.py DATA DETECTOR.onnx

DATA is the folder of test data. Footage is darkened by a factor, with noise of
3 levels, and searched again for the people that are found in full light; real
crops are reduced to a height, and their vectors compared with those of all
crops in full size.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.conditions import CONFIDENT
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.unchanged import UnchangedOptions
from cpcl_desktop.engine.people.yolox import YoloxDetector
from cpcl_desktop.engine.records import Frame

CLIPS = {"one-by-one": 0.5, "people-walking": 1.0, "store-aisle": 2.0, "worker-zone": 2.0, "corridor": 2.0}
LIGHT = (1.0, 0.5, 0.3, 0.2, 0.15, 0.1, 0.08, 0.05, 0.03)
HEIGHTS = (128, 96, 64, 56, 48, 40, 32, 28, 24, 16)
NOISE = 3.0  # levels


def people_in_the_dark(videos: Path, detector: YoloxDetector) -> None:
    """Print, for each factor, how many people are still found, and the luma below which nine tenths lie."""
    images = [f.image for clip, fps in CLIPS.items() for f in open_media(videos / f"{clip}.mp4").frames(fps)]
    known = _confident(detector, images)
    noise = np.random.default_rng(0)
    for factor in LIGHT:
        dark = [_darkened(image, factor, noise) for image in images]
        found = _confident(detector, dark)
        kept = sum(_found_again(before, after) for before, after in zip(known, found, strict=True))
        luma = np.median([np.percentile(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), 90) for image in dark])
        print(f"light × {factor}: nine tenths below luma {luma:.0f}; {kept / sum(map(len, known)):.0%} found again")


def people_made_small(crops: Path, embedder: Embedder) -> None:
    """Print, for each height in pixels, for how many crops the nearest other one is of the same person."""
    rows = [json.loads(line) for line in (crops / "captions.jsonl").read_text(encoding="utf-8").splitlines()]
    images = [cv2.cvtColor(cv2.imread(str(crops / row["image"])), cv2.COLOR_BGR2RGB) for row in rows]
    people = [row["person_id"] for row in rows]
    vectors = embedder.images(images)
    whole = _centred(vectors, vectors.mean(axis=0))
    for height in HEIGHTS:
        small = _centred(embedder.images([_reduced(image, height) for image in images]), vectors.mean(axis=0))
        alike = small @ whole.T
        itself = np.diagonal(alike).mean()
        np.fill_diagonal(alike, -1)
        same = np.mean([people[row] == people[other] for row, other in enumerate(alike.argmax(axis=1))])
        print(f"{height} pixels tall: nearest is the same person for {same:.0%}; cosine with itself {itself:.2f}")


def _confident(detector: YoloxDetector, images: list) -> list:
    found = detector.detect([Frame(number, number, image) for number, image in enumerate(images)])
    return [one.boxes[one.scores >= CONFIDENT] for one in found]


def _found_again(before: np.ndarray, after: np.ndarray) -> int:
    if not len(before) or not len(after):
        return 0
    return int((iou(before, after).max(axis=1) > 0.5).sum())


def _darkened(image: np.ndarray, factor: float, noise: np.random.Generator) -> np.ndarray:
    dim = image.astype(np.float32) * factor + noise.normal(0, NOISE, image.shape)
    return np.clip(np.round(dim), 0, 255).astype(np.uint8)


def _reduced(image: np.ndarray, height: int) -> np.ndarray:
    """As a camera further away would give it, JPEG and all."""
    width = max(1, round(image.shape[1] * height / image.shape[0]))
    small = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    return cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])[1], cv2.IMREAD_COLOR)


def _centred(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    moved = vectors - centre
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("detector", type=Path)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        installed.add_model(request.detector)
        detector = YoloxDetector(installed.find_detector(request.detector.stem), "cpu", 0, UnchangedOptions(0))
        people_made_small(request.data / "retrieval_dev", Embedder(installed.find_model(None, "image-text"), "cpu"))
        people_in_the_dark(request.data / "videos", detector)


if __name__ == "__main__":
    main()
