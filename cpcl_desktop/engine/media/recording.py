"""One recording of a video file, read as far as its damage allows; a file may hold several in a row."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

from av import VideoFrame, VideoStream
from av.error import FFmpegError

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.container import opened
from cpcl_desktop.engine.media.decoding import BadSectorFound, DamageFound, Decoding, Tally
from cpcl_desktop.engine.media.facts import facts_of
from cpcl_desktop.engine.media.file_view import Extent
from cpcl_desktop.engine.media.gaps import GapFinder
from cpcl_desktop.engine.media.mp4_layout import patches_for
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.stamps import starts_again
from cpcl_desktop.engine.records import Gap

Step = tuple[VideoFrame | None, int, Gap | None]  # a frame (None: the end), its time, the gap before it
_INDEXED = frozenset({"mov", "matroska"})  # FFmpeg's names of formats in which places are found by an index
_SEEK_BACK_US = (0, 2_000_000, 10_000_000, 60_000_000)  # how far before a wanted time to look for a key frame


class Recording:
    """The pictures in an extent of a file; holds no file handle except while `steps` runs.

    Times count from its own start. `tally` is what all readings met, `reached`
    the byte of the file behind the last packet that any of them saw, `last`
    where the last few pictures of the last one begin. `goes_on`: it is another
    stream for what comes behind the recording before; `same_clock`: by the same
    clock, so that times count from where those of the recording before do.
    """

    def __init__(
        self, path: Path, extent: Extent, index: int, pulse: Pulse = SILENT, from_first: bool = False
    ) -> None:
        """`index` is the number of its picture stream, `from_first` as for `facts_of`.

        MediaError when FFmpeg cannot open it or there are no pictures in it.
        """
        self.path, self.extent, self._pulse = path, extent, pulse
        self._from_first = from_first
        self._patches = patches_for(path, extent)
        self._past_bad_sectors = False
        with opened(path, self._patches, extent=extent) as container:
            self.facts = facts_of(path, container, index, extent, from_first)
            self.formats = frozenset(container.format.name.split(","))
            self.pids = frozenset(stream.id for stream in container.streams.video)
        self.notes = self.facts.notes
        if self._patches:
            self.notes.append(
                worded(
                    "The file's structure is broken in {count} places; read around them.", count=len(self._patches)
                )
            )
        self.tally = Tally()
        self.reached = self.last = extent.start

    goes_on = same_clock = False

    @property
    def seeks_surely(self) -> bool:
        """Whether reading from the middle on gives what reading all of it does, as far as that shows beforehand.

        Pictures that are left out are told of by a reading of all of them only.
        """
        facts = self.facts
        by_index = bool(_INDEXED & self.formats) and not facts.may_start_again
        return facts.seekable and by_index and not facts.leaves_out and not self._patches

    @property
    def begins_us(self) -> int:
        """When its first picture is due."""
        return self.facts.clock.begins_us

    @property
    def ends_us(self) -> int:
        """When its pictures end, as far as it declares."""
        return self.begins_us if self.facts.declared_us is None else self.facts.declared_us

    def steps(self, start_us: int, threads: int) -> Iterator[Step]:
        """Frames from some frame before `start_us`, or from the first, to the end, in order of time."""
        reached_us = -1
        while True:
            try:
                for frame, time_us, gap in self._positioned(max(start_us, reached_us + 1), threads):
                    if time_us > reached_us:
                        reached_us = time_us if frame is not None else reached_us
                        yield frame, time_us, gap
                return
            except DamageFound:
                threads = 1
            except BadSectorFound:
                threads = 1
                self._read_past_bad_sectors()

    def _read_past_bad_sectors(self) -> None:
        """From now on; what the file says of itself may have been cut short by one, too."""
        self._past_bad_sectors = True
        with opened(self.path, self._patches, True, self.extent) as container:
            self.facts = facts_of(self.path, container, self.facts.stream, self.extent, self._from_first)
        self.notes.append(worded("Its disk failed to give parts of the file; what lies on them is missing."))

    def _positioned(self, start_us: int, threads: int) -> Iterator[Step]:
        """As `steps`; seeks where that leads to a frame before `start_us`, else reads from the first."""
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
        facts = self.facts
        if not (facts.seekable and facts.may_start_again):
            return facts.seekable
        with opened(self.path, self._patches, self._past_bad_sectors, self.extent) as container:
            stream = container.streams[facts.stream]
            assert isinstance(stream, VideoStream)
            return not starts_again(container, stream, facts, self._pulse)

    def _read(self, seek_us: int | None, threads: int) -> Generator[Step, None, None]:
        """One pass over the recording, from the key frame before `seek_us` or from the start."""
        facts = self.facts
        with opened(self.path, self._patches, self._past_bad_sectors, self.extent) as container:
            stream = container.streams[facts.stream]
            assert isinstance(stream, VideoStream)
            if seek_us is not None:
                try:
                    container.seek(facts.clock.to_stamp(seek_us - 1), stream=stream, backward=True)
                except FFmpegError:
                    return  # no way to seek here; the next attempt starts further back
            gaps = GapFinder(facts.clock, from_start=seek_us is None, any_hole=bool(self._patches))
            stop_at_bad = not self._past_bad_sectors
            decoding = Decoding(
                self.path, container, stream, facts, threads, self._patches, self._pulse, stop_at_bad, self.extent
            )
            try:
                for frame, time_us in decoding.frames(gaps):
                    yield frame, time_us, gaps.decoded(time_us)
            finally:
                self.tally += decoding.tally
                self.reached = max(self.reached, self.extent.start + decoding.reached)
                self.last = self.extent.start + min(decoding.last, default=0)
                # A worker thread that is still decoding must not outlive what it writes to.
                stream.codec_context.flush_buffers()
            declared_us = facts.declared_us
            yield None, gaps.end_us(declared_us), gaps.ended(declared_us, facts.tolerance_us, facts.length_exact)
