"""The log as a table model that reads its entries by page, when they are first shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from cpcl_desktop.engine.case.log import LogEntry, summary
from cpcl_desktop.engine.plain_text import line, shortened
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.logbook import LogState
from cpcl_desktop.gui.proof_wording import action_name

PAGE = 200  # entries in a job
KEPT = 40  # pages
_MOST = 300  # characters of a cell
COLUMNS: Sequence[tuple[str, Callable[[LogEntry], str]]] = (
    (tr("Entry"), lambda entry: str(entry.number)),
    (tr("Time (UTC)"), lambda entry: entry.time[:19].replace("T", " ")),
    (tr("User"), lambda entry: entry.user),
    (tr("Action"), lambda entry: action_name(entry.action)),
    (tr("What", "was done"), lambda entry: shown(summary(entry))),
    (tr("Purpose"), lambda entry: entry.purpose),
)
WHAT = 4  # the column that takes the room there is
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1

_Index = QModelIndex | QPersistentModelIndex
MakeJob = Callable[[int, int], Job]  # the first entry, how many


class LogModel(QAbstractTableModel):
    """A row for each entry that passes the filter. `failed` carries the exception of a page that was not read."""

    failed = Signal(object)
    arrived = Signal(int)  # the number of a page

    def __init__(self) -> None:
        super().__init__()
        self.state = LogState()
        self._make_job: MakeJob | None = None
        self._pages: OrderedDict[int, Sequence[LogEntry]] = OrderedDict()
        self._awaited: dict[int, Job] = {}

    def show(self, state: LogState, make_job: MakeJob | None) -> None:
        """Show what passes a filter now; pages are asked of `make_job`."""
        self.beginResetModel()
        for job in self._awaited.values():
            job.cancel()
        self.state, self._make_job = state, make_job
        self._pages, self._awaited = OrderedDict(), {}
        self.endResetModel()

    def entry(self, row: int) -> LogEntry | None:
        """The entry of a row, None until it has arrived; asking for it orders its page."""
        number, at = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page[at] if at < len(page) else None
        if self._make_job is not None and number not in self._awaited:
            job = self._awaited[number] = self._make_job(number * PAGE, PAGE)
            job.succeeded.connect(lambda entries: self._on_arrived(job, number, entries))
            job.failed.connect(self.failed)
            job.start()
        return None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many entries pass."""
        return 0 if parent.isValid() else self.state.passing

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401
        """What the columns are called."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section][0]
        return None

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The entry and its texts."""
        if role not in (ENTRY_ROLE, Qt.ItemDataRole.DisplayRole):
            return None
        entry = self.entry(index.row())
        if role == ENTRY_ROLE:
            return entry
        return "…" if entry is None else shortened(line(COLUMNS[index.column()][1](entry)), _MOST)

    def _on_arrived(self, job: Job, number: int, entries: Sequence[LogEntry]) -> None:
        if self._awaited.get(number) is not job:
            return  # of a filter that was
        del self._awaited[number]
        self._pages[number] = entries
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        last = min(self.rowCount(), (number + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(COLUMNS) - 1))
        self.arrived.emit(number)
