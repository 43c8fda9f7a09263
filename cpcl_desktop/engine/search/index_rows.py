"""Which rows of an index a search is over, and whether they are those of an earlier search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cpcl_desktop import __version__
from cpcl_desktop.engine.numbering import are_among
from cpcl_desktop.engine.people.rows import Columns
from cpcl_desktop.engine.records import Basis
from cpcl_desktop.engine.search.index import Index
from cpcl_desktop.engine.search.scope import Scope


class Rows(Protocol):
    """Pictures, case by case, with what filters ask of them: `tracks`, `sources` and `times_us`, int64[N]."""

    @property
    def tracks(self) -> Columns:
        """The passage of each."""

    @property
    def sources(self) -> Columns:
        """The source of each."""

    @property
    def times_us(self) -> Columns:
        """The time of each within its source."""


@dataclass(frozen=True, slots=True)
class PicturePlaces:
    """Where and when every picture was taken: int64[N], passage by passage.

    `stands` is how the cases stood then, see `Federation.stands`.
    """

    tracks: Columns
    sources: Columns
    times_us: Columns
    stands: tuple[int, ...] = ()

    def followed_by(self, later: PicturePlaces) -> PicturePlaces:
        """These and those of later passages, as the case stands with them."""
        return PicturePlaces(
            np.concatenate([self.tracks, later.tracks]),
            np.concatenate([self.sources, later.sources]),
            np.concatenate([self.times_us, later.times_us]),
            later.stands,
        )


def places_of(index: Index) -> PicturePlaces:
    """As the index has them: of all pictures, where the case stands so that it has no others."""
    return PicturePlaces(index.tracks, index.sources, index.times_us, index.stands)


def rows_in(index: Rows, scope: Scope) -> npt.NDArray[np.bool_]:
    """Which rows of the index lie in a scope."""
    mask = are_among(index.sources, np.fromiter(scope.sources, np.int64, len(scope.sources)))
    if scope.span_us is not None:
        mask &= (index.times_us >= scope.from_us) & (index.times_us <= scope.to_us)
    if scope.rows is not None:
        mask &= _in_windows(index, scope.rows)
    if scope.tracks is not None:
        mask &= are_among(index.tracks, np.fromiter(scope.tracks, np.int64, len(scope.tracks)))
    return mask


def _in_windows(index: Rows, windows: Sequence[tuple[int, int, int]]) -> npt.NDArray[np.bool_]:
    """Which rows lie in one of the windows: source, first and last microsecond."""
    inside = np.zeros(len(index.sources), np.bool_)
    order = np.argsort(index.sources, kind="stable")  # mostly in order already: once through, not once a source
    asked = sorted({window[0] for window in windows})
    begins, ends = (np.searchsorted(index.sources, asked, side, order).tolist() for side in ("left", "right"))
    rows = {source: order[begin:end] for source, begin, end in zip(asked, begins, ends, strict=True)}
    for source, first, last in windows:
        times = index.times_us[rows[source]]
        inside[rows[source][(times >= first) & (times <= last)]] = True
    return inside


def has_basis(index: Index, basis: Basis) -> bool:
    """Whether a search over this index ranks as one with that basis did, whichever program made it."""
    had = replace(basis_of(index), program=basis.program)
    return had == basis and basis.centre is not None and bool(np.array_equal(index.centre, basis.centre))


def basis_of(index: Index | None) -> Basis:
    """What decides a ranking over this index."""
    if index is None:
        return Basis(__version__)
    return Basis(__version__, len(index), index.last_crop, index.centre, index.unit, index.changes)
