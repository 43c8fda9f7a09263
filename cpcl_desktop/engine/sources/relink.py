"""Find moved or renamed sources again, by their content: first by size, then by hash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.folder_walk import images_in
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source, SourceKind
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import Found, found_at

Outcome = Literal["relinked", "in place", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What became of one source: where its content now is, and the sentence for it."""

    source: Source
    outcome: Outcome
    sentence: str


def relink(
    case: Case, paths: Sequence[Path], report: Report, only: Collection[int] | None = None
) -> list[Relinked]:
    """Look under these paths (files; folders with all that is in them) for every source that is not in its place.

    With `only`, for the sources of these numbers.

    What has a source's content becomes its place, which the log keeps. A file
    that only has its name is refused. Raises UsageError for a path that is not
    there, Cancelled.
    """
    for path in paths:
        if not path.exists():
            raise UsageError("{path} does not exist; name the files or folders to look in.", path=path)
    places = Places([path.absolute() for path in paths])
    sought = [source for source in case.sources.all() if only is None or source.id in only]
    return [_relink_one(case, source, places, report) for source in sought]


def _relink_one(case: Case, source: Source, places: Places, report: Report) -> Relinked:
    if _in_place(source, places, report):
        return Relinked(source, "in place", worded("{name}: is where it was.", name=source.name))
    found = places.of_content(source, report)
    if found is not None:
        case.sources.relink(source.id, found)
        return Relinked(
            case.sources.get(source.id),
            "relinked",
            worded("{name}: found at {path}.", name=source.name, path=found),
        )
    namesake = places.of_name(source) or (source.path if source.path.exists() else None)
    if namesake is not None:
        sentence = worded(
            "{name}: {other_name} has another content than the footage that was added, and was not taken for it. "
            "Footage that was changed is new footage: add it with `cpcl ingest`.",
            name=source.name,
            other_name=namesake,
        )
        return Relinked(source, "changed", sentence)
    return Relinked(
        source,
        "missing",
        worded("{name}: not at {path}, nor in what was searched.", name=source.name, path=source.path),
    )


def _in_place(source: Source, places: Places, report: Report) -> bool:
    """Whether a source is where it was: by size, and by hash where the user pointed at that very place."""
    try:
        found = found_at(source.path, source.kind)
        sizes = _sizes(found.files)
        if not found.files or len(sizes) < len(found.files) or sum(sizes.values()) != source.size:
            return False
        return not places.holds(source.path) or places.hash_of(source.path, source, report) == source.sha256
    except (MediaError, OSError):
        return False


def moved_to(source: Source, folders: Sequence[Path], report: Report) -> Path | None:
    """Where in these folders or the folders in them a source's content is, or None."""
    return Places([folder for folder in folders if folder.is_dir()], deep=False).of_content(source, report)


class Places:
    """What lies under some paths, known by size; hashes are taken when they are needed, each once."""

    def __init__(self, paths: Sequence[Path], deep: bool = True) -> None:
        self._sizes: dict[Path, int] = {}
        self._folders: dict[Path, int] = {}  # with the bytes of the images that lie directly in it
        for path in paths:
            for folder, files in _walk(path, deep):
                if folder is not None:
                    self._folders[folder] = _images_size(folder, files)
                self._sizes |= files
        self._hashes: dict[tuple[Path, SourceKind, str], str] = {}

    def holds(self, path: Path) -> bool:
        """Whether a file or folder is among them."""
        return path in self._sizes or path in self._folders

    def of_content(self, source: Source, report: Report) -> Path | None:
        """The first file or folder with a source's content; what is empty has none."""
        for path in self._of_size(source) if source.size else ():
            if self.hash_of(path, source, report) == source.sha256:
                return path
        return None

    def of_name(self, source: Source) -> Path | None:
        """The first file or folder that is called as the source was."""
        named = (path for path in (*self._sizes, *self._folders) if path.name == source.path.name)
        return next(named, None)

    def hash_of(self, path: Path, source: Source, report: Report) -> str:
        """Hash of what lies there, taken as that of the source was; empty where it cannot be read."""
        key = (path, source.kind, source.path.name if source.kind != "video" and path in self._sizes else "")
        if key not in self._hashes:
            try:
                self._hashes[key] = _hash_as(path, source, report)
            except (MediaError, OSError):
                self._hashes[key] = ""
        return self._hashes[key]

    def _of_size(self, source: Source) -> Iterator[Path]:
        """Files and folders of a source's size; a single image is a source, too, whatever it is called."""
        if source.kind != "video":
            yield from (folder for folder in self._folders if self._images_size(folder, source.kind) == source.size)
        yield from (path for path, size in self._sizes.items() if size == source.size)

    def _images_size(self, folder: Path, kind: SourceKind) -> int:
        """Bytes of a folder's own images, or, for crops, of those below it as well."""
        if kind != "crops":
            return self._folders[folder]
        return sum(size for other, size in self._folders.items() if other == folder or folder in other.parents)


def _walk(path: Path, deep: bool) -> Iterator[tuple[Path | None, dict[Path, int]]]:
    """Each folder with the sizes of its files; a path that is a file comes without a folder."""
    if not path.is_dir():
        yield None, _sizes([path])
        return
    for directory, subfolders, names in os.walk(path):
        wanted = deep or Path(directory) == path
        subfolders[:] = sorted(name for name in subfolders if wanted and not name.startswith("."))
        yield Path(directory), _sizes([Path(directory) / name for name in sorted(names)])


def _images_size(folder: Path, files: Mapping[Path, int]) -> int:
    """Bytes of the images that lie directly in a folder."""
    try:
        return sum(files.get(image, 0) for image in images_in(folder))
    except MediaError:  # it can be listed no longer
        return 0


def _sizes(files: Sequence[Path]) -> dict[Path, int]:
    """Of those that are regular files."""
    sizes = {}
    for file in files:
        if is_case_file(file):
            continue
        try:
            if file.is_file():
                sizes[file] = file.stat().st_size
        except OSError:  # a link to nowhere, a file that is just being removed
            continue
    return sizes


def _hash_as(path: Path, source: Source, report: Report) -> str:
    if source.kind == "video" or path.is_dir():
        return content_hash(found_at(path, source.kind), report)[0]
    # An image's name is part of its hash; under another name it is still that image.
    plain, _ = content_hash(Found(path, "video", (path,)), report)
    return hashlib.sha256(f"{source.path.name}\t{plain}\n".encode("utf-8", "surrogateescape")).hexdigest()
