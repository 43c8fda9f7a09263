"""One reading of a video stream: packets to frames in order of time, past whatever is damaged."""

from __future__ import annotations

import errno
import heapq
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import cast

from av import Packet, VideoFrame, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.container import check_still_there, ended_prematurely, errors_logged, opened
from cpcl_desktop.engine.media.facts import Facts
from cpcl_desktop.engine.media.file_view import WHOLE, Extent, Patch
from cpcl_desktop.engine.media.gaps import GapFinder
from cpcl_desktop.engine.media.image_file import MOST_PIXELS
from cpcl_desktop.engine.media.picture import Timed
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.sharing import Sharing
from cpcl_desktop.engine.media.stamps import indexed_stamps, restamp, trusted, unmarked
from cpcl_desktop.engine.media.timeline import Timeline

_MOST_READ_ERRORS = 50  # in a row, with no packet between them
_SORTED_AMONG = 4  # after damage, decoders let go of frames a few places out of order
_LAST_PICTURES = 8
_SKIPS_US = (1_000_000, 2_000_000, 5_000_000, 15_000_000, 60_000_000, 300_000_000, 1_800_000_000)


class DamageFound(Exception):  # noqa: N818 - asks for a more careful reading
    """A threaded reading met damage; threads lose frames around it, one thread does not."""


class BadSectorFound(Exception):  # noqa: N818 - asks for a reading past bad sectors
    """The disk failed to give a part of the file."""


@dataclass(slots=True)
class Tally:
    """What a reading met, beside the frames."""

    damaged: int = 0
    damaged_pictures: int = 0
    restarts: int = 0
    out_of_order: int = 0
    hidden: int = 0  # pictures that are stored but marked as not to be shown
    repeated: int = 0  # places where the picture before is shown again
    sharing: int = 0  # frames with the time of the frame ahead of them

    def __iadd__(self, other: Tally) -> Tally:
        self.damaged += other.damaged
        self.damaged_pictures += other.damaged_pictures
        self.restarts += other.restarts
        self.out_of_order += other.out_of_order
        self.hidden += other.hidden
        self.repeated += other.repeated
        self.sharing += other.sharing
        return self


class Decoding:
    """Reads `stream` from where `container` stands to its end, once.

    With more than one thread it raises DamageFound at the first sign of damage.
    With `stop_at_bad_sectors` it raises BadSectorFound at the first one.
    `patches` and `extent` are those with which the container was opened. `reached`
    is the byte behind the last packet of any stream, `last` holds where the last
    few pictures are stored, both counted from the extent's start.
    """

    def __init__(
        self,
        path: Path,
        container: InputContainer,
        stream: VideoStream,
        facts: Facts,
        threads: int,
        patches: tuple[Patch, ...] = (),
        pulse: Pulse = SILENT,
        stop_at_bad_sectors: bool = False,
        extent: Extent = WHOLE,
    ) -> None:
        self.tally = Tally()
        self.reached = 0
        self.last: deque[int] = deque(maxlen=_LAST_PICTURES)
        self._path, self._container, self._stream, self._facts = path, container, stream, facts
        self._patches, self._pulse, self._extent = patches, pulse, extent
        self._threaded, self._stop_at_bad_sectors = threads > 1, stop_at_bad_sectors
        self._timeline = Timeline(facts.clock)
        self._gaps: GapFinder | None = None
        self._errors_logged = errors_logged()
        self._reached_us = -1
        size = stream.codec_context.width, stream.codec_context.height
        self._shared = Sharing(facts.clock.frame_us, size)
        self._indexed = indexed_stamps(stream) if facts.by_index else {}
        stream.codec_context.thread_type = "AUTO" if self._threaded else "NONE"
        stream.codec_context.thread_count = threads
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}

    def frames(self, gaps: GapFinder) -> Iterator[Timed]:
        """Frames with strictly rising times in microseconds; packets and damage are told to `gaps`."""
        self._gaps = gaps
        last_us: int | None = None
        for time_us, frame in self._shared.spread(self._sorted()):
            if last_us is not None and time_us <= last_us:
                self.tally.out_of_order += 1
                time_us = last_us + 1
            last_us = time_us
            yield frame, time_us
        self.tally.restarts = self._timeline.restarts
        self.tally.sharing = self._shared.count
        if self._threaded and gaps.has_undelivered:
            raise DamageFound

    def _sorted(self) -> Iterator[tuple[int, VideoFrame]]:
        """After damage, in order of time within a few frames; before it as the decoder has them."""
        waiting: list[tuple[int, int, VideoFrame]] = []
        for number, (time_us, frame) in enumerate(self._placed()):
            heapq.heappush(waiting, (time_us, number, frame))
            while len(waiting) > (_SORTED_AMONG if self.tally.damaged else 0):
                yield _earliest(waiting)
        while waiting:
            yield _earliest(waiting)

    def _placed(self) -> Iterator[tuple[int, VideoFrame]]:
        for packet in trusted(self._packets(), self._facts):
            for frame in self._decoded(packet):
                if frame.is_corrupt:
                    self.tally.damaged_pictures += 1
                    self._damaged()
                yield self._timeline.place(frame.pts, frame.dts), frame

    def _decoded(self, packet: Packet[VideoStream] | None) -> list[VideoFrame]:
        if packet is not None:
            if packet.is_discard and not self._facts.hides(packet):
                packet = unmarked(packet)
            self.tally.hidden += packet.is_discard
            self.tally.repeated += not packet.size
            if not packet.size:
                return []  # it repeats the picture before
            self._announce(packet)
        try:
            frames = self._stream.codec_context.decode(packet)
        except MemoryError:
            raise  # not the file's damage
        except (FFmpegError, EOFError):
            self._damaged()
            return []
        self._listen()
        return frames

    def _announce(self, packet: Packet[VideoStream]) -> None:
        due = self._timeline.due(packet.pts, packet.dts)
        if packet.is_corrupt:
            self._damaged()
        if due is not None and not packet.is_discard and self._gaps is not None:
            length = packet.duration or 0
            self._gaps.sent(due, round(length * self._facts.clock.tick_us))
            self._reached_us = max(self._reached_us, due)

    def _packets(self) -> Iterator[Packet[VideoStream] | None]:
        """All packets, then None, which empties the decoder; again after each leap over damage."""
        ahead: list[Packet[VideoStream]] | None = []
        while ahead is not None:
            yield from ahead
            yield from self._demuxed()
            yield None
            ahead = self._beyond_damage()

    def _demuxed(self) -> Iterator[Packet[VideoStream]]:
        with ExitStack() as reopened:
            yield from self._demuxed_from(self._container, reopened)

    def _demuxed_from(self, container: InputContainer, reopened: ExitStack) -> Iterator[Packet[VideoStream]]:
        packets, errors, slipped = self._demux(container), 0, False
        while errors < _MOST_READ_ERRORS:
            self._pulse.beat()
            try:
                packet = next(packets, None)
            except IndexError:  # damage made up a stream, which PyAV does not expect at the end of a file
                packet = None
            except (FFmpegError, OSError) as error:
                check_still_there(self._path)
                if self._stop_at_bad_sectors and error.errno == errno.EIO:
                    raise BadSectorFound from error
                errors += 1
                slipped = self._facts.slips
                self._damaged()
                packets = self._demux(container)
                continue
            self._listen()
            if packet is None or is_flush(packet):
                return
            errors = 0
            if slipped and (again := self._opened_at(packet, reopened)) is not None:
                (container, packets), slipped = again, False
                continue
            if packet.pos in self._indexed:
                restamp(packet, self._indexed[packet.pos])
            yield packet

    def _demux(self, container: InputContainer) -> Iterator[Packet[VideoStream]]:
        """The stream's packets; those of the others only show how far into the file reading has come."""
        for packet in container.demux():
            if packet.pos is not None:
                self.reached = max(self.reached, packet.pos + packet.size)
            if packet.stream_index == self._facts.stream:
                if packet.pos is not None:
                    self.last.append(packet.pos)
                yield cast("Packet[VideoStream]", packet)
            elif packet.size:
                self._pulse.beat()

    def _opened_at(
        self, packet: Packet[VideoStream], reopened: ExitStack
    ) -> tuple[InputContainer, Iterator[Packet[VideoStream]]] | None:
        """The file opened once more and read from this very packet on, for times that have not slipped.

        A seek where it is open already would empty the decoder, and lose the frames up to a key frame.
        """
        if packet.dts is None:
            return None
        with ExitStack() as stack:
            try:
                container = stack.enter_context(opened(self._path, self._patches, extent=self._extent))
                packets = self._demux(container)
                # Seeks go by display time counted from the first decoding time.
                first_dts = next((entry.timestamp for entry in self._stream.index_entries), packet.dts)
                target = packet.dts + self._facts.clock.origin - first_dts
                container.seek(target, stream=container.streams[self._facts.stream], any_frame=True)
                first = next(packets, None)
            except (FFmpegError, OSError, MediaError, IndexError):
                return None
            finally:
                self._errors_logged = errors_logged()
            if first is None or first.dts != packet.dts:
                return None
            reopened.close()
            reopened.push(stack.pop_all())
            return container, chain([first], packets)

    def _beyond_damage(self) -> list[Packet[VideoStream]] | None:
        """Where reading stopped well before the declared end: the first packet of a later key frame."""
        check_still_there(self._path)
        declared = self._facts.declared_us
        if declared is None or not self._facts.seekable or self._facts.ends_by(self._reached_us):
            return None
        for skip_us in _SKIPS_US:
            target_us = self._reached_us + skip_us
            if target_us >= declared:
                return None
            packet = self._packet_at(target_us)
            if packet is not None:
                self._damaged()
                return [packet]
        return None

    def _packet_at(self, target_us: int) -> Packet[VideoStream] | None:
        clock = self._facts.clock
        try:
            self._container.seek(clock.to_stamp(target_us), stream=self._stream, backward=False)
            packet = next(self._container.demux(self._stream), None)
        except (FFmpegError, OSError, IndexError):
            return None
        stamp = None if packet is None else packet.pts
        return packet if stamp is not None and clock.to_us(stamp) > self._reached_us else None

    def _listen(self) -> None:
        """FFmpeg reads past much damage with no more than a line in its log."""
        logged = errors_logged()
        if logged != self._errors_logged:
            self._errors_logged = logged
            if ended_prematurely() and self._gaps is not None:
                self._gaps.breaks_off()
            self._damaged()

    def _damaged(self) -> None:
        self._errors_logged = errors_logged()
        self.tally.damaged += 1
        if self._threaded:
            raise DamageFound
        if self._gaps is not None:
            self._gaps.damaged()


def _earliest(waiting: list[tuple[int, int, VideoFrame]]) -> tuple[int, VideoFrame]:
    time_us, _, frame = heapq.heappop(waiting)
    return time_us, frame


def is_flush(packet: Packet[VideoStream]) -> bool:
    """Whether this is the packet by which PyAV marks the end."""
    return not packet.size and packet.pts is None and packet.dts is None
