"""Dividing passages of the open case that were put together wrongly, joining those cut wrongly, and undo of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.lanes.mends import Mend
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.seam_wording import divided_line, joined_line
from cpcl_desktop.gui.steps import next_step


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A mend that divides, or joins."""

    number: int
    mend: Mend
    divides: bool


class Mending(Changes[_Step]):
    """Divides and joins passages of one case, one after the other.

    What somebody else divided or joined there since, the case itself refuses to undo, and says so.
    """

    mended = Signal(object, bool)  # the Mend, and whether it is divided now
    ended = Signal()  # passages may be others than before

    def divide(self, source: int, track: int, at_us: int) -> None:
        """Take a passage apart at the seam whose later part begins then."""
        self._do(_Step(next_step(), Mend(source, track, at_us), divides=True))

    def join(self, source: int, track: int, at_us: int, later: int) -> None:
        """Say that a passage goes on with a later one, which begins then."""
        self._do(_Step(next_step(), Mend(source, track, at_us, later), divides=False))

    def forget(self, sources: Sequence[int]) -> None:
        """These were removed for good: nothing about their passages can be taken back."""
        for step in (*self.steps.made, *self.steps.taken_back):
            if step.mend.source in sources:
                self.steps.forget(step)
        self.stepped.emit()

    def _carry_out(self, workspace: Workspace, step: _Step, makes: bool) -> None:
        divides = step.divides == makes
        job = (workspace.divide_job if divides else workspace.join_job)(step.mend)
        job.succeeded.connect(lambda mend: self._on_mended(mend, divides, makes))
        job.failed.connect(lambda error: self._on_failed(step, divides, error))
        job.cancelled.connect(lambda: self._forget(step))  # it waited, and the case was closed
        job.ended.connect(self.ended)
        job.start()
        self.stepped.emit()

    def _on_mended(self, mend: Mend, divides: bool, makes: bool) -> None:
        self.said.emit((divided_line if divides else joined_line)(mend.at_us, makes))
        self.mended.emit(mend, divides)

    def _on_failed(self, step: _Step, divides: bool, error: Exception) -> None:
        self._forget(step)
        self.failed.emit(
            tr("The passage was not divided") if divides else tr("The passages were not joined"), error
        )
