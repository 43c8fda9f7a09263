"""What an MP4 file's index says of its tracks that FFmpeg does not tell: edit lists, and how they are encrypted."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.media.file_view import WHOLE, Bytes, Extent
from cpcl_desktop.engine.media.mp4_layout import TOP_LEVEL, box_at

_MOST_INDEX_BYTES = 1 << 28  # an index that claims more is damaged
_VISUAL_ENTRY = 78  # bytes of a picture track's sample entry in front of its boxes
_LOCKED = {b"encv", b"drmi"}  # sample entries of encrypted pictures

_Box = tuple[bytes, bytes]  # kind and content


@dataclass(frozen=True, slots=True)
class Track:
    """One track of an index; `first_s` is when its first picture is due, `length_s` how long all of it is.

    `edits` are (seconds shown, second of the track where they begin; None: nothing is shown).
    """

    number: int
    length_s: float
    first_s: float
    edits: tuple[tuple[float, float | None], ...]
    scheme: str | None  # by which its pictures are encrypted; None: they are not

    @property
    def shown_s(self) -> float:
        """How much of it the edit list shows; all of it where that leaves the length open."""
        lengths = [length for length, at in self.edits if at is not None]
        return sum(lengths) if lengths and all(lengths) else self.length_s

    @property
    def cut_s(self) -> float:
        """How much of it lies before what is shown."""
        return max(0.0, next((at for _, at in self.edits if at is not None), 0.0) - self.first_s)


def tracks_in(path: Path, extent: Extent = WHOLE) -> tuple[Track, ...]:
    """The tracks of a file's first index; none where it has no sound one, or is of another format.

    Raises OSError when the file cannot be read.
    """
    with open_regular(path) as file:
        data = Bytes(file, extent.ends_at(path.stat().st_size) - extent.start, extent.start)
        index = _index(data)
    try:
        scale = next((_header(content)[0] for kind, content in _boxes(index) if kind == b"mvhd"), 0)
        return tuple(_track(content, scale) for kind, content in _boxes(index) if kind == b"trak") if scale else ()
    except (struct.error, IndexError, StopIteration):
        return ()


def _index(data: Bytes) -> bytes:
    at = 0
    while at + 8 <= data.size:
        length, kind = box_at(data, at)
        if kind == b"moov" and length <= _MOST_INDEX_BYTES:
            return data.at(at + 8, length - 8)
        if length < 8 or kind not in TOP_LEVEL:
            break
        at += length
    return b""


def _boxes(content: bytes) -> Iterator[_Box]:
    at = 0
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        length = len(content) - at if length == 0 else length
        if length < 8:
            return
        yield kind, content[at + 8 : at + length]
        at += length


def _inside(content: bytes, *kinds: bytes) -> bytes:
    """The content of a box in nested boxes; empty where there is none."""
    for kind in kinds:
        content = next((inner for name, inner in _boxes(content) if name == kind), b"")
    return content


def _header(content: bytes) -> tuple[int, int]:
    """Ticks a second and length in ticks, of a movie's or a track's header."""
    if content[0] == 1:
        return struct.unpack_from(">IQ", content, 20)
    return struct.unpack_from(">II", content, 12)


def _track(content: bytes, movie_scale: int) -> Track:
    scale, length = _header(_inside(content, b"mdia", b"mdhd"))
    described = _inside(content, b"tkhd")
    (number,) = struct.unpack_from(">I", described, 20 if described[0] == 1 else 12)
    edits = tuple(_edits(_inside(content, b"edts", b"elst"), movie_scale, scale or 1))
    table = _inside(content, b"mdia", b"minf", b"stbl")
    shifts = _inside(table, b"ctts")
    first = struct.unpack_from(">i", shifts, 12)[0] if len(shifts) >= 16 else 0
    return Track(number, length / (scale or 1), first / (scale or 1), edits, _scheme(_inside(table, b"stsd")))


def _edits(content: bytes, movie_scale: int, scale: int) -> Iterator[tuple[float, float | None]]:
    if len(content) < 8:
        return
    form, size = (">Qq", 20) if content[0] == 1 else (">Ii", 12)
    (count,) = struct.unpack_from(">I", content, 4)
    for number in range(min(count, (len(content) - 8) // size)):
        length, at = struct.unpack_from(form, content, 8 + number * size)
        yield length / movie_scale, None if at < 0 else at / scale


def _scheme(described: bytes) -> str | None:
    """By which scheme (its four letters) the pictures described there are encrypted; None: by none."""
    for kind, entry in _boxes(described[8:]):
        if kind in _LOCKED:
            scheme = _inside(entry[_VISUAL_ENTRY:], b"sinf", b"schm")
            return scheme[4:8].decode("ascii", "replace") or kind.decode()
    return None
