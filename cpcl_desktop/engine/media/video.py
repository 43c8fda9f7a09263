"""A video file as a stream of time-stamped frames, read as far as its damage allows."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from av import VideoFrame

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.chain import Chain, Unread
from cpcl_desktop.engine.media.container import check_readable
from cpcl_desktop.engine.media.decoding import Tally
from cpcl_desktop.engine.media.gaps import pause
from cpcl_desktop.engine.media.picture import Developer, Timed, deinterlaced
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.recording import Recording
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.media.timeline import Sampling
from cpcl_desktop.engine.recorder_time import Origin
from cpcl_desktop.engine.records import Frame, Gap, SourceKind

_ONE_THREAD_UP_TO = 1280 * 720  # pixels; up to there, threads cost more than they bring
_MOST_THREADS = 4


class Video:
    """One video file; holds no file handle except while `frames` or `shots` runs.

    The counters describe the last call of these: only footage at or after its
    `start_us` is counted, so that the parts of a resumed reading add up.
    """

    kind: SourceKind = "video"
    _end_us: int  # where the recording before ended
    _begin_us: int  # from where it counts its times
    span_us: tuple[int | None, int | None]  # the time of the first frame read, and of the first that is not to be
    _shown_us: int | None  # the frame before, whose length is not known yet

    def __init__(
        self,
        path: Path,
        threads: int | None = None,
        pulse: Pulse = SILENT,
        part: int = 1,
        from_first: bool = False,
        until_us: int | None = None,
    ) -> None:
        """Film number `part` of the file, decoded by `threads` (None: as many as help).

        `from_first`: times count from its first picture, as old cases have it,
        not from the file's start. It is read up to `until_us` (None: to its end),
        but for the frame by which that is seen. MediaError when not one frame
        can be decoded.
        """
        self.path, self._pulse, self._until_us = path, pulse, until_us
        check_readable(path)
        self._chain = Chain(path, pulse, part, from_first)
        facts = self._chain.first.facts
        self._threads = 1
        self.codec = facts.codec
        self.start_time: datetime | None = facts.created
        self.start_origin: Origin = "container" if self.start_time else ""
        self.frame_us = facts.clock.frame_us
        self.seekable = facts.seekable
        self.begins_us = facts.clock.begins_us
        self.parts = self._chain.films
        self.seeks_surely, self.listed = self._chain.seeks_surely, self._chain.samples
        self.films: list[Path] = []  # what a folder of pictures may have
        self._begin()
        self.height, self.width = self._first_size()
        self._threads = threads or _threads_for(self.width * self.height)
        self._begin()

    @property
    def declared_s(self) -> float | None:
        """What the file says of its length, in seconds; of several recordings, all together."""
        declared = self._chain.declared_us
        return None if declared is None else declared / 1_000_000

    @property
    def decoded_s(self) -> float:
        """Seconds decoded so far, gaps not counted."""
        return self._decoded_us / 1_000_000  # of whole microseconds, so that parts add up

    @property
    def notes(self) -> list[str]:
        """Plain sentences on what the file says of itself, and on what the reading met so far."""
        return [*self._chain.notes, *self._met]

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; `sample_fps` None gives all.

        Starting later gives exactly the tail of what a start at 0 gives. The
        file is open while the generator lives and closed with it.
        """
        facts = self._chain.first.facts
        sampling = Sampling(sample_fps, facts.stream_fps, facts.clock.tick_us)
        for shot in self.shots(start_us, sampling):
            self.frames_sampled += 1
            yield shot.frame()

    def shots(self, start_us: int = 0, sampling: Sampling | None = None) -> Generator[Shot, None, None]:
        """As `frames`, without making the RGB pictures that nobody asks for."""
        self._begin()
        sampling = sampling or Sampling(None)
        size: tuple[int, int] | None = None
        with closing(self._shown(start_us)) as shown:
            for develop, picture, time_us in shown:
                taken = sampling.takes(time_us)
                if time_us < start_us:
                    continue
                if size is not None and size != (picture.width, picture.height):
                    self._note_size(size, (picture.width, picture.height), time_us)
                size = picture.width, picture.height
                if self._is_until(time_us):  # only now: whoever reads on from there does not know the size before
                    self.span_us = self.span_us[0], time_us
                    break
                if not self.frames_decoded:
                    self.span_us = time_us, None
                self.frames_decoded += 1
                self._pulse.decoded(self.frames_decoded, time_us, self.decoded_s)
                if taken:
                    yield Shot(self.frames_decoded - 1, time_us, partial(develop, picture))
        self._met += self._closing_notes(start_us)

    def stop(self) -> None:
        """Nothing to do: whoever reads in this process stops by closing the generator."""

    # --- reading

    def _shown(self, start_us: int) -> Generator[tuple[Developer, VideoFrame, int], None, None]:
        """All frames from some frame before `start_us` on, with what makes their pictures, and their times."""
        for recording in self._chain:
            develop = Developer(recording.facts.pixel_aspect if isinstance(recording, Recording) else None)
            for picture, time_us in deinterlaced(self._read(recording, start_us)):  # none of what is unread
                yield develop, picture, time_us

    def _is_until(self, time_us: int) -> bool:
        return self._until_us is not None and time_us >= self._until_us

    def _read(self, recording: Recording | Unread, start_us: int) -> Iterator[Timed]:
        """A recording's frames, from some frame before `start_us` or its first; counted on their way."""
        begin_us = self._begin_us = self._start_of(recording)
        if isinstance(recording, Unread):
            self._end_us = begin_us + self.frame_us  # nobody knows how long it would be
            self._count(Gap(begin_us, self._end_us, recording.reason), self._end_us, start_us)
            return
        seen = False
        for frame, own_us, own_gap in recording.steps(max(0, start_us - begin_us), self._threads):
            time_us = begin_us + own_us
            gap = own_gap and Gap(begin_us + own_gap.start_us, begin_us + own_gap.end_us, own_gap.reason)
            if recording.same_clock and not seen:
                gap = gap or pause(self._end_us, time_us, self.frame_us)
            seen = True
            self._count(gap, time_us, start_us)
            if frame is None:
                self._end_us = max(time_us, gap.end_us if gap else 0)
                self._shown_us = None
            else:
                yield frame, time_us

    def _start_of(self, recording: Recording | Unread) -> int:
        """Which time is that from which a recording counts its own."""
        if isinstance(recording, Unread):
            return self._end_us
        if recording.same_clock:
            return self._begin_us
        return self._end_us - (recording.begins_us if recording.goes_on else 0)

    # --- counting

    def _begin(self) -> None:
        self.frames_decoded = 0
        self.frames_sampled = 0
        self._decoded_us = 0
        self.span_us = None, None
        self.gaps: list[Gap] = []
        self._met: list[str] = []  # what is to be said of the reading
        self._chain.begin()
        self._end_us = self._begin_us = 0
        self._shown_us = None

    def _count(self, gap: Gap | None, time_us: int, start_us: int) -> None:
        """Take note of a gap that ends here, and of how long the frame before was to be seen."""
        if time_us < start_us or (self._shown_us is not None and self._is_until(self._shown_us)):
            return
        if gap is not None:
            self.gaps.append(gap)
            self._pulse.gap(gap)
        if self._shown_us is not None:
            end_us = gap.start_us if gap else time_us
            self._decoded_us += max(0, end_us - self._shown_us)
        self._shown_us = time_us

    def _closing_notes(self, start_us: int) -> Iterator[str]:
        """Plain sentences on what the reading met."""
        tally = self._chain.tally
        yield from _notes_on(tally)
        listed = self._chain.samples
        missing = listed - self.frames_decoded - tally.repeated
        if start_us == 0 and self._until_us is None and missing > 0 and not self.gaps:
            yield worded(
                "The file lists {listed} pictures; {missing} of them did not come out, and its timestamps do not "
                "say where.",
                listed=listed,
                missing=missing,
            )

    def _note_size(self, before: tuple[int, int], after: tuple[int, int], time_us: int) -> None:
        self._met.append(
            worded(
                "The picture changes from {width}×{height} to {new_width}×{new_height} at {seconds:.2f} s.",
                width=before[0],
                height=before[1],
                new_width=after[0],
                new_height=after[1],
                seconds=time_us / 1_000_000,
            )
        )

    def _first_size(self) -> tuple[int, int]:
        with closing(self.shots()) as shots:
            first = next(shots, None)
            if first is None:
                raise MediaError("Not one frame of {name} could be decoded.", name=self.path.name)
            height, width = first.develop().shape[:2]
            return height, width


def _threads_for(pixels: int) -> int:
    return 1 if pixels <= _ONE_THREAD_UP_TO else min(_MOST_THREADS, os.cpu_count() or 1)


def _notes_on(tally: Tally) -> list[str]:
    notes = []
    if tally.damaged:
        seen = (
            worded("; {damaged_pictures} pictures show it", damaged_pictures=tally.damaged_pictures)
            if tally.damaged_pictures
            else ""
        )
        notes.append(
            worded(
                "Damaged data was met and read past ({signs} signs of it{seen}).", signs=tally.damaged, seen=seen
            )
        )
    if tally.restarts:
        notes.append(
            worded(
                "The recording's clock starts again {restarts} times; times run on from there.",
                restarts=tally.restarts,
            )
        )
    if tally.hidden:
        notes.append(
            worded(
                "{hidden} stored pictures are marked as not to be shown, and were left out.", hidden=tally.hidden
            )
        )
    if tally.sharing:
        notes.append(
            worded(
                "{sharing} frames have the time of the frame ahead of them; they share the interval to the next.",
                sharing=tally.sharing,
            )
        )
    if tally.out_of_order:
        notes.append(
            worded(
                "{out_of_order} frames had a time before that of the frame ahead of them.",
                out_of_order=tally.out_of_order,
            )
        )
    return notes
