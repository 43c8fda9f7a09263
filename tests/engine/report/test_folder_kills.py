"""A report that replaces another, killed at any moment: one is there, whole, and nothing beside it stays."""

# Holds SECURITY.md: a report that replaces another and is killed leaves one of them whole

import contextlib
import os
import random
import signal
import sys
import threading
import time
from itertools import count
from pathlib import Path

import pytest

from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report import folder as folders
from cpcl_desktop.engine.report.folder import (
    check_place,
    clear_up,
    file_faults,
    put_in_place,
    read_manifest,
    unfinished,
    write_manifest,
)

KILLS = 40


def write(folder: Path, number: int) -> None:
    clear_up(folder)
    check_place(folder)
    with unfinished(folder) as work:
        for name in ("report.html", "report.pdf", "report.json"):
            (work / name).write_text(f"{name} {number}" * 200)
        write_manifest(work, silent)
        put_in_place(work, folder)


def left_beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path != folder]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks of folders")
@pytest.mark.exhaustive
@pytest.mark.parametrize("exchange", ["with", "without"])
def test_killed_at_any_moment_a_whole_report_is_there(
    exchange: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, chance = tmp_path / "report", random.Random(7)
    if exchange == "without":
        monkeypatch.setattr(folders, "exchanged", lambda one, other: False)
    write(folder, -1)
    for _ in range(KILLS):
        program = writing(folder)
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(program, signal.SIGKILL)
        assert os.waitpid(program, 0)[1] == signal.SIGKILL
        if exchange == "without":
            clear_up(folder)  # what the next run does first
        assert file_faults(folder, read_manifest(folder), silent) == []
        if chance.random() < 0.3:
            write(folder, -2)
            assert left_beside(folder) == []
    write(folder, -3)
    assert left_beside(folder) == []


def writing(folder: Path) -> int:
    """The number of a process that writes one report after the other, without end."""
    if program := os.fork():
        return program
    try:
        for number in count():
            write(folder, number)
    finally:
        os._exit(1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks of folders")
def test_programs_that_write_at_once_leave_each_others_work_alone(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def several(name: str) -> None:
        try:
            for number in range(40):
                write(tmp_path / name, number)
        except OSError as error:
            faults.append(error)

    threads = [threading.Thread(target=several, args=(f"report{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"report{n}" for n in range(4)]
    for n in range(4):
        folder = tmp_path / f"report{n}"
        assert file_faults(folder, read_manifest(folder), silent) == []


def test_a_failed_move_puts_the_older_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "report"
    write(folder, 1)
    monkeypatch.setattr(folders, "exchanged", lambda one, other: False)
    with contextlib.suppress(FileNotFoundError):
        put_in_place(tmp_path / "is not there", folder)
    assert file_faults(folder, read_manifest(folder), silent) == [] and left_beside(folder) == []
