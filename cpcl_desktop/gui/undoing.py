"""Undo and redo over all that a user changes in a case: who owns a thing owns its undo, here is the order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.binning import Binning
from cpcl_desktop.gui.deciding import Deciding
from cpcl_desktop.gui.labelling import Labelling
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.mending import Mending
from cpcl_desktop.gui.saving import Saving
from cpcl_desktop.gui.source_wording import cameras_line, clocks_line
from cpcl_desktop.gui.stating import Statement, Stating

CLOCK: Final[Statement[RecorderClock]] = Statement(
    lambda source: source.clock, Workspace.clocks_job, clocks_line, tr("The clock was not changed")
)
CAMERA: Final[Statement[str]] = Statement(
    lambda source: source.camera, Workspace.name_cameras_job, cameras_line, tr("The camera was not named")
)
Owner = Deciding | Labelling | Saving | Binning | Mending | Stating[RecorderClock] | Stating[str]


class Undoing(QObject):
    """Decisions and marks, labels, saved searches, bin, clocks, cameras and mended passages of the open case."""

    stepped = Signal()  # there is more or less to undo than before

    def __init__(self) -> None:
        super().__init__()
        self.deciding, self.saving, self.binning = Deciding(), Saving(), Binning()
        self.labelling = Labelling()
        self.labelling.changed.connect(self.deciding.read)
        self.clocks, self.cameras = Stating(CLOCK), Stating(CAMERA)
        self.mending = Mending()
        self.of_sources = (self.binning, self.clocks, self.cameras, self.mending)
        self._owners: tuple[Owner, ...] = (self.deciding, self.labelling, self.saving, *self.of_sources)
        self._undone: list[Owner] = []  # whose undo was asked for, the last at the end
        for owner in self._owners:
            owner.stepped.connect(self.stepped)

    def begin(self, workspace: Workspace) -> None:
        """Work in this case from now on."""
        self._undone.clear()
        for owner in self._owners:
            owner.begin(workspace)

    def end(self) -> None:
        """The case is being closed."""
        for owner in self._owners:
            owner.end()

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return any(owner.steps.can_undo for owner in self._owners)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything that was taken back."""
        return any(owner.steps.can_redo for owner in self._owners)

    def forget(self, sources: Sequence[int]) -> None:
        """These were removed for good: nothing about them can be taken back."""
        for owner in self.of_sources:
            owner.forget(sources)

    def undo(self) -> None:
        """Take back what was done last."""
        if self.can_undo:
            last = max(self._owners, key=_last_made)
            last.undo()
            self._undone.append(last)

    def redo(self) -> None:
        """Do again what was taken back last."""
        while self._undone:
            last = self._undone.pop()
            if last.steps.can_redo:
                last.redo()
                return


def _last_made(owner: Owner) -> int:
    """The number of the last step that stands; 0 without any."""
    made = owner.steps.made
    return made[-1].number if made else 0
