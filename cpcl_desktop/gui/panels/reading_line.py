"""How a query was read: filters in the description, words that did not count, passages that it is not like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import ReadFilter
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import query_wording as words
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.look.icons import cross_button
from cpcl_desktop.gui.look.names import entry, tip


@dataclass(frozen=True, slots=True)
class Read:
    """What is to be shown of how a query was read."""

    filters: Sequence[ReadFilter] = ()
    unknown: Sequence[str] = ()  # words that did not count
    unlike: Sequence[str] = ()  # passages, by their numbers
    doubtful: Sequence[str] = ()  # words that may not have counted


NOTHING_READ = Read()


class ReadingLine(QWidget):
    """Hidden while there is nothing to say; a filter's button opens it, every cross takes its own away."""

    edit_asked = Signal(object)  # ReadFilter, which is to be set and opened as one of the filters
    taken_back = Signal(str)  # words that are to be no filter
    word_removed = Signal(str)  # one that did not count
    unlike_removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown = NOTHING_READ
        self._holder: QWidget | None = None
        self._buttons: list[QPushButton] = []
        self._crosses: list[QToolButton] = []
        self.words: list[QPushButton] = []
        self.hide()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """One for each filter, in the order of the sentence."""
        return self._buttons

    @property
    def crosses(self) -> Sequence[QToolButton]:
        """What takes each of them back."""
        return self._crosses

    def show_read(self, read: Read) -> None:
        """Show this, in place of what was there before."""
        if read == self._shown:
            return
        self._shown = read
        if self._holder is not None:
            self._column.removeWidget(self._holder)
            self._holder.deleteLater()
            self._holder = None
        self._buttons = [self._filter(one) for one in read.filters]
        self._crosses = [self._cross(one) for one in read.filters]
        self.words = [self._word(word, words.word_choice(word), words.word_details(word)) for word in read.unknown]
        self.words += [
            self._word(word, words.doubtful_choice(word), words.doubtful_details(word)) for word in read.doubtful
        ]
        others = [*self.words, *([self._unlike(read.unlike)] if read.unlike else [])]
        filters = [_beside(*pair) for pair in zip(self._buttons, self._crosses, strict=True)]
        parts = [*([_muted(words.READ_AS_FILTERS)] if filters else []), *filters, *others]
        if parts:
            self._holder = flowing(parts)
            self._column.addWidget(self._holder)
        self.setVisible(bool(parts))

    def _filter(self, one: ReadFilter) -> QPushButton:
        said = wording.read_filter(one)
        told = tr("“{words}” was read as this filter. Press to edit it among the filters.", words=one.text)
        spoken = tr("Edit the filter {filter}", filter=said)
        return _button(f"{said}  ▾", told, spoken, lambda: self.edit_asked.emit(one))

    def _cross(self, one: ReadFilter) -> QToolButton:
        told = tr("Take the filter back: “{words}” is to describe the person.", words=one.text)
        spoken = tr("Take back the filter {filter}", filter=wording.read_filter(one))
        cross = cross_button(tip([told]), spoken)
        cross.clicked.connect(lambda: self.taken_back.emit(one.text))
        return cross

    def _word(self, word: str, text: str, told: str) -> QPushButton:
        return _button(text, told, told, lambda: self.word_removed.emit(word))

    def _unlike(self, tracks: Sequence[str]) -> QPushButton:
        told = words.unlike_details(tracks)
        return _button(words.unlike_choice(tracks), told, told, self.unlike_removed.emit)


def _button(text: str, told: str, spoken: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(entry(text))
    button.setToolTip(tip([told]))
    button.setAccessibleName(spoken)
    button.clicked.connect(lambda: do())
    return button


def _beside(button: QPushButton, cross: QToolButton) -> QWidget:
    chip = QWidget()
    row = QHBoxLayout(chip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(button)
    row.addWidget(cross)
    return chip


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
