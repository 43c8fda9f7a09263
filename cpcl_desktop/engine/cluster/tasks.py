"""One source, or a film's stretch, → one part case, in a worker's process: a function of both and the order.

So it can be repeated. The part is written on the worker's own disk and put into the folder for parts when it is
whole; where workers share none with the user, it stays until it is fetched.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.admission import DECIDING
from cpcl_desktop.engine.cluster.glimpses import is_seen
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.part_check import READ_BY, is_part_of, told_of
from cpcl_desktop.engine.cluster.parts import begun_name, copy, put, size_of
from cpcl_desktop.engine.cluster.working import Telling, stages_of, this_worker, this_workers_name
from cpcl_desktop.engine.errors import Cancelled, MachineError, MediaError
from cpcl_desktop.engine.ingest.ingest import ingest, ingest_whole
from cpcl_desktop.engine.ingest.seams import WHOLE
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.machine import versions
from cpcl_desktop.engine.sources.hashing import Hashing
from cpcl_desktop.engine.sources.identity import Content, standing_now
from cpcl_desktop.engine.sources.walk import Found, found_at


def read_part(order: Order, job: Job, errand: str) -> Read:
    """Read one source into its part; what is there already, or known, is not read again.

    `errand` is a name by which this reading alone can be stopped. Raises `MachineError` and OSError where this
    worker cannot do it and another may.
    """
    try:
        return _read(order, job, Telling(order, job.file, errand))
    except Cancelled:
        return Read("stopped", worker=this_workers_name())


def _read(order: Order, job: Job, report: Telling) -> Read:
    worker, name = this_worker(), this_workers_name()
    parts = Path(order.parts) if order.parts else None
    if parts is not None and (parts / job.file).exists():  # another was quicker, or was thought lost
        return Read("part", worker=name)
    try:
        found = _seen(job)
    except MediaError as error:
        return _refused(error, job)
    content = _content(found, job, report)
    if isinstance(content, MediaError):
        return _refused(content, job)
    if tuple(content) in job.known:
        return Read("known", worker=name)
    with tempfile.TemporaryDirectory(prefix="cpcl-part-", dir=worker.local_directory) as folder:
        made = Path(folder) / job.file
        _take_begun(parts, made, order, job, report)
        try:
            read = _fill(made, order, job, found, content, report)
        except Cancelled:
            if parts is not None and made.exists():
                put(made, parts, order.run, begun_name(job.file), report.live)
            raise
        except MediaError as error:
            return _refused(error, job)
        if not read[0].id:  # it could be hashed, and not any more when it was to be opened
            return Read("unread", read[0].message, worker=name)
        footage_s = sum(source.decoded_s for source in read)
        if parts is None:
            place = Path(job.room) / job.file
            made.replace(place)
            return Read("part", footage_s=footage_s, worker=name, place=str(place))
        put(made, parts, order.run, job.file, report.live)
        with suppress(OSError):  # left there, it is removed with the part
            (parts / begun_name(job.file)).unlink(missing_ok=True)
        return Read("part", footage_s=footage_s, worker=name)


def _seen(job: Job) -> Found:
    """The source as it lies there, where that is what the user named; it may have grown since.

    Raises `MachineError` where it is not, nor all of it: under another folder, or still being copied; MediaError
    where it cannot be read. What stretches read is held against each other when they are put together.
    """
    there = Path(job.there)
    if not there.exists():
        raise MachineError(
            "the worker {name} does not see {path}; say with --map where it is there, or give --send",
            name=this_workers_name(),
            path=there,
        )
    found = found_at(there, job.kind)
    try:
        is_it = is_seen(there, job.glimpses) and (job.span != WHOLE or size_of(found.files) >= job.size)
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=there, why=error.strerror) from error
    if not is_it:
        raise MachineError(
            "the worker {name} has something else at {path} than was to be read, or not all of it yet; look at "
            "--map, or give --send",
            name=this_workers_name(),
            path=there,
        )
    return found


def _refused(error: MediaError, job: Job) -> Read:
    """What cannot be read: by this worker, where its system says so of what the user could open; else by nobody."""
    is_here = bool(job.glimpses) and isinstance(error.__cause__, OSError)
    return Read("unread" if is_here else "refused", str(error), worker=this_workers_name())


_films: Final[dict[Path, Content]] = {}  # of which this process read stretches


def _content(found: Found, job: Job, report: Report) -> Content | MediaError:
    """What it is by its content.

    A film is hashed once by each worker that reads stretches of it, for as long as it stands as it did: nothing
    else proves that all of them read the same.
    """
    if job.span == WHOLE:
        return Hashing(found).wait(report)
    known = _films.get(found.path)
    if known is not None and known.standing == standing_now(found):
        return known
    content = Hashing(found).wait(report)
    if not isinstance(content, MediaError):
        _films[found.path] = content
    return content


def _take_begun(parts: Path | None, made: Path, order: Order, job: Job, report: Telling) -> None:
    """Go on where a worker was stopped; what is something else under that name is not gone on with."""
    if parts is not None and (parts / begun_name(job.file)).exists():
        copy(parts / begun_name(job.file), made, report.live)
        if not is_part_of(made, job, order, report):
            made.unlink()


def _fill(made: Path, order: Order, job: Job, found: Found, content: Content, report: Report) -> list[Source]:
    """Read it into its part, which then has it under the user's paths; its sources as they were read."""
    stages = stages_of(order)
    options = replace(order.options, cameras=tuple((Path(folder), name) for folder, name in job.cameras))
    with Case.open(made, True, order.purpose, order.authority) as case, case.writer():
        case.log.record("ingest", _told(order, job, stages))
        if job.span == WHOLE:
            read = [source for _, source in ingest_whole(case, found, stages, options, report, content)]
        else:
            read = [ingest(case, found, stages, options, report, content, job.span)]
        for source in case.sources.with_bin():
            case.sources.relink(source.id, _users_path(source.path, job))
    return read


def _told(order: Order, job: Job, stages: Stages) -> dict[str, object]:
    """Who reads what, where, with what; nothing that only this machine should know."""
    deciding = {name: version for name, version in versions().items() if name in DECIDING}
    return {
        "outcome": READ_BY,
        "worker": this_workers_name(),
        "versions": deciding,
        "provider": stages.provider.used,
        "detector": stages.detector.name,
        "detector_sha256": stages.detector.weights_sha256,
        **told_of(job, order),
    }


def _users_path(path: Path, job: Job) -> Path:
    """Where the user has what a worker read: the source itself, or a film in its folder."""
    there = Path(job.there).absolute()
    if path == there or not path.is_relative_to(there):
        return Path(job.path)
    return Path(job.path) / path.relative_to(there)
