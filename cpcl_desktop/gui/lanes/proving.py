"""Checking case, log and footage, without writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.occasion import Occasion

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Footage, Verdict


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
