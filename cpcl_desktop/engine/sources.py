"""What there is to ingest under the paths a user names, and what each source is by content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.file_names import NaturalKey, natural_key
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import SourceKind

_IMAGES = "jpg jpeg jpe png bmp tif tiff webp jp2 ppm pgm pnm avif"
_VIDEOS = """
    264 265 3g2 3gp amv asf av1 avc avi dav dif divx dv f4v flv gxf h264 h265 hevc ismv ivf m1v m2p m2t
    m2ts m2v m4v mj2 mjpeg mjpg mk3d mkv mod mov mp4 mpe mpeg mpg mts mxf nut obu ogm ogv ps qt rm rmvb
    tod trp ts vob vro webm wmv wtv y4m
"""
IMAGE_SUFFIXES = frozenset(f".{name}" for name in _IMAGES.split())
VIDEO_SUFFIXES = frozenset(f".{name}" for name in _VIDEOS.split())
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A source to ingest: a video, a folder of frames, or a folder of ready-made crops.

    `files` are what it consists of, in order. A folder that could not be
    listed has none: opening it says why, and the other sources go on.
    """

    path: Path
    kind: SourceKind
    files: tuple[Path, ...]


def is_image(path: Path) -> bool:
    """Whether the name says image."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def is_video(path: Path) -> bool:
    """Whether the name says video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def find_sources(paths: Sequence[Path], already_cropped: bool = False) -> list[Found]:
    """Everything to ingest under `paths`, in natural order, each thing once.

    A file that is named is always taken, whatever its suffix; in folders (and
    their sub-folders) suffixes decide, each folder that holds images being one
    source. With `already_cropped`, each path is one folder of crops.

    Raises UsageError when no path is given, MediaError for a path that does not
    exist, may not be read, or holds no footage.
    """
    if not paths:
        raise UsageError("Name at least one video, folder of videos or folder of frames to read.")
    found: dict[Path, Found] = {}
    for path in paths:
        for source in _crops(path) if already_cropped else _sources_at(path):
            found.setdefault(_identity(source.path), source)
    return list(found.values())


def images_in(folder: Path, recursive: bool = False) -> list[Path]:
    """The images of a folder in natural order of their relative names; MediaError when it cannot be listed."""
    files: list[Path] = []
    for directory, names, error in _walk(folder):
        if error is not None:
            raise MediaError(f"The folder {directory} cannot be listed: {error.strerror}.") from error
        files += [directory / name for name in names if is_image(Path(name))]
        if not recursive:
            break
    return sorted(files, key=lambda file: _relative_key(file, folder))


def found_at(path: Path, kind: SourceKind) -> Found:
    """What lies where a source of this kind was; its files are those that make up its content."""
    if kind == "video" or is_image(path):
        return Found(path, kind, (path,))
    return Found(path, kind, tuple(images_in(_exists(path), recursive=kind == "crops")))


def content_hash(found: Found, report: Report) -> tuple[str, int]:
    """SHA-256 of the full content (hex) and its size in bytes.

    A folder's is taken over the sorted lines "relative name, tab, file's
    SHA-256". Reports bytes; raises MediaError when a file cannot be read.
    """
    total = sum(_size(file) for file in found.files)
    done = 0

    def advanced(count: int) -> None:
        nonlocal done
        done += count
        report(Progress("hash", done, total, "B"))

    if found.kind == "video":
        return _sha256(found.path, advanced), done
    lines = [f"{_name_in(file, found.path)}\t{_sha256(file, advanced)}\n" for file in found.files]
    return hashlib.sha256("".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest(), done


def _sources_at(path: Path) -> list[Found]:
    if not _exists(path).is_dir():
        return [Found(path, "frames" if is_image(path) else "video", (path,))]
    sources = sorted(_under(path), key=lambda source: _relative_key(source.path, path))
    if not sources:
        raise MediaError(f"The folder {path} holds no videos and no images, nor do its sub-folders.")
    if len(sources) == 1 and sources[0].path == path and not sources[0].files:
        images_in(path)  # raises with the reason
    return sources


def _under(folder: Path) -> Iterator[Found]:
    for directory, names, error in _walk(folder):
        if error is not None:
            yield Found(directory, "frames", ())
        images = sorted((name for name in names if is_image(Path(name))), key=natural_key)
        if images:
            yield Found(directory, "frames", tuple(directory / name for name in images))
        yield from (Found(directory / name, "video", (directory / name,)) for name in names if is_video(Path(name)))


def _crops(path: Path) -> list[Found]:
    files = images_in(path, recursive=True) if _exists(path).is_dir() else [path]
    if not files or not all(is_image(file) for file in files):
        raise MediaError(f"{path} holds no images; ready-made crops are image files.")
    return [Found(path, "crops", tuple(files))]


def _walk(folder: Path) -> Iterator[tuple[Path, list[str], OSError | None]]:
    """Each directory with its visible files, or with the error that kept it from being listed."""
    errors: list[OSError] = []
    for directory, subfolders, names in os.walk(folder, onerror=errors.append):
        yield from _failed(errors)
        subfolders[:] = sorted((name for name in subfolders if not name.startswith(".")), key=natural_key)
        yield Path(directory), [name for name in names if not name.startswith(".")], None
    yield from _failed(errors)


def _failed(errors: list[OSError]) -> Iterator[tuple[Path, list[str], OSError]]:
    while errors:
        error = errors.pop(0)
        yield Path(error.filename), [], error


def _exists(path: Path) -> Path:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise MediaError(f"{path} does not exist.") from error
    except OSError as error:
        raise MediaError(f"{path} cannot be read: {error.strerror}.") from error
    return path


def _identity(path: Path) -> Path:
    return path.resolve()


def _relative_key(file: Path, folder: Path) -> tuple[NaturalKey, ...]:
    return tuple(natural_key(part) for part in file.relative_to(folder).parts)


def _name_in(file: Path, folder: Path) -> str:
    return file.name if file == folder else file.relative_to(folder).as_posix()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise MediaError(f"{file} cannot be read: {error.strerror}.") from error


def _sha256(file: Path, advanced: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                advanced(len(chunk))
    except OSError as error:
        raise MediaError(f"{file} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()
