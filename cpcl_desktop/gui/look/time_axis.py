"""Time laid from left to right, with rows of cameras beneath each other: what every drawing of time shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from cpcl_desktop.engine.plain_text import line

_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Times from `begin` to `end` along `width` pixels from `left` on; in any unit, all in the same."""

    begin: float
    end: float
    left: float
    width: float

    @property
    def _scale(self) -> float:
        """Pixels a unit of time."""
        return max(1.0, self.width) / max(1e-9, self.end - self.begin)

    def x_of(self, time: float) -> float:
        """Where a time stands; beyond the ends for what lies beyond the axis."""
        return self.left + (time - self.begin) * self._scale

    def xs_of(self, times: npt.NDArray[Any]) -> _Numbers:
        """As `x_of`, of many."""
        return np.asarray(self.left + (times - self.begin) * self._scale, np.float64)

    def time_at(self, x: float) -> float:
        """Which time stands at a pixel; the nearest end for one beside the axis."""
        return min(max(self.begin + (x - self.left) / self._scale, self.begin), self.end)

    def kept(self, time: float) -> float:
        """A time, or the end of the axis that it lies beyond."""
        return min(max(time, self.begin), self.end)

    def span(self, begin: float, end: float, top: float, height: float, least: float = 1.0) -> QRectF:
        """The rectangle of a span of time, `least` pixels wide."""
        left = self.x_of(begin)
        return QRectF(left, top, max(least, self.x_of(end) - left), height)


def names_width(metrics: QFontMetrics, names: Iterable[str], most: float) -> float:
    """How wide the names of rows are, at most so many pixels."""
    return min(max((metrics.horizontalAdvance(name) for name in names), default=0), most)


def draw_name(painter: QPainter, area: QRectF, name: str, colour: str) -> None:
    """The name of a row, in the middle of its height, shortened in the middle where it is too long."""
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(line(name), Qt.TextElideMode.ElideMiddle, int(area.width()))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)


def draw_upright(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """A line at a time."""
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
