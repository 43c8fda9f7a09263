"""How much memory and time a decoder may take, and keeping it from taking more."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OUT_OF_MEMORY = 77  # exit status of a decoder that found itself above its limit
_LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What decoding one source may take."""

    memory_bytes: int = 4 << 30
    silence_s: float = 30.0  # a decoder that reads no packet and no file for so long is stuck
    scan_bytes_a_second: int = 20_000_000  # looking for an index may take a whole file's length at this rate

    def patience_s(self, file: Path) -> float:
        """How long opening a file, or finding a place in it, may take without a sign of life."""
        try:
            size = file.stat().st_size
        except OSError:  # the decoder meets that again, and says what it is
            size = 0
        return self.silence_s + size / self.scan_bytes_a_second


LIMITS = Limits()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def peak_bytes() -> int:
        """The most private memory that this process has had so far."""
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
        return int(counters.PeakPagefileUsage)

else:
    import resource

    def peak_bytes() -> int:
        """The most memory that this process has had resident so far."""
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def limit_this_process(memory_bytes: int) -> None:
    """Bound the memory of this process from here on; where the system cannot, watch it and exit above the bound."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # footage does not belong into a core dump
    else:
        threading.Thread(target=watch_memory, args=(peak_bytes, memory_bytes), daemon=True).start()


def watch_memory(used: Callable[[], int], most: int, end: Callable[[int], object] = os._exit) -> None:
    """Call `end` with OUT_OF_MEMORY as soon as more than `most` bytes are `used`."""
    while used() <= most:
        time.sleep(_LOOK_EVERY_S)
    end(OUT_OF_MEMORY)
