"""Cut a clip out of a source, exact to the frame.

Where nothing is to be drawn and the first frame wanted is a key frame, the
recorder's own packets are copied and the pictures are bit for bit those of the
footage. Otherwise the frames are encoded anew, each at its own time: as H.264 where there
is an encoder for it, else as VP9, which browsers and most players show, too.
Clips carry no sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np
from av import VideoFrame, VideoStream
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorRange, Colorspace

from cpcl_desktop.engine.decoder.errands import copy_frames
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import MachineError, MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Frame, Image

Span = tuple[int, int]  # microseconds in the source; both ends belong to the clip
Draw = Callable[[Frame], Image]

_IN_MP4 = {"h264", "hevc", "av1", "mpeg4"}  # copied codecs that players expect in MP4; others go into Matroska
# The first that starts; the built program has no x264, whose licence would hold for all of it.
_ENCODERS = ("libx264", "libopenh264", "h264_mf", "h264_videotoolbox", "libvpx-vp9", "mpeg4")
# Chosen to be as quick as each other, and as near to the footage.
_QUALITY = {
    "libx264": {"crf": "17", "preset": "veryfast"},
    "libvpx-vp9": {"crf": "16", "b": "0", "deadline": "realtime", "cpu-used": "7", "row-mt": "1"},
    "mpeg4": {"qscale": "2"},
}
_CLOCK = Fraction(1, 1_000_000)  # seconds; of clips that are encoded anew
_BT709 = 1  # as matrix, primaries and transfer function alike
_PRECISION_US = 1_000  # Matroska keeps milliseconds


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip that was written: its file, its first and last frame in the source, and how it was made."""

    path: Path
    span_us: Span
    frames: int
    copied: bool


def cut_clip(media: Media, path: Path, span: Span, stem: Path, draw: Draw | None, report: Report) -> Clip:
    """Write the frames of `media` (opened from `path`) within `span` to `stem` plus a suffix.

    `draw` gives the picture to show for a frame; None leaves them as they are.
    Raises MediaError when there is no frame in the span, MachineError when the
    clip cannot be written, Cancelled; none of them leaves a file.
    """
    if draw is None and path.is_file() and media.kind == "video":
        clip = _copy(media, path, span, stem, report)
        if clip is not None:
            return clip
    return _encode(media, span, stem.with_name(stem.name + ".mp4"), draw, report)


def frames_within(media: Media, span: Span) -> Iterator[Frame]:
    """The frames of a span, in order."""
    with closing(media.shots(span[0])) as shots:
        for shot in shots:
            if shot.time_us > span[1]:
                return
            yield shot.frame()


def times_within(media: Media, span: Span) -> list[int]:
    """The times of a span's frames in microseconds, without making their pictures."""
    times = []
    with closing(media.shots(span[0])) as shots:
        for shot in shots:
            if shot.time_us > span[1]:
                break
            times.append(shot.time_us)
    return times


# --- encoding anew


def _encode(media: Media, span: Span, target: Path, draw: Draw | None, report: Report) -> Clip:
    times: list[int] = []
    try:
        times = _write_frames(media, span, target, draw, report)
    except (FFmpegError, OSError) as error:
        raise MachineError(f"The clip {target.name} could not be written ({error.strerror or error}).") from error
    finally:
        if not times:
            target.unlink(missing_ok=True)
    if not times:
        raise MediaError("Not one frame of this passage can be decoded now.")
    return Clip(target, (times[0], times[-1]), len(times), copied=False)


def _write_frames(media: Media, span: Span, target: Path, draw: Draw | None, report: Report) -> list[int]:
    times: list[int] = []
    with av.open(str(target), "w") as output:
        stream: VideoStream | None = None
        size = (0, 0)
        for frame in frames_within(media, span):
            report(_progress(frame.time_us, span))
            image = _even(frame.image if draw is None else draw(frame))
            if stream is None:
                size = image.shape[1], image.shape[0]
                stream = _stream(output, size, media)
            if (image.shape[1], image.shape[0]) != size:  # the recording changed its format within the clip
                image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
            times.append(frame.time_us)
            picture = _bt709(image)
            picture.pts, picture.time_base = frame.time_us - times[0], _CLOCK
            output.mux(stream.encode(picture))
        if stream is not None:
            output.mux(stream.encode(None))
    return times


@cache
def _encoder() -> str:
    """FFmpeg names encoders that are switched off, or wait for hardware: only opening one shows that it works."""
    return next(name for name in _ENCODERS if name in av.codecs_available and _starts(name))


def _starts(name: str) -> bool:
    context = VideoCodecContext.create(name, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt, context.time_base = 64, 64, "yuv420p", _CLOCK
    try:
        context.open()
    except FFmpegError:
        return False
    return True


def _stream(output: av.container.OutputContainer, size: tuple[int, int], media: Media) -> VideoStream:
    name = _encoder()
    stream = output.add_stream(name, rate=_rate(media), options=_QUALITY.get(name, {}))
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.time_base = stream.codec_context.time_base = _CLOCK
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = _BT709  # without tags players go by its size
    context.color_range = ColorRange.MPEG
    return stream


def _bt709(image: Image) -> VideoFrame:
    picture = VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
    return picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)


def _rate(media: Media) -> int:
    """A nominal rate for the encoder; the frames' own times are what counts."""
    if not media.declared_s or not media.frames_decoded:
        return 25
    return max(1, min(120, round(media.frames_decoded / max(media.decoded_s, 0.04))))


def _even(image: Image) -> Image:
    """Encoders want even sides: an odd one is continued by a pixel, so that nothing is cut off."""
    height, width = image.shape[:2]
    if height % 2 or width % 2:
        image = np.asarray(cv2.copyMakeBorder(image, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE), np.uint8)
    return image


# --- copying


def _copy(media: Media, path: Path, span: Span, stem: Path, report: Report) -> Clip | None:
    """A clip of the recorder's own packets, or None where that would not show exactly the frames wanted."""
    times = times_within(media, span)
    if not times or media.notes or media.gaps:  # damage, odd clocks: leave them to the reader
        return None
    target = stem.with_name(stem.name + (".mp4" if media.codec in _IN_MP4 else ".mkv"))
    report(_progress(span[0], span))
    try:
        if copy_frames(path, times, target, from_first=media.begins_us == 0) and _shows(target, times):
            return Clip(target, (times[0], times[-1]), len(times), copied=True)
    except MediaError:
        pass  # the frames are encoded instead
    target.unlink(missing_ok=True)
    return None


def _shows(target: Path, times: list[int]) -> bool:
    """Whether a clip, read again, has exactly these frames."""
    clip = open_media(target)
    seen = times_within(clip, (0, times[-1] - times[0] + _PRECISION_US))
    return (
        len(seen) == len(times)
        and not clip.gaps
        and all(abs(b - (a - times[0])) <= _PRECISION_US for a, b in zip(times, seen, strict=True))
    )


def _progress(time_us: int, span: Span) -> Progress:
    return Progress("clip", (time_us - span[0]) / 1e6, (span[1] - span[0]) / 1e6, "s")
