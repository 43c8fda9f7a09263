"""What the page of the log asks for: its entries by page; of several cases, of one of them at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.log_table import EVERYTHING, LogFilter, LogTable
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class LogState:
    """How many entries pass a filter, of how many; the log's head ("number:hash"); which actions there are.

    `own` are notes of the program's own that would pass it and are left out; `place`: of its case, of several.
    """

    passing: int = 0
    entries: int = 0
    head: str = ""
    of: LogFilter = EVERYTHING
    actions: Sequence[str] = ()
    own: int = 0
    place: int = 0


class Logbook(CaseReader):
    """A case's log, the newest entries first."""

    def state(self, of: LogFilter, place: int = 0) -> LogState:
        """How much there is to show of the log of the case at a place."""
        log = self._log(place)
        head = log.head()
        fixed = replace(of, up_to=head.entries)  # or pages would shift as entries come
        passing = log.count(fixed)
        own = log.count(replace(fixed, own=True)) - passing
        return LogState(passing, head.entries, str(head), fixed, log.actions(), own, place)

    def page(self, of: LogFilter, first: int, most: int, place: int = 0) -> Sequence[LogEntry]:
        """The entries that pass a filter from a place on, the newest first."""
        return self._log(place).page(of, first, most)

    def _log(self, place: int) -> LogTable:
        return self.cases.members[place].case.log
