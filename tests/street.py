"""A small rendered street for tests: people are two-coloured blocks that walk through, at known times."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.records import Detections, Frame

SMALL_BATCH = 4  # frames for the detector at once, see the fixture small_batches
WIDTH, HEIGHT, FPS = 320, 240, 10
GREY = 128
PERSON = (24, 72)  # pixels
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250)
WALKERS = ((5, 25, RED, BLUE), (30, 50, GREEN, WHITE), (55, 75, BLUE, RED))  # first and last frame, top, bottom
FRAMES = 80


def frame(index: int) -> np.ndarray:
    """The street at a frame: H×W×3 RGB."""
    image = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
    for first, last, top, bottom in WALKERS:
        if first <= index <= last:
            x = 20 + (index - first) * 12
            image[80 : 80 + PERSON[1] // 2, x : x + PERSON[0]] = top
            image[80 + PERSON[1] // 2 : 80 + PERSON[1], x : x + PERSON[0]] = bottom
    return image


def write_clip(path: Path, frames: int = FRAMES) -> Path:
    """The street as H.264 with one key frame a second."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(FPS), options={"g": str(FPS), "crf": "12"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv444p"
        for index in range(frames):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame(index), format="rgb24")))
        container.mux(stream.encode(None))
    return path


class ColourDetector:
    """A real detector for this street: what is not grey is a person."""

    name, weights_sha256 = "colour", None
    frames_unchanged = 0

    def __init__(self) -> None:
        self.seen = 0

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        self.seen += len(frames)
        return [self._detect(f.image) for f in frames]

    def replay(self, frames: Sequence[Frame], people: Sequence[Detections]) -> None:
        """It remembers nothing."""

    def forget(self) -> None:
        """Likewise."""

    def _detect(self, image: np.ndarray) -> Detections:
        mask = (np.abs(image.astype(int) - GREY).max(axis=2) > 60).astype(np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        rows = [s for s in stats[1:count] if s[4] > 300]
        boxes = np.array([[x, y, x + w, y + h] for x, y, w, h, _ in rows], np.float32).reshape(-1, 4)
        return Detections(boxes, np.full(len(boxes), 0.9, np.float32))


def stop_after(reports: int) -> Callable[[Progress], None]:
    """A report that cancels a reading when it has been told of it so many times."""
    left = [reports]

    def report(progress: Progress) -> None:
        if progress.stage.startswith("Reading"):
            left[0] -= 1
            if left[0] < 0:
                raise Cancelled("stopped")

    return report
