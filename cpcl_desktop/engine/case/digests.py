"""Digests of rows and of tables: what a case holds as one number that goes along with every change.

A row's digest is SHA-256 over its table's name and all of its values. The
digests of some rows with neighbouring keys stand together on a page, see
`digest_pages`, which has a digest as the row that it is itself. A table's
digest is a sum over its pages' digests that does not depend on their order:
each is drawn out by SHAKE-256 to 1,024 numbers of 16 bits, and these are added
lane by lane (LtHash: Bellare and Micciancio, "A New Paradigm for Collision-Free
Hashing", 1997; Lewi, Kim, Maykov and Weis, "Securing Update Propagation with
Homomorphic Hashing", 2019, whose parameters these are). So a page that comes is
added, a page that goes is subtracted, and whoever has the rows can make the sum
anew. That no two sets of pages have one sum rests on SHAKE-256 being as good as
chosen at random, and on SHA-256 having no collisions.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.log import canonical

Value = int | float | str | bytes | bytearray | None
Lanes = npt.NDArray[np.uint16]

LANES = 1024
LANE_BYTES = LANES * 2
DIGEST_BYTES = hashlib.sha256().digest_size
_AT_ONCE = 64  # digests drawn out in one go: more than a processor keeps near it takes longer


def row_digest(table: str, values: Sequence[Value]) -> bytes:
    """SHA-256 (32 bytes) over a table's name and a row's values with their types, as SQLite stores them.

    Text may come as `bytearray`: its bytes as they lie in the file, which may be no UTF-8.
    """
    return hashlib.sha256(b"".join((table.encode(), b"\0", *map(_coded, values)))).digest()


def row_digests(table: str, rows: Sequence[Sequence[Value]]) -> list[bytes]:
    """The `row_digest` of each of many rows: in one form, filled in for each, which takes half the time."""
    columns = [_column(column) for column in zip(*rows, strict=True)]
    form = b"".join((b"%b\0", *(form for form, _ in columns)))
    named = repeat(table.encode(), len(rows))
    filled = zip(named, *(some for _, filling in columns for some in filling), strict=True)
    return [hashlib.sha256(form % values).digest() for values in filled]


def apart(digests: bytes) -> list[bytes]:
    """Digests that stand one behind the other, each by itself."""
    return [digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)]


def _coded(value: Value) -> bytes:
    return _CODED[type(value)](value)


_packed = struct.Struct(">d").pack
# A value of some storage class: its letter, how many bytes follow, and these.
_CODED: Mapping[type, Callable[[Any], bytes]] = {
    type(None): lambda _: b"n0:",
    int: lambda value: b"i%d:%d" % (len(str(value)), value),
    float: lambda value: b"r8:" + _packed(value),
    str: lambda value: _coded(bytearray(value.encode())),
    bytearray: lambda value: b"t%d:%b" % (len(value), value),
    bytes: lambda value: b"b%d:%b" % (len(value), value),
}

_Column = tuple[bytes, Sequence[Sequence[Any]]]  # the form of its values, and what each is filled in with


def _column(values: Sequence[Any]) -> _Column:
    kinds = set(map(type, values))
    alike = _ALIKE.get(kinds.pop()) if len(kinds) == 1 else None
    return (b"%b", [list(map(_coded, values))]) if alike is None else alike(values)


def _whole_numbers(values: Sequence[int]) -> _Column:
    sizes = {len(b"%d" % value) for value in (min(values), max(values))}
    if len(sizes) == 1 and min(values) >= 0:
        return b"i%d:%%d" % sizes.pop(), [values]
    return b"i%d:%d", [list(map(len, map(str, values))), values]


def _bytes(letter: bytes, values: Sequence[bytes | bytearray]) -> _Column:
    sizes = list(map(len, values))
    if len(set(sizes)) == 1:
        return b"%b%d:%%b" % (letter, sizes[0]), [values]
    return letter + b"%d:%b", [sizes, values]


# Of columns whose values are all of one class.
_ALIKE: Mapping[type, Callable[[Sequence[Any]], _Column]] = {
    type(None): lambda _: (b"n0:", []),
    int: _whole_numbers,
    float: lambda values: (b"r8:%b", [list(map(_packed, values))]),
    bytearray: lambda values: _bytes(b"t", values),
    bytes: lambda values: _bytes(b"b", values),
}


class TableDigest:
    """The digest of a table by those of its pages, in whatever order they came."""

    def __init__(self, lanes: bytes = bytes(LANE_BYTES)) -> None:
        self._lanes: Lanes = np.frombuffer(lanes, "<u2").astype(np.uint16)

    def add(self, digests: Sequence[bytes]) -> None:
        """Pages with these digests came."""
        self._lanes += _summed(digests)

    def add_sum(self, lanes: bytes) -> None:
        """Pages came, which together have this sum."""
        self._lanes += np.frombuffer(lanes, "<u2").astype(np.uint16)

    def remove(self, digests: Sequence[bytes]) -> None:
        """Pages with these digests went."""
        self._lanes -= _summed(digests)

    @property
    def lanes(self) -> bytes:
        """The sum as it is stored: 1,024 numbers of 16 bits, little endian."""
        return self._lanes.astype("<u2").tobytes()

    @property
    def hex(self) -> str:
        """SHA-256 of the sum."""
        return hashlib.sha256(self.lanes).hexdigest()


def _summed(digests: Sequence[bytes]) -> Lanes:
    total = np.zeros(LANES, np.uint16)
    for first in range(0, len(digests), _AT_ONCE):
        total += _drawn_out(digests[first : first + _AT_ONCE]).sum(axis=0, dtype=np.uint16)
    return total


def _drawn_out(digests: Sequence[bytes]) -> Lanes:
    """Each digest as uint16[LANES], by SHAKE-256."""
    drawn = b"".join([hashlib.shake_256(digest).digest(LANE_BYTES) for digest in digests])
    return np.frombuffer(drawn, "<u2").reshape(-1, LANES)


def root_of(tables: Mapping[str, str]) -> str:
    """The state root: SHA-256 (hex) over the names of all tables and their digests."""
    return hashlib.sha256(canonical(tables).encode("ascii")).hexdigest()
