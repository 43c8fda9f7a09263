"""One source on its way through the pipeline: decode, detect, follow, embed, commit."""

from __future__ import annotations

import math
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, groupby

import numpy as np

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedTrack, StoredModel
from cpcl_desktop.engine.decoder.opening import Media
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest.conditions import ConditionLog
from cpcl_desktop.engine.ingest.embedding import embed_track
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.pipeline import batches, prefetch
from cpcl_desktop.engine.ingest.seams import WHOLE, SeamJoining, Span, seams_of
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.ingest.stretches import note_stretch
from cpcl_desktop.engine.people.detect import view_px
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Box, Crop, Detections, Frame, Source, SourceState, Stretch, Track
from cpcl_desktop.engine.runtime.language import tr

COMMIT_EVERY_S = 2.0  # wall time; what a power cut can cost
REPORT_EVERY_S = 0.2
DETECT_BATCH = (4, 16)  # frames, fewest and most: the detector's lanes wait for each other once a batch
DETECT_BATCH_BYTES = 64 << 20  # of pictures, if that allows more than the fewest
FRAMES_AHEAD = 16  # decoded frames that wait for the detector
SEEN_AHEAD = 1  # batches of frames that wait to be followed; their pictures are held meanwhile
STEPS_AHEAD = 4  # batches that wait for the embedder, and for the commit


@dataclass(frozen=True, slots=True)
class _Seen:
    """Some frames, the people in each, those that the journal did not know, and unchanged frames so far.

    They are of one stretch between seams; `seams` is how many are behind them.
    """

    seams: int
    frames: list[Frame]
    people: list[Detections]
    fresh: dict[int, Detections]
    frames_unchanged: int


@dataclass(slots=True)
class _Step:
    """What one pass of the pipeline hands to the commit: fresh detections and finished tracks.

    Behind it reading passes so many `seams`, or the source `is_over`. Nobody seen up to `settled_us` waits.
    """

    time_us: int
    fresh: dict[int, Detections] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)  # new or longer since the step before
    frames_measured: int = 0  # from the source's start
    frames_unchanged: int = 0
    ended: list[Track] = field(default_factory=list)
    embedded: list[EmbeddedTrack] = field(default_factory=list)
    seams: int = 0
    is_over: bool = False
    settled_us: int = 0


class SourceReading:
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
        change: Callable[[], str] = lambda: "",
        remark: str = "",
        span: Span = WHOLE,
    ) -> None:
        """At its end `change` tells what is to be said of content that changed; `remark` is said in any case.

        A film's `span` between seams is read by itself; `run` raises MediaError where that cannot be.
        """
        self._change, self._remark = change, remark
        self.case, self.source, self.model, self.media = case, source, model, media
        self.stages, self.options, self.report = stages, options, report
        self._journal = case.tracks.journal(source.id)
        self._stored_tracks = source.tracks
        self._replayed_us = max([*self._journal, source.reached_us or 0]) if source.state == "partial" else -1
        self._span, self._first_notes = span, list(media.notes)
        self._seams = seams_of(media, options.between_seams_s) if span == WHOLE else ()
        self._began = time.monotonic()
        self._reported = -math.inf  # the first is told at once: a short file has no other
        self._pending: list[_Step] = []
        self._last = _Step(0)  # the last step committed

    def run(self) -> None:
        """Drive the pipeline to the end of the source; commit what is finished even when it is cut short."""
        frames = prefetch(self.media.frames(self._sample_fps(), self._span.start_us), FRAMES_AHEAD)
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
        """Batches of frames with the people in them; at a seam a new one begins."""
        detector, unchanged = self.stages.detector, self.stages.detector.frames_unchanged
        for seams, stretch in groupby(frames, lambda frame: bisect_right(self._seams, frame.time_us)):
            detector.forget()
            for batch in batches(stretch, detect_batch(self.media)):
                people, fresh = self._detect(batch)
                yield _Seen(seams, batch, people, fresh, detector.frames_unchanged - unchanged)

    def _follow(self, seen: Iterable[_Seen]) -> Iterator[_Step]:
        """One step per batch of frames, with the tracks that ended in it."""
        builder = TrackBuilder(embed=self.stages.embedder.images)
        conditions = ConditionLog(view_px(self.stages.detector))
        seams, step = 0, _Step(0)
        for one in seen:
            if one.seams != seams:
                conditions.pass_seam(self._seams[seams])
                yield replace(_last_step(step, builder, conditions), seams=one.seams - seams)
                builder, seams = TrackBuilder(embed=self.stages.embedder.images), one.seams
            step = _Step(one.frames[-1].time_us, one.fresh, frames_unchanged=one.frames_unchanged)
            for frame, detections in zip(one.frames, one.people, strict=True):
                conditions.add(frame, detections)
                step.ended += builder.follow(frame, detections)
            step.stretches, step.frames_measured = conditions.take_changed(), conditions.frames
            yield step
        conditions.finish(self._span.end_us)
        yield replace(_last_step(step, builder, conditions), is_over=True)

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
        """Turn finished tracks into vectors and JPEGs, passing over those already stored; some wait at a seam."""
        embedder, picture = self.stages.embedder, (self.media.width, self.media.height)
        joining = SeamJoining(self._seams, picture, self.model.dim - self.model.attributes)
        numbers = count()
        for step in steps:
            for track in step.ended:
                if joining.holds(track.start_us, track.end_us):
                    joining.hold(embed_track(0, track, embedder))
                elif (number := next(numbers)) >= self._stored_tracks:
                    step.embedded.append(embed_track(number, track, embedder))
            whole = [one for _ in range(step.seams) for one in joining.pass_seam()]
            whole += joining.finish() if step.is_over else []
            numbered = [replace(one, number=next(numbers)) for one in whole]
            step.embedded += [one for one in numbered if one.number >= self._stored_tracks]
            step.ended, step.settled_us = [], joining.settled_us(step.time_us)
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
        nothing = self.media.frames_decoded == 0 and self._span == WHOLE
        message = (
            worded("No frame of it could be decoded.")
            if nothing
            else " ".join(filter(None, (*self.media.notes, self._remark)))
        )
        state: SourceState = "failed" if nothing else "done"
        change = self._change()
        if self._span != WHOLE:
            note_stretch(self.case, self.source, self.media, self._span, self._first_notes, change)
        if change:
            state, message = "partial", f"{change} {message}".rstrip()
        self.case.tracks.finish_source(self.source.id, state, message, self.media.gaps, self._counters())

    def _counters(self) -> Counters:
        return Counters(
            declared_s=self.media.declared_s,
            decoded_s=self.media.decoded_s,
            frames_decoded=self.media.frames_decoded,
            frames_sampled=self.media.frames_sampled,
            wall_s=self.source.wall_s + time.monotonic() - self._began,
            frames_unchanged=self._last.frames_unchanged,
            frames_measured=self._last.frames_measured,
            reached_us=self._reached_us(),
            begins_us=self.media.begins_us,
        )

    def _reached_us(self) -> int:
        """Up to where nobody waits; while a resumed reading goes through what was read before, as it was."""
        is_replayed = self._last.time_us <= self._replayed_us and not self._last.is_over
        return self.source.reached_us or 0 if is_replayed else self._last.settled_us

    def _tell(self, step: _Step) -> None:
        now = time.monotonic()
        if now - self._reported < REPORT_EVERY_S:
            return
        self._reported = now
        wall = max(now - self._began, 1e-6)
        position = (step.time_us - self._span.start_us) / 1e6
        total = self._span.length_s(self.media.declared_s)
        speed = position / wall
        self.report(
            Progress(
                stage=tr("Reading {name}", name=self.source.name),
                subject=self.source.name,
                done=position,
                total=total,
                unit="s",
                rate=self.media.frames_decoded / wall,
                realtime=speed,
                left_s=(total - position) / speed if total and speed > 0 else None,
            )
        )
        self._began += time.monotonic() - now  # whoever is told may let us wait, and that is not reading


def _last_step(step: _Step, builder: TrackBuilder, conditions: ConditionLog) -> _Step:
    """What is left when following ends after a step: those who were in sight, and waited."""
    return _Step(
        step.time_us,
        stretches=conditions.take_changed(),
        frames_measured=conditions.frames,
        frames_unchanged=step.frames_unchanged,
        ended=builder.finish(),
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
        ended = [Track(frame.time_us, frame.time_us, 1, [crop])]
        yield _Step(frame.time_us, ended=ended, stretches=conditions.take_changed(), frames_measured=number + 1)
        last_us = frame.time_us
    conditions.finish()
    yield _Step(last_us, stretches=conditions.take_changed(), frames_measured=conditions.frames)
