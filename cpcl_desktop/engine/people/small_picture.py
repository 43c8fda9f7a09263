"""A frame made small and grey, for comparing it with others: what the camera and the scene are judged by."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import Image

Grey = npt.NDArray[np.uint8]


def small_grey(image: Image, factor: float) -> Grey:
    """Grey means of the blocks of an H×W×3 image whose sides are multiplied by `factor`, at most 1."""
    height, width = image.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    while grey.shape[1] >= 2 * size[0] and grey.shape[0] >= 2 * size[1]:
        grey = _halved(grey)  # whole blocks of two by two take a fraction of the time of odd sizes
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _halved(grey: Grey) -> Grey:
    high, wide = grey.shape[0] // 2, grey.shape[1] // 2
    halved = cv2.resize(grey[: 2 * high, : 2 * wide], (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(halved, np.uint8)
