"""The case's sources as a list model, and how a row is drawn: name, state by symbol, colour and words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.plain_text import line as one_line
from cpcl_desktop.engine.records import Source, SourceKind
from cpcl_desktop.gui.lanes.place import Missing
from cpcl_desktop.gui.look.icons import paint_icon
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.wording import source_details, state_of

SOURCE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STATE_ROLE = SOURCE_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex
_PAD = 9


class SourcesModel(QAbstractListModel):
    """Sources in the order in which they were begun, then those that wait; knows which one is being read."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: list[Source] = []
        self._reading: Path | None = None
        self._missing: Missing = frozenset()

    @property
    def sources(self) -> Sequence[Source]:
        """What it holds."""
        return tuple(self._sources)

    def show(self, sources: Sequence[Source]) -> None:
        """Take over what the case holds now; rows that stay keep selection and place."""
        known = len(self._sources)
        kept = [_key(source) for source in sources[:known]] == [_key(source) for source in self._sources]
        if not kept:
            self.beginResetModel()
            self._sources = list(sources)
            self.endResetModel()
            return
        self._sources[:] = sources[:known]
        if known:
            self.dataChanged.emit(self.index(0), self.index(known - 1))
        if len(sources) > known:
            self.beginInsertRows(QModelIndex(), known, len(sources) - 1)
            self._sources += sources[known:]
            self.endInsertRows()

    def set_missing(self, missing: Missing) -> None:
        """Mark the sources that are not where they were."""
        if missing != self._missing:
            self._missing = missing
            self._changed()

    def set_reading(self, path: Path | None) -> None:
        """Mark the source that is being read, by its path."""
        if path != self._reading:
            self._reading = path
            self._changed()

    def _changed(self) -> None:
        if self._sources:
            self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many sources there are."""
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The source, its state and its texts."""
        source = self._sources[index.row()]
        is_reading = source.path == self._reading and source.state != "done"
        state = state_of(source, is_reading, source.id in self._missing)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(source.name)
        if role == SOURCE_ROLE:
            return source
        if role == STATE_ROLE:
            return state
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(source_details(source))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line(f"{source.name}: {state.text}")
        return None


def _key(source: Source) -> tuple[Path, SourceKind]:
    """What stays the same when footage that waits is begun, and then has a number."""
    return source.path, source.kind


class SourceDelegate(QStyledItemDelegate):
    """Draws a source: its symbol, its name, and its state beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Two lines of text and air."""
        return QSize(0, 2 * option.fontMetrics.height() + 2 * _PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours = colours_of(option.palette)
        state = index.data(STATE_ROLE)
        area = QRectF(option.rect).adjusted(6, 2, -6, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, area)
        line = option.fontMetrics.height()
        symbol = QRectF(area.left() + _PAD, area.center().y() - line * 0.62, line * 1.24, line * 1.24)
        paint_icon(painter, state.icon, symbol, QColor(getattr(colours, state.colour)))
        left = symbol.right() + _PAD
        text = QRectF(left, area.top() + _PAD - 2, area.right() - left - _PAD, line)
        elide = option.fontMetrics.elidedText
        painter.setPen(QColor(colours.text))
        name = str(index.data())
        painter.drawText(
            text, int(Qt.AlignmentFlag.AlignVCenter), elide(name, Qt.TextElideMode.ElideMiddle, int(text.width()))
        )
        colour = colours.failed if state.colour == "failed" else colours.muted
        painter.setPen(QColor(colour))
        words = elide(state.text, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text.translated(0, line + 1), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        colours = colours_of(option.palette)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if selected or hovered:
            painter.setPen(QPen(QColor(colours.accent), 1.4) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selected if selected else colours.hover))
            painter.drawRoundedRect(area, 7, 7)
