"""Decoding one still picture of a HEIF file: tiles put together, turned and mirrored, in a screen's colours."""

from __future__ import annotations

from typing import BinaryIO

import numpy as np
from av import CodecContext, Packet, VideoFrame
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.heif import Item, Layout, layout_of
from cpcl_desktop.engine.media.picture import Developer
from cpcl_desktop.engine.media.profile import on_screen
from cpcl_desktop.engine.records import Image

# FFmpeg's decoder of each type of item, and the property that holds its parameters.
_DECODERS = {
    b"hvc1": ("hevc", b"hvcC"),
    b"hev1": ("hevc", b"hvcC"),
    b"av01": ("libdav1d", b"av1C"),
    b"avc1": ("h264", b"avcC"),
    b"jpeg": ("mjpeg", b"jpgC"),
    b"j2k1": ("jpeg2000", b""),
}
_UNSPECIFIED, _BT601 = 2, 6
_LIMITED, _FULL = 1, 2
_MOST_DEPTH = 4  # pictures derived from pictures


def read_heif(stream: BinaryIO, number: int, most_pixels: int) -> tuple[Image, bool]:
    """H×W×3 RGB of one item, upright, and whether tiles of it are missing, which are black.

    Raises MediaError (a reason without the file's name), ValueError and FFmpegError where there is nothing to show.
    """
    layout = layout_of(stream)
    if layout is None or number not in layout.items:
        raise MediaError("it holds no such picture")
    profile = _profile_of(layout, number)
    reading = _Reading(stream, layout, most_pixels, bool(profile))
    return on_screen(reading.picture(number, 0), profile), reading.incomplete


def _profile_of(layout: Layout, number: int) -> bytes:
    """The ICC profile of a picture, or of the first that it is made of."""
    item = layout.items[number]
    for part in (item, *(layout.items[part] for part in item.parts[:1] if part in layout.items)):
        for kind, content in part.properties:
            if kind == b"colr" and content[:4] in (b"prof", b"rICC"):
                return content[4:]
    return b""


class _Reading:
    def __init__(self, stream: BinaryIO, layout: Layout, most_pixels: int, profiled: bool) -> None:
        self._stream, self._layout, self._most_pixels, self._profiled = stream, layout, most_pixels, profiled
        self.incomplete = False

    def picture(self, number: int, depth: int) -> Image:
        item = self._layout.items.get(number)
        if item is None or depth > _MOST_DEPTH:
            raise MediaError("its pictures refer to one another without an end")
        if item.kind == b"grid":
            image = self._grid(number, item, depth)
        elif item.kind == b"iden" and item.parts:
            image = self.picture(item.parts[0], depth + 1)
        else:
            image = self._coded(number, item)
        return _turned(image, item)

    def _coded(self, number: int, item: Item) -> Image:
        name, property_ = _DECODERS.get(item.kind, ("", b""))
        if not name:
            raise MediaError(
                "it is coded as “{name}”, which this program does not read", name=item.kind.decode("latin-1")
            )
        decoder = CodecContext.create(name, "r")
        assert isinstance(decoder, VideoCodecContext)
        decoder.options = {"max_pixels": str(self._most_pixels)}
        decoder.thread_count = 1
        parameters = item.property(property_)
        if parameters:
            decoder.extradata = parameters
        frames = [*decoder.decode(Packet(self._layout.content(self._stream, number))), *decoder.decode(None)]
        if not frames:
            raise MediaError("its picture cannot be decoded")
        return _developed(frames[0], item, self._profiled)

    def _grid(self, number: int, item: Item, depth: int) -> Image:
        data = self._layout.content(self._stream, number)
        size = 4 if data[1] & 1 else 2
        rows, columns = data[2] + 1, data[3] + 1
        width, height = (
            int.from_bytes(data[4 : 4 + size], "big"),
            int.from_bytes(data[4 + size : 4 + 2 * size], "big"),
        )
        if not 0 < width * height <= self._most_pixels or len(item.parts) != rows * columns:
            raise MediaError("its tiles do not make up a picture")
        whole, tiles = np.zeros((height, width, 3), np.uint8), 0
        for at, part in enumerate(item.parts):
            try:
                tile = self.picture(part, depth + 1)
            except (ValueError, FFmpegError):
                self.incomplete = True
                continue
            tiles += 1
            y, x = at // columns * tile.shape[0], at % columns * tile.shape[1]
            room = whole[y : y + tile.shape[0], x : x + tile.shape[1]]
            room[:] = tile[: room.shape[0], : room.shape[1]]
        if not tiles:
            raise ValueError(worded("not one of its tiles can be decoded"))
        return whole


def _developed(frame: VideoFrame, item: Item, profiled: bool) -> Image:
    stated = (content for kind, content in item.properties if kind == b"colr" and content[:4] == b"nclx")
    colours = next(stated, b"")
    if len(colours) >= 11:
        frame.color_primaries = int.from_bytes(colours[4:6], "big")
        frame.color_trc = int.from_bytes(colours[6:8], "big")
        frame.colorspace = int.from_bytes(colours[8:10], "big")
        frame.color_range = _FULL if colours[10] & 0x80 else _LIMITED
    if frame.colorspace == _UNSPECIFIED:  # of stills, at any size
        frame.colorspace = _BT601
    if profiled:  # it says what the colours are, in place of these
        frame.color_primaries = frame.color_trc = _UNSPECIFIED
    return Developer(None)(frame)


def _turned(image: Image, item: Item) -> Image:
    """Apply the item's own turns and mirrorings, in the order in which it states them."""
    for kind, content in item.properties:
        if kind == b"irot":
            image = np.rot90(image, content[0] & 3)
        elif kind == b"imir":
            image = image[:, ::-1] if content[0] & 1 else image[::-1]
    return np.ascontiguousarray(image)
