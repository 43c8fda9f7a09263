"""What is left to read in a case: what waits, failed or was not read to the end, each with how it was begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.ingest import ingest_all, taken_out
from cpcl_desktop.engine.ingest.options import AUTO, OFF, IngestOptions
from cpcl_desktop.engine.ingest.particulars import camera_of
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.recorder_time import NO_CLOCK
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.walk import Found, find_sources, found_at


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something to read: a source, or, with id 0, what waits or could not even be made one; `detector` by name."""

    source: Source
    options: IngestOptions
    detector: str | None


def unfinished(case: Case) -> list[Unfinished]:
    """Every source that failed, was stopped, waits or was refused, each in the order in which it was added."""
    sources, every = case.sources.all(), case.sources.with_bin()
    read = {source.path: source.id for source in every if source.state == "done"}
    # A file that could not be read, and was whole when it was added again, is another source by then.
    left = [s for s in sources if s.state != "done" and read.get(s.path, 0) < s.id]
    known = [Unfinished(s, *_begun_with(case.sources.settings(s.id), s.camera)) for s in left]
    waiting = waiting_in(case, left)
    listed = {source.path for source in every} | {one.source.path for one in waiting}
    return [*known, *waiting, *_refused(case, listed)]


def waiting_in(case: Case, left: Sequence[Source]) -> list[Unfinished]:
    """What waits, but for sources that are `left` to read anyway."""
    begun = {(source.path, source.kind) for source in left}
    return [_waiting(one) for one in case.waiting.all() if (one.path, one.kind) not in begun]


def _waiting(one: Waiting) -> Unfinished:
    options, detector = _begun_with(one.settings, "")
    found = Found(one.path, one.kind, ())
    source = Source(0, one.path, one.kind, "", 0, camera_of(found, options), "waiting")
    return Unfinished(source, replace(options, clock=one.clock), detector)


def by_detector(left: Sequence[Unfinished]) -> dict[str | None, list[Unfinished]]:
    """What is left, apart for each detector it was begun with."""
    return {name: [one for one in left if one.detector == name] for name in dict.fromkeys(o.detector for o in left)}


def retry(case: Case, left: Sequence[Unfinished], stages: Stages, report: Report) -> list[Source]:
    """Read these again, each as it was begun; `stages` holds their detector. Returns them as they then stand.

    What is not in its place any more keeps what was read of it, with a sentence.
    """
    read: list[Source] = []
    for one in left:
        known = {source.id for source in read if source.id}
        read += (source for source in _retry_one(case, one, stages, report) if source.id not in known)
    return read


def _retry_one(case: Case, one: Unfinished, stages: Stages, report: Report) -> list[Source]:
    read = one.source
    if read.state == "waiting" and not case.waiting.holds(read.path, read.kind):
        return [taken_out(read.path, read.kind, read.camera)]
    source, *further = ingest_all(case, [_found(one.source)], stages, one.options, report)
    if source.id or not one.source.id:
        return [source, *further]
    # It could not be read through; the case still holds what was read of it before.
    stored = case.sources.get(one.source.id)
    hint = worded(" If it was moved, `cpcl relink` finds it.") if not stored.path.exists() else ""
    return [replace(stored, message=f"{source.message}{hint}")]


def _found(source: Source) -> Found:
    try:
        if source.id == 0 and source.kind != "crops":  # a folder may hold several things; it was one of them
            there = find_sources([source.path])
            return next(one for one in there if (one.path, one.kind) == (source.path, source.kind))
        return replace(found_at(source.path, source.kind), part=source.part)
    except (MediaError, StopIteration):
        return Found(source.path, source.kind, (source.path,))  # reading it says why not


def _refused(case: Case, listed: Set[Path]) -> Iterator[Unfinished]:
    """What the log says was refused and that no source has come of since."""
    there = {str(path) for path in listed}
    refused: dict[str, Mapping[str, Any]] = {}
    for entry in case.log.entries("ingest"):
        path = entry.details.get("path")
        if path is not None:
            refused.pop(path, None)
            if entry.details.get("outcome") == "refused":
                refused[path] = entry.details
    for path, said in refused.items():
        if path not in there:
            options, detector = _begun_with(said.get("settings", {}), "")
            kind, reason = said.get("kind", "video"), said.get("reason", "")
            yield Unfinished(
                Source(0, Path(path), kind, "", 0, options.camera, "failed", reason), options, detector
            )


def _begun_with(settings: Mapping[str, Any], camera: str) -> tuple[IngestOptions, str | None]:
    """The options that a source's stored settings give; a source keeps its own clock.

    Where a case knew no seams, what was begun keeps none (see `IngestOptions.as_begun`); what only waits has them.
    """
    default = IngestOptions()
    tiles = settings.get("tiles", OFF)  # older versions knew none
    options = IngestOptions(
        settings.get("sample_fps", default.sample_fps),
        settings.get("folder_fps", default.folder_fps),
        settings.get("camera", camera),
        NO_CLOCK,
        settings.get("detector_size"),
        None if tiles == AUTO else tiles,
        stretch_s=settings.get("stretch_s"),
    )
    return options, settings.get("detector")
