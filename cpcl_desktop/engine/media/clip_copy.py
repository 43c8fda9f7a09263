"""Copy a run of a video's packets into a file of its own; done in the decoder process, as all reading is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import av
from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.chain import Chain
from cpcl_desktop.engine.media.container import opened
from cpcl_desktop.engine.media.facts import Facts
from cpcl_desktop.engine.media.file_view import Extent
from cpcl_desktop.engine.media.pulse import SILENT
from cpcl_desktop.engine.media.recording import Recording
from cpcl_desktop.engine.media.timeline import StreamClock


def copy_packets(path: Path, times: Sequence[int], target: BinaryIO, from_first: bool = False) -> bool:
    """Copy the frames at these times (microseconds, in order) as they are stored; the target's name says its kind.

    The times are those of its first film, and `from_first` as they were read.

    False, and perhaps part of a file, where they do not begin with a key frame,
    lean on frames before or after, or cannot be read or written. MediaError
    when the file cannot be opened.
    """
    try:
        facts, extent = _place_of(path, from_first)
        with opened(path, extent=extent) as container:
            stream = container.streams[facts.stream]
            assert isinstance(stream, VideoStream)
            packets = _closed_run(container, stream, facts.clock, times)
            if packets:
                _write(packets, stream, target)
            return bool(packets)
    except (FFmpegError, OSError, ValueError):
        return False  # the frames are encoded instead; a full disk is met there again


def _place_of(path: Path, from_first: bool) -> tuple[Facts, Extent]:
    """The first recording of the film; frames of later ones are encoded anew."""
    first = next(iter(Chain(path, SILENT, from_first=from_first)))
    if not isinstance(first, Recording):
        raise ValueError(worded("the film's times do not begin with its first recording"))
    return first.facts, first.extent


def _write(packets: Sequence[Packet[VideoStream]], stream: VideoStream, target: BinaryIO) -> None:
    first = min(packet.pts for packet in packets if packet.pts is not None)
    with av.open(target, "w") as output:
        copied = output.add_stream_from_template(stream)
        for packet in packets:
            packet.pts = None if packet.pts is None else packet.pts - first
            packet.dts = None if packet.dts is None else packet.dts - first
            packet.stream = copied
            output.mux(packet)


def _closed_run(
    container: InputContainer, stream: VideoStream, clock: StreamClock, times: Sequence[int]
) -> list[Packet[VideoStream]]:
    """The packets of these frames in the order of the file, if they begin with a key frame and need no others."""
    tick_us = clock.tick_us

    def time_us(packet: Packet[VideoStream]) -> int | None:
        return None if packet.pts is None else clock.to_us(packet.pts)

    container.seek(clock.to_stamp(times[0]), stream=stream, backward=True)
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
