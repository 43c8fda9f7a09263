"""Which of very many hits have which of the case's labels, as columns, for views that draw all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Label, MarkKind
from cpcl_desktop.gui.panels.hit_columns import HitColumns

Mask = npt.NDArray[np.bool_]
Labelled = Sequence[tuple[Label, Mask]]
"""Labels, each with which hits have it: bool[N], by the hit's place."""


class LabelledHits:
    """`labelled` are those of the labels that any hit has, in their order."""

    def __init__(self) -> None:
        self._hits = HitColumns()
        self._labels: Sequence[Label] = ()
        self._masks: dict[MarkKind, Mask] = {}

    @property
    def labelled(self) -> Labelled:
        """By the hit's place in the list."""
        masks = ((one, self._masks[kind_of(one.label)]) for one in self._labels)
        return [(one, mask) for one, mask in masks if mask.any()]

    def show(
        self, hits: HitColumns, marks: Marks, labels: Sequence[Label], tracks: Collection[int] | None = None
    ) -> None:
        """Take over which hits have which; with `tracks`, only of those it is something else than before."""
        kinds = [kind_of(one.label) for one in labels]
        if hits is not self._hits or tracks is None or kinds != list(self._masks):
            self._hits, tracks = hits, marks.keys()
            self._masks = {kind: np.zeros(len(hits), np.bool_) for kind in kinds}
        self._labels = labels
        rows, there = hits.places(np.fromiter(tracks, np.int64, len(tracks)))
        has: dict[MarkKind, list[int]] = {kind: [] for kind in kinds}
        for at, track in enumerate(tracks):
            for kind in marks.get(track, ()):
                if kind in has:
                    has[kind].append(at)
        for kind, mask in self._masks.items():
            given = np.zeros(len(rows), np.bool_)
            given[has[kind]] = True
            mask[rows[there]] = given[there]
