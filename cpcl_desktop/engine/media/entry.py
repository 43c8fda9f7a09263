"""What one entry of a folder is: footage, a folder, or what is left out, with the reason.

Only regular files are ever opened, and only those whose names do not say what
they are.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.regular_file import HeldError
from cpcl_desktop.bundle.regular_file import kind_of as special_kind_of
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.listing import is_named_as_footage, kind_by_content, kind_by_name
from cpcl_desktop.engine.media.litter import is_litter_file
from cpcl_desktop.engine.media.own_files import is_own_file
from cpcl_desktop.engine.records import LeftOutReason


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a folder. A link is what it leads to.

    Of what is left out, `why` adds to the reason where something is to be
    added; `is_missing` says that it may be footage.
    """

    path: Path
    kind: Literal["image", "video", "folder", "left out"]
    is_link: bool = False
    reason: LeftOutReason = "not footage"
    why: str = ""
    is_missing: bool = False


def entry_of(found: os.DirEntry[str]) -> Entry:
    """What an entry of a folder is; never raises: what cannot be looked at is left out as unreadable."""
    path = Path(found.path)
    try:
        if found.is_symlink():
            return _link(path)
        if found.is_dir(follow_symlinks=False):
            return Entry(path, "folder")
        if found.is_file(follow_symlinks=False):
            return _file(path, is_link=False)
        return _special(path, found.stat(follow_symlinks=False))
    except OSError as error:
        return _unreadable(path, error)


def _link(path: Path) -> Entry:
    try:
        status = path.stat()
    except OSError as error:
        return _broken_link(path, error)
    if stat.S_ISDIR(status.st_mode):
        around = path.parent.resolve()
        target = path.resolve()
        if target == around or target in around.parents:
            return Entry(path, "left out", True, "link in a circle", worded("leads back to {path}", path=target))
        return Entry(path, "folder", is_link=True)
    return _file(path, is_link=True) if stat.S_ISREG(status.st_mode) else _special(path, status)


def _broken_link(path: Path, error: OSError) -> Entry:
    missing = is_named_as_footage(path)
    if error.errno == errno.ELOOP:
        return Entry(path, "left out", True, "link in a circle", worded("leads to itself"), missing)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Entry(
            path, "left out", True, "dangling link", worded("leads to {path}", path=path.readlink()), missing
        )
    return _unreadable(path, error)


def _file(path: Path, is_link: bool) -> Entry:
    if is_own_file(path, is_link):
        return Entry(path, "left out", is_link, "own file")
    if is_litter_file(path.name):
        return Entry(path, "left out", is_link, "litter")
    if path.name.startswith("."):
        return Entry(path, "left out", is_link, "hidden")
    named = kind_by_name(path)
    if named == "image" and not os.access(path, os.R_OK):
        return _unreadable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    return Entry(path, named, is_link) if named else _unlisted(path, is_link)


def _unlisted(path: Path, is_link: bool) -> Entry:
    """A file whose name says nothing: its first bytes do."""
    try:
        kind = kind_by_content(path)
        empty = kind is None and path.stat().st_size == 0
    except HeldError:
        return Entry(path, "left out", is_link, "own file")
    except OSError as error:
        return _unreadable(path, error)
    if kind == "unread":
        return Entry(path, "left out", is_link, "unread format", is_missing=True)
    return Entry(path, kind or "left out", is_link, "empty" if empty else "not footage")


def _special(path: Path, status: os.stat_result) -> Entry:
    why = worded("it is {kind}", kind=special_kind_of(status))
    return Entry(path, "left out", reason="not a file", why=why, is_missing=is_named_as_footage(path))


def _unreadable(path: Path, error: OSError) -> Entry:
    return Entry(path, "left out", reason="unreadable", why=error.strerror or str(error), is_missing=True)
