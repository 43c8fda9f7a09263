"""The bin of the open case: taking sources out of it, putting them back, and undo of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.source_wording import moved_line
from cpcl_desktop.gui.steps import Steps, next_step


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Sources, by number, that went into the bin, or back."""

    number: int
    sources: tuple[int, ...]
    in_bin: bool


class Binning(QObject):
    """Moves sources of one case into its bin and back, one move after the other."""

    moved = Signal()  # other sources are in the bin than before
    stepped = Signal()  # there is more or less to undo than before
    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self) -> None:
        super().__init__()
        self._workspace: Workspace | None = None
        self.steps: Steps[_Step] = Steps()

    def begin(self, workspace: Workspace) -> None:
        """Work in this case from now on."""
        self.end()
        self._workspace = workspace

    def end(self) -> None:
        """The case is being closed."""
        self._workspace = None
        self.steps.clear()

    def take_out(self, sources: Sequence[Source]) -> None:
        """Put sources into the bin."""
        self._do(sources, in_bin=True)

    def put_back(self, sources: Sequence[Source]) -> None:
        """Take sources out of the bin again."""
        self._do(sources, in_bin=False)

    def undo(self) -> None:
        """Take the last move back."""
        if self.steps.can_undo:
            step = self.steps.undo()
            self._move(step, not step.in_bin)

    def redo(self) -> None:
        """Make the move again that was taken back last."""
        if self.steps.can_redo:
            step = self.steps.redo()
            self._move(step, step.in_bin)

    def forget(self, sources: Sequence[int]) -> None:
        """These were removed for good: no move of them can be taken back."""
        for step in (*self.steps.made, *self.steps.taken_back):
            if set(step.sources) & set(sources):
                self.steps.forget(step)
        self.stepped.emit()

    def _do(self, sources: Sequence[Source], in_bin: bool) -> None:
        if sources and self._workspace is not None:
            step = _Step(next_step(), tuple(source.id for source in sources), in_bin)
            self.steps.add(step)
            self._move(step, in_bin)

    def _move(self, step: _Step, in_bin: bool) -> None:
        if self._workspace is not None:
            job = self._workspace.bin_job(step.sources, in_bin)
            job.succeeded.connect(lambda _: self.said.emit(moved_line(len(step.sources), in_bin)))
            job.failed.connect(lambda error: self._on_failed(step, error))
            job.cancelled.connect(lambda: self._forget(step))  # it waited, and adding footage was stopped
            job.ended.connect(self.moved)
            job.start()
        self.stepped.emit()

    def _forget(self, step: _Step) -> None:
        self.steps.forget(step)
        self.stepped.emit()

    def _on_failed(self, step: _Step, error: Exception) -> None:
        self._forget(step)
        self.failed.emit(tr("The bin was not changed"), error)
