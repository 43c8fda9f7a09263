"""Memory that is free, but that the C library keeps for later: in a process that stays, given back."""

from __future__ import annotations

import contextlib
import ctypes
import linecache
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of mallopt(3)
_LARGE, _SPARE = 1 << 20, 8 << 20  # bytes
_ARENAS = 2  # which all threads share


def give_back_at_once() -> None:
    """Let what is large go back to the machine as soon as it is free; does nothing without glibc.

    Once it has seen something large, glibc keeps up to 64 MB free in each thread, and a window has many: each
    would have an arena of its own, whose gaps no other thread fills. To be called before threads are begun.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _LARGE)
            library.mallopt(_TRIM_THRESHOLD, _SPARE)
            library.mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give it back to the machine, where the C library is glibc; and forget the program's own text.

    PySide reads the source of each module that is imported, to see whether it names PySide, and Python keeps what
    it read for a traceback that may never come: 20 MB of lines.
    While that goes on no other thread gets memory, the window neither, and what it then needs again is slow to
    come: for what is done seldom.
    Opening a network leaves a hundred megabytes so, which nobody needs again.
    """
    linecache.clearcache()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
