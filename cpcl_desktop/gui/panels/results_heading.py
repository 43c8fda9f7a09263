"""What stands above the hits: what was found, how much of it is decided, and that there is more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.panels.sorting import Order
from cpcl_desktop.gui.results_wording import sorted_line
from cpcl_desktop.gui.triage_wording import more_below, more_choice
from cpcl_desktop.gui.wording import answer_line


class ResultsHeading(QWidget):
    """A line; `more` asks for further hits."""

    def __init__(self) -> None:
        super().__init__()
        self._summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._summary.setProperty("role", "muted")
        self._progress = QLabel()
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.setToolTip(tr("Shows further hits below these, as scrolling to the end does"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 18, 2)
        row.setSpacing(12)
        row.addWidget(self._summary, 1)
        row.addWidget(self._progress)
        row.addWidget(self.more)

    @property
    def text(self) -> str:
        """What it says of what was found."""
        return self._summary.text()

    @property
    def progress(self) -> str:
        """What it says of how much is decided."""
        return self._progress.text()

    def show_answer(self, answer: Answer | None, order: Order) -> None:
        """Say what was found and, where that is not all of it, of how many hits the order is."""
        said = [answer_line(answer)] if answer else []
        has_more = more_below(answer) > 0
        if answer and has_more and order != "relevance":
            said.append(sorted_line(len(answer.hits)))
        self._summary.setText(line(" ".join(said)))
        self._summary.setVisible(bool(self._summary.text()))
        self.more.setText(more_choice(answer))
        self.more.setVisible(has_more)

    def show_progress(self, said: str) -> None:
        """Say how much is decided."""
        self._progress.setText(said)
        self._progress.setVisible(bool(said))
