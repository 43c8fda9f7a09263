"""The commands of the menu Help: the guide, the program's own log, reports of errors, a newer version."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from cpcl_desktop.engine.runtime import crash
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import user_folder
from cpcl_desktop.engine.runtime.program_log import log_folder
from cpcl_desktop.gui.commands import shortcut_sheet
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.crash_dialog import CrashDialog
from cpcl_desktop.gui.dialogs.messages import tell
from cpcl_desktop.gui.guide.topics import page_of
from cpcl_desktop.gui.guide.window import GuideWindow


class AboutProgram(QObject):
    """One method `on_<id>` for each such command of the table."""

    said = Signal(str)
    failed = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, choosers: Choosers, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window, self._desk, self._choosers, self._actions = window, desk, choosers, actions
        self.guide: GuideWindow | None = None

    def on_guide(self) -> None:
        """Show the guide, at the page of what has the focus."""
        page = page_of(QApplication.focusWidget())
        if self.guide is None:
            self.guide = GuideWindow(self._window)
        self.guide.open_page(page)

    def on_shortcuts(self) -> None:
        """All shortcuts on one sheet."""
        tell(self._window, tr("Keyboard shortcuts"), shortcut_sheet(self._actions))

    def on_program_log(self) -> None:
        """Show the folder of the program's own log."""
        folder = log_folder()
        if folder is None or not folder.is_dir():
            self.said.emit(tr("There is no log: this user has no folder in which the program could keep one."))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.said.emit(tr("The program's log lies in {folder}", folder=folder))

    def on_crash_reports(self) -> None:
        """Show the newest report of an error that nobody foresaw; say so where there is none."""
        if not self.offer_report():
            self.said.emit(tr("There is no report of an error."))

    def offer_report(self) -> bool:
        """Show the newest report, if there is one."""
        report = next(iter(crash.reports()), None)
        if report is None:
            return False
        dialog = CrashDialog(crash.text_of(report), self._where, partial(crash.forget, report), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return True

    def on_new_version(self) -> None:
        """Look for a newer version, now that somebody asks."""
        job = self._desk.machine.version_job()
        job.succeeded.connect(lambda said: tell(self._window, tr("Version"), html.escape(said)))
        job.failed.connect(lambda error: self.failed.emit(tr("No new version was looked for"), error))
        job.start()

    def _where(self) -> Path | None:
        proposed = (user_folder() or Path.cwd()) / "cpcl-desktop report.txt"
        return self._choosers.excerpt(self._window, tr("Save the report"), proposed)
