"""The preview that a camera stores in a raw file: its own rendering of the picture, as a JPEG."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from cpcl_desktop.engine.media.still import segments
from cpcl_desktop.engine.media.tiff import Directory, Tiff, number, numbers

_COMPRESSION, _OFFSETS, _LENGTHS, _SUB = 0x103, 0x111, 0x117, 0x14A
_JPEG_AT, _JPEG_LENGTH = 0x201, 0x202
_JPEG_COMPRESSIONS = {6, 7}
_SENSOR = 32803  # photometric interpretation of a mosaic of colour filters
_PHOTOMETRIC = 0x106
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive


def preview_in(data: bytes) -> bytes | None:
    """The largest JPEG that shows the picture of a raw file built like TIFF, None without one; ValueError."""
    tiff = Tiff(io.BytesIO(data))
    found = [piece for directory in _all(tiff) for piece in _jpegs(directory, data)]
    return max((piece for piece in found if _pixels(piece)), key=_pixels, default=None)


def _pixels(jpeg: bytes) -> int:
    """How many pixels a JPEG has; 0 for one that holds a sensor's values without loss, which is no preview."""
    for marker, at, _ in segments(io.BytesIO(jpeg)):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", jpeg[at + 1 : at + 5])
            return int(height * width)
    return 0


def _all(tiff: Tiff) -> Iterator[Directory]:
    for directory in tiff.directories():
        yield directory
        for offset in numbers(directory, _SUB):
            yield tiff.at(offset)


def _jpegs(directory: Directory, data: bytes) -> Iterator[bytes]:
    places = [(number(directory, _JPEG_AT), number(directory, _JPEG_LENGTH))]
    offsets, lengths = numbers(directory, _OFFSETS), numbers(directory, _LENGTHS)
    coded = number(directory, _COMPRESSION) in _JPEG_COMPRESSIONS
    if coded and number(directory, _PHOTOMETRIC) != _SENSOR and len(offsets) == 1 == len(lengths):
        places.append((offsets[0], lengths[0]))
    for at, length in places:
        if length > 0 and data[at : at + 3] == b"\xff\xd8\xff":
            yield data[at : at + length]
