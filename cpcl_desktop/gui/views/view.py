"""What every page beside the search is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.flow_layout import FlowLayout
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.panels.job_card import JobCard, JobWords, Listed

EDGE = 18  # around a page, as around the query box


class View(QWidget):
    """A page. `begin` and `end` tell which case is open, `enter` that the page was just shown."""

    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception
    changed = Signal()  # what can be done now
    hit_asked = Signal(object)  # Hit, to be shown in the player
    footage_asked = Signal(object, object)  # Source, microseconds of its file: likewise

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__()
        self.act, self.desk = actions, desk
        self.workspace: Workspace | None = None

    def begin(self, workspace: Workspace) -> None:
        """A case was opened."""
        self.workspace = workspace

    def end(self) -> None:
        """The case was closed."""
        self.workspace = None

    def enter(self) -> None:
        """The page was shown."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something of this session to take back here."""
        return self.desk.undoing.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back here."""
        return self.desk.undoing.can_redo

    def undo(self) -> None:
        """Take back what was decided last."""
        self.desk.undoing.undo()

    def redo(self) -> None:
        """Decide again what was taken back last."""
        self.desk.undoing.redo()


class UnderWay(QWidget):
    """The jobs of a page, each as a card until it ends."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.jobs: list[Job] = []
        self.hide()

    def follow(
        self, job: Job, words: JobWords, again: Callable[[], object] | None = None, is_part: bool = False
    ) -> None:
        """Show a job until it ends, and as `Listed` in the list of jobs; call it before the job starts."""
        job.listed = Listed(words, None if again is None else lambda _: again(), is_part=is_part)
        card = JobCard(job.title, words)
        self._column.addWidget(card)
        self.jobs.append(job)
        card.follow(job)
        job.ended.connect(lambda: self._on_ended(job, card))
        self.show()

    def cancel(self) -> None:
        """Ask all of them to stop."""
        for job in self.jobs:
            job.cancel()

    def _on_ended(self, job: Job, card: JobCard) -> None:
        self.jobs.remove(job)
        self._column.removeWidget(card)
        card.deleteLater()
        self.setVisible(bool(self.jobs))


def beside(rows: QWidget, one: QWidget, widths: tuple[int, int]) -> QSplitter:
    """A list, and to its right, with more of the room, the one of it that is chosen."""
    both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
    both.addWidget(rows)
    both.addWidget(one)
    both.setSizes(list(widths))
    both.setStretchFactor(0, 2)
    both.setStretchFactor(1, 3)
    return both


def heading(text: str) -> QLabel:
    """A page's title."""
    label = QLabel(text)
    scale_text(label, 1.35, bold=True)
    return label


def words(text: str = "", role: str = "muted") -> QLabel:
    """A paragraph of plain text."""
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def button(text: str, tip: str, do: Callable[[], object], icon: str = "") -> QPushButton:
    """A push button that says what it does."""
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setAccessibleDescription(tip)
    made.clicked.connect(lambda: do())
    if icon:
        set_icon(made, icon)
    return made


def action_button(action: QAction) -> QToolButton:
    """A button for a command of the table, which enables and disables it."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setAccessibleName(plain(action.text()))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def head(text: str, actions: Mapping[str, QAction], names: Sequence[str]) -> QHBoxLayout:
    """A page's title with the buttons of its commands, which go into further lines where there is no room."""
    commands = QWidget()
    flow = FlowLayout(commands, 4)
    buttons = [action_button(actions[name]) for name in names]
    for made in buttons:
        flow.addWidget(made)
    title = heading(text)
    title.setMinimumHeight(max((made.sizeHint().height() for made in buttons), default=0))  # on one line with them
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(commands, 1)
    return row
