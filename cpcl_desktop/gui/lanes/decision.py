"""The decision lane; apart from searches, so that a decision never waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Decision, Judgement, MarkKind
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

Decided = dict[int, Decision]  # the decision that counts, by track


@dataclass(frozen=True, slots=True)
class Known:
    """What the case says of its passages: the decisions that count, and the marks that stand."""

    decisions: Decided
    marks: Marks


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a passage; without a verdict, nothing is."""

    verdict: Judgement | None = None
    note: str = ""
    description: str = ""


NOTHING = Said()


def said_by(decision: Decision | None) -> Said:
    """What a decision says; a withdrawn one says nothing."""
    if decision is None or decision.verdict is None:
        return NOTHING
    return Said(decision.verdict, decision.note, decision.description)


@dataclass(slots=True, eq=False)
class Step:
    """One decision of this session, which can be taken back and made again.

    `before` is what the user saw until then; once it is stored, what the case
    held. `state` is the lane's: only a step that is stored can be taken back.
    Steps of one `batch` were made by one key, and are taken back by one. A step
    that sets a mark, or with `sets` False takes it off, is no decision.
    """

    number: int
    batch: int
    hit: Hit
    before: Said
    after: Said
    mark: MarkKind | None = None
    sets: bool = True
    state: Literal["new", "stored", "taken back", "refused"] = "new"


class Decisions(CaseReader):
    """What the case says, decisions, and taking them back."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._entries = 0  # of the log, when decisions were read last

    def all(self) -> Known:
        """What was decided and marked."""
        self._entries = self.case.log.head().entries
        return Known(self.case.decisions.current(), self.case.marks.current())

    def news(self) -> Known | None:
        """What was decided and marked, by others too; None where the log did not grow since it was read last.

        A team's case is brought up to date for it; ServerError while its server does not answer.
        """
        if self.case.team is not None:
            self.case.team.bring_up_to_date()
        return None if self.case.log.head().entries == self._entries else self.all()

    def make(self, step: Step) -> Known:
        """Store a step, for the first time or again; returns what is decided and marked then."""
        if step.state in ("new", "taken back"):
            last = self.case.decisions.history(step.hit.track)[-1:]
            step.before = said_by(last[0] if last else None)
            step.state = "refused" if step.state == "new" else step.state  # until it is stored
            self._store(step, step.after, step.sets)
            step.state = "stored"
        return self.all()

    def take_back(self, step: Step) -> Known:
        """Say again what stood before a step, if that was stored; returns what is decided and marked then."""
        if step.state == "stored":
            self._store(step, step.before, not step.sets)
            step.state = "taken back"
        return self.all()

    def _store(self, step: Step, said: Said, sets: bool) -> None:
        hit = step.hit
        if step.mark is not None:
            self.case.marks.set(hit.track, step.mark, sets)
            return
        words = {"description": said.description, "note": said.note}
        self.case.decisions.decide(hit.track, said.verdict, crop=hit.crop, **words)
