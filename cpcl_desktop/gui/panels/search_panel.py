"""What to search for: the query box, the filters, and what the model could not know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Ask, Image, Query, ReadFilter, Source
from cpcl_desktop.gui.look.notice import Notice
from cpcl_desktop.gui.look.pictures import array_of, image_of
from cpcl_desktop.gui.panels.filters import FilterBar, Filters
from cpcl_desktop.gui.panels.query_box import QueryBox
from cpcl_desktop.gui.panels.question_line import QuestionLine
from cpcl_desktop.gui.panels.reading_line import ReadingLine


class SearchPanel(QWidget):
    """Builds queries. `searched` when the user wants an answer to the query as it now stands."""

    searched = Signal()

    def __init__(self, choose_image: QAction) -> None:
        super().__init__()
        self.box = QueryBox(choose_image)
        self.filters = FilterBar()
        self.notice = Notice()
        self.reading = ReadingLine()
        self.question = QuestionLine()
        self._example: Image | None = None
        self._taken_back: tuple[str, ...] = ()
        self.box.search_asked.connect(self.searched)
        self.box.cleared.connect(self._on_cleared)
        self.box.image_given.connect(self._on_image_given)
        self.box.image_removed.connect(self._on_image_removed)
        self.filters.changed.connect(self.searched)
        self.reading.taken_back.connect(self._on_taken_back)
        self.question.answered.connect(self._on_question_answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 6)
        column.setSpacing(9)
        column.addWidget(self.box)
        column.addWidget(self.filters)
        column.addWidget(self.reading)
        column.addWidget(self.question)
        column.addWidget(self.notice)

    def query(self, limit: int) -> Query:
        """The query as it now stands."""
        let = self.filters.filters()
        return Query(
            text=self.box.line.text().strip(),
            image=self._example,
            sources=let.sources,
            cameras=let.cameras,
            from_s=let.from_s,
            to_s=let.to_s,
            time_of_day=let.time_of_day,
            weekday=let.weekday,
            date=let.date,
            taken_back=tuple(words for words in self._taken_back if words in self.box.line.text()),
            limit=limit,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for and nothing filtered out."""
        return not self.box.line.text().strip() and self._example is None and self.filters.filters() == Filters()

    def offer(self, sources: Sequence[Source]) -> None:
        """Offer the case's cameras and sources as filters."""
        cameras = sorted({source.camera for source in sources})
        self.filters.offer({name: name for name in cameras}, sources)

    def set_example(self, image: Image | None) -> None:
        """Search by this image from now on."""
        self._example = image
        self.box.show_example(None if image is None else image_of(image))

    def show_reading(self, filters: Sequence[ReadFilter], asks: Sequence[Ask]) -> None:
        """Show what of the description was read as a filter, and what to ask next."""
        self.reading.show_filters(filters)
        self.question.show_ask(asks)

    def focus(self) -> None:
        """Put the cursor into the query box."""
        self.box.line.setFocus()
        self.box.line.selectAll()

    def clear(self) -> None:
        """Forget description, example and filters, without searching."""
        self.box.line.clear()
        self.set_example(None)
        self.filters.clear()
        self.show_reading((), ())
        self._taken_back = ()
        self.notice.say("")

    def _on_cleared(self) -> None:
        if self.box.line.text() or self._example is not None:
            self.box.line.clear()
            self.set_example(None)
            self.searched.emit()

    def _on_taken_back(self, words: str) -> None:
        self._taken_back = (*self._taken_back, words)
        self.searched.emit()

    def _on_question_answered(self, phrase: str) -> None:
        self.box.line.setText(", ".join(filter(None, (self.box.line.text().strip(), phrase))))
        self.searched.emit()

    def _on_image_given(self, image: QImage) -> None:
        self.set_example(array_of(image))
        self.searched.emit()

    def _on_image_removed(self) -> None:
        self.set_example(None)
        self.searched.emit()
