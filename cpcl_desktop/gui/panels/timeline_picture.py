"""How the timeline is drawn: an axis of time, a row for each camera, what was recorded, gaps, and the hits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline, Wholes, ticks
from cpcl_desktop.gui.look.theme import Colours
from cpcl_desktop.gui.look.time_axis import TimeAxis, draw_name, draw_upright, names_width
from cpcl_desktop.gui.results_wording import unclocked_hits

PAD = 12  # pixels around all of it
_ROW, _AXIS = 2.2, 1.8  # lines of text
_NAMES = 0.25  # of the width, that names of cameras may take
FEW = 2000  # spans that are drawn one by one


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """A timeline of which a span is `shown`, in seconds, as it is laid out in a `size` in pixels."""

    timeline: Timeline
    shown: tuple[float, float]
    size: QSizeF
    metrics: QFontMetrics

    @property
    def axis(self) -> TimeAxis:
        """Where times stand."""
        left = names_width(self.metrics, self.timeline.names, self.size.width() * _NAMES) + 2 * PAD
        return TimeAxis(*self.shown, left, self.size.width() - left - PAD)

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return _AXIS * self.metrics.height() + PAD

    @property
    def row_height(self) -> float:
        """Of each camera."""
        return _ROW * self.metrics.height()

    @property
    def height(self) -> float:
        """That all rows take."""
        rest = 1.5 * self.metrics.height() if self.timeline.unclocked else 0
        return self.top + self.row_height * max(1, len(self.timeline.names)) + PAD + rest

    def row_at(self, y: float) -> int:
        """The row at a height; there need not be one."""
        return int((y - self.top) // self.row_height)

    def draw(self, painter: QPainter, colours: Colours, current: int) -> None:
        """All of it, with the mark in the place `current` framed."""
        painter.fillRect(QRectF(QPointF(0, 0), self.size), QColor(colours.surface))
        self._draw_axis(painter, colours)
        self._draw_names(painter, colours)
        self._draw_rest(painter, colours)
        axis = self.axis
        painter.setClipRect(QRectF(axis.left, 0, axis.width + 2, self.size.height()))
        self._draw_spans(painter, self.timeline.recorded, QColor(colours.hover), 0.30)
        self._draw_spans(painter, self.timeline.gaps, QColor(colours.failed), 0.36, hatched=True)
        self._draw_spans(painter, self.timeline.marks, QColor(colours.accent), 0.16, least=3.0)
        self._draw_current(painter, colours, current)

    def said_at(self, seconds: float) -> str:
        """The time at a place, as the axis says it."""
        if not self.timeline.is_clocked:
            return moment(round(seconds * 1e6)).partition(".")[0]
        return f"{self.timeline.moment(seconds):%Y-%m-%d %H:%M:%S}"

    def _draw_axis(self, painter: QPainter, colours: Colours) -> None:
        axis, wide = self.axis, self.size.width()
        sample = self.metrics.horizontalAdvance("2026-00-00 00:00:00") * 1.3
        bottom = self.top + self.row_height * len(self.timeline.names)
        for at in ticks(*self.shown, int((wide - axis.left) / sample)):
            x = axis.x_of(at)
            painter.setPen(QColor(colours.border))
            draw_upright(painter, x, self.top - 4, bottom)
            said = self.said_at(at)
            if x + 3 + self.metrics.horizontalAdvance(said) <= wide:  # else it would be cut
                painter.setPen(QColor(colours.muted))
                painter.drawText(QPointF(x + 3, self.metrics.ascent() + 6), said)

    def _draw_names(self, painter: QPainter, colours: Colours) -> None:
        for row, name in enumerate(self.timeline.names):
            top = self.top + row * self.row_height
            draw_name(painter, QRectF(PAD, top, self.axis.left - 2 * PAD, self.row_height), name, colours.text)
            painter.setPen(QColor(colours.border))
            painter.drawLine(QPointF(PAD, top), QPointF(self.size.width() - PAD, top))

    def _draw_rest(self, painter: QPainter, colours: Colours) -> None:
        """How many hits are not on it, below all rows."""
        painter.setPen(QColor(colours.muted))
        top = self.top + self.row_height * len(self.timeline.names)
        area = QRectF(PAD, top + PAD / 2, self.size.width() - 2 * PAD, self.metrics.height() * 1.5)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), unclocked_hits(self.timeline.unclocked))

    def _draw_spans(
        self,
        painter: QPainter,
        spans: Spans,
        colour: QColor,
        inset: float,
        least: float = 1.0,
        hatched: bool = False,
    ) -> None:
        """Spans that are in sight; where they are many, what they cover."""
        seen = (spans.ends >= self.shown[0]) & (spans.begins <= self.shown[1])
        if not seen.any():
            return
        axis, wide = self.axis, int(self.size.width())
        begins, ends = np.floor(axis.xs_of(spans.begins[seen])), np.ceil(axis.xs_of(spans.ends[seen]))
        first = np.clip(begins, 0, wide).astype(np.int64)
        last = np.clip(np.maximum(ends, begins + least), 1, wide + 1).astype(np.int64)
        drawn = covered(spans.rows[seen], first, np.maximum(last, first + 1), len(self.timeline.names))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)
        brush = painter.brush()
        brush.setColor(colour)
        painter.setBrush(brush)
        height = self.row_height
        painter.drawRects(
            [
                QRectF(first, self.top + (row + inset) * height, last - first, (1 - 2 * inset) * height)
                for row, first, last in drawn
            ]
        )

    def _draw_current(self, painter: QPainter, colours: Colours, current: int) -> None:
        if not 0 <= current < len(self.timeline.hits):
            return
        marks = self.timeline.marks
        top = self.top + (int(marks.rows[current]) + 0.08) * self.row_height
        mark = self.axis.span(
            float(marks.begins[current]), float(marks.ends[current]), top, 0.84 * self.row_height, least=3.0
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawRect(mark.adjusted(-2, 0, 2, 0))


def covered(rows: Wholes, first: Wholes, last: Wholes, count: int) -> list[tuple[int, int, int]]:
    """Row, first pixel and the one after the last of what spans cover, however many lie over each other."""
    if len(rows) <= FEW:
        return list(zip(rows.tolist(), first.tolist(), last.tolist(), strict=True))
    steps = np.zeros((count, int(last.max()) + 2), np.int64)
    np.add.at(steps, (rows, first), 1)
    np.add.at(steps, (rows, last), -1)
    edges = np.diff((steps.cumsum(axis=1) > 0).astype(np.int8), axis=1, prepend=0)
    on, begin = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    return list(zip(on.tolist(), begin.tolist(), end.tolist(), strict=True))
