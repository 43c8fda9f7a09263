"""What the window says of what happens to the open case: in its title, its status line, and above the hits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.report.records import Written
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import case_wording, source_wording, wording
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.messages import tell_done
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.ingest import Added
from cpcl_desktop.gui.panels.search_page import SearchPage
from cpcl_desktop.gui.panels.status_line import StatusLine
from cpcl_desktop.gui.recent import together_line

TITLE = "CPCL Desktop"


class Telling(QObject):
    """Hears from the desk what came of it, and says so."""

    def __init__(self, window: QWidget, desk: Desk, page: SearchPage, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._desk, self._page, self._status = window, desk, page, status
        desk.ingesting.connect(self._on_ingesting)
        desk.added.connect(self._on_added)
        desk.relinked.connect(lambda outcomes: page.place.say(case_wording.relinked_line(outcomes)))
        desk.reported.connect(self._on_reported)
        desk.excerpted.connect(lambda made: status.say(case_wording.excerpt_line(made)))
        desk.model_added.connect(
            lambda name: status.say(tr("Added the model {name}; it is used from now on.", name=name))
        )

    def show_title(self, progress: Progress | None = None) -> None:
        """The case, and how far reading is: the title is what a taskbar shows of a window in the background."""
        workspace = self._desk.workspace
        named = TITLE
        if workspace is not None:
            cases, name = self._desk.survey.cases, workspace.path.stem
            if len(cases) > 1:
                name = together_line([one.name for one in cases])
            if self._desk.survey.is_read_only:
                name = tr("{case} (read only)", case=name)
            named = f"{name} — {TITLE}"
        share = None if progress is None else progress.share
        read = "" if share is None else tr("{share} of footage read", share=f"{share:.0%}")
        self._window.setWindowTitle(" · ".join(filter(None, (read, named))))
        is_one = workspace is not None and not workspace.occasion.others
        self._window.setWindowFilePath(str(workspace.path) if workspace and is_one else "")

    def _on_ingesting(self, job: Job) -> None:
        job.progressed.connect(self.show_title)
        job.ended.connect(self.show_title)
        self._page.footage.say("")

    def _on_added(self, added: Added) -> None:
        failed = added.failed
        said = [
            wording.failures_line(failed, len(added.sources)) if failed else "",
            wording.known_line(added.known),
            source_wording.came_back_line(added.put_back),
            wording.left_out_line(added.left_out),
        ]
        if any(said):
            self._page.footage.say(" ".join(filter(None, said)))

    def _on_reported(self, written: Written) -> None:
        page = QUrl.fromLocalFile(str(written.folder / "report.html"))
        text = case_wording.written_lines(written)
        title = tr("The report is written")
        tell_done(self._window, title, text, tr("Open it"), lambda: QDesktopServices.openUrl(page))
