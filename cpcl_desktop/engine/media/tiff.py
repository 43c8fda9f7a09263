"""Directories of tags as TIFF has them: in TIFF files, in the EXIF data of other pictures, in camera raw files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cpcl_desktop.bundle.worded import worded

Value = tuple[int, ...] | bytes  # numbers; text and undefined bytes as they are
Directory = dict[int, Value]

_TYPES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}
_TEXTS = {2, 7}
_RATIONALS = {5: "I", 10: "i"}  # numerators and denominators in turn
_MOST_VALUE_BYTES = 1 << 18
_MOST_ENTRIES = 4096
_MOST_DIRECTORIES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file writes numbers: its byte order and, in BigTIFF, offsets of 8 bytes."""

    order: str
    offset: str  # struct letters of an offset, and of the count of entries
    entries: str

    @property
    def offset_bytes(self) -> int:
        return struct.calcsize(self.offset)


class Tiff:
    """One TIFF structure in a stream, from `start` on; ValueError when there is none."""

    def __init__(self, stream: BinaryIO, start: int = 0) -> None:
        self._stream, self._start = stream, start
        head = self._bytes(0, 16)
        if head[:2] not in (b"II", b"MM") or len(head) < 8:
            raise ValueError(worded("no TIFF structure"))
        order = "<" if head[:2] == b"II" else ">"
        big = struct.unpack(order + "H", head[2:4])[0] == 43
        self._form = _Form(order, "Q" if big else "I", "Q" if big else "H")
        self._first = self._number(8, "Q") if big else self._number(4, "I")

    def directories(self) -> Iterator[Directory]:
        """Those of the main chain, in order, as far as they can be read."""
        at, seen = self._first, set[int]()
        while at and at not in seen and len(seen) < _MOST_DIRECTORIES:
            seen.add(at)
            read = self._read(at)
            if read is None:
                return
            directory, at = read
            yield directory

    def at(self, offset: int) -> Directory:
        """The directory at an offset that a tag states; empty where there is none."""
        read = self._read(offset)
        return {} if read is None else read[0]

    def _read(self, at: int) -> tuple[Directory, int] | None:
        form = self._form
        try:
            count = self._number(at, form.entries)
            if not 0 < count <= _MOST_ENTRIES:
                return None
            at += struct.calcsize("=" + form.entries)
            size = 4 + 2 * form.offset_bytes
            table = self._bytes(at, count * size)
            directory: Directory = {}
            for entry in (table[i : i + size] for i in range(0, len(table) - size + 1, size)):
                tag, kind, number = struct.unpack(f"{form.order}HH{form.offset}", entry[: 4 + form.offset_bytes])
                value = self._value(kind, number, entry[4 + form.offset_bytes :])
                if value is not None:
                    directory[tag] = value
            following = self._bytes(at + count * size, form.offset_bytes)
        except (struct.error, OSError):
            return None
        whole = len(following) == form.offset_bytes
        return directory, struct.unpack(form.order + form.offset, following)[0] if whole else 0

    def _value(self, kind: int, count: int, inline: bytes) -> Value | None:
        letter = _TYPES.get(kind) or _RATIONALS.get(kind) or ("B" if kind in _TEXTS else "")
        numbers = count * (2 if kind in _RATIONALS else 1)
        size = numbers * struct.calcsize("=" + letter) if letter else 0
        if not 0 < size <= _MOST_VALUE_BYTES:
            return None
        form = self._form
        data = inline[:size]
        if size > form.offset_bytes:
            data = self._bytes(struct.unpack(form.order + form.offset, inline)[0], size)
        if len(data) < size:
            return None
        return data if kind in _TEXTS else struct.unpack(f"{form.order}{numbers}{letter}", data)

    def _number(self, at: int, letter: str) -> int:
        data = self._bytes(at, struct.calcsize("=" + letter))
        return int(struct.unpack(self._form.order + letter, data)[0])

    def _bytes(self, at: int, size: int) -> bytes:
        self._stream.seek(self._start + at)
        return self._stream.read(size)


def number(directory: Directory, tag: int, otherwise: int = 0) -> int:
    """The first number of a tag."""
    value = directory.get(tag)
    return int(value[0]) if value else otherwise


def numbers(directory: Directory, tag: int) -> tuple[int, ...]:
    """All numbers of a tag."""
    return tuple(directory.get(tag, ()))


def text(directory: Directory, tag: int) -> str:
    """A tag's text up to its end mark."""
    value = directory.get(tag)
    return value.split(b"\0")[0].decode("latin-1").strip() if isinstance(value, bytes) else ""
