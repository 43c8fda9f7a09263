"""The program's own log: what ran, in which version, and where it went wrong. It is not the log of a case.

It lies in `logs` of the program's home, a file for each program, a megabyte each at most and a few kept. In it are
versions, commands by their names, and of errors the kind and the places in the code. Never in it are descriptions,
purposes, names or paths of cases, footage and reports: who reads it learns nothing of a case. Hence messages of
libraries, which may name a file, are told by the place that they come from alone.
"""

from __future__ import annotations

import logging
import platform
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from cpcl_desktop import __version__
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.runtime.policy import MOST_LOGS, Policy, policy
from cpcl_desktop.engine.runtime.traces import trace_of

OURS: Final = "cpcl_desktop"  # the logger, and the beginning of those below it
LARGEST: Final = 1 << 20  # bytes of a file


def log_folder() -> Path | None:
    """Where the program's logs lie; None for a user without a home folder."""
    own = home()
    return None if own is None else own / "logs"


def begin_log(program: str) -> Path | None:
    """Write what this process logs from now on to the log of `program`; returns its file, None where none can be.

    That nothing can be written there hinders nobody: the program works without.
    """
    folder = log_folder()
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Handler(folder / f"{program}.log", maxBytes=LARGEST, backupCount=_kept(), encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Discreet())
    logging.getLogger().addHandler(handler)
    ours = logging.getLogger(OURS)
    ours.setLevel(logging.INFO)
    ours.info("%s %s begins, Python %s, %s", program, __version__, platform.python_version(), platform.platform())
    return Path(handler.baseFilename)


def note(message: str, *values: object) -> None:
    """Write a line of our own; `values` are names of commands, kinds and numbers, nothing that somebody gave."""
    logging.getLogger(OURS).info(message, *values)


def note_error(what: str, error: BaseException) -> None:
    """Write that something went wrong: the kind of the error and where."""
    logging.getLogger(OURS).error("%s", what, exc_info=error)


def _kept() -> int:
    try:
        held = policy()
    except MachineError:  # which the program says by itself
        held = Policy()
    return min(held.log_files, MOST_LOGS)


class _Handler(RotatingFileHandler):
    """Where it cannot write or turn to a new file, it says nothing: another process may hold the file."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Go on without."""


class _Discreet(logging.Formatter):
    """A line for a record, and the trace of an exception; nothing that it was about."""

    def format(self, record: logging.LogRecord) -> str:
        """Our own messages as they are; of others where they come from."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        is_ours = record.name.split(".")[0] == OURS
        said = record.getMessage() if is_ours else f"{record.name}, {Path(record.pathname).name}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        trace = [] if error is None else list(trace_of(error))
        return "\n".join([f"{when} {record.process} {record.levelname} {said}", *(f"    {line}" for line in trace)])
