"""One program at a time adds footage to a case or changes its model; a second is told so at once."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from cpcl_desktop.engine.errors import CaseError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)  # what a system says of a lock that somebody has


def has_writer(case: Path) -> bool:
    """Whether somebody adds footage to a case, merges into it or changes its model, or was cut off while they did.

    It is asked of the lock's file, and never takes the lock: whoever begins to write just then is not refused.
    """
    return _file_of(case).exists()


class WriterLock:
    """Held by whoever adds footage to a case or changes its model; a second writer is told so at once.

    The system's lock of a file beside the case: it ends with the process,
    however that ends, so that a file that was left says nothing. The file is
    deleted while it is held, and a lock counts only if its file is still the
    one beside the case: else two writers could hold two files of one name.
    """

    def __init__(self, case: Path) -> None:
        self._case = case
        self._path = _file_of(case)
        while True:
            self._descriptor = self._opened()
            try:
                self._take()
            except CaseError:
                os.close(self._descriptor)
                raise
            if self._is_the_one_beside_the_case():
                return
            os.close(self._descriptor)  # whoever held it before has deleted it

    def release(self) -> None:
        """Let the next writer in."""
        if sys.platform == "win32":  # which deletes no file that is open, also not one that another has opened
            os.close(self._descriptor)
        with contextlib.suppress(OSError):  # left there, it does no harm
            self._path.unlink()
        if sys.platform != "win32":
            os.close(self._descriptor)

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        except PermissionError as error:
            with contextlib.suppress(OSError):  # one that another user left can be locked all the same
                return os.open(self._path, os.O_RDONLY)
            raise self._unwritable(error) from error
        except OSError as error:
            raise self._unwritable(error) from error

    def _take(self) -> None:
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                raise CaseError(
                    "Footage is being added to {path} by another program, or its model is changed; wait until "
                    "that is done, or close it.",
                    path=self._case,
                ) from error
            raise CaseError(
                "The disk that holds {path} cannot keep a second writer out ({why}); nothing was changed. Keep "
                "the case on a disk of this machine.",
                path=self._case,
                why=error.strerror,
            ) from error

    def _is_the_one_beside_the_case(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def _unwritable(self, error: OSError) -> CaseError:
        return CaseError(
            "Nothing can be added to {path}: beside it {name} cannot be written ({why}). Check the folder's "
            "permissions; the case is as it was.",
            path=self._case,
            name=self._path.name,
            why=error.strerror,
        )


def _file_of(case: Path) -> Path:
    return case.with_name(case.name + "-writer")
