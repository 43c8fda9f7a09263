"""The hits of an answer as a list model for the grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Answer, Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.strength import last_above_line
from cpcl_desktop.gui.label_wording import spoken, tag
from cpcl_desktop.gui.lanes.decision import Decided
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.panels.grouping import Grouping, arranged
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.label_tags import standing
from cpcl_desktop.gui.panels.sorting import Order, in_order
from cpcl_desktop.gui.panels.strips import Strips
from cpcl_desktop.gui.wording import (
    MARKS,
    VERDICTS,
    WITHOUT_COLOUR,
    clock_line,
    is_ranked,
    passage,
    spoken_hit,
    support_lines,
    where,
)

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
RANKED_ROLE = HIT_ROLE + 1
VERDICT_ROLE = RANKED_ROLE + 1
MARKS_ROLE = VERDICT_ROLE + 1
BELOW_LINE_ROLE = MARKS_ROLE + 1  # whether it is the first hit below the line
HEADING_ROLE = BELOW_LINE_ROLE + 1  # of the group of which it is the first hit
STRIP_ROLE = HEADING_ROLE + 1  # pictures of the passage's moments, as far as they have come
LABELS_ROLE = STRIP_ROLE + 1  # the labels that the passage has
_Index = QModelIndex | QPersistentModelIndex
_SINGLY = 200  # rows of which each is told; where more change, the view looks at all it shows


class ResultsModel(QAbstractListModel):
    """One row per hit; pictures come from `thumbnails` as they arrive."""

    def __init__(self, thumbnails: Thumbnails, strips: Strips | None = None) -> None:
        super().__init__()
        self._hits: Sequence[Hit] = ()  # while rows come in, those that are in already
        self._ranks, self.columns = HitColumns(), HitColumns()  # as they ranked, and as they are shown
        self._answer: Answer | None = None
        self._headings: Mapping[int, str] = {}
        self.grouping: Grouping = "passage"
        self.order: Order = "relevance"
        self._persons = LikelyPersons()
        self._strips = strips
        self._playing: int | None = None  # the passage that plays in its card
        self._frame: QPixmap | None = None
        self._awaited: dict[int, int] = {}  # rows whose picture was asked for, by crop
        self._ranked = False
        self._above = 0
        self._decided: Decided = {}
        self._marks: Marks = {}
        self._labels: Sequence[Label] = ()
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._on_arrived)
        if strips is not None:
            strips.arrived.connect(self._on_strips)

    @property
    def hits(self) -> Sequence[Hit]:
        """What it holds."""
        return self._hits

    @property
    def decided(self) -> Decided:
        """What is decided, by track."""
        return self._decided

    @property
    def marks(self) -> Marks:
        """Which marks and labels stand, by track."""
        return self._marks

    @property
    def labels(self) -> Sequence[Label]:
        """The case's labels."""
        return self._labels

    def show(self, answer: Answer | None) -> None:
        """Take over an answer's hits; rows stay where they are as far as the same passages come first."""
        self._answer = answer
        ranks = answer.hits if answer else ()
        if self._ranks.hits is not ranks:
            self._ranks = HitColumns(ranks)
        made = arranged(in_order(self._ranks, self.order), self.grouping, self._persons)
        shown, ranked = made.shown, answer is not None and is_ranked(answer)
        self._headings = made.headings
        if not shown and not self._hits:
            self._ranked = ranked
            return
        if self._hits and ranked == self._ranked and shown.begins_with(self.columns):
            self._append(shown)
            return
        self.beginResetModel()
        self._hits, self.columns = shown.hits, shown
        self._ranked, self._above = ranked, self._line(shown.hits)
        self._awaited.clear()
        self.endResetModel()

    def _append(self, shown: HitColumns) -> None:
        """Let rows come in at the end; those that are there keep selection and place."""
        known = len(self._hits)
        self._hits, self._above = shown.hits[:known], self._line(shown.hits)
        self.dataChanged.emit(self.index(0), self.index(known - 1))
        self.columns = shown
        if len(shown) > known:
            self.beginInsertRows(QModelIndex(), known, len(shown) - 1)
            self._hits = shown.hits
            self.endInsertRows()

    def group(self, grouping: Grouping, persons: LikelyPersons | None = None) -> None:
        """Arrange the hits otherwise; `persons` where groups are likely persons and these are known."""
        self.grouping = grouping
        self._persons = self._persons if persons is None else persons
        self.show(self._answer)

    def put_in_order(self, order: Order) -> None:
        """Show the hits in another order."""
        self.order = order
        self.show(self._answer)

    def _line(self, hits: Sequence[Hit]) -> int:
        """The row of the first hit below the line; there is none where hits are not in the order of their rank."""
        return last_above_line(hits) if self.grouping == "passage" and self.order == "relevance" else 0

    def show_playing(self, track: int | None, frame: QPixmap | None) -> None:
        """Show a frame in place of a passage's picture; None: of no passage any more."""
        before, self._playing, self._frame = self._playing, track, frame
        for row in self.columns.rows_of({one for one in (before, track) if one is not None}):
            self.dataChanged.emit(self.index(row), self.index(row), [int(Qt.ItemDataRole.DecorationRole)])

    def mark(self, decided: Decided, tracks: Collection[int] | None = None) -> None:
        """Show what is decided, by track; where `tracks` are given, only of those it is something else than before.

        The mapping is not copied: whoever changes it tells so by another call.
        """
        before, self._decided = self._decided, decided
        self._tell(_changed(before, decided) if tracks is None else tracks)

    def show_marks(self, marks: Marks, tracks: Collection[int] | None = None) -> None:
        """Show which marks stand, by track; as `mark`."""
        before, self._marks = self._marks, marks
        self._tell(_changed(before, marks) if tracks is None else tracks)

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show these labels on the passages that have one."""
        self._labels = labels
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def _tell(self, tracks: Collection[int]) -> None:
        """Something else is said of these."""
        rows = self.columns.rows_of(tracks)
        if len(rows) > _SINGLY:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of_track(self, track: int) -> int | None:
        """The row in which a track stands now."""
        return self.columns.row_of(track)

    def spoken(self, row: int) -> str:
        """What a screen reader says of the hit in a row; nothing where there is none any more."""
        return str(self.index(row).data(int(Qt.ItemDataRole.AccessibleTextRole))) if row < len(self._hits) else ""

    def labels_of(self, row: int) -> Sequence[Label]:
        """The labels that the hit in a row has; as `spoken`."""
        return self._labels_of(self._hits[row]) if row < len(self._hits) else ()

    def lines(self, row: int) -> list[str]:
        """What a tip says of the hit in a row, where its card is not to be seen; as `spoken`."""
        if row >= len(self._hits):
            return []
        hit = self._hits[row]
        verdict = VERDICTS.get(self._verdict(hit) or "", tr("not decided"))
        labels = [tag(one) for one in self._labels_of(hit)]
        return [tr("Hit {number}, {verdict}", number=f"{hit.rank:,}", verdict=verdict), *labels, *_tip_lines(hit)]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Hits can be selected, and dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The hit, its picture and its texts."""
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return moment(hit.time_us)
        if role == HIT_ROLE:
            return hit
        if role == RANKED_ROLE:
            return self._ranked
        if role == BELOW_LINE_ROLE:
            return 0 < self._above == index.row()
        if role == HEADING_ROLE:
            return self._headings.get(index.row(), "")
        if role == STRIP_ROLE:
            return self._strips.pictures(hit) if self._strips is not None else ()
        if role == VERDICT_ROLE:
            return self._verdict(hit)
        if role == MARKS_ROLE:
            return [kind for kind in MARKS if kind in self._marks.get(hit.track, ())]
        if role == LABELS_ROLE:
            return self._labels_of(hit)
        if role == Qt.ItemDataRole.DecorationRole:
            if hit.track == self._playing and self._frame is not None:
                return self._frame
            if (picture := self._thumbnails.get(hit.crop)) is None:
                self._awaited[hit.crop] = index.row()
            return picture
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*_tip_lines(hit), *(tag(one) for one in self._labels_of(hit))])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [*(MARKS[kind] for kind in index.data(MARKS_ROLE)), *map(spoken, self._labels_of(hit))]
            marks = "".join(f", {one}" for one in said)
            group = f", {heading}" if (heading := self._headings.get(index.row())) else ""
            return line(spoken_hit(hit, self._ranked, self._verdict(hit)) + marks + group)
        return None

    def _labels_of(self, hit: Hit) -> list[Label]:
        return standing(self._marks.get(hit.track, ()), self._labels)

    def _verdict(self, hit: Hit) -> str | None:
        decision = self._decided.get(hit.track)
        return None if decision is None else decision.verdict

    def _on_strips(self, tracks: set[int]) -> None:
        for row in self.columns.rows_of(tracks):
            self.dataChanged.emit(self.index(row), self.index(row), [STRIP_ROLE])

    def _on_arrived(self, crops: set[int]) -> None:
        for row in [self._awaited.pop(crop) for crop in crops if crop in self._awaited]:
            self.dataChanged.emit(self.index(row), self.index(row), [int(Qt.ItemDataRole.DecorationRole)])


def _tip_lines(hit: Hit) -> list[str]:
    lines = (
        where(hit),
        tr("Passage {times}", times=passage(hit)),
        clock_line(hit.time),
        WITHOUT_COLOUR * hit.without_colour,
        *support_lines(hit),
    )
    return list(filter(None, (*lines, str(hit.path))))


def _changed(before: Mapping[int, object], now: Mapping[int, object]) -> set[int]:
    """The passages of which something else is said; what stayed is the same object, so that many take no time."""
    return {track for track, said in now.items() if before.get(track) is not said} | (before.keys() - now.keys())
