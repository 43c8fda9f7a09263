"""What waits until nothing would be cut short by it: closing a case, or opening another in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cpcl_desktop.gui.desk import Desk
    from cpcl_desktop.gui.lanes.workspace import Workspace

UnderWay = Literal["adding footage", "merging cases", "training"]
MayStop = Callable[[UnderWay], bool]  # asks the user about the one that is under way


class Ending(QObject):
    """Does one thing at a time once all decisions are stored, and what the user lets stop has stopped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._then: tuple[Callable[[], None], MayStop] | None = None  # what waits
        desk.deciding.settled.connect(self._on_settled)
        desk.deciding.refused.connect(self._on_refused)

    def when_idle(self, do: Callable[[], None], may_stop: MayStop) -> None:
        """Do something once all decisions are stored, and what is added, merged or trained is, or it `may_stop`.

        A decision that fails meanwhile calls it off: whoever wanted to close
        shall read that first.
        """
        desk = self._desk
        if desk.deciding.is_busy:
            self._then = do, may_stop
        elif desk.is_ingesting:
            if may_stop(self._writing()):
                self._then = do, may_stop
                desk.stop_ingest()
        elif desk.is_training and desk.workspace is not None:
            self._after_training(desk.workspace, do, may_stop)
        else:
            do()

    def go_on(self) -> None:
        """What it waited for may have ended: do what waits, or wait for what is left."""
        then, self._then = self._then, None
        if then is not None:
            self.when_idle(*then)

    def _after_training(self, workspace: Workspace, do: Callable[[], None], may_stop: MayStop) -> None:
        jobs = workspace.study.training.jobs
        if all(job.is_cancelled for job in jobs):  # the user agreed already, and it has not stopped yet
            self._then = do, may_stop
        elif may_stop("training"):
            self._then = do, may_stop
            for job in workspace.study.training.jobs:
                job.ended.connect(self.go_on)
                job.cancel()

    def _writing(self) -> UnderWay:
        """What the case's writer does, or has before it."""
        workspace = self._desk.workspace
        is_merging = workspace is not None and any(job.is_merge for job in workspace.writer.jobs)
        return "merging cases" if is_merging else "adding footage"

    def _on_settled(self) -> None:
        workspace = self._desk.workspace
        if workspace is None or not workspace.is_stopping:
            self.go_on()

    def _on_refused(self) -> None:
        self._then = None
