"""Image → network input, the same code in training, evaluation and search."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.manifest import ImageInput

_ENLARGE = {"area": cv2.INTER_LINEAR, "bilinear": cv2.INTER_LINEAR}
_SHRINK = {"area": cv2.INTER_AREA, "bilinear": cv2.INTER_LINEAR}


def fit(image: npt.NDArray[np.uint8], spec: ImageInput) -> npt.NDArray[np.uint8]:
    """Resize an H×W×3 image to the spec's height × width: stretched, or letterboxed top left."""
    if spec.fit == "stretch":
        return _resize(image, spec.height, spec.width, spec)
    factor = min(spec.height / image.shape[0], spec.width / image.shape[1])
    height = max(1, round(image.shape[0] * factor))
    width = max(1, round(image.shape[1] * factor))
    canvas = np.full((spec.height, spec.width, 3), spec.pad, np.uint8)
    canvas[:height, :width] = _resize(image, height, width, spec)
    return canvas


def prepare(images: Sequence[npt.NDArray[np.uint8]], spec: ImageInput) -> npt.NDArray[np.float32]:
    """RGB images (H×W×3 uint8, any sizes) → float32 N×3×height×width, normalised as the spec says."""
    batch = np.empty((len(images), 3, spec.height, spec.width), np.float32)
    gain = np.float32(1.0) / (np.float32(spec.scale) * np.asarray(spec.std, np.float32))
    shift = np.asarray(spec.mean, np.float32) / np.asarray(spec.std, np.float32)
    for row, image in zip(batch, images, strict=True):
        planes = cv2.split(fit(image, spec))
        for channel, plane in enumerate(reversed(planes) if spec.channels == "bgr" else planes):
            np.multiply(plane, gain[channel], out=row[channel], dtype=np.float32)
            if shift[channel]:
                row[channel] -= shift[channel]
    return batch


def _resize(image: npt.NDArray[np.uint8], height: int, width: int, spec: ImageInput) -> npt.NDArray[np.uint8]:
    if image.shape[:2] == (height, width):
        return image
    if spec.interpolation == "bicubic":
        return _bicubic(image, height, width)
    shrinking = image.shape[0] >= height and image.shape[1] >= width
    method = (_SHRINK if shrinking else _ENLARGE)[spec.interpolation]
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), np.uint8)


def _bicubic(image: npt.NDArray[np.uint8], height: int, width: int) -> npt.NDArray[np.uint8]:
    """As Pillow has it, with which CLIP and what began from it were trained: antialiased where it shrinks.

    OpenCV's looks at 4×4 pixels whatever the scale, and passes over what lies between.
    """
    from PIL import Image  # late: only some models want it

    resized = Image.fromarray(image).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(resized, np.uint8)
