"""A running job as the user sees it: what it does, how far and how fast it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.icons import icon_button, set_icon
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.text_size import fit_to_text
from cpcl_desktop.gui.wording import progress_line

_STEPS = 1000  # of the progress bar
_PAUSE = tr("Pause, and go on later")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWords:
    """What a card says of its kind of job, of adding footage by default; `{title}` is what the job is about."""

    what: str = tr("Adding {title}")
    progress: str = tr("Progress of adding {title}")
    stop_title: str = tr("Stop adding {title}")
    pause_title: str = tr("Pause adding {title}")
    waiting: str = tr("It starts when the footage before it is done.")
    stop: str = tr("Stop; what was found so far is kept")
    stopping: str = tr("Stopping; what was found is being stored…")
    paused: str = tr("Paused; what was found so far is kept. The program must stay open to go on from here.")


REPORTING = JobWords(
    what=tr("Writing {title}"),
    progress=tr("Progress of writing {title}"),
    stop_title=tr("Stop writing {title}"),
    waiting=tr("It starts when the report before it is done."),
    stop=tr("Stop; no report is left"),
    stopping=tr("Stopping…"),
)
FINDING = JobWords(
    what=tr("Looking through {title}"),
    progress=tr("Progress of looking through {title}"),
    stop_title=tr("Stop looking through {title}"),
    stop=tr("Stop; what was found is kept"),
    stopping=tr("Stopping…"),
)
CHECKING = JobWords(
    what=tr("Checking {title}"),
    progress=tr("Progress of checking {title}"),
    stop_title=tr("Stop checking {title}"),
    waiting=tr("It starts when the check before it is done."),
    stop=tr("Stop; nothing was changed"),
    stopping=tr("Stopping…"),
)

DECIDING = JobWords(
    what=tr("Deciding about {title}"),
    progress=tr("Progress of deciding about {title}"),
    stop_title=tr("Stop deciding about {title}"),
    waiting=tr("It is stored as soon as what is being written to the case is done."),
    stop=tr("Stop; what is decided so far stays, and undo takes it back"),
    stopping=tr("Stopping…"),
)


def _no_fault(_: Any) -> str:  # noqa: ANN401 (a job's result)
    return ""


@dataclass(frozen=True, slots=True)
class Listed:
    """How a job stands in the list of jobs, while it lasts and after its end.

    `again` does it anew, given its result, or None where it failed or was stopped; `fault_of` says what of a
    result did not work. What `is_part` of another job is only told of where it failed.
    """

    words: JobWords
    again: Callable[[Any], object] | None = None
    fault_of: Callable[[Any], str] = _no_fault
    is_part: bool = False


class JobCard(QFrame):
    """One job; `stop_asked` when the user presses its ✕, `pause_asked` with whether it shall wait.

    Only one that `can_pause` has a button for it.
    """

    stop_asked = Signal()
    pause_asked = Signal(bool)

    def __init__(self, title: str, words: JobWords | None = None, can_pause: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._words = words or JobWords()
        self._stage = ElidedLabel(tr("Waiting: {title}", title=title))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self._words.progress.replace("{title}", title))
        self._bar.setRange(0, 1)
        self._figures = QLabel(self._words.waiting, textFormat=Qt.TextFormat.PlainText)
        self._figures.setProperty("role", "muted")
        self._figures.setWordWrap(True)
        fit_to_text(self._figures, self._fit_figures)
        self._figures.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stop = icon_button("close", self._words.stop, self._words.stop_title.replace("{title}", title))
        self._stop.clicked.connect(self.stop_asked)
        self._pause = icon_button("pause", _PAUSE, self._words.pause_title.replace("{title}", title))
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self._on_paused)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 6, 10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._stage, 0, 0)
        grid.addWidget(self._pause, 0, 1)
        grid.addWidget(self._stop, 0, 2)
        grid.addWidget(self._bar, 1, 0, 1, 3)
        grid.addWidget(self._figures, 2, 0, 1, 3)
        self._pause.setVisible(can_pause)  # in its place by now: without one it would be a window

    def _fit_figures(self) -> None:
        """Two lines always, so that nothing jumps."""
        self._figures.setMinimumHeight(2 * self._figures.fontMetrics().height())

    def follow(self, job: Job) -> None:
        """Show how far a job is, and let it be stopped and paused from here. Call it before the job starts."""
        job.progressed.connect(self.show_progress)
        job.stopping.connect(self.show_stopping)
        self.stop_asked.connect(job.cancel)
        self.pause_asked.connect(lambda is_paused: job.pause() if is_paused else job.go_on())

    def show_progress(self, progress: Progress) -> None:
        """Take over where the job is."""
        self._stage.setText(shown(progress.stage))
        self._bar.setRange(0, 0 if progress.share is None else _STEPS)
        if progress.share is not None:
            self._bar.setValue(round(progress.share * _STEPS))
        figures = self._words.paused if self._pause.isChecked() else progress_line(progress)
        self._figures.setText(line(figures) or "…")
        self._figures.setToolTip(tip([figures]))

    def show_stopping(self) -> None:
        """Say that it was asked to stop."""
        self._stop.setEnabled(False)
        self._pause.setEnabled(False)
        self._bar.setRange(0, 0)
        self._figures.setText(self._words.stopping)

    def _on_paused(self, is_paused: bool) -> None:
        set_icon(self._pause, "play" if is_paused else "pause")
        self._pause.setToolTip(tr("Go on") if is_paused else _PAUSE)
        self._figures.setText(self._words.paused if is_paused else "…")
        self.pause_asked.emit(is_paused)
