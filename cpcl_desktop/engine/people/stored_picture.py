"""A crop's picture as a case stores it: an RGB image to JPEG and back."""

from __future__ import annotations

import cv2
import numpy as np

from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.records import Image

JPEG_QUALITY = 92


def encode_jpeg(image: Image) -> bytes:
    """An RGB image as JPEG."""
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()


def decode_jpeg(jpeg: bytes) -> Image:
    """A stored crop as an RGB image; `CaseError` when it is damaged."""
    try:
        image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise CaseError("A crop's picture in the case is damaged and cannot be shown.") from error
    if image is None:
        raise CaseError("A crop's picture in the case is damaged and cannot be shown.")
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
