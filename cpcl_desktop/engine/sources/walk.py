"""What there is to ingest under the paths a user names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.file_names import natural_key
from cpcl_desktop.engine.media.listing import images_in, is_image, is_video, relative_key, walk
from cpcl_desktop.engine.records import SourceKind


@dataclass(frozen=True, slots=True)
class Found:
    """A source to ingest: a video, a folder of frames, or a folder of ready-made crops.

    `part` is the number of the film where a video file holds several beside
    each other. `files` are what it consists of, in order. A folder that could not be
    listed has none: opening it says why, and the other sources go on.
    """

    path: Path
    kind: SourceKind
    files: tuple[Path, ...]
    part: int = 1


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


def found_at(path: Path, kind: SourceKind) -> Found:
    """What lies where a source of this kind was; its files are those that make up its content."""
    if kind == "video" or is_image(path):
        return Found(path, kind, (path,))
    return Found(path, kind, tuple(images_in(_exists(path), recursive=kind == "crops")))


def _sources_at(path: Path) -> list[Found]:
    if not _exists(path).is_dir():
        if is_case_file(path):
            raise MediaError(f"{path} is a case's file, not footage; it was not read. Open the case instead.")
        return [Found(path, "frames" if is_image(path) else "video", (path,))]
    sources = sorted(_under(path), key=lambda source: relative_key(source.path, path))
    if not sources:
        raise MediaError(f"The folder {path} holds no videos and no images, nor do its sub-folders.")
    if len(sources) == 1 and sources[0].path == path and not sources[0].files:
        images_in(path)  # raises with the reason
    return sources


def _under(folder: Path) -> Iterator[Found]:
    for directory, names, error in walk(folder):
        if error is not None:
            yield Found(directory, "frames", ())
        names = [name for name in names if not is_case_file(directory / name)]
        images = sorted((name for name in names if is_image(Path(name))), key=natural_key)
        if images:
            yield Found(directory, "frames", tuple(directory / name for name in images))
        yield from (Found(directory / name, "video", (directory / name,)) for name in names if is_video(Path(name)))


def _crops(path: Path) -> list[Found]:
    files = images_in(path, recursive=True) if _exists(path).is_dir() else [path]
    files = [file for file in files if not is_case_file(file)]
    if not files or not all(is_image(file) for file in files):
        raise MediaError(f"{path} holds no images; ready-made crops are image files.")
    return [Found(path, "crops", tuple(files))]


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
