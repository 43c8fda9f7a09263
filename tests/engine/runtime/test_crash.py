"""Reports of errors are kept, read and forgotten; also of what ends the process at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime import crash

SCRIPT = """
import os, sys, threading
from cpcl_desktop.engine.runtime import crash, program_log
program_log.begin_log("cpcl"); crash.watch("cpcl")
way = sys.argv[1]
if way == "raises":
    raise KeyError("cannot read /evidence/gate 7/secret.mp4")
if way == "thread":
    thread = threading.Thread(target=lambda: {}["no such"]); thread.start(); thread.join()
if way == "native":
    import ctypes
    ctypes.string_at(0)
if way == "survives":
    import faulthandler
    faulthandler.dump_traceback(crash._Watch.native)
if way == "stopped":
    raise KeyboardInterrupt
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(way: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", SCRIPT, way], capture_output=True, encoding="utf-8")


def test_what_nobody_catches_is_kept_and_still_printed(home: Path) -> None:
    done = run("raises")
    assert done.returncode == 1 and "secret.mp4" in done.stderr  # who was there reads all of it
    (report,) = crash.reports()
    told = crash.text_of(report)
    assert "KeyError" in told and "<path>" in told and "CPCL Desktop" in told and 'File "<string>"' in told
    assert "secret" not in told and "gate 7" not in told
    assert (
        "secret" not in (home / "logs" / "cpcl.log").read_text()
        and "KeyError" in (home / "logs" / "cpcl.log").read_text()
    )


def test_a_thread_is_watched_too() -> None:
    run("thread")
    (report,) = crash.reports()
    assert "KeyError" in crash.text_of(report)


@pytest.mark.skipif(sys.platform == "win32", reason="reading address 0 raises there")
def test_a_fault_of_native_code_leaves_its_stacks(home: Path) -> None:
    assert run("native").returncode < 0
    (report,) = crash.reports()
    told = crash.text_of(report)
    assert "Segmentation fault" in told and "string_at" in told and str(home) not in told
    crash.forget(report)
    assert crash.reports() == [] and not report.exists()


@pytest.mark.parametrize("way", ["well", "stopped"])
def test_an_end_that_was_meant_leaves_no_report(home: Path, way: str) -> None:
    run(way)
    assert crash.reports() == [] and list((home / "crashes").iterdir()) == []


def test_what_was_survived_is_no_crash(home: Path) -> None:
    """As on Windows, where the stacks are told of exceptions that somebody handles."""
    assert run("survives").returncode == 0 and list((home / "crashes").iterdir()) == []


def test_files_of_processes_that_were_killed_do_not_pile_up(home: Path) -> None:
    folder = home / "crashes"
    folder.mkdir(parents=True)
    for number in range(crash.MOST + 2):
        (folder / f"native 2026-01-01T00-00-0{number}-0 7.txt").write_text("Fatal Python error: Aborted")
    old, fresh = folder / "native 2026-01-02 8.txt", folder / "native 2026-01-03 9.txt"
    for path in (old, fresh):
        path.touch()
    os.utime(old, (0, 0))
    run("well")
    left = {path.name for path in folder.iterdir()}
    assert len(left) == crash.MOST + 1 and fresh.name in left and old.name not in left


def test_the_newest_few_are_kept_and_can_be_forgotten() -> None:
    kept = [crash.report_error(ValueError(str(number))) for number in range(crash.MOST + 3)]
    assert sorted(path.name for path in crash.reports()) == sorted(path.name for path in kept[3:] if path)
    newest = crash.reports()[0]
    assert "ValueError: 7" in crash.text_of(newest)
    crash.forget(newest)
    assert newest not in crash.reports()


def test_without_a_place_to_keep_it_nothing_else_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "file" / "below"))
    assert crash.report_error(ValueError("x")) is None and crash.reports() == []
