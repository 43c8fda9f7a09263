"""The lane of groups: which passages likely show one person, by the engine's proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.progress import Report
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Persons

NO_GROUP = -1


@dataclass(frozen=True, slots=True)
class LikelyPersons:
    """Groups of passages as the engine proposes them: the number of each passage's group, and names given."""

    labels: Mapping[int, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)  # by number of the group
    _table: npt.NDArray[np.int64] = field(
        init=False, repr=False, compare=False
    )  # the group by number of the passage

    def __post_init__(self) -> None:
        """Make the table, where this is made: in the lane, not where groups are shown."""
        tracks = np.fromiter(self.labels.keys(), np.int64, len(self.labels))
        table = np.full(int(tracks.max(initial=0)) + 2, NO_GROUP)  # what is beyond all passages is in none
        table[tracks] = np.fromiter(self.labels.values(), np.int64, len(self.labels))
        object.__setattr__(self, "_table", table)

    def groups_of(self, tracks: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The number of the group of each of these passages, `NO_GROUP` where it is in none."""
        return self._table[np.minimum(tracks, len(self._table) - 1)]


class Groups(CaseReader):
    """Groups the passages when that is first asked for, and anew when they or what is said of them changed."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._persons: Persons | None = None
        self._made_from: tuple[object, ...] = ()

    def of(self, tracks: Sequence[int], report: Report) -> frozenset[int]:
        """These passages with all that likely show the same persons: a proposal, never an identification."""
        persons = self.current(report)
        labels = {persons.label_of(track) for track in tracks}
        return frozenset(track for label in labels for track in persons.tracks(label))

    def persons(self, report: Report) -> LikelyPersons:
        """Every passage's group, by the lowest number of a passage in it, and the names that groups were given."""
        persons = self.current(report)
        numbers = {label: persons.tracks(label)[0] for label in range(len(persons))}
        labels = {track: numbers[label] for label in numbers for track in persons.tracks(label)}
        return LikelyPersons(labels, {numbers[label]: name for label, name in persons.names.items()})

    def current(self, report: Report) -> Persons:
        """All passages in groups, as they now stand; raises Cancelled."""
        from cpcl_desktop.engine.persons.persons import persons_of

        case = self.case
        clocks = tuple((source.id, source.clock) for source in case.sources.all())
        stands = (
            case.counts()["crop"],
            case.passages.changes(),
            len(case.persons.history()),
            clocks,
            case.bin.removals(),
        )
        if self._persons is None or stands != self._made_from:
            self._persons, self._made_from = persons_of(case, report), stands
        return self._persons

    def close(self) -> None:
        """Let go of the groups and the case."""
        self._persons = None
        super().close()
