"""The timeline: cameras one above the other, hits and gaps as marks by time; scrolled, zoomed, brushed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.sides import painter_of
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.panels import rows_bar
from cpcl_desktop.gui.panels.hit_sayings import SAYS_NOTHING, HitSayings
from cpcl_desktop.gui.panels.labelled_hits import Labelled
from cpcl_desktop.gui.panels.timeline_picture import At
from cpcl_desktop.gui.panels.timeline_pointing import NEAR_PX, beside, gap_lines, pointed_footage, pointed_lines
from cpcl_desktop.gui.panels.timeline_sight import TimelineSight
from cpcl_desktop.gui.panels.verdict_codes import Codes

ZOOM = 1.5  # of the span, by a step of the wheel or a key
CLICK_PX = 4  # that a hand may shake in a click
_OWN_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F, Qt.Key.Key_G, Qt.Key.Key_Home, *rows_bar.KEYS)


class TimelineView(TimelineSight):
    """Shows a `Timeline`; times of signals are seconds from its origin, hits by their place in the list."""

    chosen = Signal(int)  # the hit that the keyboard is at
    opened = Signal(int)
    gap_chosen = Signal()  # so that the keyboard is at no hit
    brushed = Signal(float, float)
    said = Signal(str)  # something to tell in passing
    footage_opened = Signal(object, object)  # the number of a source, microseconds of its file

    def __init__(self, sayings: HitSayings = SAYS_NOTHING) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(words.TIMELINE)
        self._sayings = sayings
        self.verdicts: Codes = np.zeros(0, np.int8)  # of each mark
        self._at = At()
        self._pressed: QPointF | None = None
        self._dragged = 0.0

    @property
    def current(self) -> int:
        """The mark that the keyboard is at, by its place; -1 for none."""
        return self._at.mark

    @current.setter
    def current(self, mark: int) -> None:
        self._at = At(mark)
        there = 0 <= mark < len(self.timeline.hits)
        self.setAccessibleDescription(
            self._sayings.spoken(int(self.timeline.hits[mark])) if there else words.TIMELINE_HELP
        )
        self.update()

    @property
    def gap(self) -> int:
        """The gap that the keyboard is at, by its place; -1 for none."""
        return self._at.gap

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline; where it is on the same footage, the span that is looked at stays."""
        same = timeline.names == self.timeline.names and timeline.origin == self.timeline.origin
        at_gap = self._gap_at()
        self.timeline, self.verdicts, self.labelled = timeline, np.zeros(len(timeline.hits), np.int8), ()
        self.current = -1
        self._go_back_to(at_gap)
        if not same or not timeline.span[0] <= self.shown[0] < timeline.span[1]:
            self.shown = timeline.busy  # other footage may lie months away; Home shows all of it
            self._sought = None
        self._measure()
        self.updateGeometry()
        self.update()

    def drop_marks(self) -> None:
        """Show no hits; rows and the span that is looked at stay."""
        nobody = np.empty(0, np.int64)
        self.timeline = replace(self.timeline, marks=Spans(), hits=nobody, by_time=nobody)
        self.verdicts, self.labelled = np.zeros(0, np.int8), ()
        if self.gap < 0:
            self.current = -1

    def _gap_at(self) -> tuple[int, datetime] | None:
        """The source of the gap that the keyboard is at, and when it begins; None where it is at none."""
        if self.gap < 0:
            return None
        return self.timeline.gap_sources[self.gap], self._begin_of(self.gap)

    def _go_back_to(self, at_gap: tuple[int, datetime] | None) -> None:
        """Be at that gap again, if it is there still: a key must not be about a hit that nobody went to."""
        gaps = range(len(self.timeline.gaps.rows))
        found = (one for one in gaps if (self.timeline.gap_sources[one], self._begin_of(one)) == at_gap)
        if (gap := next(found, -1)) >= 0:
            self._be_at_gap(gap)

    def _begin_of(self, gap: int) -> datetime:
        """To the millisecond, to which times within the footage are the same whatever the timeline begins with."""
        return self.timeline.origin + timedelta(milliseconds=round(1000 * float(self.timeline.gaps.begins[gap])))

    def show_verdicts(self, codes: Codes) -> None:
        """Show what is decided of hits, by their place in the list."""
        hits = self.timeline.hits
        if len(hits) and int(hits[-1]) >= len(codes):
            return  # it is laid out for other hits still
        self.verdicts = codes[hits]
        self._say_again()

    def show_labels(self, labelled: Labelled) -> None:
        """Show which hits, by their place in the list, have which label."""
        hits = self.timeline.hits
        if any(len(hits) and int(hits[-1]) >= len(mask) for _, mask in labelled):
            return  # as of verdicts
        self.labelled = [(label, mask[hits]) for label, mask in labelled]
        self.has_labels = bool(self.labelled)
        self.bar.fit(self.picture, self.size())
        self._say_again()

    def _say_again(self) -> None:
        """Of the current mark something else may be said."""
        if self.gap < 0:
            self.current = self.current
        self.update()

    def select_hit(self, hit: int) -> None:
        """Mark a hit, by its place in the list; one that was not marked before is brought into sight."""
        found = np.flatnonzero(self.timeline.hits == hit)
        self.current = int(found[0]) if len(found) else -1
        if len(found):
            self._bring_into_sight(self.timeline.marks, self.current)

    # --- moving

    def _step(self, by: int) -> None:
        """To the mark before or after, in the order of time."""
        marks = self.timeline.marks
        if not len(marks.rows):
            return
        self.current = beside(marks, self.timeline.by_time, self.current, self._time, by)
        self._sought = None  # by a key it is sought again, also where it was before
        self._bring_into_sight(marks, self.current)
        self.chosen.emit(int(self.timeline.hits[self.current]))

    def _step_gap(self, by: int) -> None:
        """To the gap before or after; no hit is chosen then."""
        gaps = self.timeline.gaps
        if not len(gaps.rows):
            self.said.emit(words.NO_GAP)
            return
        gap = beside(gaps, np.argsort(gaps.begins, kind="stable"), self.gap, self._time, by)
        self._be_at_gap(gap)
        self._sought = None
        self._bring_into_sight(gaps, gap)
        self.update()
        self.gap_chosen.emit()

    def _be_at_gap(self, gap: int) -> None:
        self._at = At(gap=gap)
        said = gap_lines(self.timeline, gap, self.picture.said_at(float(self.timeline.gaps.begins[gap])))
        self.setAccessibleDescription(", ".join(said))

    @property
    def _time(self) -> float | None:
        """When what the keyboard is at begins; None where it is at nothing."""
        for spans, place in ((self.timeline.marks, self.current), (self.timeline.gaps, self.gap)):
            if 0 <= place < len(spans.rows):
                return float(spans.begins[place])
        return None

    def _open(self) -> None:
        """The hit of the current mark, or the footage where the current gap begins."""
        if self.current >= 0:
            self.opened.emit(int(self.timeline.hits[self.current]))
        elif self.gap >= 0:
            source = self.timeline.gap_sources[self.gap]
            begin = float(self.timeline.gaps.begins[self.gap])
            self.footage_opened.emit(source, self.timeline.file_time(source, begin))

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Its own keys are no commands here; a tip says what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = pointed_lines(self.picture, QPointF(event.pos()), self._sayings)
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.setAccepted(event.modifiers() in _PLAIN)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go to marks, with Shift they move the span; G goes to gaps, with Shift to those before.

        + and − zoom; F filters to the span; Up and Down go through the rows, by pages, too.
        """
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self.pan(by / 4) if shift else self._step(by)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        elif key in rows_bar.KEYS:
            self.bar.triggerAction(rows_bar.KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_G:
            self._step_gap(-1 if shift else 1)
        elif key == Qt.Key.Key_Home:
            self._show(*self.timeline.span)
        elif key == Qt.Key.Key_F:
            self.brushed.emit(*self.shown)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.current >= 0 or self.gap >= 0):
            self._open()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Go through the rows; with Ctrl zoom around the pointer; with Shift, or sideways, move the span."""
        steps, keys = event.angleDelta(), event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (-steps.y() / 120), self.picture.axis.time_at(event.position().x()))
        elif steps.x() or keys & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(steps.x() or steps.y()) / 960)
        else:
            self.bar.turn(steps.y() / 120)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click, or the beginning of a brush."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Brush."""
        if self._pressed is not None:
            self._dragged = event.position().x()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the mark or the footage that was clicked, or tell the span that was brushed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        first, last = sorted((pressed.x(), event.position().x()))
        if last - first > CLICK_PX:
            axis = self.picture.axis
            self.brushed.emit(axis.time_at(first), axis.time_at(last))
        elif (mark := self.picture.span_at(self.timeline.marks, event.position(), NEAR_PX)) is not None:
            self.current = mark
            self.opened.emit(int(self.timeline.hits[mark]))
        elif (pointed := pointed_footage(self.picture, event.position())) is not None:
            self.footage_opened.emit(*pointed)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The timeline, what is being brushed, and whether it has the keyboard."""
        painter = painter_of(self)
        colours = colours_of(self.palette())
        self.picture.draw(painter, colours, self._at, self.verdicts, self.labelled)
        if self._pressed is not None:
            self.picture.draw_brush(painter, colours, self._pressed.x(), self._dragged)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
