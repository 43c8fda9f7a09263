"""What reading footage costs: by stage, and whole, for more and more of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import av
from av import Packet, VideoStream

from cpcl_desktop.engine.bench.records import LeftOut, Series
from cpcl_desktop.engine.bench.setting import Setting
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.models.speed import CROP_SIZE, CROPS, made_up_pictures
from cpcl_desktop.engine.people.detect import Adjustable

REPEATS, QUICK_REPEATS = (1, 4, 16, 64), (1, 2)  # of the clip, for a longer film
TEXT = "a woman in a red jacket with a backpack"
CALLS = 8  # of an encoder in a run, since one takes a few milliseconds


def decoding(setting: Setting) -> Iterator[Series | LeftOut]:
    """Every frame of the clip, in a decoder process that is started for it."""
    frames = 0

    def decode() -> None:
        nonlocal frames
        with closing(open_media(setting.clip).frames(None)) as shown:
            frames = sum(1 for _ in shown)

    times = setting.timed("decoding", decode)
    yield Series("decode", "ms a frame", [1000 * seconds / frames for seconds in times])


def detecting(setting: Setting) -> Iterator[Series | LeftOut]:
    """Frames of the clip, each looked at whole."""
    detector, frames = setting.stages.detector, setting.frames
    if not isinstance(detector, Adjustable):
        yield LeftOut("detect", f"The detector {detector.name} has no network.")
        return
    times = setting.timed("detection", lambda: detector.look(frames))
    yield Series("detect", "ms a frame", [1000 * seconds / len(frames) for seconds in times])


def embedding(setting: Setting) -> Iterator[Series | LeftOut]:
    """Crops, four at a time as an ingest embeds those of a passage, and a description."""
    embedder, crops = setting.stages.embedder, made_up_pictures(CROPS, CROP_SIZE)

    def embed() -> None:
        for _ in range(CALLS):
            embedder.images(crops)

    def describe() -> None:
        for _ in range(CALLS):
            embedder.text(TEXT)

    times = setting.timed("embedding", embed)
    yield Series("embed", "ms a crop", [1000 * seconds / CALLS / CROPS for seconds in times])
    times = setting.timed("descriptions", describe)
    yield Series("describe", "ms a description", [1000 * seconds / CALLS for seconds in times])


def ingesting(setting: Setting) -> Iterator[Series | LeftOut]:
    """Films of more and more repeats of the clip, each into new cases; and how large such a case is."""
    for repeats in QUICK_REPEATS if setting.is_quick else REPEATS:
        film = setting.folder / f"clip-{repeats}.mp4"
        seconds = write_repeated(setting.clip, repeats, film)
        cases: list[Path] = []

        def read(film: Path = film, cases: list[Path] = cases) -> None:
            cases.append(film.with_suffix(f".{len(cases)}.cpcl"))
            setting.read(film, cases[-1])

        times = setting.timed(f"reading {seconds} s of footage", read, warm_up=repeats == 1)
        yield Series("ingest", "s", times, seconds)
        yield Series("case", "MB", [cases[-1].stat().st_size / 1e6], seconds)


def write_repeated(clip: Path, times: int, target: Path) -> int:
    """A film that shows a clip so many times, its packets copied; how many seconds that is."""
    with av.open(str(clip)) as source, av.open(str(target), "w") as output:
        stream = source.streams.video[0]
        packets = [packet for packet in source.demux(stream) if packet.size]
        copied = output.add_stream_from_template(stream)
        length = sum(packet.duration or 0 for packet in packets)
        ticks = [(packet.pts or 0, packet.dts or 0) for packet in packets]
        for turn in range(times):
            for packet, (pts, dts) in zip(packets, ticks, strict=True):
                _mux(packet, copied, pts + turn * length, dts + turn * length, output)
        return round(float(length * (stream.time_base or 0)) * times)


def _mux(
    packet: Packet[VideoStream], stream: VideoStream, pts: int, dts: int, output: av.container.OutputContainer
) -> None:
    packet.pts, packet.dts, packet.stream = pts, dts, stream
    output.mux(packet)
