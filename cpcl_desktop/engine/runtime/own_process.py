"""Processes of the program's own, beside the one that the user started: how one is started, and why it ended.

From the source tree it is a module run by this Python, in the frozen program the same program with a flag, since it
has no other executable than itself.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import cpcl_desktop

_NICER = 5  # a third of the processor where somebody else wants it too, all of it where nobody does


def command(flag: str, module: str) -> list[str]:
    """What starts the process that is `flag` of the frozen program and `module` otherwise; its arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    # -P: a module in the folder that the user happens to work in must not be taken for one of ours.
    return [sys.executable, "-P", "-m", module]


def start(
    command: Sequence[str],
    stderr: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start one with pipes to its input and from its output; raises OSError.

    `stderr`: where it complains, None for where this process does. `environment` is laid over this process's own;
    `inherited` are descriptors that it shares (POSIX).
    """
    root = str(Path(cpcl_desktop.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    options: dict[str, Any] = {"pass_fds": tuple(inherited)}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={
            **os.environ,
            **(environment or {}),
            "PYTHONPATH": os.pathsep.join([root, known]) if known else root,
        },
        bufsize=-1,
        **options,
    )


def give_way() -> None:
    """Let others go first from now on, and what this process starts: whoever waits for the window is before it."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), subprocess.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICER)


def given(arguments: Sequence[str] | None = None) -> list[str]:
    """A program's arguments; those of this process where None are named."""
    return list(sys.argv[1:] if arguments is None else arguments)


def why_ended(status: int | None) -> str:
    """What a process's exit status says, in some words for brackets; None: nothing is known."""
    if status is None:
        return "no exit status"
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
