"""How the desk's jobs stand in the list of jobs: what each is called, what of it failed, and what does it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpcl_desktop.engine.records import Source
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.lanes.ingest import Added
from cpcl_desktop.gui.panels.job_card import FINDING, REPORTING, JobWords, Listed

Again = Callable[[], object]
Retry = Callable[[Sequence[Source] | None], object]


def queueing(again: Again) -> Listed:
    """Footage is looked for, to be read by another job."""
    return Listed(JobWords(), lambda _: again(), is_part=True)


def reading(retry: Retry) -> Listed:
    """Footage is read: again what failed of it, or all that is unfinished where the whole of it ended early."""
    return Listed(JobWords(), lambda added: retry(None if added is None else added.failed), _unread_line)


def finding(again: Again) -> Listed:
    """A folder is looked through for footage."""
    return Listed(FINDING, lambda _: again())


def reporting(again: Again) -> Listed:
    """A report, a clip or a still is written."""
    return Listed(REPORTING, lambda _: again())


def _unread_line(added: Added) -> str:
    """What of an addition could not be read; empty where all of it was."""
    return wording.failures_line(added.failed, len(added.sources)) if added.failed else ""
