"""What is told of the machine."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.runtime import machine
from cpcl_desktop.engine.runtime.sessions import usable_cores


def test_this_machine_is_told_in_words() -> None:
    here = machine.this_machine()
    assert here.cores == usable_cores() <= here.cores_there == os.cpu_count()
    assert f"{here.cores} of {here.cores_there} cores" in str(here) and here.processor in str(here)


def test_memory_is_what_a_container_is_given_where_that_is_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_CGROUP", tmp_path / "memory.max")
    there = machine.memory_bytes()
    assert there is not None and there > 1 << 28
    for text, told in (("1000000", 1_000_000), ("max", there), (str(1 << 60), there)):
        (tmp_path / "memory.max").write_text(text)
        assert machine.memory_bytes() == told


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system ties no program to a core")
def test_others_at_work_are_noticed() -> None:
    """Another program on the one core that is left to us."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    other = subprocess.Popen(
        [sys.executable, "-c", "print('there', flush=True)\nwhile True: pass"], stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None and other.stdout.readline()
        assert max(machine.taken_by_others() for _ in range(20)) > 0.2
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
        os.sched_setaffinity(0, cores)


def test_versions_are_those_of_what_is_loaded() -> None:
    found = machine.versions()
    assert found["NumPy"] == np.__version__ and all(found.values())
    assert {"cpcl", "FFmpeg", "ONNX Runtime", *machine.LIBRARIES} <= found.keys()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_a_display_is_what_the_variables_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert machine.display() == ""
    monkeypatch.setenv("DISPLAY", ":0")
    assert machine.display() == "X11"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert machine.display() == "Wayland"


def test_the_libraries_asked_for_come_with_the_program() -> None:
    """What tests or the trainer bring is not there where the program is installed."""
    declared = tomllib.loads((Path(__file__).resolve().parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[^\w-]", one)[0].lower() for one in declared["project"]["dependencies"]}
    packages = {"cv2": "opencv-python-headless", "faiss": "faiss-cpu", "PIL": "pillow"}
    assert {packages.get(module, module) for module in machine.LIBRARIES.values()} <= names
