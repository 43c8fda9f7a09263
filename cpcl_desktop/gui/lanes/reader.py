"""A lane's own connection to the case.

Every class in these lanes belongs to one lane. Its methods, and `close`, are
called from that lane only; the constructor touches nothing, so it may run anywhere.
"""

from __future__ import annotations

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.lanes.occasion import Occasion


class CaseReader:
    """Keeps the lane's own connection to the case, opened when it is first needed."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self._opened: Case | None = None

    @property
    def case(self) -> Case:
        """The case, through this lane's connection."""
        if self._opened is None:
            self._opened = self.occasion.open()
        return self.occasion.tell(self._opened)

    def close(self) -> None:
        """Close the connection."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None
