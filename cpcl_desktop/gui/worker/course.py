"""The course of a piece of work: it speaks at its reports, and there it waits or stops as others ask."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable

from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import Progress, Report

SPEAK_EVERY_S = 0.1  # progress in between is dropped; nobody reads faster

Announce = Callable[[object], None]


class Course:
    """The course of one piece of work.

    The work calls `report` and `announce` in its threads; others ask it to stop, to pause and to go on, in theirs.
    `tell` and `announce` are where its progress, and whatever it hands out before its end, go.
    """

    def __init__(self, tell: Report, announce: Announce) -> None:
        self.tell, self.announce = tell, announce
        self._stopped, self._may_go_on = threading.Event(), threading.Event()
        self._may_go_on.set()
        self._last_stage, self._last_spoke = "", 0.0

    def heard_by(self, announce: Announce) -> Course:
        """The same course, what is handed out of which goes elsewhere."""
        heard = copy.copy(self)
        heard.announce = announce
        return heard

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stopped.set()
        self._may_go_on.set()

    def pause(self) -> None:
        """Let the work wait at its next report, until it may `go_on` or shall stop."""
        if not self.is_stopped:
            self._may_go_on.clear()

    def go_on(self) -> None:
        """Let the work go on."""
        self._may_go_on.set()

    @property
    def is_paused(self) -> bool:
        """Whether the work waits, or shall."""
        return not self._may_go_on.is_set()

    @property
    def is_stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped.is_set()

    def report(self, progress: Progress) -> None:
        """Called by the work: speak now and then, wait while it is paused; raises Cancelled once it shall stop."""
        self.stop_if_asked()
        now = time.monotonic()
        if progress.stage != self._last_stage or now - self._last_spoke >= SPEAK_EVERY_S:
            self._last_stage, self._last_spoke = progress.stage, now
            self.tell(progress)
        self._may_go_on.wait()
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raise Cancelled if it was asked to stop."""
        if self.is_stopped:
            raise Cancelled("Stopped. What was done so far is kept.")
