"""Memory that is free, but that the C library keeps for later."""

from __future__ import annotations

import contextlib
import ctypes
import sys


def give_back() -> None:
    """Give it back to the machine; does nothing where the C library is another than glibc.

    Opening a network leaves a hundred megabytes so, which nobody needs again.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
