"""Finding a way past damage in the top-level structure of an MP4 or MOV file.

FFmpeg follows the chain of boxes from the first to the last and gives up where
a link is broken. Here the chain is followed beforehand; where it breaks, the
next sound fragment or index is looked for, and a view of the file is given to
FFmpeg in which the stretch between is an empty box. Nothing moves, so that all
positions stay true, and the file itself is never written to.
"""

from __future__ import annotations

import errno
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.bundle.regular_file import open_regular

_TOP_LEVEL = frozenset(
    b"ftyp moov moof mdat free skip wide sidx styp mfra uuid udta meta pnot emsg prft ssix pdin".split()
)
_FIRST_CHILD = {b"moof": b"mfhd", b"moov": b"mvhd"}
_CHUNK = 1 << 20
_SECTOR = 4096  # what a disk reads, or fails to, at once
_MOST_BAD_SECTORS = 4096  # in a row
_OPEN_LENGTH = 0  # a box of this size goes to the end of the file


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes to be read at a position in place of the file's own."""

    at: int
    data: bytes


def patches_for(path: Path) -> tuple[Patch, ...]:
    """What makes the file's chain of boxes sound again; nothing for a sound file or another format.

    Raises OSError when the file cannot be read.
    """
    with open_regular(path) as file:
        data = _Bytes(file, path.stat().st_size)
        return tuple(_patches(data)) if data.at(4, 4) in _TOP_LEVEL else ()


class PatchedFile:
    """A file, read-only, with patches laid over it, and zeros where its disk fails to give a block."""

    def __init__(self, path: Path, patches: tuple[Patch, ...] = ()) -> None:
        self.name = path.name
        self._file = open_regular(path, buffering=0)
        self._patches = patches
        self._bad_in_a_row = 0

    def read(self, count: int = -1) -> bytes:
        """Up to `count` bytes from where the file stands."""
        start = self._file.tell()
        try:
            data = self._file.read(count) or b""
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b"".join(self._blocks(start, count))
        for patch in self._patches:
            if start - len(patch.data) < patch.at < start + len(data):
                data = _overlaid(data, start, patch)
        return data

    def _blocks(self, start: int, count: int) -> Iterator[bytes]:
        end = min(start + count, self._file.seek(0, io.SEEK_END))
        while start < end:
            length = min(end, (start // _SECTOR + 1) * _SECTOR) - start
            self._file.seek(start)
            try:
                data = self._file.read(length) or b""
                self._bad_in_a_row = 0
            except OSError:
                self._bad_in_a_row += 1
                if self._bad_in_a_row > _MOST_BAD_SECTORS:
                    raise  # this disk is not damaged but gone
                data = bytes(length)
            yield data.ljust(length, b"\0")
            start += length
        self._file.seek(end)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As for any file."""
        return self._file.tell()

    def close(self) -> None:
        """As for any file."""
        self._file.close()


class _Bytes:
    """A file by position; read, not mapped, since a map of a drive that goes away kills the process."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self.size = file, size

    def at(self, position: int, count: int) -> bytes:
        self._file.seek(position)
        return self._file.read(count)

    def find(self, wanted: bytes, start: int) -> int | None:
        while start < self.size:
            found = self.at(start, _CHUNK + len(wanted) - 1).find(wanted)
            if found >= 0:
                return start + found
            start += _CHUNK
        return None


def _patches(data: _Bytes) -> Iterator[Patch]:
    at, indexed = 0, False
    while at + 8 <= data.size:
        length, kind = _box(data, at)
        sound = kind in _TOP_LEVEL and length >= 8 and (kind != b"moof" or _tiles(data, at + 8, at + length))
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


def _box(data: _Bytes, at: int) -> tuple[int, bytes]:
    """Length and kind of the box at a position; length 0 where there is no telling."""
    head = data.at(at, 16)
    if len(head) < 8:
        return 0, b""
    length, kind = struct.unpack(">I4s", head[:8])
    if length == 1 and len(head) == 16:
        return struct.unpack(">Q", head[8:])[0], kind
    return (data.size - at if length == _OPEN_LENGTH and kind == b"mdat" else length), kind


def _tiles(data: _Bytes, at: int, end: int) -> bool:
    """Whether the boxes inside a fragment's head, and inside its tracks, fill it exactly."""
    while at + 8 <= end <= data.size:
        length, kind = _box(data, at)
        if length < 8 or at + length > end or (kind == b"traf" and not _tiles(data, at + 8, at + length)):
            return False
        at += length
    return at == end


def _next_sound(data: _Bytes, start: int) -> int | None:
    """Where the next whole fragment or index begins."""
    found = [at for kind in _FIRST_CHILD if (at := _find_box(data, kind, start)) is not None]
    return min(found, default=None)


def _find_box(data: _Bytes, kind: bytes, start: int) -> int | None:
    named = data.find(kind, start + 4)
    while named is not None:
        at = named - 4
        length, _ = _box(data, at)
        if data.at(at + 12, 4) == _FIRST_CHILD[kind] and 16 <= length <= data.size - at:
            return at
        named = data.find(kind, named + 1)
    return None


def _overlaid(data: bytes, start: int, patch: Patch) -> bytes:
    low, high = max(patch.at, start), min(patch.at + len(patch.data), start + len(data))
    return data[: low - start] + patch.data[low - patch.at : high - patch.at] + data[high - start :]
