"""The strip under the player: the track's stored moments, each a click away, with its seams between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.case.records import CropRow, PassageJoin
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.look.sides import go_to_the_right
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.player.sighting import SAME_US
from cpcl_desktop.gui.seam_wording import seam_line

PICTURE = QSize(92, 112)  # device-independent pixels
_GAP = 4
_LONGEST_US = 36_000_000_000  # whose time there is room for, however large the text
_Index = QModelIndex | QPersistentModelIndex
_MOMENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SEAM_ROLE = _MOMENT_ROLE + 1  # the seam that lies between a moment and the one before


class _Moments(QAbstractListModel):
    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.rows: Sequence[CropRow] = ()
        self._seams: dict[int, PassageJoin] = {}  # by the row behind each
        self.joins: Sequence[PassageJoin] | None = None
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._on_arrived)

    def show(self, rows: Sequence[CropRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self._find_seams()
        self.endResetModel()

    def show_seams(self, joins: Sequence[PassageJoin] | None) -> None:
        self.joins = joins
        self._find_seams()
        self._on_arrived()

    def _find_seams(self) -> None:
        self._seams = {}
        for join in self.joins or ():
            behind = next((number for number, row in enumerate(self.rows) if row.time_us >= join.end_us), 0)
            if behind:
                self._seams[behind] = join

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return moment(row.time_us)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(row.crop)
        if role == _MOMENT_ROLE:
            return row
        seam = self._seams.get(index.row())
        if role == SEAM_ROLE:
            return seam
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = tr("The same person at {time}", time=moment(row.time_us))
            return said if seam is None else f"{said}. {seam_line(seam)}"
        return None

    def _on_arrived(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


class _MomentDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        text = option.fontMetrics
        width = max(PICTURE.width(), text.horizontalAdvance(moment(_LONGEST_US)) + _GAP)
        return QSize(width + 2 * _GAP, PICTURE.height() + 2 * _GAP + text.height() + 5)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = colours_of(option.palette)
        card = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(card, 7, 7)
        ground = colours.selected if selected else colours.hover if hovered else colours.surface
        painter.fillPath(outline, QColor(ground))
        painter.setClipPath(outline)
        picture = QRectF(card.left(), card.top(), card.width(), PICTURE.height())
        painter.fillRect(picture, QColor(colours.stage))
        pixmap: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            corner = picture.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawPixmap(QRectF(corner, size), pixmap, QRectF(pixmap.rect()))
        painter.setPen(QColor(colours.text))
        painter.drawText(card.adjusted(0, PICTURE.height(), 0, 0), int(Qt.AlignmentFlag.AlignCenter), index.data())
        painter.setClipping(False)
        painter.setPen(QPen(QColor(colours.accent if selected else colours.border), 2.2 if selected else 1.0))
        painter.drawPath(outline)
        if index.data(SEAM_ROLE) is not None:
            painter.setPen(QPen(QColor(colours.text), 2.0, Qt.PenStyle.DashLine))
            edge = float(option.rect.left()) + 1.0
            painter.drawLine(QPointF(edge, option.rect.top()), QPointF(edge, option.rect.bottom()))
        painter.restore()


class MomentsStrip(QListView):
    """Clickable moments in one row; `chosen` carries the moment's `CropRow`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.thumbnails = Thumbnails(PICTURE)
        self._moments = _Moments(self.thumbnails)
        self.setModel(self._moments)
        self.setItemDelegate(_MomentDelegate(self))
        go_to_the_right(self)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the player has the keys; [ and ] go through the moments
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Other moments of the same passage"))
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    @property
    def moments(self) -> Sequence[CropRow]:
        """The moments shown."""
        return self._moments.rows

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One row, and the scroll bar that a narrow window needs."""
        height = PICTURE.height() + 2 * _GAP + self.fontMetrics().height() + 5
        return QSize(4 * (PICTURE.width() + 2 * _GAP), height + self.horizontalScrollBar().sizeHint().height())

    def show_moments(self, rows: Sequence[CropRow]) -> None:
        """Show a track's moments."""
        self._moments.show(rows)

    @property
    def joins(self) -> Sequence[PassageJoin] | None:
        """The seams of the passage, by time; None while they are not known."""
        return self._moments.joins

    def show_seams(self, joins: Sequence[PassageJoin] | None) -> None:
        """Show where the passage was put together, between the moments on either side; None: not known yet."""
        self._moments.show_seams(joins)

    def mark(self, time_us: int) -> None:
        """Mark the moment that is shown in the player, if it is one of these."""
        for number, row in enumerate(self._moments.rows):
            if abs(row.time_us - time_us) <= SAME_US:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self._moments.index(number), flag)
                return
        self.selectionModel().clear()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_MOMENT_ROLE))
