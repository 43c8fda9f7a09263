"""Which page of the guide is about what has the focus: the table of what is on the screen, the inmost first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from cpcl_desktop.gui.guide.pages import INDEX
from cpcl_desktop.gui.panels.filters.bar import FilterBar
from cpcl_desktop.gui.panels.results_view import ResultsView
from cpcl_desktop.gui.panels.search_panel import SearchPanel
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel
from cpcl_desktop.gui.player.player import Player
from cpcl_desktop.gui.views.coverage_view import CoverageView
from cpcl_desktop.gui.views.describe_view import DescribeView
from cpcl_desktop.gui.views.log_view import LogView
from cpcl_desktop.gui.views.models_view import ModelsView
from cpcl_desktop.gui.views.persons_view import PersonsView

TOPICS: Final[Sequence[tuple[type[QWidget], str]]] = (
    (FilterBar, "filters"),
    (SearchPanel, "describing"),
    (ResultsView, "results"),
    (Player, "player"),
    (SourcesPanel, "footage"),
    (PersonsView, "persons"),
    (CoverageView, "coverage"),
    (LogView, "log"),
    (ModelsView, "models"),
    (DescribeView, "retraining"),
)


def page_of(widget: QWidget | None) -> str:
    """The page about a widget, or about the nearest that it lies in; the contents where there is none."""
    while widget is not None:
        for kind, page in TOPICS:
            if isinstance(widget, kind):
                return page
        widget = widget.parentWidget()
    return INDEX
