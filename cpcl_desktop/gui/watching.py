"""Folders that are watched on request: what newly arrives in them is told, to be added to the open case.

Nothing is watched unless somebody asked. Which folders were is remembered for each case; when it is opened again
they are listed, and watched once somebody says so, together with what arrived meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.sources.arrivals import STILL_S, Arrivals
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.settings import Settings

LOOK_MS = 10_000  # between looks: network drives tell nobody of what arrives
SOON_MS = round(STILL_S * 1000 / 4)  # where something is arriving


@dataclass(slots=True, eq=False)
class Watched:
    """A folder, whether it is watched now, and how many videos it brought since the case was opened."""

    arrivals: Arrivals
    is_on: bool = False
    added: int = 0
    looking: Latest = field(default_factory=Latest)

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.arrivals.folder


class Watching(QObject):
    """The folders of one case. Looking is done in the lane of places, where a slow disk keeps nobody waiting."""

    arrived = Signal(object)  # list[Path]
    changed = Signal()  # which folders are watched, or what came of it
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._workspace: Workspace | None = None
        self._watched: dict[Path, Watched] = {}
        self._timer = QTimer(self, singleShot=True, timeout=self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._timer.start(SOON_MS))

    @property
    def folders(self) -> Sequence[Watched]:
        """Those that are watched, and those that were when the case was open last."""
        return tuple(self._watched.values())

    def begin(self, workspace: Workspace) -> None:
        """List what was watched for this case; nothing is watched yet."""
        self.end()
        self._workspace = workspace
        kept = self._settings.watched(workspace.path)
        self._watched = {Path(name): Watched(Arrivals(Path(name), known)) for name, known in kept.items()}
        self.changed.emit()

    def end(self) -> None:
        """The case is being closed."""
        self._timer.stop()
        for one in self._watched.values():
            one.looking.cancel()
        self._unwatch()
        self._workspace, self._watched = None, {}
        self.changed.emit()

    def watch(self, folder: Path) -> None:
        """Add what newly arrives in a folder, but nothing that is there already."""
        if self._workspace is None or folder in self._watched:
            return
        one = Watched(Arrivals(folder))
        self._watched[folder] = one
        job = self._workspace.place.job(tr("Looking at the folder"), lambda _: one.arrivals.take_as_known())
        job.succeeded.connect(lambda _: self._turn_on(one))
        job.failed.connect(lambda error: self._on_failed(one, error))
        one.looking.start(job)

    def switch(self, folder: Path, is_on: bool) -> None:
        """Watch a folder that is listed, or let it be."""
        one = self._watched[folder]
        if is_on:
            self._turn_on(one)
        else:
            self._turn_off(one)

    def forget(self, folder: Path) -> None:
        """List a folder no longer."""
        self._turn_off(self._watched[folder])
        del self._watched[folder]
        self._keep()

    def _turn_on(self, one: Watched) -> None:
        one.is_on = True
        self._keep()
        self._timer.start(SOON_MS)

    def _turn_off(self, one: Watched) -> None:
        if not one.is_on:
            one.looking.cancel()  # what is there already need not be known any more
        one.is_on = False  # a look that is under way still tells: it would not do so again
        self._watcher.removePath(str(one.folder))
        self.changed.emit()

    def _look(self) -> None:
        """Look into every folder that is watched, and again after a while."""
        on = [one for one in self._watched.values() if one.is_on]
        for one in on:
            if not one.looking.busy:
                self._look_into(one)
        if on:
            self._timer.start(SOON_MS if any(one.arrivals.is_settling for one in on) else LOOK_MS)

    def _look_into(self, one: Watched) -> None:
        if self._workspace is not None:
            job = self._workspace.place.job(
                tr("Looking at the folder"), lambda _: one.arrivals.look(time.monotonic())
            )
            job.succeeded.connect(lambda paths: self._on_looked(one, paths))
            job.failed.connect(lambda error: self._on_failed(one, error))
            one.looking.start(job)

    def _on_looked(self, one: Watched, paths: list[Path]) -> None:
        if one.is_on and str(one.folder) not in self._watcher.directories():
            self._watcher.addPath(str(one.folder))  # it has just answered, so this takes no time
        if one.arrivals.is_settling:
            self._timer.start(SOON_MS)
        if paths:
            one.added += len(paths)
            self._keep()
            self.arrived.emit(paths)

    def _on_failed(self, one: Watched, error: Exception) -> None:
        if self._watched.get(one.folder) is not one:  # forgotten meanwhile, or of a case that was closed
            return
        self._turn_off(one)
        if not one.arrivals.known:  # it was never looked at
            self._watched.pop(one.folder, None)
        self._keep()
        self.failed.emit(tr("{folder} is not watched any more", folder=one.folder.name), error)

    def _keep(self) -> None:
        if self._workspace is not None:
            kept = {str(folder): sorted(one.arrivals.known) for folder, one in self._watched.items()}
            self._settings.set_watched(self._workspace.path, kept)
        self.changed.emit()

    def _unwatch(self) -> None:
        if directories := self._watcher.directories():
            self._watcher.removePaths(directories)
