"""The searches that are saved in the open case: changing them, and taking a change back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import query_wording
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.saved import Kept
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.steps import next_step


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of a saved search: the name it had and has; None: it was not, or is no longer, kept."""

    number: int
    search: int
    before: str | None
    after: str | None


class Saving(Changes[_Step]):
    """Saves, renames and deletes searches of one case, one after the other."""

    changed = Signal(object)  # Sequence[SavedSearch]: all that are kept now
    opened = Signal(object)  # Query of a saved search

    def begin(self, workspace: Workspace) -> None:
        """Save in this case from now on; `changed` tells what is saved in it already."""
        super().begin(workspace)
        self.look()

    def look(self) -> None:
        """Read again what is saved: something else than this window may have saved some."""
        if self._workspace is not None:
            self._run(self._workspace.saved_job(), tr("The saved searches could not be read"), lambda _: None)

    def end(self) -> None:
        """The case is being closed."""
        super().end()
        self.changed.emit(())

    def save(self, name: str, query: Query) -> None:
        """Save a query with all its filters under a name."""
        if self._workspace is not None:
            job = self._workspace.save_search_job(name, query)
            self._run(job, tr("The search was not saved"), self._on_saved)

    def rename(self, saved: SavedSearch, name: str) -> None:
        """Give a saved search another name."""
        self._change(saved, name)

    def delete(self, saved: SavedSearch) -> None:
        """Delete a saved search."""
        self._change(saved, None)
        self.said.emit(query_wording.forgotten_line(saved.name))

    def open(self, saved: SavedSearch) -> None:
        """Ask again what a saved search asks."""
        if self._workspace is not None:
            job = self._workspace.saved_query_job(saved)
            job.succeeded.connect(self.opened)
            job.failed.connect(lambda error: self.failed.emit(tr("The saved search was not opened"), error))
            job.start()

    def _change(self, saved: SavedSearch, name: str | None) -> None:
        self._do(_Step(next_step(), saved.search, saved.name, name))

    def _carry_out(self, workspace: Workspace, step: _Step, makes: bool) -> None:
        job = workspace.let_search_job(step.search, step.after if makes else step.before)
        job.failed.connect(lambda _: self._forget(step))
        self._run(job, tr("The saved search was not changed"), lambda _: None)
        self.stepped.emit()

    def _run(self, job: Job, tried: str, then: Callable[[Kept], None]) -> None:
        workspace = self._workspace
        job.succeeded.connect(then)
        job.succeeded.connect(lambda kept: self.changed.emit(kept.all) if workspace is self._workspace else None)
        job.failed.connect(lambda error: self.failed.emit(tried, error))
        job.start()

    # --- what happened

    def _on_saved(self, kept: Kept) -> None:
        saved = kept.changed
        if saved is not None:
            self.steps.add(_Step(next_step(), saved.search, None, saved.name))
            self.said.emit(query_wording.saved_line(saved.name, kept.case))
            self.stepped.emit()
