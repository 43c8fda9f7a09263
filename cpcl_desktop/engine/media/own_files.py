"""What this program writes itself, and what must not be read as footage: cases, reports, sets of pairs."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular

SUFFIX = ".cpcl"  # of a case
_CASE = re.compile(rf"{re.escape(SUFFIX)}(-(wal|shm|journal|waits|writer(-journal)?))?$", re.IGNORECASE)
_BACKUP = re.compile(rf"{re.escape(SUFFIX)}\.v\d+-backup(-\d+)?$", re.IGNORECASE)

# A folder's file, and what stands in its first and last bytes where this program wrote it.
_MARKS: dict[str, tuple[bytes, ...]] = {
    "manifest.json": (b'"kind": "CPCL report"',),
    "reid_raw.json": (b'"file_path"', b'"camera"'),  # sets of others have no camera
}
_ENDS = 1 << 16  # bytes looked at, at either end


def is_case_file(path: Path) -> bool:
    """Whether a file is a case, or lies beside one while that is open; by its name, and where a link leads.

    Such a file is read through SQLite or not at all: on POSIX, whoever opens
    and closes it drops the locks by which this process holds the case.
    """
    named = path.resolve() if path.is_symlink() else path
    return _CASE.search(named.name) is not None


def is_own_file(path: Path, is_link: bool) -> bool:
    """Whether a file is a case, lies beside one, or is the copy of one from before an update."""
    if not is_link and SUFFIX not in path.name.casefold():  # nearly all
        return False
    return _BACKUP.search(path.name) is not None or is_case_file(path)


def backups_of(case: Path) -> list[Path]:
    """The copies of a case from before updates that lie beside it: what was removed since is in them."""
    beside = case.absolute().parent.iterdir()
    return sorted(one for one in beside if one.name.startswith(case.name) and _BACKUP.search(one.name))


def is_own_folder(folder: Path, names: Collection[str]) -> bool:
    """Whether a folder with these names in it is a report or a set of pairs that this program wrote."""
    return any(name in names and _has(folder / name, marks) for name, marks in _MARKS.items())


def _has(file: Path, marks: tuple[bytes, ...]) -> bool:
    try:
        with open_regular(file) as stream:
            ends = stream.read(_ENDS)
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - _ENDS))
            ends += stream.read()
    except OSError:  # what cannot be read says nothing of its folder
        return False
    return all(mark in ends for mark in marks)
