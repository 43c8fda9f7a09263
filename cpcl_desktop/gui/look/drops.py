"""What can be dropped or pasted, read from Qt's mime data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from cpcl_desktop.engine.media.listing import is_image


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Files and folders of this machine."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def image_path(data: QMimeData) -> Path | None:
    """The image file, when exactly one was dropped."""
    paths = local_paths(data)
    return paths[0] if len(paths) == 1 and is_image(paths[0]) and paths[0].is_file() else None


def pixels(data: QMimeData) -> QImage | None:
    """A picture without a file, as copied in a browser or an image program."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def holds_example(data: QMimeData) -> bool:
    """Whether it can be searched by."""
    return image_path(data) is not None or data.hasImage()
