"""What this process may still do on Windows, by a job object: start no other process, take no more memory.

Windows has no way for a plain program to take files or the network from a process that runs already.
"""

from __future__ import annotations

import ctypes
import sys

_ACTIVE_PROCESSES, _PROCESS_MEMORY, _DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x8, 0x100, 0x400, 0x2000
_EXTENDED_LIMITS, _INTERFACE_RESTRICTIONS = 9, 4
_NO_INTERFACE = 0xFF  # handles of others, clipboard, system parameters, desktops, log-off, atoms
_MOST_PROCESSES = 1


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; between its two parts lie six counters (IO_COUNTERS)."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(memory_bytes: int) -> ExtendedLimits:
    """One process, so much memory, gone with the job's last handle, no dialog when it crashes."""
    told = ExtendedLimits(ProcessMemoryLimit=memory_bytes)
    told.BasicLimitInformation.LimitFlags = _ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
    told.BasicLimitInformation.ActiveProcessLimit = _MOST_PROCESSES
    return told


if sys.platform == "win32":
    from ctypes import wintypes

    def enter_job(memory_bytes: int) -> str:
        """Put this process into a job of its own, for good; why that cannot be, else empty.

        It does so itself: what a program in a virtual environment starts is only a launcher of the interpreter.
        """
        kernel = _kernel()
        job = kernel.CreateJobObjectW(None, None)
        if not job or not (
            _set(kernel, job, _EXTENDED_LIMITS, limits(memory_bytes))
            and _set(kernel, job, _INTERFACE_RESTRICTIONS, wintypes.DWORD(_NO_INTERFACE))
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        ):
            return f"Windows refuses a job object ({ctypes.FormatError(ctypes.get_last_error()).strip()})"
        return ""  # the handle stays open: closing it would end this process

    def _set(kernel: ctypes.WinDLL, job: int, kind: int, told: ctypes.Structure | wintypes.DWORD) -> bool:
        return bool(kernel.SetInformationJobObject(job, kind, ctypes.byref(told), ctypes.sizeof(told)))

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        return kernel
