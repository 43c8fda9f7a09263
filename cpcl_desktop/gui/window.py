"""The window: puts panels, desk and commands together, and connects them, once, here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter

from cpcl_desktop.gui import commands as table
from cpcl_desktop.gui.caring import Caring
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.about_models import AboutModels
from cpcl_desktop.gui.dialogs.about_program import AboutProgram
from cpcl_desktop.gui.dialogs.asking import Asking
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.messages import show_error
from cpcl_desktop.gui.dragging import Dragging
from cpcl_desktop.gui.dropping import Dropping
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.label_keys import LabelKeys
from cpcl_desktop.gui.lanes.ingest import NO_EQUIPMENT, Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.lasting import Lasting
from cpcl_desktop.gui.look.icons import ink_again
from cpcl_desktop.gui.look.theme import apply_look
from cpcl_desktop.gui.merging import Merging
from cpcl_desktop.gui.panels.guidance import guidance
from cpcl_desktop.gui.panels.job_card import DECIDING, FINDING, REPORTING
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel, is_unread
from cpcl_desktop.gui.panels.status_line import StatusLine
from cpcl_desktop.gui.recent import RecentMenu
from cpcl_desktop.gui.seams import Seams
from cpcl_desktop.gui.searches import Searches
from cpcl_desktop.gui.settings import Settings
from cpcl_desktop.gui.situation import Situation
from cpcl_desktop.gui.telling import Telling
from cpcl_desktop.gui.together import Together
from cpcl_desktop.gui.triage import Triage
from cpcl_desktop.gui.views.views import Views, framed

_OF_A_SOURCE = (  # commands
    "watch", "clock", "camera", "read_again", "check_again", "relink_selected", "take_out", "put_back",
    "open_its_case",
)  # fmt: skip


class MainWindow(QMainWindow):
    """One case at a time, or several read as one; everything the engine does goes through the desk."""

    def __init__(self, settings: Settings, desk: Desk, choosers: Choosers) -> None:
        super().__init__()
        self._settings, self.desk = settings, desk
        self._was_stopped = False
        self._enabled_for: Situation | None = None
        self.actions_by_id = table.build_actions(self)
        self._build_panels()
        self.asking = Asking(self, settings, desk, self.pages, choosers)
        self.caring = Caring(self, settings, desk, self.sources_panel, choosers)
        self.merging = Merging(self, desk, self.sources_panel, choosers)
        self.seams = Seams(self, desk, self.pages, choosers)
        self.about_models = AboutModels(self, self.views.models, choosers)
        self.about_program = AboutProgram(self, desk, choosers, self.actions_by_id)
        self.searches = Searches(self, settings, desk, self.pages, choosers)
        self.label_keys = LabelKeys(self, self.actions_by_id, desk, self.pages, self.triage, choosers)
        self.telling = Telling(self, desk, self.page, self.status)
        self.together = Together(self, desk, self.asking, self.pages, self.sources_panel)
        self.lasting = Lasting(desk)
        self.dropping = Dropping(self, self.together.why_no_footage)
        self.dragging = Dragging(desk, self.page.results.grid)
        recent = table.fill_menus(self.menuBar(), self.actions_by_id)
        self._recent = RecentMenu(recent, settings, self.asking.open_cases)
        table.connect_actions(self.actions_by_id, self._owners())
        self._connect()
        self._restore_window()
        self.page.results.follow(settings)
        self._on_closed()

    # --- building

    def _build_panels(self) -> None:
        act = self.actions_by_id
        adding = [act["add_files"], act["add_folder"], act["add_crops"]]
        self.sources_panel = SourcesPanel(adding, [act[name] for name in _OF_A_SOURCE])
        self.pages = Pages(act, self.desk)
        self.page, self.player = self.pages.page, self.pages.player
        self.triage = Triage(self.pages, self.desk)
        self.views = Views(act, self.desk, self.pages)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=4)
        self._splitter.addWidget(self.sources_panel)
        self._splitter.addWidget(self.views)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([290, 1000])
        self.setCentralWidget(framed(self.views.rail, self._splitter))
        self.status = StatusLine()
        self.setStatusBar(self.status)

    def _owners(self) -> Mapping[str, QObject]:
        """Who carries out commands, by the names that the table has for them."""
        desk = self.desk
        return {
            "window": self,
            "asking": self.asking,
            "caring": self.caring,
            "merging": self.merging,
            "seams": self.seams,
            "together": self.together,
            "about_models": self.about_models,
            "about_program": self.about_program,
            "desk": desk,
            "undoing": desk.undoing,
            "searches": self.searches,
            "pages": self.pages,
            "page": self.page,
            "results": self.page.results.commands,
            "player": self.player,
            "transport": self.player.transport,
            "magnifier": self.player.magnifier,
            "marks": self.player.marks,
            "people": self.player.people,
            "cameras": self.player.cameras,
            "triage": self.triage,
            "label_keys": self.label_keys,
            "sources": self.sources_panel,
            "views": self.views,
            **self.views.owners,
        }

    def _connect(self) -> None:
        desk, panel, deciding = self.desk, self.sources_panel, self.desk.deciding
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        desk.surveyed.connect(self._on_surveyed)
        desk.missed.connect(self._on_missed)
        desk.ingesting.connect(self._on_ingesting)
        desk.equipped.connect(self._on_equipped)
        desk.relinking.connect(lambda job: panel.follow_other(job, FINDING))
        desk.reporting.connect(lambda job: panel.follow_other(job, REPORTING))
        failing = (
            desk, deciding, desk.saving, desk.undoing.labelling, self.caring, self.merging, self.seams, self.pages,
            self.views, self.triage, self.about_program, self.dragging,
        )  # fmt: skip
        for owner in failing:
            owner.failed.connect(self._on_failed)
        for changed in (desk.idle, desk.answered, desk.refreshed, desk.search_failed, self.page.changed):
            changed.connect(self._update)
        for changed in (self.views.changed, self.triage.changed, self.pages.currentChanged, self.merging.changed):
            changed.connect(self._update)
        for changed in (deciding.decided, desk.undoing.stepped, panel.selected):
            changed.connect(self._update)
        deciding.lasting.connect(lambda job: panel.follow_other(job, DECIDING))
        self.lasting.started.connect(panel.jobs.follow_listed)
        desk.closed.connect(panel.jobs.forget)
        panel.take_out_asked.connect(desk.take_out)
        panel.watch_asked.connect(lambda source: self.views.watch(source, None, panel.list))
        self.caring.found.connect(self.page.place.say)
        panel.clock_asked.connect(self.asking.state_clock)
        panel.camera_asked.connect(self.asking.name_camera)
        results, saving = self.page.results, desk.saving
        tellers = (
            self.player, self.pages, self.triage, self.label_keys, deciding, saving, self.caring, results,
            self.views, self.about_program, self.dropping, self.dragging, self.together, self.seams,
        )  # fmt: skip
        for teller in tellers:
            teller.said.connect(self.status.say)
        self.dropping.hovered.connect(results.empty.mark_target)
        self.dropping.footage_given.connect(self.asking.add_footage)
        self.dropping.case_given.connect(self.asking.open_case)
        self.dropping.cases_given.connect(self.asking.open_cases)
        self.page.results.chosen.changed.connect(self._update)
        self.asking.occasion_said.connect(self.status.show_occasion)
        self.asking.settings_changed.connect(self._dress)
        self.views.follow(self.asking)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def _restore_window(self) -> None:
        geometry, state = self._settings.window()
        room = self.screen().availableSize()
        self.resize(QSize(1280, 860).boundedTo(room * 0.92))
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self._splitter.restoreState(state)

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_look(application, self._settings.look())
        ink_again(self)

    # --- what happened

    def _on_opened(self, survey: Survey) -> None:
        workspace = self.desk.workspace
        if workspace is None:
            return
        self.telling.show_title()
        self.status.show_occasion(workspace.occasion.purpose or "", workspace.occasion.authority or "")
        self.page.show_pictures_of(workspace, self.devicePixelRatio())
        self._on_surveyed(survey)
        self.page.show_stopped(survey, self.desk.retry)
        self.page.show_place(survey, self.asking.on_relink)
        self.page.show_all()
        self.page.panel.focus()

    def _on_closed(self) -> None:
        self.telling.show_title()
        self.pages.forget_case()
        self.status.show_occasion("", "")
        self._on_equipped(NO_EQUIPMENT)
        self._on_surveyed(Survey())

    def _on_surveyed(self, survey: Survey) -> None:
        self.sources_panel.model.set_missing(survey.missing)
        self.sources_panel.model.set_copies(survey.copies)
        self.sources_panel.show_sources([*survey.sources, *survey.waiting, *survey.copied, *survey.binned])
        self.page.panel.offer(survey.sources)
        self.page.results.show_sources(survey.sources)
        known, new = self.status.equipment, survey.equipment
        if (new.model, new.detector) != (known.model, known.detector):
            self._on_equipped(new)
        self.status.show_survey(None if self.desk.workspace is None else survey)
        self.page.update_stopped(survey, self.desk.retry)
        self.page.update_place(survey, self.asking.on_relink)
        if self._was_stopped and not self.desk.is_ingesting:
            self._was_stopped = False
            self.page.show_stopped(survey, self.desk.retry)
        self._update()

    def _on_missed(self, survey: Survey) -> None:
        self.sources_panel.model.set_missing(survey.missing)
        self.page.show_place(survey, self.asking.on_relink)

    def _on_equipped(self, equipment: Equipment) -> None:
        self.status.show_equipment(equipment)
        self.page.show_equipment(equipment, self.asking.on_add_model)

    def _on_ingesting(self, job: Job) -> None:
        job.cancelled.connect(self._on_stopped)
        job.failed.connect(self._on_stopped)
        self.sources_panel.follow(job)
        self._update()

    def _on_stopped(self) -> None:
        self._was_stopped = True  # what is left is known once the case was looked at

    def _on_failed(self, title: str, error: Exception) -> None:
        show_error(self, title, error)

    # --- what can be done now

    def _update(self) -> None:
        situation = self.views.situated(self._situation())
        if situation != self._enabled_for:  # most of what happens leaves it as it was
            table.enable(self.actions_by_id, situation)
        self._enabled_for = situation
        self.actions_by_id["review"].setChecked(self.triage.is_review)
        self.page.panel.setEnabled(situation.is_open)
        self.page.advise(guidance(situation.is_open, situation.is_adding, self.desk.survey, self.page.state))

    def _situation(self) -> Situation:
        survey, chosen = self.desk.survey, self.sources_panel.chosen()
        return Situation(
            is_open=self.desk.workspace is not None,
            is_read_only=survey.is_read_only,
            is_several=survey.is_several,
            is_adding=self.desk.is_ingesting,
            is_in_player=self.pages.is_in_player,
            has_sources=bool(survey.sources),
            has_unread=bool(self.sources_panel.unfinished()),
            has_passages=survey.tracks > 0,
            has_hits=bool(self.page.results.model.hits),
            is_hit_chosen=self.triage.is_any_chosen,
            has_new=self.page.new.is_waiting,
            is_source_selected=any(source.id and not source.in_bin for source in chosen),
            is_waiting_selected=any(not source.id for source in chosen),
            is_unread_selected=any(is_unread(source) for source in chosen),
            is_binned_selected=any(source.in_bin for source in chosen),
            has_binned=bool(survey.binned),
            can_undo=self.desk.undoing.can_undo,
            can_redo=self.desk.undoing.can_redo,
        )

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Whoever comes back to the window sees what changed meanwhile."""
        if event.type() == QEvent.Type.WindowActivate:
            self.desk.look()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop what runs, if the user agrees, and close when everything is stored."""
        if self.desk.is_busy:
            event.ignore()
            self.asking.when_idle_do(self._close)
            return
        self._settings.set_window(self.saveGeometry(), self._splitter.saveState())
        self.desk.shut()
        self.dragging.clear()
        event.accept()

    def _close(self) -> None:
        self.close()
