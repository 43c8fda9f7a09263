"""Memory that is free goes back to the machine."""

import os
import platform
import subprocess
import sys

import pytest

SCRIPT = """
from pathlib import Path
import numpy as np
from cpcl_desktop.engine.runtime.memory import give_back_at_once

def resident_mib():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

if {called}:
    give_back_at_once()
np.ones(30 << 20, np.uint8)  # from here on glibc keeps what is as large
before = resident_mib()
held = [np.ones(3 << 20, np.uint8) for _ in range(18)]
del held
print(resident_mib() - before)
"""


def kept_mib(called: bool) -> float:
    """What a process still holds of 54 MB that it had for a moment."""
    command = [sys.executable, "-c", SCRIPT.format(called=called)]
    as_is = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}  # Dask sets one
    done = subprocess.run(command, capture_output=True, check=True, env=as_is)
    return float(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free so")
def test_large_arrays_are_given_back_at_once() -> None:
    assert kept_mib(called=False) > 40, "glibc keeps nothing any more: `give_back_at_once` can go"
    assert kept_mib(called=True) < 10
