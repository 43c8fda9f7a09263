"""A decoder may read its footage and nothing else: the real process tries, and so does one that was taken over."""

# Holds SECURITY.md: on Linux a decoder reads its footage and code: no other file, no write, no network

import ctypes
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.decoder.confinement import KINDS, UNCONFINED, footage_paths
from cpcl_desktop.engine.decoder.errands import try_confinement
from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.decoder.job_object import BasicLimits, ExtendedLimits, limits
from cpcl_desktop.engine.decoder.seatbelt import profile
from cpcl_desktop.engine.errors import MediaError
from tests.footage import number_shown, write

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="confinement as Linux has it")
TAKEN_OVER = Path(__file__).parents[2] / "faults" / "taken_over.py"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("clip") / "clip.mp4", 50)


def taken_over(clip: Path, how: str, folder: Path) -> dict:
    """What became of each thing that a confined process of the kind `how` tried; empty where it succeeded."""
    command = [sys.executable, str(TAKEN_OVER), how, str(clip), str(folder)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=120)
    return json.loads(ended.stdout)


# --- the real process


def test_what_is_said_to_be_refused_is_refused() -> None:
    """On every system: no barrier is claimed through which the decoder got, and none is denied that stood."""
    barriers, attempts = try_confinement()
    assert [barrier.kind for barrier in barriers] == list(KINDS)
    for barrier in barriers:
        tried = [attempt for attempt in attempts if attempt.kind == barrier.kind]
        assert all(bool(attempt.refused) is not bool(barrier.why) for attempt in tried), (barrier, tried)


@linux_only
def test_on_linux_all_is_refused(clip: Path, tmp_path: Path) -> None:
    if taken_over(clip, "unconfined", tmp_path)["no Landlock here"]:
        pytest.skip("this kernel has no Landlock")
    barriers, attempts = try_confinement()
    assert [barrier.why for barrier in barriers] == ["", "", ""]
    assert len(attempts) == 4 and all(attempt.refused for attempt in attempts)


def test_unconfined_all_of_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests above would pass whether there is a confinement or not."""
    monkeypatch.setenv(UNCONFINED, "1")
    barriers, attempts = try_confinement()
    assert all(UNCONFINED in barrier.why for barrier in barriers)
    assert len(attempts) >= 3 and not any(attempt.refused for attempt in attempts)


@linux_only
def test_a_process_that_was_taken_over_gets_nowhere(clip: Path, tmp_path: Path) -> None:
    free, held = (taken_over(clip, how, tmp_path) for how in ("unconfined", "confined"))
    if held.pop("no Landlock here") + free.pop("no Landlock here"):
        pytest.skip("this kernel has no Landlock")
    needed = {name for name in held if name.startswith("needed")}
    assert needed and all(held[name] == "" for name in needed)
    assert {name for name in held if not held[name]} == needed
    root_only = {"attach to the parent", "set up a ring of requests"}  # refused to some users and by some kernels
    assert not {name for name in free if free[name]} - root_only


@linux_only
def test_threads_that_ran_before_are_named(clip: Path, tmp_path: Path) -> None:
    assert "1 of its threads began before" in taken_over(clip, "thread", tmp_path)["files"]


@linux_only
def test_a_kernel_without_either_decodes_and_says_so(clip: Path, tmp_path: Path) -> None:
    told = taken_over(clip, "old kernel", tmp_path)
    assert told["frames"] == 50
    assert "no Landlock" in told["files"]
    assert "refuses the filter (Function not implemented)" in told["network"]
    assert told["programs"] == told["network"]


# --- what reading needs


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").mkdir()
    for number in range(3):
        there = tmp_path / "elsewhere" / f"{number}.png"
        cv2.imwrite(str(there), np.full((40, 30, 3), 20 * number, np.uint8))
        (tmp_path / "folder" / f"image{number}.png").symlink_to(there)
    assert len(footage_paths(tmp_path / "folder")) == 4
    assert len(footage_paths(tmp_path)) == 1 and len(footage_paths(tmp_path, "crops")) == 4
    media = IsolatedMedia(tmp_path / "folder")
    assert [int(frame.image[0, 0, 0]) for frame in media.frames(None)] == [0, 20, 40]
    assert not media.gaps


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_footage_is_footage(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(clip)
    assert len(list(IsolatedMedia(tmp_path / "link.mp4").shots())) == 50


def test_a_drive_that_is_gone_is_said_to_be(clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    shutil.copy(clip, path)
    media = IsolatedMedia(path)
    path.unlink()
    with pytest.raises(MediaError, match=r"does not exist|drive or network share has gone"):
        list(media.frames(None))
    shutil.copy(clip, path)
    assert len(list(media.frames(None))) == 50


def test_a_drive_that_comes_back_is_read_again(clip: Path, tmp_path: Path) -> None:
    """Its files have the same names and are other ones to the kernel."""
    path = tmp_path / "clip.mp4"
    shutil.copy(clip, path)
    media = IsolatedMedia(path)
    assert len(list(media.frames(None))) == 50
    shutil.copy(clip, tmp_path / "again.mp4")
    os.replace(tmp_path / "again.mp4", path)  # noqa: PTH105
    assert [number_shown(frame.image) for frame in media.frames(None, 1_900_000)] == [48, 49]


# --- what other systems are told


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64-bit Windows")
def test_structures_have_the_sizes_that_windows_expects() -> None:
    assert ctypes.sizeof(BasicLimits) == 64 and BasicLimits.ActiveProcessLimit.offset == 40
    assert ctypes.sizeof(ExtendedLimits) == 144 and ExtendedLimits.ProcessMemoryLimit.offset == 112
    told = limits(1 << 30)
    assert told.ProcessMemoryLimit == 1 << 30
    assert told.BasicLimitInformation.ActiveProcessLimit == 1
    assert told.BasicLimitInformation.LimitFlags == 0x8 | 0x100 | 0x400 | 0x2000


def test_the_profile_for_macos_allows_what_is_named_and_quotes_it(tmp_path: Path) -> None:
    odd = tmp_path / 'a "quoted" \\ name.mp4'
    rules = profile([tmp_path, odd]).splitlines()
    assert rules[:2] == ["(version 1)", "(allow default)"]
    assert {"(deny network*)", "(deny file-write*)", "(deny file-read-data)", "(deny process-exec*)"} <= set(rules)
    assert rules[-2] == f'(allow file-read-data (subpath "{tmp_path.resolve()}"))'
    assert rules[-1].endswith(r'a \"quoted\" \\ name.mp4"))') and "(literal " in rules[-1]
    assert len(rules) == 2 + 7 + 2 + 2  # nothing in a name begins a line of its own
