"""The page of the log: its entries, newest first, with filter and fields; and the check of the whole case.

Of several cases that are open as one, each keeps its own log: which is shown can be chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.log_table import LogFilter
from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.logbook import LogState
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.flow_layout import flowing
from cpcl_desktop.gui.look.text_size import fit_to_text
from cpcl_desktop.gui.panels.job_card import JobWords
from cpcl_desktop.gui.proof_wording import NOT_YET, action_name, entry_text, log_line, verdict_line, verdict_lines
from cpcl_desktop.gui.views.log_model import COLUMNS, ENTRY_ROLE, WHAT, LogModel
from cpcl_desktop.gui.views.view import EDGE, UnderWay, View, head, words

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Verdict

VERIFYING = JobWords(
    what=tr("Checking {title}"),
    progress=tr("Progress of checking {title}"),
    stop_title=tr("Stop checking {title}"),
    waiting=tr("It starts when the check before it is done."),
    stop=tr("Stop; nothing was written"),
    stopping=tr("Stopping…"),
)
TYPING_MS = 250  # after the last letter the filter is applied
ANY = tr("Every action")


class EntryTable(QTableView):
    """What an entry says takes the room that there is, and always some."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the column its room."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(at) for at in range(len(COLUMNS)) if at != WHAT)
        least = self.fontMetrics().averageCharWidth() * 30
        self.setColumnWidth(WHAT, max(least, self.viewport().width() - others))


class LogView(View):
    """Looks at the log and checks the case; neither writes to it."""

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__(actions, desk)
        self._counting = Latest()
        self.verdict: Verdict | None = None
        self.model = LogModel()
        self.model.failed.connect(lambda error: self.failed.emit(tr("The log could not be read"), error))
        self.model.arrived.connect(self._show_entry)
        self._build_filter()
        self._build_table()
        self.line, self.head, self.found = words(), words(), words(NOT_YET, role="")
        self.findings, self.fields = _text(tr("What the check found")), _text(tr("Fields of the entry"))
        self.footage = QCheckBox(tr("read the footage, too"))
        self.footage.setToolTip(tr("When the case is verified: compare every source's footage with its hash"))
        self.under_way = UnderWay()
        self._lay_out()

    def _build_filter(self) -> None:
        self.words = QLineEdit(placeholderText=tr("words in any field"), clearButtonEnabled=True)
        self.words.setAccessibleName(tr("Show only entries in which these words stand"))
        self.actions_box = QComboBox()
        self.actions_box.setAccessibleName(tr("Show only entries of this action"))
        self.actions_box.addItem(ANY, "")
        self.own = QCheckBox(tr("the program's own notes, too"))
        self.own.setToolTip(tr("Entries that only say what the program keeps for itself, as which footage waits"))
        self.own.toggled.connect(self.enter)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.enter)
        self.words.textChanged.connect(lambda: self._typing.start())
        self.case_box = QComboBox()
        self.case_box.setAccessibleName(tr("Whose log is shown, of several cases"))
        self.case_box.activated.connect(self._on_case_chosen)
        self.case_box.hide()
        self.actions_box.activated.connect(self.enter)

    def _build_table(self) -> None:
        self.table = EntryTable()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Entries of the log"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        fit_to_text(self.table, self._fit_table)
        self.table.selectionModel().currentChanged.connect(self._show_entry)

    def _fit_table(self) -> None:
        metrics = self.table.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.6))
        for number, letters in ((0, 7), (1, 20), (2, 10), (3, 10), (5, 14)):
            self.table.setColumnWidth(number, metrics.averageCharWidth() * (letters + 3))

    def _lay_out(self) -> None:
        top = head(tr("Log"), self.act, ("copy_head", "verify"))
        narrowing = QHBoxLayout()
        narrowing.addWidget(self.case_box, 1)
        narrowing.addWidget(self.words, 2)
        narrowing.addWidget(self.actions_box, 1)
        narrowing.addWidget(flowing((self.own, self.footage), rows=2), 2, Qt.AlignmentFlag.AlignVCenter)
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.table)
        both.addWidget(self._beneath())
        both.setSizes([430, 220])
        both.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE)
        column.addLayout(top)
        column.addLayout(narrowing)
        for widget in (self.line, self.head, self.under_way, self.found):
            column.addWidget(widget)
        column.addWidget(both, 1)

    def _beneath(self) -> QWidget:
        beneath = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        beneath.addWidget(self.fields)
        beneath.addWidget(self.findings)
        self.findings.hide()
        return beneath

    # --- the case

    def begin(self, workspace: Workspace) -> None:
        """The log is read when the page is shown."""
        super().begin(workspace)
        survey = self.desk.survey
        self.case_box.clear()
        self.case_box.addItems([tr("Log of {name}", name=one.name) for one in survey.cases])
        self.case_box.setVisible(survey.is_several)
        self._forget()

    def end(self) -> None:
        """Nothing is shown of a case that is closed."""
        self.under_way.cancel()
        self._counting.cancel()
        super().end()
        self._forget()

    def _forget(self) -> None:
        self.words.clear()
        self._typing.stop()
        self._show(LogState())
        self._forget_check()

    def _forget_check(self) -> None:
        """What a check found is of one case, as it was then."""
        self.verdict = None
        self.findings.hide()
        self.found.setText(NOT_YET)

    def enter(self) -> None:
        """Look at the log as it is now."""
        if self.workspace is not None:
            action, said = str(self.actions_box.currentData() or ""), self.words.text().strip()
            wanted = LogFilter(action, said, own=self.own.isChecked())
            job = self.workspace.study.log_job(wanted, self._place)
            job.succeeded.connect(self._show)
            job.failed.connect(lambda error: self.failed.emit(tr("The log could not be read"), error))
            self._counting.start(job)

    @property
    def _place(self) -> int:
        """Which of several cases is shown, by its place."""
        return max(0, self.case_box.currentIndex())

    def _on_case_chosen(self) -> None:
        self.under_way.cancel()
        self._forget_check()
        self.enter()

    # --- commands

    def on_verify(self) -> None:
        """Check case, log and, where that is asked for, footage; nothing is written."""
        workspace = self.workspace
        if workspace is None or self.under_way.jobs:
            return
        job = workspace.study.verify_job(self.footage.isChecked(), self._place)
        job.succeeded.connect(lambda verdict: self._on_verified(verdict) if workspace is self.workspace else None)
        job.failed.connect(lambda error: self.failed.emit(tr("The case could not be checked"), error))
        self.under_way.follow(job, VERIFYING, self.on_verify)
        job.ended.connect(self.changed)
        self.changed.emit()
        job.start()

    def on_copy_head(self) -> None:
        """Put the log's head on the clipboard, to be noted elsewhere."""
        QGuiApplication.clipboard().setText(self.model.state.head)
        self.said.emit(tr("Copied: {text}", text=self.model.state.head))

    @property
    def is_free(self) -> bool:
        """Whether no check is under way."""
        return not self.under_way.jobs

    # --- showing

    def _show(self, state: LogState) -> None:
        study = self.workspace.study if self.workspace else None
        make_job = (lambda first, most: study.log_page_job(state, first, most)) if study else None
        self.model.show(state, make_job)
        self.line.setText(log_line(state))
        self.head.setText(
            tr("Head of the log, to be noted elsewhere: {head}", head=state.head) if state.head else ""
        )
        self._offer(state)
        if state.passing:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_entry()

    def _offer(self, state: LogState) -> None:
        """Keep the choice of actions current."""
        known = [self.actions_box.itemData(at) for at in range(1, self.actions_box.count())]
        if known != list(state.actions):
            chosen = self.actions_box.currentData()
            self.actions_box.clear()
            self.actions_box.addItem(ANY, "")
            for action in state.actions:
                self.actions_box.addItem(action_name(action), action)
            self.actions_box.setCurrentIndex(max(0, self.actions_box.findData(chosen)))

    def _show_entry(self, *_: object) -> None:
        entry: LogEntry | None = self.table.currentIndex().data(ENTRY_ROLE)
        text = printable(entry_text(entry)) if entry is not None else ""
        if text != self.fields.toPlainText():
            self.fields.setPlainText(text)

    def _on_verified(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.found.setText(
            tr("{verdict} Head of the log: {head}", verdict=verdict_line(verdict), head=verdict.head)
        )
        self.findings.setPlainText("\n".join(map(printable, verdict_lines(verdict))))
        self.findings.show()


def _text(name: str) -> QPlainTextEdit:
    """A text that is read and copied."""
    made = QPlainTextEdit(readOnly=True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    return made
