"""A video file as a stream of time-stamped frames, read as far as its damage allows."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from av import VideoFrame, VideoStream
from av.error import FFmpegError

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.container import check_readable, opened
from cpcl_desktop.engine.media.decoding import BadSectorFound, DamageFound, Decoding, Tally
from cpcl_desktop.engine.media.facts import facts_of
from cpcl_desktop.engine.media.gaps import GapFinder
from cpcl_desktop.engine.media.mp4_layout import patches_for
from cpcl_desktop.engine.media.picture import Developer, Timed, deinterlaced
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.media.stamps import starts_again
from cpcl_desktop.engine.media.timeline import Sampling
from cpcl_desktop.engine.recorder_time import Origin
from cpcl_desktop.engine.records import Frame, Gap, SourceKind

_Step = tuple[VideoFrame | None, int, Gap | None]  # a frame (None: the end), its time, the gap before it
_SEEK_BACK_US = (0, 2_000_000, 10_000_000, 60_000_000)  # how far before a wanted time to look for a key frame
_ONE_THREAD_UP_TO = 1280 * 720  # pixels; up to there, threads cost more than they bring
_MOST_THREADS = 4


class Video:
    """One video file; holds no file handle except while `frames` or `shots` runs.

    The counters describe the last call of these: only footage at or after its
    `start_us` is counted, so that the parts of a resumed reading add up.
    """

    kind: SourceKind = "video"

    def __init__(self, path: Path, threads: int | None = None, pulse: Pulse = SILENT) -> None:
        """`threads` decode it (None: as many as help); MediaError when not one frame can be decoded."""
        self.path, self._pulse = path, pulse
        check_readable(path)
        self._patches = patches_for(path)
        self._past_bad_sectors = False
        with opened(path, self._patches) as container:
            self._facts = facts_of(path, container)
        if self._patches:
            self._facts.notes.append(
                f"The file's structure is broken in {len(self._patches)} places; read around them."
            )
        self._threads = 1
        self.codec = self._facts.codec
        self.start_time: datetime | None = self._facts.created
        self.start_origin: Origin = "container" if self.start_time else ""
        self.frame_us = self._facts.clock.frame_us
        self.seekable = self._facts.seekable
        declared = self._facts.declared_us
        self.declared_s = None if declared is None else declared / 1_000_000
        self._begin(0)
        self.height, self.width = self._first_size()
        self._threads = threads or _threads_for(self.width * self.height)
        self._begin(0)

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; `sample_fps` None gives all.

        Starting later gives exactly the tail of what a start at 0 gives. The
        file is open while the generator lives and closed with it.
        """
        facts = self._facts
        sampling = Sampling(sample_fps, facts.stream_fps, facts.clock.tick_us)
        for shot in self.shots(start_us, sampling):
            self.frames_sampled += 1
            yield shot.frame()

    def shots(self, start_us: int = 0, sampling: Sampling | None = None) -> Generator[Shot, None, None]:
        """As `frames`, without making the RGB pictures that nobody asks for."""
        self._begin(start_us)
        sampling = sampling or Sampling(None)
        develop = Developer(self._facts.pixel_aspect)
        size: tuple[int, int] | None = None
        for picture, time_us in deinterlaced(self._decoded(start_us)):
            taken = sampling.takes(time_us)
            if time_us < start_us:
                continue
            if size is not None and size != (picture.width, picture.height):
                self._note_size(size, (picture.width, picture.height), time_us)
            size = picture.width, picture.height
            self.frames_decoded += 1
            self._pulse.decoded(self.frames_decoded, time_us, self.decoded_s)
            if taken:
                yield Shot(self.frames_decoded - 1, time_us, partial(develop, picture))
        self.notes += _notes_on(self._tally)
        missing = self._facts.samples - self.frames_decoded - self._tally.hidden - self._tally.repeated
        if start_us == 0 and missing > 0 and not self.gaps:
            self.notes.append(
                f"The file lists {self._facts.samples} pictures; {missing} of them did not come out, and its "
                "timestamps do not say where."
            )

    def stop(self) -> None:
        """Nothing to do: whoever reads in this process stops by closing the generator."""

    # --- reading

    def _decoded(self, start_us: int) -> Iterator[Timed]:
        """Frames from some frame before `start_us`, or from the first, to the end; counted on their way."""
        reached_us, threads = -1, self._threads
        while True:
            try:
                for frame, time_us, gap in self._positioned(max(start_us, reached_us + 1), threads):
                    if time_us > reached_us:
                        self._count(gap, time_us, start_us)
                        if frame is not None:
                            reached_us = time_us
                            yield frame, time_us
                return
            except DamageFound:
                threads = 1
            except BadSectorFound:
                threads = 1
                self._read_past_bad_sectors()

    def _read_past_bad_sectors(self) -> None:
        """From now on; what the file says of itself may have been cut short by one, too."""
        self._past_bad_sectors = True
        with opened(self.path, self._patches, past_bad_sectors=True) as container:
            self._facts = facts_of(self.path, container)
        self.notes.append("Its disk failed to give parts of the file; what lies on them is missing.")
        declared = self._facts.declared_us
        self.declared_s = None if declared is None else declared / 1_000_000

    def _positioned(self, start_us: int, threads: int) -> Iterator[_Step]:
        """As `_decoded`; seeks where that leads to a frame before `start_us`, else reads from the first."""
        for back_us in _SEEK_BACK_US:
            if start_us - back_us <= 0 or not self._can_seek:
                break
            with closing(self._read(start_us - back_us, threads)) as steps:
                first = next(steps, None)
                if first is not None and first[0] is not None and first[1] < start_us:
                    yield first
                    yield from steps
                    return
        yield from self._read(None, threads)

    @cached_property
    def _can_seek(self) -> bool:
        facts = self._facts
        if not (facts.seekable and facts.may_start_again):
            return facts.seekable
        with opened(self.path, self._patches, self._past_bad_sectors) as container:
            stream = container.streams[facts.stream]
            assert isinstance(stream, VideoStream)
            return not starts_again(container, stream, facts, self._pulse)

    def _read(self, seek_us: int | None, threads: int) -> Generator[_Step, None, None]:
        """One pass over the file, from the key frame before `seek_us` or from the start."""
        facts = self._facts
        with opened(self.path, self._patches, self._past_bad_sectors) as container:
            stream = container.streams[facts.stream]
            assert isinstance(stream, VideoStream)
            if seek_us is not None:
                try:
                    container.seek(facts.clock.to_stamp(seek_us - 1), stream=stream, backward=True)
                except FFmpegError:
                    return  # no way to seek here; the next attempt starts further back
            gaps = GapFinder(facts.clock, from_start=seek_us is None, any_hole=bool(self._patches))
            decoding = Decoding(
                self.path, container, stream, facts, threads, self._patches, self._pulse, not self._past_bad_sectors
            )
            try:
                for frame, time_us in decoding.frames(gaps):
                    yield frame, time_us, gaps.decoded(time_us)
            finally:
                self._tally += decoding.tally
                # A worker thread that is still decoding must not outlive what it writes to.
                stream.codec_context.flush_buffers()
            yield None, gaps.end_us, gaps.ended(facts.declared_us, facts.tolerance_us, facts.length_exact)

    # --- counting

    def _begin(self, start_us: int) -> None:
        self.frames_decoded = 0
        self.frames_sampled = 0
        self.decoded_s = 0.0
        self.gaps: list[Gap] = []
        self.notes = list(self._facts.notes)
        self._tally = Tally()
        self._shown_us: int | None = None  # the frame before, whose length is not known yet

    def _count(self, gap: Gap | None, time_us: int, start_us: int) -> None:
        """Take note of a gap that ends here, and of how long the frame before was to be seen."""
        if time_us < start_us:
            return
        if gap is not None:
            self.gaps.append(gap)
            self._pulse.gap(gap)
        if self._shown_us is not None:
            end_us = gap.start_us if gap else time_us
            self.decoded_s += max(0, end_us - self._shown_us) / 1_000_000
        self._shown_us = time_us

    def _note_size(self, before: tuple[int, int], after: tuple[int, int], time_us: int) -> None:
        self.notes.append(
            f"The picture changes from {before[0]}×{before[1]} to {after[0]}×{after[1]} "
            f"at {time_us / 1_000_000:.2f} s."
        )

    def _first_size(self) -> tuple[int, int]:
        with closing(self.shots()) as shots:
            first = next(shots, None)
            if first is None:
                raise MediaError(f"Not one frame of {self.path.name} could be decoded.")
            height, width = first.develop().shape[:2]
            return height, width


def _threads_for(pixels: int) -> int:
    return 1 if pixels <= _ONE_THREAD_UP_TO else min(_MOST_THREADS, os.cpu_count() or 1)


def _notes_on(tally: Tally) -> list[str]:
    """Plain sentences on what a reading met."""
    notes = []
    if tally.damaged:
        seen = f"; {tally.damaged_pictures} pictures show it" if tally.damaged_pictures else ""
        notes.append(f"Damaged data was met and read past ({tally.damaged} signs of it{seen}).")
    if tally.restarts:
        notes.append(f"The recording's clock starts again {tally.restarts} times; times run on from there.")
    if tally.hidden:
        notes.append(f"{tally.hidden} stored pictures are marked as not to be shown, and were left out.")
    if tally.out_of_order:
        notes.append(f"{tally.out_of_order} frames had a time before that of the frame ahead of them.")
    return notes
