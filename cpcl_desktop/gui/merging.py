"""Merging other cases into the open one: asks which, has it done beside the window, and shows what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.panels.job_card import JobWords, Listed
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel

if TYPE_CHECKING:
    from cpcl_desktop.engine.merge.merge import Merged

MERGING = JobWords(
    what=tr("Merging {title}"),
    progress=tr("Progress of merging {title}"),
    stop_title=tr("Stop merging {title}"),
    waiting=tr("It starts when what is under way is done."),
    stop=tr("Stop; what was merged so far is kept, and the same goes on from there"),
    stopping=tr("Stopping; what was merged is being stored…"),
)


class Merging(QObject):
    """Carries the command out; its dialogs stand before `window`."""

    failed = Signal(str, object)  # what was tried, the exception
    merged = Signal(object)  # Merged, which is shown
    changed = Signal()  # what can be done now

    def __init__(self, window: QWidget, desk: Desk, panel: SourcesPanel, choosers: Choosers) -> None:
        super().__init__(window)
        self._window, self._desk, self._panel, self._choosers = window, desk, panel, choosers

    def on_merge_cases(self) -> None:
        """Ask for cases, and take over what they hold."""
        workspace = self._desk.workspace
        parts = () if workspace is None else self._choosers.cases(self._window)
        if workspace is not None and parts:
            self._merge(parts)

    def _merge(self, parts: Sequence[Path]) -> None:
        """Take over what these hold."""
        if (workspace := self._desk.workspace) is None:
            return
        job = workspace.merge_job(parts)
        job.is_merge = True
        job.succeeded.connect(self._on_merged)
        job.failed.connect(lambda error: self.failed.emit(tr("The cases were not merged"), error))
        job.ended.connect(self._on_ended)
        job.listed = Listed(MERGING, lambda _: self._merge(parts))
        self._panel.follow_other(job, MERGING)
        job.start()
        self.changed.emit()

    def _on_merged(self, merged: Merged) -> None:
        from cpcl_desktop.gui.dialogs.merged_dialog import MergedDialog

        MergedDialog(merged, self._window).open()
        self.merged.emit(merged)

    def _on_ended(self) -> None:
        """Stopped or not, there may be more than before: footage, decisions, saved searches, clocks."""
        if self._desk.workspace is not None:
            self._desk.saving.look()
            self._desk.on_binned()
            self._desk.answering.again()
