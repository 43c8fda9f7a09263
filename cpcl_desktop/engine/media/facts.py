"""What a media file says of itself: its picture stream, clock, size, declared length, and when it was begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.encryption import encrypted_by
from cpcl_desktop.engine.media.file_view import WHOLE, Extent
from cpcl_desktop.engine.media.mp4_tracks import Track, tracks_in
from cpcl_desktop.engine.media.stream_clock import clock_of, fps_of
from cpcl_desktop.engine.media.timeline import StreamClock

# Formats whose header states the duration; for the others FFmpeg works it out from what is there.
_DECLARING = {"mov", "mp4", "matroska", "webm", "avi", "flv", "asf", "ivf", "mxf"}


# Formats whose writers put a length into the header that is a few frames too long.
_GENEROUS = {"flv"}


# Formats whose writers put the last timestamp into the header as length, however late the first one is.
_COUNTING_FROM_ZERO = {"matroska", "webm"}


# Formats in which FFmpeg finds a place by arithmetic, which damage puts wrong: read from the start instead.
_UNSURE_SEEKS = {"mxf", "yuv4mpegpipe", "ivf"}


# Formats whose reader counts the offsets from decoding to display times, and miscounts at a failed read.
_SLIPPING = {"mov", "mp4"}


_DISCONTINUOUS = 1 << 9  # AVFMT_TS_DISCONT


_PROBE_PACKETS = 64


_TOLD_S = 0.5  # what is hidden before or behind a cut is worth telling from here on


_WHOLE_FILE_TOLERANCE_US = 1_000_000  # sound may outlast the pictures a little


_LATE_US = 60_000_000


_LONG_US = 48 * 3_600_000_000


_LEAST_BYTES_A_SECOND = 16


# Tags with the start of a recording, what is most exact first; "date" is that of Matroska, DV and 3GP.
_CREATED = ("com.apple.quicktime.creationdate", "creation_time", "date_recorded", "date")


@dataclass(frozen=True, slots=True)
class Facts:
    """What opening a file tells: the stream to read, its clock, size, codec, declared length."""

    stream: int
    clock: StreamClock
    stream_fps: float  # as stated, unless the first timestamps are much closer together
    pixel_aspect: Fraction | None
    codec: str
    size: tuple[int, int]  # width and height as stored
    declared_us: int | None
    tolerance_us: int  # how far before the declared end the last frame may end
    length_exact: bool  # the declared length is that of the pictures, to the frame
    latest_us: int | None  # timestamps after this cannot be true
    seekable: bool
    may_start_again: bool  # the format lets its clock start again, after which a time leads to several places
    by_index: bool  # timestamps are positions in the file's index
    slips: bool  # after a failed read, display times are those of other frames until the file is opened again
    samples: int  # pictures that the index lists for showing; 0 where there is none to be trusted
    edited: bool  # an edit list says which of the stored pictures are to be shown
    leaves_out: bool  # and by the index some are not
    fragmented: bool  # and it says so only of those before the start
    created: datetime | None
    notes: list[str] = field(default_factory=list)

    def hides(self, packet: Packet[VideoStream]) -> bool:
        """Whether a packet that FFmpeg marks so is in truth not to be shown: an edit list has to say so."""
        return packet.is_discard and self.edited and (not self.fragmented or (packet.pts or 0) < 0)

    def ends_by(self, time_us: int) -> bool:
        """Whether a reading that got to the frame at `time_us` got to the declared end, where there is one."""
        end_us = time_us + self.clock.frame_us
        return self.declared_us is None or self.declared_us <= end_us + self.tolerance_us


def facts_of(
    path: Path, container: InputContainer, index: int, extent: Extent = WHOLE, from_first: bool = False
) -> Facts:
    """Read what is said of the picture stream with this number; moves the read position.

    `from_first`: times count from its first picture, as old cases have it, not
    from the file's start. MediaError where it cannot be decoded or is encrypted.
    """
    stream = _stream(path, container, index)
    notes: list[str] = []
    names = set(container.format.name.split(","))
    tracks = tracks_in(path, extent) if _SLIPPING & names else ()
    _refuse_encrypted(path, encrypted_by(path, extent, names, stream, tracks))
    track = next((track for track in tracks if track.number == stream.id), None)
    edited = track is not None and bool(track.edits)
    packets = _first_packets(container, stream)
    clock = clock_of(container, stream, packets, notes)
    if from_first:
        clock = replace(clock, origin=clock.origin + clock.lead, lead=0)
    declared = _declared_us(container, stream, clock)
    if declared is not None and not _plausible(declared, container.size):
        notes.append(
            worded("The file claims to last {hours:.0f} hours, which its size rules out.", hours=declared / 3.6e9)
        )
        declared = None
    notes += _hidden(track)
    whole_file = not stream.duration and len(container.streams) > 1  # the length may be that of the sound
    return Facts(
        stream=stream.index,
        clock=clock,
        stream_fps=fps_of(stream, clock),
        pixel_aspect=stream.sample_aspect_ratio,
        codec=stream.codec_context.name,
        size=(stream.codec_context.width, stream.codec_context.height),
        declared_us=declared,
        tolerance_us=2 * clock.frame_us + (_WHOLE_FILE_TOLERANCE_US if whole_file else 0),
        length_exact=not whole_file and not _GENEROUS & names,
        latest_us=declared + _LATE_US if _DECLARING & names and declared is not None else None,
        seekable=clock.stamps == "pts" and not _UNSURE_SEEKS & names,
        may_start_again=bool(container.format.flags & _DISCONTINUOUS),
        by_index="avi" in names,
        slips=bool(_SLIPPING & names),
        samples=_samples(stream, edited) if _SLIPPING & names else 0,
        edited=edited,
        leaves_out=edited and any(entry.is_discard for entry in stream.index_entries),
        fragmented=not stream.frames,
        created=_created(container, stream),
        notes=notes,
    )


def _stream(path: Path, container: InputContainer, index: int) -> VideoStream:
    stream = container.streams[index]
    if not isinstance(stream, VideoStream) or stream.codec_context is None:
        raise MediaError("{name} holds video in a format that this program has no decoder for.", name=path.name)
    return stream


def _refuse_encrypted(path: Path, scheme: str | None) -> None:
    if scheme is not None:
        raise MediaError(
            "{name} is encrypted ({scheme}): without its key no picture of it can be shown. Ask those who have "
            "the key for a copy that is not encrypted.",
            name=path.name,
            scheme=scheme,
        )


def _samples(stream: VideoStream, edited: bool) -> int:
    """Pictures that the index lists and that an edit list does not take out."""
    return sum(not entry.is_discard for entry in stream.index_entries) if edited else stream.frames


def _hidden(track: Track | None) -> Iterator[str]:
    """What an edit list keeps from being shown."""
    if track is None:
        return
    before = min(track.cut_s, track.length_s)
    behind = track.length_s - before - track.shown_s
    if before >= _TOLD_S:
        yield worded("{before:.1f} s before the cut are stored and not shown.", before=before)
    if behind >= _TOLD_S:
        yield worded("{behind:.1f} s behind or between what is shown are stored and not shown.", behind=behind)


def _first_packets(container: InputContainer, stream: VideoStream) -> list[Packet[VideoStream]]:
    packets: list[Packet[VideoStream]] = []
    try:
        for packet in container.demux(stream):
            if packet.size and not packet.is_discard:
                packets.append(packet)
            if len(packets) >= _PROBE_PACKETS:
                break
    except (FFmpegError, OSError):
        pass  # damage at the start is met again, and reported, when the file is read
    return packets


def _declared_us(container: InputContainer, stream: VideoStream, clock: StreamClock) -> int | None:
    """Until when there are pictures as declared, or where the stream does not say, until when the file lasts."""
    declared = _stated_us(container, stream, clock)
    if declared is not None and stream.duration:
        declared += clock.begins_us
    late_us = clock.to_us(2 * clock.origin) if clock.origin > 0 else 0  # when the first frame is due
    if declared is None or not _COUNTING_FROM_ZERO & set(container.format.name.split(",")) or declared <= late_us:
        return declared
    return declared - late_us


def _stated_us(container: InputContainer, stream: VideoStream, clock: StreamClock) -> int | None:
    if clock.stamps == "none":
        return None
    if container.format.name == "avi" and stream.frames and stream.average_rate:
        return round(stream.frames / stream.average_rate * 1_000_000)
    if stream.duration:
        return round(stream.duration * clock.time_base * 1_000_000)
    match = re.fullmatch(r"(\d+):(\d\d):(\d\d\.\d+)", stream.metadata.get("DURATION", ""))
    if match:
        hours, minutes, seconds = match.groups()
        return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1_000_000)
    return container.duration or None


def _plausible(declared_us: int, size: int) -> bool:
    return 0 < declared_us < _LONG_US or size > _LEAST_BYTES_A_SECOND * declared_us / 1_000_000


def _created(container: InputContainer, stream: VideoStream) -> datetime | None:
    """When the recorder says it began; the epoch that unset clocks write is no time.

    Phones also write their wall clock with its offset, which says more than
    the same moment in UTC. A time without a zone (AVI, DV) is a wall clock.
    """
    for name in _CREATED:
        for metadata in (container.metadata, stream.metadata):
            try:
                created = datetime.fromisoformat(metadata.get(name, "").strip())
            except ValueError:
                continue
            if created.year > 1980 and len(metadata[name].strip()) > len("2024-01-31"):
                return created
    return None
