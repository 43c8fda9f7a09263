"""Digests of rows and of tables: what a case holds as one number that goes along with every change.

A row's digest is SHA-256 over its table's name and all of its values. A
table's digest is a sum over its rows' digests that does not depend on their
order: each is drawn out to 1,024 numbers of 16 bits, and these are added
lane by lane (LtHash: Bellare and Micciancio 1997; Lewi, Kim, Maykov and Weis
2019). So a row that comes is added, a row that goes is subtracted, and whoever
has the rows can make the sum anew.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.log import canonical

Value = int | float | str | bytes | bytearray | None

LANES = 1024
LANE_BYTES = LANES * 2
_AT_ONCE = 512  # rows added in one go


def row_digest(table: str, values: Sequence[Value]) -> bytes:
    """SHA-256 (32 bytes) over a table's name and a row's values with their types, as SQLite stores them.

    Text may come as `bytearray`: its bytes as they lie in the file, which may be no UTF-8.
    """
    parts: list[bytes | bytearray] = [table.encode(), b"\0"]
    for value in values:
        kind, content = _BYTES[type(value)](value)
        parts += (b"%c%d:" % (kind, len(content)), content)
    return hashlib.sha256(b"".join(parts)).digest()


# A letter for a value's storage class, and its bytes.
_BYTES: Mapping[type, Callable[[Any], tuple[bytes, bytes | bytearray]]] = {
    type(None): lambda _: (b"n", b""),
    int: lambda value: (b"i", b"%d" % value),
    float: lambda value: (b"r", struct.pack(">d", value)),
    str: lambda value: (b"t", value.encode()),
    bytearray: lambda value: (b"t", value),
    bytes: lambda value: (b"b", value),
}


class TableDigest:
    """The digest of a table's rows, in whatever order they came."""

    def __init__(self, lanes: bytes = bytes(LANE_BYTES)) -> None:
        self._lanes: npt.NDArray[np.uint16] = np.frombuffer(lanes, "<u2").astype(np.uint16)

    def add(self, digest: bytes) -> None:
        """A row with this digest came."""
        self._lanes += _drawn_out([digest])[0]

    def remove(self, digest: bytes) -> None:
        """A row with this digest went."""
        self._lanes -= _drawn_out([digest])[0]

    def add_all(self, digests: Iterable[bytes]) -> None:
        """Many rows came."""
        waiting = []
        for digest in digests:
            waiting.append(digest)
            if len(waiting) == _AT_ONCE:
                self._lanes += _drawn_out(waiting).sum(axis=0, dtype=np.uint16)
                waiting.clear()
        if waiting:
            self._lanes += _drawn_out(waiting).sum(axis=0, dtype=np.uint16)

    @property
    def lanes(self) -> bytes:
        """The sum as it is stored: 1,024 numbers of 16 bits, little endian."""
        return self._lanes.astype("<u2").tobytes()

    @property
    def hex(self) -> str:
        """SHA-256 of the sum."""
        return hashlib.sha256(self.lanes).hexdigest()


def _drawn_out(digests: Sequence[bytes]) -> npt.NDArray[np.uint16]:
    """Each digest as uint16[LANES], by SHAKE-256."""
    drawn = b"".join([hashlib.shake_256(digest).digest(LANE_BYTES) for digest in digests])
    return np.frombuffer(drawn, "<u2").reshape(-1, LANES)


def root_of(tables: Mapping[str, str]) -> str:
    """The state root: SHA-256 (hex) over the names of all tables and their digests."""
    return hashlib.sha256(canonical(tables).encode("ascii")).hexdigest()
