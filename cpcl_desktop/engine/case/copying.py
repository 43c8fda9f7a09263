"""Taking a source of another case over, with all its rows: numbers are made new, everything else stays as it is.

What a source holds goes by a few rows at a time, so memory does not grow with it.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.beside import beside, move
from cpcl_desktop.engine.case.crop_rows import (
    CropDigests,
    CropOrder,
    CropReader,
    Digesting,
    Numbers,
    crop_runs,
    digested_later,
    digests_of,
)
from cpcl_desktop.engine.case.digests import DIGEST_BYTES, apart
from cpcl_desktop.engine.case.folding import folding
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.store import CLOCK_COLUMNS, DAMAGED, Row, Store, as_case_error, clock_row
from cpcl_desktop.engine.case.tracks import TrackTables
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.recorder_time import NO_CLOCK
from cpcl_desktop.engine.records import Source

AT_ONCE = 1024  # pictures in memory; each may have some 100 kB
AHEAD = 8  # times so many of which others may make digests before they are stored, 64 bytes each
_Digested = tuple[CropOrder, CropDigests | None]
GoesOn = Callable[[int, int], None]  # told how many of how many pictures were copied
_KEPT = ("id", "path", "camera", "in_bin", *CLOCK_COLUMNS)  # of a source that is here already


class SourceCopies:
    """Copies sources from one case into another; both have one model in use, the same."""

    def __init__(
        self, store: Store, log: LogTable, sources: SourceTable, models: ModelTable, tracks: TrackTables
    ) -> None:
        self._store, self._log = store, log
        self._sources, self._models, self._tracks = sources, models, tracks
        self.reader = CropReader(store)
        self._digesting: Digesting = digested_later
        self._beside: SourceCopies | None = None

    def let_digest(self, digesting: Digesting) -> None:
        """Have the digests of what is copied made by somebody else, while what comes before is stored."""
        self._digesting = digesting

    def folding(self) -> contextlib.AbstractContextManager[Callable[[], None]]:
        """Commit what is copied without waiting for the disk, see `folding`."""
        return folding(self._store)

    @contextlib.contextmanager
    def beside(self, other: SourceCopies) -> Iterator[None]:
        """Have another case at hand of which sources are taken, see `beside`; not within a transaction.

        Where nobody else makes digests, rows are read for these anyway, and it is not needed.
        """
        if self._digesting is digested_later:
            yield
            return
        with beside(self._store, other.reader) as is_there:
            self._beside = other if is_there else None
            try:
                yield
            finally:
                self._beside = None

    def take(
        self,
        other: SourceCopies,
        source: Source,
        origin: Mapping[str, Any],
        into: int | None = None,
        hashes: tuple[str, str] | None = None,
        goes_on: GoesOn = lambda done, total: None,
    ) -> int:
        """Copy a source of another case, in the running transaction, whose last entry the caller writes.

        Its number here.

        `origin` says in the log where it comes from. `into` is a source with this content of which nothing is
        stored any more (`tracks.restart`); its place, camera and clock stay. `hashes` are its `content_hashes`, in
        which no number counts, where the other case's log tells them; whether they are right, a check of this case
        finds.
        `goes_on` may raise Cancelled. `CaseError` where its rows cannot be read, or were written over meanwhile.
        """
        (row,) = other._store.rows("source", "id = ?", source.id)
        number = self._new(row) if into is None else self._renewed(into, row)
        self._begin(number, source, origin, is_new=into is None)
        self._copy_parts(other, source.id, number)
        rows, numbers = self._tracks_of(other, source.id, number)
        orders, total = self._orders(other, source.id, numbers)
        digested = self._digested(other.reader, orders)
        self._store_tracks(other, source.id, rows, numbers)
        self._copy_crops(other, digested, total, goes_on)
        if source.state != "new":
            self._sources.record_ingest(number, source.state, self._tracks.outcome(number, hashes))
        other._store.check_still()
        return number

    def _new(self, row: Row) -> int:
        number = self._store.next_id("source")
        self._store.insert("source", row | {"id": number})
        return number

    def _renewed(self, number: int, row: Row) -> int:
        taken = {name: value for name, value in row.items() if name not in _KEPT}
        marks = ", ".join(f"{name} = ?" for name in taken)
        self._store.connection.execute(f"UPDATE source SET {marks} WHERE id = ?", (*taken.values(), number))
        return number

    def _begin(self, number: int, source: Source, origin: Mapping[str, Any], is_new: bool) -> None:
        """What the log says of a source before it is read, told again of this one."""
        stored = self._sources.stored(number)
        settings = self._sources.settings(number)
        told = {"path": str(stored.path), "settings": settings, "from": dict(origin)}
        self._sources.record_ingest(number, "begun" if is_new else "restarted", told)
        if source.tiles is not None:
            chosen = {"tiles": source.tiles, "tiles_reason": source.tiles_reason, "frame_s": source.frame_s}
            self._sources.record_ingest(number, "tiles chosen", chosen)
        if is_new and stored.clock != NO_CLOCK:
            clocks = {"before": clock_row(NO_CLOCK), "after": clock_row(stored.clock)}
            self._log.append("clock", {"source": number, **clocks})
        if is_new and source.in_bin:
            self._sources.move(stored, in_bin=True)

    def _copy_parts(self, other: SourceCopies, theirs: int, ours: int) -> None:
        """Gaps, stretches, and where reading goes on."""
        for table in ("stretch", "detection"):
            for rows in other._batches(f"SELECT * FROM {table} WHERE source = ?", theirs):
                self._store.insert_all(table, [row | {"source": ours} for row in rows])
        first = self._store.next_id("gap")
        gaps = other._store.rows("gap", "source = ?", theirs, order="id")
        self._store.insert_all("gap", [row | {"id": first + at, "source": ours} for at, row in enumerate(gaps)])

    def _tracks_of(self, other: SourceCopies, theirs: int, ours: int) -> tuple[list[list[Any]], dict[int, int]]:
        """Passages as they become here, ascending, and their numbers here by those there."""
        columns = self._store.state.shape_of("track").columns
        number, source, part_of = (columns.index(name) for name in ("id", "source", "part_of"))
        found = f"SELECT {', '.join(columns)} FROM track WHERE source = ? ORDER BY id"
        rows = list(map(list, other._store.tuples(found, theirs)))
        first = self._store.next_id("track")
        numbers = {row[number]: first + at for at, row in enumerate(rows)}
        for row in rows:
            row[number], row[source], row[part_of] = numbers[row[number]], ours, numbers.get(row[part_of])
        return rows, numbers

    def _store_tracks(
        self, other: SourceCopies, theirs: int, rows: Sequence[Sequence[Any]], numbers: Mapping[int, int]
    ) -> None:
        """Passages with their joins."""
        part_of = self._store.state.shape_of("track").columns.index("part_of")
        # A passage that was joined to a later one comes after it: both have to be there before they refer.
        self._store.insert_rows("track", [row for row in rows if row[part_of] is None])
        self._store.insert_rows("track", [row for row in rows if row[part_of] is not None])
        joins = "SELECT j.* FROM joins j JOIN track t ON t.id = j.track WHERE t.source = ? ORDER BY j.id"
        first = self._store.next_id("joins")
        self._store.insert_all(
            "joins",
            [
                row | {"id": first + at, "track": numbers[row["track"]], "later": numbers.get(row["later"])}
                for at, row in enumerate(other._store.query(joins, theirs))
            ],
        )

    def _orders(
        self, other: SourceCopies, theirs: int, tracks: Mapping[int, int]
    ) -> tuple[Iterator[CropOrder], int]:
        """What becomes of a source's pictures, in the order of their numbers, and how many they are."""
        model, other_model = self._models.current(), other._models.current()
        if model is None or other_model is None:
            return iter(()), 0
        crops, of = other._crops_of(theirs)
        ours = np.array([*tracks.values()], np.int64)[np.searchsorted(np.array([*tracks], np.int64), of)]
        first, models = self._store.next_id("crop"), (other_model.id, model.id)
        # All but the first and the last have whole pages of digests.
        cuts = [0, *range(-first % AT_ONCE or AT_ONCE, len(crops), AT_ONCE), len(crops)]
        orders = (
            CropOrder(crop_runs(crops[a:b], of[a:b], first + a, ours[a:b]), *models)
            for a, b in pairwise(cuts)
            if a < b
        )
        return orders, len(crops)

    def _copy_crops(self, other: SourceCopies, digested: Iterator[_Digested], crops: int, goes_on: GoesOn) -> None:
        """Pictures with their vectors, so many of them."""
        if (model := self._models.current()) is None:
            return
        total, count, done = np.zeros(model.dim, np.float64), 0, 0
        with self._store.state.untold("crop", "vector"):
            for order, digests in digested:
                if done:
                    goes_on(done, crops)
                stored = self._store_crops(other, order, digests)
                done += order.pictures
                if stored.vectors:
                    total += _of_length(stored.total, model.dim)
                    count += len(stored.vectors) // DIGEST_BYTES
        if count:
            self._models.count_vectors(model.id, total, count)

    def _crops_of(self, source: int) -> tuple[Numbers, Numbers]:
        """The numbers of a source's pictures, ascending, and those of their passages, int64[N] for N pictures."""
        blocks = [np.array(block, np.int64) for block in self._store.blocks(_CROPS, source)]
        found = np.concatenate([np.empty((0, 2), np.int64), *blocks])
        return found[:, 0], found[:, 1]

    def _digested(self, reader: CropReader, orders: Iterator[CropOrder]) -> Iterator[_Digested]:
        """Each order with its digests, where somebody else makes them: the first are begun with this call."""

        def begin(count: int) -> None:
            begun.extend((order, self._digesting(reader, order)) for order in islice(orders, count))

        def ended() -> Iterator[_Digested]:
            while begun:
                order, digests = begun.popleft()
                begin(1)
                yield order, digests()

        begun = deque[tuple[CropOrder, Callable[[], CropDigests | None]]]()
        begin(AHEAD)
        return ended()

    def _store_crops(self, other: SourceCopies, order: CropOrder, digests: CropDigests | None) -> CropDigests:
        """Store some pictures with their vectors, and their digests, which may be made already."""
        if self._beside is other and digests is not None and digests.vector_pages:
            move(self._store, other.reader, order)
            tell, before = self._store.state.tell, [order.our_model]
            tell("crop", [], order.first, digests.crops, digests.crop_pages)
            tell("vector", before, order.first, digests.vectors, digests.vector_pages)
            return digests
        rows = other.reader.rows(order)
        digests = digests or digests_of(rows)
        self._store.insert_rows("crop", rows.crops, apart(digests.crops))
        self._store.insert_rows("vector", rows.vectors, apart(digests.vectors))
        return digests

    def _batches(self, sql: str, *values: object) -> Iterator[Sequence[Row]]:
        try:
            rows = self._store.connection.execute(sql, values)
            names = [column[0] for column in rows.description]
            for some in iter(lambda: rows.fetchmany(AT_ONCE), []):
                yield [dict(zip(names, row, strict=True)) for row in some]
        except DAMAGED as error:
            raise as_case_error(error, self._store.path) from error


def _of_length(total: bytes, dim: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """float64[dim]; CaseError where it is the sum of other vectors than the model's."""
    if len(total) != dim * np.dtype(np.float64).itemsize:
        raise CaseError("A vector is damaged; nothing of this source was taken.")
    return np.frombuffer(total, np.float64)


_CROPS = "SELECT c.id, t.id FROM track t JOIN crop c ON c.track = t.id WHERE t.source = ? ORDER BY c.id"
