"""The program's icon in the forms that platforms want, drawn from the one SVG: PNG by size, ICO, ICNS.

`python packaging/icons.py FILE.ico` writes one of the latter.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from contents import ROOT

SOURCE: Final = ROOT / "resources" / "icons" / "application.svg"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels, of the hicolor theme
_ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)  # an ICO has none larger
_LARGEST: Final = 1024  # of an ICNS


def png(size: int) -> bytes:
    """The icon as a PNG, `size` pixels each way, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs have its format as bytes
    return bytes(buffer.data().data())


def write_icon(path: Path) -> Path:
    """Write the icon in the form that the file's ending names: .ico or .icns; the path."""
    sizes = _ICO_SIZES if path.suffix == ".ico" else SIZES
    drawn = [Image.open(io.BytesIO(png(size))) for size in sizes]
    largest = Image.open(io.BytesIO(png(_LARGEST if path.suffix == ".icns" else max(sizes))))
    path.parent.mkdir(parents=True, exist_ok=True)
    largest.save(path, sizes=[(size, size) for size in sizes], append_images=drawn)
    return path


if __name__ == "__main__":
    print(write_icon(Path(sys.argv[1])))
