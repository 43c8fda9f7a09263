"""Reading one picture out of an image file of any name, upright, as far as its damage allows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av.logging
import cv2
import numpy as np
from av import CodecContext, Packet, VideoFrame
from av.error import FFmpegError
from av.video.reformatter import Interpolation, VideoReformatter

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.depth import Deep, Levels, in_eight_bits
from cpcl_desktop.engine.media.heif_picture import read_heif
from cpcl_desktop.engine.media.profile import on_screen
from cpcl_desktop.engine.media.raw_file import preview_in
from cpcl_desktop.engine.media.still import Kind, Still, still_in
from cpcl_desktop.engine.records import Image

MOST_PIXELS = 1 << 28  # of one picture; a header that claims more is damaged or hostile
_EXACT = (
    Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP
)
_EIGHT_BITS = cv2.IMREAD_COLOR
_ALL_BITS = cv2.IMREAD_ANYCOLOR | cv2.IMREAD_ANYDEPTH

# EXIF's orientation to a left-right mirroring and the clockwise turn after it.
_ORIENTATIONS: dict[int, tuple[bool, int | None]] = {
    2: (True, None),
    3: (False, cv2.ROTATE_180),
    4: (True, cv2.ROTATE_180),
    5: (True, cv2.ROTATE_90_COUNTERCLOCKWISE),
    6: (False, cv2.ROTATE_90_CLOCKWISE),
    7: (True, cv2.ROTATE_90_CLOCKWISE),
    8: (False, cv2.ROTATE_90_COUNTERCLOCKWISE),
}


@dataclass(frozen=True, slots=True)
class Content:
    """An image file's bytes and head, and which of its pictures is meant; `levels` are for deep ones."""

    data: bytes
    still: Still
    place: int
    levels: tuple[Levels, ...]


def read_damaged_image(path: Path, place: int | None = None, levels: tuple[Levels, ...] = ()) -> tuple[Image, bool]:
    """H×W×3 RGB of an image file, turned upright as it says, and whether the file is damaged.

    `place` is one of the file's `Still.places`, None the first. `levels` are those of the folder for pictures of
    more than eight bits; a picture that fits none of them has its own. Of a damaged file the picture is what could
    be decoded of it; MediaError when it is no image. Files come from anywhere: outside the decoder process,
    `isolated.read_still` reads them.
    """
    data = _bytes_of(path)
    still = still_in(io.BytesIO(data), path.suffix)
    content = Content(data, still, still.places[0] if place is None else place, levels)
    try:
        image, damaged = _READERS.get(still.kind, _read_other)(content)
        image = image if image is None else on_screen(image, still.profile)
    except MediaError as error:
        raise MediaError("{name} cannot be read as a picture: {why}.", name=path.name, why=error) from error
    if image is None:
        raise MediaError("{name} is not an image that can be read.", name=path.name)
    return image, damaged


def read_deep(path: Path) -> Deep | None:
    """A picture's own values where it has more than eight bits a channel, None for all others."""
    picture = _decoded(_bytes_of(path), _ALL_BITS)
    return picture if picture is not None and picture.dtype != np.uint8 else None


def _bytes_of(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise MediaError("{name} cannot be read: {why}.", name=path.name, why=error.strerror or error) from error


def oriented(image: Image, orientation: int) -> Image:
    """Turn a picture as its EXIF orientation says."""
    mirrored, turn = _ORIENTATIONS.get(orientation, (False, None))
    if mirrored:
        image = np.ascontiguousarray(image[:, ::-1])
    return image if turn is None else np.asarray(cv2.rotate(image, turn), np.uint8)


# --- JPEG


def _read_jpeg(content: Content) -> tuple[Image | None, bool]:
    """FFmpeg's decoder keeps what it can of a cut JPEG, and says so; OpenCV's turns whole ones as EXIF says."""
    data, still = content.data[content.place :], content.still
    if content.place:
        still = still_in(io.BytesIO(data))
    logged = _errors_logged()
    try:
        frame = _decode_jpeg(data)
    except FFmpegError:
        return None, True
    damaged = frame is None or frame.is_corrupt or _errors_logged() != logged
    if frame is None or (still.exif_stated and not damaged):
        return _rgb(_decoded(data, _EIGHT_BITS)), damaged
    rgb = VideoReformatter().reformat(frame, format="rgb24", interpolation=_EXACT, threads=1)
    return oriented(np.asarray(rgb.to_ndarray(), np.uint8), still.exif.orientation), damaged


def _errors_logged() -> int:
    av.logging.set_level(av.logging.PANIC)  # prints nothing, counts errors
    return int(av.logging.get_last_error()[0])


def _decode_jpeg(data: bytes) -> VideoFrame | None:
    decoder = CodecContext.create("mjpeg", "r")
    decoder.options = {"max_pixels": str(MOST_PIXELS)}
    decoder.thread_count = 1
    frames = decoder.decode(Packet(data)) or decoder.decode(None)
    return frames[0] if frames else None


# --- others


def _read_tiff(content: Content) -> tuple[Image | None, bool]:
    return _shown(_decoded(content.data, _ALL_BITS, content.place), content.levels), False


def _read_heif(content: Content) -> tuple[Image | None, bool]:
    logged = _errors_logged()
    try:
        image, incomplete = read_heif(io.BytesIO(content.data), content.place, MOST_PIXELS)
        return image, incomplete or _errors_logged() != logged
    except ValueError as error:
        raise MediaError(str(error)) from error
    except FFmpegError as error:
        raise MediaError("its picture is damaged") from error


def _read_raw(content: Content) -> tuple[Image | None, bool]:
    try:
        preview = preview_in(content.data)
    except ValueError:
        preview = None
    if preview is None:
        raise MediaError("it is a camera's raw file without a preview in it, which this program does not develop")
    still = still_in(io.BytesIO(preview))
    image, damaged = _read_jpeg(Content(preview, still, 0, ()))
    if image is not None and not still.exif_stated:
        image = oriented(image, content.still.exif.orientation)
    return image, damaged


def _refuse_jpeg_xl(content: Content) -> tuple[Image | None, bool]:
    raise MediaError("it is JPEG XL, which this program has no decoder for")


def _read_other(content: Content) -> tuple[Image | None, bool]:
    bits = _ALL_BITS if content.still.deep else _EIGHT_BITS
    return _shown(_decoded(content.data, bits), content.levels), False


_READERS: dict[Kind, Callable[[Content], tuple[Image | None, bool]]] = {
    "JPEG": _read_jpeg,
    "TIFF": _read_tiff,
    "HEIF": _read_heif,
    "JPEG XL": _refuse_jpeg_xl,
    "raw": _read_raw,
}


def _decoded(data: bytes, how: int, page: int = 0) -> Deep | None:
    """OpenCV's H×W or H×W×3 BGR of any depth, turned by the file's EXIF data."""
    # What it would print is known from what it returns.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    if not data:
        return None
    buffer = np.frombuffer(data, np.uint8)
    try:
        if not page:
            return cv2.imdecode(buffer, how)
        pages = cv2.imdecodemulti(buffer, how, range=(page, page + 1))[1]
        return pages[0] if pages else None
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        return None


def _shown(picture: Deep | None, levels: tuple[Levels, ...]) -> Image | None:
    deep = picture is not None and picture.dtype != np.uint8
    return _rgb(in_eight_bits(picture, levels) if picture is not None and deep else picture)


def _rgb(picture: Deep | None) -> Image | None:
    if picture is None:
        return None
    code = cv2.COLOR_GRAY2RGB if picture.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(picture, code), np.uint8)
