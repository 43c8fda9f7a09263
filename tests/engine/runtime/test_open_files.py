"""A process that may hold few files open comes to hold more."""

import subprocess
import sys

import pytest

HOLDS = """
import resource
from cpcl_desktop.engine.runtime.open_files import allow_many_files
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 300 if BOUND else most))
allow_many_files()
held = [open("/dev/null") for _ in range(200)]
print(len(held), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound")
@pytest.mark.parametrize("bound", [False, True])
def test_as_many_files_can_be_open_as_the_machine_lets_it(bound: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLDS.replace("BOUND", str(bound))], capture_output=True, text=True, check=True
    )
    held, allowed = map(int, done.stdout.split())
    assert held == 200 and (allowed == 300 if bound else allowed > 300)
