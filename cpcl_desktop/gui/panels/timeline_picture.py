"""How the timeline is drawn: an axis of time, a row for each camera, what was recorded, gaps, and the hits.

Of rows and spans only those in sight are looked at, so that hundreds of rows and 100,000 hits take no longer than
what the window has room for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline, Wholes, ticks
from cpcl_desktop.gui.look.theme import Colours
from cpcl_desktop.gui.look.time_axis import TimeAxis, draw_name, draw_upright
from cpcl_desktop.gui.panels.labelled_hits import Labelled
from cpcl_desktop.gui.panels.timeline_labels import draw_signs
from cpcl_desktop.gui.panels.verdict_codes import VERDICT_CODES, Codes
from cpcl_desktop.gui.results_wording import unclocked_hits

PAD = 12  # pixels around all of it
_ROW, _AXIS, _SIGNS = 2.2, 1.8, 1.0  # lines of text
_NAMES = 0.25  # of the width, that names of cameras may take
FEW = 500  # spans that are drawn one by one
_LEAST_MARK = 3.0  # pixels that a mark is wide

_Parts = tuple[tuple[float, float], ...]
MARK_LOOKS: Mapping[str | None, tuple[str, _Parts]] = {
    None: ("accent", ((0.22, 0.78),)),
    "match": ("done", ((0.04, 0.96),)),  # as high as the row
    "no match": ("failed", ((0.62, 0.78),)),  # low
    "unsure": ("warning", ((0.22, 0.42), (0.58, 0.78))),  # of two parts
}
"""How the mark of a hit looks by what is decided: a colour of the theme, and which parts of the row's height it
takes, so that it is told by its shape, too. What comes later is drawn over what comes before."""


@dataclass(frozen=True, slots=True)
class At:
    """What the keyboard is at: a mark or a gap, by its place; -1 for none."""

    mark: int = -1
    gap: int = -1


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """A timeline of which a span is `shown`, in seconds, as it is laid out in a `size` in pixels.

    `names` is how wide the longest name of a row is and `scrolled` how far the rows are, both in pixels. Where it
    `has_labels`, rows have room for their signs beneath what stands on them.
    """

    timeline: Timeline
    shown: tuple[float, float]
    size: QSizeF
    metrics: QFontMetrics
    names: float = 0.0
    scrolled: float = 0.0
    has_labels: bool = False

    @property
    def axis(self) -> TimeAxis:
        """Where times stand."""
        left = min(self.names, self.size.width() * _NAMES) + 2 * PAD
        return TimeAxis(*self.shown, left, self.size.width() - left - PAD)

    @property
    def top(self) -> float:
        """Where the rows begin, below the axis, which stays."""
        return _AXIS * self.metrics.height() + PAD

    @property
    def row_height(self) -> float:
        """Of each camera."""
        return (_ROW + _SIGNS * self.has_labels) * self.metrics.height()

    @property
    def mark_height(self) -> float:
        """Of it, what marks, gaps and recorded time take parts of."""
        return _ROW * self.metrics.height()

    @property
    def height(self) -> float:
        """That all rows take."""
        rest = 1.5 * self.metrics.height() if self.timeline.unclocked else 0
        return self.top + self.row_height * max(1, len(self.timeline.names)) + PAD + rest

    def top_of(self, row: int) -> float:
        """Where a row begins, in sight or not."""
        return self.top + row * self.row_height - self.scrolled

    def row_at(self, y: float) -> int:
        """The row at a height; there need not be one."""
        return int((y - self.top + self.scrolled) // self.row_height) if y >= self.top else -1

    @property
    def rows(self) -> range:
        """The rows of which anything is in sight."""
        first = max(0, self.row_at(self.top))
        return range(first, min(len(self.timeline.names), self.row_at(max(self.top, self.size.height())) + 1))

    def span_at(self, spans: Spans, place: QPointF, near: float = 0.0) -> int | None:
        """The span at a point, or so many pixels beside it; None where there is none."""
        on_row = np.flatnonzero(spans.rows == self.row_at(place.y()))
        if not len(on_row):
            return None
        begins, ends = self.axis.xs_of(spans.begins[on_row]), self.axis.xs_of(spans.ends[on_row])
        off = np.maximum(np.maximum(begins - place.x(), place.x() - ends), 0)
        nearest = int(np.argmin(off))
        return int(on_row[nearest]) if off[nearest] <= near else None

    def draw(self, painter: QPainter, colours: Colours, at: At, verdicts: Codes, labelled: Labelled = ()) -> None:
        """All of it, with the mark or gap that the keyboard is `at` framed.

        `verdicts` are of each mark, `labelled` of which of them have which label.
        """
        painter.fillRect(QRectF(QPointF(0, 0), self.size), QColor(colours.surface))
        axis, below = self.axis, self.size.height() - self.top
        self._draw_axis(painter, colours)
        painter.setClipRect(QRectF(0, self.top, self.size.width(), below))
        self._draw_names(painter, colours)
        self._draw_rest(painter, colours)
        painter.setClipRect(QRectF(axis.left, self.top, axis.width + 2, below))
        hatched = QBrush(QColor(colours.failed), Qt.BrushStyle.BDiagPattern)
        for spans, brush, parts in (
            (self.timeline.recorded, QBrush(QColor(colours.hover)), ((0.30, 0.70),)),
            (self.timeline.gaps, hatched, ((0.36, 0.64),)),
        ):
            self._draw_spans(painter, _taken(spans, self._seen(spans)), brush, parts)
        self._draw_marks(painter, colours, verdicts)
        self._draw_signs(painter, labelled)
        self._draw_current(painter, colours, self.timeline.marks, at.mark)
        self._draw_current(painter, colours, self.timeline.gaps, at.gap)

    def draw_brush(self, painter: QPainter, colours: Colours, pressed: float, dragged: float) -> None:
        """The span that is being chosen, between two pixels."""
        first, last = sorted((pressed, dragged))
        ground = QColor(colours.accent)
        ground.setAlphaF(0.2)
        painter.fillRect(QRectF(first, 0, last - first, self.size.height()), ground)

    def said_at(self, seconds: float) -> str:
        """The time at a place, as the axis says it."""
        if not self.timeline.is_clocked:
            return moment(round(seconds * 1e6)).partition(".")[0]
        return f"{self.timeline.moment(seconds):%Y-%m-%d %H:%M:%S}"

    def _draw_axis(self, painter: QPainter, colours: Colours) -> None:
        axis, wide = self.axis, self.size.width()
        sample = self.metrics.horizontalAdvance("2026-00-00 00:00:00") * 1.3
        bottom = min(self.top_of(len(self.timeline.names)), self.size.height())
        for at in ticks(*self.shown, int((wide - axis.left) / sample)):
            x = axis.x_of(at)
            painter.setPen(QColor(colours.border))
            draw_upright(painter, x, self.top - 4, bottom)
            said = self.said_at(at)
            if x + 3 + self.metrics.horizontalAdvance(said) <= wide:  # else it would be cut
                painter.setPen(QColor(colours.muted))
                painter.drawText(QPointF(x + 3, self.metrics.ascent() + 6), said)

    def _draw_names(self, painter: QPainter, colours: Colours) -> None:
        room, wide = self.axis.left - 2 * PAD, self.size.width()
        for row in self.rows:
            top = self.top_of(row)
            draw_name(painter, QRectF(PAD, top, room, self.row_height), self.timeline.names[row], colours.text)
            painter.setPen(QColor(colours.border))
            painter.drawLine(QPointF(PAD, top), QPointF(wide - PAD, top))

    def _draw_rest(self, painter: QPainter, colours: Colours) -> None:
        """How many hits are not on it, below all rows."""
        painter.setPen(QColor(colours.muted))
        top = self.top_of(max(1, len(self.timeline.names)))
        area = QRectF(PAD, top + PAD / 2, self.size.width() - 2 * PAD, self.metrics.height() * 1.5)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), unclocked_hits(self.timeline.unclocked))

    def _draw_marks(self, painter: QPainter, colours: Colours, verdicts: Codes) -> None:
        """The hits by what is decided."""
        marks = self.timeline.marks
        seen = self._seen(marks)
        for verdict, (colour, parts) in MARK_LOOKS.items():
            these = seen[verdicts[seen] == VERDICT_CODES[verdict]]
            brush = QBrush(QColor(getattr(colours, colour)))
            self._draw_spans(painter, _taken(marks, these), brush, parts, _LEAST_MARK)

    def _draw_signs(self, painter: QPainter, labelled: Labelled) -> None:
        """The labels of the hits."""
        marks, rows = self.timeline.marks, self.rows
        seen = self._seen(marks)
        begins = np.maximum(self.axis.xs_of(marks.begins[seen]), self.axis.left)
        tops = np.array([self.top_of(row) + self.mark_height for row in rows], np.float64)
        draw_signs(painter, painter.font(), labelled, (seen, marks.rows[seen] - rows.start, begins), tops)

    def _seen(self, spans: Spans) -> Wholes:
        """Which spans are in sight, by their places."""
        rows = self.rows
        across = (spans.ends >= self.shown[0]) & (spans.begins <= self.shown[1])
        return np.flatnonzero(across & (spans.rows >= rows.start) & (spans.rows < rows.stop))

    def _draw_spans(
        self, painter: QPainter, spans: Spans, brush: QBrush, parts: _Parts, least: float = 1.0
    ) -> None:
        """Spans in sight, each in these parts of its row's height; where they are many, what they cover."""
        if not len(spans.rows):
            return
        axis, wide, rows = self.axis, int(self.size.width()), self.rows
        begins, ends = np.floor(axis.xs_of(spans.begins)), np.ceil(axis.xs_of(spans.ends))
        first = np.clip(begins, 0, wide).astype(np.int64)
        last = np.clip(np.maximum(ends, begins + least), 1, wide + 1).astype(np.int64)
        drawn = covered(spans.rows - rows.start, first, np.maximum(last, first + 1), len(rows))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRects(self._rects(drawn, parts))

    def _rects(self, drawn: tuple[Wholes, Wholes, Wholes], parts: _Parts) -> list[QRectF]:
        height, tops = self.mark_height, self.top_of(self.rows.start) + drawn[0] * self.row_height
        lefts, widths = drawn[1].tolist(), (drawn[2] - drawn[1]).tolist()
        rects: list[QRectF] = []
        for begin, end in parts:
            heights = repeat((end - begin) * height, len(lefts))
            rects += map(QRectF, lefts, (tops + begin * height).tolist(), widths, heights)
        return rects

    def _draw_current(self, painter: QPainter, colours: Colours, spans: Spans, current: int) -> None:
        if not 0 <= current < len(spans.rows):
            return
        top = self.top_of(int(spans.rows[current])) + 0.08 * self.mark_height
        mark = self.axis.span(
            float(spans.begins[current]), float(spans.ends[current]), top, 0.84 * self.mark_height, _LEAST_MARK
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawRect(mark.adjusted(-2, 0, 2, 0))


def _taken(spans: Spans, these: Wholes) -> Spans:
    return Spans(spans.rows[these], spans.begins[these], spans.ends[these])


def covered(rows: Wholes, first: Wholes, last: Wholes, count: int) -> tuple[Wholes, Wholes, Wholes]:
    """Rows, first pixels and those after the last of what spans cover, however many lie over each other."""
    if len(rows) <= FEW:
        return rows, first, last
    wide = int(last.max()) + 2
    begun, ended = (np.bincount(rows * wide + at, minlength=count * wide) for at in (first, last))
    is_covered = (begun - ended).reshape(count, wide).cumsum(axis=1) > 0
    edges = np.diff(is_covered.astype(np.int8), axis=1, prepend=0)
    on, begin = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    return on, begin, end
