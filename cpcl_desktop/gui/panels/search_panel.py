"""What to search for: the query box, the filters, and what the model could not know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpcl_desktop.engine.case.names import renamed
from cpcl_desktop.engine.numbering import called, place_of
from cpcl_desktop.engine.records import Answer, Image, Query, ReadFilter, Source
from cpcl_desktop.gui import query_wording
from cpcl_desktop.gui.look.notice import Notice
from cpcl_desktop.gui.look.pictures import array_of, image_of
from cpcl_desktop.gui.panels.filters.bar import FilterBar
from cpcl_desktop.gui.panels.filters.let_through import Filters, filters_of
from cpcl_desktop.gui.panels.query_box import QueryBox
from cpcl_desktop.gui.panels.question_line import QuestionLine
from cpcl_desktop.gui.panels.reading_line import NOTHING_READ, Read, ReadingLine

if TYPE_CHECKING:
    from cpcl_desktop.engine.search.facets import Counts


class SearchPanel(QWidget):
    """Builds queries. `searched` when the user wants an answer to the query as it now stands."""

    searched = Signal()
    typed = Signal()  # a pause after typing: what stands there may be looked up, nobody asked yet
    settled = Signal()  # a long pause, or the box was left: it counts as asked

    def __init__(self, choose_image: QAction) -> None:
        super().__init__()
        self.box = QueryBox(choose_image)
        self.filters = FilterBar()
        self.notice = Notice()
        self.reading, self.chips = ReadingLine(), ReadingLine()  # filters; words and passages that count otherwise
        self.question = QuestionLine()
        self._example: Image | None = None
        self._like: tuple[int, ...] = ()
        self._unlike: tuple[int, ...] = ()
        self._taken_back: tuple[str, ...] = ()
        self._cases: dict[int, str] = {}  # what the cases of passages' numbers are called
        self._offered: Sequence[Source] = ()
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 6)
        column.setSpacing(9)
        for widget in (self.box, self.filters, self.reading, self.chips, self.question, self.notice):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.box.search_asked.connect(self.searched)
        self.box.typed.connect(self.typed)
        self.box.typing.settled.connect(self.settled)
        self.box.cleared.connect(self._on_cleared)
        self.box.image_given.connect(self._on_image_given)
        self.box.image_removed.connect(self._on_image_removed)
        self.filters.changed.connect(self.searched)
        self.reading.taken_back.connect(self._on_taken_back)
        self.reading.edit_asked.connect(self._on_edit_asked)
        self.chips.word_removed.connect(self._on_word_removed)
        self.chips.unlike_removed.connect(lambda: self.set_unlike(()))
        self.question.answered.connect(self._on_question_answered)

    def query(self, limit: int) -> Query:
        """The query as it now stands."""
        text = self.box.line.text()
        return Query(
            text=text.strip(),
            image=self._example,
            like=self._like,
            unlike=self._unlike,
            weight=self.box.example.weight if self._has_example else Query().weight,
            taken_back=tuple(words for words in self._taken_back if words in text),
            limit=limit,
            **{one.name: getattr(self.filters.filters(), one.name) for one in fields(Filters)},
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for and nothing filtered out."""
        return not self.query(0).is_search and self.filters.filters() == Filters()

    @property
    def _has_example(self) -> bool:
        return self._example is not None or bool(self._like)

    def offer(self, sources: Sequence[Source]) -> None:
        """Offer the cameras and sources as filters, and of several cases these; one that is renamed stays set."""
        otherwise, self._offered = renamed(self._offered, sources), tuple(sources)
        self._cases = {place_of(source.id): source.case for source in sources}
        cameras = sorted({source.camera for source in sources})
        self.filters.offer({name: name for name in cameras}, sources, otherwise)

    def set_example(self, image: Image | None) -> None:
        """Search by this image from now on."""
        self._example, self._like = image, ()
        self._show_example(None if image is None else image_of(image))

    def set_like(self, tracks: Sequence[int], picture: QImage | None = None) -> None:
        """Search by how these passages look from now on; `picture` shows whose."""
        self._example, self._like = None, tuple(tracks)
        self._unlike = tuple(track for track in self._unlike if track not in self._like)
        self._show_example(picture, query_wording.like_choice(self._numbers(tracks)) if tracks else "")

    def set_unlike(self, tracks: Sequence[int]) -> None:
        """What is looked for does not look like these; asks for an answer."""
        self._unlike = tuple(dict.fromkeys(tracks))
        if set(self._like) & set(self._unlike):
            self.set_like([track for track in self._like if track not in self._unlike])
        self.searched.emit()

    def set_query(self, query: Query) -> None:
        """Let the panel stand as this query has it, without searching."""
        self.clear()
        self.box.line.setText(query.text)
        if query.like:
            self.set_like(query.like)
        else:
            self.set_example(query.image)
        self.box.example.set_weight(query.weight)
        self._unlike, self._taken_back = tuple(query.unlike), tuple(query.taken_back)
        self.filters.set_filters(filters_of(query))

    @property
    def unlike(self) -> Sequence[int]:
        """Passages that what is looked for does not look like."""
        return self._unlike

    def show_counts(self, counts: Counts) -> None:
        """Show beside the filters' values how many passages each lets through."""
        self.filters.show_counts(counts)

    def show_reading(self, answer: Answer | None) -> None:
        """Show how the query was read, and what to ask next; None for no answer."""
        if answer is None:
            self.reading.show_read(NOTHING_READ)
            self.chips.show_read(Read(unlike=self._numbers(self._unlike)))
            self.question.show_ask(())
        else:
            self.reading.show_read(Read(answer.read_as))
            unlike = self._numbers(answer.query.unlike)
            self.chips.show_read(Read((), answer.unknown_words, unlike, answer.unused_words))
            self.question.show_ask(answer.ask)

    def _numbers(self, tracks: Sequence[int]) -> tuple[str, ...]:
        """Passages' numbers as they are written, of several cases with these."""
        return tuple(called(self._cases.get(place_of(track), ""), track) for track in tracks)

    def focus(self) -> None:
        """Put the cursor into the query box."""
        self.box.line.setFocus()
        self.box.line.selectAll()

    def clear(self) -> None:
        """Forget description, example and filters, without searching."""
        self._forget_sought()
        self.filters.clear()
        self.show_reading(None)
        self._taken_back = ()
        self.notice.say("")

    def _forget_sought(self) -> None:
        self.box.typing.forget()
        self.box.line.clear()
        self.set_example(None)
        self.box.example.set_weight(Query().weight)
        self._unlike = ()

    def _show_example(self, picture: QImage | None, named: str = "") -> None:
        self.box.example.show_example(picture, named)

    def _on_cleared(self) -> None:
        if self.query(0).is_search:
            self._forget_sought()
            self.searched.emit()

    def _on_taken_back(self, words: str) -> None:
        self._taken_back = (*self._taken_back, words)
        self.searched.emit()

    def _on_word_removed(self, word: str) -> None:
        """Take a word that did not count out of the description."""
        self._take_out(word)
        self.searched.emit()

    def _on_edit_asked(self, read: ReadFilter) -> None:
        """A filter that was read becomes one that is set, in place of its words, and opens."""
        self._take_out(read.text)
        self.filters.edit(read.filter, read.values)

    def _take_out(self, words: str) -> None:
        without = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", self.box.line.text(), flags=re.IGNORECASE)
        self.box.line.setText(re.sub(r"\s+([,;.])", r"\1", " ".join(without.split())).strip(" ,;"))

    def _on_question_answered(self, phrase: str) -> None:
        self.box.line.setText(", ".join(filter(None, (self.box.line.text().strip(), phrase))))
        self.searched.emit()

    def _on_image_given(self, image: QImage) -> None:
        self.set_example(array_of(image))
        self.searched.emit()

    def _on_image_removed(self) -> None:
        self.set_example(None)
        self.searched.emit()
