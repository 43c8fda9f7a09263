"""What a picture file says of itself before it is decoded: its kind, EXIF data, pages, whether it is a film."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.media import heif
from cpcl_desktop.engine.media.exif import NOTHING, Exif, exif_of, read_exif
from cpcl_desktop.engine.media.tiff import Tiff, number, numbers

Kind = Literal["", "JPEG", "PNG", "GIF", "WebP", "TIFF", "HEIF", "JPEG XL", "PNM", "raw"]

_REDUCED, _MASK = 1, 4  # bits of TIFF's NewSubfileType
_SUBFILE, _BITS, _DNG_VERSION = 0xFE, 0x102, 0xC612
_RAW_SUFFIXES = (".dng", ".cr2", ".nef", ".nrw", ".arw", ".sr2", ".pef", ".orf", ".rw2")
_PROFILE = 34675
_MOST_PROFILE = 1 << 22
_HEAD = 64
_SEGMENTS = range(0xC0, 0xFF)
_START_OF_SCAN = 0xDA
_MOST_CHUNKS = 10_000


@dataclass(frozen=True, slots=True)
class Still:
    """A picture file: what it is, what its EXIF data say, how many pictures of equal standing it holds.

    `places` says where each of them lies, in the terms of its kind: the number of a TIFF's page, the offset of a
    JPEG, the number of a HEIF's item. `aside` are pictures that are views of the same (previews, depth, masks).
    """

    kind: Kind = ""
    exif: Exif = NOTHING
    places: tuple[int, ...] = (0,)
    aside: int = 0
    animated: bool = False
    deep: bool = False  # more than 8 bits a channel
    exif_stated: bool = False
    profile: bytes = b""  # ICC; of HEIF the picture's own item says it


def still_of(path: Path) -> Still:
    """Read a file's head; one that is no picture, or cannot be opened, is `Still()`."""
    try:
        if not path.is_file():
            return Still()
        with open_regular(path) as stream:
            return still_in(stream, path.suffix)
    except OSError:  # whoever reads the picture meets that again, and says what it is
        return Still()


def still_in(stream: BinaryIO, suffix: str = "") -> Still:
    """As `still_of`, of a file that is open; its suffix tells raw files apart. OSError."""
    head = stream.read(_HEAD)
    for kind, fits, look in _LOOKS:
        if fits(head):
            try:
                return look(stream, suffix)
            except (ValueError, struct.error, IndexError):
                return Still(kind)
    return Still()


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


# --- JPEG


def _jpeg(stream: BinaryIO, suffix: str) -> Still:
    exif, stated, aside, profile = NOTHING, False, 0, b""
    places: tuple[int, ...] = (0,)
    for marker, at, length in segments(stream):
        if marker not in (0xE1, 0xE2):
            continue
        stream.seek(at)
        body = stream.read(length)
        if body.startswith(b"Exif\0") and not stated:
            exif, stated = read_exif(body[6:]), True
        elif body.startswith(b"ICC_PROFILE\0"):
            profile += body[14:]
        elif body.startswith(b"MPF\0"):
            places, aside = _multi_pictures(stream, at + 4)
    return Still("JPEG", exif, places, aside, exif_stated=stated, profile=profile)


def segments(stream: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Of a JPEG: marker, where its content begins, and its length, up to the first scan."""
    at = 2
    while True:
        stream.seek(at)
        head = stream.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return
        if head[1] == 0xFF:  # filled up
            at += 1
            continue
        if head[1] == _START_OF_SCAN or head[1] not in _SEGMENTS:
            return
        length = int.from_bytes(head[2:], "big")
        yield head[1], at + 4, max(0, length - 2)
        at += 2 + max(2, length)


def _multi_pictures(stream: BinaryIO, start: int) -> tuple[tuple[int, ...], int]:
    """CIPA DC-007: where further pictures of equal standing begin, and how many are previews, maps or the like."""
    places, aside = [0], 0
    entries = Tiff(stream, start).at(8) or next(Tiff(stream, start).directories(), {})
    table = entries.get(0xB002, b"")
    order = "<" if _at(stream, start, 2) == b"II" else ">"
    data = table if isinstance(table, bytes) else b""
    for entry in (data[i : i + 16] for i in range(16, len(data) - 15, 16)):  # the first is the file's own picture
        attributes, _, offset = struct.unpack(order + "III", entry[:12])
        if attributes >> 16 & 0xFF == 0x02 and offset and _at(stream, start + offset, 3) == b"\xff\xd8\xff":
            places.append(start + offset)
        else:
            aside += 1
    return tuple(places), aside


def _at(stream: BinaryIO, at: int, size: int) -> bytes:
    stream.seek(at)
    return stream.read(size)


# --- PNG, GIF, WebP


def _png(stream: BinaryIO, suffix: str) -> Still:
    still, at = Still("PNG"), 8
    for _ in range(_MOST_CHUNKS):
        head = _at(stream, at, 8)
        if len(head) < 8:
            break
        length, name = struct.unpack(">I4s", head)
        if name == b"IHDR":
            still = replace(still, deep=_at(stream, at + 16, 1) == b"\x10")
        elif name == b"acTL":
            still = replace(still, animated=int.from_bytes(_at(stream, at + 8, 4), "big") > 1)
        elif name == b"iCCP":
            still = replace(still, profile=_inflated(_at(stream, at + 8, length)))
        elif name == b"eXIf":
            still = replace(still, exif=read_exif(_at(stream, at + 8, length)))
        at += 12 + length
    return still


def _inflated(chunk: bytes) -> bytes:
    """A PNG's profile: behind its name and the number of its compression."""
    try:
        return zlib.decompressobj().decompress(chunk.partition(b"\0")[2][1:], _MOST_PROFILE)
    except zlib.error:
        return b""


def _gif(stream: BinaryIO, suffix: str) -> Still:
    """Counts pictures up to the second."""
    flags = _at(stream, 10, 1)[0]
    at, pictures = 13 + _palette(flags), 0
    for _ in range(_MOST_CHUNKS):
        mark = _at(stream, at, 1)
        if mark == b"\x21":
            at = _behind_blocks(stream, at + 2)
        elif mark == b"\x2c":
            pictures += 1
            if pictures > 1:
                break
            at = _behind_blocks(stream, at + 11 + _palette(_at(stream, at + 9, 1)[0]))
        else:
            break
    return Still("GIF", animated=pictures > 1)


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _behind_blocks(stream: BinaryIO, at: int) -> int:
    stream.seek(at)
    while (size := stream.read(1)) and size != b"\0":
        stream.seek(size[0], 1)
    return stream.tell()


def _webp(stream: BinaryIO, suffix: str) -> Still:
    still, at, frames = Still("WebP"), 12, 0
    for _ in range(_MOST_CHUNKS):
        head = _at(stream, at, 8)
        if len(head) < 8:
            break
        name, length = struct.unpack("<4sI", head)
        frames += name == b"ANMF"
        if name == b"ICCP":
            still = replace(still, profile=_at(stream, at + 8, min(length, _MOST_PROFILE)))
        elif name == b"EXIF":
            still = replace(still, exif=read_exif(_at(stream, at + 8, length).removeprefix(b"Exif\0\0")))
        at += 8 + length + length % 2
    return replace(still, animated=frames > 1)


# --- TIFF and what is built like it


def _tiff(stream: BinaryIO, suffix: str) -> Still:
    tiff = Tiff(stream)
    directories = list(tiff.directories())
    if not directories:
        return Still("TIFF")
    first = directories[0]
    exif = exif_of(tiff, first)
    if _DNG_VERSION in first or suffix.lower() in _RAW_SUFFIXES:
        return Still("raw", exif)
    pages = [at for at, page in enumerate(directories) if not number(page, _SUBFILE) & (_REDUCED | _MASK)] or [0]
    deep = max(numbers(first, _BITS) or (1,)) > 8
    profile = bytes(first.get(_PROFILE, b""))
    return Still("TIFF", exif, tuple(pages), len(directories) - len(pages), deep=deep, profile=profile)


def _pnm(stream: BinaryIO, suffix: str) -> Still:
    words = [word for line in _at(stream, 0, 512).split(b"\n") for word in line.split(b"#")[0].split()]
    return Still("PNM", deep=len(words) > 3 and words[3].isdigit() and int(words[3]) > 255)


# --- HEIF


def _heif(stream: BinaryIO, suffix: str) -> Still:
    layout = heif.layout_of(stream)
    if layout is None:  # no still pictures in it, only a film
        return Still("HEIF", animated=True)
    exif = read_exif(layout.exif(stream))
    places = tuple(layout.pictures)
    return Still("HEIF", replace(exif, orientation=1), places or (0,), layout.aside, animated=layout.sequence)


_LOOKS: tuple[tuple[Kind, Callable[[bytes], bool], Callable[[BinaryIO, str], Still]], ...] = (
    ("JPEG", _begins(b"\xff\xd8\xff"), _jpeg),
    ("PNG", _begins(b"\x89PNG\r\n\x1a\n"), _png),
    ("GIF", _begins(b"GIF87a", b"GIF89a"), _gif),
    ("WebP", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _webp),
    ("TIFF", _begins(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIRO", b"IIU\0"), _tiff),
    ("HEIF", heif.is_heif, _heif),
    ("JPEG XL", _begins(b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n"), lambda stream, suffix: Still("JPEG XL")),
    ("PNM", _begins(b"P2", b"P3", b"P5", b"P6"), _pnm),
)
