"""The bar at the timeline's edge that goes through its rows."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from cpcl_desktop.gui.panels.timeline_picture import TimelinePicture
from cpcl_desktop.gui.results_wording import TIMELINE_ROWS

KEYS = {  # what a key of the timeline does to the bar
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
}


class RowsBar(QScrollBar):
    """Its value is by how many pixels the rows are scrolled; hidden where all of them have room."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setAccessibleName(TIMELINE_ROWS)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.valueChanged.connect(lambda: view.update())

    def fit(self, picture: TimelinePicture, view: QSize) -> None:
        """Stand at the edge of a view of this size, beside the rows of the picture in it."""
        wide, top, room = self.sizeHint().width(), round(picture.top), view.height() - round(picture.top)
        self.setGeometry(view.width() - wide, top, wide, room)
        self.setSingleStep(round(picture.row_height))
        self.setPageStep(max(1, round(room - picture.row_height)))
        self.setRange(0, max(0, math.ceil(picture.height) - view.height()))
        self.setVisible(self.maximum() > 0)

    def reveal(self, row: int, picture: TimelinePicture) -> None:
        """Bring a row into sight: one that is partly there as it is nearest, another in the middle."""
        value, bottom = self.value(), picture.size.height()
        if row in picture.rows:
            value += min(0, math.floor(picture.top_of(row) - picture.top))
            value += max(0, math.ceil(picture.top_of(row + 1) - bottom))
        else:
            value = round((row + 0.5) * picture.row_height - (bottom - picture.top) / 2)
        self.setValue(value)

    def turn(self, steps: float) -> None:
        """Go on by so many steps of a wheel."""
        lines = steps * QApplication.wheelScrollLines()
        self.setValue(self.value() - round(lines * self.fontMetrics().height()))
