"""The one list of jobs, at the foot of the list of footage: it scrolls, and never takes the footage's room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.panels.ended_jobs import Ended, EndedJobs, Outcome
from cpcl_desktop.gui.panels.job_card import JobCard, JobWords, Listed

_SEEN = 2.7  # cards that there is room for: two and a line, or the beginning of a third, so that it is missed


class JobCards(QScrollArea):
    """A card for each job until it ends; of additions that wait the first, the others as one line that unfolds.

    Beneath stand those that ended, as `EndedJobs` shows them.

    Hidden while there are none. It may be as low as a card's first lines, so that the window need not grow for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons of cards have it, and come into sight by it
        self.setAccessibleName(tr("Jobs"))
        self._cards: dict[Job, JobCard] = {}
        self._of_case = 0  # what was asked of a case that was closed is not told of in the next
        self.ended = EndedJobs()
        self.ended.changed.connect(self._on_ended_changed)
        self._waiting: dict[JobCard, None] = {}  # of additions that have not begun, in their order
        self._more = QPushButton()
        self._more.setProperty("role", "quiet")
        self._more.setCheckable(True)
        self._more.setToolTip(tr("Show each of them, or this line alone"))
        self._more.toggled.connect(self._fold)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(10, 0, 10, 10)
        self._column.setSpacing(8)
        self._column.addWidget(self._more)
        self._column.addWidget(self.ended)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self._fold()

    @property
    def text(self) -> str:
        """What it says of additions that wait without a card."""
        return self._more.text() if self._more.isVisibleTo(self) else ""

    def follow(self, job: Job, words: JobWords | None = None, is_addition: bool = False) -> None:
        """Show a job until it ends, an addition so that it can be paused, and list it then. Before it starts."""
        card = JobCard(job.title, words, can_pause=is_addition)
        self._cards[job] = card
        if is_addition:
            self._waiting[card] = None
            job.progressed.connect(lambda _: self._on_begun(card))  # what held the job there would keep it for ever
        self._column.insertWidget(self._column.count() - 2, card)
        card.follow(job)
        if job.listed is not None:
            self._keep(job, job.listed)
        job.ended.connect(lambda: self._on_ended(job))
        self._fold()

    def follow_listed(self, job: Job) -> None:
        """Show a job of some other page, if it is to be listed; one that has its card keeps it."""
        if job.listed is not None and job not in self._cards:
            self.follow(job, job.listed.words)

    def forget(self) -> None:
        """The case was closed."""
        self._of_case += 1
        self.ended.clear()

    def _keep(self, job: Job, listed: Listed) -> None:
        """List it once it has ended; what hears that must not hold the job, which would be kept for ever."""
        of_case, again = self._of_case, listed.again
        what = listed.words.what.replace("{title}", job.title)

        def keep(outcome: Outcome, reason: str = "", result: object = None) -> None:
            if of_case == self._of_case and (outcome == "failed" or not listed.is_part):
                retry = None if again is None or outcome == "done" else partial(again, result)
                self.ended.add(Ended(what, outcome, reason, retry))

        def on_succeeded(result: object) -> None:
            fault = listed.fault_of(result)
            keep("failed" if fault else "done", fault, result)

        job.succeeded.connect(on_succeeded)
        job.failed.connect(lambda error: keep("failed", sentence_of(error)))
        job.cancelled.connect(lambda: keep("stopped"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All cards, as far as there is room for so many."""
        whole = self._inner.sizeHint()
        rows: list[QWidget] = [*self._cards.values(), *self.ended.rows]
        shown = [row.sizeHint().height() for row in rows if row.isVisibleTo(self)] or [whole.height()]
        return QSize(whole.width(), min(whole.height(), round(_SEEN * max(shown, default=0))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What a card is about, and its bar."""
        return QSize(0, min(self.sizeHint().height(), 3 * self.fontMetrics().height()))

    def _on_begun(self, card: JobCard) -> None:
        if card in self._waiting:
            del self._waiting[card]
            self._fold()

    def _on_ended(self, job: Job) -> None:
        card = self._cards.pop(job)
        self._waiting.pop(card, None)
        self._column.removeWidget(card)
        card.deleteLater()
        self._fold()

    def _fold(self) -> None:
        """Show what is to be seen now."""
        later = set(list(self._waiting)[1:])
        for card in self._cards.values():
            card.setVisible(self._more.isChecked() or card not in later)
        self._more.setText(tr("%n more addition(s) wait.", None, len(later)))
        self._more.setVisible(bool(later))
        self._on_ended_changed()

    def _on_ended_changed(self) -> None:
        self.setVisible(bool(self._cards) or bool(self.ended.rows))
        self.updateGeometry()
