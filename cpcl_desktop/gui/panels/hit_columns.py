"""What is looked up among very many hits, as arrays: a look at each of 100,000 takes a frame's time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import Hit

Column = npt.NDArray[np.int64]


class HitColumns:
    """Hits, and what they are found and grouped by as columns in their order; each is made when first asked for."""

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        self.hits = hits

    def __len__(self) -> int:
        return len(self.hits)

    @cached_property
    def tracks(self) -> Column:
        """The passage of each hit."""
        return np.array([hit.track for hit in self.hits], np.int64)

    @cached_property
    def sources(self) -> Column:
        """The source of each hit."""
        return np.array([hit.source for hit in self.hits], np.int64)

    @cached_property
    def cameras(self) -> Column:
        """The camera of each hit, by its place in `camera_names`."""
        numbers = {name: number for number, name in enumerate(self.camera_names)}
        return np.array([numbers[name] for name in self._camera_of_each], np.int64)

    @cached_property
    def camera_names(self) -> list[str]:
        """The cameras that there are, that of the first hit first."""
        return list(dict.fromkeys(self._camera_of_each))

    @cached_property
    def _camera_of_each(self) -> list[str]:
        return [hit.camera for hit in self.hits]

    def in_order(self, rows: Column) -> HitColumns:
        """The hits of these rows, in their order."""
        taken = HitColumns(_Taken(self.hits, rows))
        taken.tracks = self.tracks[rows]
        return taken

    def begins_with(self, others: HitColumns) -> bool:
        """Whether the same passages come first, in the same order."""
        return len(others) <= len(self) and bool(np.array_equal(self.tracks[: len(others)], others.tracks))

    def row_of(self, track: int) -> int | None:
        """The row in which a passage stands."""
        return next(iter(self.rows_of((track,))), None)

    def rows_of(self, tracks: Collection[int]) -> list[int]:
        """The rows of those of these passages that are among the hits."""
        if not len(self) or not tracks:
            return []
        wanted = np.fromiter(tracks, np.int64, len(tracks))
        at = np.minimum(np.searchsorted(self.tracks, wanted, sorter=self._by_track), len(self) - 1)
        rows = self._by_track[at]
        found: list[int] = rows[self.tracks[rows] == wanted].tolist()
        return found

    @cached_property
    def _by_track(self) -> Column:
        return np.argsort(self.tracks)


class _Taken(Sequence[Hit]):
    """Some hits of others, in another order; each is looked at when it is asked for, and not to make this."""

    def __init__(self, hits: Sequence[Hit], rows: Column) -> None:
        self._hits, self._rows = hits, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> Hit: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Hit]: ...
    def __getitem__(self, row: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(row, slice):
            return _Taken(self._hits, self._rows[row])
        return self._hits[int(self._rows[row])]

    def __iter__(self) -> Iterator[Hit]:
        return map(self._hits.__getitem__, self._rows.tolist())


def goes_on(shown: Sequence[Hit], fresh: Sequence[Hit]) -> bool:
    """As `begins_with`, where no columns are there yet; told by one look, as mostly."""
    last = len(shown) - 1
    if len(shown) > len(fresh) or (shown and shown[last].track != fresh[last].track):
        return False
    return [hit.track for hit in shown] == [hit.track for hit in fresh[: len(shown)]]
