"""What the pages beside the search ask of an open case: the jobs for persons, coverage, the log and models."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.person import PersonDesk, PersonStep


class Study:
    """Lanes and jobs for those pages; `groups` belongs to the lane `group`, which the case's workspace closes."""

    def __init__(
        self, occasion: Occasion, groups: Groups, group: Lane, make_executor: Callable[[], Executor | None]
    ) -> None:
        self._group, self._persons = group, PersonDesk(groups)

    def propose_job(self, is_asked: bool) -> Job:
        """Who was likely seen more than once → `Proposal`; logged where the user asked."""
        return self._group.job("likely persons", lambda report: self._persons.propose(report, is_asked))

    def person_job(self, step: PersonStep) -> Job:
        """Decide about persons, for the first time or again → `Proposal`."""
        return self._group.job("a decision about persons", lambda report: self._persons.decide(step, report))

    def take_back_person_job(self, step: PersonStep) -> Job:
        """Take a decision about persons back → `Proposal`."""
        return self._group.job("taking back a decision", lambda report: self._persons.take_back(step, report))

    def close(self) -> None:
        """Cancel what runs and wait for it."""
