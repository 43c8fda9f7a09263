"""From a decoded frame as stored to the upright, square-pixel, progressive RGB picture a person would see."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction

import cv2
import numpy as np
from av import VideoFrame
from av.error import FFmpegError
from av.filter import Graph
from av.sidedata.sidedata import SideData
from av.video.reformatter import VideoReformatter

from cpcl_desktop.engine.media.colour import PLANES, Renderer, Rendering, matrix_of, rendering_of
from cpcl_desktop.engine.records import Image

Timed = tuple[VideoFrame, int]  # a decoded frame and its time in microseconds

# The display matrix's a, b, c, d (signs) to the numpy steps that undo the recorder's mounting.
_TURNS = {(1, 0, 0, 1): 0, (0, 1, -1, 0): 1, (-1, 0, 0, -1): 2, (0, -1, 1, 0): 3}
_CLOCKWISE = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Developer:
    """Makes the RGB picture: pixels squared by the sample aspect ratio, then turned upright."""

    def __init__(self, pixel_aspect: Fraction | None) -> None:
        self._aspect = pixel_aspect or Fraction(1)
        self._reformatter = VideoReformatter()
        self._renderer: Renderer | None = None

    def __call__(self, frame: VideoFrame) -> Image:
        """H×W×3 uint8 RGB in BT.709's colours; raises FFmpegError when the frame cannot be converted."""
        rendering = rendering_of(frame)
        rgb = self._squared(frame, "rgb24") if rendering is None else self._rendered(frame, rendering)
        return upright(np.asarray(rgb.to_ndarray(), np.uint8), frame)

    def _squared(self, frame: VideoFrame, format: str) -> VideoFrame:
        width, height = squared(frame.width, frame.height, self._aspect)
        return self._reformatter.reformat(
            frame,
            width=width,
            height=height,
            format=format,
            src_colorspace=matrix_of(frame),
            interpolation="BILINEAR",
            threads=1,
        )

    def _rendered(self, frame: VideoFrame, rendering: Rendering) -> VideoFrame:
        picture = self._squared(frame, PLANES)
        if self._renderer is None or not self._renderer.fits(rendering, picture):
            self._renderer = Renderer(rendering, picture.width, picture.height)
        return self._renderer(picture).reformat(format="rgb24", threads=1)


def squared(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """Size with square pixels; the smaller side of a pixel grows, so that no detail is lost."""
    if aspect >= 1:
        return max(1, round(width * aspect)), height
    return width, max(1, round(height / aspect))


def upright(image: Image, frame: VideoFrame) -> Image:
    """Apply the frame's display matrix: quarter turns and mirrorings (other angles are left)."""
    turns, mirrored = _turns(frame)
    if mirrored:
        image = np.ascontiguousarray(image[:, ::-1])
    return np.asarray(cv2.rotate(image, _CLOCKWISE[turns]), np.uint8) if turns else image


def _turns(frame: VideoFrame) -> tuple[int, bool]:
    try:
        matrix = frame.side_data.get("DISPLAYMATRIX")
    except ValueError:  # the frame carries side data of a kind that PyAV has no name for
        return round(-frame.rotation / 90) % 4, False
    return _orientation(bytes(matrix)) if isinstance(matrix, SideData) else (0, False)


def _orientation(matrix: bytes) -> tuple[int, bool]:
    """Clockwise quarter turns to apply after an optional left-right mirroring."""
    a, b, _, c, d = struct.unpack("=5i", matrix[:20])
    signs = tuple((v > 1 << 14) - (v < -(1 << 14)) for v in (a, b, c, d))
    mirrored = signs[0] * signs[3] - signs[1] * signs[2] < 0
    if mirrored:  # a mirroring first, then a pure rotation
        signs = (-signs[0], -signs[1], signs[2], signs[3])
    return _TURNS.get((signs[0], signs[1], signs[2], signs[3]), 0), mirrored


def deinterlaced(frames: Iterable[Timed]) -> Iterator[Timed]:
    """Weave away comb edges from the first interlaced frame on, one frame out for each frame in.

    Progressive streams pass untouched. Uses FFmpeg's bwdif; a change of size
    or pixel format starts a new filter.
    """
    comb: _Comb | None = None
    for frame, time_us in frames:
        if comb is not None and not comb.fits(frame):
            yield from comb.rest()
            comb = None
        if comb is None and frame.interlaced_frame:
            comb = _Comb(frame)
        if comb is None:
            yield frame, time_us
        else:
            yield from comb.pass_through(frame, time_us)
    if comb is not None:
        yield from comb.rest()


class _Comb:
    """One bwdif filter for frames of one size and format."""

    def __init__(self, like: VideoFrame) -> None:
        self._shape = (like.width, like.height, like.format.name)
        self._waiting: deque[Timed] = deque()
        self._count = 0
        self._graph = Graph()
        self._graph.threads = 1
        source = self._graph.add_buffer(
            width=like.width, height=like.height, format=like.format, time_base=Fraction(1, 1000)
        )
        bwdif = self._graph.add("bwdif", "mode=send_frame:deint=interlaced")
        sink = self._graph.add("buffersink")
        source.link_to(bwdif)
        bwdif.link_to(sink)
        self._graph.configure()

    def fits(self, frame: VideoFrame) -> bool:
        return self._shape == (frame.width, frame.height, frame.format.name)

    def pass_through(self, frame: VideoFrame, time_us: int) -> Iterator[Timed]:
        # The filter sees evenly spaced times; the true ones wait here, in order.
        self._waiting.append((frame, time_us))
        frame.pts, frame.time_base = self._count * 1000, Fraction(1, 1000)
        self._count += 1
        self._graph.push(frame)
        yield from self._ready()

    def rest(self) -> Iterator[Timed]:
        self._graph.push(None)
        yield from self._ready()
        # What the filter kept back is shown as it was, rather than lost.
        yield from self._waiting

    def _ready(self) -> Iterator[Timed]:
        while self._waiting:
            try:
                out = self._graph.pull()
            except (FFmpegError, EOFError):
                return
            assert isinstance(out, VideoFrame)
            yield out, self._waiting.popleft()[1]
