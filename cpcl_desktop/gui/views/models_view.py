"""The page of models: those of this machine with their cards, and which one the open case uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QVBoxLayout

from cpcl_desktop.engine.models.catalogue import Entry
from cpcl_desktop.engine.models.installed import MOTION
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.models import ModelRow
from cpcl_desktop.gui.lanes.reindexing import CaseModels, Step, Switched
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.model_wording import case_models_line, detector_line, plan_text
from cpcl_desktop.gui.panels.job_card import JobWords
from cpcl_desktop.gui.views.model_list import Card, ModelDelegate, ModelList
from cpcl_desktop.gui.views.person_models import ITEM_ROLE
from cpcl_desktop.gui.views.view import EDGE, UnderWay, View, beside, head, words
from cpcl_desktop.gui.writing import OPEN_ONE

if TYPE_CHECKING:
    from cpcl_desktop.engine.ingest.reindex_plan import ReindexPlan

CHANGING = JobWords(
    what=tr("Changing {title}"),
    progress=tr("Progress of changing {title}"),
    stop_title=tr("Stop changing {title}"),
    waiting=tr("It starts when what writes to the case is done."),
    stop=tr("Stop; what was embedded is kept, and the case is as it was for searches"),
    stopping=tr("Stopping…"),
)
LOOKING = JobWords(
    what=tr("Checking {title}"),
    progress=tr("Progress of checking {title}"),
    stop_title=tr("Stop checking {title}"),
    waiting=tr("It starts when what is under way is done."),
    stop=tr("Stop"),
    stopping=tr("Stopping…"),
)
FETCHING = JobWords(
    what=tr("Downloading {title}"),
    progress=tr("Progress of downloading {title}"),
    stop_title=tr("Stop downloading {title}"),
    waiting=tr("It starts when what is being downloaded is there."),
    stop=tr("Stop; what arrived is kept, and the next time goes on from there"),
    stopping=tr("Stopping; what arrived is kept…"),
)


class ModelsView(View):
    """Lists, downloads, checks, removes, chooses; `planned` carries what changing the case's model would take."""

    offered = Signal(object)  # Offered
    planned = Signal(object)  # ReindexPlan
    switched = Signal()  # the case uses another model

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__(actions, desk)
        self.models = CaseModels()
        self._listing, self._looking, self._offering = Latest(), Latest(), Latest()
        self.model = ModelList()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ModelDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Models of this machine"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.card = Card()
        self.case_line, self.detector = words(role=""), words()
        self.under_way = UnderWay()
        self._lay_out()
        self._show_case(CaseModels())
        desk.model_added.connect(lambda _: self.list_models())

    def _lay_out(self) -> None:
        names = ("add_model", "fetch_model", "verify_models", "use_model", "remove_model",
                 "change_model", "model_back", "drop_model", "give_up_model")  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE)
        column.addLayout(head(tr("Models"), self.act, names))
        for widget in (self.case_line, self.detector, self.under_way):
            column.addWidget(widget)
        column.addWidget(beside(self.list, self.card, (400, 560)), 1)

    # --- the case

    def begin(self, workspace: Workspace) -> None:
        """Which model it uses is looked at when the page is shown; of several cases, of none of them."""
        if self.desk.survey.is_several:
            self.case_line.setText(OPEN_ONE)
        else:
            super().begin(workspace)
            self._show_case(CaseModels())

    def end(self) -> None:
        """Models stay; the case goes."""
        self._looking.cancel()
        super().end()
        self._show_case(CaseModels())

    def enter(self) -> None:
        """Look what there is now."""
        self.list_models()
        self.look_at_case()

    # --- what can be done

    @property
    def current(self) -> ModelRow | None:
        """The model that is selected."""
        row: ModelRow | None = self.list.currentIndex().data(ITEM_ROLE)
        return row

    @property
    def can_change(self) -> bool:
        """Whether the selected model can be the case's."""
        row, free = self.current, not self.desk.is_ingesting and self.workspace is not None
        current = self.models.current
        return free and current is not None and row is not None and row.kind == "image-text" and (
            row.sha256 != current.sha256
        )  # fmt: skip

    @property
    def has_kept(self) -> bool:
        """Whether there is a way back."""
        return self.models.kept is not None and not self.desk.is_ingesting

    @property
    def has_building(self) -> bool:
        """Whether a change was begun and not finished."""
        return self.models.building is not None and not self.desk.is_ingesting

    def list_models(self) -> None:
        """Look which models there are."""
        job = self.desk.machine.models_job()
        job.succeeded.connect(lambda rows: self._show_models(rows, {}))
        job.failed.connect(lambda error: self.failed.emit(tr("The models could not be listed"), error))
        self._listing.start(job)

    def look_for_offers(self) -> None:
        """Look which models could be downloaded; `offered` tells. No network is asked for that."""
        job = self.desk.machine.offers_job()
        job.succeeded.connect(self.offered)
        job.failed.connect(lambda error: self.failed.emit(tr("What can be downloaded could not be listed"), error))
        self._offering.start(job)  # asked for twice while the lane is busy, it is offered once

    def fetch(self, entry: Entry) -> None:
        """Download a model, now that the user asked for it; cut off or stopped, the next goes on from there."""
        job = self.desk.machine.fetch_job(entry)
        job.succeeded.connect(lambda name: self.said.emit(tr("{name} was downloaded and added.", name=name)))
        job.succeeded.connect(self.desk.model_added)
        self._run(job, FETCHING, tr("The model was not downloaded"), again=partial(self.fetch, entry))

    def on_verify_models(self) -> None:
        """Check every file of every model against its hash."""
        job = self.desk.machine.verify_job([row.path for row in self.model.rows])
        job.succeeded.connect(lambda found: self._show_models(self.model.rows, found))
        self._run(job, LOOKING, tr("The models could not be checked"))

    def on_use_model(self) -> None:
        """Let new cases begin with the selected model."""
        row = self.current
        if row is not None and row.kind is not None:
            job = self.desk.machine.use_job(row.kind, row.name)
            job.succeeded.connect(lambda name: self.said.emit(tr("New cases begin with {name}.", name=name)))
            job.succeeded.connect(lambda _: self.list_models())
            self._run(job, LOOKING, tr("The choice is as it was"))

    def remove(self, row: ModelRow) -> None:
        """Delete a model of the user's from this machine."""
        job = self.desk.machine.remove_job(row.path)
        job.succeeded.connect(lambda name: self.said.emit(tr("Removed {name}.", name=name)))
        job.succeeded.connect(lambda _: self.list_models())
        self._run(job, LOOKING, tr("The model was not removed"))

    def plan(self) -> None:
        """Ask what changing the case to the selected model would take."""
        row, workspace = self.current, self.workspace
        if row is not None and workspace is not None:
            job = workspace.study.plan_job(row.path, self._provider)
            job.succeeded.connect(self.planned)
            self._run(job, LOOKING, tr("What a change would take could not be told"))

    def change(self, plan: ReindexPlan) -> None:
        """Change the case to the selected model."""
        row = self.current
        if row is not None and row.name == plan.model:
            self._go("change", row.path)

    def on_model_back(self) -> None:
        """Go back to the model used before."""
        self._go("back")

    def on_drop_model(self) -> None:
        """Delete the vectors kept of the model before."""
        self._go("drop")

    def on_give_up_model(self) -> None:
        """Forget a change that was begun and not finished."""
        self._go("give up")

    @property
    def _provider(self) -> str:
        return self.desk.choices().provider

    def _go(self, step: Step, path: Path | None = None) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        job = workspace.study.reindex_job(step, path, self._provider)
        job.succeeded.connect(lambda done: self._on_switched(done) if workspace is self.workspace else None)
        self._run(job, CHANGING, tr("The case's model is as it was"), self.desk.on_writing_ended)

    def _run(
        self,
        job: Job,
        said: JobWords,
        failed: str,
        then: Callable[[], None] | None = None,
        again: Callable[[], None] | None = None,
    ) -> None:
        self.under_way.follow(job, said, again)
        job.failed.connect(lambda error: self.failed.emit(failed, error))
        job.ended.connect(then or self.changed)
        job.ended.connect(self._on_ended)
        self.changed.emit()
        job.start()

    # --- what happened

    def _on_ended(self) -> None:
        if self.workspace is not None and self.isVisible():
            self.look_at_case()
        self.changed.emit()

    def look_at_case(self) -> None:
        """Look which models the case has now."""
        if self.workspace is not None:
            job = self.workspace.study.case_models_job()
            job.succeeded.connect(self._show_case)
            job.failed.connect(lambda error: self.failed.emit(tr("The case's models could not be read"), error))
            self._looking.start(job)

    def _on_switched(self, done: Switched) -> None:
        self._show_case(done.models)
        self.said.emit(done.said)
        self.switched.emit()

    def _show_models(self, rows: Sequence[ModelRow], checked: Mapping[Path, str]) -> None:
        at = max(0, self.list.currentIndex().row())
        self.model.show(rows, checked)
        self.list.setCurrentIndex(self.model.index(min(at, len(rows) - 1), 0))
        defaults = [row.name for row in rows if row.kind == "detector" and row.is_default]
        self.detector.setText(detector_line(defaults[0] if defaults else MOTION))
        self._on_current()

    def _show_case(self, models: CaseModels) -> None:
        self.models = models
        self.case_line.setText(case_models_line(models) if self.workspace is not None else tr("No case is open."))
        self.changed.emit()

    def _on_current(self) -> None:
        row = self.current
        self.card.show_card(row.card if row is not None and row.name else row.fault if row else "")
        self.changed.emit()


def question_of(plan: ReindexPlan) -> tuple[str, str, str]:
    """What is asked before a change: title, text, and the button that does it."""
    return tr("Change the case to {model}?", model=plan.model), plan_text(plan), tr("Change the model")
