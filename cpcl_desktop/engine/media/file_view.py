"""A part of a file by position, and a view of it for FFmpeg in which damage is patched over."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.bundle.regular_file import open_regular

CHUNK = 1 << 20
_SECTOR = 4096  # what a disk reads, or fails to, at once
_MOST_BAD_SECTORS = 4096  # in a row


@dataclass(frozen=True, slots=True)
class Extent:
    """Bytes of a file from `start` up to `end`; None: to wherever the file ends."""

    start: int = 0
    end: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the file."""
        return self.start == 0 and self.end is None

    def ends_at(self, size: int) -> int:
        """The position behind it in a file of this size."""
        return size if self.end is None else min(self.end, size)


WHOLE = Extent()


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes to be read at a position of an extent in place of the file's own."""

    at: int
    data: bytes


class PatchedFile:
    """An extent of a file, read-only, with patches laid over it, and zeros where its disk fails to give a block."""

    def __init__(self, path: Path, patches: tuple[Patch, ...] = (), extent: Extent = WHOLE) -> None:
        self.name = path.name
        self._file = open_regular(path, buffering=0)
        self._patches = patches
        self._start = extent.start
        self._end = extent.ends_at(self._file.seek(0, io.SEEK_END))
        self._file.seek(self._start)
        self._disk = _Disk(self._file, self._end)

    def read(self, count: int = -1) -> bytes:
        """Up to `count` bytes from where the file stands."""
        at = self._file.tell()
        left = max(0, self._end - at)
        count = left if count < 0 else min(count, left)
        data = self._disk.read(at, count)
        start = at - self._start
        for patch in self._patches:
            if start - len(patch.data) < patch.at < start + len(data):
                data = _overlaid(data, start, patch)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any file; positions count from the extent's start."""
        origin = {io.SEEK_SET: self._start, io.SEEK_CUR: self._file.tell(), io.SEEK_END: self._end}[whence]
        return self._file.seek(max(self._start, origin + offset)) - self._start

    def tell(self) -> int:
        """As for any file."""
        return self._file.tell() - self._start

    def close(self) -> None:
        """As for any file."""
        self._file.close()


class _Disk:
    """Reads a file's blocks, with zeros for those that its disk fails to give; up to a position, its end."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._end = file, end
        self._bad_in_a_row = 0

    def read(self, at: int, count: int) -> bytes:
        """Up to `count` bytes from a position; the file then stands behind them. OSError when the disk is gone."""
        self._file.seek(at)
        try:
            return self._file.read(count) or b""
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return b"".join(self._blocks(at, count))

    def _blocks(self, start: int, count: int) -> Iterator[bytes]:
        end = min(start + count, self._end)
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


class Bytes:
    """An extent of a file by position; read, not mapped: a map of a drive that goes away kills the process."""

    def __init__(self, file: BinaryIO, size: int, start: int = 0) -> None:
        self.size, self._start = size, start
        raw = getattr(file, "raw", file)  # a buffer would read good sectors with bad ones
        self._disk = _Disk(raw, start + size)

    def at(self, position: int, count: int) -> bytes:
        """Up to `count` bytes at a position; fewer at the end."""
        return self._disk.read(self._start + position, max(0, min(count, self.size - position)))

    def find(self, wanted: bytes, start: int) -> int | None:
        """Where these bytes are next, from `start` on."""
        while start < self.size:
            found = self.at(start, CHUNK + len(wanted) - 1).find(wanted)
            if found >= 0:
                return start + found
            start += CHUNK
        return None

    def behind_zeros(self, start: int) -> int:
        """The first position from `start` on where something else than a zero is, or the end."""
        while chunk := self.at(start, CHUNK):
            if kept := len(chunk.lstrip(b"\0")):
                return start + len(chunk) - kept
            start += len(chunk)
        return start


def _overlaid(data: bytes, start: int, patch: Patch) -> bytes:
    low, high = max(patch.at, start), min(patch.at + len(patch.data), start + len(data))
    return data[: low - start] + patch.data[low - patch.at : high - patch.at] + data[high - start :]
