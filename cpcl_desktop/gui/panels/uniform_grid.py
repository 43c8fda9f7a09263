"""A list view of cells of one size, whose places are reckoned, not laid out: as quick with 100,000 as with ten."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from cpcl_desktop.gui.look.sides import painter_of

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class UniformGrid(QListView):
    """Cells in the direction of reading and on in the next row; in one column with `is_single`.

    A QListView lays every item out by itself, seconds for 100,000; screen
    readers know it, so its places are reckoned here in their stead.
    """

    is_single = False  # one cell a row, as wide as the view

    def __init__(self) -> None:
        super().__init__()
        self._cell = QSize()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- reckoning

    @property
    def columns(self) -> int:
        """Cells side by side."""
        return 1 if self.is_single else max(1, self.viewport().width() // max(1, self._cell.width()))

    @property
    def _count(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    def _top_of(self, row: int) -> int:
        return row // self.columns * self._cell.height()

    def _row_at(self, place: QPoint) -> int:
        """The cell at a point of the viewport, -1 where there is none."""
        if self._cell.isEmpty() or place.x() < 0:
            return -1
        width = self.viewport().width() if self.is_single else self._cell.width()
        x = self.viewport().width() - 1 - place.x() if self.isRightToLeft() else place.x()
        column = x // max(1, width)
        if not 0 <= column < self.columns:
            return -1
        row = (place.y() + self.verticalOffset()) // self._cell.height() * self.columns + column
        return row if 0 <= row < self._count else -1

    def _measure(self) -> None:
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self._cell = delegate.sizeHint(option, QModelIndex()) if delegate is not None else QSize()

    # --- what a view has to say

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        """Measure one cell, which is all of them."""
        self._measure()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """How far one can scroll."""
        rows = -(-self._count // self.columns)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, rows * self._cell.height() - self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other columns; what is current stays in sight."""
        super().resizeEvent(event)
        self.doItemsLayout()

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """It never scrolls sideways."""
        return 0

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a cell is in the viewport."""
        if not index.isValid() or self._cell.isEmpty():
            return QRect()
        width = self.viewport().width() if self.is_single else self._cell.width()
        left = index.row() % self.columns * width
        cell = QRect(left, self._top_of(index.row()) - self.verticalOffset(), width, self._cell.height())
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), cell)

    def indexAt(self, place: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The cell at a point."""
        row = self._row_at(place)
        return QModelIndex() if row < 0 else self.model().index(row, 0)

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight."""
        if not index.isValid():
            return
        top, bar = self._top_of(index.row()), self.verticalScrollBar()
        room = self.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif top + self._cell.height() > bar.value() + room:
            bar.setValue(top + min(0, self._cell.height() - room) + max(0, self._cell.height() - room))

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads."""
        count, at = self._count, max(0, self.currentIndex().row())
        if not count:
            return QModelIndex()
        if not self.currentIndex().isValid():
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // max(1, self._cell.height())) * self.columns
        right = -1 if self.isRightToLeft() else 1
        steps = {
            _Move.MoveLeft: -right, _Move.MovePrevious: -1, _Move.MoveRight: right, _Move.MoveNext: 1,
            _Move.MoveUp: -self.columns, _Move.MoveDown: self.columns,
            _Move.MovePageUp: -page, _Move.MovePageDown: page,
            _Move.MoveHome: -at, _Move.MoveEnd: count - 1 - at,
        }  # fmt: skip
        to = at + steps.get(action, 0)
        is_whole_row = action in (_Move.MoveUp, _Move.MoveDown)
        if is_whole_row and not 0 <= to < count:
            to = at
        return self.model().index(min(max(to, 0), count - 1), 0)

    def setSelection(  # noqa: N802 - Qt's name
        self, area: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select from the cell at one corner to the cell at the other."""
        corners = (area.topLeft(), area.bottomRight())
        if self.isRightToLeft():
            corners = (area.topRight(), area.bottomLeft())
        first, last = map(self._row_at, corners)
        chosen = QItemSelection()
        if first >= 0 and last >= 0:
            low, high = sorted((first, last))
            chosen = QItemSelection(self.model().index(low, 0), self.model().index(high, 0))
        self.selectionModel().select(chosen, command)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Select all as one range; a QListView asks about every row."""
        if self._count:
            model = self.model()
            every = QItemSelection(model.index(0, 0), model.index(self._count - 1, 0))
            self.selectionModel().select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_rows(self, rows: npt.NDArray[np.int64]) -> None:
        """Select these rows, as ranges; what is current stays so."""
        ordered, chosen, model = np.sort(rows), QItemSelection(), self.model()
        for run in np.split(ordered, np.flatnonzero(np.diff(ordered) != 1) + 1):
            chosen.select(model.index(int(run[0]), 0), model.index(int(run[-1]), 0))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def selected_rows(self) -> npt.NDArray[np.int64]:
        """The rows that are selected, in their order; from the ranges, as an index of each would take long."""
        chosen = self.selectionModel().selection()
        ranges = sorted((one.top(), one.bottom()) for one in map(chosen.at, range(chosen.count())))
        rows, end = [np.empty(0, np.int64)], 0
        for top, bottom in ranges:  # which may overlap
            rows.append(np.arange(max(top, end), bottom + 1, dtype=np.int64))
            end = max(end, bottom + 1)
        return np.concatenate(rows)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt's name
        """What is drawn anew when a selection changes: of the cells in sight those in it."""
        region = QRegion()
        for row in self._rows_in(self.viewport().rect()):
            index = self.model().index(row, 0)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    def _rows_in(self, area: QRect) -> range:
        """The cells in a part of the viewport."""
        if self._cell.isEmpty():
            return range(0)
        first = (area.top() + self.verticalOffset()) // self._cell.height() * self.columns
        last = ((area.bottom() + self.verticalOffset()) // self._cell.height() + 1) * self.columns
        return range(max(0, first), min(self._count, last))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the cells in sight."""
        painter = painter_of(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, delegate = option.state & ~QStyle.StateFlag.State_HasFocus, self.itemDelegate()
        focused = self.currentIndex().row() if self.hasFocus() else -1
        pointed = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) if self.underMouse() else None
        for row in self._rows_in(event.rect()):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == focused:
                option.state |= QStyle.StateFlag.State_HasFocus
            if pointed is not None and pointed.isValid() and pointed.row() == row:
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, index)
        painter.end()
