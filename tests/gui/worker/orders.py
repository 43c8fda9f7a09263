"""What tests order of a worker's process, which imports this module: no pytest and no Qt here."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from cpcl_desktop.engine.errors import CpclError, MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import chosen
from cpcl_desktop.gui.worker.course import Announce


def speak(announce: Announce, report: Report) -> list[str]:
    """Progress and values in turn."""
    for number in range(3):
        report(Progress(f"stage {number}", number, 3, "steps"))
        announce(number)
    return ["done", str(os.getpid()), chosen()]


def go_on(notes: Path, report: Report) -> None:
    """Report until it is stopped, and write down how often."""
    count = 0
    while True:
        report(Progress("on and on"))
        count += 1
        notes.write_text(str(count))
        time.sleep(0.005)


def many(reports: int, report: Report) -> None:
    """Report so often, from two threads."""

    def say() -> None:
        for _ in range(reports):
            report(Progress("on and on"))

    beside = threading.Thread(target=say)
    beside.start()
    say()
    beside.join()


def fail(error: Exception, _: Report) -> None:
    """Raise it."""
    raise error


def fail_from(_: Report) -> None:
    """An error of ours that another led to."""
    try:
        raise OSError(5, "It broke")
    except OSError as error:
        raise MediaError("It cannot be read.") from error


class Holding(Exception):  # noqa: N818 - it holds what does not pickle
    """As a library's exception may."""

    def __init__(self) -> None:
        super().__init__("it holds a lock")
        self.lock = threading.Lock()


def fail_strangely(_: Report) -> None:
    """Raise what does not pickle."""
    raise Holding


def give_strangely(_: Report) -> object:
    """Return what does not pickle."""
    return threading.Lock()


def die(how: int, _: Report) -> None:
    """End the process by a signal."""
    os.kill(os.getpid(), how)
    signal.pause()


def leave(_: Report) -> None:
    """End the process by itself."""
    sys.exit(3)


def exhaust(_: Report) -> None:
    """Ask for more memory than there is."""
    raise MemoryError


def niceness(_: Report) -> int:
    """How much the process lets others go first."""
    return os.nice(0)


def pid(_: Report) -> int:
    """Which process works."""
    return os.getpid()


def print_something(_: Report) -> str:
    """As a library may, to where messages go."""
    print("Something", flush=True)
    os.write(1, b"something else")
    return "said"


def loaded(names: tuple[str, ...], _: Report) -> list[str]:
    """Which modules of these packages the process has imported."""
    return sorted(name for name in sys.modules if name.split(".")[0] in names)


class Own(CpclError):  # noqa: N818 - as an error of a package is
    """An error that only this module knows."""
