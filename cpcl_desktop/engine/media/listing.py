"""Which files are footage by their names, and what lies in a folder, in natural order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.file_names import NaturalKey, natural_key
from cpcl_desktop.engine.media.still import still_of

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
IMAGE_SUFFIXES = frozenset(f".{name}" for name in _IMAGES.split())
_MAY_MOVE = frozenset([".apng", ".avif", ".gif", ".heic", ".heif", ".hif", ".png", ".webp"])  # or be films
VIDEO_SUFFIXES = frozenset(f".{name}" for name in _VIDEOS.split())


def is_image(path: Path) -> bool:
    """Whether the name says image."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def is_footage(path: Path) -> bool:
    """Whether the name says image or video."""
    return is_image(path) or is_video(path)


def is_picture(path: Path) -> bool:
    """Whether a file is a still picture, or several: an image by its name, and no animation, which is a film."""
    return is_image(path) and not (path.suffix.lower() in _MAY_MOVE and still_of(path).animated)


def is_video(path: Path) -> bool:
    """Whether the name says video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def images_in(folder: Path, recursive: bool = False) -> list[Path]:
    """The images of a folder in natural order of their relative names; MediaError when it cannot be listed.

    Animations are films and left to be sources of their own, except among crops (`recursive`).
    """
    files: list[Path] = []
    for directory, names, error in walk(folder):
        if error is not None:
            raise MediaError(f"The folder {directory} cannot be listed: {error.strerror}.") from error
        wanted = is_image if recursive else is_picture
        files += [directory / name for name in names if wanted(directory / name)]
        if not recursive:
            break
    return sorted(files, key=lambda file: relative_key(file, folder))


def walk(folder: Path) -> Iterator[tuple[Path, list[str], OSError | None]]:
    """Each directory with its visible files, or with the error that kept it from being listed."""
    errors: list[OSError] = []
    for directory, subfolders, names in os.walk(folder, onerror=errors.append):
        yield from _failed(errors)
        subfolders[:] = sorted((name for name in subfolders if not name.startswith(".")), key=natural_key)
        yield Path(directory), [name for name in names if not name.startswith(".")], None
    yield from _failed(errors)


def relative_key(file: Path, folder: Path) -> tuple[NaturalKey, ...]:
    """Sort key of a file below a folder: the natural order of each part of its way there."""
    return tuple(natural_key(part) for part in file.relative_to(folder).parts)


def _failed(errors: list[OSError]) -> Iterator[tuple[Path, list[str], OSError]]:
    while errors:
        error = errors.pop(0)
        yield Path(error.filename), [], error
