"""Which part of a timeline is in sight: its span of time and its rows, zoomed, moved and scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QSizeF
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cpcl_desktop.gui.lanes.timeline import Spans, Timeline
from cpcl_desktop.gui.look.sides import go_to_the_right
from cpcl_desktop.gui.look.time_axis import names_width
from cpcl_desktop.gui.panels.labelled_hits import Labelled
from cpcl_desktop.gui.panels.rows_bar import RowsBar
from cpcl_desktop.gui.panels.timeline_picture import TimelinePicture

LEAST_S = 2.0  # that is ever shown


class TimelineSight(QWidget):
    """A `timeline` of which the span `shown`, in seconds from its origin, is in sight, and of its rows what `bar`
    says."""

    def __init__(self) -> None:
        super().__init__()
        go_to_the_right(self)
        self.bar = RowsBar(self)
        self.timeline = Timeline()
        self.labelled: Labelled = ()  # which marks have which label
        self.has_labels = (
            False  # of the hits that were shown last: rows keep their height while others are laid out
        )
        self.shown = (0.0, 1.0)
        self._names = 0.0  # pixels of the longest name of a row
        self._sought: tuple[int, float] | None = None  # row and time that were last brought into sight
        self._measure()

    @property
    def picture(self) -> TimelinePicture:
        """How it is laid out now."""
        bar = self.bar.width() if self.bar.isVisibleTo(self) else 0
        size = QSizeF(self.width() - bar, self.height())
        scrolled = float(self.bar.value())
        return TimelinePicture(
            self.timeline, self.shown, size, self.fontMetrics(), self._names, scrolled, self.has_labels
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows, as far as a window of usual size has room for them."""
        return QSize(600, min(600, round(self.picture.height)))

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show a shorter (factor below 1) or longer span around a time, by default the middle."""
        begin, end = self.shown
        middle = (begin + end) / 2 if at is None else at
        whole = self.timeline.span
        length = min(max((end - begin) * factor, LEAST_S), whole[1] - whole[0])
        first = middle - (middle - begin) / (end - begin) * length
        self._show(first, first + length)

    def _bring_into_sight(self, spans: Spans, place: int) -> None:
        """Move to a mark or a gap, unless that was done: who looks elsewhere since is left there."""
        row, begin = int(spans.rows[place]), float(spans.begins[place])
        if self._sought == (row, begin):
            return
        self._sought = (row, begin)
        first, last = self.shown
        if not first <= begin <= last:
            self._show(begin - (last - first) / 2, begin + (last - first) / 2)
        self.bar.reveal(row, self.picture)

    def _measure(self) -> None:
        """Other rows, or other text."""
        self._names = names_width(self.fontMetrics(), self.timeline.names, float("inf"))
        self.bar.fit(self.picture, self.size())

    def pan(self, share: float) -> None:
        """Go on by a share of what is shown."""
        by = (self.shown[1] - self.shown[0]) * share
        self._show(self.shown[0] + by, self.shown[1] + by)

    def _show(self, begin: float, end: float) -> None:
        first, last = self.timeline.span
        begin = max(first, min(begin, last - (end - begin)))
        self.shown = (begin, min(last, begin + max(LEAST_S, end - begin)))
        self.update()

    # --- Qt's events

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes from another view is shown the mark of what was chosen there."""
        super().showEvent(event)
        self._sought = None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows are as high as their text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other rows have room."""
        super().resizeEvent(event)
        self.bar.fit(self.picture, self.size())
