"""Ingest one source: decode, detect, follow, crop, embed and commit, resumable at any moment.

    frames ─ detect ─ follow ─ embed ─ commit      each in a thread of its own

What is expensive, the detections, is journalled in the case as it is made.
Everything between detections and crops is deterministic, so a source that was
interrupted is resumed by replaying its journal: the same tracks come out with
the same numbers, those already stored are passed over, and work goes on where
the journal ends.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import cv2
import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack, StoredModel
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.ingest.conditions import ConditionLog
from cpcl_desktop.engine.ingest.pipeline import batches, prefetch
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.track import TrackBuilder
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.recorder_time import NO_CLOCK, Origin, RecorderClock
from cpcl_desktop.engine.records import (
    Box,
    Crop,
    Detections,
    Frame,
    Image,
    Source,
    SourceKind,
    SourceState,
    Stretch,
    Track,
)
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.sources.hashing import Hashing, Identity, hashed_ahead
from cpcl_desktop.engine.sources.recorder_names import own_patterns, start_in_name
from cpcl_desktop.engine.sources.walk import Found

COMMIT_EVERY_S = 2.0  # wall time; what a power cut can cost
REPORT_EVERY_S = 0.2
DETECT_BATCH = (4, 16)  # frames, fewest and most: the detector's lanes wait for each other once a batch
DETECT_BATCH_BYTES = 64 << 20  # of pictures, if that allows more than the fewest
FRAMES_AHEAD = 16  # decoded frames that wait for the detector
SEEN_AHEAD = 1  # batches of frames that wait to be followed; their pictures are held meanwhile
STEPS_AHEAD = 4  # batches that wait for the embedder, and for the commit
JPEG_QUALITY = 92
TAKEN_OUT = "It was taken out of the list before it was read."


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What decides the result (all but `clock`); a resumed source must use the same."""

    sample_fps: float = 5.0
    folder_fps: float | None = None
    camera: str = ""
    clock: RecorderClock = NO_CLOCK  # what the user states of the recorder's clock; can be changed later


@dataclass(frozen=True, slots=True)
class _Seen:
    """Some frames, the people in each, those that the journal did not know, and unchanged frames so far."""

    frames: list[Frame]
    people: list[Detections]
    fresh: dict[int, Detections]
    frames_unchanged: int


@dataclass(slots=True)
class _Step:
    """What one pass of the pipeline hands to the commit: fresh detections and finished tracks."""

    time_us: int
    fresh: dict[int, Detections] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)  # new or longer since the step before
    frames_measured: int = 0  # from the source's start
    frames_unchanged: int = 0
    ended: list[tuple[int, Track]] = field(default_factory=list)
    embedded: list[EmbeddedTrack] = field(default_factory=list)


def ingest_all(
    case: Case, found: Sequence[Found], stages: Stages, options: IngestOptions, report: Report
) -> list[Source]:
    """Bring several sources into the case, one after the other; each is stored with its own outcome.

    All wait in the case first, so that a stop in the middle forgets none.
    """
    queue(case, found, options, stages.detector.name)
    return list(ingest_each(case, found, stages, options, report))


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
) -> Iterator[Source]:
    """Read sources that wait, one after the other, and tell how each then stands.

    What was taken out in the meantime is passed over, as a failed source
    without a number.
    """
    with closing(hashed_ahead(found, report)) as hashed:
        for one, identity in hashed:
            if case.waiting.holds(one.path.absolute(), one.kind):
                yield _ingest_or_refuse(case, one, stages, options, report, identity)
            else:
                yield taken_out(one.path.absolute(), one.kind, camera_of(one, options))


def taken_out(path: Path, kind: SourceKind, camera: str) -> Source:
    """What is told of footage that was taken out before its turn came."""
    return Source(0, path, kind, "", 0, camera, "failed", TAKEN_OUT)


def _ingest_or_refuse(
    case: Case,
    found: Found,
    stages: Stages,
    options: IngestOptions,
    report: Report,
    identity: Identity | MediaError,
) -> Source:
    """As `ingest`; what cannot even be read through comes back as a failed source without a number."""
    try:
        return ingest(case, found, stages, options, report, identity)
    except MediaError as error:
        path = found.path.absolute()
        case.sources.note_refusal(path, found.kind, settings_of(options, stages.detector.name), str(error))
        case.waiting.end(path, found.kind)
        return Source(0, path, found.kind, "", 0, camera_of(found, options), "failed", str(error))


def settings_of(options: IngestOptions, detector: str | None) -> dict[str, Any]:
    """What decides a source's result, as the case keeps it."""
    chosen = {name: value for name, value in asdict(options).items() if name != "clock"}
    return chosen | {"detector": detector}


def camera_of(found: Found, options: IngestOptions) -> str:
    """The camera's name as given, else that of the folder which holds the source."""
    path = found.path.absolute()
    return options.camera or path.parent.name or path.name


def ingest(
    case: Case,
    found: Found,
    stages: Stages,
    options: IngestOptions,
    report: Report,
    identity: Identity | MediaError | None = None,
) -> Source:
    """Bring one source into the case, or go on with it; returns it as it then stands.

    Content that the case holds already, under whatever name, is not read again;
    where that name is gone, the new one takes its place.
    A source that cannot be read is stored as failed with the reason, not raised.
    `identity` is the content's hash and size, where it is known already.

    Raises:
        MediaError: not even the hash could be taken.
        Cancelled: the report asked to stop; committed batches are kept.
        CpclError: the case or the machine failed; committed batches are kept.
    """
    identity = identity or Hashing(found).wait(report)
    if isinstance(identity, MediaError):
        raise identity
    sha256, size = identity
    embedder = stages.embedder
    model = case.models.use(embedder.name, embedder.sha256, embedder.bundle.path, embedder.dim)
    settings = settings_of(options, stages.detector.name)
    path = found.path.absolute()
    source = case.sources.add(path, found.kind, sha256, size, camera_of(found, options), settings)
    if source.path != path and not source.path.exists():
        case.sources.relink(source.id, path)
        source = case.sources.get(source.id)
    if source.state == "done":
        case.waiting.end(path, found.kind)
        return source
    if case.sources.settings(source.id) != settings or source.state == "failed":
        case.tracks.restart_source(source.id, settings)
    try:
        media = open_media(found.path, folder_fps=options.folder_fps, kind=found.kind)
    except MediaError as error:
        nothing = Counters(None, 0.0, 0, 0, 0.0)
        case.tracks.finish_source(source.id, "failed", str(error), (), nothing)
        case.waiting.end(path, found.kind)
        return case.sources.get(source.id)
    if source.clock == NO_CLOCK:
        case.sources.set_clock(source.id, _clock_of(found, media, options.clock))
    case.waiting.end(path, found.kind)  # all that was said of it is the source's now
    _Run(case, case.sources.get(source.id), model, media, stages, options, report).run()
    case.models.settle_centre(model.id)
    return case.sources.get(source.id)


def _clock_of(found: Found, media: Media, stated: RecorderClock) -> RecorderClock:
    """The start that the user states, else the name's, else the container's (which exports often set anew)."""
    start = stated.start
    origin: Origin = "user"
    if start is None:
        start, origin = start_in_name(found.path.absolute(), own_patterns(home())), "file name"
    if start is None:
        start, origin = media.start_time, "container" if found.kind == "video" else "file name"
    zone = stated.timezone
    named = None if start is None else start.tzinfo
    if start is not None and isinstance(named, ZoneInfo) and named.key != "UTC":
        # A wall clock whose zone is known: doubts that daylight saving leaves are found with that.
        start, zone = start.replace(tzinfo=None), zone or named.key
    return replace(stated, start=start, timezone=zone, origin=origin if start else "")


class _Run:
    """One source's way through the pipeline."""

    def __init__(
        self,
        case: Case,
        source: Source,
        model: StoredModel,
        media: Media,
        stages: Stages,
        options: IngestOptions,
        report: Report,
    ) -> None:
        self.case, self.source, self.model, self.media = case, source, model, media
        self.stages, self.options, self.report = stages, options, report
        self._journal = case.tracks.journal(source.id)
        self._stored_tracks = source.tracks
        self._began = self._reported = time.monotonic()
        self._pending: list[_Step] = []
        self._last = _Step(0)  # the last step committed

    def run(self) -> None:
        """Drive the pipeline to the end of the source; commit what is finished even when it is cut short."""
        frames = prefetch(self.media.frames(self._sample_fps()), FRAMES_AHEAD)
        followed = (
            take_whole(frames)
            if self.media.kind == "crops"
            else self._follow(prefetch(self._detected(frames), SEEN_AHEAD))
        )
        steps = prefetch(self._embed(prefetch(followed, STEPS_AHEAD)), STEPS_AHEAD)
        committed = time.monotonic()
        try:
            for step in steps:
                self._pending.append(step)
                self._tell(step)
                if time.monotonic() - committed > COMMIT_EVERY_S:
                    self._commit()
                    committed = time.monotonic()
        except Cancelled:
            self._commit()
            self.case.sources.note_stop(self.source.id)
            raise
        finally:
            self.media.stop()  # or a decoder that hangs would keep the stages from closing
            steps.close()
        self._commit()
        self._finish()

    def _sample_fps(self) -> float | None:
        return None if self.media.kind == "crops" else self.options.sample_fps

    # --- stages

    def _detected(self, frames: Iterable[Frame]) -> Iterator[_Seen]:
        """Batches of frames with the people in them."""
        unchanged = self.stages.detector.frames_unchanged
        for batch in batches(frames, detect_batch(self.media)):
            people, fresh = self._detect(batch)
            yield _Seen(batch, people, fresh, self.stages.detector.frames_unchanged - unchanged)

    def _follow(self, seen: Iterable[_Seen]) -> Iterator[_Step]:
        """One step per batch of frames, with the tracks that ended in it."""
        builder, conditions = TrackBuilder(), ConditionLog()
        number = 0
        step = _Step(0)
        for one in seen:
            step = _Step(one.frames[-1].time_us, one.fresh, frames_unchanged=one.frames_unchanged)
            for frame, detections in zip(one.frames, one.people, strict=True):
                conditions.add(frame, detections)
                for track in builder.follow(frame, detections):
                    step.ended.append((number, track))
                    number += 1
            step.stretches, step.frames_measured = conditions.take_changed(), conditions.frames
            yield step
        conditions.finish()
        yield _Step(
            step.time_us,
            stretches=conditions.take_changed(),
            frames_measured=conditions.frames,
            frames_unchanged=step.frames_unchanged,
            ended=list(enumerate(builder.finish(), start=number)),
        )

    def _detect(self, batch: list[Frame]) -> tuple[list[Detections], dict[int, Detections]]:
        """Each frame's people, from the journal where they are known, and those that are new."""
        known = {f.time_us: self._journal[f.time_us] for f in batch if f.time_us in self._journal}
        if len(known) == len(batch):
            people = [known[frame.time_us] for frame in batch]
            self.stages.detector.replay(batch, people)
            return people, {}
        found = {f.time_us: d for f, d in zip(batch, self.stages.detector.detect(batch), strict=True)} | known
        return [found[f.time_us] for f in batch], {t: d for t, d in found.items() if t not in known}

    def _embed(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """Turn finished tracks into vectors and JPEGs, passing over those already stored."""
        for step in steps:
            new = [(number, track) for number, track in step.ended if number >= self._stored_tracks]
            step.embedded = [embed_track(number, track, self.stages.embedder) for number, track in new]
            step.ended = []
            yield step

    # --- commits and reports

    def _commit(self) -> None:
        if not self._pending:
            return
        fresh = {time_us: people for step in self._pending for time_us, people in step.fresh.items()}
        tracks = [track for step in self._pending for track in step.embedded]
        stretches = {(s.condition, s.start_us): s for step in self._pending for s in step.stretches}
        self._last = self._pending[-1]
        gaps = [gap for gap in self.media.gaps if gap.end_us <= self._last.time_us]
        counters = self._counters()
        self.case.tracks.commit_batch(
            self.source.id, self.model.id, fresh, tracks, counters, list(stretches.values()), gaps
        )
        self._pending.clear()

    def _finish(self) -> None:
        state: SourceState = "failed" if self.media.frames_decoded == 0 else "done"
        message = "" if state == "done" else "No frame of it could be decoded."
        self.case.tracks.finish_source(
            self.source.id, state, message or " ".join(self.media.notes), self.media.gaps, self._counters()
        )

    def _counters(self) -> Counters:
        return Counters(
            declared_s=self.media.declared_s,
            decoded_s=self.media.decoded_s,
            frames_decoded=self.media.frames_decoded,
            frames_sampled=self.media.frames_sampled,
            wall_s=self.source.wall_s + time.monotonic() - self._began,
            frames_unchanged=self._last.frames_unchanged,
            frames_measured=self._last.frames_measured,
            reached_us=self._last.time_us,
        )

    def _tell(self, step: _Step) -> None:
        now = time.monotonic()
        if now - self._reported < REPORT_EVERY_S:
            return
        self._reported = now
        wall = now - self._began
        position = step.time_us / 1e6
        total = self.media.declared_s
        speed = position / wall
        self.report(
            Progress(
                stage=f"Reading {self.source.path.name}",
                done=position,
                total=total,
                unit="s",
                rate=self.media.frames_decoded / wall,
                realtime=speed,
                left_s=(total - position) / speed if total and speed > 0 else None,
            )
        )


def detect_batch(media: Media) -> int:
    """How many frames the detector is given at once: more of small ones, so that memory stays bounded."""
    fewest, most = DETECT_BATCH
    return max(fewest, min(most, DETECT_BATCH_BYTES // max(1, media.width * media.height * 3)))


def take_whole(frames: Iterable[Frame]) -> Iterator[_Step]:
    """Ready-made crops: each image is a person, and a track of its own."""
    conditions = ConditionLog()
    last_us = 0
    for number, frame in enumerate(frames):
        height, width = frame.image.shape[:2]
        box: Box = (0.0, 0.0, float(width), float(height))
        conditions.add(frame, Detections(np.array([box], np.float32), np.ones(1, np.float32)))
        crop = Crop(frame.time_us, box, frame.image, score=1.0, quality=1.0, name=frame.name)
        ended = [(number, Track(frame.time_us, frame.time_us, 1, [crop]))]
        yield _Step(frame.time_us, ended=ended, stretches=conditions.take_changed(), frames_measured=number + 1)
        last_us = frame.time_us
    conditions.finish()
    yield _Step(last_us, stretches=conditions.take_changed(), frames_measured=conditions.frames)


def embed_track(number: int, track: Track, embedder: Embedder) -> EmbeddedTrack:
    """A finished track with its crops' vectors and JPEGs.

    The encoder's batch is always one track's crops, so that a vector does not
    depend on what else was being ingested.
    """
    vectors = embedder.images([crop.image for crop in track.crops])
    crops = [_embedded(crop, vector) for crop, vector in zip(track.crops, vectors, strict=True)]
    return EmbeddedTrack(number, track.start_us, track.end_us, track.observations, crops)


def _embedded(crop: Crop, vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> EmbeddedCrop:
    return EmbeddedCrop(
        crop.time_us, crop.box, crop.score, crop.quality, crop.name, encode_jpeg(crop.image), vector
    )


def encode_jpeg(image: Image) -> bytes:
    """An RGB image as JPEG."""
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()
