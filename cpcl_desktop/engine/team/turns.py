"""Waiting for the turn to write to a team's case, as long as another desk that has it is there.

The server lets go of a desk that is gone: a link that falls silent it ends within half a minute, one that stands
still in its turn after ten (see `link`). So what still holds the turn still shows life, however long it writes.
"""

from __future__ import annotations

import time
from typing import Any, Final

from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

TAKE: Final = "BEGIN; SET LOCAL lock_timeout TO '1s'; SELECT FROM take_turn()"
"""Begins a transaction that has the turn; `link.Locked` after a second in which another desk kept it."""
NOBODY_S: Final = 60.0  # in which the turn does not come though nobody seems to have it
_WRITER: Final = "SELECT a.usename FROM log_head h JOIN pg_stat_activity a ON a.backend_xid = h.xmax"


class Waiting:
    """One desk's waiting for its turn; `report` is told for whom, and may raise Cancelled."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._since = self._seen = time.monotonic()

    def go_on(self, link: Any) -> None:  # noqa: ANN401 (a connection of psycopg)
        """Wait on; `CaseError` where for a minute nobody was seen who writes."""
        writer, now = link.execute(_WRITER).fetchone(), time.monotonic()
        if writer is not None:
            self._seen = now
            told = tr("Waiting for {name}, who is writing to the team's case", name=writer[0])
            self._report(Progress(told, now - self._since, None, "s"))
        elif now - self._seen > NOBODY_S:
            raise CaseError(
                "The team's server has kept this desk from writing for a minute, and no desk that writes is to be "
                "seen; nothing was changed. Try again, or ask its administrator."
            )
