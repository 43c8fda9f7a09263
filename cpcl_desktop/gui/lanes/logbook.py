"""What the page of the log asks for: its entries by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.log_table import EVERYTHING, LogFilter
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class LogState:
    """How many entries pass a filter, of how many; the log's head ("number:hash"); which actions there are.

    `own` are notes of the program's own that would pass it and are left out.
    """

    passing: int = 0
    entries: int = 0
    head: str = ""
    of: LogFilter = EVERYTHING
    actions: Sequence[str] = ()
    own: int = 0


class Logbook(CaseReader):
    """The case's log, the newest entries first."""

    def state(self, of: LogFilter) -> LogState:
        """How much there is to show."""
        head = self.case.log.head()
        fixed = replace(of, up_to=head.entries)  # or pages would shift as entries come
        passing = self.case.log.count(fixed)
        own = self.case.log.count(replace(fixed, own=True)) - passing
        return LogState(passing, head.entries, str(head), fixed, self.case.log.actions(), own)

    def page(self, of: LogFilter, first: int, most: int) -> Sequence[LogEntry]:
        """The entries that pass a filter from a place on, the newest first."""
        return self.case.log.page(of, first, most)
