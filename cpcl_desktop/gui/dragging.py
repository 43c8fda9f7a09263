"""Hits that are dragged out of the window: stills with their sidecars, written where a place asks for the files.

A drag begins at once, before there is any file. While it is under way the frame is decoded, which takes longest, in
the player's lane. Whoever it is dropped on asks for the files' names; the stills are written then, while the window
goes on drawing and answering: only the asker waits, and X11's give up after five seconds.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QPixmap

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.report.records import Excerpt, Pointed
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import column
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.frame import StillOrder
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.panels.carried_hits import CarriedHits, Written
from cpcl_desktop.gui.panels.hit_grid import HitGrid

MOST = 20  # hits of which one drag writes stills


class Dragging(QObject):
    """Carries what is selected in the grid, as long as it is dragged; the files stay until `clear`."""

    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, desk: Desk, grid: HitGrid) -> None:
        super().__init__(grid)
        self._desk, self._grid = desk, grid
        self._decoding = Latest()
        self._folder: Path | None = None  # of this window, for nobody else to read
        self._carried: CarriedHits | None = None  # the last: a place may ask for its files after the drag has ended
        grid.dragged.connect(self._on_dragged)

    def carry(self, hits: Sequence[Hit], first: Hit) -> CarriedHits:
        """What a drag of these holds, where `first` is under the pointer."""
        workspace, survey = self._desk.workspace, self._desk.survey
        write = None
        if len(hits) <= MOST and workspace is not None and not survey.is_read_only:
            free = [hit for hit in hits if not survey.is_barred(hit.source)]  # else its log could not say so
            write = partial(self._write, workspace, free) if free else None
        self._carried = CarriedHits(column(hits, "track").tolist(), first.crop, write)
        return self._carried

    def clear(self) -> None:
        """Remove the files: the window closes."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _on_dragged(self) -> None:
        hits, first = self._grid.selected_hits(), self._grid.current_hit()
        if first is None or not hits:
            return
        if len(hits) > MOST:
            self.said.emit(tr("At most {most} hits are handed out at once as stills.", most=MOST))
        drag, carried = QDrag(self._grid), self.carry(hits, first)
        drag.setMimeData(carried)
        if carried.hasUrls() and self._desk.workspace is not None:
            self._decoding.start(self._desk.workspace.prepare_still_job(first.source, first.time_us))
        picture = self._grid.currentIndex().data(int(Qt.ItemDataRole.DecorationRole))
        if isinstance(picture, QPixmap):
            drag.setPixmap(picture)
        drag.exec(Qt.DropAction.CopyAction)

    def _write(self, workspace: Workspace, hits: Sequence[Hit], written: Written) -> None:
        """Have stills of hits written, and say which files there are, sidecars included, when the last one is."""
        made: list[Excerpt] = []
        folder = self._new_folder()
        jobs = [workspace.excerpt_job(_order(hit, folder)) for hit in hits]
        left = set(jobs)

        def leave(job: Job) -> None:
            left.discard(job)
            if not left:
                written([path for one in made for path in (one.path, one.sidecar)])
                count = len(made)
                if count:
                    self.said.emit(
                        tr("%n still(s) with sidecars written as asked for; the log says so.", None, count)
                    )

        for job in jobs:
            job.succeeded.connect(made.append)
            job.failed.connect(self._on_failed)
            job.ended.connect(partial(leave, job))
            job.start()

    def _new_folder(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="cpcl-"))
        return Path(tempfile.mkdtemp(dir=self._folder))

    def _on_failed(self, error: Exception) -> None:
        """Told once the drag is over: no dialog can be answered before."""
        QTimer.singleShot(0, self, lambda: self.failed.emit(tr("A still was not written"), error))


def _order(hit: Hit, folder: Path) -> StillOrder:
    name = f"{Path(hit.source_name).stem} {moment(hit.time_us)} passage {hit.number}.png".replace(":", ".")
    return StillOrder(hit.source, hit.time_us, Pointed(hit.track, hit.box, seen=True), folder / name)
