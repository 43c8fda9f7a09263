"""The vector index: exact inner-product search in half precision. A cache over the case, never the truth.

A passage is ranked as the mean over its crops, which one crop that happens to
fit does not decide. Vectors count relative to the gallery's centre and at unit
norm, because a few crops near the centre otherwise answer many queries (hubs).
The centre is the one that the case fixed (`case.models.settle_centre`).
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from io import BufferedReader
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel, VectorRows
from cpcl_desktop.engine.case.search_cache import SearchCacheTable
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.people.rows import Columns, Floats, RowLayout, means_of
from cpcl_desktop.engine.records import Basis, Unit
from cpcl_desktop.engine.search.growing import SPARE, Growing
from cpcl_desktop.engine.search.index import CHUNK, Found, Index, Mask

CACHE_FROM = 20_000  # vectors; below this the case is read faster than a second file is kept in step
CENTRE_FROM = 512  # vectors; the mean of a few people is one of them, not a centre
_OWN, _TOGETHER = "index.npz", "together.npz"  # in the cache: by the case's centre, by that of several
_COLUMNS = ("starts", "crops", "tracks", "sources", "times_us")
_NAME_LENGTHS = 26  # bytes into a member's header: how long its name is, and what stands behind that


class VectorIndex(Index):
    """All rows of a case's model with the columns that filters need, passage by passage."""

    def __init__(
        self, model: StoredModel, layout: RowLayout, centre: Floats | None = None, unit: Unit = "passage"
    ) -> None:
        """An empty index; its vectors will be relative to `centre`, by default the case's own."""
        import faiss

        self.model, self.layout, self.unit = model, layout, unit
        self.changes = 0  # how often passages were divided or joined before
        self.removals = 0  # how often sources were removed for good before
        self.centre = centre_of(model) if centre is None else centre
        # fp16 halves memory and memory traffic; rows are stored in the case at the same precision.
        self._faiss: Any = faiss.IndexScalarQuantizer(
            layout.length + 1, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._faiss.is_trained = True
        self._last_crop = 0
        self._take(
            Growing(np.empty((0, layout.length), np.float16)),
            {name: Growing(np.empty(0, np.int64)) for name in _COLUMNS},
        )

    def add(self, rows: VectorRows) -> None:
        """Append rows; their tracks must follow those there, and a track's come all at once."""
        first, starts = len(self), _starts(rows.tracks, self.unit)
        for begin, end in _chunks(starts, len(rows.data)):
            sought = self.layout.sought(rows.data[begin:end].astype(np.float32), self.centre)
            inside = starts[(starts >= begin) & (starts < end)] - begin
            self._faiss.add(means_of(sought, inside))
        self._data.append(rows.data)
        self.starts = self._columns["starts"].append(starts + first)
        self.crops = self._columns["crops"].append(rows.crops)
        self.tracks = self._columns["tracks"].append(rows.tracks)
        self.sources = self._columns["sources"].append(rows.sources)
        self.times_us = self._columns["times_us"].append(rows.times_us)
        self._last_crop = max(self._last_crop, _last(rows.crops))

    def all_rows(self) -> VectorRows:
        """What was added, all together."""
        return VectorRows(self._data.rows, self.crops, self.tracks, self.sources, self.times_us)

    def _take(self, data: Growing, columns: dict[str, Growing]) -> None:
        """Have these rows and their `_COLUMNS`, of which `starts` are the first row of each unit."""
        self._data, self._columns = data, columns
        self.starts, self.crops, self.tracks, self.sources, self.times_us = (
            columns[name].rows for name in _COLUMNS
        )
        self._last_crop = _last(self.crops)

    def search_each(self, queries: Floats, count: int, allowed: Mask | None = None) -> list[Found]:
        """As `Index` says."""
        import faiss

        parameters: Any = None
        if allowed is not None:
            units = self.allowed_units(allowed)
            bits = np.packbits(units, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(units), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # added in Python
        scores, found = self._faiss.search(queries, min(count, len(self.starts)), params=parameters)
        kept = found >= 0  # fewer allowed units than asked for are padded with -1
        return [Found(scores[at][kept[at]], found[at][kept[at]]) for at in range(len(queries))]

    @property
    def last_crop(self) -> int:
        """As `Index` says."""
        return self._last_crop

    @property
    def stands(self) -> tuple[int, ...]:
        """As `Index` says."""
        return len(self), self.changes, self.removals

    def _rows_at(self, rows: Columns) -> npt.NDArray[np.float16]:
        return np.take(self._data.rows, rows, axis=0)

    def copy_rows(self, rows: Columns, into: npt.NDArray[np.float16]) -> None:
        """Copy these rows, as the case keeps them, to where they belong among those of other cases: N×length."""
        np.take(self._data.rows, rows, axis=0, out=into, mode="clip")  # by "raise" they would be copied twice

    # --- the cache file

    def save(self, file: Path) -> None:
        """Write the index beside the case; readers never see half of it."""
        import faiss

        file.parent.mkdir(exist_ok=True)
        work = file.with_name(f"{file.stem}.tmp.npz")
        np.savez(
            work,
            stamp=np.array(self._stamp),
            codes=faiss.vector_to_array(self._faiss.codes),
            rows=self._data.rows,
            starts=self.starts,
            crops=self.crops,
            tracks=self.tracks,
            sources=self.sources,
            times_us=self.times_us,
        )
        work.replace(file)

    def load(self, stream: BufferedReader) -> bool:
        """Take over a cached index made for the same model and centre; False when there is none."""
        import faiss

        # A cache that cannot be read is rebuilt from the case.
        with contextlib.suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            with zipfile.ZipFile(stream) as cached:
                if str(_member(stream, cached, "stamp")) != self._stamp:
                    return False
                rows = _with_room(stream, cached, "rows", np.float16, (self.layout.length,))
                columns = {name: _with_room(stream, cached, name, np.int64) for name in _COLUMNS}
                faiss.copy_array_to_vector(_member(stream, cached, "codes"), self._faiss.codes)
            self._take(rows, columns)
            self._faiss.ntotal = len(self.starts)
            return True
        return False

    @property
    def _stamp(self) -> str:
        """What a cached index was made of."""
        centre = hashlib.sha256(self.centre.tobytes()).hexdigest()
        return f"{self.unit} {self.layout} {self.model.sha256} {centre}"


def _member(stream: BufferedReader, archive: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    """An array of an archive as `np.savez` writes it, read as it lies there.

    `np.load` would sum up gigabytes once more that `vouches_for` has just hashed, and copy them piece by piece.
    """
    return np.asarray(np.lib.format.read_array(_at_member(stream, archive, name), allow_pickle=False))


def _at_member(stream: BufferedReader, archive: zipfile.ZipFile, name: str) -> BufferedReader:
    """The stream at the beginning of an array of an archive."""
    info = archive.getinfo(f"{name}.npy")
    if info.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile(f"{name} is compressed")
    stream.seek(info.header_offset + _NAME_LENGTHS)
    stream.seek(sum(struct.unpack("<HH", stream.read(4))), io.SEEK_CUR)  # past the names
    return stream


def _with_room(
    stream: BufferedReader,
    archive: zipfile.ZipFile,
    name: str,
    kind: npt.DTypeLike,
    behind: tuple[int, ...] = (),
) -> Growing:
    """An array of N×`behind` as it lies in an archive, with room behind it: what comes moves none of it.

    Raises ValueError where another lies there, EOFError.
    """
    stream = _at_member(stream, archive, name)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError(f"{name} lie there otherwise")
    shape, is_by_column, stored = np.lib.format.read_array_header_1_0(stream)
    size = np.prod(shape, dtype=np.int64) * stored.itemsize
    if is_by_column or stored != kind or shape[1:] != behind or size > archive.getinfo(f"{name}.npy").file_size:
        raise ValueError(f"{name} lie there otherwise")
    room = np.empty((shape[0] + shape[0] // SPARE, *behind), kind)
    rows = room[: shape[0]]
    if stream.readinto(rows.view(np.uint8).data) != rows.nbytes:
        raise EOFError
    return Growing(room, len(rows))


def open_index(case: Case, model: StoredModel, layout: RowLayout, centre: Floats | None = None) -> VectorIndex:
    """The case's index, from its cache where the case vouches for that, else from the case.

    With a `centre`, that of the cases it is searched together with, it is relative to that; the cache has a file
    of its own for the last such.
    """
    own = centre is None
    cache, file = (case.search_cache, _OWN) if own else (case.together_cache, _TOGETHER)
    place = _cache_file(case, file)
    large = model.vectors >= CACHE_FROM
    _, changes, removals = case.stands()
    index = VectorIndex(model, layout, centre)
    if large and _load(cache, place, index):
        index.changes, index.removals = changes, removals
        return index
    made_from = cache.contents()
    if large and not own and (near := _own_rows(case, model, layout)) is not None:
        index.add(near)
    refresh(case, index)
    index.changes, index.removals = changes, removals
    if large and case.keeps_caches:
        with contextlib.suppress(OSError, CaseError):  # a full disk, an edited row: it works without
            index.save(place)
            with place.open("rb") as stream:
                cache.note(stream, made_from)
    return index


def _cache_file(case: Case, name: str) -> Path:
    return case.path.with_name(case.path.name + "-cache") / name


def _load(cache: SearchCacheTable, file: Path, index: VectorIndex) -> bool:
    """Whether the index could be taken from the cache; not where there is none, or not of the case as it is."""
    with contextlib.suppress(OSError), file.open("rb") as stream:
        return cache.vouches_for(stream) and index.load(stream)
    return False


def _own_rows(case: Case, model: StoredModel, layout: RowLayout) -> VectorRows | None:
    """The rows that the case's own cache has, where there is one: read sooner than from the case."""
    own = VectorIndex(model, layout)
    if not _load(case.search_cache, _cache_file(case, _OWN), own):
        return None
    return own.all_rows()


def index_as_of(case: Case, model: StoredModel, layout: RowLayout, basis: Basis) -> VectorIndex:
    """The index as it was for that basis: its newest crop, its centre, its way to rank; no cache is used."""
    index = VectorIndex(model, layout, basis.centre, basis.unit)
    index.changes = basis.changes
    rows, before = case.gallery.vectors_after(model), case.passages.tracks_as_of(basis.changes)
    tracks = rows.tracks.copy()
    for row in np.flatnonzero(np.isin(rows.crops, np.fromiter(before, np.int64))):
        tracks[row] = before[int(rows.crops[row])]
    there = np.flatnonzero(rows.crops <= basis.last_crop)
    order = there[np.lexsort((rows.crops[there], tracks[there]))]
    columns = {column.name: getattr(rows, column.name)[order] for column in fields(rows)}
    index.add(VectorRows(**columns | {"tracks": tracks[order]}))
    return index


def refresh(case: Case, index: VectorIndex) -> None:
    """Append the crops that were committed since the index was built."""
    rows = case.gallery.vectors_after(index.model, index.last_crop)
    if len(rows.crops):
        index.add(rows)


def centre_of(model: StoredModel) -> npt.NDArray[np.float32]:
    """What is subtracted from this model's vectors: the case's centre, or zero while there are few."""
    if model.centre is None or model.vectors < CENTRE_FROM:
        return np.zeros(model.dim, np.float32)
    return model.centre


def _last(crops: Columns) -> int:
    return int(crops.max()) if len(crops) else 0


def _starts(tracks: Columns, unit: Unit) -> Columns:
    """The first row of each unit, of rows that belong to these tracks."""
    if unit == "crop":
        return np.arange(len(tracks))
    return np.flatnonzero(np.diff(tracks, prepend=-1))


def _chunks(starts: Columns, count: int) -> Iterator[tuple[int, int]]:
    """Spans of about `CHUNK` of `count` rows that cut no unit in two."""
    begin = 0
    while begin < count:
        after = np.searchsorted(starts, begin + CHUNK)
        end = int(starts[after]) if after < len(starts) else count
        yield begin, end
        begin = end
