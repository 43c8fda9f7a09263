"""The decision lane; apart from searches, so that a decision never waits for one.

Of several cases that are open as one, what is said of a passage goes into its own, as in a window of that case.
A step is about one passage or a hundred thousand. Few are stored in the lane itself, many by the lane's worker
beside the window; either way a part of them a transaction (`storing`): reading footage can write in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from cpcl_desktop.engine.case.labels import kind_of, label_of
from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Decision, Label
from cpcl_desktop.engine.errors import Cancelled, CaseError, CpclError
from cpcl_desktop.engine.federation.said import decisions_of
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.memory import give_back
from cpcl_desktop.gui.lanes.counting import Counting, Reach, heads_of
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.lanes.said import SaidOf, said_by
from cpcl_desktop.gui.lanes.storing import Asked, Marking, Passages, Saying, Stored, store, store_in
from cpcl_desktop.gui.step_wording import barred_lines, gone_line, outvoted_line, overtaken_line
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import Worker

FEW = 200  # passages that the lane stores itself: a worker takes longer to start

Decided = dict[int, Decision]  # the decision that counts, by track


@dataclass(frozen=True, slots=True)
class Known:
    """What the case says of its passages: the decisions that count, the marks that stand, and its labels."""

    decisions: Decided
    marks: Marks
    labels: Sequence[Label] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Something went into the log; `known` is None where it says nothing of any passage."""

    known: Known | None


@dataclass(slots=True, eq=False)
class Step:
    """What one key decided in this session, which can be taken back and done again at once.

    `before` is what the case held of the passages of which it said anything, once the step is stored, and `after`
    what it was made to say; `outvoted` is of how many passages another case's decision counts all the same. These,
    `passages` and `state` are the lane's: of a step that was stopped, those are left that were stored.
    """

    number: int
    passages: Passages
    change: Saying | Marking
    before: SaidOf = field(default_factory=SaidOf)
    after: SaidOf = field(default_factory=SaidOf)
    outvoted: int = 0
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
        self._seen, self._said = Reach(), Reach()  # what was told of at all, and of decisions and marks
        self._counting = Counting()
        self._told: int | None = None  # which those were, in short; None where some were stored since

    def close(self) -> None:
        """Close the connection, and let the worker go."""
        super().close()
        self._worker.close()

    def all(self) -> Known:
        """What was decided and marked."""
        cases = self.cases
        heads = heads_of(cases)  # before it is read: what comes between shows the next time
        decided = cases.decisions() if cases.is_one else decisions_of(self._counting.read(cases))
        known = Known(decided, cases.marks(), cases.labels())
        self._seen.entries = self._said.entries = heads
        self._told = _in_short(known)
        return known

    def news(self, asks_server: bool = True) -> News | None:
        """What was decided and marked, by others too; None where the log did not grow since it was read last.

        A team's case is brought up to date for it where its server is to be asked; ServerError while that does not
        answer. The servers of several cases are asked elsewhere, see `TeamNews`: this lane waits for none of them.
        """
        cases = self.cases
        if asks_server and cases.is_one and (team := cases.only.team) is not None:
            team.bring_up_to_date()
        entries = heads_of(cases)
        if entries == self._seen.entries:
            return None
        if self._said.pass_over(cases):
            self._seen.entries = entries
            return News(None)
        told = self._told
        known = self.all()
        return News(None if self._told == told else known)

    def make(self, step: Step, course: Course) -> Stored | None:
        """Store a step, for the first time or again: announces its parts, returns the last; None: it is stored.

        What was stored when it was stopped, or failed, stays, and can be taken back. CaseError names passages that
        are gone, and of several cases those that could not be written to.
        """
        if step.state not in ("new", "taken back"):
            return None
        done = _Done(self, course, makes=True)
        step.state = "refused" if step.state == "new" else step.state  # until it is stored
        try:
            return self._store(step.as_made, done)
        finally:
            step.outvoted = done.outvoted
            kept = np.isin(step.passages.tracks, done.stored)
            if kept.any():
                step.passages, step.state = step.passages.those(kept), "stored"
                step.before, step.after = SaidOf.joined(done.before), SaidOf.joined(done.after)

    def take_back(self, step: Step, course: Course) -> Stored | None:
        """Say again what stood before a step, if that was stored; as `make`.

        What somebody else said since stays; CaseError names it.
        """
        if step.state != "stored":
            return None
        done = _Done(self, course, makes=False)
        try:
            return self._store(step.as_taken_back, done)
        finally:
            step.outvoted = done.outvoted
            left = ~np.isin(step.passages.tracks, done.stored + done.gone + done.overtaken)
            if not left.any():
                step.state = "taken back"
            else:
                step.passages = step.passages.those(left)

    def know(self, stored: Stored) -> Stored:
        """What was just stored need not be read; with what counts instead of it."""
        self._told = None
        self._seen.know(stored)
        self._said.know(stored)
        return stored if self.cases.is_one else replace(stored, instead=self._counting.know(stored))

    def _store(self, asked: Asked, done: _Done) -> Stored:
        """Store it case by case; what each stored is told at once, but for the last, which is returned.

        Of several cases, one that cannot be written to keeps none from the others; the error at the end names it.
        """
        self._said.pass_over(self.cases)  # so that what is stored now is known, whatever was looked at before
        if isinstance(asked.change, Saying):
            asked = replace(asked, counting=self._counting.of(self.cases, asked.passages.tracks.tolist()))
        last: Stored | None = None
        for place in asked.places:
            if last is not None:
                done.hear(last)
                last = None
            try:
                last = self._store_in_case(place, asked, done)
            except CpclError as error:
                if len(asked.places) == 1 or isinstance(error, Cancelled):
                    raise
                done.barred[self.cases.members[place].name] = error
        last = None if last is None else done.note(last)
        if told := self._complaints(done):
            raise CaseError(told)
        assert last is not None  # a step is about a passage at least
        return last

    def _complaints(self, done: _Done) -> str:
        """What was not stored, and why, in sentences."""
        told = barred_lines(done.makes, len(done.stored), done.barred) if done.barred else []
        told += [gone_line([self.cases.called(track) for track in done.gone])] if done.gone else []
        told += [overtaken_line(len(done.overtaken))] if done.overtaken else []
        told += [outvoted_line(done.outvoted)] if told and done.outvoted else []
        return " ".join(told)

    def _store_in_case(self, place: int, asked: Asked, done: _Done) -> Stored:
        """Store what is about one case, which it counts by its own numbers."""

        change = asked.change
        if not self.cases.is_one:
            asked = replace(asked.of_case(place), change=self._change_in(place, change))

        def hear(part: object) -> None:
            assert isinstance(part, Stored)
            done.hear(part.among_cases(place, change))

        if len(asked.passages) <= FEW:
            last = store_in(self.cases.members[place].case, asked, hear, done.course.report)
        else:
            order = Order(store, (self.occasion.of(place), asked), announces=True)
            told = self._worker.do(order, done.course.heard_by(hear))
            assert isinstance(told, Stored)
            last = told
            give_back()
        return last.among_cases(place, change)

    def _change_in(self, place: int, change: Saying | Marking) -> Saying | Marking:
        """A change as one of several cases has it, which has a number of its own for a label."""
        label = label_of(change.kind) if isinstance(change, Marking) else None
        if label is None or not isinstance(change, Marking):
            return change
        return replace(change, kind=kind_of(self.cases.label_in(place, label)))


class _Done:
    """What of a step is stored by now."""

    def __init__(self, lane: Decisions, course: Course, makes: bool) -> None:
        self._lane, self.course, self.makes = lane, course, makes
        self.stored: list[int] = []
        self.gone: list[int] = []
        self.overtaken: list[int] = []
        self.outvoted = 0  # of those stored, how many another case's decision counts for
        self.barred: dict[str, CpclError] = {}  # why nothing could be written to a case, by its name
        self.before: list[SaidOf] = []
        self.after: list[SaidOf] = []

    def hear(self, stored: Stored) -> None:
        """A part was stored; the window hears of it, too."""
        self.course.announce(self.note(stored))

    def note(self, stored: Stored) -> Stored:
        """A part was stored; with what counts instead of it, where another case's decision does."""
        gone = set(stored.gone)
        self.stored += [track for track in stored.tracks if track not in gone]
        self.gone += stored.gone
        self.overtaken += stored.overtaken
        self.before.append(SaidOf(stored.before))
        self.after.append(SaidOf({one.track: said_by(one) for one in stored.decisions}))
        known = self._lane.know(stored)
        self.outvoted += len(known.instead)
        return known


def _in_short(known: Known) -> int:
    decided = tuple((track, one.id) for track, one in known.decisions.items())
    labels = tuple((one.label, one.name, one.digit) for one in known.labels)
    return hash((decided, tuple(known.marks.items()), labels))
