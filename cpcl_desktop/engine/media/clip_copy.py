"""Copy a run of a video's packets into a file of its own; done in the decoder process, as all reading is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import av
from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.engine.media.container import opened


def copy_packets(path: Path, times: Sequence[int], target: BinaryIO) -> bool:
    """Copy the frames at these times (microseconds, in order) as they are stored; the target's name says its kind.

    False, and perhaps part of a file, where they do not begin with a key frame,
    lean on frames before or after, or cannot be read or written. MediaError
    when the file cannot be opened.
    """
    try:
        with opened(path) as container:
            stream = max(container.streams.video, key=_rank)
            packets = _closed_run(container, stream, times)
            if packets:
                _write(packets, stream, target)
            return bool(packets)
    except (FFmpegError, OSError, ValueError):
        return False  # the frames are encoded instead; a full disk is met there again


def _rank(stream: VideoStream) -> tuple[int, int]:
    """The largest stream, as it was read."""
    return stream.codec_context.width * stream.codec_context.height, -stream.index


def _write(packets: Sequence[Packet[VideoStream]], stream: VideoStream, target: BinaryIO) -> None:
    first = min(packet.pts for packet in packets if packet.pts is not None)
    with av.open(target, "w") as output:
        copied = output.add_stream_from_template(stream)
        for packet in packets:
            packet.pts = None if packet.pts is None else packet.pts - first
            packet.dts = None if packet.dts is None else packet.dts - first
            packet.stream = copied
            output.mux(packet)


def _closed_run(container: InputContainer, stream: VideoStream, times: Sequence[int]) -> list[Packet[VideoStream]]:
    """The packets of these frames in the order of the file, if they begin with a key frame and need no others."""
    assert stream.time_base is not None
    origin = stream.start_time or 0
    tick_us = float(stream.time_base * 1_000_000)

    def time_us(packet: Packet[VideoStream]) -> int | None:
        return None if packet.pts is None else round((packet.pts - origin) * tick_us)

    container.seek(origin + int(times[0] / tick_us), stream=stream, backward=True)
    run: list[Packet[VideoStream]] = []
    wanted = 0
    for packet in container.demux(stream):
        now_us = time_us(packet)
        if now_us is None or not packet.size:
            return []
        within = times[0] - tick_us <= now_us <= times[-1] + tick_us
        if not run and not (within and packet.is_keyframe):
            if within:
                return []  # the first frame wanted leans on one before it
            continue
        if now_us < times[0] - tick_us:
            continue  # shown before the key frame although stored after it
        run.append(packet)
        wanted += within
        if wanted == len(times):
            return run if wanted == len(run) else []
    return []
