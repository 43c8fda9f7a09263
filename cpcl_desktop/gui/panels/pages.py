"""The middle of the window: the page for searching, and the player that shows one of its hits, or any footage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.records import Hit, Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import column
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.panels.search_page import SearchPage
from cpcl_desktop.gui.player.decision_bar import MARKS
from cpcl_desktop.gui.player.player import Player
from cpcl_desktop.gui.player.subject import Subject, of_footage, of_hit


class Pages(QStackedWidget):
    """One page at a time. `failed` carries what was tried and the exception."""

    failed = Signal(str, object)
    said = Signal(str)  # something to tell in passing

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._timelines, self._groupings, self._frames = Latest(), Latest(), Latest()
        self._passages, self._copying = Latest(), Latest()
        self.is_changing = False  # the passage in the player is divided or joined: keys are about none till then
        self.page = SearchPage(actions)
        self.player = Player(actions)
        self.addWidget(self.page)
        self.addWidget(self.player)
        self._connect()

    def _connect(self) -> None:
        desk, page, player = self._desk, self.page, self.player
        page.asked.connect(self._on_asked)
        page.more_asked.connect(desk.answering.extend)
        page.panel.box.image_file_given.connect(self.search_by_file)
        page.panel.box.hits_given.connect(lambda hits: self._search_like(hits.tracks, hits.crop))
        page.results.opened.connect(self.show_hit)
        results = page.results
        results.grid.selectionModel().currentChanged.connect(self.show_decision)
        results.chosen.changed.connect(self.show_decision)
        for pictures in (results.thumbnails, results.strips, results.compare.thumbnails, results.compare.strips):
            pictures.failed.connect(lambda error: self.failed.emit(tr("A picture could not be shown"), error))
        results.copy_asked.connect(self._on_copy_asked)
        results.timeline_wanted.connect(self._on_timeline_wanted)
        results.persons_wanted.connect(self._on_persons_wanted)
        results.map.frame_wanted.connect(self._on_frame_wanted)
        player.failed.connect(lambda error: self.failed.emit(tr("The passage could not be shown"), error))
        player.left.connect(self.leave_player)
        player.turned.connect(self._on_turned)
        player.people.asked.connect(self.show_passage)
        desk.answering.counted.connect(page.panel.show_counts)
        desk.answering.uncounted.connect(lambda e: self.failed.emit(tr("The passages could not be counted"), e))
        desk.deciding.settled.connect(desk.answering.count)
        desk.answered.connect(page.show_answer)
        desk.answered.connect(self._on_answered)
        desk.refreshed.connect(page.show_fresh)
        desk.searched_otherwise.connect(self._on_searched_otherwise)
        desk.search_failed.connect(self._on_search_failed)
        desk.deciding.decided.connect(self._on_decided)
        desk.deciding.marked.connect(self._on_marked)
        desk.deciding.labelled.connect(self._show_labels)
        desk.deciding.failed.connect(self.show_decision)

    @property
    def is_in_player(self) -> bool:
        """Whether the player is shown."""
        return self.currentWidget() is self.player

    def show_search(self) -> None:
        """Show the page for searching; the player lets go of its footage."""
        self.player.close_footage()
        self.setCurrentWidget(self.page)

    def show_hit(self, hit: Hit, at_us: int | None = None) -> None:
        """Show a hit in the player, at its best moment or at a time of its footage.

        What was typed last counts as asked, since somebody looks at what it found.
        """
        self.page.panel.box.typing.on_left()
        self._show(of_hit(hit, at_us))

    def show_footage(self, source: Source, time_us: int | None) -> None:
        """Show footage in the player at a time of its file, None: where it begins."""
        self._show(of_footage(source, time_us))

    def _show(self, subject: Subject) -> None:
        self._passages.cancel()
        if self._desk.workspace is not None:
            self.setCurrentWidget(self.player)
            self.player.open(self._desk.workspace, subject, self.devicePixelRatio())
            self.show_decision()
            self.player.setFocus()

    def show_passage(self, track: int) -> None:
        """Show a passage in the player, also one that is not among the hits."""
        row = self.page.results.model.row_of_track(track)
        if row is not None:
            self.turn_to(row)
        elif self._desk.workspace is not None:
            job = self._desk.workspace.passage_job(track)
            job.succeeded.connect(self.show_hit)
            job.failed.connect(self.player.failed)
            self._passages.start(job)

    def turn_to(self, row: int) -> None:
        """Show the hit in a row of the grid in the player."""
        self.page.results.grid.select_row(row)
        self.show_hit(self.page.results.model.hits[row])

    def leave_player(self) -> None:
        """Go back to the grid, to the hit that was shown."""
        hit = self.player.hit
        self.show_search()
        if hit is not None:
            self.page.results.select(hit.track)
        self.page.results.focus_view()

    @property
    def current_hit(self) -> Hit | None:
        """The hit in the player, else the one that the keyboard is at in the view shown."""
        return self.player.hit if self.is_in_player else self.page.results.chosen.current

    def describe(self) -> None:
        """Go to the query box."""
        self.show_search()
        self.page.panel.focus()

    def search_by_file(self, path: Path) -> None:
        """Search by an image file."""
        if self._desk.workspace is not None:
            self._search_by(self._desk.workspace.example_job(path))

    @property
    def chosen_hits(self) -> Sequence[Hit]:
        """The hit in the player, else those that the view shown shows as chosen, in their order."""
        if not self.is_in_player:
            return self.page.results.chosen.hits
        return [] if self.player.hit is None or self.is_changing else [self.player.hit]

    @property
    def is_any_chosen(self) -> bool:
        """Whether there are such hits, also where those would be many."""
        if not self.is_in_player:
            return self.page.results.chosen.is_any
        return self.player.hit is not None and not self.is_changing

    def more_like_this(self) -> None:
        """Search by how the passages of the chosen hits look."""
        if hits := self.chosen_hits:
            self._search_like(column(hits, "track").tolist(), hits[0].crop)

    def _search_like(self, tracks: Sequence[int], crop: int) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.crop_job(crop)
            job.succeeded.connect(lambda picture: self.page.search_like(tracks, picture))
            self._take(job)

    def less_like_this(self) -> None:
        """Let hits that look like the chosen ones come later."""
        if tracks := column(self.chosen_hits, "track").tolist():
            self.page.panel.set_unlike([*self.page.panel.unlike, *tracks])

    def on_paste_example(self) -> None:
        """Search by the picture on the clipboard, wherever the focus is."""
        if not self.page.panel.box.take(QGuiApplication.clipboard().mimeData()):
            self.said.emit(tr("There is no picture on the clipboard."))

    def search_by_query(self, query: Query) -> None:
        """Ask what a query asks, and show it in the query box and the filters."""
        self.page.panel.set_query(query)
        self.page.search()

    def forget_case(self) -> None:
        """The case was closed."""
        self.player.forget_case()
        self.setCurrentWidget(self.page)
        self.page.forget_case()
        self._show_labels(())

    def _search_by(self, job: Job) -> None:
        job.succeeded.connect(self.page.search_by)
        self._take(job)

    # --- what happened

    def _on_timeline_wanted(self, hits: Sequence[Hit], sources: Sequence[Source]) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.timeline_job(hits, sources)
            job.succeeded.connect(self.page.results.show_timeline)
            job.failed.connect(lambda error: self.failed.emit(tr("The timeline could not be laid out"), error))
            self._timelines.start(job)

    def _on_copy_asked(self, hits: Sequence[Hit]) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.copy_job(hits)
            job.succeeded.connect(lambda text: self._on_copied(text, len(hits)))
            job.failed.connect(lambda error: self.failed.emit(tr("The hits were not copied"), error))
            self._copying.start(job)

    def _on_copied(self, text: str, hits: int) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(tr("Copied: %n hit(s)", None, hits))

    def _on_persons_wanted(self) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.persons_job()
            job.succeeded.connect(self.page.results.show_persons)
            job.failed.connect(lambda error: self.failed.emit(tr("The passages could not be grouped"), error))
            self._groupings.start(job)

    def _on_frame_wanted(self, hit: Hit) -> None:
        if self._desk.workspace is not None:
            job = self._desk.workspace.frame_job(hit.source, hit.time_us)
            job.succeeded.connect(lambda shown: self.page.results.map.show_frame(shown.image))
            job.failed.connect(lambda error: self.page.results.map.say(sentence_of(error)))
            self._frames.start(job)

    def _on_asked(self, query: Query, is_asked: bool) -> None:
        self.show_search()
        self._desk.search(query, is_asked)

    def _take(self, job: Job) -> None:
        """Run a job that fetches an example image, reporting its failure."""
        job.failed.connect(lambda error: self.failed.emit(tr("The example image was not taken"), error))
        job.start()

    def _on_search_failed(self, error: Exception) -> None:
        self.page.show_failure(sentence_of(error))
        if not isinstance(error, CpclError):
            self.failed.emit(tr("The search failed"), error)

    def _on_turned(self, by: int) -> None:
        """Show the hit before or after the one in the player."""
        hit, hits = self.player.hit, self.page.results.model.hits
        row = self.page.results.model.row_of_track(hit.track) if hit else None
        if row is not None and 0 <= row + by < len(hits):
            self.turn_to(row + by)

    def _on_answered(self) -> None:
        """What is said of the hit in the player is what the new answer says."""
        hit, model = self.player.hit, self.page.results.model
        row = None if hit is None else model.row_of_track(hit.track)
        if hit is not None and row is not None and model.hits[row].camera != hit.camera:
            self.player.renew(of_hit(model.hits[row]))

    def _on_searched_otherwise(self) -> None:
        """A hit is left whose footage is searched in another case now: what is decided belongs to the one there.

        Footage alone is left where it is not searched any more; its camera may be named otherwise.
        """
        for strips in (self.page.results.strips, self.page.results.compare.strips):
            strips.forget_moments()
        subject, hit = self.player.subject, self.player.hit
        if subject is not None and hit is None:
            self._renew_footage(subject)
        if hit is not None and hit.source in self._desk.survey.copies:
            self.player.left.emit()
            self.player.said.emit(
                tr("{name} is searched in another of the cases now; its hits are found anew.", name=hit.source_name)
            )

    def _renew_footage(self, subject: Subject) -> None:
        source = self._desk.survey.source(subject.source)
        if source is None:
            self.player.left.emit()
            self.player.said.emit(tr("{name} is not searched any more, and was left.", name=subject.name))
        else:
            self.player.renew(of_footage(source, subject.time_us))

    def _on_decided(self, decided: Decided, tracks: Sequence[int] | None) -> None:
        self.page.results.show_decisions(decided, tracks)
        self.player.people.show_decisions(decided)
        self.show_decision()

    def _on_marked(self, marks: Marks, tracks: Sequence[int] | None) -> None:
        self.page.results.model.show_marks(marks, tracks)
        self.page.results.compare.show_marks(marks)
        self.page.results.drawn.show_labels(tracks)
        self.show_marks()

    def _show_labels(self, labels: Sequence[Label]) -> None:
        for shows in (self.page.results.model, self.page.results.compare, self.player.decision):
            shows.show_labels(labels)
        self.page.results.drawn.show_labels()
        self._desk.answering.follow_labels(self.page.panel.filters.offer_labels(labels))

    def show_marks(self) -> None:
        """Show which marks the hit in the player, the one that the keyboard is at, or all side by side have."""
        results, deciding, hit = self.page.results, self._desk.deciding, self.current_hit
        hits = [hit] if hit else []
        if not self.is_in_player and not results.chosen.goes_on:
            hits = results.compare.hits
        kinds = (*MARKS, *(kind_of(one.label) for one in deciding.labels))
        has = [kind for kind in kinds if hits and all(deciding.has_mark(one, kind) for one in hits)]
        self.player.decision.show_marks(has)

    def show_decision(self) -> None:
        """Show what counts of the hit in the player, or of the one that the keyboard is at."""
        hit = self.current_hit
        self.show_marks()
        self.player.decision.show_decision(self._desk.deciding.decisions.get(hit.track) if hit else None)
