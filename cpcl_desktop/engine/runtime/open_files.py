"""How many files this process may hold open: a window over several cases holds about twenty for each."""

from __future__ import annotations

import contextlib
import sys

ENOUGH = 4096  # for some two hundred cases


def allow_many_files() -> None:
    """Let this process hold `ENOUGH` files open, or as many as the machine lets it: some begin with 256."""
    if sys.platform == "win32":  # which has no such bound
        return
    import resource

    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if most == resource.RLIM_INFINITY else min(ENOUGH, most)
    if least < wanted:
        with contextlib.suppress(OSError, ValueError):  # macOS has a bound beside the one it tells of
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
