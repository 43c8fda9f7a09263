"""The decision lane; apart from searches, so that a decision never waits for one.

Of several cases that are open as one, what is said of a passage goes into its own, as in a window of that case.
A step is about one passage or a hundred thousand. Few are stored in the lane itself, many by the lane's worker
beside the window; either way a part of them a transaction (`storing`): reading footage can write in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.memory import give_back
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.lanes.storing import Asked, Marking, Passages, Said, Saying, Stored, said_by, store, store_in
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import Worker

FEW = 200  # passages that the lane stores itself: a worker takes longer to start
_SPEAKS: frozenset[str] = frozenset(
    {"log begun", "migrated", "ingest", "decision", "mark", "bin", "passages", "merge"}
)  # entries of the log after which other decisions and marks may stand

Decided = dict[int, Decision]  # the decision that counts, by track


@dataclass(frozen=True, slots=True)
class Known:
    """What the case says of its passages: the decisions that count, and the marks that stand."""

    decisions: Decided
    marks: Marks


@dataclass(frozen=True, slots=True)
class News:
    """Something went into the log; `known` is None where it says nothing of any passage."""

    known: Known | None


@dataclass(slots=True, eq=False)
class Step:
    """What one key decided in this session, which can be taken back and done again at once.

    `before` is what the case held of the passages of which it said anything, once the step is stored, and `after`
    what it was made to say. `passages`, `before`, `after` and `state` are the lane's: of a step that was stopped,
    those are left that were stored.
    """

    number: int
    passages: Passages
    change: Saying | Marking
    before: dict[int, Said] = field(default_factory=dict)
    after: dict[int, Said] = field(default_factory=dict)
    state: Literal["new", "stored", "taken back", "refused"] = "new"

    @property
    def title(self) -> str:
        """What it is about."""
        return tr("%n passage(s)", None, len(self.passages))

    @property
    def as_made(self) -> Asked:
        """What is stored to make it."""
        return Asked(self.passages, self.change)

    @property
    def as_taken_back(self) -> Asked:
        """What is stored to take it back."""
        change = self.change
        if isinstance(change, Marking):
            return Asked(self.passages, Marking(change.kind, not change.sets))
        return Asked(self.passages, change, self.before, self.after)


class Decisions(CaseReader):
    """What the case says, decisions, and taking them back."""

    def __init__(self, occasion: Occasion, worker: Worker) -> None:
        super().__init__(occasion)
        self._worker = worker
        self._entries: tuple[int, ...] = ()  # of each case's log, up to which its decisions are known
        self._told: int | None = None  # which those were, in short; None where some were stored since

    def close(self) -> None:
        """Close the connection, and let the worker go."""
        super().close()
        self._worker.close()

    def all(self) -> Known:
        """What was decided and marked."""
        self._entries = self._heads()
        known = Known(self.cases.decisions(), self.cases.marks())
        self._told = _in_short(known)
        return known

    def news(self, asks_server: bool = True) -> News | None:
        """What was decided and marked, by others too; None where the log did not grow since it was read last.

        A team's case is brought up to date for it where its server is to be asked; ServerError while that does not
        answer.
        """
        every = [member.case for member in self.cases.members]
        for case in every:
            if asks_server and case.team is not None:
                case.team.bring_up_to_date()
        entries, before = self._heads(), self._entries or (0,) * len(every)
        if entries == self._entries:
            return None
        told = self._told
        if any(case.log.actions_since(known) & _SPEAKS for case, known in zip(every, before, strict=True)):
            known = self.all()
            return News(None if self._told == told else known)
        self._entries = entries
        return News(None)

    def _heads(self) -> tuple[int, ...]:
        """How many entries each case's log has."""
        return tuple(member.case.log.head().entries for member in self.cases.members)

    def make(self, step: Step, course: Course) -> Stored | None:
        """Store a step, for the first time or again: announces its parts, returns the last; None: it is stored.

        What was stored when it was stopped, or failed, stays, and can be taken back. CaseError names passages that
        are gone.
        """
        if step.state not in ("new", "taken back"):
            return None
        done = _Done(self, course)
        step.state = "refused" if step.state == "new" else step.state  # until it is stored
        stood = self._stood_elsewhere()
        try:
            return self._store(step.as_made, done)
        finally:
            if stood is not None:
                done.before = {track: said_by(stood[track]) for track in done.stored if track in stood}
            kept = np.isin(step.passages.tracks, done.stored)
            if kept.any():
                step.passages, step.state = step.passages.those(kept), "stored"
                step.before, step.after = done.before, done.after

    def take_back(self, step: Step, course: Course) -> Stored | None:
        """Say again what stood before a step, if that was stored; as `make`.

        What somebody else said since stays; CaseError names it.
        """
        if step.state != "stored":
            return None
        done = _Done(self, course)
        try:
            return self._store(step.as_taken_back, done)
        finally:
            left = ~np.isin(step.passages.tracks, done.stored + done.gone + done.overtaken)
            if not left.any():
                step.state = "taken back"
            else:
                step.passages = step.passages.those(left)

    def know(self, stored: Stored) -> None:
        """What was just stored need not be read, unless somebody else wrote in between."""
        before, after = stored.entries
        self._told = None
        at = stored.place
        if self._entries and before == self._entries[at] and stored.is_all_that_came:
            self._entries = (*self._entries[:at], after, *self._entries[at + 1 :])

    def _stood_elsewhere(self) -> Decided | None:
        """What counts by what all cases say, where some have the same footage; None where each speaks for itself.

        What stood before a step then need not be what its own case said.
        """
        cases = self.cases
        return None if cases.is_one or not cases.copies(cases.sources()) else cases.decisions()

    def _store(self, asked: Asked, done: _Done) -> Stored:
        """Store it case by case; what each stored is told at once, but for the last, which is returned."""
        last: Stored | None = None
        for place in asked.places:
            if last is not None:
                done.hear(last)
            last = self._store_in_case(place, asked if self.cases.is_one else asked.of_case(place), done)
        assert last is not None  # a step is about a passage at least
        done.note(last)
        if done.gone:
            raise _gone([self.cases.called(track) for track in done.gone])
        if done.overtaken:
            raise _overtaken(len(done.overtaken))
        return last

    def _store_in_case(self, place: int, asked: Asked, done: _Done) -> Stored:
        """Store what is about one case, which it counts by its own numbers."""

        def hear(part: object) -> None:
            assert isinstance(part, Stored)
            done.hear(part.among_cases(place))

        if len(asked.passages) <= FEW:
            last = store_in(self.cases.members[place].case, asked, hear, done.course.report)
        else:
            order = Order(store, (self.occasion.of(place), asked), announces=True)
            told = self._worker.do(order, done.course.heard_by(hear))
            assert isinstance(told, Stored)
            last = told
            give_back()
        return last.among_cases(place)


class _Done:
    """What of a step is stored by now."""

    def __init__(self, lane: Decisions, course: Course) -> None:
        self._lane, self.course = lane, course
        self.stored: list[int] = []
        self.gone: list[int] = []
        self.overtaken: list[int] = []
        self.before: dict[int, Said] = {}
        self.after: dict[int, Said] = {}

    def hear(self, stored: Stored) -> None:
        """A part was stored; the window hears of it, too."""
        self.note(stored)
        self.course.announce(stored)

    def note(self, stored: Stored) -> None:
        """A part was stored."""
        gone = set(stored.gone)
        self.stored += [track for track in stored.tracks if track not in gone]
        self.gone += stored.gone
        self.overtaken += stored.overtaken
        self.before |= stored.before
        self.after |= {one.track: said_by(one) for one in stored.decisions}
        self._lane.know(stored)


def _in_short(known: Known) -> int:
    decided = tuple((track, one.id) for track, one in known.decisions.items())
    return hash((decided, tuple(known.marks.items())))


def _overtaken(number: int) -> CaseError:
    return CaseError(
        tr(
            "Somebody else decided about %n of these passage(s) since. That stays; the rest was taken back.",
            None,
            number,
        )
    )


def _gone(tracks: Sequence[str]) -> CaseError:
    if len(tracks) == 1:
        said = tr(
            "The case has no passage {track} any more; what was decided of others is stored.", track=tracks[0]
        )
    else:
        said = tr(
            "The case has no passage {track} any more, nor %n other(s) of these; what was decided of the rest is "
            "stored.",
            None,
            len(tracks) - 1,
            track=tracks[0],
        )
    return CaseError(said + " " + tr("Search again to see which passages there are now."))
