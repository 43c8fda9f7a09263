"""The appearances of a likely person over time, a row for each camera; the gaps between them are dashed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.numbering import of_case
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.look.time_axis import TimeAxis, draw_name, names_width
from cpcl_desktop.gui.person_wording import appearance_lines, spoken_appearance

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NAMES = 0.3  # of the width, that names of cameras may take
_MOST_ROWS = 8  # cameras with a row of their own; further ones share the last
BY_FILE = tr("by each file's own time, as not every recorder's clock is known")


@dataclass(frozen=True, slots=True)
class Block:
    """An appearance in the drawing: its row, and where it begins and ends in seconds of the axis."""

    row: int
    begin_s: float
    end_s: float


def blocks_of(appearances: Sequence[Appearance], rows: Sequence[str]) -> tuple[list[Block], bool]:
    """Where appearances stand, and whether that is by true time: else each counts from its file's begin."""
    stamps = [one.time.corrected.timestamp() for one in appearances if one.time.corrected is not None]
    is_true = len(stamps) == len(appearances)
    begins = [at - min(stamps) for at in stamps] if is_true and stamps else [one.begin_s for one in appearances]
    blocks = [
        Block(min(rows.index(_camera(one)), _MOST_ROWS - 1), begin, begin + one.end_s - one.begin_s)
        for one, begin in zip(appearances, begins, strict=True)
    ]
    return blocks, is_true


def _camera(one: Appearance) -> str:
    """What is written before its row."""
    return of_case(one.case, one.camera)


class Timeline(QWidget):
    """A click, or Enter at the one that the arrows are at, opens an appearance: `opened` carries it."""

    opened = Signal(object)  # Appearance
    reached = Signal(int)  # the number of the appearance that the arrows are at

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        go_to_the_right(self)
        self.setAccessibleName(tr("Timeline over cameras"))
        self._appearances: Sequence[Appearance] = ()
        self._rows: list[str] = []
        self._blocks: list[Block] = []
        self._is_true = False
        self._at = 0

    @property
    def blocks(self) -> Sequence[Block]:
        """What it draws."""
        return tuple(self._blocks)

    def show_appearances(self, appearances: Sequence[Appearance]) -> None:
        """Draw these appearances, in the order of time."""
        self._appearances, self._at = appearances, 0
        self._rows = list(dict.fromkeys(map(_camera, appearances)))
        self._blocks, self._is_true = blocks_of(appearances, self._rows)
        self.setVisible(bool(appearances))
        self._describe()
        self.updateGeometry()

    def go_to(self, number: int) -> None:
        """Mark an appearance."""
        self._at = number
        self._describe()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row for each camera, and the axis."""
        rows = min(_MOST_ROWS, max(1, len(self._rows)))
        return QSize(300, round((rows + 1.3) * self._row_height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never lower."""
        return QSize(120, self.sizeHint().height())

    def place_of(self, number: int) -> QRectF:
        """Where an appearance is drawn."""
        block = self._blocks[number]
        top = self._area.top() + block.row * self._row_height
        return self._axis.span(block.begin_s, block.end_s, top + 4, self._row_height - 8, least=4.0)

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Say which appearance is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._number_at(QPointF(event.pos()))
            said = "" if at is None else tip(appearance_lines(self._appearances[at]))
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is there."""
        at = self._number_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(at)
            self.reached.emit(at)
            self.opened.emit(self._appearances[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from one appearance to the next, Enter opens it."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._at + step < len(self._blocks):
            self.go_to(self._at + step)
            self.reached.emit(self._at)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._appearances:
            self.opened.emit(self._appearances[self._at])
        elif step is None:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw rows, appearances, the gaps between them and the axis."""
        painter = painter_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        self._paint_rows(painter, colours)
        self._paint_gaps(painter, colours)
        for number in range(len(self._blocks)):
            at = number == self._at and self.hasFocus()
            painter.setPen(QPen(QColor(colours.text), 2.4) if at else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(self.place_of(number), 3, 3)
        self._paint_axis(painter, colours)
        painter.end()

    @property
    def _row_height(self) -> float:
        return self.fontMetrics().height() * 1.5

    @property
    def _area(self) -> QRectF:
        names = names_width(self.fontMetrics(), self._rows, self.width() * _NAMES) + 14
        return QRectF(names, 2, max(40, self.width() - names - 10), self.height() - self._row_height - 2)

    @property
    def _axis(self) -> TimeAxis:
        """In seconds; there is an appearance."""
        begin = min(block.begin_s for block in self._blocks)
        end = max(block.end_s for block in self._blocks)
        return TimeAxis(begin, end, self._area.left(), self._area.width())

    def _number_at(self, place: QPointF) -> int | None:
        near = (n for n in range(len(self._blocks)) if self.place_of(n).adjusted(-2, -4, 2, 4).contains(place))
        return next(near, None)

    def _describe(self) -> None:
        said = "" if not self._appearances else spoken_appearance(self._appearances[self._at])
        at = tr("{at} of {all}: {appearance}", at=self._at + 1, all=len(self._appearances), appearance=said)
        self.setAccessibleDescription(at if said else "")
        self.update()

    def _paint_rows(self, painter: QPainter, colours: Colours) -> None:
        area = self._area
        for number, name in enumerate(self._rows[:_MOST_ROWS]):
            top = area.top() + number * self._row_height
            shared = number == _MOST_ROWS - 1 and len(self._rows) > _MOST_ROWS
            said = tr("%n more camera(s)", None, len(self._rows) - number) if shared else name
            draw_name(painter, QRectF(2, top, area.left() - 12, self._row_height), said, colours.muted)
            painter.fillRect(
                QRectF(area.left(), top + 2, area.width(), self._row_height - 4), QColor(colours.stage)
            )

    def _paint_gaps(self, painter: QPainter, colours: Colours) -> None:
        """From the end of an appearance to the begin of the next, where both are by the same time."""
        painter.setPen(QPen(QColor(colours.muted), 1.2, Qt.PenStyle.DashLine))
        for number in range(1, len(self._blocks) if self._is_true else 0):
            before, after = self.place_of(number - 1), self.place_of(number)
            painter.drawLine(
                QPointF(before.right(), before.center().y()), QPointF(after.left(), after.center().y())
            )

    def _paint_axis(self, painter: QPainter, colours: Colours) -> None:
        if not self._blocks:
            return
        area = QRectF(self._area.left(), self.height() - self._row_height, self._area.width(), self._row_height)
        painter.setPen(QColor(colours.muted))
        first, last = self._ends(self._axis.begin, self._axis.end)
        metrics = self.fontMetrics()
        room = int(area.width()) - metrics.horizontalAdvance(f"{last}  ")
        first = metrics.elidedText(first, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), first)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), last)

    def _ends(self, begin_s: float, end_s: float) -> tuple[str, str]:
        """What stands under both ends of the axis."""
        if not self._is_true:
            return f"{length(begin_s)} {BY_FILE}", length(end_s)
        first = next(one.time.corrected for one in self._appearances if one.time.corrected is not None)
        return first.isoformat(" ", "seconds"), tr("{time} in all", time=length(end_s - begin_s))
