"""Ingest one source: decode, detect, follow, crop, embed and commit, resumable at any moment.

    frames ─ detect ─ follow ─ embed ─ commit      each in a thread of its own

What is expensive, the detections, is journalled in the case as it is made.
Everything between detections and crops is deterministic, so a source that was
interrupted is resumed by replaying its journal: the same tracks come out with
the same numbers, those already stored are passed over, and work goes on where
the journal ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, StoredModel
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.decoder.ahead import sources_expected
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.particulars import (
    as_now_kept,
    camera_in,
    camera_of,
    clock_of,
    other_weights,
    settings_of,
    settings_with,
)
from cpcl_desktop.engine.ingest.reading import SourceReading
from cpcl_desktop.engine.ingest.seams import WHOLE, Span
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.ingest.tiling import fitted
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.recorder_time import NO_CLOCK
from cpcl_desktop.engine.records import Source, SourceKind
from cpcl_desktop.engine.sources.hashing import Hashing, hashed_ahead
from cpcl_desktop.engine.sources.identity import Content
from cpcl_desktop.engine.sources.recorder_names import doubt_in_name
from cpcl_desktop.engine.sources.unsettled import change_since, is_unsettled, settled_content
from cpcl_desktop.engine.sources.walk import Found

TAKEN_OUT = worded("It was taken out of the list before it was read.")


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
        raise MediaError("{path} is the case itself, not footage; nothing was read.", path=own)
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
    with closing(hashed_ahead(found, report)) as hashed, sources_expected(len(found)):
        for one, content in hashed:
            if not case.waiting.holds(one.path.absolute(), one.kind) and one.part == 1:
                yield one, taken_out(one.path.absolute(), one.kind, camera_of(one, options))
                continue
            yield from ingest_whole(case, one, stages, options, report, content)


def ingest_whole(
    case: Case, one: Found, stages: Stages, options: IngestOptions, report: Report, content: Content | MediaError
) -> Iterator[tuple[Found, Source]]:
    """Read one that was hashed, and the further films that turn out to lie in it; it need not wait."""
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


def ingest(
    case: Case,
    found: Found,
    stages: Stages,
    options: IngestOptions,
    report: Report,
    content: Content | MediaError | None = None,
    span: Span = WHOLE,
) -> Source:
    """Bring one source into the case, or go on with it; returns it as it then stands.

    Content that the case holds already, under whatever name, is not read again;
    where that name is gone, the new one takes its place.
    A source that cannot be read is stored as failed with the reason, not raised;
    one whose content changed while it was read is no more than partial, and is
    read anew, as the same source, when it is added again.
    `content` is its hash and size, where they are known already. Of a film, only
    a `span` between two seams can be read.

    Raises:
        MediaError: not even the hash could be taken; or that span cannot be read by itself.
        Cancelled: the report asked to stop; committed batches are kept.
        CpclError: the case or the machine failed; committed batches are kept.
    """
    content = content or Hashing(found).wait(report)
    if isinstance(content, MediaError):
        raise content
    return _Ingest(case, found, stages, options, report, settled_content(found, content, report), span).run()


class _Ingest:
    """One source on its way into the case."""

    def __init__(
        self,
        case: Case,
        found: Found,
        stages: Stages,
        options: IngestOptions,
        report: Report,
        content: Content,
        span: Span,
    ) -> None:
        self.case, self.found, self.stages, self.options, self.report = case, found, stages, options, report
        self.span = span
        self.content, self.path = content, found.path.absolute()
        self.settings = settings_with(options, stages.detector, found.kind)
        self.remark = ""

    def run(self) -> Source:
        """Go the whole way, or as far as it is open; see `ingest`."""
        model = self._model()
        source = self._enter()
        media = None if source.state == "done" else self._open(source)
        self.case.waiting.end(self.path, self.found.kind)  # all that was said of it is the source's now
        if media is not None:
            self._read(self.case.sources.get(source.id), media, model)
            self.case.models.settle_centre(model.id)
        return self.case.sources.get(source.id)

    def _model(self) -> StoredModel:
        embedder = self.stages.embedder
        layout = embedder.layout
        return self.case.models.use(
            embedder.name, embedder.sha256, embedder.bundle.path, layout.length, layout.values
        )

    def _enter(self) -> Source:
        """The source's row, new or known; what was read of it otherwise than it would be now is forgotten."""
        sources, kind = self.case.sources, self.found.kind
        _let_go_of_unsettled(self.case, self.path, kind, self.content)
        camera = camera_in(self.case, self.found, self.options)
        source = sources.add(self.path, kind, *self.content, camera, self.settings, self.found.part)
        if source.state == "partial":
            self._take_what_was_begun(sources.settings(source.id))
        if source.path != self.path and not source.path.exists():
            sources.relink(source.id, self.path)
            source = sources.get(source.id)
        if source.state != "done" and self._is_to_be_read_anew(source):
            begun = self.case.sources.settings(source.id)
            self.remark = other_weights(begun, self.settings) if source.state == "partial" else ""
            self.case.tracks.restart_source(source.id, self.settings, self.remark)
        return source

    def _take_what_was_begun(self, settings: Mapping[str, Any]) -> None:
        """What the user did not state is as this source was begun."""
        self.options = self.options.as_begun(settings)
        self.stages = self.stages.as_begun(settings.get("detector"))
        self.settings = settings_with(self.options, self.stages.detector, self.found.kind)

    def _is_to_be_read_anew(self, source: Source) -> bool:
        counts_otherwise = source.state == "partial" and source.begins_us is None  # as an older version did
        otherwise = as_now_kept(self.case.sources.settings(source.id)) != self.settings
        return otherwise or counts_otherwise or source.state == "failed" or is_unsettled(source)

    def _open(self, source: Source) -> Media | None:
        """The footage, its clock and further films noted; None where it cannot be opened, which is noted."""
        found = self.found
        try:
            media = open_media(
                found.path,
                folder_fps=self.options.folder_fps,
                kind=found.kind,
                part=found.part,
                until_us=self.span.end_us,
            )
        except MediaError as error:
            _fail(self.case, source.id, str(error), self._change())
            return None
        if source.clock == NO_CLOCK:
            self.case.sources.set_clock(source.id, clock_of(found, media, self.options.clock))
        for part in range(2, media.parts + 1) if found.part == 1 else ():
            camera = f"{source.camera} #{part}"
            self.case.sources.add(self.path, found.kind, *self.content, camera, self.settings, part)
        return media

    def _read(self, source: Source, media: Media, model: StoredModel) -> None:
        """Read it; what lies behind its pictures waits then."""
        doubt = "" if source.clock.start else doubt_in_name(self.path)
        remark = " ".join(filter(None, (self.remark, doubt)))
        stages = fitted(self.case, source, self.found, media, self.stages, self.options, self.report)
        reading = SourceReading(
            self.case, source, model, media, stages, self.options, self.report, self._change, remark, self.span
        )
        try:
            reading.run()
        except MediaError as error:
            if not (change := self._change()):
                raise
            _fail(self.case, source.id, str(error), change)
        films = (film.absolute() for film in media.films)
        self.case.waiting.add(Waiting(film, "video", self.settings, self.options.clock) for film in films)

    def _change(self) -> str:
        """What became of the footage since its hash was taken, as a sentence; empty where nothing did."""
        return change_since(self.found, self.content, self.report)


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
