"""What is looked up among very many hits, as arrays: a look at each of 100,000 takes a frame's time."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.search.hits import Taken, column

Column = npt.NDArray[np.int64]
Camera = tuple[str, str]  # its case, of several, and its name: another case's of the same name is another camera


def camera_of(hit: Hit) -> Camera:
    """The camera that a hit was seen by."""
    return hit.case, hit.camera


class HitColumns:
    """Hits, and what they are found and grouped by as columns in their order; each is made when first asked for."""

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        self.hits = hits

    def __len__(self) -> int:
        return len(self.hits)

    @cached_property
    def tracks(self) -> Column:
        """The passage of each hit."""
        return column(self.hits, "track")

    @cached_property
    def sources(self) -> Column:
        """The source of each hit."""
        return column(self.hits, "source")

    @property
    def ranks(self) -> Column:
        """The rank of each hit."""
        return column(self.hits, "rank")

    @cached_property
    def moments_us(self) -> Column:
        """When each hit's passage begins by the corrected clock, in µs, from one origin for all.

        Where no clock is known, later than all that have one: source after source, as the footage is.
        """
        if not len(self):
            return np.zeros(0, np.int64)
        first, source = self._of_source
        starts = column(self.hits, "start_us")
        begins = [_begin_us(self.hits[row]) for row in first.tolist()]
        longest = int(starts.max()) + 1  # no source needs more room than that
        last = max((at for at in begins if at is not None), default=0)
        later = itertools.count(last + longest, longest)
        of_source = np.array([next(later) if at is None else at for at in begins], np.int64)
        moments: Column = of_source[source] + starts
        return moments

    @property
    def walked(self) -> npt.NDArray[np.bool_]:
        """Which hits have a way through the picture."""
        return column(self.hits, "has_route")

    @property
    def cameras(self) -> Column:
        """The camera of each hit, by its place in `cameras_there`."""
        return self._cameras[1]

    @property
    def cameras_there(self) -> list[Camera]:
        """The cameras that there are, that of the first hit first."""
        return self._cameras[0]

    @property
    def first_of_sources(self) -> list[Hit]:
        """The first hit of each source, in their order."""
        return [self.hits[row] for row in np.sort(self._of_source[0]).tolist()]

    @cached_property
    def _of_source(self) -> tuple[Column, Column]:
        """The first row of each source, and which of these sources each hit is of."""
        _, first, source = np.unique(self.sources, return_index=True, return_inverse=True)
        return first, source

    @cached_property
    def _cameras(self) -> tuple[list[Camera], Column]:
        """All that there are, and each hit's: by its source, which is of one camera."""
        first, source = self._of_source
        cameras = list(dict.fromkeys(map(camera_of, self.first_of_sources)))
        numbers = {camera: number for number, camera in enumerate(cameras)}
        of_source = np.array([numbers[camera_of(self.hits[row])] for row in first.tolist()], np.int64)
        return cameras, of_source[source]

    def in_order(self, rows: Column) -> HitColumns:
        """The hits of these rows, in their order."""
        return HitColumns(Taken(self.hits, rows))

    def begins_with(self, others: HitColumns) -> bool:
        """Whether the same passages come first, in the same order."""
        return len(others) <= len(self) and bool(np.array_equal(self.tracks[: len(others)], others.tracks))

    def row_of(self, track: int) -> int | None:
        """The row in which a passage stands."""
        return next(iter(self.rows_of((track,))), None)

    def rows_of(self, tracks: Collection[int]) -> list[int]:
        """The rows of those of these passages that are among the hits."""
        rows: list[int] = self.found(tracks).tolist()
        return rows

    def found(self, tracks: Collection[int] | Column) -> Column:
        """As `rows_of`, in the order of the passages."""
        wanted = tracks if isinstance(tracks, np.ndarray) else np.fromiter(tracks, np.int64, len(tracks))
        rows, there = self.places(wanted)
        return rows[there]

    def places(self, tracks: Column) -> tuple[Column, npt.NDArray[np.bool_]]:
        """The row of each of these passages, and whether it is among the hits; else its row says nothing."""
        if not len(self):
            return np.zeros(len(tracks), np.int64), np.zeros(len(tracks), np.bool_)
        at = np.minimum(np.searchsorted(self.tracks, tracks, sorter=self._by_track), len(self) - 1)
        rows: Column = self._by_track[at]
        return rows, self.tracks[rows] == tracks

    def count(self, tracks: Column) -> int:
        """How many of these passages are among the hits."""
        return int(np.count_nonzero(np.isin(self.tracks, tracks)))

    @cached_property
    def _by_track(self) -> Column:
        return np.argsort(self.tracks)


def _begin_us(hit: Hit) -> int | None:
    """When a hit's source begins, by the corrected clock as it reads; None where that is not known."""
    if hit.time.corrected is None:
        return None
    since = hit.time.corrected.replace(tzinfo=None) - datetime.min
    return since // timedelta(microseconds=1) - hit.time_us


def goes_on(shown: Sequence[Hit], fresh: Sequence[Hit]) -> bool:
    """As `begins_with`, of hits for which nothing was looked up yet."""
    return HitColumns(fresh).begins_with(HitColumns(shown))
