"""Pictures of another case with their vectors, as rows that are ready to be stored here, and the digests of these.

The digests take as long as storing the rows: another process may make them, see `merge.helpers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.digest_pages import full_pages_sum
from cpcl_desktop.engine.case.digests import row_digests
from cpcl_desktop.engine.case.still import Stamp
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError

# What becomes of a `CropRun`: rows of the tables `crop` and `vector`, of the case that a statement calls so.
PICTURES = (
    "SELECT id + ?3, track + ?4, time_us, x1, y1, x2, y2, score, quality, name, jpeg "
    "FROM {case}.crop WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
)
VECTORS = "SELECT ?5, crop + ?3, data FROM {case}.vector WHERE model = ?4 AND crop BETWEEN ?1 AND ?2 ORDER BY crop"

Numbers = npt.NDArray[np.int64]


class CropRun(NamedTuple):
    """Pictures from `first` to `last`, of the numbers that they have where they are; all of these are there."""

    first: int
    last: int
    number: int  # to add to a picture's
    track: int  # to add to its passage's


class CropOrder(NamedTuple):
    """Some pictures of a case, and what becomes of them here, where their numbers follow each other."""

    runs: Sequence[CropRun]
    their_model: int
    our_model: int

    @property
    def first(self) -> int:
        """The number here of the first."""
        return self.runs[0].first + self.runs[0].number

    @property
    def pictures(self) -> int:
        """How many they are."""
        return sum(run.last - run.first + 1 for run in self.runs)

    def values(self, run: CropRun) -> tuple[Sequence[int], Sequence[int]]:
        """What `PICTURES` and `VECTORS` ask for."""
        return run, (run.first, run.last, run.number, self.their_model, self.our_model)


def crop_runs(crops: Numbers, their_tracks: Numbers, first: int, tracks: Numbers) -> list[CropRun]:
    """Pictures by number, ascending, and their passages there and here, int64[N]; the first becomes `first`."""
    numbers, shifts = np.arange(first, first + len(crops)) - crops, tracks - their_tracks
    begins = [0, *(np.flatnonzero(np.diff(numbers).astype(bool) | np.diff(shifts).astype(bool)) + 1).tolist()]
    ends = [*(begin - 1 for begin in begins[1:]), len(crops) - 1]
    return [
        CropRun(*map(int, (crops[begin], crops[end], numbers[begin], shifts[begin])))
        for begin, end in zip(begins, ends, strict=True)
    ]


class CropRows(NamedTuple):
    """Rows of the tables `crop` and `vector`."""

    crops: Sequence[tuple[Any, ...]]
    vectors: Sequence[tuple[int, int, bytes]]


class CropDigests(NamedTuple):
    """What of `CropRows` is stored besides: the rows' digests, 32 bytes each, and sums.

    `crop_pages` and `vector_pages` are the `full_pages_sum`; the second is empty where a picture has no vector.
    `total` is the vectors' sum, float64[dim] as bytes.
    """

    crops: bytes
    vectors: bytes
    crop_pages: bytes
    vector_pages: bytes
    total: bytes


_ROWS = (PICTURES.format(case="main"), VECTORS.format(case="main"))


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
        rows = list[tuple[Any, ...]](), list[tuple[int, int, bytes]]()
        for run in order.runs:
            for found, sql, values in zip(rows, _ROWS, order.values(run), strict=True):
                found += self._store.tuples(sql, *values)
        if len(rows[0]) != order.pictures:
            raise CaseError("A picture is not there any more; nothing of this source was taken.")
        return CropRows(*rows)


def digests_of(rows: CropRows) -> CropDigests:
    """`CaseError` where a vector is none."""
    crops, vectors = (b"".join(row_digests(*some)) for some in zip(("crop", "vector"), rows, strict=True))
    first = rows.crops[0][0]
    return CropDigests(
        crops,
        vectors,
        full_pages_sum("crop", (), first, crops),
        full_pages_sum("vector", rows.vectors[0][:1], first, vectors) if len(vectors) == len(crops) else b"",
        _sum(rows.vectors),
    )


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
