"""Pictures across the border between the engine's arrays and Qt's images."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.records import Image


def image_of(array: Image) -> QImage:
    """An H×W×3 RGB array as an image that owns its pixels."""
    height, width = array.shape[:2]
    packed = np.ascontiguousarray(array)
    return QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def picture_of(jpeg: bytes) -> QImage:
    """A stored JPEG as an image; a null one where it cannot be read. For lanes, and so without Qt's readers.

    Those ask every plugin whose format it is, and the one for SVG makes connections: in a lane's thread it waits,
    with Python's lock held, for a lock of Qt's that the main thread may hold while it waits for Python's.
    """
    from cpcl_desktop.engine.people.stored_picture import decode_jpeg  # late: no window waits for OpenCV

    try:
        return image_of(decode_jpeg(jpeg))
    except CaseError:
        return QImage()


def array_of(image: QImage) -> Image:
    """An image as an H×W×3 RGB array; transparent parts become white."""
    rgb = _on_white(image).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def fitted(image: QImage, size: QSize, ratio: float) -> QImage:
    """The image scaled to fit `size` (device-independent pixels), crisp on a screen with this pixel ratio.

    A null one stays as it is.
    """
    if image.isNull():
        return image
    scaled = image.scaled(
        size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    scaled.setDevicePixelRatio(ratio)
    return scaled


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    from PySide6.QtGui import QPainter

    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
