"""Ingest one source: decode, detect, follow, crop, embed and commit, resumable at any moment.

    frames ─ detect ─ follow ─ embed ─ commit      each in a thread of its own

What is expensive, the detections, is journalled in the case as it is made.
Everything between detections and crops is deterministic, so a source that was
interrupted is resumed by replaying its journal: the same tracks come out with
the same numbers, those already stored are passed over, and work goes on where
the journal ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.names import camera_name
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.reading import SourceReading
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.media.listing import FOLDER_READING
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.recorder_time import NO_CLOCK, Origin, RecorderClock
from cpcl_desktop.engine.records import Source, SourceKind
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.sources.dav_clock import dav_start
from cpcl_desktop.engine.sources.hashing import Hashing, hashed_ahead
from cpcl_desktop.engine.sources.identity import Content
from cpcl_desktop.engine.sources.recorder_names import doubt_in_name, own_patterns, start_in_name
from cpcl_desktop.engine.sources.unsettled import change_since, is_unsettled, settled_content
from cpcl_desktop.engine.sources.walk import Found

TAKEN_OUT = "It was taken out of the list before it was read."


def ingest_all(
    case: Case, found: Sequence[Found], stages: Stages, options: IngestOptions, report: Report
) -> list[Source]:
    """Bring several sources into the case, one after the other; each is stored with its own outcome.

    All wait in the case first, so that a stop in the middle forgets none.
    """
    queue(case, found, options, stages.detector.name)
    return [source for _, source in ingest_each(case, found, stages, options, report)]


def queue(case: Case, found: Sequence[Found], options: IngestOptions, detector: str | None) -> None:
    """Let sources wait in the case until each is read or taken out; MediaError for the case's own file.

    `detector` is the name of the one they are to be read with; None: the one
    that is there by then.
    """
    if own := case.own_among(file for one in found for file in one.files):
        raise MediaError(f"{own} is the case itself, not footage; nothing was read.")
    settings = settings_of(options, detector)
    case.waiting.add(Waiting(one.path.absolute(), one.kind, settings, options.clock) for one in found)


def ingest_each(
    case: Case, found: Sequence[Found], stages: Stages, options: IngestOptions, report: Report
) -> Iterator[tuple[Found, Source]]:
    """Read sources that wait, one after the other, and tell how each then stands.

    Where a file turns out to hold further films, beside the first or behind a
    still picture, those follow as sources of their own. What was taken out in
    the meantime is passed over, as a failed source without a number.
    """
    with closing(hashed_ahead(found, report)) as hashed:
        for one, content in hashed:
            if not case.waiting.holds(one.path.absolute(), one.kind) and one.part == 1:
                yield one, taken_out(one.path.absolute(), one.kind, camera_of(one, options))
                continue
            source = _ingest_or_refuse(case, one, stages, options, report, content)
            yield one, source
            for other in _further(case, one, source):
                known = content if other.part > 1 else Hashing(other).wait(report)
                yield other, _ingest_or_refuse(case, other, stages, options, report, known)


def _further(case: Case, one: Found, source: Source) -> list[Found]:
    """The other films of a file that has just been read, and the films behind still pictures."""
    if one.kind == "video":
        parts = case.sources.parts_of(one.kind, source.sha256, source.size) if one.part == 1 and source.id else []
        return [replace(one, part=other.part) for other in parts if other.part > 1]
    pictures = {file.absolute(): file for file in one.files}
    behind = (waits.path for waits in case.waiting.all() if waits.kind == "video" and waits.path in pictures)
    return [Found(pictures[path], "video", (pictures[path],)) for path in behind]


def taken_out(path: Path, kind: SourceKind, camera: str) -> Source:
    """What is told of footage that was taken out before its turn came."""
    return Source(0, path, kind, "", 0, camera, "failed", TAKEN_OUT)


def _ingest_or_refuse(
    case: Case,
    found: Found,
    stages: Stages,
    options: IngestOptions,
    report: Report,
    content: Content | MediaError,
) -> Source:
    """As `ingest`; what cannot even be read through comes back as a failed source without a number."""
    try:
        return ingest(case, found, stages, options, report, content)
    except MediaError as error:
        path = found.path.absolute()
        case.sources.note_refusal(
            path, found.kind, settings_of(options, stages.detector.name, found.kind), str(error)
        )
        case.waiting.end(path, found.kind)
        return Source(0, path, found.kind, "", 0, camera_of(found, options), "failed", str(error))


def settings_of(options: IngestOptions, detector: str | None, kind: SourceKind = "video") -> dict[str, Any]:
    """What decides a source's result, as the case keeps it."""
    chosen = {name: value for name, value in asdict(options).items() if name != "clock"}
    folder = {} if kind == "video" else {"folder_reading": FOLDER_READING}
    return chosen | {"detector": detector} | folder


def camera_of(found: Found, options: IngestOptions) -> str:
    """The camera's name as given, else that of the folder that holds the source; further films add their number."""
    path = found.path.absolute()
    camera = options.camera or path.parent.name or path.name
    return camera if found.part == 1 else f"{camera} #{found.part}"


def _camera_in(case: Case, found: Found, options: IngestOptions) -> str:
    """As `camera_of`, with as many folders as tell it from the case's other cameras, which keep their names."""
    folder = found.path.absolute().parent
    if options.camera or not folder.name:
        return camera_of(found, options)
    known = [(camera, path.parent) for camera, path in case.sources.places()]
    for camera, place in known:
        if place == folder and f"/{folder.as_posix()}".endswith(f"/{camera}"):
            return camera
    taken = {camera for camera, place in known if place != folder}
    others = {place for _, place in known} | {path.parent for path in case.waiting.paths()}
    return camera_name(folder, taken, others)


def ingest(
    case: Case,
    found: Found,
    stages: Stages,
    options: IngestOptions,
    report: Report,
    content: Content | MediaError | None = None,
) -> Source:
    """Bring one source into the case, or go on with it; returns it as it then stands.

    Content that the case holds already, under whatever name, is not read again;
    where that name is gone, the new one takes its place.
    A source that cannot be read is stored as failed with the reason, not raised;
    one whose content changed while it was read is no more than partial, and is
    read anew, as the same source, when it is added again.
    `content` is its hash and size, where they are known already.

    Raises:
        MediaError: not even the hash could be taken.
        Cancelled: the report asked to stop; committed batches are kept.
        CpclError: the case or the machine failed; committed batches are kept.
    """
    content = content or Hashing(found).wait(report)
    if isinstance(content, MediaError):
        raise content
    content = settled_content(found, content, report)
    embedder = stages.embedder
    model = case.models.use(
        embedder.name, embedder.sha256, embedder.bundle.path, embedder.layout.length, embedder.layout.values
    )
    settings = settings_of(options, stages.detector.name, found.kind)
    path = found.path.absolute()
    _let_go_of_unsettled(case, path, found.kind, content)
    camera = _camera_in(case, found, options)
    source = case.sources.add(path, found.kind, *content, camera, settings, found.part)
    if source.path != path and not source.path.exists():
        case.sources.relink(source.id, path)
        source = case.sources.get(source.id)
    if source.state == "done":
        case.waiting.end(path, found.kind)
        return source
    counts_otherwise = source.state == "partial" and source.begins_us is None  # as an older version did
    changed = case.sources.settings(source.id) != settings or is_unsettled(source)
    if changed or source.state == "failed" or counts_otherwise:
        case.tracks.restart_source(source.id, settings)
    try:
        media = open_media(found.path, folder_fps=options.folder_fps, kind=found.kind, part=found.part)
    except MediaError as error:
        _fail(case, source.id, str(error), change_since(found, content, report))
        case.waiting.end(path, found.kind)
        return case.sources.get(source.id)
    if source.clock == NO_CLOCK:
        case.sources.set_clock(source.id, _clock_of(found, media, options.clock))
    for part in range(2, media.parts + 1) if found.part == 1 else ():
        case.sources.add(path, found.kind, *content, f"{camera} #{part}", settings, part)
    case.waiting.end(path, found.kind)  # all that was said of it is the source's now
    change = partial(change_since, found, content, report)
    source = case.sources.get(source.id)
    remark = "" if source.clock.start else doubt_in_name(path)
    try:
        SourceReading(case, source, model, media, stages, options, report, change, remark).run()
    except MediaError as error:
        if not (why := change()):
            raise
        _fail(case, source.id, str(error), why)
    films = (film.absolute() for film in media.films)
    case.waiting.add(Waiting(film, "video", settings, options.clock) for film in films)
    case.models.settle_centre(model.id)
    return case.sources.get(source.id)


def _let_go_of_unsettled(case: Case, path: Path, kind: SourceKind, content: Content) -> None:
    """What was read here while it was being written is forgotten; its source becomes that of the content now."""
    for source in case.sources.at(path, kind):
        if is_unsettled(source):
            case.tracks.restart_source(source.id, case.sources.settings(source.id))
            case.sources.take_content(source.id, *content)


def _fail(case: Case, source: int, reason: str, change: str) -> None:
    """Nothing of a source can be read; where it changed meanwhile, that may be why."""
    nothing = Counters(None, 0.0, 0, 0, 0.0)
    if change:
        case.tracks.finish_source(source, "partial", f"{change} {reason}", (), nothing)
    else:
        case.tracks.finish_source(source, "failed", reason, (), nothing)


def _clock_of(found: Found, media: Media, stated: RecorderClock) -> RecorderClock:
    """The start that the user states, else the pictures' EXIF data, the recorder's clock in its frames, the name's,
    the container's.

    Containers are often set anew by exports; EXIF data are the camera's, whoever named its pictures.
    """
    start = stated.start
    origin: Origin = "user"
    if start is None and media.start_origin == "EXIF":
        start, origin = media.start_time, "EXIF"
    if start is None and found.kind == "video":
        start, origin = dav_start(found.path), "recorder"
    if start is None:
        start, origin = start_in_name(found.path.absolute(), own_patterns(home())), "file name"
    if start is None:
        start, origin = media.start_time, media.start_origin
    zone = stated.timezone
    named = None if start is None else start.tzinfo
    if start is not None and isinstance(named, ZoneInfo) and named.key != "UTC":
        # A wall clock whose zone is known: doubts that daylight saving leaves are found with that.
        start, zone = start.replace(tzinfo=None), zone or named.key
    return replace(stated, start=start, timezone=zone, origin=origin if start else "")
