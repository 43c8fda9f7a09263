"""A cluster on this machine ends by Ctrl+C, which a terminal sends to all of its processes."""

import os
import signal
import subprocess
import sys

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="groups of processes are POSIX's")
def test_ctrl_c_in_a_terminal_ends_it_without_a_word_of_its_workers() -> None:
    command = [sys.executable, "-m", "cpcl_desktop.cli", "cluster", "start", "--workers", "2", "--port", "0"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout is not None and "Ctrl+C ends it" in running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, complaints = running.communicate(timeout=60)
    assert (running.returncode, complaints) == (0, "")
