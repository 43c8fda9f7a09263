"""Whether a folder is being written to: a lock that ends with the program, however that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Self

if sys.platform != "win32":
    import fcntl


class FolderLock:
    """A try to hold a folder; `is_held` says whether it worked, since nobody else held it.

    The lock goes with the folder, also where that is renamed. Windows has none
    for folders: there, nothing is ever held. `FileNotFoundError` where there is
    no folder.
    """

    def __init__(self, folder: Path) -> None:
        self.is_held = False
        self._descriptor: int | None = None
        if sys.platform != "win32":
            self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            with contextlib.suppress(OSError):  # somebody else holds it, or the file system has no locks
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.is_held = True

    def close(self) -> None:
        """Let it go."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
