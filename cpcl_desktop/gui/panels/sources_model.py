"""The case's sources as a list model: name, state, picture, where and when, and what of each was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal

from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.plain_text import line as one_line
from cpcl_desktop.engine.records import Source
from cpcl_desktop.gui.lanes.place import Missing
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.panels.row_changes import NOTHING, changes_between
from cpcl_desktop.gui.panels.source_find import Find, text_of
from cpcl_desktop.gui.source_wording import (
    Kind,
    bin_state,
    checked_state,
    copy_state,
    place_line,
    recorded_lines,
)
from cpcl_desktop.gui.wording import State, source_details, state_of

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Footage

SOURCE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STATE_ROLE = SOURCE_ROLE + 1
PLACE_ROLE, READ_ROLE = SOURCE_ROLE + 2, SOURCE_ROLE + 3
PICTURE = QSize(46, 62)  # device-independent pixels, at most
AT_A_TIME = 3  # pictures: where nobody was found, the footage itself is opened for one
_Index = QModelIndex | QPersistentModelIndex


class SourcesModel(QAbstractListModel):
    """Sources in the order in which they were begun, those that wait, copies of others, those in the bin.

    It knows which one is being read, which are missing, and what checks found. Pictures come when rows are shown.
    """

    told = Signal()  # that something else is known of what became of sources

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Source] = []
        self._texts: list[str] | None = None  # of each of all, in which words are looked for
        self._find = Find()
        self._sources: list[Source] = []  # those that are looked for
        self._reading: Path | None = None
        self._missing: Missing = frozenset()
        self._copies: Mapping[int, Source] = {}
        self._checked: dict[int, Footage] = {}
        self.thumbnails = Thumbnails(PICTURE, AT_A_TIME)
        self.thumbnails.arrived.connect(lambda _: self._changed([Qt.ItemDataRole.DecorationRole]))

    @property
    def sources(self) -> Sequence[Source]:
        """What it holds, whatever is looked for."""
        return tuple(self._all)

    @property
    def found(self) -> Sequence[Source]:
        """What is looked for of it, row by row."""
        return tuple(self._sources)

    def show(self, sources: Sequence[Source]) -> None:
        """Take over what the case holds now; rows that stay keep selection and place."""
        empty = self._empty
        self.thumbnails.forget({new.id for new in sources if new.tracks and new.id in empty})
        self._all, self._texts = list(sources), None
        self._list(self._passing())

    def look_for(self, find: Find) -> None:
        """Let there be only the sources that are looked for."""
        if find != self._find:
            self._find = find
            self._list(self._passing(), anew=True)

    def kinds(self) -> Mapping[Kind, int]:
        """How many sources are of each kind."""
        return Counter(map(self._kind, self._all))

    def _passing(self) -> list[Source]:
        """What is looked for, of thousands without asking each for its words where a few letters are typed."""
        words, kind = self._find.words, self._find.kind
        passing = self._all
        if words:
            self._texts = self._texts or [text_of(source) for source in self._all]
            texts = zip(self._all, self._texts, strict=True)
            passing = [source for source, text in texts if all(word in text for word in words)]
        return passing if kind is None else [source for source in passing if self._kind(source) == kind]

    def _kind(self, source: Source) -> Kind:
        """What a source's state comes to, as `_state` says it in words."""
        if source.in_bin:
            return "bin"
        if source.id and source.id in self._copies:
            return "copy"
        found = self._checked.get(source.id)
        if found is not None and found.state == "changed":
            return "changed"
        if source.id in self._missing and source.state != "waiting":
            return "missing"
        if source.path == self._reading and source.state != "done":
            return "reading"
        if source.state in ("failed", "waiting"):
            return cast("Kind", source.state)
        if source.state != "done":
            return "partial"
        return "gaps" if source.gaps else "done"

    def _list(self, sources: Sequence[Source], anew: bool = False) -> None:
        """Hold these rows; `anew` where nothing needs to stay as other footage is looked for."""
        before, now = [_key(source) for source in self._sources], [_key(source) for source in sources]
        changes = NOTHING if before == now else None if anew else changes_between(before, now)
        if changes is None:
            self.beginResetModel()
            self._sources = list(sources)
            self.endResetModel()
            return
        for first, last in reversed(changes.gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._sources[first : last + 1]
            self.endRemoveRows()
        came = {row for first, last in changes.came for row in range(first, last + 1)}
        self._renew([source for row, source in enumerate(sources) if row not in came])
        for first, last in changes.came:
            self.beginInsertRows(QModelIndex(), first, last)
            self._sources[first:first] = sources[first : last + 1]
            self.endInsertRows()

    def _renew(self, sources: Sequence[Source]) -> None:
        """Hold the same rows as they are now; while footage is read one or two of many are others."""
        changed = [row for row, source in enumerate(sources) if source != self._sources[row]]
        self._sources[:] = sources
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def set_missing(self, missing: Missing) -> None:
        """Mark the sources that are not where they were; what a check found of one place holds for no other."""
        if missing != self._missing:
            self.thumbnails.forget(self._missing - missing)  # found again: now there is something to be shown
            self._missing = missing
            self._checked = {
                number: found
                for number, found in self._checked.items()
                if number not in missing and found.state != "missing"
            }
            self._changed()

    def set_copies(self, copies: Mapping[int, Source]) -> None:
        """Say of these, by number, as which other source they are searched; call it before they are shown."""
        self._copies = copies

    def is_searched(self, source: Source) -> bool:
        """Whether it is looked through, or will be once it is read: not in the bin, and no copy of another."""
        return not source.in_bin and source.id not in self._copies

    def set_checked(self, found: Sequence[Footage]) -> None:
        """Say of these sources what a check found; of all others as before."""
        self._checked |= {one.source.id: one for one in found}
        self._changed()

    def forget_checks(self) -> None:
        """Another case is shown."""
        self._checked.clear()

    def set_reading(self, path: Path | None) -> None:
        """Mark the source that is being read, by its path."""
        if path != self._reading:
            self._reading = path
            self._changed()

    @property
    def _empty(self) -> set[int]:
        """The sources that had no passage, and so no picture of one."""
        return {source.id for source in self._all if not source.tracks}

    def _changed(self, roles: Sequence[int] = ()) -> None:
        if not roles and self._find.kind is not None:
            self._list(self._passing())
        if not roles:
            self.told.emit()
        if self._sources:
            self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1), list(roles))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many sources are looked for."""
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The source, its state and its texts."""
        source = self._sources[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(source.name)
        if role == SOURCE_ROLE:
            return source
        if role == STATE_ROLE:
            return self._state(source)
        if role == PLACE_ROLE:
            return one_line(place_line(source))
        if role == READ_ROLE:
            return SourceCoverage(source)
        if role == Qt.ItemDataRole.DecorationRole:
            return self.thumbnails.get(source.id) if source.id else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*source_details(source), *recorded_lines(source)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line(f"{source.name}: {self._state(source).text}, {place_line(source)}")
        return None

    def _state(self, source: Source) -> State:
        if source.in_bin:
            return bin_state(source)
        if (other := self._copies.get(source.id)) is not None and source.id:
            return copy_state(other)
        is_reading = source.path == self._reading and source.state != "done"
        state = state_of(source, is_reading, source.id in self._missing)
        found = self._checked.get(source.id)
        return state if found is None else checked_state(state, found)


def _key(source: Source) -> str:
    """What stays the same when footage that waits is begun, and then has a number; text, which is compared fast."""
    return f"{source.kind} {source.path}"
