"""Which of a file's timestamps can be believed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import cast

from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.engine.media.facts import Facts
from cpcl_desktop.engine.media.pulse import Pulse
from cpcl_desktop.engine.media.timeline import Timeline

_LEAP_US = 10_000_000  # a timestamp that leaps this far is believed only when those after it follow
_LEAP_FRAMES = 10  # nothing is a leap that is only a few frames of a time-lapse recording
_LOOK_AHEAD = 4
_AVI_CHUNK_HEADER = 8  # bytes between where an index entry points and the packet


def trusted(packets: Iterable[Packet[VideoStream] | None], facts: Facts) -> Iterator[Packet[VideoStream] | None]:
    """Packets with the timestamps removed that damage has made up.

    A leap is believed only when the packets that follow stay there, and never
    past the end that a file's header declares.
    """
    run: deque[Packet[VideoStream]] = deque()
    last_us: int | None = None
    for packet in packets:
        if packet is not None:
            run.append(packet)
        # Never read on past an end before it has taken effect: the leap after it resets the decoder.
        while run and (packet is None or len(run) > _LOOK_AHEAD):
            first = run.popleft()
            if _far_apart(first, facts):
                first.pts = None
            now_us = _clock_us(first, facts)
            if now_us is not None and _made_up(now_us, last_us, run, facts):
                first.pts = first.dts = None
            elif now_us is not None:
                last_us = now_us
            yield first
        if packet is None:
            yield None


def starts_again(container: InputContainer, stream: VideoStream, facts: Facts, pulse: Pulse) -> bool:
    """Whether the recording's clock starts again somewhere; reads all packets and decodes none."""
    timeline = Timeline(facts.clock)
    try:
        for packet in trusted(container.demux(stream), facts):
            pulse.beat()
            if packet is not None and packet.size:
                timeline.due(packet.pts, packet.dts)
    except (FFmpegError, IndexError):
        return True  # cannot be known
    return timeline.restarts > 0


def _made_up(now_us: int, last_us: int | None, ahead: Iterable[Packet[VideoStream]], facts: Facts) -> bool:
    if facts.latest_us is not None and now_us > facts.latest_us:
        return True
    far_us = _far_us(facts)
    if last_us is None or abs(now_us - last_us) < far_us:
        return False
    later = [time_us for packet in ahead if (time_us := _clock_us(packet, facts)) is not None]
    returned = any(abs(time_us - last_us) < far_us for time_us in later)
    return returned or not any(abs(time_us - now_us) < far_us for time_us in later)


def _far_apart(packet: Packet[VideoStream], facts: Facts) -> bool:
    """Whether a frame claims to be shown long before or after it is decoded."""
    if packet.pts is None or packet.dts is None:
        return False
    return abs(facts.clock.to_us(packet.pts) - facts.clock.to_us(packet.dts)) > _far_us(facts)


def _far_us(facts: Facts) -> int:
    return max(_LEAP_US, _LEAP_FRAMES * facts.clock.frame_us)


def _clock_us(packet: Packet[VideoStream], facts: Facts) -> int | None:
    stamp = packet.pts if packet.dts is None else packet.dts
    return None if stamp is None else facts.clock.to_us(stamp)


def indexed_stamps(stream: VideoStream) -> dict[int | None, int]:
    """Decoding timestamps by position in the file, as the index has them.

    AVI only counts pictures: read in sequence, those after lost data would be early.
    """
    return {entry.pos + _AVI_CHUNK_HEADER: entry.timestamp for entry in stream.index_entries}


def restamp(packet: Packet[VideoStream], stamp: int) -> None:
    """Move a packet to `stamp`, its decoding time in the index."""
    if packet.dts is not None and packet.dts != stamp:
        packet.pts = None if packet.pts is None else packet.pts + stamp - packet.dts
        packet.dts = stamp


def unmarked(packet: Packet[VideoStream]) -> Packet[VideoStream]:
    """The same packet without the mark that its picture is not to be shown."""
    copy = cast("Packet[VideoStream]", Packet(bytes(packet)))
    copy.stream = packet.stream
    copy.time_base = packet.time_base
    copy.pts, copy.dts, copy.duration = packet.pts, packet.dts, packet.duration
    copy.is_keyframe = packet.is_keyframe
    return copy
