"""The middle of the window: the hits as cards, list, timeline or map, or what to do when there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Answer, Hit, Query, Source
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.lanes.timeline import Timeline
from cpcl_desktop.gui.panels.chosen import Chosen
from cpcl_desktop.gui.panels.compare_view import CompareView
from cpcl_desktop.gui.panels.drawn_hits import DrawnHits
from cpcl_desktop.gui.panels.empty_state import EmptyState
from cpcl_desktop.gui.panels.grouping import Grouping
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.hit_grid import HitGrid
from cpcl_desktop.gui.panels.hit_menu import offer_hit_menu
from cpcl_desktop.gui.panels.hover_play import HoverPlay
from cpcl_desktop.gui.panels.map_view import MapView
from cpcl_desktop.gui.panels.results_commands import ResultsCommands
from cpcl_desktop.gui.panels.results_delegate import PICTURE
from cpcl_desktop.gui.panels.results_heading import ResultsHeading
from cpcl_desktop.gui.panels.results_model import ResultsModel
from cpcl_desktop.gui.panels.selected import Selected
from cpcl_desktop.gui.panels.sorting import Order
from cpcl_desktop.gui.panels.strips import Strips
from cpcl_desktop.gui.panels.timeline_view import TimelineView
from cpcl_desktop.gui.panels.view_bar import ViewBar
from cpcl_desktop.gui.results_wording import unclocked_hits
from cpcl_desktop.gui.settings import ORDER, Settings
from cpcl_desktop.gui.triage_wording import more_below, selected_line
from cpcl_desktop.gui.wording import is_ranked


class ResultsView(QWidget):
    """Shows an answer; refreshing it keeps selection and place. All views share one selection."""

    opened = Signal(object)  # Hit
    more_asked = Signal()
    changed = Signal()  # other hits are shown
    timeline_wanted = Signal(object, object)  # Sequence[Hit], Sequence[Source]
    persons_wanted = Signal()
    brushed = Signal(object, float, float)  # Timeline, and two of its times
    footage_opened = Signal(object, object)  # the number of a source, microseconds of its file
    copy_asked = Signal(object)  # Sequence[Hit], whose lines of text are wanted
    said = Signal(str)  # something to tell in passing

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.thumbnails, self.strips = Thumbnails(PICTURE), Strips()
        self.model = ResultsModel(self.thumbnails, self.strips)
        self.grid = HitGrid(self.model)
        self.timeline, self.map, self.compare = TimelineView(self.model), MapView(self.model), CompareView()
        self.drawn = DrawnHits(self.model, self.timeline, self.map, lambda: self._view)
        self.empty, self.bar = EmptyState(), ViewBar(actions)
        offer_hit_menu(self.grid, actions)
        for view in (self.timeline, self.map.canvas, self.compare):
            view.addAction(actions["copy_hits"])
        self.hover, self.commands = HoverPlay(self.grid, self.model, PICTURE), ResultsCommands(self)
        self._view = "cards"
        self._laid_out = HitColumns()  # whose places the timeline's marks have
        self._sources: Sequence[Source] = ()
        self.heading = ResultsHeading()
        self.more = self.heading.more
        self._stack = QStackedLayout()
        for page in (self.empty, self.grid, self.timeline, self.map, self.compare):
            self._stack.addWidget(page)
        self.chosen = Chosen(self._stack, self.grid, self.timeline, self.map, self.compare)
        self._lay_out()
        self._connect()
        self.answer: Answer | None = None  # the one shown
        self.show_answer(None)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setContentsMargins(18, 0, 18, 2)
        choices.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addLayout(choices)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.grid.opened.connect(self.opened)
        self.grid.play_asked.connect(self.commands.on_play_hit)
        self.opened.connect(self.hover.stop)
        self.hover.said.connect(self.said)
        self.more.clicked.connect(self.more_asked)
        self.grid.end_reached.connect(self.more_asked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        self.grid.all_selected.connect(lambda: self.said.emit(selected_line(len(self.model.hits), self.found)))
        self.bar.grouped.connect(lambda name: self.group(cast(Grouping, name)))
        self.bar.ordered.connect(self._on_ordered)
        for view in (self.timeline, self.map):
            view.chosen.connect(self.grid.select_row)
            view.opened.connect(self._on_opened)
        self.timeline.brushed.connect(lambda first, last: self.brushed.emit(self.timeline.timeline, first, last))
        self.timeline.footage_opened.connect(self.footage_opened)
        self.timeline.said.connect(self.said)
        self.timeline.gap_chosen.connect(self.chosen.changed)
        self.compare.opened.connect(self.opened)
        self.compare.left.connect(lambda: self.show_view(self._view))

    def show_answer(self, answer: Answer | None) -> None:
        """Show the hits; without any, the page that `empty` was set to."""
        selected, scrolled = Selected.of(self.grid, self.model), self.grid.verticalScrollBar().value()
        before, self.answer = self.answer, answer
        same_query = answer is not None and before is not None and asks_the_same(answer.query, before.query)
        self.model.show(answer)
        self.heading.show_answer(answer, self.model.order)
        self._show_current_view(stays_compared=same_query)
        self._restore(selected if same_query else selected.alone, scrolled if same_query else 0)
        if self.model.grouping == "person" and not same_query:
            self.persons_wanted.emit()
        self.changed.emit()

    # --- views

    @property
    def view(self) -> str:
        """How hits are shown: one of `VIEWS`."""
        return self._view

    def show_view(self, view: str) -> None:
        """Show the hits as cards, list, timeline or map."""
        self._view = view
        self.grid.show_rows(view == "list")
        self._show_current_view()
        self.focus_view()

    def focus_view(self) -> None:
        """Put the keyboard into what shows the hits."""
        shown = self._stack.currentWidget()
        for view in (self.grid, self.timeline, self.compare, self.map):
            if shown is view:
                (self.map.canvas if view is self.map else view).setFocus()

    def compare_hits(self, hits: Sequence[Hit]) -> None:
        """Show a few hits side by side."""
        self.compare.show_hits(hits, self.answer is not None and is_ranked(self.answer))
        self._stack.setCurrentWidget(self.compare)
        self.compare.setFocus()
        self.chosen.changed.emit()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The case's footage, which the timeline shows."""
        if tuple(sources) != self._sources:
            self._sources = tuple(sources)
            self.bar.offer_groups(is_several=any(source.case for source in sources))
            self._show_current_view(stays_compared=True)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the hits laid out by time."""
        self.timeline.show_timeline(timeline)
        self._laid_out = self.model.columns
        self.drawn.show()
        if self.timeline.gap < 0:
            self.timeline.select_hit(self.grid.currentIndex().row())
        self.chosen.changed.emit()
        if timeline.unclocked:
            self.said.emit(unclocked_hits(timeline.unclocked))

    def show_decisions(self, decided: Decided, tracks: Sequence[int] | None) -> None:
        """Show what is decided; where `tracks` are given, only of those it is something else than before."""
        self.model.mark(decided, tracks)
        self.compare.show_decisions(decided)
        self.drawn.show_decisions(tracks)

    def group(self, grouping: Grouping) -> None:
        """Arrange the hits in groups."""
        selected = Selected.of(self.grid, self.model)
        self.model.group(grouping)
        self._after_grouping(selected, self.grid.verticalScrollBar().value())
        if grouping == "person":
            self.persons_wanted.emit()

    def follow(self, settings: Settings) -> None:
        """Show hits as is remembered, and remember what is chosen."""
        self.hover.may_play = settings.plays_under_pointer
        self.bar.orders.setCurrentIndex(self.bar.orders.findData(settings.get(ORDER)))
        self.bar.ordered.connect(lambda name: settings.set(ORDER, name))

    def _on_ordered(self, name: str) -> None:
        """Another order: it begins at the top, or at what is selected."""
        selected = Selected.of(self.grid, self.model)
        self.model.put_in_order(cast(Order, name))
        self.heading.show_answer(self.answer, self.model.order)
        self._after_grouping(selected, scrolled=0)
        self.grid.scrollTo(self.grid.currentIndex())

    def show_persons(self, persons: LikelyPersons) -> None:
        """Take over which passages likely show one person."""
        if self.model.grouping == "person":
            selected = Selected.of(self.grid, self.model)
            self.model.group("person", persons)
            self._after_grouping(selected, self.grid.verticalScrollBar().value())

    def _after_grouping(self, selected: Selected, scrolled: int) -> None:
        self._restore(selected, scrolled)
        self._show_current_view(stays_compared=True)
        self.changed.emit()

    def _show_current_view(self, stays_compared: bool = False) -> None:
        pages: Mapping[str, QWidget] = {"timeline": self.timeline, "map": self.map}
        shown = pages.get(self._view, self.grid) if self.model.hits else self.empty
        before = self._stack.currentWidget()
        focused = QApplication.focusWidget()
        had_focus = (
            before is not None and focused is not None and (before is focused or before.isAncestorOf(focused))
        )
        if not (stays_compared and self._stack.currentWidget() is self.compare and self.model.hits):
            self._stack.setCurrentWidget(shown)
        if had_focus and self._stack.currentWidget() is not before:  # or nothing would have it
            self.focus_view() if self.model.hits else self.empty.take_focus()
        self.bar.show_view(self._view)
        self.bar.setVisible(bool(self.model.hits))
        if shown is self.timeline:
            if not self.model.columns.begins_with(self._laid_out):  # its marks are of others until it is made anew
                self.timeline.drop_marks()
            self.timeline_wanted.emit(self.model.hits, self._sources)
        elif shown is self.map:
            self.map.show_hits(self.model.columns)
            self.map.select_hit(self.grid.currentIndex().row())
        self.chosen.changed.emit()

    # --- what else stands above

    @property
    def progress(self) -> str:
        """What it says of how much is decided."""
        return self.heading.progress

    def show_progress(self, said: str) -> None:
        """Say how much is decided."""
        self.heading.show_progress(said)

    @property
    def has_more(self) -> bool:
        """Whether there are hits below those shown."""
        return more_below(self.answer) > 0

    @property
    def found(self) -> int:
        """How many hits there are in all, shown or below."""
        return len(self.model.hits) + more_below(self.answer)

    @property
    def is_listed(self) -> bool:
        """Whether hits stand one after the other, as cards or rows."""
        return self._stack.currentWidget() is self.grid

    @property
    def is_ranking(self) -> bool:
        """Whether they stand in the order in which they are found, so that further ones come behind the last."""
        return self.model.order == "relevance" and self.model.grouping == "passage"

    @property
    def shown_up_to(self) -> int:
        """How many hits were asked for."""
        return self.answer.query.limit if self.answer else 0

    def select(self, track: int) -> None:
        """Go to a track, where it is among the hits."""
        row = self.model.row_of_track(track)
        if row is not None:
            self.grid.select_row(row)

    def _on_current_changed(self) -> None:
        row = self.grid.currentIndex().row()
        self.timeline.select_hit(row)
        self.map.select_hit(row)

    def _on_opened(self, row: int) -> None:
        if 0 <= row < len(self.model.hits):
            self.grid.select_row(row)
            self.opened.emit(self.model.hits[row])

    def _restore(self, selected: Selected, scrolled: int) -> None:
        if let_go := selected.put_back(self.grid, self.model):
            self.said.emit(words.let_go_line(let_go))
        self.grid.doItemsLayout()
        self.grid.verticalScrollBar().setValue(scrolled)


def asks_the_same(one: Query, other: Query) -> bool:
    """Whether two queries differ in how much is shown only; images, being arrays, are compared by identity."""
    return one.image is other.image and replace(one, image=None, limit=0) == replace(other, image=None, limit=0)
