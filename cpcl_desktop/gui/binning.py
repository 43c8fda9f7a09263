"""The bin of the open case: taking sources out of it, putting them back, and undo of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.source_wording import moved_line
from cpcl_desktop.gui.steps import next_step


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Sources, by number, that went into the bin, or back."""

    number: int
    sources: tuple[int, ...]
    in_bin: bool


class Binning(Changes[_Step]):
    """Moves sources of one case into its bin and back, one move after the other."""

    moved = Signal()  # other sources are in the bin than before

    def take_out(self, sources: Sequence[Source]) -> None:
        """Put sources into the bin."""
        self._move(sources, in_bin=True)

    def put_back(self, sources: Sequence[Source]) -> None:
        """Take sources out of the bin again."""
        self._move(sources, in_bin=False)

    def forget(self, sources: Sequence[int]) -> None:
        """These were removed for good: no move of them can be taken back."""
        for step in (*self.steps.made, *self.steps.taken_back):
            if set(step.sources) & set(sources):
                self.steps.forget(step)
        self.stepped.emit()

    def _move(self, sources: Sequence[Source], in_bin: bool) -> None:
        if sources:
            self._do(_Step(next_step(), tuple(source.id for source in sources), in_bin))

    def _carry_out(self, workspace: Workspace, step: _Step, makes: bool) -> None:
        in_bin = step.in_bin == makes
        job = workspace.bin_job(step.sources, in_bin)
        job.succeeded.connect(lambda _: self.said.emit(moved_line(len(step.sources), in_bin)))
        job.failed.connect(lambda error: self._on_failed(step, error))
        job.cancelled.connect(lambda: self._forget(step))  # it waited, and adding footage was stopped
        job.ended.connect(self.moved)
        job.start()
        self.stepped.emit()

    def _on_failed(self, step: _Step, error: Exception) -> None:
        self._forget(step)
        self.failed.emit(tr("The bin was not changed"), error)
