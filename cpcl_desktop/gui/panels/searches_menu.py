"""The button beside the query that offers searches of before, and those that are saved in the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.numbering import place_of
from cpcl_desktop.gui import query_wording as words
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.panels.query_history import Known
from cpcl_desktop.gui.writing import WHY_NOT

SHOWN = 12  # searches of before that the menu offers; Up and Down go through all


class SearchesButton(QToolButton):
    """Its menu is made when it opens, from what is known then."""

    text_chosen = Signal(str)  # of a search of before
    saved_chosen = Signal(object)  # SavedSearch
    save_asked = Signal()
    rename_asked = Signal(object)  # SavedSearch
    delete_asked = Signal(object)  # SavedSearch
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known: Known = tuple  # the searches of before
        self._saved: Sequence[SavedSearch] = ()
        self.cases: Sequence[str] = ()  # in which they are, where there are several
        set_icon(self, "history")
        self.setToolTip(words.HISTORY_TIP)
        self.setAccessibleName(words.HISTORY_TIP)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.may_write = True  # to the case: else it offers saved searches as they are
        self._menu = QMenu(self, toolTipsVisible=True)
        self.under: list[QMenu] = []  # its own menus, held here: older Qt bindings would let go of them
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    @property
    def saved(self) -> Sequence[SavedSearch]:
        """The searches that are saved in the case."""
        return self._saved

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Offer these saved searches."""
        self._saved = tuple(saved)

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        for old in self.under:
            old.deleteLater()
        self.under = []
        there = words.SAVED_IN_ONE_OF if self.cases else words.SAVED
        _heading(menu, there if self._saved else words.NO_SAVED)
        for one in self._saved:
            _entry(menu, self._called(one), partial(self.saved_chosen.emit, one))
        self._let_write(_entry(menu, words.SAVE, self.save_asked.emit), True)
        for title, asked in ((words.RENAME, self.rename_asked), (words.DELETE, self.delete_asked)):
            under = QMenu(title, menu)
            menu.addMenu(under)
            self.under.append(under)
            self._let_write(under.menuAction(), bool(self._saved))
            for one in self._saved:
                _entry(under, self._called(one), partial(asked.emit, one))
        menu.addSeparator()
        texts = self.known()
        _heading(menu, words.HISTORY if texts else words.NO_HISTORY)
        for text in texts[:SHOWN]:
            _entry(menu, text, partial(self.text_chosen.emit, text))
        if texts:
            _entry(menu, words.CLEAR_HISTORY, self.clear_asked.emit)

    def _called(self, one: SavedSearch) -> str:
        """A saved search, of several cases with its own."""
        return f"{one.name} · {self.cases[place_of(one.search)]}" if self.cases else one.name

    def _let_write(self, action: QAction, is_there: bool) -> None:
        action.setEnabled(is_there and self.may_write)
        if not self.may_write:
            action.setToolTip(WHY_NOT)


def _heading(menu: QMenu, text: str) -> None:
    menu.addAction(text).setEnabled(False)


def _entry(menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
    action = menu.addAction(words.menu_text(text))
    action.triggered.connect(lambda _=False: do())
    return action
