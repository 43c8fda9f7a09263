"""Which files are footage, by their names or, where those say nothing, by their first bytes; in natural order."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.media.file_names import NaturalKey, natural_key
from cpcl_desktop.engine.media.signatures import HEAD, suffix_by_content

FootageKind = Literal["image", "video"]

_IMAGES = "jpg jpeg jpe png bmp tif tiff webp jp2 ppm pgm pnm avif"
_VIDEOS = """
    264 265 3g2 3gp amv asf av1 avc avi dav dif divx dv f4v flv gif gxf h264 h265 hevc ismv ivf m1v m2p m2t
    m2ts m2v m4v mj2 mjpeg mjpg mk3d mkv mod mov mp4 mpe mpeg mpg mts mxf nut obu ogm ogv ps qt rm rmvb
    tod trp ts vob vro webm wmv wtv y4m
"""
# Known to be pictures, whether or not a reader for them is there; only to name what is left out.
_PICTURES = """
    3fr arw cr2 cr3 crw dng erf exr heic heif hif jxl kdc mef mos mrw nef nrw orf pef psd raf raw
    rw2 sr2 srf srw x3f
"""
IMAGE_SUFFIXES = frozenset(f".{name}" for name in _IMAGES.split())
VIDEO_SUFFIXES = frozenset(f".{name}" for name in _VIDEOS.split())
_PICTURE_SUFFIXES = frozenset(f".{name}" for name in _PICTURES.split())


def is_image(path: Path) -> bool:
    """Whether the name says image."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def is_video(path: Path) -> bool:
    """Whether the name says video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def is_named_as_footage(path: Path) -> bool:
    """Whether the name says image or video, whether or not a reader for it is there."""
    return is_image(path) or is_video(path) or path.suffix.lower() in _PICTURE_SUFFIXES


def kind_by_name(path: Path) -> FootageKind | None:
    """What the name says that can be read; None where it says nothing of the kind."""
    return "image" if is_image(path) else "video" if is_video(path) else None


def kind_by_content(path: Path) -> FootageKind | Literal["unread"] | None:
    """What a file's first bytes say; "unread": a picture for which no reader is there.

    None for what is neither, or is not known. Raises OSError where it cannot
    be opened or is no regular file.
    """
    named = Path(f"_{suffix_by_content(read_regular(path, HEAD))}")
    if path.suffix.lower() in _PICTURE_SUFFIXES:  # a camera's raw picture begins as a TIFF file does
        return "unread"
    return kind_by_name(named) or ("unread" if is_named_as_footage(named) else None)


def kind_of(path: Path) -> FootageKind | None:
    """What a single file is, which somebody named: a film by its first bytes, else by its name, else by those."""
    named = kind_by_name(path)
    if named == "video":
        return named
    try:
        found = kind_by_content(path)
    except OSError:  # whoever reads it says so
        return named
    return "video" if found == "video" else named or ("image" if found == "image" else None)


def relative_key(file: Path, folder: Path) -> tuple[NaturalKey, ...]:
    """Sort key of a file below a folder: the natural order of each part of its way there."""
    return tuple(natural_key(part) for part in file.relative_to(folder).parts)
