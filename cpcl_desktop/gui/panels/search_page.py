"""The page for searching: what to search for, what is to be said about it, and the hits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpcl_desktop.engine.ingest.notices import MOTION_NOTICE
from cpcl_desktop.engine.records import Answer, Image, Query
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.search.clock_times import between_text
from cpcl_desktop.engine.search.notes import notes_on
from cpcl_desktop.gui import case_wording, wording
from cpcl_desktop.gui.lanes.ingest import Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.lanes.timeline import Timeline
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.notice import Notice
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.panels.guidance import Asked, Guidance
from cpcl_desktop.gui.panels.new_line import NewLine, moves_nothing
from cpcl_desktop.gui.panels.results_view import ResultsView, asks_the_same
from cpcl_desktop.gui.panels.search_panel import SearchPanel

PAGE = 60  # hits shown at first; twice as many at each "Show more"
LOW = 36  # lines of text; in a page as low as that, filters give their room to the hits
STALE_MS = 150  # after this long without an answer the hits of the search before go


class SearchPage(QWidget):
    """Asks for answers by `asked` and shows them; `equipment`, `footage` and `place` are notices about those."""

    asked = Signal(object, bool)  # Query, whether the user asked for it
    more_asked = Signal(int)  # up to how many hits
    changed = Signal()  # how the last search stands, or what waits

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self._limit = PAGE
        self.state: Asked = "answered"
        self.panel = SearchPanel(actions["example_image"])
        self.results = ResultsView(actions)
        self.new = NewLine(actions["take_new"])
        self.new.changed.connect(self.changed)
        self._stale = QTimer(self, singleShot=True, interval=STALE_MS)
        self._stale.timeout.connect(self._on_stale)
        self.equipment, self.footage, self.place = Notice(), Notice(), Notice()
        self._notices: tuple[str, ...] = ()
        self._said_of_stopped = ""
        self._standing = ""  # what is said of the place of the case, and of footage in two of several
        self._is_asked = True  # whether the user asked what is being answered, or is still writing
        self._settled: Query | None = None  # what a pause or leaving the box asked last
        self.panel.searched.connect(self.search)
        self.panel.typed.connect(self._on_typed)
        self.panel.settled.connect(self._on_settled)
        self.results.more_asked.connect(self._on_more_asked)
        self.results.brushed.connect(self.on_brushed)
        notices = QVBoxLayout()
        notices.setContentsMargins(18, 0, 18, 0)
        notices.setSpacing(6)
        notices.addWidget(self.equipment)
        notices.addWidget(self.footage)
        notices.addWidget(self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.panel)
        column.addLayout(notices)
        column.addWidget(self.new)
        column.addWidget(self.results, 1)
        self.setTabOrder(self.panel.box.line, self.results.grid)  # most of the day one goes between these two

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Filters fold where there is little room."""
        super().resizeEvent(event)
        self.panel.filters.set_low(self.height() < LOW * self.fontMetrics().height())

    def search(self) -> None:
        """Ask for an answer to what stands in the panel, as the user wants; not again, where a pause asked it."""
        query = self.panel.query(PAGE)
        is_again = self._settled is not None and asks_the_same(query, self._settled)
        self._settled = None
        self._ask(is_asked=not is_again)

    def show_all(self) -> None:
        """Show what the case holds before anything is asked."""
        self._ask(is_asked=False)

    def search_by(self, image: Image | QImage) -> None:
        """Search by an example image, with the description if there is one."""
        self.panel.set_example(array_of(image) if isinstance(image, QImage) else image)
        self.search()

    def search_like(self, tracks: Sequence[int], picture: QImage) -> None:
        """Search by how passages look, with the description if there is one."""
        self.panel.set_like(tracks, picture)
        self.search()

    def on_brushed(self, timeline: Timeline, first: float, last: float) -> None:
        """Let through what lies between two times of a timeline."""
        filters = self.panel.filters
        if timeline.is_clocked:
            begin, end = whole_seconds(timeline.moment(first), timeline.moment(last))
            filters.set_between(between_text(begin, end))
        else:
            filters.set_span(math.floor(first), math.ceil(last))

    def clear_search(self) -> None:
        """Show everything again."""
        self.panel.clear()
        self.search()

    def show_answer(self, answer: Answer) -> None:
        """Show hits, and name the words that did not count, or not everywhere."""
        self._settle("answered")
        self.results.show_answer(answer)
        self.panel.show_reading(answer if self._is_asked else replace(answer, unknown_words=(), unused_words=()))
        notes = [note for note in notes_on(answer) if note not in self._standing]
        said = (wording.unknown_words_line(answer.unknown_words), *notes) if self._is_asked else ()
        self.panel.notice.say(" ".join(filter(None, said)))

    def show_failure(self, sentence: str) -> None:
        """Say why there is no answer; of the one before nothing stays."""
        self._settle("unanswered" if self._is_asked else "unfinished")
        self.results.show_answer(None)
        self.panel.show_reading(None)
        self.panel.notice.say(sentence if self._is_asked else "")

    def show_fresh(self, answer: Answer) -> None:
        """Show what was read since; where hits would move for it, say so and let the user take it."""
        shown = self.results.answer
        if shown is not None and not moves_nothing(shown, answer):
            self.new.offer(shown, answer)
        else:
            self._settle("answered")
            self.results.show_answer(answer)

    def on_take_new(self) -> None:
        """Show what waited."""
        fresh = self.new.take()
        if fresh is not None:
            self.results.show_answer(fresh)

    def show_equipment(self, equipment: Equipment, add_detector: Callable[[], None]) -> None:
        """Say what the user should know of models and provider; once, since it may have been dismissed."""
        if equipment.notices == self._notices:
            return
        self._notices = equipment.notices
        if MOTION_NOTICE in equipment.notices:
            self.equipment.say(wording.MOTION, tr("Add a detector…"), add_detector)
        else:
            self.equipment.say(" ".join(map(shown, equipment.notices)))

    def show_stopped(self, survey: Survey, go_on: Callable[[], None]) -> None:
        """Offer to go on with footage that was not read to the end or waits, if there is any."""
        stopped = sum(source.state in ("new", "partial") for source in survey.sources)
        if line := case_wording.stopped_line(stopped, len(survey.waiting)):
            self.footage.say(line, tr("Go on") if survey.takes_footage else "", go_on)
        self._said_of_stopped = line

    def update_stopped(self, survey: Survey, go_on: Callable[[], None]) -> None:
        """Keep what is said of unread footage true, where that still stands there."""
        if self._said_of_stopped and self.footage.text == self._said_of_stopped and not self.footage.isHidden():
            self.footage.say("")
            self.show_stopped(survey, go_on)

    def show_place(self, survey: Survey, find: Callable[[], None]) -> None:
        """Say that the case is in a bad place, or that footage is not in its, and offer to look for that."""
        self._standing = survey.standing_notice  # which is not said of each answer again
        said = " ".join(filter(None, (self._standing, case_wording.moved_line(len(survey.missing)))))
        may_find = survey.missing and survey.takes_footage
        self.place.say(said, tr("Find it…") if may_find else "", find)

    def update_place(self, survey: Survey, find: Callable[[], None]) -> None:
        """As `show_place`, where something else is to be said than was: what was read and put away stays away."""
        if survey.standing_notice != self._standing:
            self.show_place(survey, find)

    def advise(self, advice: Guidance) -> None:
        """Say what to do next, where there are no hits."""
        offered = [self._actions[name] for name in advice.commands]
        self.results.empty.say(advice.icon, advice.heading, advice.text, offered)

    def show_pictures_of(self, workspace: Workspace | None, ratio: float) -> None:
        """Load pictures of hits from this case, for a screen of this pixel ratio; None: from none."""
        pictures = None if workspace is None else workspace.thumbnails_job
        moments = None if workspace is None else workspace.moments_of_job
        compare = self.results.compare
        self.results.hover.reset(workspace)
        for thumbnails in (self.results.thumbnails, compare.thumbnails):
            thumbnails.reset(pictures, ratio)
        for strips in (self.results.strips, compare.strips):
            strips.reset(moments, pictures, ratio)

    def forget_case(self) -> None:
        """The case was closed."""
        self._settle("answered")
        self.show_pictures_of(None, 1.0)
        self.results.show_answer(None)
        self.panel.clear()
        for notice in (self.equipment, self.footage, self.place):
            notice.say("")

    def _on_more_asked(self) -> None:
        if self.results.has_more and self.results.shown_up_to == self._limit:  # else more is coming already
            self._limit *= 2
            self.more_asked.emit(self._limit)

    def _on_typed(self) -> None:
        self._is_asked = False
        self._ask(is_asked=False, counts=False)

    def _on_settled(self) -> None:
        """What was typed counts as asked, with as many hits as are shown."""
        self._settled = self.panel.query(self._limit)
        self._ask(is_asked=True, limit=self._limit)

    def _ask(self, is_asked: bool, limit: int | None = None, counts: bool = True) -> None:
        """Ask for an answer; `is_asked` goes into the log, and without `counts` the user is still writing."""
        self._limit, self._is_asked = limit or PAGE, counts
        query = self.panel.query(self._limit)
        if self.results.answer is None or not asks_the_same(query, self.results.answer.query):
            self.panel.notice.say("")
            self._stale.start()
        self.asked.emit(query, is_asked)

    def _on_stale(self) -> None:
        self.state = "searching"
        self.results.show_answer(None)
        self.new.take()

    def _settle(self, state: Asked) -> None:
        self._stale.stop()
        self.state = state
        self.new.take()


def whole_seconds(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The whole seconds of the clock that a span lies within: a filter shows no finer ones."""
    up = timedelta(seconds=1) if end.microsecond else timedelta()
    return begin.replace(microsecond=0), end.replace(microsecond=0) + up
