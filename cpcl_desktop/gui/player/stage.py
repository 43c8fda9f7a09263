"""Where the player's pictures stand: one alone, or two to nine in a grid, the main one larger than the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cpcl_desktop.gui.player.tile import Tile

MOST = 9
# By how many there are: columns of the grid, and how many of them and of its rows the main one takes.
_GRIDS = {1: (1, 1), 2: (2, 1), 3: (3, 2), 4: (2, 1), 5: (3, 2), 6: (3, 2), 7: (4, 2), 8: (4, 2), 9: (4, 2)}


class Stage(QWidget):
    """The tile of the hit, and those of other cameras. Which is `main` is told by `turned`."""

    framed = Signal(object)  # the Tile that shows another frame
    person_chosen = Signal(object)  # the number of their passage
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._add()
        self.main = self.hit = self.tiles[0]

    def show_beside(self, others: int) -> list[Tile]:
        """Have so many tiles beside the hit's, which becomes the main one; returns them."""
        while len(self.tiles) > 1 + others:
            tile = self.tiles.pop()
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        while len(self.tiles) < 1 + others:
            self._add()
        self.main = self.hit
        self._lay_out()
        return self.tiles[1:]

    def make_main(self, tile: Tile) -> None:
        """Let a tile be the main one: it and the one before change places."""
        if tile is not self.main:
            self.main = tile
            self._lay_out()
            self.turned.emit()

    def turn(self, by: int) -> None:
        """Let the next tile, or the one before, be the main one."""
        self.make_main(self.tiles[(self.tiles.index(self.main) + by) % len(self.tiles)])

    def _add(self) -> None:
        tile = Tile()
        tile.framed.connect(lambda: self.framed.emit(tile))
        tile.view.person_chosen.connect(self.person_chosen)
        tile.view.chosen.connect(lambda: self.make_main(tile))
        self.tiles.append(tile)
        self._grid.addWidget(tile, 0, len(self.tiles))

    def _lay_out(self) -> None:
        """The main tile top left; the others, of which the hit's takes the place of who is main, around it."""
        columns, span = _GRIDS[len(self.tiles)]
        others = [self.hit if tile is self.main else tile for tile in self.tiles if tile is not self.hit]
        cells = [(at // columns, at % columns) for at in range(columns * columns)]
        around = [cell for cell in cells if cell[0] >= span or cell[1] >= span]
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        self._grid.addWidget(self.main, 0, 0, span, span)
        for tile, (row, column) in zip(others, around, strict=False):
            self._grid.addWidget(tile, row, column)
        rows = max([span, *(row + 1 for _, (row, _) in zip(others, around, strict=False))])
        for at in range(MOST):
            self._grid.setColumnStretch(at, int(at < columns))
            self._grid.setRowStretch(at, int(at < rows))
