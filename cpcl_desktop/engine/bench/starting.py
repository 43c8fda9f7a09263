"""How long the programs take to start: whole processes, one after the other."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence

from cpcl_desktop.engine.bench.records import LeftOut, Series
from cpcl_desktop.engine.bench.setting import Setting
from cpcl_desktop.engine.runtime.machine import display
from cpcl_desktop.engine.runtime.places import cpcl_command, window_command

WORDS = "man in a black jacket"
PATIENCE_S = 120.0


def starting(setting: Setting) -> Iterator[Series | LeftOut]:
    """`cpcl --help`, a search in a small case, and the window with that case until it is drawn and closed."""
    case = str(setting.case)
    yield _started(setting, "start of cpcl", [*cpcl_command(), "--help"])
    yield _started(setting, "cpcl search", [*cpcl_command(), "search", case, WORDS])


def opening_window(setting: Setting) -> Iterator[Series | LeftOut]:
    """The window with a small case, until it is drawn and closed; off screen where there is no display."""
    yield _started(setting, "window", [*window_command(), "--smoke-test", str(setting.case)])


def _started(setting: Setting, name: str, command: Sequence[str]) -> Series | LeftOut:
    shown = {} if display() else {"QT_QPA_PLATFORM": "offscreen"}
    environment = shown | os.environ

    def start() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=PATIENCE_S
        )

    try:
        ended = start()  # which does not count
        if ended.returncode != 0:
            return LeftOut(name, f"It does not start here: {ended.stderr.strip().rpartition(chr(10))[2]}")
        return Series(name, "s", setting.timed(name, start, warm_up=False))
    except (OSError, subprocess.TimeoutExpired) as error:
        return LeftOut(name, f"It does not start here ({type(error).__name__}).")
