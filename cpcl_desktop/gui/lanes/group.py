"""The lane of groups: which passages likely show one person, by the engine's proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.numbering import called, place_of
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import Worker

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Grouped, Persons

Numbers = npt.NDArray[np.int64]
NO_GROUP = -1


@dataclass(frozen=True, slots=True)
class LikelyPersons:
    """Groups of passages as the engine proposes them: `groups` int64[N] of `tracks` int64[N], ascending.

    A group has the lowest number of a passage in it; `names` are those given to groups, by their number. `cases`
    are what the cases of these numbers are called, where there are several.
    """

    tracks: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    groups: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    names: Mapping[int, str] = field(default_factory=dict)
    cases: Sequence[str] = ()

    def called(self, group: int) -> str:
        """How a group's number is written."""
        return called(self.cases[place_of(group)] if self.cases else "", group)

    def groups_of(self, tracks: Numbers) -> Numbers:
        """The number of the group of each of these passages, `NO_GROUP` where it is in none."""
        if not len(self.tracks):
            return np.full(len(tracks), NO_GROUP)
        at = np.minimum(np.searchsorted(self.tracks, tracks), len(self.tracks) - 1)
        return np.where(self.tracks[at] == tracks, self.groups[at], NO_GROUP)


class Groups(CaseReader):
    """Groups the passages when that is first asked for, and anew when they or what is said of them changed.

    Many are grouped by the worker, which keeps what it found beside the case; here that is read.
    """

    def __init__(self, occasion: Occasion, worker: Worker) -> None:
        super().__init__(occasion)
        self._worker = worker
        self._persons: Persons | None = None
        self._made_from: tuple[object, ...] = ()

    def of(self, tracks: Sequence[int], course: Course) -> frozenset[int]:
        """These passages with all that likely show the same persons: a proposal, never an identification."""
        persons = self.current(course)
        labels = {persons.label_of(track) for track in tracks}
        return frozenset(track for label in labels for track in persons.tracks(label))

    def persons(self, course: Course) -> LikelyPersons:
        """Every passage's group, by the lowest number of a passage in it, and the names that groups were given."""
        persons = self.current(course)
        numbers = persons.numbers
        names = {int(numbers[label]): name for label, name in persons.names.items()}
        cases = () if self.cases.is_one else tuple(member.name for member in self.cases.members)
        return LikelyPersons(persons.passages.tracks, numbers[persons.labels], names, cases)

    def current(self, course: Course) -> Persons:
        """All passages in groups, as they now stand; raises Cancelled."""
        from cpcl_desktop.engine.persons.persons import persons_of

        cases = self.cases
        every = [member.case for member in cases.members]
        stated = tuple((source.id, source.camera, source.clock) for source in cases.searched_sources())
        said = tuple((case.counts()["crop"], len(case.persons.history()), case.bin.removals()) for case in every)
        stands = (said, tuple(case.passages.changes() for case in every), stated)
        if self._persons is None or stands != self._made_from:
            grouped = self._by_worker(course)
            self._persons, self._made_from = persons_of(cases, course.report, grouped=grouped), stands
        return self._persons

    def _by_worker(self, course: Course) -> Grouped | None:
        """Have the worker group what is many: of one case it keeps that beside it, of several it is given back."""
        from cpcl_desktop.engine.persons.kept import KEPT_FROM, are_kept

        every = [member.case for member in self.cases.members]
        if sum(case.counts()["track"] for case in every) < KEPT_FROM:
            return None
        if self.cases.is_one:
            if not self.case.read_only and not are_kept(self.case):
                self._worker.do(Order(make_groups, (self.occasion,)), course)
            return None
        return cast("Grouped", self._worker.do(Order(group_together, (self.occasion,)), course))

    def close(self) -> None:
        """Let go of the groups, the worker and the case."""
        self._persons = None
        self._worker.close()
        super().close()


def make_groups(occasion: Occasion, report: Report) -> None:
    """Group the passages of a case, and keep that beside it; raises Cancelled."""
    from cpcl_desktop.engine.persons.persons import persons_of

    with occasion.open() as case:
        persons_of(case, report)


def group_together(occasion: Occasion, report: Report) -> Grouped:
    """Group the passages of several cases; raises Cancelled."""
    from cpcl_desktop.engine.persons.persons import grouped_passages

    with occasion.together() as cases:
        return grouped_passages(cases, report)
