"""Where in a file recordings lie: as a rule one; several in files put together; one behind a motion photo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.media.file_view import CHUNK, Bytes, Extent
from cpcl_desktop.engine.media.listing import kind_of
from cpcl_desktop.engine.media.mp4_layout import TOP_LEVEL, box_at
from cpcl_desktop.engine.media.recording_starts import SIGNATURES, begins_at, is_still, next_start
from cpcl_desktop.engine.media.ts_streams import unknown_pictures

_BOX_NAME = re.compile(rb"[A-Za-z0-9 _\xa9.-]{4}")
_CHUNKS = {b"idx1", b"JUNK", b"LIST", b"RIFF"}
_FLV = b"FLV\x01"
_SEGMENT = b"\x18\x53\x80\x67"
_ASF_PARTS = 64  # objects of a file, at most
_MEDIA = {b"mdat", b"moof"}

_NOISE_INSIDE_BYTES = 1 << 16  # among a recording's own data, recorders also keep what is no picture

# Formats without an index: FFmpeg has looked at every byte, and has read on where another of the same kind began.
_READ_THROUGH = frozenset({"mpegts", "mpeg", "dhav", "ogg", "mjpeg", "mpjpeg", "h264", "hevc", "yuv4mpegpipe"})

_FOREIGN = frozenset(signature[0] for signature in SIGNATURES) - {"mp4"}

# Behind recordings of these formats, so many unknown bytes or more are footage that was not read; others end in
# indexes of many kinds.
_NOISE = (
    (frozenset({"mov", "avi", "matroska", "asf", "flv"}), 1024),
    (_READ_THROUGH, _NOISE_INSIDE_BYTES),
)


@dataclass(frozen=True, slots=True)
class Rest:
    """What lies behind the last packet of a recording: bytes unread, and where another recording seems to begin."""

    unread: Extent | None = None
    start: int | None = None


def recordings_in(path: Path, beat: Callable[[], None]) -> list[Extent]:
    """The recordings that the file's structure shows; the last one goes to the file's end.

    None in a picture behind which there is no film. Raises OSError when the
    file cannot be read.
    """
    picture = kind_of(path) == "image"
    with open_regular(path) as file:
        data = Bytes(file, path.stat().st_size)
        starts = [_first(data, picture, beat)]
        while (start := _behind(data, starts[-1])) is not None:
            beat()
            starts.append(start)
    if picture and starts == [0]:
        return []
    return [Extent(start, end) for start, end in pairwise([*starts, None]) if start is not None]


def rest_behind(
    path: Path,
    start: int,
    last: int,
    reached: int,
    formats: frozenset[str],
    pids: frozenset[int],
    beat: Callable[[], None],
) -> Rest:
    """What of the file is left behind the byte that a reading of the recording at `start` reached.

    Another recording is looked for from `last` on, where its last pictures are: they may have swallowed its
    beginning. `formats` are FFmpeg's names of the recording's format, `pids` the
    numbers of its picture streams. Raises OSError when the file cannot be read.
    """
    with open_regular(path) as file:
        data = Bytes(file, path.stat().st_size)
        rest = Rest()
        if "mpegts" in formats and (found := unknown_pictures(data, last, pids, beat)) is not None:
            return Rest(None, found)
        for at, search, end, most_noise in _left(data, start, last, reached, formats):
            found = next_start(data, max(start + 1, search), end, beat, without=formats & _READ_THROUGH)
            left = _trimmed(data, at, end if found is None else max(at, found))
            unread = Extent(*left) if left[1] - left[0] >= most_noise and kind_of(path) != "image" else None
            if found is not None:
                return Rest(unread or rest.unread, found)
            rest = Rest(rest.unread or unread)
    return rest


def _first(data: Bytes, image: bool, beat: Callable[[], None]) -> int:
    """Where the first recording begins: behind zeros, or behind a still picture."""
    if image or is_still(data, 0):
        return film_behind(data, beat) or 0
    return (_start_behind_zeros(data, 0) or 0) if data.at(0, 16) == bytes(16) else 0


def film_behind(data: Bytes, beat: Callable[[], None]) -> int | None:
    """Where behind a still picture a film begins; phones store it as MP4."""
    return next_start(data, 1, data.size, beat, without=_FOREIGN)


def _behind(data: Bytes, start: int) -> int | None:
    """Where the recording behind the one at `start` begins, as far as the structure tells."""
    boxes = list(_boxes(data, start))
    if boxes and (group := _next_group(boxes)) is not None:
        return group
    if data.at(start, 4) == _FLV:  # FFmpeg would read on there, with the times of the first
        return _next_flv(data, start)
    end = _end_of(data, start)
    return None if end is None else _start_behind_zeros(data, end)


def _next_flv(data: Bytes, start: int) -> int | None:
    at = data.find(_FLV, start + 4)
    while at is not None and not begins_at(data, at):
        at = data.find(_FLV, at + 1)
    return at


def _start_behind_zeros(data: Bytes, at: int) -> int | None:
    """Where a recording begins behind nothing but zeros, some of which may be its own first bytes."""
    end = data.behind_zeros(at)
    candidates = (start for start in range(max(at, end - 3), end + 1) if begins_at(data, start))
    return next(candidates, None)


@dataclass(frozen=True, slots=True)
class _Box:
    at: int
    kind: bytes
    end: int


def _boxes(data: Bytes, at: int) -> Iterator[_Box]:
    """The chain of top-level boxes of an MP4 file from a position on, as far as it holds."""
    known = data.at(at + 4, 4) in TOP_LEVEL
    while known and at + 8 <= data.size:
        length, kind = box_at(data, at)
        known = length >= 8 and (
            kind in TOP_LEVEL or (at + length <= data.size and bool(_BOX_NAME.fullmatch(kind)))
        )
        if known:
            yield _Box(at, kind, min(at + length, data.size))
            at += length


def _next_group(boxes: list[_Box]) -> int | None:
    """Where in a chain of boxes a second recording begins: at its file type, or with an index of its own."""
    indexed: int | None = None  # the position behind the first index
    data_first = media = False
    for number, box in enumerate(boxes):
        if box.kind == b"ftyp" and (media or indexed is not None):
            return box.at
        if box.kind == b"moov" and indexed is not None:
            start = indexed if data_first else box.at
            later = (other.kind for other in boxes[number + 1 :])
            own = any(start <= other.at < box.at and other.kind in _MEDIA for other in boxes)
            return start if own or (not data_first and any(kind in _MEDIA for kind in later)) else None
        if box.kind == b"moov":
            indexed, data_first = box.end, media
        media = media or box.kind in _MEDIA
    return None


def _end_of(data: Bytes, start: int) -> int | None:
    """Where the recording at `start` ends by its own structure; None where that does not tell."""
    head = data.at(start, 16)
    if head[4:8] in TOP_LEVEL:
        return max((box.end for box in _boxes(data, start)), default=start)
    if head[:4] == b"RIFF":
        return _riff_end(data, start)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return _matroska_end(data, start)
    return _asf_end(data, start) if head[:4] == b"\x30\x26\xb2\x75" else None


def _riff_end(data: Bytes, at: int) -> int:
    """Behind a RIFF file and the further segments that a large one has."""
    form = b"AVI "
    while (head := data.at(at, 12))[:4] == b"RIFF" and head[8:12] == form:
        length = int.from_bytes(head[4:8], "little")
        at, form = at + 8 + length + length % 2, b"AVIX"
    return min(at, data.size)


def _matroska_end(data: Bytes, at: int) -> int | None:
    """Behind the segment; None where its length was never written."""
    header = _element(data, at)
    segment = None if header is None else _element(data, header)
    if header is None or segment is None or data.at(header, 4) != _SEGMENT:
        return None
    return min(segment, data.size)


def _element(data: Bytes, at: int) -> int | None:
    """Behind the EBML element with a name of four bytes at a position; None where its length is unknown."""
    head = data.at(at + 4, 8)
    width = 9 - head[0].bit_length() if head else 9
    value = int.from_bytes(head[:width], "big") & ((1 << 7 * width) - 1)
    return None if width > 8 or value == (1 << 7 * width) - 1 else at + 4 + width + value


def _asf_end(data: Bytes, at: int) -> int:
    """Behind the last object; every object begins with its 16-byte name and its length."""
    for number in range(_ASF_PARTS):
        head = data.at(at, 24)
        length = int.from_bytes(head[16:24], "little")
        if len(head) < 24 or length < 24 or at + length > data.size or (number and head[:4] == b"\x30\x26\xb2\x75"):
            break
        at += length
    return at


def _left(
    data: Bytes, start: int, last: int, reached: int, formats: frozenset[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches behind `reached` that may hold footage.

    Each as: from where, from where to look for a recording, up to where, how many bytes of it may be noise.
    """
    end = _end_of(data, start)
    if end is not None:
        for first, behind in _data_regions(data, start):
            at = max(reached, first)
            if behind > at:
                yield at, max(at, last), behind, _NOISE_INSIDE_BYTES
    noise = next((most for names, most in _NOISE if formats & names), data.size + 1)
    yield max(reached, end or 0), max(last, end or 0), data.size, noise


def _data_regions(data: Bytes, start: int) -> Iterator[tuple[int, int]]:
    """Where formats that are read by an index keep their pictures, and boxes that nobody has a name for."""
    for box in _boxes(data, start):
        if box.kind == b"mdat" or box.kind not in TOP_LEVEL:
            yield box.at + 8, box.end
    at = start
    while (head := data.at(at, 12))[:4] == b"RIFF":
        end = at + 8 + int.from_bytes(head[4:8], "little")
        at += 12
        while at + 8 < end and (chunk := data.at(at, 12))[:4] in (b"LIST", b"JUNK", b"idx1"):
            length = int.from_bytes(chunk[4:8], "little")
            if chunk[8:12] == b"movi":
                yield at + 12, min(at + 8 + length, data.size)
            at += 8 + length + length % 2
        at = max(end + end % 2, at)


def _trimmed(data: Bytes, start: int, end: int) -> tuple[int, int]:
    """A stretch without the zeros and the known things without pictures at its start, and the zeros at its end."""
    known: int | None = start
    while known is not None and start < end:
        before, start = start, data.behind_zeros(known)
        ends = (at + _known_length(data, at) for at in range(max(before, start - 3), start + 1))
        known = next((known_end for known_end in ends if known_end > start), None)
    while start < end:
        chunk = data.at(max(start, end - CHUNK), min(CHUNK, end - start))
        kept = len(chunk.rstrip(b"\0"))
        if kept:
            return start, end - len(chunk) + kept
        end -= len(chunk)
    return start, max(start, end)


def _known_length(data: Bytes, at: int) -> int:
    """Length of something known to hold no pictures, and 0 where there is nothing of the kind."""
    head = data.at(at, 32)
    if head[:3] == b"TAG" and data.size - at == 128:
        return 128
    if head[:8] == b"APETAGEX":
        return 32 + int.from_bytes(head[12:16], "little")
    if head[:4] in _CHUNKS - {b"RIFF"} or head[8:12] == b"idx1":
        skip = 0 if head[:4] in _CHUNKS else 8
        length = int.from_bytes(head[skip + 4 : skip + 8], "little")
        return skip + 8 + length + length % 2
    return _box_length(data, at) or _void_length(data, at)


_WITHOUT_PICTURES = frozenset(b"free skip mfra udta uuid meta sidx styp prft emsg wide pdin".split())
_MATROSKA_WITHOUT_PICTURES = {
    bytes.fromhex(name) for name in ("1c53bb6b", "1254c367", "1941a469", "1043a770", "114d9b74")
}


def _box_length(data: Bytes, at: int) -> int:
    length, kind = box_at(data, at)
    return length if kind in _WITHOUT_PICTURES and 8 <= length <= data.size - at else 0


def _void_length(data: Bytes, at: int) -> int:
    if data.at(at, 4) not in _MATROSKA_WITHOUT_PICTURES:
        return 0
    end = _element(data, at)
    return 0 if end is None or end > data.size else end - at
