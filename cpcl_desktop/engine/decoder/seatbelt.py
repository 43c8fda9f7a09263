"""What this process may still do, by macOS' sandbox: read what is named; not write, connect or start anything.

`sandbox_init` is marked as deprecated since macOS 10.8 and has no successor for programs outside the App Store;
browsers confine their processes by it to this day.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from pathlib import Path

_REFUSED = ("network*", "process-fork", "process-exec*", "file-write*", "file-read-data", "signal", "system-socket")


def profile(paths: Iterable[Path]) -> str:
    """The profile, in the sandbox's own language, in which the last rule that fits decides."""
    rules = ["(version 1)", "(allow default)", *(f"(deny {what})" for what in _REFUSED)]
    rules += ["(allow signal (target self))", '(allow file-write-data (literal "/dev/null"))']
    rules += [f"(allow file-read-data ({_reach(path)} {_quoted(path)}))" for path in paths]
    return "\n".join(rules)


def enter_sandbox(paths: Iterable[Path]) -> str:
    """Confine this process, all threads of it, for good; why that cannot be, else empty."""
    try:
        system = ctypes.CDLL("/usr/lib/libSystem.dylib")
        enter, let_go = system.sandbox_init, system.sandbox_free_error
    except (OSError, AttributeError) as error:
        return f"this system has no sandbox_init ({error})"
    enter.argtypes = (ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p))
    enter.restype = ctypes.c_int
    let_go.argtypes = (ctypes.c_char_p,)
    complaint = ctypes.c_char_p()
    if enter(profile(paths).encode(), 0, ctypes.byref(complaint)) == 0:
        return ""
    why = (complaint.value or b"it gave no reason").decode("utf-8", "replace")
    let_go(complaint)
    return f"the system refuses the sandbox ({why})"


def _reach(path: Path) -> str:
    return "subpath" if path.is_dir() else "literal"


def _quoted(path: Path) -> str:
    """A path as the sandbox sees it: without links, in double quotes."""
    text = str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
