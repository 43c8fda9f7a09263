"""Ways drawn on a camera's view: the picture of a map, in which a click on a way opens its hit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.panels.hit_sayings import SAYS_NOTHING, HitSayings
from cpcl_desktop.gui.panels.label_tags import draw_sign, sign_size

FEW = 60  # ways that are drawn with an edge, to stand out from any footage
AT_ONCE_S = 0.01  # that drawing ways may take before others get their turn
_BESIDE = 12  # pixels from the dot of a way to the signs of its labels
_DEEP = 12  # of them that stand beneath one another, at most
NEAR_PX = 8  # of a way that still means it
_LINE, _EDGE, _CURRENT, _POINTED = "#4fb3ff", "#101010", "#ffd23f", "#ffffff"  # to be seen on any footage


@dataclass(frozen=True, slots=True)
class Way:
    """A hit by its place in the list, and its points in pixels of the frame: float64[N, 2], where the feet are."""

    hit: int
    points: np.ndarray


def ways_of(hits: Sequence[Hit], rows: Iterable[int]) -> list[Way]:
    """The ways of the hits of these rows, as far as they have one."""
    routes = ((row, hits[row].route) for row in rows)
    return [Way(row, _feet(route.points)) for row, route in routes if route is not None]


def _feet(points: np.ndarray) -> np.ndarray:
    feet = points[:, 1:3].astype(np.float64)
    feet[:, 1] += points[:, 3] / 2
    return feet


class MapCanvas(QWidget):
    """The frame and the ways on it."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, sayings: HitSayings = SAYS_NOTHING) -> None:
        super().__init__()
        self._sayings = sayings
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 60))  # a low window has other rows to show, too
        self.setMouseTracking(True)
        self.setAccessibleName(words.MAP)
        self.setToolTip(words.MAP_HELP)
        self.frame: QImage | None = None
        self.ways: Sequence[Way] = ()
        self.size_px = QSize(1, 1)  # of the frame that points are in
        self._current = -1  # a way, by its place: the one chosen
        self._pointed = -1  # the one under the pointer, which chooses none
        self._segments: _Segments | None = None  # of the ways, once the pointer asks for one
        self._labelled: Sequence[tuple[Way, Sequence[Label]]] = ()
        self._drawn: QPixmap | None = None  # frame and ways, as far as they are drawn
        self._undrawn: Iterator[Way] = iter(())

    @property
    def current(self) -> int:
        """The way that is chosen, by its place; -1 for none."""
        return self._current

    @current.setter
    def current(self, way: int) -> None:
        self._current = way
        self.setAccessibleDescription(self._sayings.spoken(self.ways[way].hit) if 0 <= way < len(self.ways) else "")

    def show_ways(self, ways: Sequence[Way], size_px: QSize) -> None:
        """Show other ways, on plain ground until their frame comes; `size_px` is what they are in."""
        self.ways, self.size_px, self.frame, self.current = ways, size_px, None, -1
        self._pointed = -1
        self._segments = None
        self.show_labels()
        self.draw_anew()

    def show_labels(self) -> None:
        """Other hits have labels than before."""
        labelled = ((way, self._sayings.labels_of(way.hit)) for way in self.ways)
        self._labelled = [(way, labels) for way, labels in labelled if labels]
        self.current = self.current  # of which something else may be said
        self.update()

    def draw_anew(self) -> None:
        """The frame or the ways are others."""
        self._drawn = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything is drawn at another size."""
        self._drawn = None
        super().resizeEvent(event)

    def _scale(self) -> tuple[float, QPointF]:
        scale = min(self.width() / max(1, self.size_px.width()), self.height() / max(1, self.size_px.height()))
        size = self.size_px.toSizeF() * scale
        return scale, QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)

    def way_at(self, place: QPointF) -> int | None:
        """The way nearest to a point, None where none is near."""
        if self._segments is None:
            self._segments = _Segments(self.ways)
        scale, corner = self._scale()
        at = np.array([(place.x() - corner.x()) / scale, (place.y() - corner.y()) / scale])
        nearest, off = self._segments.nearest(at)
        return nearest if off * scale <= NEAR_PX else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go from way to way, Enter opens."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step and self.ways:
            self.current = (self.current + step) % len(self.ways)
            self.chosen.emit(self.ways[self.current].hit)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self.current < len(self.ways):
            self.opened.emit(self.ways[self.current].hit)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show which way is meant."""
        way = self.way_at(event.position())
        pointed = -1 if way is None else way
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()
        self.setCursor(Qt.CursorShape.ArrowCursor if way is None else Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the hit whose way was clicked."""
        way = self.way_at(event.position())
        if way is not None:
            self.current = way
            self.opened.emit(self.ways[way].hit)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame, dimmed, and the ways; the current one last."""
        if self._drawn is None:
            self._drawn, self._undrawn = self._ground(), iter(self.ways)
        self._draw_some(self._drawn)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, corner = self._scale()
        for way, colour in ((self._pointed, _POINTED), (self.current, _CURRENT)):
            if 0 <= way < len(self.ways):
                _draw(painter, self.ways[way], scale, corner, colour, 4.0)
        for place, label in self._signs():
            draw_sign(painter, place, self.font(), label)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours_of(self.palette()).accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _signs(self) -> list[tuple[QRectF, Label]]:
        """The signs of labels beside the dots at which ways begin, beneath one another; each once at one place."""
        size, scale, corner = sign_size(self.font()), *self._scale()
        placed: dict[tuple[int, int], tuple[QRectF, Label]] = {}
        for way, labels in self._labelled:
            x, y = way.points[0].tolist()
            left, top = corner.x() + x * scale + _BESIDE, corner.y() + y * scale - size.height() / 2
            column, row = round(left / size.width()), round(top / size.height())
            for label in labels:
                rows = range(row, row + _DEEP)
                if any(there[1] == label for at in rows if (there := placed.get((column, at)))):
                    continue
                free = next((at for at in rows if (column, at) not in placed), None)
                if free is not None:
                    place = QRectF(QPointF(column * size.width(), free * size.height()), size)
                    placed[column, free] = place, label
        return list(placed.values())

    def _ground(self) -> QPixmap:
        """The frame; the ways come onto it once for all mouse moves over them."""
        ratio = self.devicePixelRatio()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(colours_of(self.palette()).stage))
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale, corner = self._scale()
        if self.frame is not None:
            area = QRectF(corner, self.size_px.toSizeF() * scale)
            painter.drawImage(area, self.frame)
            painter.fillRect(area, QColor(0, 0, 0, 70))
        painter.end()
        return drawn

    def _draw_some(self, drawn: QPixmap) -> None:
        """Draw the next ways, as many as take a moment; the rest comes when the event loop has turned."""
        end, is_few = time.monotonic() + AT_ONCE_S, len(self.ways) <= FEW
        scale, corner = self._scale()
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_few)
        for way in self._undrawn:
            _draw(painter, way, scale, corner, _LINE, 2.0, has_edge=is_few)
            if time.monotonic() > end:
                QTimer.singleShot(0, self, lambda: self.update())
                break
        painter.end()


class _Segments:
    """All pieces of several ways at once, to find the one that is nearest to a point."""

    def __init__(self, ways: Sequence[Way]) -> None:
        kept = [way.points if len(way.points) > 1 else np.repeat(way.points, 2, axis=0) for way in ways]
        points = np.concatenate(kept) if kept else np.empty((0, 2))
        of = np.repeat(np.arange(len(kept)), [len(one) for one in kept])
        is_piece = of[1:] == of[:-1]  # and not from the end of one way to the beginning of the next
        self._of = of[1:][is_piece]
        self._begins, self._along = points[:-1][is_piece], np.diff(points, axis=0)[is_piece]
        self._lengths = np.maximum((self._along**2).sum(axis=1), 1e-9)

    def nearest(self, at: np.ndarray) -> tuple[int, float]:
        """The way nearest to a point, and how far it is; infinitely, where there is none."""
        if not len(self._of):
            return -1, float("inf")
        share = np.clip(((at - self._begins) * self._along).sum(axis=1) / self._lengths, 0, 1)
        offs = np.linalg.norm(self._begins + share[:, None] * self._along - at, axis=1)
        piece = int(np.argmin(offs))
        return int(self._of[piece]), float(offs[piece])


def _draw(
    painter: QPainter, way: Way, scale: float, corner: QPointF, colour: str, width: float, has_edge: bool = True
) -> None:
    line_px = QPolygonF([QPointF(corner.x() + x * scale, corner.y() + y * scale) for x, y in way.points.tolist()])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen_colour, extra in ((_EDGE, 2.0), (colour, 0.0)) if has_edge else ((colour, 0.0),):
        pen = QPen(QColor(pen_colour), width + extra)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(line_px)
    painter.setPen(QPen(QColor(_EDGE), 1.5))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(line_px.first(), width + 2, width + 2)
