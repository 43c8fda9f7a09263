"""What the page of the log asks for: its entries by page, and checking case, log and footage without writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.log_table import EVERYTHING, LogFilter
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Footage, Verdict


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


class Proofs:
    """Checks the case through a connection that can only read."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def verify(self, with_footage: bool, report: Report) -> Verdict:
        """Check the case as it is at this moment, whatever is written meanwhile; raises Cancelled."""
        from cpcl_desktop.engine.evidence.verify import verify_case

        report(Progress(tr("Checking the database")))
        with Case.read(self._occasion.path) as case, case.held():
            return verify_case(case, report, footage=with_footage)

    def footage(self, sources: Sequence[int], report: Report) -> list[Footage]:
        """Read the footage of these sources again, and compare it with the hash that the case keeps."""
        from cpcl_desktop.engine.evidence.verify import check_footage

        with Case.read(self._occasion.path) as case:
            return check_footage([case.sources.get(source) for source in sources], report)

    def close(self) -> None:
        """Nothing is kept open between checks."""
