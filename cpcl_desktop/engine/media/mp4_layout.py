"""Finding a way past damage in the top-level structure of an MP4 or MOV file.

FFmpeg follows the chain of boxes from the first to the last and gives up where
a link is broken. Here the chain is followed beforehand; where it breaks, the
next sound fragment or index is looked for, and a view of the file is given to
FFmpeg in which the stretch between is an empty box. Nothing moves, so that all
positions stay true, and the file itself is never written to.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.media.file_view import WHOLE, Bytes, Extent, Patch

TOP_LEVEL = frozenset(
    b"ftyp moov moof mdat free skip wide sidx styp mfra uuid udta meta pnot emsg prft ssix pdin".split()
)
_FIRST_CHILD = {b"moof": b"mfhd", b"moov": b"mvhd"}
_OPEN_LENGTH = 0  # a box of this size goes to the end of the file


def patches_for(path: Path, extent: Extent = WHOLE) -> tuple[Patch, ...]:
    """What makes an extent's chain of boxes sound again; nothing for a sound one or another format.

    Raises OSError when the file cannot be read.
    """
    with open_regular(path) as file:
        data = Bytes(file, extent.ends_at(path.stat().st_size) - extent.start, extent.start)
        return tuple(_patches(data)) if data.at(4, 4) in TOP_LEVEL else ()


def _patches(data: Bytes) -> Iterator[Patch]:
    at, indexed = 0, False
    while at + 8 <= data.size:
        length, kind = box_at(data, at)
        sound = kind in TOP_LEVEL and length >= 8 and (kind != b"moof" or _tiles(data, at + 8, at + length))
        if sound and (at + length <= data.size or indexed):
            indexed = indexed or kind == b"moov"
            at += length
            continue
        found = _next_sound(data, at + 8)
        if found is None:
            return
        yield Patch(at, _header(b"mdat" if sound else b"free", found - at))
        at = found


def _header(kind: bytes, length: int) -> bytes:
    return struct.pack(">I4s", length, kind) if length < 1 << 32 else struct.pack(">I4sQ", 1, kind, length)


def box_at(data: Bytes, at: int) -> tuple[int, bytes]:
    """Length and kind of the box at a position; length 0 where there is no telling."""
    head = data.at(at, 16)
    if len(head) < 8:
        return 0, b""
    length, kind = struct.unpack(">I4s", head[:8])
    if length == 1 and len(head) == 16:
        return struct.unpack(">Q", head[8:])[0], kind
    return (data.size - at if length == _OPEN_LENGTH and kind == b"mdat" else length), kind


def _tiles(data: Bytes, at: int, end: int) -> bool:
    """Whether the boxes inside a fragment's head, and inside its tracks, fill it exactly."""
    while at + 8 <= end <= data.size:
        length, kind = box_at(data, at)
        if length < 8 or at + length > end or (kind == b"traf" and not _tiles(data, at + 8, at + length)):
            return False
        at += length
    return at == end


def _next_sound(data: Bytes, start: int) -> int | None:
    """Where the next whole fragment or index begins."""
    found = [at for kind in _FIRST_CHILD if (at := _find_box(data, kind, start)) is not None]
    return min(found, default=None)


def _find_box(data: Bytes, kind: bytes, start: int) -> int | None:
    named = data.find(kind, start + 4)
    while named is not None:
        at = named - 4
        length, _ = box_at(data, at)
        if data.at(at + 12, 4) == _FIRST_CHILD[kind] and 16 <= length <= data.size - at:
            return at
        named = data.find(kind, named + 1)
    return None
