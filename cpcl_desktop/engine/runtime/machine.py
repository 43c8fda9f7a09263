"""What machine this is, in words and figures that name nobody: cores, memory, load, display, versions."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from cpcl_desktop import __version__
from cpcl_desktop.engine.runtime.sessions import runtime_found, usable_cores

LIBRARIES: Final[Mapping[str, str]] = {
    "PyAV": "av",
    "NumPy": "numpy",
    "OpenCV": "cv2",
    "FAISS": "faiss",
    "Pillow": "PIL",
}
"""Libraries on whose version a result may depend, by the name of their module; ONNX Runtime is asked otherwise."""

_SPIN_S = 0.05  # of work, by which is measured whether others take the cores
_CGROUP = Path("/sys/fs/cgroup/memory.max")


@dataclass(frozen=True, slots=True)
class Machine:
    """Processor, cores that may be used and that there are, memory in bytes (None: not known), system."""

    processor: str
    cores: int
    cores_there: int
    memory: int | None
    system: str

    def __str__(self) -> str:
        memory = "" if self.memory is None else f", {self.memory / 2**30:.1f} GiB of memory"
        return f"{self.processor}, {self.cores} of {self.cores_there} cores{memory}, {self.system}"


def this_machine() -> Machine:
    """This one."""
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return Machine(processor(), usable_cores(), os.cpu_count() or 1, memory_bytes(), system)


def processor() -> str:
    """The processor's name as its maker gives it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def memory_bytes() -> int | None:
    """Memory that this process may use at most: the machine's, or what a container is given of it."""
    there = _memory_there()
    try:
        given = int(_CGROUP.read_text())
    except (OSError, ValueError):  # no container, or "max"
        return there
    return given if there is None else min(there, given)


if sys.platform == "win32":

    def _memory_there() -> int | None:
        kilobytes = ctypes.c_ulonglong()
        known = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024 if known else None

else:

    def _memory_there() -> int | None:
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (ValueError, OSError):
            return None


def taken_by_others() -> float:
    """Which share of a core's time this thread did not get while it had work, 0 to 1: above 0.1 others are busy."""
    began, cpu = time.perf_counter(), time.thread_time()
    until = began + _SPIN_S
    while time.perf_counter() < until:
        pass
    return max(0.0, 1 - (time.thread_time() - cpu) / (time.perf_counter() - began))


def load() -> float | None:
    """Programs that ran or waited in the last minute, for each core; None where the system does not tell."""
    try:
        return os.getloadavg()[0] / usable_cores()
    except (AttributeError, OSError):
        return None


def display() -> str:
    """What shows windows here, in a word; empty where nothing does."""
    if sys.platform in ("win32", "darwin"):
        return platform.system()
    kinds = (("WAYLAND_DISPLAY", "Wayland"), ("DISPLAY", "X11"))
    return next((kind for name, kind in kinds if os.environ.get(name)), "")


def versions() -> dict[str, str]:
    """The program and what its results may depend on, by name."""
    import av

    libraries = {name: str(getattr(import_module(module), "__version__", "")) for name, module in LIBRARIES.items()}
    return {
        "cpcl": __version__,
        "Python": platform.python_version(),
        "FFmpeg": str(av.ffmpeg_version_info),
        "ONNX Runtime": runtime_found()[0],
        **libraries,
    }
