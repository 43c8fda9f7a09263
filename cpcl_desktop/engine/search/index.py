"""What a ranking asks of an index: the best units by an inner product, and the rows of passages.

A unit is what is ranked, mostly a passage as the mean over its crops. The rows of one case are in `vectors`, those
of several cases that are searched as one in `united`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.rows import Columns, Floats, RowLayout
from cpcl_desktop.engine.records import Unit

CHUNK = 65_536  # vectors converted to float32 at a time, which bounds memory
AT_ONCE = 4096  # passages of an answer that are looked at together, for the same reason
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """Answers of one search, best first: scores float32[k] and the numbers int64[k] of the units they belong to."""

    scores: Floats
    units: Columns


class Index(ABC):
    """All rows to be searched with the columns that filters need, passage by passage.

    `crops`, `tracks` (ascending), `sources` and `times_us` are int64[rows], `starts` the first row of each unit;
    `centre` is what vectors are relative to, `changes` how often passages were divided or joined before.
    """

    layout: RowLayout
    unit: Unit
    changes: int
    centre: Floats
    starts: Columns
    crops: Columns
    tracks: Columns
    sources: Columns
    times_us: Columns

    @abstractmethod
    def search_each(self, queries: Floats, count: int, allowed: Mask | None = None) -> list[Found]:
        """The `count` best units for each of several queries (N×length + 1, see `RowLayout.query`).

        `allowed` bool[rows] restricts them to units with such a row.
        """

    @property
    @abstractmethod
    def last_crop(self) -> int:
        """The highest number of a picture; 0 without any."""

    @property
    @abstractmethod
    def stands(self) -> tuple[int, ...]:
        """What `Federation.stands` gives while the index has all that is there to be searched."""

    @abstractmethod
    def _rows_at(self, rows: Columns) -> npt.NDArray[np.float16]:
        """These rows, N×length, as the case keeps them."""

    def __len__(self) -> int:
        return len(self.crops)

    def count_tracks(self, allowed: Mask | None = None) -> int:
        """How many tracks the (allowed) rows belong to; a track's rows lie together, so changes are counted."""
        if allowed is None and self.unit == "passage":
            return len(self.starts)
        tracks = self.tracks if allowed is None else self.tracks[allowed]
        return int(np.count_nonzero(np.diff(tracks))) + 1 if len(tracks) else 0

    def allowed_units(self, allowed: Mask) -> Mask:
        """Which units have a row that is allowed."""
        return np.asarray(np.logical_or.reduceat(allowed, self.starts), np.bool_)

    def fits(self, rows: Columns, queries: Floats) -> Floats:
        """The score of each of these rows by each query: rows×queries."""
        sought = self.layout.sought(self._rows_at(rows).astype(np.float32), self.centre)
        with np.errstate(invalid="ignore"):  # BLAS may set the flag over finite numbers; users would be warned
            return np.asarray(sought @ queries.T, np.float32)

    def best_rows(self, tracks: Columns, queries: Floats, allowed: Mask | None) -> Columns:
        """Of each of these tracks the (allowed) row that fits one of the queries best."""
        parts = [np.empty(0, np.int64)]
        for first in range(0, len(tracks), AT_ONCE):
            parts.append(self._best_rows(tracks[first : first + AT_ONCE], queries, allowed))
        return np.concatenate(parts)

    def _best_rows(self, tracks: Columns, queries: Floats, allowed: Mask | None) -> Columns:
        rows, of = self.rows_of(tracks)
        if allowed is not None:
            rows, of = rows[allowed[rows]], of[allowed[rows]]
        fits = self.fits(rows, queries)
        order = np.lexsort((rows, -fits.max(axis=1), of))
        _, first = np.unique(of[order], return_index=True)
        return rows[order[first]]

    def rows_of(self, tracks: Columns) -> tuple[Columns, Columns]:
        """All rows of these tracks (each once), and for each row which of the tracks it belongs to."""
        first, last = (np.searchsorted(self.tracks, tracks, side=side) for side in ("left", "right"))
        counts = last - first
        of = np.repeat(np.arange(len(tracks)), counts)
        within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(first, counts) + within, of

    def vectors(self, rows: Columns) -> Floats:
        """The vectors of these rows as the model gave them: N×dim, unit norm, not relative to the centre."""
        return np.asarray(self._rows_at(rows)[:, : self.layout.dim], np.float32)

    def attributes(self, rows: Columns) -> Floats:
        """What the model says of these rows' attributes: N×values log-probabilities."""
        return np.asarray(self._rows_at(rows)[:, self.layout.dim :], np.float32)

    def cosines(self, rows: Columns, texts: Floats) -> Floats:
        """What `vectors(rows) @ texts.T` gives (texts M×dim), within little memory where rows are many."""
        parts = [np.empty((0, len(texts)), np.float32)]
        for start in range(0, len(rows), CHUNK):
            parts.append(self.vectors(rows[start : start + CHUNK]) @ texts.T)
        return np.concatenate(parts)
