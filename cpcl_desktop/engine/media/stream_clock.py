"""How a picture stream tells time: which of its stamps, from where on, how far its frames are apart."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from statistics import median_low

from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.timeline import StreamClock

_NO_TIMESTAMPS = 1 << 7  # of a format's flags: AVFMT_NOTIMESTAMPS
_ENOUGH_STEPS = 4
_REPEATING = 0.75  # timestamps that are so few among the packets repeat
_LONGEST_LEAD_US = 48 * 3_600_000_000


def clock_of(
    container: InputContainer, stream: VideoStream, packets: list[Packet[VideoStream]], notes: list[str]
) -> StreamClock:
    """How the stream tells time, by its first packets; what is doubtful about it is added to `notes`."""
    time_base = Fraction(stream.time_base or Fraction(1, 1_000_000))
    stamps = [p.pts for p in packets if p.pts is not None] or [p.dts for p in packets if p.dts is not None]
    interval = _interval(stream, packets, stamps, time_base)
    if not stamps or int(container.format.flags) & int(_NO_TIMESTAMPS):
        notes.append(
            worded(
                "The file carries no timestamps; times assume {rate:g} frames a second.", rate=float(1 / interval)
            )
        )
        return StreamClock("none", 0, time_base, interval)
    if container.format.name == "avi" and _in_decoding_order(stream, packets):
        return StreamClock("dts", _first_frame_dts(stream, packets), time_base, interval)
    lead = _lead_ticks(container, min(stamps) * time_base, time_base)
    return StreamClock("pts", min(stamps) - lead, time_base, interval, lead)


def _lead_ticks(container: InputContainer, first_s: Fraction, time_base: Fraction) -> int:
    """How far behind the file's start, which is that of its earliest stream, the first frame is due."""
    if container.start_time is None or len(container.streams) < 2:
        return 0
    # What sound has before 0 is its encoder's run-up, which nobody hears.
    start_us = max(0, container.start_time) if first_s >= 0 else container.start_time
    lead_s = first_s - Fraction(start_us, 1_000_000)
    plausible = 0 < lead_s * 1_000_000 <= min(container.duration or 0, _LONGEST_LEAD_US)
    return round(lead_s / time_base) if plausible else 0


def _interval(
    stream: VideoStream, packets: list[Packet[VideoStream]], stamps: list[int], time_base: Fraction
) -> Fraction:
    """Usual frame interval: as the first timestamps have it, else the packets' length, else the stated rate."""
    rate = stream.average_rate or stream.guessed_rate
    stated = 1 / Fraction(rate) if rate and 0 < rate <= 1000 else None
    ordered = sorted(set(stamps))
    steps = [b - a for a, b in pairwise(ordered)]
    if len(steps) >= _ENOUGH_STEPS:
        repeating = len(ordered) < _REPEATING * len(stamps)
        seen = (Fraction(ordered[-1] - ordered[0], len(stamps) - 1) if repeating else median_low(steps)) * time_base
        return stated if stated and abs(stated - seen) < seen / 5 else seen
    length = packets[0].duration * time_base if packets and packets[0].duration else None
    return (None if stamps else length) or stated or length or Fraction(1, 25)


def fps_of(stream: VideoStream, clock: StreamClock) -> float:
    """Frames a second as stated, unless the first stamps are much closer together."""
    stated, seen = stream.average_rate, 1 / clock.interval
    return float(stated if stated and stated * Fraction(5, 4) > seen > 0 and stated < seen * 2 else seen)


def _in_decoding_order(stream: VideoStream, packets: list[Packet[VideoStream]]) -> bool:
    """AVI stores no presentation times: with B-frames its stamps are those of decoding."""
    stamps = [p.pts for p in packets if p.pts is not None]
    return bool(stream.codec_context.has_b_frames) and stamps == sorted(stamps)


def _first_frame_dts(stream: VideoStream, packets: list[Packet[VideoStream]]) -> int:
    for packet in packets:
        try:
            frames = packet.decode()
        except FFmpegError:
            continue
        if frames and frames[0].dts is not None:
            return frames[0].dts
    return min((p.dts for p in packets if p.dts is not None), default=0)
