"""Hits as cards side by side, or as rows of a list: one view, one selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import Taken
from cpcl_desktop.gui.panels.results_delegate import HitDelegate
from cpcl_desktop.gui.panels.results_model import HIT_ROLE, ResultsModel
from cpcl_desktop.gui.panels.row_delegate import RowDelegate
from cpcl_desktop.gui.panels.uniform_grid import UniformGrid

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class HitGrid(UniformGrid):
    """Enter or a double click opens a hit, Space plays it; what is selected can be dragged."""

    opened = Signal(object)  # Hit
    end_reached = Signal()  # scrolled nearly to the last hit
    all_selected = Signal()
    dragged = Signal()  # what is selected is to be carried somewhere
    play_asked = Signal()  # the current hit, or to stop that

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._is_turning = False  # from cards to rows or back, which nobody means as scrolling
        self._hits = model
        self.setModel(model)
        self._cards, self._rows = HitDelegate(self), RowDelegate(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAccessibleName(tr("Hits"))
        self.verticalScrollBar().setSingleStep(48)
        margins = (4, 0, 11, 0) if self.isRightToLeft() else (11, 0, 4, 0)
        self.setViewportMargins(*margins)  # cards stand flush with the query box
        self.doubleClicked.connect(self._on_opened)
        self.show_rows(False)

    def show_rows(self, is_list: bool) -> None:
        """Show hits as rows, or as cards; what is selected stays, and in sight."""
        first = max(0, self._row_at(QPoint(0, 0)))
        self._is_turning = True
        self.is_single = is_list
        self.setItemDelegate(self._rows if is_list else self._cards)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._top_of(first))
        self.scrollTo(self.currentIndex())
        self._is_turning = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes by the keyboard is at a hit at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.selectionModel().hasSelection() and self.model().rowCount():
            self.select_row(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens and Space plays; everything else moves as in any list."""
        is_at_hit = self.currentIndex().isValid()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_at_hit:
            self._on_opened(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and not event.modifiers() and is_at_hit:
            self.play_asked.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N802, N803 - Qt's names
        """Whoever knows what a drag holds begins it."""
        self.dragged.emit()

    def current_hit(self) -> Hit | None:
        """The hit that the keyboard is at."""
        hit: Hit | None = self.currentIndex().data(HIT_ROLE)
        return hit

    def selected_hits(self) -> Sequence[Hit]:
        """The hits that are selected, in their order."""
        return Taken(self._hits.hits, self.selected_rows)

    def select_row(self, row: int) -> None:
        """Go to a row and make it visible."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if not self._is_turning and 0 < bar.maximum() <= value + bar.pageStep() // 2:
            self.end_reached.emit()

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Select all, and say so: there may be further hits below those shown."""
        super().selectAll()
        if self.model().rowCount():
            self.all_selected.emit()

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(HIT_ROLE))
