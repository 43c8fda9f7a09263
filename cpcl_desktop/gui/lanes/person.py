"""What the page of likely persons asks of the lane of groups: the proposal, and decisions about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import hit_of
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.worker.course import Course

if TYPE_CHECKING:
    from cpcl_desktop.engine.case.case import Case
    from cpcl_desktop.engine.case.records import CropRow, PersonDecision
    from cpcl_desktop.engine.persons.persons import Person, Persons


@dataclass(frozen=True, slots=True)
class Proposal:
    """The likely persons of a case, those seen most often first: a proposal, never an identification.

    `crops` are the best pictures of their passages by passage; `passages` are
    how many the case holds, of which `alone` are like no other; `unclocked` are
    sources whose recorder's clock is not known. `about` is a passage that the
    last decision was about, 0 without one.
    """

    persons: Sequence[Person] = ()
    crops: Mapping[int, CropRow] = field(default_factory=dict)
    passages: int = 0
    alone: int = 0
    unclocked: Sequence[str] = ()
    about: int = 0

    def person_of(self, track: int) -> Person | None:
        """The likely person of a passage, where it is one of those shown."""
        return next((one for one in self.persons if any(track == a.track for a in one.appearances)), None)

    def hit(self, track: int) -> Hit:
        """A passage of a person as what the player shows."""
        return hit_of(1, 0.0, self.crops[track])


@dataclass(slots=True, eq=False)
class PersonStep:
    """A decision of this session about persons: `do` makes it; `made` is it once it is stored."""

    do: Callable[[Case, Persons], PersonDecision]
    made: PersonDecision | None = None


def merging(tracks: Sequence[int]) -> PersonStep:
    """The persons of these passages are one."""

    def merge(case: Case, persons: Persons) -> PersonDecision:
        from cpcl_desktop.engine.persons.deciding import merge_persons

        return merge_persons(case, persons, tracks)

    return PersonStep(merge)


def splitting(person: int, taken: Sequence[int]) -> PersonStep:
    """These passages of a person show somebody else."""

    def split(case: Case, persons: Persons) -> PersonDecision:
        from cpcl_desktop.engine.persons.deciding import split_person

        return split_person(case, persons, person, taken)

    return PersonStep(split)


def naming(person: int, name: str) -> PersonStep:
    """A person is called so; by nothing where it is empty."""

    def call(case: Case, persons: Persons) -> PersonDecision:
        from cpcl_desktop.engine.persons.deciding import name_person

        return name_person(case, persons, person, name)

    return PersonStep(call)


class PersonDesk:
    """Proposes and decides, by the groups of their lane; all of it is called there."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups

    def propose(self, course: Course, is_asked: bool = False) -> Proposal:
        """Who was likely seen more than once; what the user asked for goes into the log. Raises Cancelled."""
        proposal = self._proposal(course)
        if is_asked:
            shown = [told(person.case, person.number) for person in proposal.persons]
            self._groups.cases.record_same("list", {"persons": shown, "of": None})
        return proposal

    def decide(self, step: PersonStep, course: Course) -> Proposal:
        """Make a decision, or one that was taken back again; the proposal that then holds."""
        case, before = self._groups.case, step.made
        if before is None:
            step.made = step.do(case, self._groups.current(course))
        elif before.kind == "merge":
            step.made = case.persons.merge(before.tracks, before.note)
        elif before.kind == "split":
            step.made = case.persons.split(before.tracks, before.rest, before.note)
        else:
            step.made = case.persons.name(before.tracks, before.name, before.note)
        return self._proposal(course, step.made.tracks[0])

    def take_back(self, step: PersonStep, course: Course) -> Proposal:
        """Let a decision count no more; `UsageError` where another was made since, by another window or command."""
        case = self._groups.case
        counting = case.persons.current()
        if step.made is None or not counting or counting[-1].id != step.made.id:
            raise UsageError(
                tr(
                    "Somebody decided about persons since, in another window or by a command; so this was not "
                    "taken back. What was decided last is undone first."
                )
            )
        undone = case.persons.undo()
        return self._proposal(course, undone.tracks[0] if undone.tracks else 0)

    def _proposal(self, course: Course, about: int = 0) -> Proposal:
        cases, persons = self._groups.cases, self._groups.current(course)
        shown = _with(persons, about, persons.repeated())
        course.report(Progress(tr("Choosing pictures")))
        crops = cases.best_crops([one.track for person in shown for one in person.appearances])
        return Proposal(shown, crops, len(persons.passages), persons.alone(), persons.unclocked(), about)


def _with(persons: Persons, about: int, shown: list[Person]) -> list[Person]:
    """Those shown, and who the last decision was about, also where that is one passage now; nobody in the bin."""
    if about not in persons.passages.tracks or any(
        about == one.track for person in shown for one in person.appearances
    ):
        return shown
    return [*shown, persons.of(about)]
