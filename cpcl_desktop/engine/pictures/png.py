"""Pictures as PNG."""

from __future__ import annotations

from pathlib import Path

import cv2

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.records import Image


def encode_png(image: Image) -> bytes:
    """An RGB image as PNG."""
    _, data = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    return data.tobytes()


def write_png(image: Image, path: Path, what: str) -> None:
    """Write an RGB image; where that fails, a `MachineError` says so of `what` it is ("The picture")."""
    try:
        path.write_bytes(encode_png(image))
    except OSError as error:
        raise MachineError(
            "{what} could not be written to {path} ({why}).", what=what, path=path, why=error.strerror
        ) from error
