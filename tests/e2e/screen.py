"""A screen of its own for a program: X server, window manager, message buses; nothing of the user's is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

PROGRAMS = ("Xvfb", "openbox", "dbus-daemon", "xdotool")
END_S = 10


def what_is_missing() -> str:
    """Which of the programs a screen needs are not there; empty where all are."""
    return ", ".join(name for name in PROGRAMS if shutil.which(name) is None)


def leave_out(why: str) -> NoReturn:
    """Skip the test that is under way; where CPCL_MUST_E2E=1 says that these must run, as in CI, it fails by it."""
    if os.environ.get("CPCL_MUST_E2E") == "1":
        pytest.fail(f"An end-to-end test must run here and cannot: {why}", pytrace=False)
    pytest.skip(why)


def as_anybody() -> list[str]:
    """What a command begins with so that a file's mode holds for it, also where tests run as the administrator."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        leave_out("without setpriv the administrator may write everywhere")
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]


@contextmanager
def screen(home: Path, size: tuple[int, int] = (1280, 900)) -> Iterator[dict[str, str]]:
    """The environment of a program that shall run on it; settings, caches and sockets lie under `home`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "CPCL_HOME"):
        folder = home / name.lower()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment[name] = str(folder)
    environment |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8"}
    with ExitStack() as stack:
        shown = f"{size[0]}x{size[1]}x24"
        number = _told(stack, ["Xvfb", "-displayfd", "{}", "-screen", "0", shown, "-nolisten", "tcp"], environment)
        environment["DISPLAY"] = f":{number}"
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={}"]
        environment["DBUS_SESSION_BUS_ADDRESS"] = _told(stack, bus, environment)
        stack.enter_context(_running(["openbox"], environment))
        yield environment


def _told(stack: ExitStack, command: list[str], environment: Mapping[str, str]) -> str:
    """Start a program that writes one line to the descriptor whose number stands for `{}`."""
    reading, writing = os.pipe()
    filled = [part.format(writing) for part in command]
    try:
        stack.enter_context(_running(filled, environment, (writing,)))
    finally:
        os.close(writing)
    with os.fdopen(reading) as lines:
        return lines.readline().strip()


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], handed: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A program with all that it starts, until the end of the block."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, stdout=quiet, stderr=quiet, pass_fds=handed, start_new_session=True
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(END_S)
