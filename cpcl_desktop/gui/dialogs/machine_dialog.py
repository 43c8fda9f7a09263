"""The page "This machine": what it has of what the program needs, and the golden test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QSize, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import user_folder
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.messages import show_error
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.doctor import Doctor
from cpcl_desktop.gui.look.flow_layout import FlowLayout
from cpcl_desktop.gui.look.icons import icon
from cpcl_desktop.gui.machine_wording import as_page, as_text, sum_line
from cpcl_desktop.gui.panels.job_card import JobWords
from cpcl_desktop.gui.views.view import UnderWay, button, words

if TYPE_CHECKING:
    from cpcl_desktop.engine.doctor.findings import Finding

LOOKING = JobWords(
    what=tr("Looking at {title}"),
    progress=tr("Progress of looking at {title}"),
    stop_title=tr("Stop looking at {title}"),
    waiting=tr("It starts when what is under way is done."),
    stop=tr("Stop; what was found so far is shown"),
    stopping=tr("Stopping…"),
)
ABOUT = tr(
    "What this machine has of what the program needs. The golden test reads and searches a clip that comes with "
    "the program, and compares what comes out with what must. Nothing here names people, cases or footage."
)
_ICONS = {"good": "done", "note": "info", "fault": "failed"}
_LETTERS, _LINES = 96, 26  # that the findings have room for


class MachineDialog(WholeDialog):
    """Looks at the machine when it opens; closing it stops what runs."""

    def __init__(
        self,
        doctor: Doctor,
        cases: Sequence[Path],
        provider: str,
        choosers: Choosers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("This machine"))
        offer_help(self, "troubleshooting")
        self._doctor, self._cases, self._provider, self._choosers = doctor, cases, provider, choosers
        self.findings: list[Finding] = []
        self.sum, self.under_way = words(role=""), UnderWay()
        self.page = _Findings()
        self.again = button(tr("Look again"), tr("Look at everything anew"), self.look, "retry")
        self.golden = button(
            tr("Golden test"), tr("Prove this installation by a clip whose results are known"), self.prove, "verify"
        )
        self.copy = button(tr("Copy as text"), tr("Put all findings on the clipboard"), self.copy_text, "copy")
        self.save = button(tr("Save as JSON…"), tr("Write all findings for programs"), self.ask_and_save, "report")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for one in (self.again, self.golden, self.copy, self.save):
            flow.addWidget(one)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, rejected=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        for widget in (words(ABOUT), self.sum, self.under_way):
            column.addWidget(widget)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        column.addWidget(close)

    # --- what can be done

    def look(self) -> None:
        """Look at the machine."""
        self._run(self._doctor.examine_job(self._cases, self._provider))

    def prove(self) -> None:
        """Read and search the golden clip."""
        self._run(self._doctor.golden_job(self._provider))

    def copy_text(self) -> None:
        """Put everything on the clipboard."""
        QGuiApplication.clipboard().setText(as_text(self.findings))

    def ask_and_save(self) -> None:
        """Ask where, and write everything there."""
        folder = self._cases[0].parent if self._cases else user_folder() or Path.cwd()
        proposed = folder / f"cpcl doctor {date.today().isoformat()}.json"
        if target := self._choosers.excerpt(self, tr("Save the findings"), proposed):
            job = self._doctor.save_job(tuple(self.findings), target)
            job.failed.connect(lambda error: show_error(self, tr("The findings were not saved"), error))
            job.start()

    def done(self, result: int) -> None:
        """Stop what runs, and close; it goes once that has ended, since its end is still told here."""
        self.under_way.cancel()
        super().done(result)
        for job in self.under_way.jobs:
            job.ended.connect(self.deleteLater)
        if not self.under_way.jobs:
            self.deleteLater()

    # --- what happened

    def _run(self, job: Job) -> None:
        self.findings = []
        self._show(is_running=True)
        job.announced.connect(self._on_found)
        job.failed.connect(lambda error: show_error(self, tr("The machine could not be looked at"), error))
        job.ended.connect(lambda: self._show(is_running=False))
        self.under_way.follow(job, LOOKING, is_part=True)
        job.start()

    def _on_found(self, finding: Finding) -> None:
        is_shown_here = (finding.check, finding.item) == ("machine", "display")
        self.findings.append(_display() if is_shown_here else finding)
        self._show(is_running=True)

    def _show(self, is_running: bool) -> None:
        for one in (self.again, self.golden, self.copy, self.save):
            one.setEnabled(not is_running)
        self.sum.setText(tr("Looking…") if is_running else sum_line(self.findings))
        self.page.show_findings(self.findings)


class _Findings(QTextBrowser):
    """All findings, which can be selected and copied; nothing that they name is loaded or opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Findings"))
        metrics = self.fontMetrics()
        self._room = QSize(metrics.averageCharWidth() * _LETTERS, metrics.height() * _LINES)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Most of it without scrolling."""
        return self._room

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """The pictures of states, in the colours that now hold; nothing else."""
        drawn = _ICONS.get(QUrl(name).path()) if QUrl(name).scheme() == "state" else None
        if kind != QTextDocument.ResourceType.ImageResource.value or drawn is None:
            return None
        return icon(drawn).pixmap(QSize(16, 16), self.devicePixelRatioF())

    def show_findings(self, findings: list[Finding]) -> None:
        """Show these where one was reading."""
        at = self.verticalScrollBar().value()
        self.setHtml(as_page(findings))
        self.verticalScrollBar().setValue(at)


def _display() -> Finding:
    """What shows this very window: Qt knows more of it than the engine."""
    from cpcl_desktop.engine.doctor.findings import Finding

    platform, qt = QGuiApplication.platformName(), QLibraryInfo.version().toString()
    screens = ", ".join(
        f"{screen.size().width()}×{screen.size().height()} · {screen.devicePixelRatio():.0%}"
        for screen in QGuiApplication.screens()
    )
    return Finding(
        "machine",
        "display",
        "good",
        lambda: tr(
            "Qt {version} on {platform}; screens: {screens}", version=qt, platform=platform, screens=screens
        ),
    )
