"""The still pictures of a HEIF file (HEIC, AVIF): which items it holds, how they are made up, where they lie.

ISO/IEC 23008-12. The boxes are read here and the coded pictures decoded by
FFmpeg, which is in the program anyway: a library for HEIF would bring a second
HEVC decoder and, in its wheels, an encoder under the GPL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from cpcl_desktop.bundle.worded import worded

_BRANDS = {
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevc",
    b"hevx",
    b"mif1",
    b"mif2",
    b"msf1",
    b"avif",
    b"avis",
    b"miaf",
}
_FILM_BRANDS = {b"avis", b"hevc", b"hevx", b"msf1"}
_CODED = {b"hvc1", b"hev1", b"av01", b"avc1", b"jpeg", b"j2k1"}
_MADE = {b"grid", b"iden", b"iovl"}
_MOST_META = 1 << 26
_MOST_BOXES = 100_000
_HIDDEN = 1

Box = tuple[bytes, bytes]  # its type and content


@dataclass(slots=True)
class Item:
    """One item: its type, its properties in order, the parts that it is derived from, and where its bytes lie."""

    kind: bytes
    hidden: bool = False
    properties: list[Box] = field(default_factory=list)
    parts: tuple[int, ...] = ()
    inside: bool = False  # its bytes lie in the layout's own data, not in the file at large
    extents: list[tuple[int, int]] = field(default_factory=list)

    def property(self, kind: bytes) -> bytes | None:
        """The content of its first property of this kind."""
        return next((content for name, content in self.properties if name == kind), None)


@dataclass(slots=True)
class Layout:
    """A file's items by their number; `pictures` are those of equal standing, the main one first.

    `aside` counts previews, maps and masks; `sequence` says that the file holds a film, too.
    """

    items: dict[int, Item]
    pictures: list[int]
    aside: int
    sequence: bool
    exif_item: int | None
    data: bytes

    def content(self, stream: BinaryIO, number: int) -> bytes:
        """An item's bytes; ValueError when they are not all there."""
        item = self.items[number]
        pieces = []
        for at, size in item.extents:
            if item.inside:
                pieces.append(self.data[at : at + size])
            else:
                stream.seek(at)
                pieces.append(stream.read(size) if size else stream.read())
            if len(pieces[-1]) < size:
                raise ValueError(worded("its bytes are not all there"))
        return b"".join(pieces)

    def exif(self, stream: BinaryIO) -> bytes:
        """The EXIF data that describe the main picture, as a TIFF structure; empty where there are none."""
        if self.exif_item is None:
            return b""
        try:
            content = self.content(stream, self.exif_item)
        except (ValueError, KeyError):
            return b""
        return content[4 + int.from_bytes(content[:4], "big") :]


def is_heif(head: bytes) -> bool:
    """Whether a file that begins so is HEIF, by its brands."""
    size = int.from_bytes(head[:4], "big")
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))}
    return head[4:8] == b"ftyp" and bool(brands & _BRANDS) and head[8:12] not in (b"qt  ", b"isom", b"mp42")


def layout_of(stream: BinaryIO) -> Layout | None:
    """Read what a file holds; None where that is a film only, ValueError where its items cannot be told apart."""
    brand, meta, film = b"", b"", False
    for name, at, size in _top_boxes(stream):
        stream.seek(at)
        if name == b"ftyp":
            brand = stream.read(4)
        film = film or name == b"moov"
        if name == b"meta":
            if size > _MOST_META:
                raise ValueError(worded("a list of items of absurd size"))
            meta = stream.read(size)
            break
    if not meta:
        if film:
            return None
        raise ValueError(worded("the list of its pictures is missing"))
    try:
        return _layout(dict(_boxes(meta[4:])), brand in _FILM_BRANDS)
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError(worded("the list of its pictures is damaged")) from error


def _top_boxes(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Type, where the content begins, its size."""
    at = 0
    for _ in range(_MOST_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return
        size, name, start = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, start = int.from_bytes(head[8:16], "big"), 16
        yield name, at + start, size - start if size else _MOST_META
        if size < start:
            return
        at += size


def _boxes(data: bytes) -> Iterator[Box]:
    at = 0
    while at + 8 <= len(data):
        size, start = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < start:
            return
        yield data[at + 4 : at + 8], data[at + start : at + size]
        at += size


def _layout(boxes: dict[bytes, bytes], film: bool) -> Layout:
    items = dict(_infos(boxes[b"iinf"]))
    _locate(items, boxes[b"iloc"])
    _describe(items, dict(_boxes(boxes.get(b"iprp", b""))))
    references = list(_references(boxes.get(b"iref", b"\0" * 4)))
    for kind, origin, targets in references:
        if kind == b"dimg" and origin in items:
            items[origin].parts = targets
    main = int.from_bytes(boxes[b"pitm"][4 : 8 if boxes[b"pitm"][0] else 6], "big") if b"pitm" in boxes else 0
    pictures, aside = _standing(items, references, main)
    exif = next((number for number, item in items.items() if item.kind == b"Exif"), None)
    return Layout(items, pictures, aside, film, exif, boxes.get(b"idat", b""))


def _standing(
    items: dict[int, Item], references: list[tuple[bytes, int, tuple[int, ...]]], main: int
) -> tuple[list[int], int]:
    """Pictures of equal standing, the main one first, and how many views of them there are beside."""
    parts = {part for kind, _, targets in references if kind == b"dimg" for part in targets}
    views = {origin for kind, origin, _ in references if kind in (b"thmb", b"auxl")}
    shown = {number for number, item in items.items() if item.kind in _CODED | _MADE and number not in parts}
    pictures = sorted(
        (number for number in shown - views if number == main or not items[number].hidden),
        key=lambda number: (number != main, number),
    )
    return pictures, len(shown) - len(pictures)


def _infos(data: bytes) -> Iterator[tuple[int, Item]]:
    for name, content in _boxes(data[8 if data[0] else 6 :]):
        if name != b"infe" or content[0] < 2:
            continue
        wide = content[0] > 2
        number = int.from_bytes(content[4 : 8 if wide else 6], "big")
        kind = content[10:14] if wide else content[8:12]
        yield number, Item(kind, bool(content[3] & _HIDDEN))


def _locate(items: dict[int, Item], data: bytes) -> None:
    version = data[0]
    offset_size, length_size = data[4] >> 4, data[4] & 15
    base_size, index_size = data[5] >> 4, data[5] & 15 if version else 0
    reader = _Numbers(data, 6)
    for _ in range(reader.next(4 if version > 1 else 2)):
        number = reader.next(4 if version > 1 else 2)
        method = reader.next(2) & 15 if version else 0
        reader.next(2)  # in which file: only this one is read
        base = reader.next(base_size)
        extents = []
        for _ in range(reader.next(2)):
            reader.next(index_size)
            extents.append((base + reader.next(offset_size), reader.next(length_size)))
        if number in items and method < 2:
            items[number].inside, items[number].extents = method == 1, extents


class _Numbers:
    """Big-endian numbers one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def next(self, size: int) -> int:
        piece = self._data[self._at : self._at + size]
        if len(piece) < size:
            raise IndexError(worded("the box ends in the middle of a number"))
        self._at += size
        return int.from_bytes(piece, "big")

    @property
    def left(self) -> int:
        return len(self._data) - self._at


def _describe(items: dict[int, Item], boxes: dict[bytes, bytes]) -> None:
    known = list(_boxes(boxes.get(b"ipco", b"")))
    data = boxes.get(b"ipma", b"\0" * 8)
    wide = data[3] & 1
    reader = _Numbers(data, 4)
    for _ in range(reader.next(4)):
        number = reader.next(4 if data[0] else 2)
        for _ in range(reader.next(1)):
            at = reader.next(2) & 0x7FFF if wide else reader.next(1) & 0x7F
            if number in items and 0 < at <= len(known):
                items[number].properties.append(known[at - 1])


def _references(data: bytes) -> Iterator[tuple[bytes, int, tuple[int, ...]]]:
    size = 4 if data[0] else 2
    for name, content in _boxes(data[4:]):
        reader = _Numbers(content, 0)
        origin = reader.next(size)
        yield name, origin, tuple(reader.next(size) for _ in range(reader.next(2)))
