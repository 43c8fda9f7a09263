"""The jobs that ended, until they are cleared: how, why where they failed, and a way to do them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.icons import cross_button
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.notice import Symbol

MOST = 50  # that are kept; of more, those that ended well go first
Outcome = Literal["done", "failed", "stopped"]
_SYMBOLS: dict[Outcome, tuple[str, str]] = {
    "done": ("done", "done"),
    "failed": ("failed", "failed"),
    "stopped": ("partial", "warning"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """A job that ended: what it did, how that went, why it failed, and what does it again."""

    what: str
    outcome: Outcome
    reason: str = ""
    again: Callable[[], object] | None = None

    @property
    def said(self) -> str:
        """How it went, in words."""
        at = f"{datetime.now():%H:%M}"
        if self.outcome == "done":
            return tr("Done, {time}", time=at)
        if self.outcome == "stopped":
            return tr("Stopped, {time}", time=at)
        return tr("Failed, {time}: {reason}", time=at, reason=self.reason)


class EndedRow(QFrame):
    """One of them."""

    def __init__(self, ended: Ended, clear: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.ended = ended
        said, what = line(ended.said), line(ended.what)
        title = ElidedLabel(what)
        title.setToolTip(tip([ended.what]))
        self.words = QLabel(said, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setProperty("role", "muted")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = QPushButton(tr("Retry"))
        self.retry.setProperty("role", "quiet")
        self.retry.setAccessibleName(tr("Retry: {title}", title=what))
        self.retry.clicked.connect(lambda: again())
        cross = cross_button(tr("Take this line away"), tr("Take away: {title}", title=what))
        cross.clicked.connect(lambda: clear())
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 6, 8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Symbol(*_SYMBOLS[ended.outcome], 1.0), 0, 0)
        grid.addWidget(title, 0, 1)
        grid.addWidget(self.retry, 0, 2)
        grid.addWidget(cross, 0, 3)
        grid.addWidget(self.words, 1, 1, 1, 3)
        self.retry.setVisible(ended.again is not None)


class EndedJobs(QWidget):
    """What failed stands there; what ended otherwise is a line that unfolds. Hidden while there is nothing."""

    changed = Signal()  # how much room it needs

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[EndedRow] = []
        self.more = QPushButton(checkable=True)
        self.more.setProperty("role", "quiet")
        self.more.setToolTip(tr("Show each job that ended, or those that failed alone"))
        self.more.toggled.connect(self._fold)
        clear = QPushButton(tr("Clear"))
        clear.setProperty("role", "quiet")
        clear.setAccessibleName(tr("Clear the jobs that ended"))
        clear.clicked.connect(self.clear)
        head = QHBoxLayout()
        head.addWidget(self.more)
        head.addStretch(1)
        head.addWidget(clear)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._fold()

    def add(self, ended: Ended) -> None:
        """Put one more above those before."""
        row = EndedRow(ended, lambda: self._take_away(row), lambda: self._again(row))
        self.rows.insert(0, row)
        self._column.insertWidget(1, row)
        if len(self.rows) > MOST:
            well = [one for one in self.rows if one.ended.outcome != "failed"]
            self._take_away((well or self.rows)[-1])
        self._fold()

    def clear(self) -> None:
        """Forget all of them."""
        for row in list(self.rows):
            self._take_away(row)

    def _again(self, row: EndedRow) -> None:
        self._take_away(row)
        if row.ended.again is not None:
            row.ended.again()

    def _take_away(self, row: EndedRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._fold()

    def _fold(self) -> None:
        failed = sum(row.ended.outcome == "failed" for row in self.rows)
        for row in self.rows:
            row.setVisible(self.more.isChecked() or row.ended.outcome == "failed")
        said = tr("%n job(s) ended", None, len(self.rows))
        self.more.setText(tr("{ended}, {failed} failed", ended=said, failed=failed) if failed else said)
        self.setVisible(bool(self.rows))
        self.changed.emit()
