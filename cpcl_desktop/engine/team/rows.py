"""Rows as they travel between a desk and its server: PostgreSQL's binary form of COPY, value by value the same.

Each column has a letter: `i` int64, `r` float64, `t` text, `b` bytes, `h` half-precision numbers of a vector, which
pgvector keeps as `halfvec`. SQLite keeps in a column of text also a path that is no Unicode, as bytes, and text may
hold a zero byte, which PostgreSQL's may not: both go as text with a mark before them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from cpcl_desktop.engine.errors import CaseError

Row = Sequence[Any]

HEADER: Final = b"PGCOPY\n\xff\r\n\0" + struct.pack("!ii", 0, 0)
BLOCK: Final = 1 << 17
END: Final = struct.pack("!h", -1)
_NULL: Final = struct.pack("!i", -1)
_MARK: Final = "\x1a"


def packed(kinds: str, row: Row) -> bytes:
    """A row; `CaseError` for a value that is not of its column's kind, which this program stores nowhere."""
    parts = [struct.pack("!h", len(kinds))]
    for kind, value in zip(kinds, row, strict=True):
        if value is None:
            parts.append(_NULL)
            continue
        if not isinstance(value, _TAKES[kind]):
            raise CaseError(
                "The case holds a value that this program never stores ({value!r}); nothing was sent. "
                "`cpcl verify` says what else was changed.",
                value=value,
            )
        content = _PACKS[kind](value)
        parts += (struct.pack("!i", len(content)), content)
    return b"".join(parts)


def stream(kinds: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as PostgreSQL takes them, in blocks of about `BLOCK` bytes."""
    waiting = bytearray(HEADER)
    for row in rows:
        waiting += packed(kinds, row)
        if len(waiting) >= BLOCK:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting) + END


def unpacked(kinds: str, blocks: Iterable[bytes | memoryview]) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer that comes in blocks, which need not end where a row does."""
    waiting, is_begun = b"", False
    for block in blocks:
        waiting += bytes(block)
        if not is_begun and len(waiting) >= len(HEADER):
            waiting, is_begun = waiting[len(HEADER) :], True
        while is_begun and (found := _first(kinds, waiting)) is not None:
            row, length = found
            waiting = waiting[length:]
            yield row


def coded(value: str | bytes) -> str:
    """A text column's value as PostgreSQL's text."""
    if isinstance(value, bytes):
        return f"{_MARK}b{value.hex()}"
    if value.startswith(_MARK) or "\0" in value:
        return f"{_MARK}t{value.encode().hex()}"
    return value


def decoded(text: str) -> str | bytes:
    """What `coded` was made of."""
    if not text.startswith(_MARK):
        return text
    content = bytes.fromhex(text[2:])
    return content if text[1] == "b" else content.decode()


def _first(kinds: str, block: bytes) -> tuple[tuple[Any, ...], int] | None:
    """The row with which a block begins, and its length; None where it does not hold all of one, or the end."""
    if len(block) < len(END) or block.startswith(END):
        return None
    at, values = len(END), []
    for kind in kinds:
        if len(block) < at + 4:
            return None
        (length,) = struct.unpack_from("!i", block, at)
        at += 4
        if len(block) < at + max(length, 0):
            return None
        values.append(None if length < 0 else _UNPACKS[kind](block[at : at + length]))
        at += max(length, 0)
    return tuple(values), at


def _half(data: bytes) -> bytes:
    numbers = np.frombuffer(data, "<f2")
    return struct.pack("!HH", len(numbers), 0) + numbers.astype(">f2").tobytes()


_TAKES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "i": int,
    "r": float,
    "t": (str, bytes),
    "b": bytes,
    "h": bytes,
}
_PACKS: Final[Mapping[str, Callable[[Any], bytes]]] = {
    "i": struct.Struct("!q").pack,
    "r": struct.Struct("!d").pack,
    "t": lambda value: coded(value).encode(),
    "b": bytes,
    "h": _half,
}
_UNPACKS: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "i": lambda data: struct.unpack("!q", data)[0],
    "r": lambda data: struct.unpack("!d", data)[0],
    "t": lambda data: decoded(data.decode()),
    "b": bytes,
    "h": lambda data: np.frombuffer(data[4:], ">f2").astype("<f2").tobytes(),
}
