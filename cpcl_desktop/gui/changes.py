"""What a user changes in the open case and can take back: the frame that each kind of change fills in."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.steps import Steps

Done = TypeVar("Done")


class Changes(QObject, Generic[Done]):
    """Changes of one kind in one case, one after the other; undo and redo are of those of this session."""

    stepped = Signal()  # there is more or less to undo than before
    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self) -> None:
        super().__init__()
        self._workspace: Workspace | None = None
        self.steps: Steps[Done] = Steps()

    def begin(self, workspace: Workspace) -> None:
        """Change this case from now on."""
        self.end()
        self._workspace = workspace

    def end(self) -> None:
        """The case is being closed."""
        self._workspace = None
        self.steps.clear()

    def undo(self) -> None:
        """Take the last change back."""
        if self._workspace is not None and self.steps.can_undo:
            self._carry_out(self._workspace, self.steps.undo(), makes=False)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._workspace is not None and self.steps.can_redo:
            self._carry_out(self._workspace, self.steps.redo(), makes=True)

    def _do(self, step: Done) -> None:
        """Make a change for the first time; what was taken back before it is gone."""
        if self._workspace is not None:
            self.steps.add(step)
            self._carry_out(self._workspace, step, makes=True)

    def _carry_out(self, workspace: Workspace, step: Done, makes: bool) -> None:
        """Start the job that makes a change, or takes it back; `stepped` tells that it is under way."""
        raise NotImplementedError

    def _forget(self, step: Done) -> None:
        """It was not made after all, so there is nothing to take back."""
        self.steps.forget(step)
        self.stepped.emit()
