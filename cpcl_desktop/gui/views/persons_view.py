"""The page of likely persons: the proposal, what speaks against it, and deciding about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.person import PersonStep, Proposal, merging, naming, splitting
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.panels.job_card import JobWords
from cpcl_desktop.gui.person_wording import CAVEAT, NOBODY, proposal_line, unclocked_line
from cpcl_desktop.gui.steps import Steps
from cpcl_desktop.gui.views.person_models import ITEM_ROLE, PICTURE, PersonModel
from cpcl_desktop.gui.views.person_sheet import PersonSheet, RowList
from cpcl_desktop.gui.views.view import EDGE, UnderWay, View, beside, head, words
from cpcl_desktop.gui.writing import hindrance

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance, Person

PROPOSING = JobWords(
    what=tr("Persons: {title}"),
    progress=tr("Progress: {title}"),
    stop_title=tr("Stop: {title}"),
    waiting=tr("It starts when the grouping before it is done."),
    stop=tr("Stop; nothing is lost"),
    stopping=tr("Stopping…"),
)


class PersonsView(View):
    """Who was likely seen more than once. Each decision is logged; Ctrl+Z takes back those of this session."""

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__(actions, desk)
        self.proposal = Proposal()
        self._is_fresh = False
        self._steps: Steps[PersonStep] = Steps()
        self.thumbnails = Thumbnails(PICTURE)
        self.thumbnails.failed.connect(lambda error: self.failed.emit(tr("A picture could not be shown"), error))
        self.model = PersonModel(self.thumbnails)
        self.list = RowList(tr("Likely persons"), self.model)
        self.sheet = PersonSheet(actions, self.thumbnails)
        self.line, self.clocks = words(), words()
        self.under_way = UnderWay()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.selectionModel().selectionChanged.connect(self.changed)
        self.list.opened.connect(lambda index: self._open(index.data(ITEM_ROLE).appearances[0]))
        self.sheet.list.selectionModel().selectionChanged.connect(self.changed)
        self.sheet.opened.connect(self._open)
        self.sheet.named.connect(self._name)

    def _lay_out(self) -> None:
        top = head(tr("Likely persons"), self.act, ("propose_persons", "merge_persons"))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE)
        column.addLayout(top)
        for widget in (words(CAVEAT), self.line, self.clocks, self.under_way):
            column.addWidget(widget)
        column.addWidget(beside(self.list, self.sheet, (420, 560)), 1)

    # --- the case

    def begin(self, workspace: Workspace) -> None:
        """Propose anew when the page is shown next."""
        super().begin(workspace)
        why = hindrance("name_person", self.desk.survey.is_read_only, self.desk.survey.is_several)
        self.sheet.name.setReadOnly(bool(why))
        self.sheet.name.setToolTip(why)
        self.thumbnails.reset(workspace.thumbnails_job, self.devicePixelRatio())
        self._forget()

    def end(self) -> None:
        """Nothing is shown of a case that is closed."""
        self.under_way.cancel()
        super().end()
        self.thumbnails.reset(None, 1.0)
        self._forget()

    def _forget(self) -> None:
        self._steps.clear()
        self._is_fresh = False
        self._show(Proposal())
        self.line.setText("")

    def enter(self) -> None:
        """Propose, if that was not done for this case; keep the proposal current otherwise."""
        if not self.under_way.jobs:
            self.propose(is_asked=not self._is_fresh)

    # --- commands

    def on_propose_persons(self) -> None:
        """Group the passages as they are now."""
        self.propose(is_asked=True)

    def on_merge_persons(self) -> None:
        """The persons that are selected are one."""
        chosen = self.chosen
        if len(chosen) > 1:
            self._decide(merging([person.number for person in chosen]))

    def on_split_person(self) -> None:
        """The passages that are selected show somebody else."""
        person, taken = self.sheet.person, self.sheet.chosen
        if person is not None and taken:
            self._decide(splitting(person.number, [one.track for one in taken]))

    def on_name_person(self) -> None:
        """Go to the field for the name."""
        self.sheet.name.setFocus()
        self.sheet.name.selectAll()

    @property
    def chosen(self) -> list[Person]:
        """The persons that are selected."""
        rows = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [index.data(ITEM_ROLE) for index in rows]

    @property
    def can_split(self) -> bool:
        """Whether some of a person's passages are selected, and not all."""
        return self.sheet.person is not None and 0 < len(self.sheet.chosen) < len(self.sheet.person.appearances)

    @property
    def can_undo(self) -> bool:
        """Whether a decision of this session about persons counts."""
        return self._steps.can_undo and not self.under_way.jobs

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return self._steps.can_redo and not self.under_way.jobs

    def undo(self) -> None:
        """Let the last decision of this session count no more."""
        if self.workspace is not None and self.can_undo:
            job = self.workspace.study.take_back_person_job(self._steps.made[-1])
            self._run(job, self._steps.undo, tr("The decision was not taken back"))

    def redo(self) -> None:
        """Decide again what was taken back last."""
        if self.workspace is not None and self.can_redo:
            job = self.workspace.study.person_job(self._steps.taken_back[-1])
            self._run(job, self._steps.redo, tr("The decision was not made again"))

    # --- asking the lane

    def propose(self, is_asked: bool) -> None:
        """Ask who was likely seen more than once."""
        if self.workspace is not None:
            self._run(self.workspace.study.propose_job(is_asked), self._note_fresh, tr("Nobody was proposed"))

    def _decide(self, step: PersonStep) -> None:
        if self.workspace is not None:
            self._run(
                self.workspace.study.person_job(step), lambda: self._steps.add(step), tr("Nothing was decided")
            )

    def _run(self, job: Job, then: Callable[[], object], failed: str) -> None:
        workspace = self.workspace

        def on_done(proposal: Proposal) -> None:
            if workspace is self.workspace:
                then()
                self._show(proposal)

        job.succeeded.connect(on_done)
        job.failed.connect(lambda error: self.failed.emit(failed, error))
        self.under_way.follow(job, PROPOSING, is_part=True)
        job.ended.connect(self.changed)  # once it is under way no more
        self.changed.emit()
        job.start()

    def _note_fresh(self) -> None:
        self._is_fresh = True

    def _name(self, name: str) -> None:
        person = self.sheet.person
        if person is not None and name != person.name:
            self._decide(naming(person.number, name))
        self.list.setFocus()

    # --- showing

    def _show(self, proposal: Proposal) -> None:
        kept = proposal.about or (self.sheet.person.number if self.sheet.person else 0)
        self.proposal = proposal
        self.model.show(proposal)
        self.line.setText(" ".join(filter(None, (proposal_line(proposal), "" if proposal.persons else NOBODY))))
        self.clocks.setText(unclocked_line(proposal))
        self.clocks.setVisible(bool(self.clocks.text()))
        at = proposal.person_of(kept)
        row = proposal.persons.index(at) if at is not None else 0
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(row), flag)
        self._on_current()
        self.changed.emit()

    def _on_current(self) -> None:
        person: Person | None = self.list.currentIndex().data(ITEM_ROLE)
        self.sheet.show_person(person, self.proposal.crops)
        self.changed.emit()

    def _open(self, one: Appearance) -> None:
        if one.track in self.proposal.crops:
            self.hit_asked.emit(self.proposal.hit(one.track))
