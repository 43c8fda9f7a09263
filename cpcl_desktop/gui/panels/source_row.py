"""How a source is drawn in the list: its picture, name, state, where and when, and which of it was read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.records import Source, SourceKind
from cpcl_desktop.gui.look.icons import paint_icon
from cpcl_desktop.gui.look.sides import placed
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.panels.sources_model import PICTURE, PLACE_ROLE, READ_ROLE, SOURCE_ROLE, STATE_ROLE
from cpcl_desktop.gui.wording import State

_PAD = 7
_BAR = 5  # pixels high
_KINDS: dict[SourceKind, str] = {"video": "video", "frames": "folder", "crops": "crops"}  # icons
_Index = QModelIndex | QPersistentModelIndex


class SourceDelegate(QStyledItemDelegate):
    """Draws a source; its row asks for a picture only when it is drawn, so only what is seen is loaded."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Three lines of text, a bar, and air."""
        return QSize(0, 3 * option.fontMetrics.height() + _BAR + 2 * _PAD + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours, source = colours_of(option.palette), index.data(SOURCE_ROLE)
        area = QRectF(option.rect).adjusted(6, 2, -6, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter, option, area, colours)
        if source.in_bin:
            painter.setOpacity(0.7)
        inner = area.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        picture = QRectF(inner.left(), inner.top(), min(PICTURE.width(), inner.height()), inner.height())
        text = QRectF(picture.right() + 9, inner.top(), inner.right() - picture.right() - 9, inner.height())
        picture, text = placed(painter, picture, inner), placed(painter, text, inner)
        self._draw_picture(painter, picture, source, index.data(Qt.ItemDataRole.DecorationRole), colours)
        self._draw_texts(painter, option, text, index, colours)
        bar = QRectF(text.left(), text.bottom() - _BAR, text.width(), _BAR)
        draw_read(painter, bar, index.data(READ_ROLE), colours)
        painter.restore()

    def _draw_texts(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, index: _Index, colours: Colours
    ) -> None:
        line = option.fontMetrics.height()
        state: State = index.data(STATE_ROLE)
        first = QRectF(area.left(), area.top(), area.width(), line)
        self._write(painter, option, first, str(index.data()), colours.text, Qt.TextElideMode.ElideMiddle)
        symbol = QRectF(area.left(), area.top() + line + 1, line, line)
        paint_icon(painter, state.icon, placed(painter, symbol, area), QColor(getattr(colours, state.colour)))
        said = QRectF(symbol.right() + 4, symbol.top(), area.right() - symbol.right() - 4, line)
        colour = colours.failed if state.colour == "failed" else colours.muted
        self._write(painter, option, placed(painter, said, area), state.text, colour)
        self._write(painter, option, first.translated(0, 2 * line + 2), index.data(PLACE_ROLE), colours.muted)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRectF,
        text: str,
        colour: str,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        painter.setPen(QColor(colour))
        shown = option.fontMetrics.elidedText(text, elide, int(area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _draw_picture(
        self, painter: QPainter, area: QRectF, source: Source, picture: QPixmap | None, colours: Colours
    ) -> None:
        """The picture in the middle of its place; what the footage is, until it has come or where there is none."""
        if picture is None or picture.isNull():
            painter.fillPath(_outline(area), QColor(colours.stage))
            side = min(area.width(), area.height()) * 0.5
            place = QRectF(0, 0, side, side)
            place.moveCenter(area.center())
            paint_icon(painter, _KINDS[source.kind], place, QColor(colours.muted))
            return
        ratio = painter.device().devicePixelRatioF()
        key = f"source {picture.cacheKey()} {area.width()} {area.height()} {ratio} {colours.stage}"
        framed = QPixmap()
        if not QPixmapCache.find(key, framed):
            framed = _framed(picture, area.size(), ratio, colours)
            QPixmapCache.insert(key, framed)
        corner = (area.topLeft() * ratio).toPoint()  # between pixels it would be softer
        painter.drawPixmap(QPointF(corner) / ratio, framed)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, colours: Colours) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if selected or hovered:
            painter.setPen(QPen(QColor(colours.accent), 1.4) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selected if selected else colours.hover))
            painter.drawRoundedRect(area, 7, 7)


def _outline(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(area, 5, 5)
    return path


def _framed(picture: QPixmap, size: QSizeF, ratio: float, colours: Colours) -> QPixmap:
    """The picture in the middle of its place; kept, since a list full of them was scaled at every turn."""
    framed = QPixmap((size * ratio).toSize())
    framed.setDevicePixelRatio(ratio)
    framed.fill(Qt.GlobalColor.transparent)
    area, shown = QRectF(QPointF(), size), picture.deviceIndependentSize()
    shown.scale(size, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), shown)
    place.moveCenter(area.center())
    painter = QPainter(framed)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(_outline(area), QColor(colours.stage))
    painter.setClipPath(_outline(area))
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.end()
    return framed


def draw_read(painter: QPainter, bar: QRectF, of: SourceCoverage, colours: Colours) -> None:
    """Which of a source was read: full, gaps hatched, unread dotted; nothing where there is neither."""
    whole = of.end_us
    if not whole or not (of.gaps or of.unread):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.done))
    painter.drawRect(bar)
    for brush, spans in _not_read(of, colours):
        for first, last in spans:
            part = QRectF(bar.left() + bar.width() * first / whole, bar.top(), 0, bar.height())
            part.setWidth(max(2.0, bar.width() * (last - first) / whole))
            painter.fillRect(part, QColor(colours.surface))
            painter.fillRect(part, brush)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.muted), 0.8))
    painter.drawRect(bar)


def _not_read(of: SourceCoverage, colours: Colours) -> Iterator[tuple[QBrush, tuple[tuple[int, int], ...]]]:
    yield QBrush(QColor(colours.failed), Qt.BrushStyle.BDiagPattern), of.gaps
    yield QBrush(QColor(colours.muted), Qt.BrushStyle.Dense6Pattern), of.unread
