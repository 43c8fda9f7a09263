"""The commands about hits where they are shown: which view, opening, playing, comparing and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.panels.compare_view import LEAST, MOST

if TYPE_CHECKING:
    from cpcl_desktop.gui.panels.results_view import ResultsView


class ResultsCommands(QObject):
    """One method for each such command of the table."""

    def __init__(self, results: ResultsView) -> None:
        super().__init__(results)
        self._results = results

    def on_view_cards(self) -> None:
        """Hits as cards."""
        self._results.show_view("cards")

    def on_view_list(self) -> None:
        """Hits as rows."""
        self._results.show_view("list")

    def on_view_timeline(self) -> None:
        """Hits by camera and time."""
        self._results.show_view("timeline")

    def on_view_map(self) -> None:
        """Ways of the hits in a camera's view."""
        self._results.show_view("map")

    def on_open_hit(self) -> None:
        """The hit that the keyboard is at in the player, or the first of those that are chosen."""
        chosen = self._results.chosen
        if (hit := chosen.current or next(iter(chosen.hits), None)) is not None:
            self._results.opened.emit(hit)

    def on_play_hit(self) -> None:
        """Play the hit that the keyboard is at where it stands; again to stop."""
        hit = self._results.grid.current_hit()
        if not self._results.is_listed:
            self._results.said.emit(words.PLAYS_IN_CARDS)
        elif hit is not None:
            self._results.hover.play_or_stop(hit)

    def on_compare(self) -> None:
        """The selected hits side by side."""
        hits = self._results.grid.selected_hits()
        if LEAST <= len(hits) <= MOST:
            self._results.compare_hits(hits)
        else:
            self._results.said.emit(words.COMPARE_FEW)

    def on_copy_hits(self) -> None:
        """The chosen hits as lines of text, for notes."""
        if hits := self._results.chosen.hits:
            self._results.copy_asked.emit(hits)
