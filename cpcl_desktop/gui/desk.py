"""The open case and everything under way in it: what the window shows, it hears from here.

While footage is being added it looks at the case at most every two seconds, and
has the last query answered again when new passages were committed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import case_wording, listing
from cpcl_desktop.gui.answering import Answering
from cpcl_desktop.gui.ending import Ending, MayStop
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.doctor import Doctor
from cpcl_desktop.gui.lanes.frame import StillOrder
from cpcl_desktop.gui.lanes.ingest import Equipment
from cpcl_desktop.gui.lanes.machine import Machine
from cpcl_desktop.gui.lanes.report import ClipOrder, ReportOrder
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.lanes.waiting import Footage
from cpcl_desktop.gui.lanes.workspace import MakeExecutor, Workspace, threads
from cpcl_desktop.gui.settings import Settings
from cpcl_desktop.gui.surveying import Surveying
from cpcl_desktop.gui.undoing import Undoing
from cpcl_desktop.gui.worker.worker import MakeWorker, ProcessWorker

if TYPE_CHECKING:
    from cpcl_desktop.engine.sources.walk import Found

REFRESH_MS = 2000


class Desk(QObject):
    """One case at a time, or several read as one. All signals arrive on the GUI thread."""

    opened = Signal(object)  # Survey
    closed = Signal()
    surveyed = Signal(object)  # Survey
    missed = Signal(object)  # Survey, in which other sources are missing than before
    answered = Signal(object)  # Answer
    refreshed = Signal(object)  # Answer to the same query, now that there is more footage
    search_failed = Signal(object)  # the exception
    ingesting = Signal(object)  # Job, not yet started
    equipped = Signal(object)  # Equipment
    model_added = Signal(object)  # its name
    added = Signal(object)  # Added
    relinking = Signal(object)  # Job, not yet started
    relinked = Signal(object)  # list[Relinked]
    searched_otherwise = Signal()  # the bin, copies, cameras' names or passages are others than before
    reporting = Signal(object)  # Job, not yet started
    reported = Signal(object)  # Written
    excerpted = Signal(object)  # Excerpt
    idle = Signal()  # no footage is being added any more
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(
        self, settings: Settings, make_executor: MakeExecutor = threads, make_worker: MakeWorker = ProcessWorker
    ) -> None:
        super().__init__()
        self._settings, self._make_executor, self._make_worker = settings, make_executor, make_worker
        self.choices = settings.choices  # what the settings decide for the engine now
        self.workspace: Workspace | None = None
        self.surveying = Surveying(self.choices)
        self.surveying.surveyed.connect(self._on_surveyed)
        self.surveying.missed.connect(self.missed)
        self.surveying.failed.connect(self.failed)
        self.answering = Answering(settings)
        self.answering.answered.connect(self.answered)
        self.answering.refreshed.connect(self.refreshed)
        self.answering.failed.connect(self._on_search_failed)
        self.undoing = Undoing()
        self.deciding, self.saving = self.undoing.deciding, self.undoing.saving
        self.undoing.binning.moved.connect(self.on_binned)
        for stating in (self.undoing.clocks, self.undoing.cameras, self.undoing.mending):
            stating.ended.connect(self.on_writing_ended)  # what follows from it the next survey tells
        self.deciding.grown.connect(self.refresh)
        self._ending = Ending(self)
        self.machine = Machine(make_executor, make_worker)  # what concerns no case
        self.doctor = Doctor(make_executor(), make_worker())
        self._timer = QTimer(self, interval=REFRESH_MS, timeout=self.refresh)

    @property
    def survey(self) -> Survey:
        """What the case holds, as was seen last."""
        return self.surveying.survey

    @property
    def is_ingesting(self) -> bool:
        """Whether footage is being added."""
        return self.workspace is not None and self.workspace.is_ingesting

    @property
    def is_training(self) -> bool:
        """Whether a model is being trained on the case, or pairs are written."""
        return self.workspace is not None and bool(self.workspace.study.training.jobs)

    @property
    def is_busy(self) -> bool:
        """Whether closing the case now would cut something short."""
        return self.is_ingesting or self.is_training or self.deciding.is_busy

    def when_idle(self, do: Callable[[], None], may_stop: MayStop) -> None:
        """As `Ending.when_idle`."""
        self._ending.when_idle(do, may_stop)

    def open(
        self,
        path: Path,
        create: bool = False,
        then: Callable[[], None] = lambda: None,
        said: tuple[str, str] | None = None,
        others: Sequence[Path] = (),
    ) -> None:
        """Open a case in place of the present one (or make it), and `then` do something in it, where it opened.

        With `others`, those are read as one with it. `said` are purpose and authority, where they were asked for.
        """
        workspace = Workspace(path, self._make_executor, self._make_worker, others)
        if said is not None:
            workspace.occasion.purpose, workspace.occasion.authority = said
        job = workspace.open_job(create, self.choices())
        job.succeeded.connect(lambda survey: self._on_opened(workspace, survey, then))
        job.failed.connect(lambda error: self._on_open_failed(workspace, error))
        job.start()

    def close(self) -> None:
        """Close the case. Whatever still runs is cancelled and waited for; what it committed is kept."""
        if self.workspace is None:
            return
        workspace, self.workspace = self.workspace, None
        self._timer.stop()
        self.surveying.end()
        self.answering.end()
        self.undoing.end()
        self.closed.emit()
        workspace.close()

    def add(self, footage: Footage) -> None:
        """Add footage to the case: it waits there at once, and is read after what is being read already."""
        workspace = self.workspace
        if workspace is None:
            return
        job = workspace.queue_job(footage, self.choices())
        job.succeeded.connect(lambda found: self._on_queued(workspace, footage, found))
        job.listed = listing.queueing(lambda: self.add(footage))
        self._follow(job)

    def take_out(self, source: Source) -> None:
        """Forget footage that waits; the log says so."""
        if self.workspace is not None:
            self._write(self.workspace.take_out_job(source), tr("The footage was not taken out"))

    def retry(self, only: Sequence[Source] | None = None) -> None:
        """Read what waits, failed or was stopped, or `only` these, as it was begun or asked for."""
        if self.workspace is not None:
            self._read(self.workspace.retry_job(self.choices(), only))

    def relink(self, folder: Path, only: Sequence[Source] | None = None) -> None:
        """Look in a folder for footage that is not where it was, or `only` for these sources."""
        if self.workspace is None:
            return
        job = self.workspace.relink_job(folder, only)
        job.succeeded.connect(self.relinked)
        job.ended.connect(self.look)
        job.listed = listing.finding(lambda: self.relink(folder, only))
        self.relinking.emit(job)
        self._write(job, tr("The folder was not looked through"))

    def _read(self, job: Job) -> None:
        job.announced.connect(self._on_announced)
        job.succeeded.connect(self.added)
        job.listed = listing.reading(self.retry)
        self._follow(job)

    def _follow(self, job: Job) -> None:
        self.ingesting.emit(job)
        self._timer.start()
        self._write(job, tr("The footage was not added"))

    def _write(self, job: Job, failed: str) -> None:
        """Start a job that writes to the case."""
        job.failed.connect(lambda error: self.failed.emit(failed, error))
        job.ended.connect(self.on_writing_ended)
        job.start()

    def stop_ingest(self) -> None:
        """Stop adding footage; `idle` comes when what was found is stored."""
        if self.workspace is not None:
            self.workspace.stop_ingest()

    def search(self, query: Query, is_asked: bool = True) -> None:
        """Answer a query, in place of one that is still being answered; what the user asked goes into the log."""
        if self.workspace is not None:
            self.deciding.looked_for = query.text.strip()
            self.answering.search(query, is_asked)

    def refresh(self) -> None:
        """Look what the case holds now."""
        self.surveying.refresh()

    def look(self) -> None:
        """Look for what changes behind the window's back: footage was moved, other windows decided or remember."""
        self._settings.read_again()
        self.deciding.look()
        self.surveying.look_for_footage()

    def write_report(self, order: ReportOrder) -> None:
        """Write a report."""
        if self.workspace is not None:
            again, failed = partial(self.write_report, order), tr("The report was not written")
            self._export(self.workspace.report_job(order), again, self.reported, failed)

    def write_excerpt(self, order: ClipOrder | StillOrder) -> None:
        """Write a clip or a still."""
        if self.workspace is not None:
            failed = tr("{name} was not written", name=order.target.name)
            again = partial(self.write_excerpt, order)
            self._export(self.workspace.excerpt_job(order), again, self.excerpted, failed)

    def _export(self, job: Job, again: Callable[[], None], done: SignalInstance, failed: str) -> None:
        job.listed = listing.reporting(again)
        job.succeeded.connect(done)
        job.failed.connect(lambda error: self.failed.emit(failed, error))
        self.reporting.emit(job)
        job.start()

    def add_model(self, path: Path) -> None:
        """Add a model to this machine's."""
        job = self.machine.add_job(path)
        job.succeeded.connect(self.model_added)
        job.failed.connect(lambda error: self.failed.emit(tr("The model was not added"), error))
        job.start()

    def shut(self) -> None:
        """Close the case and every lane; nothing is used after it."""
        self.close()
        self.machine.close()
        self.doctor.close()

    # --- what happened

    def _on_opened(self, workspace: Workspace, survey: Survey, then: Callable[[], None]) -> None:
        self.close()
        self.workspace = workspace
        self.surveying.begin(workspace, survey)
        self._settings.add_recent([path.absolute() for path in workspace.occasion.paths])
        self.answering.begin(workspace)
        self.answering.follow(survey.tracks)
        self.opened.emit(survey)
        self.undoing.begin(workspace)
        then()

    def _on_open_failed(self, workspace: Workspace, error: Exception) -> None:
        workspace.close()
        self.failed.emit(case_wording.not_opened_line(len(workspace.occasion.paths)), error)

    def _on_queued(self, workspace: Workspace, footage: Footage, found: Sequence[Found]) -> None:
        if workspace is self.workspace:
            self.refresh()
            self._read(workspace.ingest_job(footage.title, found, self.choices()))

    def _on_announced(self, value: object) -> None:
        if isinstance(value, Equipment):
            self.equipped.emit(value)
        else:
            self.refresh()

    def on_binned(self) -> None:
        """The bin was changed: what follows from that the next survey tells, as where another window did it."""
        self.deciding.look()
        self.on_writing_ended()
        self.refresh()

    def _on_surveyed(self, survey: Survey, is_otherwise: bool, renamed: Mapping[str, Sequence[str]]) -> None:
        self.surveyed.emit(survey)
        if is_otherwise:  # other sources are searched than before, or by other names: all that shows them follows
            self.answering.again(renamed)
            self.deciding.look()
            self.searched_otherwise.emit()
        self.answering.follow(survey.tracks)

    def _on_search_failed(self, error: Exception) -> None:
        self.deciding.looked_for = ""
        self.search_failed.emit(error)

    def on_writing_ended(self) -> None:
        """A job of the writer's lane ended: what waited for it goes on."""
        if not self.is_ingesting:
            self._timer.stop()
            self.surveying.refresh_anew()
            self.idle.emit()
            self._ending.go_on()
