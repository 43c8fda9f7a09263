"""What a decoded frame's numbers mean as colours: its matrix, and HDR or a wide gamut mapped to what screens show.

The picture that comes out is BT.709 as a player shows it on an ordinary
screen. HDR's reference white, 203 cd/m² (ITU-R BT.2408), becomes nearly white;
what is brighter is compressed by its largest channel, which keeps hues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import numpy.typing as npt
from av import VideoFormat, VideoFrame
from av.filter import Graph
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc

_Floats = npt.NDArray[np.float64]

_UNSPECIFIED = 2
_HD_LINES, _SD_COLUMNS = 720, 1024  # untagged pictures from this height on, or wider than this, are BT.709
# AVColorSpace values that FFmpeg's scaler converts by; it refuses frames with any other.
_CONVERTED = frozenset({1, _UNSPECIFIED, 4, 5, 6, 7, 9})
_BT2020_CONSTANT = 10  # rare; its other form comes closest

_REFERENCE_WHITE = 203.0  # cd/m², ITU-R BT.2408
_HLG_PEAK = 1000.0  # cd/m², the screen for which BT.2100 states HLG's system gamma of 1.2
_PEAK = _HLG_PEAK / _REFERENCE_WHITE
_KNEE = 0.6  # of reference white: up to there light stays as it is
_SCREEN_GAMMA = 2.4  # ITU-R BT.1886

PLANES = "gbrp16le"  # the pixel format in which colours are mapped
_LEVEL = 8  # of the table as a picture: 64 steps a channel, 512×512 pixels
_TICK = Fraction(1, 1000)

# Linear RGB of these primaries (white D65) to that of BT.709.
_TO_BT709 = {
    int(ColorPrimaries.BT2020): (
        (1.660491, -0.587641, -0.072850),
        (-0.124550, 1.132900, -0.008349),
        (-0.018151, -0.100579, 1.118730),
    ),
    int(ColorPrimaries.SMPTE432): (
        (1.224940, -0.224940, 0.0),
        (-0.042057, 1.042057, 0.0),
        (-0.019638, -0.078636, 1.098274),
    ),
}
_BT2020_LUMA = (0.2627, 0.6780, 0.0593)


def matrix_of(frame: VideoFrame) -> Colorspace | None:
    """The matrix to read a frame's YCbCr by where its tag does not say it; None where the tag does.

    Players take untagged HD for BT.709, what is smaller for BT.601, and HDR for BT.2020.
    """
    tag = frame.colorspace
    if frame.format.is_rgb or (tag in _CONVERTED and tag != _UNSPECIFIED):
        return None
    if tag == _BT2020_CONSTANT or frame.color_trc in _LIGHT:
        return Colorspace.BT2020
    large = frame.height >= _HD_LINES or frame.width > _SD_COLUMNS
    return Colorspace.ITU709 if large else Colorspace.ITU601


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the colours of a frame have to be mapped: by its transfer function and its primaries."""

    transfer: int
    primaries: int

    def shown(self, signal: _Floats) -> _Floats:
        """N×3 RGB as the frame has it, 0..1, to N×3 as a screen is to show it, 0..1."""
        light = _LIGHT.get(self.transfer, _screen_light)(signal)
        matrix = np.array(_TO_BT709.get(self.primaries, np.eye(3)))
        light = np.maximum(light @ matrix.T, 0.0)
        if self.transfer in _LIGHT:
            light = _compressed(light)
        return np.asarray(np.minimum(light, 1.0) ** (1 / _SCREEN_GAMMA), np.float64)


def rendering_of(frame: VideoFrame) -> Rendering | None:
    """How a frame's colours have to be mapped; None for ordinary footage, which screens show as it is."""
    transfer, primaries = frame.color_trc, frame.color_primaries
    hdr = transfer in _LIGHT
    if hdr and primaries == _UNSPECIFIED:
        primaries = int(ColorPrimaries.BT2020)
    return Rendering(transfer, primaries) if hdr or primaries in _TO_BT709 else None


@cache
def _table(rendering: Rendering) -> npt.NDArray[np.uint16]:
    """512×512×3: what each of 64×64×64 RGB values is shown as."""
    cube = _cube(_LEVEL)
    shown = rendering.shown(cube.reshape(-1, 3) / 65535)
    return np.rint(shown * 65535).astype(np.uint16).reshape(cube.shape)


def _cube(level: int) -> npt.NDArray[np.uint16]:
    """level³×level³×3: level² steps of each channel, red changing fastest."""
    steps = np.rint(np.linspace(0, 65535, level**2)).astype(np.uint16)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    return np.stack([red, green, blue], axis=-1).reshape(level**3, level**3, 3)


class Renderer:
    """Maps the colours of frames of one size, `PLANES` in 16 bits, by one table."""

    def __init__(self, rendering: Rendering, width: int, height: int) -> None:
        self._shape = (rendering, width, height)
        self._map = _Map(_table(rendering)[..., _channels()], width, height)

    def fits(self, rendering: Rendering, frame: VideoFrame) -> bool:
        """Whether it was made for frames like this one."""
        return self._shape == (rendering, frame.width, frame.height)

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        """The frame's picture as a screen shows it; raises FFmpegError."""
        return self._map(frame)


class _Map:
    """FFmpeg's haldclut with a table that stays; `PLANES` is the format for which it is fast."""

    def __init__(self, table: npt.NDArray[np.uint16], width: int, height: int) -> None:
        self._count = 0
        self._graph, planes = Graph(), VideoFormat(PLANES)
        self._graph.threads = 1
        self._frames = self._graph.add_buffer(width=width, height=height, format=planes, time_base=_TICK)
        side = table.shape[0]
        tables = self._graph.add_buffer(width=side, height=side, format=planes, time_base=_TICK)
        mapped, self._sink = self._graph.add("haldclut", "clut=first"), self._graph.add("buffersink")
        self._frames.link_to(mapped, 0, 0)
        tables.link_to(mapped, 0, 1)
        mapped.link_to(self._sink)
        self._graph.configure()
        picture = VideoFrame.from_ndarray(np.ascontiguousarray(table), format=PLANES)
        picture.pts, picture.time_base = 0, _TICK
        tables.push(picture)
        tables.push(None)

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        frame.pts, frame.time_base = self._count, _TICK
        self._count += 1
        self._frames.push(frame)
        mapped = self._sink.pull()
        assert isinstance(mapped, VideoFrame)
        return mapped


@cache
def _channels() -> list[int]:
    """Which channel of a table has to be given as red, green and blue.

    FFmpeg to 8.1 at least takes a planar table's channels one place on; this asks the version that is here.
    """
    level = 2
    basis = np.repeat(np.eye(3, dtype=np.uint16)[:, None] * 65535, 3, axis=1)
    seen = _Map(_cube(level), 3, 3)(VideoFrame.from_ndarray(basis, format=PLANES)).to_ndarray()[:, 0]
    return [int(at) for at in np.argsort(np.argmax(seen, axis=0))]


# --- transfer functions: signal 0..1 to light on a screen, 1 being reference white


def _screen_light(signal: _Floats) -> _Floats:
    return np.asarray(signal**_SCREEN_GAMMA, np.float64)


def _pq_light(signal: _Floats) -> _Floats:
    """SMPTE ST 2084."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = signal ** (1 / m2)
    return np.asarray((np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1) * 10_000 / _REFERENCE_WHITE)


def _hlg_light(signal: _Floats) -> _Floats:
    """ITU-R BT.2100: the scene's light by the inverse OETF, then the OOTF of a screen of 1000 cd/m²."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    luma = scene @ np.array(_BT2020_LUMA)
    return np.asarray(scene * luma[:, None] ** 0.2 * _PEAK, np.float64)


_LIGHT: dict[int, Callable[[_Floats], _Floats]] = {
    int(ColorTrc.SMPTE2084): _pq_light,
    int(ColorTrc.ARIB_STD_B67): _hlg_light,
}


def _compressed(light: _Floats) -> _Floats:
    """Above the knee the largest channel is bent so that the peak becomes 1, the others in proportion."""
    largest = np.maximum(light.max(axis=1, keepdims=True), 1e-9)
    above = np.maximum(largest - _KNEE, 0) / (1 - _KNEE)
    peak = (_PEAK - _KNEE) / (1 - _KNEE)
    bent = _KNEE + (1 - _KNEE) * above * (1 + above / peak**2) / (1 + above)
    return np.asarray(light * np.where(largest > _KNEE, bent / largest, 1.0), np.float64)
