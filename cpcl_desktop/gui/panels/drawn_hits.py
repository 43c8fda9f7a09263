"""What is said of hits where they are drawn without their cards: on the timeline, and on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpcl_desktop.gui.panels.labelled_hits import LabelledHits
from cpcl_desktop.gui.panels.map_view import MapView
from cpcl_desktop.gui.panels.results_model import ResultsModel
from cpcl_desktop.gui.panels.timeline_view import TimelineView
from cpcl_desktop.gui.panels.verdict_codes import VerdictCodes


class DrawnHits:
    """Tells whichever of the two is the `view` what the model says of its hits: decisions and labels.

    Where `tracks` are given, it is something else than before only of those.
    """

    def __init__(self, model: ResultsModel, timeline: TimelineView, ways: MapView, view: Callable[[], str]) -> None:
        self._model, self._timeline, self._map, self._view = model, timeline, ways, view
        self._codes, self._labelled = VerdictCodes(), LabelledHits()

    def show(self) -> None:
        """Other hits are drawn than before."""
        self.show_decisions()
        self.show_labels()

    def show_decisions(self, tracks: Sequence[int] | None = None) -> None:
        """Something else is decided."""
        if self._view() == "timeline":
            self._codes.show(self._model.columns, self._model.decided, tracks)
            self._timeline.show_verdicts(self._codes.codes)

    def show_labels(self, tracks: Sequence[int] | None = None) -> None:
        """There are other labels, or other hits have them."""
        if self._view() == "timeline":
            self._labelled.show(self._model.columns, self._model.marks, self._model.labels, tracks)
            self._timeline.show_labels(self._labelled.labelled)
        elif self._view() == "map":
            self._map.canvas.show_labels()
