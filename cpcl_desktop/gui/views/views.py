"""The pages of the window: that for searching with its player, those beside it, and the rail to choose by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Hit, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.asking import Asking
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.look.text_size import fit_to_text
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.situation import Situation
from cpcl_desktop.gui.source_wording import unwatchable_line
from cpcl_desktop.gui.views.coverage_view import CoverageView
from cpcl_desktop.gui.views.describe_view import DescribeView
from cpcl_desktop.gui.views.log_view import LogView
from cpcl_desktop.gui.views.models_view import ModelsView
from cpcl_desktop.gui.views.persons_view import PersonsView
from cpcl_desktop.gui.views.view import View

SEARCH = "view_search"
SMALL_SCREEN = 900  # device-independent pixels; on a narrower one the rail has no words, only tips and names


class Rail(QFrame):
    """A button for each page, at the window's edge."""

    def __init__(self, actions: Mapping[str, QAction], names: list[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(4)
        group = QActionGroup(self)
        for name in names:
            group.addAction(actions[name])
            column.addWidget(self._button(actions[name]), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _button(self, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setIconSize(QSize(20, 20))
        made.setAccessibleName(tr("Page {name}", name=plain(action.text())))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self.screen().availableSize().width() >= SMALL_SCREEN:
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            fit_to_text(made, lambda: made.setMinimumWidth(made.sizeHint().width()))  # a name is never cut
        return made


class Views(QStackedWidget):
    """One page at a time. `failed` carries what was tried and the exception."""

    failed = Signal(str, object)
    said = Signal(str)
    changed = Signal()

    def __init__(self, actions: Mapping[str, QAction], desk: Desk, pages: Pages) -> None:
        super().__init__()
        self._actions, self._desk, self.pages = actions, desk, pages
        self._back: QWidget | None = None  # where the player was opened from, unless from the hits
        self.persons = PersonsView(actions, desk)
        self.coverage, self.log = CoverageView(actions, desk), LogView(actions, desk)
        self.models, self.describe_page = ModelsView(actions, desk), DescribeView(actions, desk)
        self.models.switched.connect(pages.page.show_all)
        self.by_name: dict[str, View] = {
            "view_persons": self.persons,
            "view_coverage": self.coverage,
            "view_log": self.log,
            "view_models": self.models,
            "view_describe": self.describe_page,
        }
        self.rail = Rail(actions, [SEARCH, *self.by_name])
        self.addWidget(pages)
        for view in self.by_name.values():
            self.addWidget(view)
            view.failed.connect(self.failed)
            view.said.connect(self.said)
            view.changed.connect(self.changed)
            view.hit_asked.connect(self._on_hit_asked)
            view.footage_asked.connect(self.watch)
        pages.page.results.opened.connect(self._on_opened_from_hits)
        pages.page.results.footage_opened.connect(self._on_footage_pointed_at)
        pages.player.left.connect(self._on_player_left)
        pages.player.led.connect(self.changed)
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        desk.searched_otherwise.connect(self._on_searched_otherwise)
        actions[SEARCH].setChecked(True)

    @property
    def is_at_search(self) -> bool:
        """Whether the page for searching, or the player, is shown."""
        return self.currentWidget() is self.pages

    @property
    def view(self) -> View | None:
        """The page beside the search that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, View) else None

    def show_view(self, name: str) -> None:
        """Show a page beside the search."""
        view = self.by_name[name]
        if self.view is not view:
            self._back = None
            self.pages.player.shuttle.pause()
            self.setCurrentWidget(view)
            view.enter()
        self._mark()
        view.setFocus()

    def describe(self) -> None:
        """Go to the query box."""
        self.on_view_search()
        self.pages.describe()

    def watch(self, source: Source, time_us: int | None = None, back: QWidget | None = None) -> None:
        """Show footage in the player at a time of its file (None: where it begins), or say why it cannot be.

        Who leaves it is back on the page from which it was opened, or at `back`.
        """
        shown = self._desk.survey.copies.get(source.id, source)
        if why := unwatchable_line(shown):
            self.said.emit(why)
            return
        self._back = self.view or back
        self.on_view_search()
        self.pages.show_footage(shown, time_us)

    # --- commands

    def on_view_search(self) -> None:
        """The hits, or the player."""
        self.setCurrentWidget(self.pages)
        self._mark()

    def on_view_persons(self) -> None:
        """Likely persons."""
        self.show_view("view_persons")

    def on_view_coverage(self) -> None:
        """What a search covers."""
        self.show_view("view_coverage")

    def on_view_log(self) -> None:
        """The log, and checking the case."""
        self.show_view("view_log")

    def on_view_models(self) -> None:
        """The models of this machine, and the case's."""
        self.show_view("view_models")

    def on_view_describe(self) -> None:
        """Passages one by one, with a sentence each."""
        self.show_view("view_describe")

    def follow(self, asking: Asking) -> None:
        """Do what the user was asked about first."""
        asking.coverage_named.connect(self.coverage.write)
        asking.pairs_named.connect(self.describe_page.training.write_pairs)
        asking.training_named.connect(self.describe_page.training.train)
        asking.person_shown = self._person_shown

    def _person_shown(self) -> int | None:
        """The likely person that is selected on its page, where that is shown."""
        chosen = self.persons.chosen if self.view is self.persons else []
        return chosen[0].number if len(chosen) == 1 else None

    @property
    def owners(self) -> dict[str, View]:
        """Who carries out the commands of the pages, by the names that the table of commands has."""
        return {name.removeprefix("view_"): view for name, view in self.by_name.items()}

    def situated(self, now: Situation) -> Situation:
        """What can be done on the page shown: keys about hits do nothing where no hits are shown."""
        at, models = self.is_at_search, self.models
        main = self.pages.player.main_picture if at and now.is_in_player else None
        return replace(
            now,
            is_in_player=at and now.is_in_player,
            is_at_hits=at and not now.is_in_player,
            is_passage_shown=at and now.is_in_player and self.pages.player.hit is not None,
            is_shown_barred=main is not None and self._desk.survey.is_barred(main.source),
            has_hits=at and now.has_hits,
            is_hit_chosen=at and now.is_hit_chosen,
            can_undo=self.can_undo,
            can_redo=self.can_redo,
            is_at_persons=self.view is self.persons,
            are_persons_chosen=self.view is self.persons and len(self.persons.chosen) > 1,
            are_passages_chosen=self.view is self.persons and self.persons.can_split,
            is_at_coverage=self.view is self.coverage,
            is_at_log=self.view is self.log,
            is_checking=not self.log.is_free,
            is_at_models=self.view is models,
            is_own_model=models.current is not None and models.current.origin != "shipped",
            can_change_model=models.can_change,
            has_kept_model=models.has_kept,
            is_at_describe=self.view is self.describe_page,
            has_described=self.describe_page.has_described,
            has_begun_model=models.has_building,
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back on the page shown."""
        return self.view.can_undo if self.view else self._desk.undoing.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back on the page shown."""
        return self.view.can_redo if self.view else self._desk.undoing.can_redo

    def on_undo(self) -> None:
        """Take back what was decided last on the page shown."""
        (self.view or self._desk.undoing).undo()

    def on_redo(self) -> None:
        """Decide again what was taken back last on the page shown."""
        (self.view or self._desk.undoing).redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to the search."""
        if event.key() == Qt.Key.Key_Escape and not self.is_at_search:
            self.on_view_search()
            return
        super().keyPressEvent(event)

    # --- what happened

    def _mark(self) -> None:
        """Show on the rail, and in the menu, which page is shown."""
        names = (name for name, view in self.by_name.items() if view is self.view)
        self._actions[next(names, SEARCH)].setChecked(True)
        self.changed.emit()

    def _on_hit_asked(self, hit: Hit) -> None:
        self._back = self.view
        self.on_view_search()
        self.pages.show_hit(hit)

    def _on_opened_from_hits(self) -> None:
        self._back = None

    def _on_footage_pointed_at(self, number: int, time_us: int) -> None:
        if (source := self._desk.survey.source(number)) is not None:
            self.watch(source, time_us)

    def _on_player_left(self) -> None:
        """Whoever came from another page, or from the list of footage, goes back there."""
        back, self._back = self._back, None
        if isinstance(back, View):
            self.setCurrentWidget(back)
            self._mark()
        if back is not None:
            back.setFocus()

    def _on_opened(self) -> None:
        self.on_view_search()
        if self._desk.workspace is not None:
            for view in self.by_name.values():
                view.begin(self._desk.workspace)

    def _on_searched_otherwise(self) -> None:
        if self.view is not None:
            self.view.enter()  # what it shows may lie in the bin now, or in another case

    def _on_closed(self) -> None:
        self.on_view_search()
        self._back = None
        for view in self.by_name.values():
            view.end()


def framed(rail: Rail, body: QWidget) -> QWidget:
    """The rail beside everything else."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(body, 1)
    return both
