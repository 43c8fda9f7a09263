"""Whether a case that is read without a lock stayed as it was: nobody is kept from writing to it meanwhile.

A case on a read-only disk, or that must not change in any byte, can only be read so; see `file.read_case_file`.
"""

from __future__ import annotations

from pathlib import Path

from cpcl_desktop.engine.errors import CaseError

Stamp = tuple[int, ...]


def stamp_of(path: Path) -> Stamp:
    """What is another as soon as anybody wrote to the case at this path, into its journal, too."""
    return (*_seen(path), *_seen(_journal(path)))


def identity_of(path: Path) -> tuple[int, int] | None:
    """What makes it that file, however it is spelt or linked; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def file_id(path: Path) -> tuple[int, int] | Path:
    """As `identity_of`; its path where there is no file."""
    return identity_of(path) or path.resolve()


class Still:
    """How a case file lay before it was opened: `path` is the file itself, no link to it."""

    def __init__(self, path: Path) -> None:
        self.path, journal = path, _journal(path)
        is_in_use = path.with_name(path.name + "-shm").exists()  # by a program that has it open, maybe this one
        self.is_alone = not journal.exists() or (journal.stat().st_size == 0 and not is_in_use)
        self.lay = _seen(path)

    def check(self) -> None:
        """`CaseError` where the file was written to since: what was read may be half before and half after that.

        What another program keeps in a journal of its own does not count: the file is as it was until it ends.
        """
        if _seen(self.path) != self.lay:
            raise CaseError(
                "The case {path} was written to by another program while it was being read, so what was read of it "
                "last does not count. Close it there, and do the same again.",
                path=self.path,
            )


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _seen(path: Path) -> Stamp:
    """What is another as soon as a byte of a file was written; nothing where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
