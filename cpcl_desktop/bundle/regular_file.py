"""Opening a path for reading only where a regular file is: a pipe would wait for ever, a device may have no end.

Everything that opens a path which somebody named or which lies in a folder
opens it here. SQLite's files are the other thing that must not be opened: on
POSIX, whoever opens and closes one drops the locks by which this very process
holds the database. Whoever opens a database says so with `hold`.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.bundle.worded import worded

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
)  # without waiting: between the look and the opening, a pipe may take the file's place
_KINDS = {
    stat.S_IFIFO: worded("a named pipe"),
    stat.S_IFSOCK: worded("a socket"),
    stat.S_IFCHR: worded("a device"),
    stat.S_IFBLK: worded("a device"),
}
_BESIDE = ("", "-wal", "-shm", "-journal")  # files of one SQLite database, by how their names end


class HeldError(OSError):
    """It belongs to a database that this process has open, and was not opened."""


_held: Counter[Path] = Counter()
_changing = threading.Lock()


def open_regular(path: Path, buffering: int = -1) -> BinaryIO:
    """A regular file, or what a link to one leads to, open for reading bytes.

    Raises OSError: as opening does, and, with a sentence as `strerror`, where
    the path leads to something else or to a database that this process holds.
    """
    check_regular(path, path.stat())
    descriptor = os.open(path, _FLAGS)
    with ExitStack() as otherwise:
        otherwise.callback(os.close, descriptor)
        check_regular(path, os.fstat(descriptor))
        stream = os.fdopen(descriptor, "rb", buffering)
        otherwise.pop_all()
    return stream


def read_regular(path: Path, most: int = -1) -> bytes:
    """A regular file's content, or its first `most` bytes; raises as `open_regular`."""
    with open_regular(path) as stream:
        return stream.read(most)


def check_regular(path: Path, status: os.stat_result) -> None:
    """OSError with a sentence as `strerror` unless this is the status of a regular file that may be opened."""
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, worded("it is {kind}, not a file", kind=kind_of(status)), str(path))
    if _held and (status.st_dev, status.st_ino) in _held_files():
        raise HeldError(errno.EBUSY, worded("it belongs to a case that is open"), str(path))


def kind_of(status: os.stat_result) -> str:
    """What an entry is that is neither file nor folder: "a named pipe", worded("a socket"), worded("a device")."""
    return _KINDS.get(stat.S_IFMT(status.st_mode), worded("something else"))


def hold(database: Path) -> None:
    """This process has a database open through SQLite: its files are not to be opened otherwise."""
    with _changing:
        _held[database] += 1


def release(database: Path) -> None:
    """As often as it was held, it is closed."""
    with _changing:
        _held[database] -= 1
        if _held[database] <= 0:
            del _held[database]


def _held_files() -> set[tuple[int, int]]:
    with _changing:
        databases = list(_held)
    files = set()
    for database in databases:
        for end in _BESIDE:
            try:
                status = database.with_name(f"{database.name}{end}").stat()
            except OSError:  # most have no journal
                continue
            files.add((status.st_dev, status.st_ino))
    return files
