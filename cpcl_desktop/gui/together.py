"""Several cases open as one: choosing them, and opening the one that something is of by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.asking import Asking
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel
from cpcl_desktop.gui.writing import hindrance


class Together(QObject):
    """Carries the commands out; its dialogs stand before `window`."""

    said = Signal(str)  # something to tell in passing

    def __init__(self, window: QWidget, desk: Desk, asking: Asking, pages: Pages, panel: SourcesPanel) -> None:
        super().__init__(window)
        self._window, self._desk, self._asking, self._pages, self._panel = window, desk, asking, pages, panel

    def why_no_footage(self) -> str:
        """Why footage cannot be added now; empty where it can."""
        return hindrance("add_files", self._desk.survey.is_read_only, self._desk.survey.is_several)

    def on_open_together(self) -> None:
        """Ask which cases, and open them as one."""
        ticked = [one.path.absolute() for one in self._desk.survey.cases]
        self._asking.open_cases(self._asking.choosers.cases_together(self._window, ticked))

    def on_open_its_case(self) -> None:
        """Open the case of the chosen hit by itself, at that passage; else that of the selected footage."""
        hits = self._pages.chosen_hits if self._pages.isVisible() else ()  # else another page is shown
        source = self._panel.current()
        is_at_footage = source is not None and (self._panel.list.hasFocus() or not hits)
        case = source.case if source is not None and is_at_footage else hits[0].case if hits else ""
        path = next((one.path for one in self._desk.survey.cases if one.name == case), None)
        if path is None:
            self.said.emit(tr("Select a hit or a piece of footage first: its case is opened."))
            return
        if is_at_footage:
            self._asking.open_case(path)
        else:
            self._asking.open_case(path, then=partial(self._show_passage, own(hits[0].track)))

    def _show_passage(self, track: int) -> None:
        """Show a passage of the case that is open now, once all else is shown of it."""
        QTimer.singleShot(0, self, lambda: self._pages.show_passage(track))
