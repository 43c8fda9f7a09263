"""HEIC files for tests, put together box by box after ISO/IEC 23008-12; the pictures are HEVC by libx265."""

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

IROT, IMIR = b"irot", b"imir"


@dataclass
class Item:
    """One item: its type, its bytes, its properties in order; `refers` are (type, items by index)."""

    kind: bytes
    data: bytes
    properties: Sequence[tuple[bytes, bytes]] = ()
    refers: Sequence[tuple[bytes, Sequence[int]]] = ()
    hidden: bool = False


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), kind) + data


def full_box(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def coded(image: np.ndarray, *properties: tuple[bytes, bytes], hidden: bool = False, tags: bool = True) -> Item:
    """A picture as an item: H×W×3 of even sides, coded as phones do (BT.601's matrix, full range)."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as output:
        options = {"x265-params": "log-level=none:keyint=1", "crf": "4", "preset": "ultrafast", "tag": "hvc1"}
        stream = output.add_stream("libx265", rate=1, options=options)
        stream.height, stream.width = image.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.color_range = ColorRange.JPEG
        stream.codec_context.colorspace = 6 if tags else 2
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24").reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.JPEG
        )
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    buffer.seek(0)
    with av.open(buffer) as film:
        parameters = bytes(film.streams.video[0].codec_context.extradata)
        data = next(bytes(packet) for packet in film.demux(video=0) if packet.size)
    return Item(b"hvc1", data, [(b"hvcC", parameters), *properties], hidden=hidden)


def grid(
    tiles: Sequence[int], rows: int, columns: int, size: tuple[int, int], *properties: tuple[bytes, bytes]
) -> Item:
    """A picture of `size` (width, height) put together of tiles, which are items by index."""
    data = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, *size)
    return Item(b"grid", data, properties, [(b"dimg", tiles)])


def exif(data: bytes, of: int) -> Item:
    """EXIF data that describe an item."""
    return Item(b"Exif", b"\0\0\0\0" + data.removeprefix(b"Exif\0\0"), refers=[(b"cdsc", [of])])


def write_heif(path: Path, items: Sequence[Item], main: int = 0) -> Path:
    """A HEIC file of these items; an item's number is its index plus one."""
    known = [property_ for item in items for property_ in item.properties]
    infos = [
        full_box(b"infe", 2, int(item.hidden), struct.pack(">HH", number, 0), item.kind, b"\0")
        for number, item in enumerate(items, 1)
    ]
    references = [
        box(kind, struct.pack(">HH", number, len(targets)), *(struct.pack(">H", target + 1) for target in targets))
        for number, item in enumerate(items, 1)
        for kind, targets in item.refers
    ]
    at, uses = 1, []
    for number, item in enumerate(items, 1):
        uses.append(struct.pack(">HB", number, len(item.properties)) + bytes(range(at, at + len(item.properties))))
        at += len(item.properties)
    properties = box(
        b"iprp",
        box(b"ipco", *(box(kind, content) for kind, content in known)),
        full_box(b"ipma", 0, 0, struct.pack(">I", len(items)), *uses),
    )

    def meta(start: int) -> bytes:
        places, where = [], start
        for number, item in enumerate(items, 1):
            places.append(struct.pack(">HHHII", number, 0, 1, where, len(item.data)))
            where += len(item.data)
        return full_box(
            b"meta", 0, 0,
            full_box(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)),
            full_box(b"pitm", 0, 0, struct.pack(">H", main + 1)),
            full_box(b"iloc", 0, 0, struct.pack(">BBH", 0x44, 0, len(items)), *places),
            full_box(b"iinf", 0, 0, struct.pack(">H", len(items)), *infos),
            full_box(b"iref", 0, 0, *references),
            properties,
        )  # fmt: skip

    head = box(b"ftyp", b"heic", b"\0\0\0\0", b"mif1heic")
    start = len(head) + len(meta(0)) + 8
    path.write_bytes(head + meta(start) + box(b"mdat", *(item.data for item in items)))
    return path
