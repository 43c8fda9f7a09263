"""Which hits keys are about: those that the view on the screen shows as chosen; and which hit comes next there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.panels.compare_view import CompareView
from cpcl_desktop.gui.panels.hit_columns import Column
from cpcl_desktop.gui.panels.hit_grid import HitGrid
from cpcl_desktop.gui.panels.map_view import MapView
from cpcl_desktop.gui.panels.timeline_view import TimelineView


class Chosen(QObject):
    """What is chosen in whichever of the views is shown.

    Timeline and map mark the hit that the grid is at, where they have it; side by side has hits of its own.
    """

    changed = Signal()

    def __init__(
        self, shown: QStackedLayout, grid: HitGrid, timeline: TimelineView, ways: MapView, compare: CompareView
    ) -> None:
        super().__init__()
        self._shown, self._grid = shown, grid
        self._timeline, self._map, self._compare = timeline, ways, compare
        grid.selectionModel().selectionChanged.connect(self.changed)
        ways.places.currentIndexChanged.connect(self.changed)

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits that a key decides about, in their order."""
        shown = self._shown.currentWidget()
        if shown is self._compare:
            return self._compare.hits
        if shown is self._grid:
            return self._grid.selected_hits()
        return [] if (hit := self.current) is None else [hit]

    @property
    def is_any(self) -> bool:
        """Whether there are such hits."""
        if self._shown.currentWidget() is self._grid:
            return self._grid.selectionModel().hasSelection()
        return bool(self.hits)

    @property
    def current(self) -> Hit | None:
        """The one hit that the keyboard is at."""
        shown = self._shown.currentWidget()
        if shown is self._compare:
            return self._compare.current_hit()
        is_marked = {self._grid: True, self._timeline: self._timeline.current >= 0, self._map: self._map.is_marked}
        return self._grid.current_hit() if shown is not None and is_marked.get(shown) else None

    @property
    def goes_on(self) -> bool:
        """Whether a decision goes on to another hit: side by side one looks at the same few."""
        return self._shown.currentWidget() is not self._compare

    @property
    def order(self) -> Column:
        """The rows of the hits in the order in which one goes on from each to the next."""
        shown, count = self._shown.currentWidget(), self._grid.model().rowCount()
        if shown is self._timeline:
            rows: Column = self._timeline.timeline.hits[self._timeline.timeline.by_time]
        elif shown is self._map:
            rows = self._map.rows
        else:
            return np.arange(count if self.goes_on else 0)
        return rows[rows < count]  # those laid out may be of the hits before
