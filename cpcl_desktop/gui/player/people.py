"""Everyone in view: whether their boxes and ways are drawn, and going through them by the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.player.figures import Figure, Wanted, others_line
from cpcl_desktop.gui.player.stage import Stage
from cpcl_desktop.gui.player.tile import Tile


class People(QObject):
    """Keys are about the people in the main picture; `asked` carries the number of the passage to be opened."""

    asked = Signal(object)  # an int, which among several cases is wider than Qt's
    said = Signal(str)  # something to tell in passing

    def __init__(self, actions: Mapping[str, QAction], stage: Stage) -> None:
        super().__init__()
        self._stage, self._wanted = stage, Wanted()
        self._boxes, self._trails = actions["boxes_of_others"], actions["ways_of_people"]
        self._check()
        stage.framed.connect(self._show)
        stage.turned.connect(lambda: self._want(replace(self._wanted, marked=None)))
        stage.person_chosen.connect(self.asked)

    @property
    def marked(self) -> int | None:
        """The passage that the keyboard is at."""
        return self._wanted.marked

    def show_decisions(self, decisions: Mapping[int, Decision]) -> None:
        """Know what was decided about whom; the mapping is not copied, and this is called when it changes."""
        self._want(replace(self._wanted, decisions=decisions))

    # --- commands

    def on_boxes_of_others(self) -> None:
        """Draw the boxes of everyone else, or do not."""
        self._want(replace(self._wanted, boxes=not self._wanted.boxes, marked=None))

    def on_ways_of_people(self) -> None:
        """Draw where people went in the last seconds, or do not."""
        self._want(replace(self._wanted, trails=not self._wanted.trails))

    def on_next_person(self) -> None:
        """Go to the next person in view, from left to right."""
        self._go(1)

    def on_previous_person(self) -> None:
        """Go to the person before."""
        self._go(-1)

    def on_open_person(self) -> None:
        """Open the passage of the person that the keyboard is at."""
        if self._at() is None:
            self.said.emit(tr("Go to a person in view first: P, or Shift+P."))
        elif self.marked is not None:
            self.asked.emit(self.marked)

    def _go(self, by: int) -> None:
        if not self._wanted.boxes:
            self._want(replace(self._wanted, boxes=True))
        figures, at = self._stage.main.view.figures, self._at()
        if not figures:
            self.said.emit(others_line((), self._stage.main.is_of_passage))
            return
        place = (0 if by > 0 else -1) if at is None else (at + by) % len(figures)
        self._want(replace(self._wanted, marked=figures[place].track))
        self.said.emit(figures[place].said)

    def _at(self) -> int | None:
        """Where among the people in view the keyboard is."""
        figures = self._stage.main.view.figures
        return next((at for at, one in enumerate(figures) if self._is_marked(one)), None)

    def _is_marked(self, figure: Figure) -> bool:
        return figure.track == self.marked

    # --- showing

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._check()
        for tile in self._stage.tiles:
            self._show(tile)

    def _check(self) -> None:
        self._boxes.setChecked(self._wanted.boxes)
        self._trails.setChecked(self._wanted.trails)

    def _show(self, tile: Tile) -> None:
        only_main = self._wanted if tile is self._stage.main else replace(self._wanted, marked=None)
        tile.show_people(only_main)
