"""Reports of errors that nobody foresaw: kept on this machine, for the user to read and to hand on or not.

What Python raises and nobody catches, in any thread, becomes a file in `crashes` of the program's home; what ends
the process at once (a fault of native code) leaves its stacks in `native.txt` there. Paths, names of files and the
user's name are replaced; the window shows the text at its next start, whole and editable. Nothing sends it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from cpcl_desktop import __version__
from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.runtime.program_log import note_error
from cpcl_desktop.engine.runtime.traces import user_name, without_names

MOST: Final = 5  # reports that are kept; the newest
_NATIVE: Final = "native.txt"


class _Watch:
    """What this process watches with, held for as long as it lives."""

    program = ""
    native: IO[bytes] | None = None


def watch(program: str) -> None:
    """From now on, what nobody catches is reported and then goes its usual way."""
    _Watch.program = program
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_uncaught_in_thread
    folder = _folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _Watch.native = (folder / _NATIVE).open("ab", buffering=0)
        faulthandler.enable(_Watch.native)


def reports() -> list[Path]:
    """The reports that were not forgotten yet, the newest first."""
    folder = _folder()
    if folder is None:
        return []
    with contextlib.suppress(OSError):
        found = [path for path in folder.glob("*.txt") if path.stat().st_size]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    return []


def text_of(report: Path) -> str:
    """A report as it is shown; OSError where it is gone."""
    told = read_regular(report).decode("utf-8", "replace")
    if report.name != _NATIVE:
        return told
    return f"{_head('a program')}\nIt was ended by the system, by a fault of native code.\n\n{_discreet(told)}"


def forget(report: Path) -> None:
    """Delete a report; OSError where that cannot be done."""
    if report.name == _NATIVE:
        os.truncate(report, 0)  # this process watches with that very file
    else:
        report.unlink(missing_ok=True)


def report_error(error: BaseException) -> Path | None:
    """Keep a report of an error that nobody foresaw; returns its file, None where none can be."""
    folder = _folder()
    if folder is None:
        return None
    now = datetime.now(UTC)
    path = folder / f"{now:%Y-%m-%dT%H-%M-%S-%f} {os.getpid()}.txt"
    text = f"{_head(_Watch.program or 'a program', now)}\n{_discreet(''.join(traceback.format_exception(error)))}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("2*.txt"))[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def _on_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, Exception):
        note_error("unforeseen", error)
        report_error(error)
    sys.__excepthook__(kind, error, trace)


def _on_uncaught_in_thread(failed: threading.ExceptHookArgs) -> None:
    if isinstance(failed.exc_value, Exception):
        note_error("unforeseen, in a thread", failed.exc_value)
        report_error(failed.exc_value)
    threading.__excepthook__(failed)


def _folder() -> Path | None:
    own = home()
    return None if own is None else own / "crashes"


def _head(program: str, when: datetime | None = None) -> str:
    time = f", {when:%Y-%m-%d %H:%M} UTC" if when else ""
    return (
        f"CPCL Desktop {__version__}, {program}{time}\nPython {platform.python_version()}, {platform.platform()}\n"
    )


def _discreet(text: str) -> str:
    return without_names(text, user_name())
