"""Which files are footage, by their names or, where those say nothing, by their first bytes; in natural order."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.media.file_names import NaturalKey, natural_key
from cpcl_desktop.engine.media.signatures import HEAD, suffix_by_content
from cpcl_desktop.engine.media.still import still_of

FootageKind = Literal["image", "video"]

_IMAGES = """
    apng arw avif bmp cr2 dng gif heic heif hif j2k jfif jp2 jpe jpeg jpf jpg jpx jxl nef nrw orf pef pgm png
    pnm ppm rw2 sr2 tif tiff webp
"""
_VIDEOS = """
    264 265 3g2 3gp amv asf av1 avc avi dav dif divx dv f4v flv gxf h264 h265 hevc ismv ivf m1v m2p m2t
    m2ts m2v m4v mj2 mjpeg mjpg mk3d mkv mod mov mp4 mpe mpeg mpg mts mxf nut obu ogm ogv ps qt rm rmvb
    tod trp ts vob vro webm wmv wtv y4m
"""
# How a folder of images is read. 1: each file's first picture, at the time that its name or its place states.
# 2: all pictures of a file, at the times that EXIF data state. Times in a case hold for the way it was read by.
FOLDER_READING = 2
# Known to be pictures, without a reader; only to name what is left out.
_PICTURES = "3fr cr3 crw erf exr iiq kdc mef mos mrw psd raf raw sr srf srw x3f"
IMAGE_SUFFIXES = frozenset(f".{name}" for name in _IMAGES.split())
_MAY_MOVE = frozenset([".apng", ".avif", ".gif", ".heic", ".heif", ".hif", ".png", ".webp"])  # or be films
VIDEO_SUFFIXES = frozenset(f".{name}" for name in _VIDEOS.split())
_PICTURE_SUFFIXES = frozenset(f".{name}" for name in _PICTURES.split())


def is_image(path: Path) -> bool:
    """Whether the name says image."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def is_picture(path: Path) -> bool:
    """Whether a file is a still picture, or several: an image by its name, and no animation, which is a film."""
    return is_image(path) and not (path.suffix.lower() in _MAY_MOVE and still_of(path).animated)


def is_video(path: Path) -> bool:
    """Whether the name says video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def is_named_as_footage(path: Path) -> bool:
    """Whether the name says image or video, whether or not a reader for it is there."""
    return is_image(path) or is_video(path) or path.suffix.lower() in _PICTURE_SUFFIXES


def kind_by_name(path: Path) -> FootageKind | None:
    """What the name says that can be read, animations being films; None where it says nothing of the kind."""
    if is_image(path):
        return "image" if is_picture(path) else "video"
    return "video" if is_video(path) else None


def kind_by_content(path: Path) -> FootageKind | Literal["unread"] | None:
    """What a file's first bytes say; "unread": a picture for which no reader is there.

    None for what is neither, or is not known. Raises OSError where it cannot
    be opened or is no regular file.
    """
    named = Path(f"_{suffix_by_content(read_regular(path, HEAD))}")
    if path.suffix.lower() in _PICTURE_SUFFIXES:  # a camera's raw picture begins as a TIFF file does
        return "unread"
    if named.suffix in _MAY_MOVE and still_of(path).animated:
        return "video"
    if is_image(named):
        return "image"
    return "video" if is_video(named) else "unread" if is_named_as_footage(named) else None


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
