"""How far the whole picture moved since the frame before: a camera that shakes in the wind, or turns.

Corners of a small grey picture are followed from one frame to the next (Lucas
and Kanade 1981, as in OpenCV), those on people left out; their median is the
camera's motion where most of them, from all over the picture, agree: one large
person or a bus moves its own part only. As in BoT-SORT (Aharon et al. 2022,
arXiv:2206.14651), with a shift only: cameras on walls neither roll nor zoom
between two samples.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.small_picture import Grey, small_grey
from cpcl_desktop.engine.records import Image

Doubles = npt.NDArray[np.float64]

WIDTH = 160  # pixels of the small picture
CORNERS = 80
FEWEST = 12  # corners that must be found again
STILL = 1.5  # grey levels by which a still picture differs from the one before, on average, at most
ALIKE = 1.0  # pixels of the small picture within which corners moved alike
AGREE = 0.6  # share of the corners that must
SPREAD = 0.4  # share of the picture's width and height over which they must be spread
LEAST = 0.3  # pixels of the small picture; less is no motion


class CameraMotion:
    """The camera's motion over the frames of one source, in order."""

    def __init__(self) -> None:
        self._before: Grey | None = None
        self._without: Grey | None = None

    def shift(self, image: Image, people: Floats) -> Doubles:
        """How far the scene moved in the picture since the frame before, x and y in pixels; `people` N×4."""
        factor = min(1.0, WIDTH / image.shape[1])
        grey, without = small_grey(image, factor), _mask(image.shape, people, factor)
        before, self._before = self._before, grey
        masked, self._without = self._without, without
        if before is None or masked is None or before.shape != grey.shape:
            return np.zeros(2)
        if float(cv2.absdiff(before, grey)[without > 0].mean() if without.any() else 0.0) < STILL:
            return np.zeros(2)
        agreed = _agreed(before, grey, np.minimum(masked, without))
        return np.asarray(agreed / factor, np.float64)


def _mask(shape: tuple[int, ...], people: Floats, factor: float) -> Grey:
    """255 where nobody is."""
    mask = np.full((max(1, round(shape[0] * factor)), max(1, round(shape[1] * factor))), 255, np.uint8)
    for left, top, right, bottom in np.asarray(people * np.float32(factor), int).tolist():
        mask[max(0, top - 2) : max(0, bottom + 3), max(0, left - 2) : max(0, right + 3)] = 0
    return mask


def _agreed(before: Grey, grey: Grey, mask: Grey) -> Doubles:
    """The shift in pixels of the small picture on which corners agree; none where they do not."""
    corners = cv2.goodFeaturesToTrack(before, CORNERS, 0.02, 5, mask=mask)
    if corners is None or len(corners) < FEWEST:
        return np.zeros(2)
    there, found, _ = cv2.calcOpticalFlowPyrLK(before, grey, corners, corners.copy(), winSize=(21, 21), maxLevel=3)
    start = corners[found.ravel() == 1].reshape(-1, 2).astype(np.float64)
    moved = there[found.ravel() == 1].reshape(-1, 2) - start
    if len(moved) < FEWEST:
        return np.zeros(2)
    median = np.median(moved, axis=0)
    alike = np.abs(moved - median).max(axis=1) <= ALIKE
    spread = np.ptp(start[alike], axis=0) if alike.any() else np.zeros(2)
    whole = (spread >= SPREAD * np.array(grey.shape[::-1])).all()
    if alike.mean() < AGREE or not whole or np.linalg.norm(median) < LEAST:
        return np.zeros(2)
    return np.asarray(moved[alike].mean(axis=0), np.float64)
