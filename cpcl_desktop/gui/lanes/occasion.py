"""Why, and by whose order, somebody works in a case: asked once, then in every entry of its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.case import Case


@dataclass(slots=True)
class Occasion:
    """A case and what its log is to say of why it is worked in; all lanes of an open case share one.

    None: what the environment variables CPCL_PURPOSE and CPCL_AUTHORITY say.
    """

    path: Path
    purpose: str | None = None
    authority: str | None = None

    def open(self, create: bool = False) -> Case:
        """A connection to the case."""
        if create:
            return Case.open(self.path, create, self.purpose, self.authority)
        return Case.open_or_read(self.path, self.purpose, self.authority)

    def tell(self, case: Case) -> Case:
        """Let a connection that is open already know what was said since."""
        if self.purpose is not None:
            case.log.purpose = self.purpose
        if self.authority is not None:
            case.log.authority = self.authority
        return case
