"""The decision lane; apart from searches, so that a decision never waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpcl_desktop.engine.case.records import Decision, Judgement
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

Decided = dict[int, Decision]  # the decision that counts, by track


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
    Steps of one `batch` were made by one key, and are taken back by one.
    """

    number: int
    batch: int
    hit: Hit
    before: Said
    after: Said
    state: Literal["new", "stored", "taken back", "refused"] = "new"


class Decisions(CaseReader):
    """What the case says, decisions, and taking them back."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._entries = 0  # of the log, when decisions were read last

    def all(self) -> Decided:
        """What was decided."""
        self._entries = self.case.log.head().entries
        return self.case.decisions.current()

    def news(self) -> Decided | None:
        """What was decided, by another program too; None where the log did not grow since that was read last."""
        return None if self.case.log.head().entries == self._entries else self.all()

    def make(self, step: Step) -> Decided:
        """Store a step, for the first time or again; returns what is decided then."""
        if step.state in ("new", "taken back"):
            last = self.case.decisions.history(step.hit.track)[-1:]
            step.before = said_by(last[0] if last else None)
            step.state = "refused" if step.state == "new" else step.state  # until it is stored
            self._store(step.hit, step.after)
            step.state = "stored"
        return self.all()

    def take_back(self, step: Step) -> Decided:
        """Say again what stood before a step, if that was stored; returns what is decided then."""
        if step.state == "stored":
            self._store(step.hit, step.before)
            step.state = "taken back"
        return self.all()

    def _store(self, hit: Hit, said: Said) -> None:
        words = {"description": said.description, "note": said.note}
        self.case.decisions.decide(hit.track, said.verdict, crop=hit.crop, **words)
