"""Reading one image file of any name, upright, as far as its damage allows."""

from __future__ import annotations

from pathlib import Path

import av.logging
import cv2
import numpy as np
from av import CodecContext, Packet, VideoFrame
from av.error import FFmpegError
from av.video.reformatter import Interpolation, VideoReformatter

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.records import Image

MOST_PIXELS = 1 << 28  # of one picture; a header that claims more is damaged or hostile
_JPEG = b"\xff\xd8\xff"
_HEAD = 1 << 16  # where a JPEG's EXIF block lies
_EXACT = (
    Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP
)


def read_damaged_image(path: Path) -> tuple[Image, bool]:
    """H×W×3 RGB of an image file, turned upright by its EXIF tag, and whether the file is damaged.

    Of a damaged file the picture is what could be decoded of it; MediaError when it is no image. Files come from
    anywhere: outside the decoder process, `isolated.read_still` reads them.
    """
    try:
        data = read_regular(path)
    except OSError as error:
        raise MediaError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if data.startswith(_JPEG):
        image, damaged = _read_jpeg(data)
    else:
        image, damaged = _read_with_opencv(data), False
    if image is None:
        raise MediaError(f"{path.name} is not an image that can be read.")
    return image, damaged


def _read_jpeg(data: bytes) -> tuple[Image | None, bool]:
    """FFmpeg's decoder keeps what it can of a cut JPEG, and says so; OpenCV knows EXIF's mirrorings."""
    av.logging.set_level(av.logging.PANIC)  # prints nothing, counts errors
    logged = av.logging.get_last_error()[0]
    try:
        frame = _decode_jpeg(data)
    except FFmpegError:
        return None, True
    damaged = frame is None or frame.is_corrupt or av.logging.get_last_error()[0] != logged
    if frame is None or (b"Exif" in data[:_HEAD] and not damaged):
        return _read_with_opencv(data), damaged
    rgb = VideoReformatter().reformat(frame, format="rgb24", interpolation=_EXACT, threads=1)
    return np.asarray(rgb.to_ndarray(), np.uint8), damaged


def _decode_jpeg(data: bytes) -> VideoFrame | None:
    decoder = CodecContext.create("mjpeg", "r")
    decoder.options = {"max_pixels": str(MOST_PIXELS)}
    decoder.thread_count = 1
    frames = decoder.decode(Packet(data)) or decoder.decode(None)
    return frames[0] if frames else None


def _read_with_opencv(data: bytes) -> Image | None:
    cv2.utils.logging.setLogLevel(
        cv2.utils.logging.LOG_LEVEL_SILENT
    )  # what it would print is known from what it returns
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        return None
    return None if image is None else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
