"""Pictures of another case with their vectors, as rows that are ready to be stored here, and the digests of these.

The digests take as long as storing the rows: another process may make them, see `merge.helpers`.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cpcl_desktop.engine.case.digests import row_digests
from cpcl_desktop.engine.case.still import Stamp
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError

# By their numbers: SQLite would sort all pictures of a source as a whole, in memory.
_PICTURES = (
    "SELECT c.id, c.time_us, c.x1, c.y1, c.x2, c.y2, c.score, c.quality, c.name, c.jpeg, v.data "
    "FROM json_each(?) n CROSS JOIN crop c ON c.id = n.value "
    "LEFT JOIN vector v ON v.model = ? AND v.crop = c.id"
)


class CropOrder(NamedTuple):
    """Some pictures of a case: their numbers in it, ascending, and what becomes of them here.

    The first gets the number `first` and the others those behind it; `tracks` are their passages here.
    """

    crops: Sequence[int]
    their_tracks: Sequence[int]
    first: int
    tracks: Sequence[int]
    their_model: int
    our_model: int


class CropRows(NamedTuple):
    """Rows of the tables `crop` and `vector`."""

    crops: Sequence[tuple[Any, ...]]
    vectors: Sequence[tuple[int, int, bytes]]


class CropDigests(NamedTuple):
    """What of `CropRows` is stored besides: each row's digest, and the vectors' sum, float64[dim] as bytes."""

    crops: Sequence[bytes]
    vectors: Sequence[bytes]
    total: bytes


class CropReader:
    """Reads pictures of the case of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> Path:
        """Where the case is."""
        return self._store.path

    @property
    def lay(self) -> Stamp | None:
        """How its file lay, in its bytes, when it was opened; None where it is read with a lock, see `Still`."""
        return self._store.lay

    @property
    def file(self) -> Path | None:
        """See `Store.file`."""
        return self._store.file

    def check_still(self) -> None:
        """See `Store.check_still`."""
        self._store.check_still()

    def rows(self, order: CropOrder) -> CropRows:
        """`CaseError` where they cannot be read."""
        found = sorted(self._store.tuples(_PICTURES, json.dumps(order.crops), order.their_model))
        if len(found) != len(order.crops):
            raise CaseError("A picture is not there any more; nothing of this source was taken.")
        ours = list(zip(itertools.count(order.first), order.tracks, found, strict=False))
        crops = [(number, track, *row[1:-1]) for number, track, row in ours]
        vectors = [(order.our_model, number, row[-1]) for number, _, row in ours if row[-1] is not None]
        return CropRows(crops, vectors)


def digests_of(rows: CropRows) -> CropDigests:
    """`CaseError` where a vector is none."""
    return CropDigests(row_digests("crop", rows.crops), row_digests("vector", rows.vectors), _sum(rows.vectors))


# Begins with an order; what it gives waits for the digests. None: make them yourself.
Digesting = Callable[[CropReader, CropOrder], Callable[[], CropDigests | None]]


def digested_later(_: CropReader, __: CropOrder) -> Callable[[], CropDigests | None]:
    """Nobody else makes them."""
    return lambda: None


def _sum(vectors: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The sum, empty where there is no vector; CaseError where they are not all of one kind."""
    if not vectors:
        return b""
    lengths = {len(data) if isinstance(data, bytes) else -1 for _, _, data in vectors}
    if len(lengths) > 1 or min(lengths) % 2:
        raise CaseError("A vector is damaged; nothing of this source was taken.")
    numbers = np.frombuffer(b"".join([data for _, _, data in vectors]), np.float16).reshape(len(vectors), -1)
    total: bytes = numbers.sum(axis=0, dtype=np.float64).tobytes()
    return total
