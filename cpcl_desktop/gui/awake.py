"""Keeps the machine awake while it works: an idle machine would go to sleep over a night of footage or training.

Linux and macOS have a program that does so for as long as another one runs:
here `cat`, which ends when this end of its pipe is closed, also by our own end,
however sudden. Windows has a call. Where there is neither, the machine sleeps
as it always did, and what was read until then is kept.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

from cpcl_desktop.engine.runtime.language import tr

PROGRAMS: Mapping[str, Sequence[str]] = {
    "linux": (
        "systemd-inhibit", "--what=idle:sleep", "--who=CPCL Desktop", "--why=" + tr("Long work is under way"),
        "--mode=block", "cat",
    ),
    "darwin": ("caffeinate", "-i", "-m", "cat"),
}  # fmt: skip
# https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001


class Awake:
    """Asks the system not to sleep, between `hold` and `release`; both may be called again."""

    def __init__(self, platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which) -> None:
        self._platform, self._find = platform, find
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_held(self) -> bool:
        """Whether a program holds it awake; Windows keeps that to itself."""
        return self._process is not None and self._process.poll() is None

    def hold(self) -> None:
        """From now on."""
        if self._platform == "win32":
            _tell_windows(_CONTINUOUS | _SYSTEM_REQUIRED)
        elif not self.is_held:
            self._process = self._started()

    def release(self) -> None:
        """No longer."""
        if self._platform == "win32":
            _tell_windows(_CONTINUOUS)
        elif self._process is not None:
            process, self._process = self._process, None
            if process.stdin is not None:
                process.stdin.close()  # which ends it; nobody waits here for a system that answers late
            threading.Thread(target=process.wait, name="awake", daemon=True).start()

    def _started(self) -> subprocess.Popen[bytes] | None:
        command = PROGRAMS.get(self._platform, ())
        if not command or self._find(command[0]) is None:
            return None
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)


def _tell_windows(flags: int) -> None:
    ctypes.windll.kernel32.SetThreadExecutionState(flags)  # type: ignore[attr-defined, unused-ignore]
