"""The folders under a path with what is in them: each once, however often links lead to it; none is passed over.

What links lead to comes last, so that a folder is met under its own name where
it has one there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.entry import Entry, entry_of
from cpcl_desktop.engine.media.file_names import natural_key
from cpcl_desktop.engine.media.listing import is_image, relative_key
from cpcl_desktop.engine.media.litter import is_litter_folder
from cpcl_desktop.engine.media.own_files import is_own_folder
from cpcl_desktop.engine.records import LeftOutReason

Identity = tuple[int, int] | Path


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder that a walk came to.

    Its entries in natural order, as far as it could be listed (`error`: why not
    further); or `aside`, why it was not looked into, then without entries.
    """

    path: Path
    entries: list[Entry] = field(default_factory=list)
    error: OSError | None = None
    aside: LeftOutReason | None = None


def walk(folder: Path, seen: set[Identity] | None = None) -> Iterator[Listing]:
    """Each folder from this one down, in natural order; then those to which links lead, and what is in them.

    What was `seen` is told and not looked into. The first is looked into
    whatever it is called.
    """
    seen = set() if seen is None else seen
    waiting, links = [folder], list[Path]()
    while waiting or links:
        path = waiting.pop() if waiting else links.pop(0)
        listing = _listing(path, seen, is_named=path == folder)
        yield listing
        folders = [entry for entry in listing.entries if entry.kind == "folder"]
        waiting += [entry.path for entry in reversed(folders) if not entry.is_link]
        links += [entry.path for entry in folders if entry.is_link]


def images_in(folder: Path, recursive: bool = False) -> list[Path]:
    """The images of a folder in natural order of their relative names; MediaError when it cannot be listed.

    Those that are called so, and those of any other name that begin as images do. Animations are films and left to
    be sources of their own, except among crops (`recursive`).
    """
    files: list[Path] = []
    for listing in walk(folder):
        if listing.error is not None:
            why = listing.error.strerror
            raise MediaError(
                "The folder {path} cannot be listed: {why}.", path=listing.path, why=why
            ) from listing.error
        files += [entry.path for entry in listing.entries if entry.kind == "image" or (recursive and _moves(entry))]
        if not recursive:
            return files  # in order already
    return sorted(files, key=lambda file: relative_key(file, folder))


def _moves(entry: Entry) -> bool:
    """Whether this is an animation: a film of its own, but a picture among crops."""
    return entry.kind == "video" and is_image(entry.path)


def identity_of(path: Path) -> Identity:
    """What makes it that file or folder, however it is called; its place where its disk has no numbers for that.

    Raises OSError.
    """
    status = path.stat()
    return (status.st_dev, status.st_ino) if status.st_ino else path.resolve()


def _listing(path: Path, seen: set[Identity], is_named: bool) -> Listing:
    if not is_named and is_litter_folder(path.name):
        return Listing(path, aside="litter")
    if not is_named and path.name.startswith("."):
        return Listing(path, aside="hidden")
    try:
        identity = identity_of(path)
        if identity in seen:
            return Listing(path, aside="met already")
        seen.add(identity)
    except OSError as error:
        return Listing(path, error=error)
    found, failure = _scanned(path)
    if not is_named and is_own_folder(path, {one.name for one in found}):
        return Listing(path, aside="own file")
    return Listing(path, [entry_of(one) for one in found], failure)


def _scanned(folder: Path) -> tuple[list[os.DirEntry[str]], OSError | None]:
    """A folder's entries in natural order, as far as they can be listed, and why not further."""
    found: list[os.DirEntry[str]] = []
    failure: OSError | None = None
    try:
        with os.scandir(folder) as entries:
            found.extend(entries)
    except OSError as error:
        failure = error
    return sorted(found, key=lambda one: natural_key(one.name)), failure
