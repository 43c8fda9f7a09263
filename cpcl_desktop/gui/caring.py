"""What is done with sources of the list: the bin, reading again, checking, finding; folders that are watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.bin import Stake
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import source_wording as words
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.lanes.waiting import Footage
from cpcl_desktop.gui.panels.job_card import CHECKING, Listed
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel
from cpcl_desktop.gui.settings import Settings
from cpcl_desktop.gui.watching import Watching

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Footage as Checked


class Caring(QObject):
    """Carries out what the list asks, and says what came of it; its dialogs stand before `window`."""

    said = Signal(str)  # something to tell in passing
    found = Signal(str)  # something that stays to be read
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(
        self, window: QWidget, settings: Settings, desk: Desk, panel: SourcesPanel, choosers: Choosers
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._panel, self._choosers = window, desk, panel, choosers
        self.watching = Watching(settings)
        self.watching.arrived.connect(self._on_arrived)
        self.watching.changed.connect(lambda: panel.watched.show_folders(self.watching.folders))
        self.watching.failed.connect(self.failed)
        panel.watched.switched.connect(self.watching.switch)
        panel.watched.forgotten.connect(self.watching.forget)
        binning = desk.undoing.binning
        for owner in desk.undoing.of_sources:
            owner.said.connect(self.said)
            owner.failed.connect(self.failed)
        panel.bin_asked.connect(binning.take_out)
        panel.put_back_asked.connect(binning.put_back)
        panel.read_asked.connect(desk.retry)
        panel.check_asked.connect(self.check)
        panel.find_asked.connect(self._find)
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)

    def check(self, sources: Sequence[Source]) -> None:
        """Compare the footage of sources with the hashes that the case keeps; nothing is written."""
        if self._desk.workspace is not None and sources:
            job = self._desk.workspace.study.check_job(sources)
            job.succeeded.connect(self._on_checked)
            job.failed.connect(lambda error: self.failed.emit(tr("The footage was not checked"), error))
            job.listed = Listed(CHECKING, lambda _: self.check(sources))
            self._panel.follow_other(job, CHECKING)
            job.start()

    def on_empty_bin(self) -> None:
        """Find out what goes, say so, and remove it from the case if the user agrees."""
        if self._desk.workspace is not None:
            job = self._desk.workspace.stakes_job()
            job.succeeded.connect(self._confirm)
            job.failed.connect(lambda error: self.failed.emit(tr("The bin could not be looked at"), error))
            job.ended.connect(self._desk.on_writing_ended)  # what is off while its lane works is on again
            job.start()

    def on_watch_folder(self) -> None:
        """Ask for a folder, and add what arrives in it from now on."""
        if folder := self._choosers.folder(self._window, tr("Watch a folder")):
            self.watching.watch(folder)

    def _confirm(self, stakes: Mapping[int, Stake]) -> None:
        binned = [source for source in self._desk.survey.binned if source.id in stakes]
        text, title = words.emptying_line(binned, stakes), tr("Empty the bin?")
        if binned and self._choosers.confirm(self._window, title, text, tr("Remove for good")):
            # Only what was told of may go: another window may have decided about some since.
            self._empty([one.id for one in binned], any(stakes[one.id].said for one in binned))

    def _empty(self, sources: Sequence[int], with_decisions: bool) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.empty_bin_job(sources, with_decisions)
            job.succeeded.connect(lambda number: self.said.emit(words.emptied_line(number)))
            job.succeeded.connect(lambda _: self._desk.undoing.forget(sources))
            job.failed.connect(lambda error: self.failed.emit(tr("The bin was not emptied"), error))
            job.ended.connect(self._desk.on_binned)
            job.start()

    def _find(self, sources: Sequence[Source]) -> None:
        if folder := self._choosers.folder(self._window, tr("Find the selected footage in a folder")):
            self._desk.relink(folder, sources)

    # --- what happened

    def _on_checked(self, found: Sequence[Checked]) -> None:
        self._panel.model.set_checked(found)
        is_well = all(one.state == "as added" for one in found)
        (self.said if is_well else self.found).emit(words.checked_line(found))

    def _on_arrived(self, paths: Sequence[Path]) -> None:
        self.said.emit(words.arrived_line(len(paths)))
        self._desk.add(Footage(tuple(paths)))

    def _on_opened(self) -> None:
        if (workspace := self._desk.workspace) is not None:
            model, ratio = self._panel.model, self._window.devicePixelRatio()
            model.forget_checks()
            model.thumbnails.reset(workspace.source_pictures_job, ratio)
            if self._desk.survey.takes_footage:
                self.watching.begin(workspace)

    def _on_closed(self) -> None:
        self._panel.model.thumbnails.reset(None, 1.0)
        self.watching.end()
