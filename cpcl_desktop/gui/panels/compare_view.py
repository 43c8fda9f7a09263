"""Two to four hits side by side: the best picture of each, its moments, where and when, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Label, MarkKind
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.label_wording import spoken
from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.look.sides import painter_of
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.panels.label_tags import draw_labels, standing
from cpcl_desktop.gui.panels.results_delegate import draw_marks, draw_verdict, under_verdict
from cpcl_desktop.gui.panels.strips import Strips
from cpcl_desktop.gui.wording import MARKS, clock_line, hit_figure, passage, spoken_hit, support_lines, where

LEAST, MOST = 2, 4  # hits that can stand side by side
PICTURE, MOMENT = QSize(250, 380), QSize(58, 84)


class _Picture(QLabel):
    """A hit's best picture; over its corners what is decided and which marks stand, as on a card of the grid."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(QSize(PICTURE.width() // 2, PICTURE.height() // 2))
        self.verdict: str | None = None
        self.marks: Sequence[MarkKind] = ()
        self.labels: Sequence[Label] = ()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture, and what is said of it."""
        super().paintEvent(event)
        painter, area, colours = painter_of(self), QRectF(self.rect()), colours_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_verdict(painter, area, self.font(), self.verdict, colours)
        draw_marks(painter, area, self.font(), self.marks, colours)
        draw_labels(painter, under_verdict(area, self.font()), self.font(), self.labels)
        painter.end()


class _Compared(QFrame):
    """One of the hits."""

    opened = Signal(object)

    def __init__(self, hit: Hit, ranked: bool) -> None:
        super().__init__()
        self.hit, self._ranked = hit, ranked
        self.setProperty("role", "card")
        self.picture = _Picture()
        self.strip = QHBoxLayout()
        self.strip.setSpacing(3)
        self._moments: list[QLabel] = []
        column = QVBoxLayout(self)
        column.addWidget(self.picture, 1)
        column.addLayout(self.strip)
        for number, text in enumerate(_lines(hit, ranked)):
            label = QLabel(line(text), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            scale_text(label, 1.0, bold=number == 0)
            column.addWidget(label)
        self.open = QPushButton(tr("Open"))
        self.open.setAccessibleName(tr("Open the hit at {time}", time=moment(hit.time_us)))
        self.open.clicked.connect(lambda: self.opened.emit(hit))
        column.addWidget(self.open)

    def show_said(self, verdict: str | None, marks: Sequence[MarkKind], labels: Sequence[Label]) -> None:
        """Show what is decided about it, which marks stand, and its labels."""
        self.picture.verdict, self.picture.marks, self.picture.labels = verdict, marks, labels
        self.picture.update()
        said = [*(MARKS[kind] for kind in marks), *map(spoken, labels)]
        self.setAccessibleName(line(", ".join([spoken_hit(self.hit, self._ranked, verdict), *said])))

    def show_pictures(self, best: QPixmap | None, moments: Sequence[QPixmap]) -> None:
        """Show what has come of the pictures."""
        if best is not None:
            self.picture.setPixmap(best)
        while len(self._moments) < len(moments):
            self._moments.append(QLabel(alignment=Qt.AlignmentFlag.AlignCenter))
            self.strip.addWidget(self._moments[-1])
        for at, picture in enumerate(moments):
            self._moments[at].setPixmap(picture)


class CompareView(QScrollArea):
    """Hits side by side; `left` by Esc or its button, `opened` carries a hit."""

    left = Signal()
    opened = Signal(object)  # Hit

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.COMPARE)
        self.thumbnails, self.strips = Thumbnails(PICTURE), Strips(MOMENT)
        self.thumbnails.arrived.connect(self._show_pictures)
        self.strips.arrived.connect(self._show_pictures)
        self.cards: list[_Compared] = []
        self._decided: Decided = {}
        self._marks: Marks = {}
        self._labels: Sequence[Label] = ()

    @property
    def hits(self) -> list[Hit]:
        """The hits that stand there."""
        return [card.hit for card in self.cards]

    def show_hits(self, hits: Sequence[Hit], ranked: bool) -> None:
        """Show these side by side."""
        self.cards = [_Compared(hit, ranked) for hit in hits]
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(18, 4, 18, 12)
        column.addLayout(self._heading(hits))
        row = QHBoxLayout()
        row.setSpacing(10)
        for card in self.cards:
            card.opened.connect(self.opened)
            row.addWidget(card, 1)
        column.addLayout(row, 1)
        self.setWidget(held)
        self._show_pictures()
        self._show_said()

    def current_hit(self) -> Hit | None:
        """The hit whose card has the keyboard, which Tab takes from one to the next."""
        focused = QApplication.focusWidget()
        return next((card.hit for card in self.cards if focused and card.isAncestorOf(focused)), None)

    def show_decisions(self, decided: Decided) -> None:
        """Show what is decided, by track; the mapping is not copied."""
        self._decided = decided
        self._show_said()

    def show_marks(self, marks: Marks) -> None:
        """Show which marks stand, by track; the mapping is not copied."""
        self._marks = marks
        self._show_said()

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show these labels on the hits that have one."""
        self._labels = labels
        self._show_said()

    def forget(self) -> None:
        """Show none."""
        self.cards = []
        self.setWidget(QWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to the hits."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _heading(self, hits: Sequence[Hit]) -> QHBoxLayout:
        said = QLabel(words.compared_line(hits), wordWrap=True)
        said.setProperty("role", "muted")
        back = QPushButton(tr("Back to the hits"))
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(said, 1)
        return row

    def _show_said(self) -> None:
        for card in self.cards:
            decision = self._decided.get(card.hit.track)
            kinds = self._marks.get(card.hit.track, frozenset())
            marks = [kind for kind in MARKS if kind in kinds]
            card.show_said(None if decision is None else decision.verdict, marks, standing(kinds, self._labels))

    def _show_pictures(self) -> None:
        for card in self.cards:
            card.show_pictures(self.thumbnails.get(card.hit.crop), self.strips.pictures(card.hit))


def _lines(hit: Hit, ranked: bool) -> list[str]:
    figure = hit_figure(hit) if ranked else words.lasts(hit)
    said = (
        moment(hit.time_us),
        where(hit),
        tr("Passage {times}", times=passage(hit)),
        clock_line(hit.time),
        figure,
    )
    return [text for text in (*said, *support_lines(hit)) if text]
