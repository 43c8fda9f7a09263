"""What is selected among the hits, put back where rows were made anew: in another order, with further ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QItemSelectionModel

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.panels.hit_columns import Column
from cpcl_desktop.gui.panels.hit_grid import HitGrid
from cpcl_desktop.gui.panels.results_model import ResultsModel

MOST_RUNS = 2000  # stretches of rows that are selected again: each is two of Qt's indexes, made in Python


@dataclass(frozen=True, slots=True)
class Selected:
    """The hit that the keyboard is at, and the passages of all that are selected."""

    current: Hit | None
    tracks: Column

    @staticmethod
    def of(grid: HitGrid, model: ResultsModel) -> Selected:
        """What is selected now."""
        return Selected(grid.current_hit(), model.columns.tracks[grid.selected_rows])

    @property
    def alone(self) -> Selected:
        """The one that the keyboard is at, without the others."""
        return replace(self, tracks=self.tracks[:0])

    def put_back(self, grid: HitGrid, model: ResultsModel) -> int:
        """Select it again where it is no longer; returns how many are not, as they lie in too many places."""
        row = None if self.current is None else model.row_of_track(self.current.track)
        if row is None or grid.currentIndex().row() == row:
            return 0
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        grid.selectionModel().setCurrentIndex(model.index(row), flag)
        rows = model.columns.found(self.tracks)
        if len(rows) < 2:
            return 0
        if _runs_in(rows) > MOST_RUNS:
            return len(rows)
        grid.select_rows(rows)
        return 0


def _runs_in(rows: Column) -> int:
    """In how many stretches these rows lie."""
    return int(np.count_nonzero(np.diff(np.sort(rows)) != 1)) + 1
