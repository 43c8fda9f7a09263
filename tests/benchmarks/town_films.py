"""What the benchmarks on rendered films share: their truth as boxes, their frames, a detector by its name."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import numpy as np

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.records import Detections, Frame
from cpcl_train.judge.boxes import FrameBoxes
from cpcl_train.synthetic.town.records import CameraTruth
from cpcl_train.synthetic.town.truth import Sighting

LEAST_SHARE, LEAST_HEIGHT = 0.25, 12.0  # of the body in sight, and pixels: below either, somebody does not count
MOTION = installed.MOTION


def named_detector(name: str | None) -> Detector:
    """A detector by the name under which it is installed, or a YOLOX .onnx; None is the default of the box."""
    if name is not None and name.endswith(".onnx"):
        return detector_in(Path(name))
    return open_detector(installed.find_detector(name))


def detector_in(path: Path) -> Detector:
    """The detector of a YOLOX .onnx, without adding it to the user's models."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, CPCL_HOME=home):
        return open_detector(installed.find_detector(installed.add_model(path).manifest.name))


def frames_of(path: Path, fps: float | None) -> Iterator[Frame]:
    """The frames of footage as an ingest takes them."""
    media = open_media(path)
    try:
        yield from media.frames(fps)
    finally:
        media.stop()


def seen_at(camera: CameraTruth, fps: float, frame: Frame) -> tuple[Sighting, ...]:
    """Who is in a frame of a film whose truth has `fps` frames a second."""
    return camera.moments[round(frame.time_us / 1e6 * fps)].people


def true_boxes(people: tuple[Sighting, ...]) -> FrameBoxes:
    """What is seen of whom; who is too small or too hidden does not count."""
    seen = [(each, each.visible) for each in people if each.visible is not None]
    boxes = np.array([box for _, box in seen], np.float32).reshape(-1, 4)
    shares = np.array([each.share for each, _ in seen])
    numbers = np.array([each.person for each, _ in seen], np.int64)
    return FrameBoxes(numbers, boxes, (shares >= LEAST_SHARE) & (boxes[:, 3] - boxes[:, 1] >= LEAST_HEIGHT))


class LikelyDetector:
    """True boxes as a fair detector would give them: some missed, none exact, a few false; the same from a seed.

    Who is half hidden or small is missed more often, and scores lower when found.
    """

    miss, hidden, small = 0.03, 0.45, 24.0  # share missed in plain view; share in sight, pixels, with more missed
    jitter, resize = 0.025, 0.04  # of the height: deviation of the centre and of the sides
    false = 0.15  # boxes a frame

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng([seed, 9])

    def detect(self, people: tuple[Sighting, ...], size: tuple[int, int]) -> Detections:
        """The boxes of one frame, `size` (height, width) in pixels."""
        found = [self._find(each.visible, each.share) for each in people if each.visible is not None]
        found = [one for one in found if one is not None]
        found += [self._imagine(size) for _ in range(self._rng.poisson(self.false))]
        if not found:
            return Detections.none()
        limits = np.array((size[1], size[0]) * 2, np.float32)
        boxes = np.clip(np.array([box for box, _ in found], np.float32), 0, limits)
        return Detections(boxes, np.array([score for _, score in found], np.float32))

    def _find(self, box: tuple[float, ...], share: float) -> tuple[np.ndarray, float] | None:
        height = box[3] - box[1]
        hard = max(1 - share / self.hidden, 1 - height / self.small, 0.0)
        if self._rng.random() < min(self.miss + hard, 0.97):
            return None
        shift = np.tile(self._rng.normal(0, self.jitter * height, 2), 2)
        moved = np.asarray(box) + shift + self._rng.normal(0, self.resize * height / 2, 4)
        return moved, float(np.clip(self._rng.normal(0.82 - 0.4 * hard, 0.1), 0.12, 0.97))

    def _imagine(self, size: tuple[int, int]) -> tuple[np.ndarray, float]:
        height = size[0] * self._rng.uniform(0.08, 0.35)
        x, y = self._rng.uniform(0, size[1]), self._rng.uniform(0.2, 0.9) * size[0]
        box = np.array((x - 0.2 * height, y - height / 2, x + 0.2 * height, y + height / 2))
        return box, float(self._rng.uniform(0.1, 0.5))
