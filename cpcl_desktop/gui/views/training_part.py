"""The part of the page for describing that hands out pairs and trains on them, and tells the verdict."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.describe_wording import pairs_line, verdict_lines
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.describing import TrainingSet
from cpcl_desktop.gui.lanes.training import NOT_INSTALLED, Trained, trainer
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.panels.job_card import JobWords
from cpcl_desktop.gui.views.view import UnderWay, button, words

TRAINING = JobWords(
    what=tr("Retraining: {title}"),
    progress=tr("Progress: {title}"),
    stop_title=tr("Stop: {title}"),
    waiting=tr("It starts when what is under way is done."),
    stop=tr("Stop; no model is left"),
    stopping=tr("Stopping…"),
)


class TrainingPart(QWidget):
    """Writes pairs, and trains on them where a trainer is installed; `trained` carries the gate's verdict."""

    trained = Signal(object)  # Trained
    changed = Signal()  # more or less is under way
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._workspace: Workspace | None = None
        self._folder, self._bundle = Path(), Path()
        self.under_way, self.verdict = UnderWay(), words(role="")
        self.add = button(tr("Add it"), tr("Add the new model to this machine's"), self._on_add)
        self.add.hide()
        said = QHBoxLayout()
        said.addWidget(self.verdict, 1)
        said.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.under_way)
        column.addLayout(said)

    def begin(self, workspace: Workspace | None) -> None:
        """Hand out what is described in this case from now on; None: it is closed, and what runs is stopped."""
        if workspace is None:
            self.under_way.cancel()
        self._workspace = workspace
        self.verdict.setText("")
        self.add.hide()

    def write_pairs(self, folder: Path) -> None:
        """Hand the pairs out."""
        if self._workspace is not None:
            job = self._workspace.study.pairs_job(folder)
            job.succeeded.connect(lambda written: self.verdict.setText(printable(pairs_line(written))))
            self._run(job, tr("The pairs were not written"))

    def train(self, folder: Path) -> None:
        """Write the pairs into a folder and train on them there."""
        program, workspace = trainer(), self._workspace
        if program is None:
            self.verdict.setText(NOT_INSTALLED)
        elif workspace is not None:
            self.add.hide()
            self._folder = folder
            job = workspace.study.training_set_job(folder / "pairs")
            job.succeeded.connect(lambda made: self._on_set(workspace, program, made))
            self._run(job, tr("The pairs were not written"))

    def _run(self, job: Job, failed: str) -> None:
        self.under_way.follow(job, TRAINING)
        job.failed.connect(lambda error: self.failed.emit(failed, error))
        job.ended.connect(self.changed)
        self.changed.emit()
        job.start()

    # --- what happened

    def _on_set(self, workspace: Workspace, program: Path, made: TrainingSet) -> None:
        if workspace is self._workspace:
            self.verdict.setText(printable(pairs_line(made.pairs)))
            job = workspace.study.train_job(program, made.model, made.pairs.folder, self._folder / "model")
            job.succeeded.connect(self._on_trained)
            self._run(job, tr("Nothing was learnt"))

    def _on_trained(self, trained: Trained) -> None:
        self.verdict.setText("\n".join(map(printable, verdict_lines(trained))))
        self._bundle = trained.bundle or Path()
        self.add.setVisible(trained.is_accepted)
        self.trained.emit(trained)

    def _on_add(self) -> None:
        self.add.hide()
        self._desk.add_model(self._bundle)
