"""Odd files, those of the shared data and more made here, and what other readers make of them."""

import contextlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.reading import open_here
from cpcl_desktop.engine.records import Gap
from tests.footage import HEIGHT, WIDTH, damage, picture, write

COUNT = 60
_H265 = {"codec": "libx265", "options": {"preset": "ultrafast", "x265-params": "log-level=none:keyint=25"}}
_MADE = {  # name, then how `write` makes it
    "10bit-h264.mkv": {"pix_fmt": "yuv420p10le"},
    "422-10bit.mov": {"pix_fmt": "yuv422p10le"},
    "grey.mkv": {"pix_fmt": "gray"},
    "hevc.265": _H265,
    "hevc-fragments.mp4": _H265 | {"container": {"movflags": "frag_keyframe+empty_moov"}},
    "raw.h264": {},
    "open-gop.ts": {"options": {"g": "12", "bf": "3", "x264-params": "open-gop=1", "preset": "veryfast"}},
    "intra-refresh.ts": {"options": {"x264-params": "intra-refresh=1:keyint=25", "preset": "veryfast"}},
    "26-hours.mkv": {"stamps": lambda n: 93_600_000 + n * 40},
    "time-lapse.mp4": {"stamps": lambda n: n * 60_000},
    "jitter.mkv": {"stamps": lambda n: n * 40 + (0, 13, -9, 4)[n % 4]},
    "pauses.mp4": {"stamps": lambda n: n * 40 + 7_000 * (n // 25)},
    "wide-pixels.mp4": {
        "set_up": lambda stream: setattr(stream.codec_context, "sample_aspect_ratio", Fraction(16, 11))
    },
    "turned-180.mov": {"set_up": lambda stream: stream.set_display_rotation(180)},
    "packed.avi": {"codec": "mpeg4", "options": {"g": "25", "bf": "2", "b": "1000000"}},
    "mjpeg.mkv": {"codec": "mjpeg", "pix_fmt": "yuvj422p", "options": {}},
    "vp9.webm": {"codec": "libvpx-vp9", "options": {"g": "25", "deadline": "realtime", "b": "1000000"}},
    "programme.vob": {"codec": "mpeg2video", "options": {"g": "12", "b": "1000000"}, "format": "vob"},
    "lossless.avi": {"codec": "ffv1", "pix_fmt": "yuv422p", "options": {}},
    "flash.flv": {},
    "one-frame.png.mp4": {"codec": "png", "pix_fmt": "rgb24", "options": {}},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One file as four readers see it: frames of each, our gaps or error, our worst time error in seconds."""

    name: str
    ours: int
    gaps: tuple[Gap, ...]
    error: str
    pyav: int
    opencv: int
    ffmpeg: int
    time_error_s: float | None  # None where no other tool gives times
    interval_s: float

    @property
    def late(self) -> bool:
        """Whether a frame's time is off by more than a frame; stamps of whole milliseconds round."""
        return self.time_error_s is not None and self.time_error_s > self.interval_s + 0.001

    @property
    def most_of_others(self) -> int:
        """Frames of the best of the other readers."""
        return max(self.pyav, self.opencv, self.ffmpeg)


def made_here(folder: Path) -> list[Path]:
    """More odd files, written into `folder`."""
    paths = [write(folder / name, COUNT, **how) for name, how in _MADE.items()]
    whole = {name: write(folder / f"whole-{name}", 100) for name in ("a.mp4", "a.mkv", "a.ts", "a.flv")}
    for name, path in whole.items():
        paths.append(damage(path, folder / f"noise-{name}", 0.4, 3000, bytes(range(256))))
        paths.append(damage(path, folder / f"bytes-lost-{name}", 0.6, 2000, None))
        path.with_name(f"cut-{name}").write_bytes(path.read_bytes()[: path.stat().st_size * 7 // 10])
        paths.append(path.with_name(f"cut-{name}"))
    paths += [
        _interlaced(folder / "interlaced.mpg"),
        _two_streams(folder / "two-streams.mkv"),
        _sound(folder / "sound.mkv"),
    ]
    joined = folder / "joined.ts"
    joined.write_bytes(whole["a.ts"].read_bytes() * 2)
    return [*paths, joined]


def _interlaced(path: Path) -> Path:
    options = {"flags": "+ilme+ildct", "b": "1000000", "top": "1"}
    return write(path, COUNT, codec="mpeg2video", options=options)


def _two_streams(path: Path) -> Path:
    with av.open(str(path), "w") as output:
        sizes = [(96, 64), (WIDTH, HEIGHT)]
        streams = [output.add_stream("libx264", rate=25) for _ in sizes]
        for stream, (stream.width, stream.height) in zip(streams, sizes, strict=True):
            stream.pix_fmt = "yuv420p"
        for number in range(COUNT):
            for stream, size in zip(streams, sizes, strict=True):
                output.mux(stream.encode(av.VideoFrame.from_ndarray(picture(number, *size), format="rgb24")))
        for stream in streams:
            output.mux(stream.encode(None))
    return path


def _sound(path: Path) -> Path:
    with av.open(str(path), "w") as output:
        stream = output.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame(format="s16", layout="mono", samples=8000)
        frame.sample_rate, frame.pts = 8000, 0
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def row_of(path: Path) -> Row:
    """What the readers make of a file."""
    try:
        media = open_here(path)
        times = [shot.time_us / 1e6 for shot in media.shots()]
        gaps, error, interval_s = tuple(media.gaps), "", media.frame_us / 1e6
    except MediaError as refusal:
        times, gaps, error, interval_s = [], (), str(refusal), 0.0
    theirs = ffprobe_times(path) if times else []
    return Row(
        path.name,
        len(times),
        gaps,
        error,
        counted_by_pyav(path),
        counted_by_opencv(path),
        counted_by_ffmpeg(path),
        max((min(abs(a - b) for b in times) for a in theirs), default=None),
        interval_s,
    )


def ffprobe_times(path: Path) -> list[float]:
    """Frame times by an independent tool, in seconds from the first; none where it gives none."""
    if shutil.which("ffprobe") is None:
        return []
    entries = ["-show_entries", "frame=best_effort_timestamp_time", "-of", "json", f"file:{path}"]
    command = ["ffprobe", "-v", "quiet", "-threads", "1", "-select_streams", f"v:{_largest(path)}", *entries]
    shown = subprocess.run(command, capture_output=True, check=False).stdout
    frames = json.loads(shown or "{}").get("frames", [])
    stamps = [float(f["best_effort_timestamp_time"]) for f in frames if "best_effort_timestamp_time" in f]
    return [stamp - stamps[0] for stamp in stamps]


def counted_by_pyav(path: Path) -> int:
    """Frames by PyAV alone, errors of packets skipped."""
    count = 0
    with contextlib.suppress(av.FFmpegError, IndexError, ValueError), av.open(f"file:{path}") as container:
        if not container.streams.video:
            return 0
        for packet in container.demux(video=_largest(path)):
            with contextlib.suppress(av.FFmpegError):
                count += len(packet.decode())
    return count


def counted_by_opencv(path: Path) -> int:
    """Frames by OpenCV alone."""
    capture, count = cv2.VideoCapture(str(path)), 0
    while capture.read()[0]:
        count += 1
    capture.release()
    return count


def counted_by_ffmpeg(path: Path) -> int:
    """Frames by the command `ffmpeg` alone; 0 where it is not installed."""
    if shutil.which("ffmpeg") is None:
        return 0
    streams = ["-map", f"0:v:{_largest(path)}", "-fps_mode", "passthrough"]
    command = ["ffmpeg", "-stats", "-v", "error", "-i", f"file:{path}", *streams, "-f", "null", "-"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return int(([0, *map(int, re.findall(r"frame=\s*(\d+)", shown))])[-1])


def _largest(path: Path) -> int:
    """The number, among the video streams, of the one that is read."""
    with contextlib.suppress(av.FFmpegError, ValueError), av.open(f"file:{path}") as container:
        sizes = [s.codec_context.width * s.codec_context.height for s in container.streams.video if s.codec_context]
        return sizes.index(max(sizes)) if sizes else 0
    return 0


def rows(odd: Path | None, folder: Path) -> Iterator[Row]:
    """All odd files, those of the shared data first."""
    for path in [*(sorted(odd.iterdir()) if odd else []), *made_here(folder)]:
        yield row_of(path)
