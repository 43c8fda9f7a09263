"""Answering queries in the open case, and keeping the last answer current while footage is being read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cpcl_desktop.engine.case.names import NONE_RENAMED, as_now_called
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from cpcl_desktop.engine.search.facets import Counts

PATIENCE_MS = 5000  # that counts wait for what the first search needs; making an index anew takes longer
AFTER_MS = 250  # the first passages are laid out and drawn by then: in Python, which one thread runs at a time
SLOW_S = 1.0  # where counting takes longer, it is not done again and again while footage is read


class Answering(QObject):
    """One query at a time; a newer one takes the place of what is still being answered."""

    answered = Signal(object)  # Answer
    refreshed = Signal(object)  # Answer to the same query, now that there is more footage
    counted = Signal(object)  # Counts: how many passages each value of a filter lets through now
    uncounted = Signal(object)  # why they could not be counted
    failed = Signal(object)  # the exception

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.query: Query | None = None  # the last one
        self._settings = settings
        self._workspace: Workspace | None = None
        self._searches, self._countings = Latest(), Latest()
        self._count_s = 0.0  # that counting took last
        self._tracks, self._answered_tracks = 0, -1  # how many the case holds, and held for the last answer
        self._is_ready = False  # whether what the first search needs was asked for
        self.is_getting_ready = False  # whether that is being loaded, or will be in a moment
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.count)

    def begin(self, workspace: Workspace) -> None:
        """Search in this case from now on."""
        self.end()
        self._workspace, self._is_ready = workspace, False
        self.is_getting_ready = False

    def end(self) -> None:
        """The case is being closed."""
        self._searches.cancel()
        self._countings.cancel()
        self._patience.stop()
        self._workspace, self.query = None, None
        self._tracks, self._answered_tracks = 0, -1

    def search(self, query: Query, is_asked: bool) -> None:
        """Answer a query; what the user asked goes into the log."""
        self.query = query
        self._start(query, is_asked, self._on_answered)

    def extend(self, limit: int) -> None:
        """Answer the last query up to so many hits; it is in the log already."""
        if self.query is not None:
            self.search(replace(self.query, limit=limit), is_asked=False)

    def again(self, renamed: Mapping[str, Sequence[str]] = NONE_RENAMED) -> None:
        """Answer the last query once more, since what it is answered by has changed; it is in the log already.

        Cameras that are `renamed` it names as they are called now.
        """
        if self.query is not None:
            cameras = as_now_called(self.query.cameras, renamed)
            self.search(replace(self.query, cameras=cameras), is_asked=False)

    def follow_labels(self, renamed: Mapping[str, Sequence[str]]) -> None:
        """Answer the last query once more where it filters by labels that are `renamed` or gone; nobody asked."""
        if self.query is None:
            return
        labels = as_now_called(self.query.labels, renamed)
        if labels != tuple(self.query.labels):
            negated = tuple(name for name in self.query.negated if labels or name != "labels")
            self.search(replace(self.query, labels=labels, negated=negated), is_asked=False)

    def follow(self, tracks: int) -> None:
        """The case holds so many passages now: look what that changes, outside the log, since nobody asked."""
        self._tracks = tracks
        if self.query is not None and tracks != self._answered_tracks and not self._searches.busy:
            self._start(self.query, False, self._on_refreshed)

    def _start(self, query: Query, is_asked: bool, then: Callable[[Answer], None]) -> None:
        if self._workspace is not None:
            job: Job = self._workspace.search_job(query, self._settings.choices(), is_asked)
            job.succeeded.connect(then)
            job.failed.connect(self._on_failed)
            self._searches.start(job)

    def count(self) -> None:
        """Count anew what each value of a filter lets through: hits, decisions or passages are others."""
        if self._workspace is not None and self.query is not None:
            job, begun = self._workspace.counts_job(self.query), time.monotonic()
            job.succeeded.connect(lambda counts: self._on_counted(counts, time.monotonic() - begun))
            job.failed.connect(self.uncounted)
            self._countings.start(job)

    def _on_answered(self, answer: Answer) -> None:
        self._answered_tracks = self._tracks
        self.answered.emit(answer)
        if self._is_ready:
            self.count()
        elif self._workspace is not None:
            self._get_ready(self._workspace)

    def _get_ready(self, workspace: Workspace) -> None:
        """The case is on the screen: load what the first search needs, while the user still reads and types.

        Counts come then, since what they go by is loaded with it.
        """
        self._is_ready = self.is_getting_ready = True
        self._patience.start()
        QTimer.singleShot(AFTER_MS, self, lambda: self._prepare(workspace))

    def _prepare(self, workspace: Workspace) -> None:
        if workspace is not self._workspace:
            return
        job = workspace.prepare_job(self._settings.choices())
        job.succeeded.connect(lambda _: self._on_ready(workspace))
        job.failed.connect(lambda _: self._on_ready(workspace))
        job.start()

    def _on_ready(self, workspace: Workspace) -> None:
        if workspace is self._workspace:
            self._patience.stop()
            self.is_getting_ready = False
            self.count()

    def _on_refreshed(self, answer: Answer) -> None:
        self._answered_tracks = self._tracks
        self.refreshed.emit(answer)
        if self._count_s < SLOW_S:
            self.count()

    def _on_counted(self, counts: Counts, lasted_s: float) -> None:
        self._count_s = lasted_s
        self.counted.emit(counts)

    def _on_failed(self, error: Exception) -> None:
        self.query = None  # it would fail again
        self.failed.emit(error)
