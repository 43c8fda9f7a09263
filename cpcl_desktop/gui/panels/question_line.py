"""The question to the witness that would part the hits best, with its two answers as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cpcl_desktop.engine.records import Ask
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown


class QuestionLine(QWidget):
    """Hidden while there is nothing to ask; `answered` carries what the answer adds to the description."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ask: Ask | None = None
        self._label = QLabel()
        self._label.setProperty("role", "muted")
        self.yes, self.no = QPushButton(tr("Yes")), QPushButton(tr("No"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, widget in enumerate((self._label, self.yes, self.no)):
            row.insertWidget(place, widget)
        row.addStretch(1)
        self.yes.clicked.connect(lambda: self._on_answered(0))
        self.no.clicked.connect(lambda: self._on_answered(1))
        self.hide()

    def show_ask(self, asks: Sequence[Ask]) -> None:
        """Show the first of these questions, in place of the one before."""
        self._ask = next(iter(asks), None)
        if self._ask is not None:
            asked = shown(self._ask.question)
            self._label.setText(tr("These stand close together. Ask the witness: {question}", question=asked))
            for button, phrase in zip((self.yes, self.no), self._ask.phrases, strict=True):
                button.setToolTip(tr("Adds “{phrase}” to the description and searches again.", phrase=phrase))
                adds = tr("{answer}: add “{phrase}”", answer=button.text(), phrase=phrase)
                button.setAccessibleName(f"{asked} {adds}")
        self.setVisible(self._ask is not None)

    def _on_answered(self, place: int) -> None:
        if self._ask is not None:
            self.answered.emit(self._ask.phrases[place])
