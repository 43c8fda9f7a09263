"""What is decided of each of very many hits, as a column of codes, for views that draw all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.panels.hit_columns import HitColumns

Codes = npt.NDArray[np.int8]
VERDICT_CODES: Mapping[str | None, int] = {None: 0, "match": 1, "no match": 2, "unsure": 3}


class VerdictCodes:
    """`codes` int8[N] of `VERDICT_CODES`, by the hit's place in the list."""

    def __init__(self) -> None:
        self._hits = HitColumns()
        self.codes: Codes = np.zeros(0, np.int8)

    def show(self, hits: HitColumns, decided: Decided, tracks: Collection[int] | None = None) -> None:
        """Take over what is decided of hits; with `tracks`, only of those it is something else than before."""
        if hits is not self._hits or tracks is None:
            self._hits, self.codes, tracks = hits, np.zeros(len(hits), np.int8), decided
        known = decided.values() if tracks is decided else map(decided.get, tracks)
        codes = np.fromiter((VERDICT_CODES[one.verdict if one else None] for one in known), np.int8, len(tracks))
        rows, there = hits.places(np.fromiter(tracks, np.int64, len(tracks)))
        self.codes[rows[there]] = codes[there]
