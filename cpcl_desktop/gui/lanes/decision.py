"""The decision lane; apart from searches, so that a decision never waits for one."""

from __future__ import annotations

from cpcl_desktop.engine.case.records import Decision, Judgement
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.lanes.reader import CaseReader

Decided = dict[int, Decision]  # the decision that counts, by track


class Decisions(CaseReader):
    """The decision lane; apart from searches, so that a decision never waits for one."""

    def all(self) -> Decided:
        """What was decided."""
        return self.case.decisions.current()

    def decide(self, hit: Hit, verdict: Judgement | None, description: str, note: str) -> Decided:
        """Decide about a hit's passage; returns what is decided then."""
        self.case.decisions.decide(hit.track, verdict, crop=hit.crop, description=description, note=note)
        return self.all()
