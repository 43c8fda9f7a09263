"""The middle of the window: the grid of hits, or what to do when there are none."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.panels.empty_state import EmptyState
from cpcl_desktop.gui.panels.results_delegate import PICTURE, HitDelegate
from cpcl_desktop.gui.panels.results_model import HIT_ROLE, ResultsModel
from cpcl_desktop.gui.triage_wording import more_below, more_choice
from cpcl_desktop.gui.wording import answer_line

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class HitGrid(QListView):
    """Hits side by side; Enter or a double click opens one."""

    opened = Signal(object)  # Hit
    end_reached = Signal()  # scrolled nearly to the last hit

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setModel(model)
        self.setItemDelegate(HitDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setAccessibleName("Hits")
        self.verticalScrollBar().setSingleStep(48)
        self.setViewportMargins(11, 0, 4, 0)  # cards stand flush with the query box
        self.clicked.connect(self._on_clicked)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes by the keyboard is at a hit at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.selectionModel().hasSelection() and self.model().rowCount():
            self.select_row(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; everything else moves as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def current_hit(self) -> Hit | None:
        """The hit that the keyboard is at."""
        hit: Hit | None = self.currentIndex().data(HIT_ROLE)
        return hit

    def selected_hits(self) -> list[Hit]:
        """The hits that are selected, in their order."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(HIT_ROLE) for index in rows]

    def select_row(self, row: int) -> None:
        """Go to a row and make it visible."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if 0 < bar.maximum() <= value + bar.pageStep() // 2:
            self.end_reached.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click opens; with Shift or Ctrl it selects."""
        if not QGuiApplication.keyboardModifiers() & (_SHIFT | _CONTROL):
            self._on_opened(index)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(HIT_ROLE))


class ResultsView(QWidget):
    """Shows an answer; refreshing it keeps the selected track and the place in the grid."""

    opened = Signal(object)  # Hit
    more_asked = Signal()
    changed = Signal()  # other hits are shown

    def __init__(self) -> None:
        super().__init__()
        self.thumbnails = Thumbnails(PICTURE)
        self.model = ResultsModel(self.thumbnails)
        self.grid = HitGrid(self.model)
        self.grid.opened.connect(self.opened)
        self.empty = EmptyState()
        self._summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._summary.setProperty("role", "muted")
        self._progress = QLabel()
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.setToolTip("Shows further hits below these, as scrolling to the end does")
        self.more.clicked.connect(self.more_asked)
        self.grid.end_reached.connect(self.more_asked)
        heading = QHBoxLayout()
        heading.setContentsMargins(20, 0, 18, 2)
        heading.setSpacing(12)
        heading.addWidget(self._summary, 1)
        heading.addWidget(self._progress)
        heading.addWidget(self.more)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(heading)
        column.addLayout(self._stack, 1)
        self.answer: Answer | None = None  # the one shown
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the hits; without any, the page that `empty` was set to."""
        selected = self.grid.current_hit()
        scrolled = self.grid.verticalScrollBar().value()
        before, self.answer = self.answer, answer
        same_query = answer is not None and before is not None and asks_the_same(answer.query, before.query)
        self.model.show(answer)
        self._summary.setText(line(answer_line(answer)) if answer else "")
        self._summary.setVisible(bool(self._summary.text()))
        self.more.setText(more_choice(answer))
        self.more.setVisible(self.has_more)
        self._stack.setCurrentWidget(self.grid if self.model.hits else self.empty)
        self._restore(selected, scrolled if same_query else 0)
        self.changed.emit()

    @property
    def progress(self) -> str:
        """What it says of how much is decided."""
        return self._progress.text()

    def show_progress(self, said: str) -> None:
        """Say how much is decided."""
        self._progress.setText(said)
        self._progress.setVisible(bool(said))

    @property
    def has_more(self) -> bool:
        """Whether there are hits below those shown."""
        return more_below(self.answer) > 0

    @property
    def shown_up_to(self) -> int:
        """How many hits were asked for."""
        return self.answer.query.limit if self.answer else 0

    def select(self, track: int) -> None:
        """Go to a track, where it is among the hits."""
        row = self.model.row_of_track(track)
        if row is not None:
            self.grid.select_row(row)

    def _restore(self, selected: Hit | None, scrolled: int) -> None:
        row = self.model.row_of_track(selected.track) if selected else None
        if row is not None and self.grid.currentIndex().row() != row:
            index = self.model.index(row)
            self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.grid.doItemsLayout()
        self.grid.verticalScrollBar().setValue(scrolled)


def asks_the_same(one: Query, other: Query) -> bool:
    """Whether two queries differ in how much is shown only; images, being arrays, are compared by identity."""
    return one.image is other.image and replace(one, image=None, limit=0) == replace(other, image=None, limit=0)
