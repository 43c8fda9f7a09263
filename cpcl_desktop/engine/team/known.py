"""Which teams' cases somebody took on this machine. A file alone does not make the program ask a network.

Whoever hands in a case could have written into it that it follows a server of theirs, which would then be told who
opens it, and when. So only addresses are asked that a user of this machine gave to `cpcl case pull`.
"""

from __future__ import annotations

from pathlib import Path

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.places import home, write_whole

_FILE = "teams.txt"  # an address a line


def is_known(url: str) -> bool:
    """Whether a case was taken from there."""
    return url in _known()


def remember(url: str) -> None:
    """A case was taken from there; MachineError where that cannot be noted."""
    file, known = _file(), _known()
    if url in known:
        return
    if file is None:
        raise MachineError("This user has no home folder, in which servers are noted; name one with CPCL_HOME.")
    try:
        write_whole(file, "".join(f"{one}\n" for one in (*known, url)))
    except OSError as error:
        raise MachineError(
            "{path} cannot be written ({why}), where it is noted from which servers cases were taken.",
            path=file,
            why=error.strerror or error,
        ) from error


def _file() -> Path | None:
    folder = home()
    return None if folder is None else folder / _FILE


def _known() -> list[str]:
    file = _file()
    try:
        return [] if file is None else read_regular(file).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):  # none yet, or none that can be read: then nothing is asked
        return []
