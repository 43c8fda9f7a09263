"""One program at a time adds footage to a case or changes its model; a second is told so at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cpcl_desktop.engine.errors import CaseError


class WriterLock:
    """Held by whoever adds footage to a case or changes its model; a second writer is told so at once.

    An exclusive transaction on a file beside the case: it works on every
    platform and ends with the process, however that ends.
    """

    def __init__(self, case: Path) -> None:
        self._path = case.with_name(case.name + "-writer")
        self._connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise CaseError(
                f"Footage is being added to {case} by another program, or its model is changed; wait until that is "
                "done, or close it."
            ) from error

    def release(self) -> None:
        """Let the next writer in."""
        self._connection.close()
        self._path.unlink(missing_ok=True)
