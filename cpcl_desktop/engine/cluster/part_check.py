"""Whether what lies in the folder for parts under a part's name is that part."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.jobs import Job, Order
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import edited_rows_of
from cpcl_desktop.engine.progress import Report

READ_BY = "read by a worker"
"""Outcome of the entry in a part's log that says which worker read it, with what."""
PUT_TOGETHER = "put together from stretches"
"""The same of a film's part of whose stretches several workers wrote one each; their logs are kept with it."""

_MADE = (READ_BY, PUT_TOGETHER)


def told_of(job: Job, order: Order) -> dict[str, object]:
    """What the log of a job's part says of it, by which the part is known again: of what it is, by which model."""
    return {
        "path": job.path,
        "start_us": job.span.start_us,
        "end_us": job.span.end_us,
        "model": order.model.name,
        "model_sha256": order.model.sha256,
    }


def contents_of(path: Path) -> Set[tuple[str, str, int, int]] | None:
    """What a part has begun or read, as `SourceTable.contents` names it; None where a file is no part of any."""
    try:
        with Case.read(path) as part:
            is_part = any(one.details.get("outcome") in _MADE for one in part.log.entries("ingest"))
            return set(part.sources.contents()) if is_part else None
    except CaseError:
        return None


def is_part_of(path: Path, job: Job, order: Order, report: Report) -> bool:
    """Whether it is a case that workers made of this source or stretch, by this model, and unedited.

    It need not be whole. Raises Cancelled.
    """
    try:
        if edited_rows_of(path, report):
            return False
        with Case.read(path) as part:
            told = [one.details for one in part.log.entries() if one.details.get("outcome") in _MADE]
            sources = part.sources.with_bin()
    except CaseError:
        return False
    asked = told_of(job, order)
    places = (Path(job.path), Path(job.there).absolute())  # there, for as long as it is not whole
    return (
        bool(told)
        and all(asked.items() <= one.items() for one in told)
        and bool(sources)
        and all(any(one.path.is_relative_to(place) for place in places) for one in sources)
    )
