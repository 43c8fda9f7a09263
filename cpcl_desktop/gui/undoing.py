"""What was decided in this session, for taking it back and doing it again. The case itself forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.records import Hit

Step = tuple[Hit, Decision | None]  # a hit, and what is to be decided about it again (None: nothing)


@dataclass(slots=True)
class Undoing:
    """Two stacks of steps; a new decision empties the one of those that were taken back."""

    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def decided(self, hit: Hit, before: Decision | None) -> None:
        """Something was decided about a hit, which stood as `before` until then."""
        self.past.append((hit, before))
        self.future.clear()

    def back(self, now: dict[int, Decision]) -> Step | None:
        """The step that takes the last decision back, given what is decided `now`."""
        return _moved(self.past, self.future, now)

    def forth(self, now: dict[int, Decision]) -> Step | None:
        """The step that decides again what was taken back last."""
        return _moved(self.future, self.past, now)


def _moved(source: list[Step], target: list[Step], now: dict[int, Decision]) -> Step | None:
    if not source:
        return None
    hit, decision = source.pop()
    target.append((hit, now.get(hit.track)))
    return hit, decision
