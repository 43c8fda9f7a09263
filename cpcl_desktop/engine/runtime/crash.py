"""Reports of errors that nobody foresaw: kept on this machine, for the user to read and to hand on or not.

What Python raises and nobody catches, in any thread, becomes a file in `crashes` of the program's home; what ends
the process at once (a fault of native code) leaves its stacks there, in a file that the process had open for that
and would have removed at its end. Paths, names of files and the user's name are replaced; the window shows the text
at its next start, whole and editable. Nothing sends it.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import os
import platform
import sys
import threading
import time
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
_NATIVE: Final = "native "
_STALE_S: Final = 86_400.0  # after which an empty file belongs to a process that was killed


class _Watch:
    """What this process watches with, held for as long as it lives."""

    program = ""
    native: IO[bytes] | None = None
    path: Path | None = None


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
        _prune(folder)
        _Watch.path = folder / f"{_NATIVE}{_now()}.txt"
        _Watch.native = _Watch.path.open("wb", buffering=0)
        faulthandler.enable(_Watch.native)
        atexit.register(_end_watch)


def reports() -> list[Path]:
    """The reports that were not forgotten yet, the newest first."""
    folder = _folder()
    if folder is None:
        return []
    with contextlib.suppress(OSError):
        found = [path for path in folder.glob("*.txt") if path.stat().st_size and path != _Watch.path]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    return []


def text_of(report: Path) -> str:
    """A report as it is shown; OSError where it is gone."""
    told = read_regular(report).decode("utf-8", "replace")
    if not report.name.startswith(_NATIVE):
        return told
    return f"{_head('a program')}\nIt was ended by the system, by a fault of native code.\n\n{_discreet(told)}"


def forget(report: Path) -> None:
    """Delete a report; OSError where that cannot be done."""
    report.unlink(missing_ok=True)


def report_error(error: BaseException) -> Path | None:
    """Keep a report of an error that nobody foresaw; returns its file, None where none can be."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / f"{_now()}.txt"
    head = _head(_Watch.program or "a program", datetime.now(UTC))
    text = f"{head}\n{_discreet(''.join(traceback.format_exception(error)))}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        _prune(folder)
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


def _end_watch() -> None:
    """This process ends as it should, so what was written was survived: Windows tells of much that is handled."""
    faulthandler.disable()
    if _Watch.native is not None and _Watch.path is not None:
        _Watch.native.close()
        with contextlib.suppress(OSError):
            _Watch.path.unlink(missing_ok=True)
        _Watch.native = _Watch.path = None


def _prune(folder: Path) -> None:
    """Keep the newest reports, and of empty files only those in which a process may still write."""
    for kind in ("2*.txt", f"{_NATIVE}*.txt"):
        full = [path for path in sorted(folder.glob(kind)) if path.stat().st_size]
        for path in folder.glob(kind):
            is_stale = not path.stat().st_size and time.time() - path.stat().st_mtime > _STALE_S
            if is_stale or path in full[:-MOST]:
                path.unlink(missing_ok=True)


def _now() -> str:
    """What a file of this moment and process is called."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f} {os.getpid()}"


def _folder() -> Path | None:
    own = home()
    return None if own is None else own / "crashes"


def _head(program: str, when: datetime | None = None) -> str:
    moment = f", {when:%Y-%m-%d %H:%M} UTC" if when else ""
    machine = f"Python {platform.python_version()}, {platform.platform()}"
    return f"CPCL Desktop {__version__}, {program}{moment}\n{machine}\n"


def _discreet(text: str) -> str:
    return without_names(text, user_name())
