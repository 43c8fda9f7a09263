"""What there is to ingest under the paths a user names, and what becomes of everything else that lies there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.entry import Entry
from cpcl_desktop.engine.media.folder_walk import Identity, Listing, identity_of, images_in, walk
from cpcl_desktop.engine.media.listing import is_image, kind_of, relative_key
from cpcl_desktop.engine.records import LeftOut, SourceKind
from cpcl_desktop.engine.runtime.language import in_english
from cpcl_desktop.engine.sources.left_out import Tally, left_out_sentences


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


@dataclass(frozen=True, slots=True)
class Met:
    """Everything under some paths: what there is to ingest, folders gone through, entries left out.

    A folder's entry counts as a folder or as left out, any other as a file of
    a source or as left out; so does what was named itself.
    """

    found: Sequence[Found]
    folders: int = 0
    left_out: Sequence[LeftOut] = ()
    roots: Sequence[Path] = ()  # the paths, absolute

    @property
    def entries(self) -> int:
        """How many directory entries there are."""
        files = sum(len(one.files) for one in self.found)
        return self.folders + files + sum(one.count for one in self.left_out)


def find_sources(paths: Sequence[Path], already_cropped: bool = False) -> list[Found]:
    """Everything to ingest under `paths`, as `survey` finds it."""
    return list(survey(paths, already_cropped).found)


def survey(paths: Sequence[Path], already_cropped: bool = False) -> Met:
    """Everything under `paths`, each thing once, what is to be ingested in natural order.

    A file that is named is always taken, whatever its suffix. In folders (their
    sub-folders, and those to which links lead) names decide, and where they say
    nothing, first bytes; each folder that holds images is one source. With
    `already_cropped`, each path is one folder of crops.

    Raises UsageError when no path is given, MediaError for a path that does not
    exist, may not be read, or holds no footage.
    """
    if not paths:
        raise UsageError("Name at least one video, folder of videos or folder of frames to read.")
    surveying = _Survey()
    for path in paths:
        if already_cropped:
            surveying.add_crops(path)
        elif _exists(path).is_dir():
            surveying.add_folder(path)
        else:
            surveying.add_file(path)
    roots = [path.absolute() for path in paths]
    return Met(surveying.found, surveying.folders, surveying.left_out, roots)


def found_at(path: Path, kind: SourceKind) -> Found:
    """What lies where a source of this kind was; its files are those that make up its content."""
    if kind == "video" or not _exists(path).is_dir():
        return Found(path, kind, (path,))
    return Found(path, kind, tuple(images_in(path, recursive=kind == "crops")))


class _Survey:
    """What was met so far under the paths that were named."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.folders = 0
        self.left_out: list[LeftOut] = []
        self._folders_seen: set[Identity] = set()
        self._files_seen: set[Identity] = set()

    def add_file(self, path: Path) -> None:
        """A file that was named."""
        if is_case_file(path):
            raise MediaError(
                "{path} is a case's file, not footage; it was not read. Open the case instead.", path=path
            )
        tally = Tally(path)
        if self._is_new(path, tally):
            self.found.append(Found(path, "frames" if kind_of(path) == "image" else "video", (path,)))
        self.left_out += tally.left_out()

    def add_folder(self, path: Path) -> None:
        """A folder that was named, with all below it."""
        tally, sources, links = Tally(path), list[Found](), list[Entry]()
        for listing in walk(path, self._folders_seen):
            if listing.aside:
                _count_aside(listing, tally)
                continue
            self.folders += 1
            sources += self._in_listing(listing, tally, links)
        for entry in links:
            if self._is_new(entry.path, tally):
                sources.append(Found(entry.path, "video", (entry.path,)))
        left_out = tally.left_out()
        _check_any(path, sources, left_out)
        self.found += sorted(sources, key=lambda source: relative_key(source.path, path))
        self.left_out += left_out

    def add_crops(self, path: Path) -> None:
        """A folder of ready-made crops that was named, or one of them."""
        tally = Tally(path)
        if not _exists(path).is_dir():
            files = [path] if kind_of(path) == "image" and not is_case_file(path) else []
        elif self._is_new(path, tally):
            files = images_in(path, recursive=True)
            self._count_crops(path, tally)
        else:
            self.left_out += tally.left_out()
            return
        if not files:
            raise MediaError("{path} holds no images; ready-made crops are image files.", path=path)
        self.found.append(Found(path, "crops", tuple(files)))
        self.left_out += tally.left_out()

    def _in_listing(self, listing: Listing, tally: Tally, links: list[Entry]) -> list[Found]:
        """The sources that lie directly in a folder; links to videos are put aside until all else was met."""
        sources = []
        images = [entry.path for entry in listing.entries if entry.kind == "image"]
        if listing.error is not None:  # what else is in it is not known, so it is no sequence of frames
            sources.append(Found(listing.path, "frames", ()))
            for image in images:
                tally.add(image, "unreadable", worded("its folder cannot be listed to the end"), is_missing=True)
        elif images:
            sources.append(Found(listing.path, "frames", tuple(images)))
        for entry in listing.entries:
            if entry.kind == "video" and entry.is_link:
                links.append(entry)
            elif entry.kind == "video" and self._is_new(entry.path, tally):
                sources.append(Found(entry.path, "video", (entry.path,)))
        _count_left_out(listing.entries, tally)
        return sources

    def _count_crops(self, path: Path, tally: Tally) -> None:
        for listing in walk(path):
            if listing.aside:
                _count_aside(listing, tally)
                continue
            self.folders += 1
            _count_left_out(listing.entries, tally)
            for entry in listing.entries:
                if entry.kind == "video" and not is_image(entry.path):
                    tally.add(entry.path, "film among crops", is_missing=True)

    def _is_new(self, path: Path, tally: Tally) -> bool:
        """Whether a file was not met before under another name; if it was, that is counted."""
        try:
            identity = identity_of(path)
        except OSError:  # it has just gone; reading it says so
            return True
        if identity in self._files_seen:
            tally.add(path, "met already")
            return False
        self._files_seen.add(identity)
        return True


def _count_left_out(entries: Iterable[Entry], tally: Tally) -> None:
    for entry in entries:
        if entry.kind == "left out":
            tally.add(entry.path, entry.reason, entry.why, entry.is_missing)


def _count_aside(listing: Listing, tally: Tally) -> None:
    """A folder that was not looked into: it counts with everything in it, unless that was met elsewhere."""
    assert listing.aside is not None
    tally.add(listing.path, listing.aside)
    if listing.aside != "met already":
        for directory, folders, names in os.walk(listing.path):
            for name in (*folders, *names):
                tally.add(Path(directory) / name, listing.aside)


@in_english()  # an error says it
def _check_any(path: Path, sources: Sequence[Found], left_out: Sequence[LeftOut]) -> None:
    """MediaError where a folder that was named holds nothing to read, or cannot be listed itself."""
    if not sources and not any(one.reason == "met already" for one in left_out):
        there = " ".join(left_out_sentences(left_out))
        raise MediaError(
            worded(
                "The folder {path} holds no videos and no images, nor do its sub-folders. {left_out}",
                path=path,
                left_out=there,
            ).rstrip()
        )
    if len(sources) == 1 and sources[0].path == path and not sources[0].files:
        images_in(path)  # raises with the reason


def _exists(path: Path) -> Path:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise MediaError("{path} does not exist.", path=path) from error
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=path, why=error.strerror) from error
    return path
