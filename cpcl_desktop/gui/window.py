"""The window: puts the panels together and carries out the commands of `actions.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from cpcl_desktop.engine.case.file import SUFFIX
from cpcl_desktop.engine.case.records import Judgement
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.engine.report.records import Written
from cpcl_desktop.gui import commands as table
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.messages import show_error, tell, tell_done
from cpcl_desktop.gui.dialogs.settings_dialog import SettingsDialog
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.lanes.ingest import NO_EQUIPMENT, Added, Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.lanes.waiting import Footage
from cpcl_desktop.gui.look.drops import local_paths
from cpcl_desktop.gui.look.icons import ink_again
from cpcl_desktop.gui.look.theme import apply_theme
from cpcl_desktop.gui.panels.guidance import guidance
from cpcl_desktop.gui.panels.job_card import FINDING, REPORTING
from cpcl_desktop.gui.panels.search_page import SearchPage
from cpcl_desktop.gui.panels.sources_panel import SourcesPanel
from cpcl_desktop.gui.player.player import Player
from cpcl_desktop.gui.settings import APPEARANCE, Settings

TITLE = "CPCL Desktop"
SAID_MS = 4000  # how long a passing message stands in the status bar


class MainWindow(QMainWindow):
    """One case at a time; everything the engine does goes through the desk."""

    def __init__(self, settings: Settings, desk: Desk, choosers: Choosers) -> None:
        super().__init__()
        self._settings, self.desk, self._choosers = settings, desk, choosers
        self._shown_equipment = NO_EQUIPMENT
        self._was_stopped = False
        self._then: Callable[[], None] | None = None  # what waits until no footage is being added
        self.setAcceptDrops(True)
        self.player = Player()
        self.actions_by_id = table.build_actions(self, self.player)
        self._build_panels()
        self._build_menus()
        self._build_status()
        self._connect()
        self._restore_window()
        self._on_closed()

    # --- building

    def _build_panels(self) -> None:
        act = self.actions_by_id
        self.player.lay_out(act)
        adding = [act["add_files"], act["add_folder"], act["add_crops"]]
        self.sources_panel = SourcesPanel(adding, act["take_out"])
        self.page = SearchPage(act)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.player)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=4)
        self._splitter.addWidget(self.sources_panel)
        self._splitter.addWidget(self.pages)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([290, 1000])
        self.setCentralWidget(self._splitter)

    def _build_menus(self) -> None:
        self._recent = table.fill_menus(self.menuBar(), self.actions_by_id)
        self._recent.aboutToShow.connect(self._fill_recent)

    def _build_status(self) -> None:
        self._counts = QLabel()
        self._equipment = QLabel()
        self._occasion = QLabel()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self._counts)
        self.statusBar().addPermanentWidget(self._occasion)
        self.statusBar().addPermanentWidget(self._equipment)

    def _connect(self) -> None:
        desk, page = self.desk, self.page
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        desk.surveyed.connect(self._on_surveyed)
        desk.answered.connect(self._on_answered)
        desk.search_failed.connect(self._on_search_failed)
        desk.ingesting.connect(self._on_ingesting)
        desk.equipped.connect(self._show_equipment)
        desk.model_added.connect(self._on_model_added)
        desk.added.connect(self._on_added)
        desk.idle.connect(self._on_idle)
        desk.deciding.decided.connect(self._on_decided)
        desk.deciding.stepped.connect(self._update)
        desk.deciding.settled.connect(self._on_settled)
        desk.deciding.failed.connect(self._on_decision_failed)
        desk.relinking.connect(lambda job: self.sources_panel.follow_other(job, FINDING))
        desk.relinked.connect(lambda outcomes: self.page.place.say(wording.relinked_line(outcomes)))
        desk.reporting.connect(lambda job: self.sources_panel.follow_other(job, REPORTING))
        desk.reported.connect(self._on_reported)
        desk.failed.connect(self._on_failed)
        self.sources_panel.selected.connect(self._update)
        page.asked.connect(self._on_asked)
        page.panel.box.image_file_given.connect(self._take_example_file)
        page.results.opened.connect(self._open_hit)
        page.results.thumbnails.failed.connect(lambda error: self._on_failed("A picture could not be shown", error))
        self.player.failed.connect(lambda error: self._on_failed("The passage could not be shown", error))
        self.player.left.connect(self._leave_player)
        self.player.turned.connect(self._turn)
        self.player.decided.connect(self._decide)
        self.player.note_asked.connect(self._note)
        self.player.said.connect(lambda text: self.statusBar().showMessage(text, SAID_MS))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def _restore_window(self) -> None:
        geometry, state = self._settings.window()
        room = self.screen().availableSize()
        self.resize(QSize(1280, 860).boundedTo(room * 0.92))
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self._splitter.restoreState(state)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent_cases():
            action = self._recent.addAction(f"{path.stem}    {path.parent}")
            action.triggered.connect(lambda _=False, path=path: self.open_case(path))
        if self._recent.isEmpty():
            self._recent.addAction("No case was opened yet").setEnabled(False)

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, str(self._settings.get(APPEARANCE)))
        ink_again(self)

    # --- the case

    def open_case(self, path: Path, create: bool = False, footage: Footage | None = None) -> None:
        """Open a case in place of the present one, once no footage is being added to that."""
        self._when_idle(lambda: self.desk.open(path, create, footage))

    def add_footage(self, footage: Footage) -> None:
        """Add footage; without a case, ask where to put one first."""
        if self.desk.workspace is not None:
            self.desk.add(footage)
        elif path := self._choosers.new_case(self):
            self.open_case(path, create=True, footage=footage)

    def _when_idle(self, do: Callable[[], None]) -> None:
        """Do something once all decisions are stored and, if the user agrees to stop, no footage is being added."""
        if self.desk.deciding.is_busy:
            self._then = do
        elif not self.desk.is_ingesting:
            do()
        elif self._choosers.confirm_stop(self):
            self._then = do
            self.on_cancel()

    def _on_opened(self, survey: Survey) -> None:
        workspace = self.desk.workspace
        if workspace is None:
            return
        self.setWindowTitle(f"{workspace.path.stem} — {TITLE}")
        self.setWindowFilePath(str(workspace.path))
        self.page.results.thumbnails.reset(workspace.thumbnails_job, self.devicePixelRatio())
        self._on_surveyed(survey)
        self.page.show_stopped(survey, self.on_resume)
        self.page.show_place(survey, self.on_relink)
        self.page.search()
        self.page.panel.focus()

    def _on_closed(self) -> None:
        self.setWindowTitle(TITLE)
        self.setWindowFilePath("")
        self.player.forget_case()
        self.pages.setCurrentWidget(self.page)
        self.page.forget_case()
        self._occasion.setText("")
        self._show_equipment(NO_EQUIPMENT)
        self._on_surveyed(Survey())

    def _on_surveyed(self, survey: Survey) -> None:
        self.sources_panel.show_sources([*survey.sources, *survey.waiting])
        self.page.panel.offer(survey.sources)
        known = self._shown_equipment
        if (survey.equipment.model, survey.equipment.detector) != (known.model, known.detector):
            self._show_equipment(survey.equipment)
        self._counts.setText(wording.survey_line(survey) if self.desk.workspace else "No case is open")
        if self._was_stopped and not self.desk.is_ingesting:
            self._was_stopped = False
            self.page.show_stopped(survey, self.on_resume)
        self._update()

    def _show_equipment(self, equipment: Equipment) -> None:
        self._shown_equipment = equipment
        self._equipment.setText("    ".join(wording.equipment_lines(equipment)))
        self._equipment.setToolTip(equipment.provider_reason)
        self.page.show_equipment(equipment, self.on_add_model)

    # --- footage

    def _on_ingesting(self, job: Job) -> None:
        job.cancelled.connect(self._on_stopped)
        job.failed.connect(self._on_stopped)
        self.page.footage.say("")
        self.sources_panel.follow(job)
        self._update()

    def _on_stopped(self) -> None:
        self._was_stopped = True  # what is left is known once the case was looked at

    def _on_added(self, added: Added) -> None:
        failed = [source for source in added.sources if source.state == "failed"]
        said = [
            wording.failures_line(failed, len(added.sources)) if failed else "",
            wording.known_line(added.known),
        ]
        if any(said):
            self.page.footage.say(" ".join(filter(None, said)))

    def _on_idle(self) -> None:
        self._update()
        self._go_on()

    def _on_settled(self) -> None:
        if not self.desk.is_stopping:
            self._go_on()

    def _go_on(self) -> None:
        """Do what waited."""
        then, self._then = self._then, None
        if then is not None:
            self._when_idle(then)

    # --- searching

    def _on_asked(self, query: Query) -> None:
        self._show_page(self.page)
        self.desk.search(query)

    def _on_answered(self, answer: Answer) -> None:
        self.page.show_answer(answer)
        self._update()

    def _on_search_failed(self, error: Exception) -> None:
        if isinstance(error, CpclError):
            self.page.panel.notice.say(str(error))
        else:
            self._on_failed("The search failed", error)

    def _take_example_file(self, path: Path) -> None:
        if self.desk.workspace is not None:
            job = self.desk.workspace.example_job(path)
            job.succeeded.connect(self.page.search_by)
            self.desk.example(job)

    # --- hits

    def _open_hit(self, hit: Hit) -> None:
        if self.desk.workspace is not None:
            self._show_page(self.player)
            self.player.open(self.desk.workspace, hit, self.devicePixelRatio())
            self._show_decision()
            self.player.setFocus()

    def _turn(self, by: int) -> None:
        """Show the hit before or after the one in the player."""
        hit, hits = self.player.hit, self.page.results.model.hits
        row = self.page.results.model.row_of_track(hit.track) if hit else None
        if row is not None and 0 <= row + by < len(hits):
            self.page.results.grid.select_row(row + by)
            self._open_hit(hits[row + by])

    def _leave_player(self) -> None:
        """Go back to the grid, to the hit that was shown."""
        hit = self.player.hit
        self._show_page(self.page)
        if hit is not None:
            self.page.results.select(hit.track)
        self.page.results.grid.setFocus()

    def _show_page(self, page: QWidget) -> None:
        if page is not self.player:
            self.player.close_hit()
        self.pages.setCurrentWidget(page)
        self._update()

    # --- decisions and reports

    def _decide(self, verdict: Judgement | None) -> None:
        """Decide about the hit in the player."""
        if self.player.hit is not None:
            self.desk.deciding.judge(self.player.hit, verdict)
        self._show_decision()  # a pressed button toggles by itself

    def _note(self) -> None:
        """Write a note to the decision on the hit in the player."""
        hit = self.player.hit
        if hit is None:
            return
        note = self._choosers.note(self, self.desk.deciding.expected(hit).note)
        if note is not None:
            self.desk.deciding.annotate(hit, note)

    def _on_decided(self, decided: Decided) -> None:
        self.page.results.model.mark(decided)
        self._show_decision()
        self._update()

    def _on_decision_failed(self, title: str, error: Exception) -> None:
        self._then = None  # whoever wanted to close shall read this first
        self._show_decision()
        self._on_failed(title, error)

    def _show_decision(self) -> None:
        hit = self.player.hit
        self.player.decision.show_decision(self.desk.deciding.decisions.get(hit.track) if hit else None)

    def _on_reported(self, written: Written) -> None:
        page = QUrl.fromLocalFile(str(written.folder / "report.html"))
        text = wording.written_lines(written)
        tell_done(self, "The report is written", text, "Open it", lambda: QDesktopServices.openUrl(page))

    # --- what is said and what can be done

    def _update(self) -> None:
        is_open, is_busy = self.desk.workspace is not None, self.desk.is_ingesting
        act = self.actions_by_id
        for name in ("close_case", "occasion", "find", "example_image", "clear_search"):
            act[name].setEnabled(is_open)
        act["cancel"].setEnabled(is_busy)
        act["relink"].setEnabled(is_open and not is_busy and bool(self.desk.survey.sources))
        act["resume"].setEnabled(is_open and not is_busy and bool(self.sources_panel.unfinished()))
        current = self.sources_panel.current()
        act["take_out"].setEnabled(current is not None and current.state == "waiting")
        act["undo"].setEnabled(self.desk.deciding.can_undo)
        act["redo"].setEnabled(self.desk.deciding.can_redo)
        act["report"].setEnabled(is_open and self.desk.survey.tracks > 0)
        act["more_like_this"].setEnabled(bool(self.page.results.model.hits))
        for command in table.COMMANDS:
            if command.scope == "player":
                act[command.id].setEnabled(self.pages.currentWidget() is self.player)
        self.page.panel.setEnabled(is_open)
        self.page.advise(guidance(is_open, is_busy, self.desk.survey))

    def _on_failed(self, title: str, error: Exception) -> None:
        show_error(self, title, error)

    # --- commands, one per entry of the table

    def on_new_case(self) -> None:
        """Ask where, and make a case there."""
        if path := self._choosers.new_case(self):
            self.open_case(path, create=True)

    def on_open_case(self) -> None:
        """Ask which, and open it."""
        if path := self._choosers.open_case(self):
            self.open_case(path)

    def on_close_case(self) -> None:
        """Close the case."""
        self._when_idle(self.desk.close)

    def on_occasion(self) -> None:
        """Ask why, and by whose order, the case is worked in."""
        if self.desk.workspace is None:
            return
        said = self.desk.workspace.occasion
        given = self._choosers.occasion(self, said.purpose or "", said.authority or "")
        if given is not None:
            said.purpose, said.authority = given
            self._occasion.setText(wording.occasion_line(*given))

    def on_settings(self) -> None:
        """Show the settings; what they change holds from the next job on."""
        dialog = SettingsDialog(self._settings, self)
        dialog.accepted.connect(self._dress)
        dialog.accepted.connect(self.desk.refresh)
        dialog.open()

    def on_add_model(self) -> None:
        """Ask for a detector or model file and add it to this machine's."""
        if path := self._choosers.model(self):
            self.desk.add_model(path)

    def _on_model_added(self, name: str) -> None:
        self.statusBar().showMessage(f"Added the model {name}; it is used from now on.", SAID_MS)
        self.desk.refresh()

    def on_quit(self) -> None:
        """Close the window."""
        self.close()

    def on_add_files(self) -> None:
        """Ask for videos and add them."""
        self._add(self._choosers.videos(self))

    def on_add_folder(self) -> None:
        """Ask for a folder and add it."""
        folder = self._choosers.folder(self, "Add a folder of videos or frames")
        self._add([folder] if folder else ())

    def on_add_crops(self) -> None:
        """Ask for a folder of ready-made crops and add it."""
        folder = self._choosers.folder(self, "Add a folder of people already cut out")
        self._add([folder] if folder else (), already_cropped=True)

    def _add(self, paths: Sequence[Path], already_cropped: bool = False) -> None:
        if paths:
            self.add_footage(Footage(tuple(paths), already_cropped))

    def on_resume(self) -> None:
        """Read on where it stopped."""
        self.desk.retry()

    def on_take_out(self) -> None:
        """Forget the selected footage, if it waits."""
        source = self.sources_panel.current()
        if source is not None and source.state == "waiting":
            self.desk.take_out(source)

    def on_relink(self) -> None:
        """Ask for a folder and look there for footage that is not where it was."""
        if folder := self._choosers.folder(self, "Find moved footage in a folder"):
            self.desk.relink(folder)

    def on_cancel(self) -> None:
        """Stop adding footage."""
        self.sources_panel.show_stopping()
        self.desk.stop_ingest()

    def on_find(self) -> None:
        """Go to the query box."""
        self._show_page(self.page)
        self.page.panel.focus()

    def on_example_image(self) -> None:
        """Ask for an example image and search by it."""
        if path := self._choosers.image(self):
            self._take_example_file(path)

    def on_more_like_this(self) -> None:
        """Search by the picture of the hit in the player, or of the selected one."""
        in_player = self.pages.currentWidget() is self.player
        hit = self.player.hit if in_player else self.page.results.grid.current_hit()
        if hit is not None and self.desk.workspace is not None:
            job = self.desk.workspace.crop_job(hit.crop)
            job.succeeded.connect(self.page.search_by)
            self.desk.example(job)

    def on_clear_search(self) -> None:
        """Show everything again."""
        self.page.panel.clear()
        self.page.search()

    def on_undo(self) -> None:
        """Take the last decision back."""
        self.desk.deciding.undo()

    def on_redo(self) -> None:
        """Decide again."""
        self.desk.deciding.redo()

    def on_report(self) -> None:
        """Ask what shall be in a report, and write it."""
        workspace, query = self.desk.workspace, self.desk.query
        if workspace is None:
            return
        searched = query is not None and (query.text.strip() or query.image is not None)
        matches = sum(decision.verdict == "match" for decision in self.desk.deciding.decisions.values())
        order = self._choosers.report(self, matches, query if searched else None, workspace.occasion)
        if order is not None:
            self.desk.write_report(order)

    def on_shortcuts(self) -> None:
        """All shortcuts on one sheet."""
        tell(self, "Keyboard shortcuts", table.shortcut_sheet(self.actions_by_id))

    def on_about(self) -> None:
        """Version and licence."""
        tell(self, f"About {TITLE}", wording.ABOUT)

    # --- Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files and folders."""
        if local_paths(event.mimeData()):
            self.page.results.empty.mark_target(True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The drag went elsewhere."""
        self.page.results.empty.mark_target(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Add what was dropped, as a copy: nothing is moved. A case file is opened."""
        self.page.results.empty.mark_target(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        paths = local_paths(event.mimeData())
        if len(paths) == 1 and paths[0].suffix == SUFFIX:
            self.open_case(paths[0])
        else:
            self._add(paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop what runs, if the user agrees, and close when it has stored what it found."""
        if self.desk.is_ingesting or self.desk.deciding.is_busy:
            event.ignore()
            self._when_idle(self._close_soon)
            return
        self._settings.set_window(self.saveGeometry(), self._splitter.saveState())
        self.desk.shut()
        event.accept()

    def _close_soon(self) -> None:
        self.close()
