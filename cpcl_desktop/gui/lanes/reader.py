"""A lane's own connection to the case, or to each of several.

Every class in these lanes belongs to one lane. Its methods, and `close`, are
called from that lane only; the constructor touches nothing, so it may run anywhere.
"""

from __future__ import annotations

from contextlib import ExitStack

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.gui.lanes.occasion import Occasion


class CaseReader:
    """Keeps the lane's own connections, opened when they are first needed."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self._cases: Federation | None = None
        self._opened = ExitStack()

    @property
    def cases(self) -> Federation:
        """The case by itself, or several as one, through this lane's connections."""
        if self._cases is None:
            self._cases = self._opened.enter_context(self.occasion.together())
        return self.occasion.tell(self._cases)

    @property
    def case(self) -> Case:
        """The one case; `UsageError` where there are several."""
        return self.cases.only

    def close(self) -> None:
        """Close the connections."""
        self._cases = None
        self._opened.close()
