"""The searches of before and those that are saved: between the query box, the settings, and the open case."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.records import Query
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.settings import Settings


class Searches(QObject):
    """Remembers on this machine what was asked, and saves in the case. Its dialog stands before `window`."""

    def __init__(self, window: QWidget, settings: Settings, desk: Desk, pages: Pages, choosers: Choosers) -> None:
        super().__init__(window)
        self._window, self._settings, self._choosers = window, settings, choosers
        self._page, self._box, self._saving = pages.page, pages.page.panel.box, desk.saving
        self._box.show_history(settings.searches)
        pages.page.asked.connect(self._on_asked)
        menu = self._box.searches
        menu.clear_asked.connect(self.on_clear_history)
        menu.save_asked.connect(self.on_save_search)
        menu.saved_chosen.connect(self._saving.open)
        menu.rename_asked.connect(self._on_rename_asked)
        menu.delete_asked.connect(self._saving.delete)
        self._saving.changed.connect(menu.show_saved)
        self._saving.opened.connect(pages.search_by_query)
        desk.opened.connect(self._on_opened)

    # --- commands

    def on_save_search(self) -> None:
        """Ask for a name, and save what stands in the query box and the filters."""
        query = self._page.panel.query(0)
        if name := self._choosers.search_name(self._window, query.text):
            self._saving.save(name, query)

    def on_clear_history(self) -> None:
        """Forget what was asked on this machine."""
        self._settings.forget_searches()
        self._box.history.leave()

    # --- what happened

    def _on_opened(self, survey: Survey) -> None:
        menu = self._box.searches
        menu.may_write = not survey.is_read_only
        menu.cases = [one.name for one in survey.cases] if survey.is_several else ()

    def _on_asked(self, query: Query, is_asked: bool) -> None:
        if is_asked and query.text.strip():
            self._settings.add_search(query.text.strip())
            self._box.history.leave()

    def _on_rename_asked(self, saved: SavedSearch) -> None:
        name = self._choosers.search_name(self._window, saved.name)
        if name and name != saved.name:
            self._saving.rename(saved, name)
