"""Which long jobs run, of whatever lane: meanwhile the machine stays awake, and their end is worth a sign."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.gui.awake import Awake
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job

WORTH_S = 10.0  # that a job took at least whose end is worth a sign; a failure always is


@dataclass(slots=True, eq=False)
class _Course:
    """Of a job, which itself is not held: what its signals hold is never let go."""

    since: float = field(default_factory=time.monotonic)
    has_failed: bool | None = None  # None: it runs, or was stopped


class Lasting(QObject):
    """Hears of the long jobs of a desk, of its open case and of the machine."""

    started = Signal(object)  # Job, about to begin
    begun = Signal()  # the first of several that wait or run
    idle = Signal()  # the last of them ended
    progressed = Signal(object)  # the share done, 0..1, of the one that is there longest; None where nobody knows
    finished = Signal(float, bool)  # one that was not stopped: its seconds with waiting, whether it failed

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._courses: list[_Course] = []  # the oldest first
        for lane in (desk.machine.lane, desk.machine.network, desk.doctor.lane):
            lane.lasting = self.follow
        desk.opened.connect(self._on_opened)

    def follow(self, job: Job) -> None:
        """Hear of a job until it ends; called before it starts."""
        self.started.emit(job)
        course = _Course()
        job.progressed.connect(lambda progress: self._on_progressed(course, progress))
        job.succeeded.connect(lambda _: self._on_finished(course, has_failed=False))
        job.failed.connect(lambda _: self._on_finished(course, has_failed=True))
        job.ended.connect(lambda: self._on_ended(course))
        self._courses.append(course)
        if len(self._courses) == 1:
            self.begun.emit()

    def _on_opened(self) -> None:
        workspace = self._desk.workspace
        for lane in workspace.lasting_lanes if workspace is not None else ():
            lane.lasting = self.follow

    def _on_progressed(self, course: _Course, progress: Progress) -> None:
        if course is self._courses[0]:
            self.progressed.emit(progress.share)

    def _on_finished(self, course: _Course, has_failed: bool) -> None:
        course.has_failed = has_failed

    def _on_ended(self, course: _Course) -> None:
        self._courses.remove(course)
        if course.has_failed is not None:
            self.finished.emit(time.monotonic() - course.since, course.has_failed)
        if not self._courses:
            self.idle.emit()


def keep_awake(lasting: Lasting, awake: Awake) -> None:
    """Keep the machine awake while long jobs run."""
    lasting.begun.connect(awake.hold)
    lasting.idle.connect(awake.release)


def call_attention(
    lasting: Lasting, window: QWidget, alert: Callable[[QWidget], None] = QApplication.alert
) -> None:
    """Have the system show that a long job ended or failed, where no window of the program is in front."""

    def on_finished(took_s: float, has_failed: bool) -> None:
        if QApplication.activeWindow() is None and (has_failed or took_s >= WORTH_S):
            alert(window)

    lasting.finished.connect(on_finished)
