"""The left side of the window: the case's footage with its state, and the jobs that read it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QMenu, QPushButton, QVBoxLayout

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.panels.job_card import JobWords, Listed
from cpcl_desktop.gui.panels.job_cards import JobCards
from cpcl_desktop.gui.panels.source_find import SourceFind
from cpcl_desktop.gui.panels.source_row import SourceDelegate
from cpcl_desktop.gui.panels.sources_model import SOURCE_ROLE, SourcesModel
from cpcl_desktop.gui.panels.watched_list import WatchedList
from cpcl_desktop.gui.source_wording import recorded_lines
from cpcl_desktop.gui.wording import source_details

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_FOOTAGE = tr("No footage yet. Drop videos or folders anywhere on this window.")
_NOT_FOUND = tr("No footage here is like that. Empty the field to see all of it.")


def is_unread(source: Source) -> bool:
    """Whether a source of the case is still to be read, or to be read on."""
    return source.state != "done" and not source.in_bin


class SourceList(QListView):
    """Enter or a double click opens; what is typed goes to a name that begins so, and is no command about hits."""

    opened = Signal()  # the current source

    def event(self, event: QEvent) -> bool:
        """Letters, figures and Enter are the list's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if (plain and event.text().isalnum()) or event.key() in ENTER:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; everything else is as in any list."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)


class SourcesPanel(QFrame):
    """Lists sources; a selected one is explained beneath. Jobs stand at the foot while they last."""

    selected = Signal()  # another source, or none
    take_out_asked = Signal(object)  # Source, which waits
    bin_asked, put_back_asked = Signal(object), Signal(object)  # Sequence[Source]
    read_asked, check_asked, find_asked = Signal(object), Signal(object), Signal(object)  # Sequence[Source]
    clock_asked, camera_asked = Signal(object), Signal(object)  # Source; Sequence[Source]
    watch_asked = Signal(object)  # Source

    def __init__(self, add_actions: Sequence[QAction], actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.model, self.finder = SourcesModel(), SourceFind()
        self.finder.changed.connect(self._on_find)
        self.list = SourceList(objectName="sources")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SourceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(SourceList.SelectionMode.ExtendedSelection)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Footage in this case"))
        for action in actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # Del means other things elsewhere
        self.list.addActions(list(actions))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.selectionModel().selectionChanged.connect(self.selected)
        self.list.opened.connect(self.on_watch)
        self.list.doubleClicked.connect(self.on_watch)
        self.model.dataChanged.connect(self._on_data_changed)
        self.model.told.connect(self._on_told)
        self.model.modelReset.connect(self._on_current_changed)
        self._details = QLabel(objectName="details", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details.setContentsMargins(16, 10, 14, 12)
        self._empty = QLabel(_NO_FOOTAGE, wordWrap=True)
        self._empty.setProperty("role", "muted")
        self._empty.setContentsMargins(16, 4, 14, 8)
        self.watched = WatchedList()
        self.jobs = JobCards()
        self._lay_out(add_actions)
        self.show_sources(())
        self._on_current_changed()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Take over what the case holds."""
        kept = self.current()
        self.model.show(sources)
        self.finder.show_kinds(self.model.kinds())
        self._select(kept)
        self._show_found()

    def _on_told(self) -> None:
        """Rows may have come and gone by what is known now."""
        self.finder.show_kinds(self.model.kinds())
        self._show_found()

    def _on_find(self) -> None:
        """Show what is looked for; of a state the first of them, so that one press gets there."""
        kept = self.current()
        self.model.look_for(self.finder.sought)
        self._select(kept)
        if self.finder.sought.kind is not None and self.current() is None and self.model.found:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_found()

    def _show_found(self) -> None:
        """Say how many there are, and where there are none, why."""
        sources, found = self.model.sources, self.model.found
        searched = sum(self.model.is_searched(source) for source in sources)
        said = tr("%n source(s)", None, searched) if sources else ""
        if not self.finder.sought.is_any:
            said = tr("{found} of %n source(s)", None, len(sources), found=f"{len(found):,}")
        self._count.setText(said)
        self._empty.setText(_NOT_FOUND if sources else _NO_FOOTAGE)
        self._empty.setVisible(not found)
        self.list.setVisible(bool(found))
        if not found:
            self.list.selectionModel().setCurrentIndex(
                self.list.rootIndex(), QItemSelectionModel.SelectionFlag.Clear
            )

    def current(self) -> Source | None:
        """The source that is selected."""
        source: Source | None = self.list.currentIndex().data(SOURCE_ROLE)
        return source

    def chosen(self) -> list[Source]:
        """The sources that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.model.found[row] for row in rows]

    def take_out(self) -> None:
        """Ask to forget what is selected and waits, and to put into the bin what is selected and was begun."""
        chosen = self.chosen()
        for source in chosen:
            if not source.id:
                self.take_out_asked.emit(source)
        if begun := [source for source in chosen if source.id and not source.in_bin]:
            self.bin_asked.emit(begun)

    def on_put_back(self) -> None:
        """Ask to put back what is selected in the bin."""
        self.put_back_asked.emit([source for source in self.chosen() if source.in_bin])

    def on_read_again(self) -> None:
        """Ask to read what is selected and was not read to the end."""
        self.read_asked.emit([source for source in self.chosen() if is_unread(source)])

    def on_check_again(self) -> None:
        """Ask to compare what is selected with its hash."""
        self.check_asked.emit([source for source in self.chosen() if source.id])

    def on_relink_selected(self) -> None:
        """Ask to look for what is selected."""
        self.find_asked.emit([source for source in self.chosen() if source.id and not source.in_bin])

    def state_clock(self) -> None:
        """Ask to state the clock of the selected source."""
        if (source := self.current()) is not None and source.id:
            self.clock_asked.emit(source)

    def name_camera(self) -> None:
        """Ask to name the camera of what is selected."""
        self.camera_asked.emit([source for source in self.chosen() if source.id and not source.in_bin])

    def on_watch(self) -> None:
        """Ask to show the footage that the keyboard is at."""
        if (source := self.current()) is not None:
            self.watch_asked.emit(source)

    def unfinished(self) -> list[Source]:
        """Sources whose reading stopped or failed, and those that wait."""
        return [source for source in self.model.sources if is_unread(source)]

    def follow(self, job: Job) -> None:
        """Show a job that adds footage until it ends. Call it before the job starts."""
        self.jobs.follow(job, is_addition=True)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(lambda: self.model.set_reading(None))

    def follow_other(self, job: Job, words: JobWords) -> None:
        """Show a job of another kind until it ends."""
        job.listed = job.listed or Listed(words)
        self.jobs.follow(job, words)

    def _lay_out(self, add_actions: Sequence[QAction]) -> None:
        title = QLabel(tr("Footage"))
        scale_text(title, 1.15, bold=True)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 12, 10, 6)
        heading.setSpacing(8)
        heading.addWidget(title)
        heading.addWidget(self._count, 1)
        heading.addWidget(self._add_button(add_actions))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.finder)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._details)
        column.addWidget(self.watched)
        column.addStretch(0)
        column.addWidget(self.jobs)

    def _add_button(self, actions: Sequence[QAction]) -> QPushButton:
        button = QPushButton(tr("Add"))
        set_icon(button, "add")
        button.setToolTip(tr("Add footage: videos, folders, or ready-made crops"))
        button.setAccessibleName(tr("Add footage"))
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)
        return button

    def _on_progressed(self, progress: Progress) -> None:
        now = progress.subject
        reading = next((s.path for s in self.model.sources if s.name == now and s.state != "done"), None)
        self.model.set_reading(reading)

    def _select(self, source: Source | None) -> None:
        """Select a source again after rows came and went, unless it has gone."""
        if source is not None and self.current() is None:
            row = next((row for row, one in enumerate(self.model.found) if one.path == source.path), None)
            if row is not None:
                self.list.setCurrentIndex(self.model.index(row))

    def _on_data_changed(self, _first: QModelIndex, _last: QModelIndex, roles: Sequence[int]) -> None:
        if list(roles) != [Qt.ItemDataRole.DecorationRole]:  # a picture that comes changes nothing else
            self._on_current_changed()

    def _on_current_changed(self) -> None:
        source = self.current()
        self._details.setText(
            "\n".join(map(line, [*source_details(source), *recorded_lines(source)])) if source else ""
        )
        self._details.setVisible(source is not None)
        self.selected.emit()
