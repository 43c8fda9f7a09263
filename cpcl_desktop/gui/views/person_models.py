"""Likely persons, and the appearances of one, as list models and as they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui.lanes.person import Proposal
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.sides import placed
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.person_wording import (
    against_lines,
    appearance_lines,
    card_lines,
    person_line,
    spoken_appearance,
    spoken_person,
)

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance, Person

PICTURE = QSize(58, 88)  # device-independent pixels
PAD = 8
SHOWN = 5  # pictures of a person in the list
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PICTURES_ROLE = ITEM_ROLE + 1
LINES_ROLE = PICTURES_ROLE + 1
DOUBT_ROLE = LINES_ROLE + 1  # whether anything speaks against it

_Index = QModelIndex | QPersistentModelIndex


class PersonModel(QAbstractListModel):
    """Likely persons: a row each, with their pictures spread over their appearances."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._persons: Sequence[Person] = ()
        self._crops: Mapping[int, CropRow] = {}
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(lambda _: _repaint(self))

    @property
    def persons(self) -> Sequence[Person]:
        """What it holds."""
        return self._persons

    def show(self, proposal: Proposal) -> None:
        """Take over a proposal."""
        self.beginResetModel()
        self._persons, self._crops = proposal.persons, proposal.crops
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many persons there are."""
        return 0 if parent.isValid() else len(self._persons)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The person, pictures and texts."""
        person = self._persons[index.row()]
        if role == ITEM_ROLE:
            return person
        if role == PICTURES_ROLE:
            return [_picture(self._thumbnails, self._crops, one) for one in _spread(person.appearances)]
        if role == LINES_ROLE:
            return list(map(line, card_lines(person)))
        if role == DOUBT_ROLE:
            return bool(against_lines(person))
        if role == Qt.ItemDataRole.DisplayRole:
            return line(person_line(person))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line(spoken_person(person))
        return None


class AppearanceModel(QAbstractListModel):
    """The appearances of one person in the order of time."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._appearances: Sequence[Appearance] = ()
        self._crops: Mapping[int, CropRow] = {}
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(lambda _: _repaint(self))

    @property
    def appearances(self) -> Sequence[Appearance]:
        """What it holds."""
        return self._appearances

    def show(self, person: Person | None, crops: Mapping[int, CropRow]) -> None:
        """Take over a person's appearances."""
        self.beginResetModel()
        self._appearances, self._crops = person.appearances if person else (), crops
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many appearances there are."""
        return 0 if parent.isValid() else len(self._appearances)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The appearance, its picture and texts."""
        one = self._appearances[index.row()]
        if role == ITEM_ROLE:
            return one
        if role == PICTURES_ROLE:
            return [_picture(self._thumbnails, self._crops, one)]
        if role == LINES_ROLE:
            return list(map(line, appearance_lines(one)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line(spoken_appearance(one))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*appearance_lines(one), one.path])
        return None


def _spread(appearances: Sequence[Appearance]) -> Sequence[Appearance]:
    """A few of them from first to last."""
    last, shown = len(appearances) - 1, min(SHOWN, len(appearances))
    return [appearances[round(at * last / max(1, shown - 1))] for at in range(shown)]


def _picture(thumbnails: Thumbnails, crops: Mapping[int, CropRow], one: Appearance) -> QPixmap | None:
    return thumbnails.get(crops[one.track].crop) if one.track in crops else None


def _repaint(model: QAbstractListModel) -> None:
    if model.rowCount():
        model.dataChanged.emit(model.index(0, 0), model.index(model.rowCount() - 1, 0))


class PersonDelegate(QStyledItemDelegate):
    """Draws a person's pictures with a line of text above, or an appearance's picture with lines beside it."""

    def __init__(self, view: Any, is_beside: bool = False) -> None:  # noqa: ANN401
        super().__init__(view)
        self._is_beside = is_beside

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Pictures, and the lines of text above or beside them."""
        text = option.fontMetrics.lineSpacing() * (4 if self._is_beside else 3)
        high = max(text, PICTURE.height()) if self._is_beside else text + PICTURE.height() + PAD
        return QSize(PICTURE.width() * 2, high + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours = colours_of(option.palette)
        area = QRectF(option.rect).adjusted(3, 2, -3, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        draw_ground(painter, option, area, colours)
        inside = area.adjusted(PAD, PAD - 2, -PAD, -PAD + 2)
        draw = self._draw_beside if self._is_beside else self._draw_above
        draw(painter, option, inside, index, colours)
        painter.restore()

    def _draw_above(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, index: _Index, colours: Colours
    ) -> None:
        spacing, bold = option.fontMetrics.lineSpacing(), QFont(option.font)
        bold.setBold(True)
        called, said, doubts = index.data(LINES_ROLE)
        warns = colours.warning if index.data(DOUBT_ROLE) else colours.muted
        draw_line(painter, bold, area, called, colours.text)
        draw_line(painter, option.font, area.translated(0, spacing), said, colours.text)
        draw_line(painter, option.font, area.translated(0, 2 * spacing), doubts, warns)
        corner = QPointF(area.left(), area.top() + 3 * spacing + 3)
        _draw_pictures(painter, corner, area.right(), index.data(PICTURES_ROLE), colours)

    def _draw_beside(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, index: _Index, colours: Colours
    ) -> None:
        at = placed(painter, QRectF(area.left(), area.top(), PICTURE.width(), 0), area)
        _draw_pictures(painter, at.topLeft(), area.right() + 1, index.data(PICTURES_ROLE), colours)
        beside = placed(painter, area.adjusted(PICTURE.width() + 2 * PAD, 2, 0, 0), area)
        for number, text in enumerate(index.data(LINES_ROLE)):
            colour = colours.text if number == 0 else colours.muted
            below = beside.translated(0, number * option.fontMetrics.lineSpacing())
            draw_line(painter, option.font, below, text, colour)


def _draw_pictures(
    painter: QPainter, corner: QPointF, right: float, pictures: Sequence[QPixmap | None], colours: Colours
) -> None:
    for picture in pictures:
        place = QRectF(corner, QPointF(corner.x() + PICTURE.width(), corner.y() + PICTURE.height()))
        if place.right() > right:
            return
        painter.fillRect(place, QColor(colours.stage))
        if picture is not None and not picture.isNull():
            size = picture.deviceIndependentSize()
            at = QPointF(place.center().x() - size.width() / 2, place.center().y() - size.height() / 2)
            painter.drawPixmap(QRectF(at, size), picture, QRectF(picture.rect()))
        corner += QPointF(PICTURE.width() + 4, 0)


def draw_line(painter: QPainter, font: QFont, area: QRectF, text: str, colour: str) -> None:
    """A line of text at the top of an area, elided where there is no room."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRectF, colours: Colours) -> None:
    """What says that a row is selected, focused or under the pointer."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered or focused:
        painter.setPen(QPen(QColor(colours.accent), 1.4) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.selected if selected else colours.hover))
        painter.drawRoundedRect(area, 7, 7)
