"""The list of coverage: a row for each source, with a bar over time of what was read and how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.covering import Covered, CoveredSource
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.look.time_axis import TimeAxis
from cpcl_desktop.gui.proof_wording import bar_lines
from cpcl_desktop.gui.views.person_models import ITEM_ROLE, draw_ground, draw_line

SHOWN = 3  # lines about a source that its row has room for
PAD = 7
_CARD = (3, 2, -3, -2)  # pixels from a row's sides
# How the engine's layers look here: a colour of the theme, a pattern (so that colour is not all that tells), words.
LOOKS: Mapping[str, tuple[str, Qt.BrushStyle, str]] = {
    "read": ("done", Qt.BrushStyle.SolidPattern, tr("read", "of footage")),
    "grey or infrared": ("muted", Qt.BrushStyle.Dense4Pattern, tr("grey or infrared")),
    "through a fish-eye": ("warning", Qt.BrushStyle.Dense5Pattern, tr("through a fish-eye")),
    "too dark": ("text", Qt.BrushStyle.Dense2Pattern, tr("too dark")),
    "not read yet": ("muted", Qt.BrushStyle.DiagCrossPattern, tr("not read yet")),
    "could not be read": ("failed", Qt.BrushStyle.BDiagPattern, tr("could not be read")),
}

_Index = QModelIndex | QPersistentModelIndex


class CoverageModel(QAbstractListModel):
    """A row for each source."""

    def __init__(self) -> None:
        super().__init__()
        self.covered = Covered()

    def show(self, covered: Covered) -> None:
        """Take over what is covered."""
        self.beginResetModel()
        self.covered = covered
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many sources there are."""
        return 0 if parent.isValid() else len(self.covered.sources)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The source and its texts."""
        one = self.covered.sources[index.row()]
        if role == ITEM_ROLE:
            return one
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*bar_lines(one), str(one.coverage.source.path)])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line(" ".join(bar_lines(one)))
        return None


class CoverageDelegate(QStyledItemDelegate):
    """Draws a source's name, its bar to one scale with all others, and what is to be said of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """A name, a bar, and as many lines as there are, up to a few."""
        lines = 2 + min(SHOWN, len(index.data(ITEM_ROLE).limits))
        return QSize(200, round((lines + 0.3) * option.fontMetrics.lineSpacing()) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        one: CoveredSource = index.data(ITEM_ROLE)
        colours, spacing = colours_of(option.palette), option.fontMetrics.lineSpacing()
        painter.save()
        draw_ground(painter, option, QRectF(option.rect).adjusted(*_CARD), colours)
        inside = _inside(option.rect)
        first, *others = map(line, bar_lines(one))
        bold = QFont(option.font)
        bold.setBold(True)
        draw_line(painter, bold, inside, first, colours.text)
        longest_us = index.model().covered.longest_us  # type: ignore[attr-defined]
        _draw_bar(painter, bar_of(option.rect, spacing), one, longest_us, colours)
        said = _fitting(others)
        for number, text in enumerate(said, start=2):
            draw_line(painter, option.font, inside.translated(0, (number + 0.2) * spacing), text, colours.muted)
        painter.restore()


def _inside(row: QRect) -> QRectF:
    return QRectF(row).adjusted(*_CARD).adjusted(PAD, PAD - 2, -PAD, 0)


def bar_of(row: QRect, spacing: int) -> QRectF:
    """Where the bar stands in a row, with so many pixels from line to line."""
    inside = _inside(row)
    return QRectF(inside.left(), inside.top() + 1.15 * spacing, inside.width(), spacing * 0.85)


def _fitting(lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= SHOWN:
        return lines
    return [*lines[: SHOWN - 1], tr("… and %n more", None, len(lines) - SHOWN + 1)]


def _draw_bar(painter: QPainter, area: QRectF, one: CoveredSource, longest_us: int, colours: Colours) -> None:
    for name, spans in one.layers:
        for begin, end in spans:
            left, right = (area.left() + area.width() * at / max(1, longest_us) for at in (begin, end))
            if end > begin:
                fill(painter, QRectF(left, area.top(), max(2.0, right - left), area.height()), name, colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawRect(QRectF(area.left(), area.top(), area.width() * one.coverage.end_us / max(1, longest_us),
                            area.height()))  # fmt: skip


def fill(painter: QPainter, place: QRectF, name: str, colours: Colours) -> None:
    """Fill a place as the layer of a name looks."""
    colour, style, _ = LOOKS[name]
    if style != Qt.BrushStyle.SolidPattern:
        painter.fillRect(place, QColor(colours.surface))
    painter.fillRect(place, QBrush(QColor(getattr(colours, colour)), style))


class CoverageList(QListView):
    """Sources and their bars. A click on a bar is `pointed` with its time, Enter or a double click without one."""

    pointed = Signal(object, object)  # Source, microseconds of its file, or None: where it begins

    def __init__(self, model: CoverageModel) -> None:
        super().__init__()
        self._covered = model
        self._pressed: QModelIndex | None = None  # the row on whose bar a click begins
        self.setModel(model)
        self.setItemDelegate(CoverageDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Sources and what was read of them"))

    def time_at(self, place: QPoint) -> tuple[CoveredSource, int] | None:
        """The source on whose bar a point of the viewport lies, and the time there."""
        index = self.indexAt(place)
        if not index.isValid():
            return None
        one: CoveredSource = index.data(ITEM_ROLE)
        bar = bar_of(self.visualRect(index), self.fontMetrics().lineSpacing())
        axis = TimeAxis(0, self._covered.covered.longest_us, bar.left(), bar.width())
        is_on_it = bar.contains(QPointF(place)) and place.x() <= axis.x_of(one.coverage.end_us)
        return (one, round(axis.time_at(place.x()))) if is_on_it else None

    # --- Qt's events

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """On a bar, the tip says which time is there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            pointed = self.time_at(event.pos())
            if pointed is not None:
                one, time_us = pointed
                there = tr("{time}: a click shows the footage there", time=moment(time_us))
                QToolTip.showText(event.globalPos(), tip([there, *bar_lines(one)]), self)
                return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show that a bar can be clicked."""
        is_on_bar = self.time_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_on_bar else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a bar may begin."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        is_click = event.button() == Qt.MouseButton.LeftButton and self.time_at(place) is not None
        self._pressed = self.indexAt(place) if is_click else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a bar, where it began there."""
        super().mouseReleaseEvent(event)
        place, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        pointed = self.time_at(place) if pressed is not None and pressed == self.indexAt(place) else None
        if pointed is not None:
            self.pointed.emit(pointed[0].coverage.source, pointed[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click beside a bar; on one the first click was enough."""
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        if self.time_at(place) is None and event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; everything else moves as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(index.data(ITEM_ROLE).coverage.source, None)
