"""One writer at a time, whatever other programs do at that moment and whatever was left."""

# Holds SECURITY.md: one program at a time adds footage to a case

import contextlib
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import turns
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.lock import WriterLock
from cpcl_desktop.engine.errors import CaseError
from tests.passage_cases import add_footage

PROGRAMS, TIMES = 8, 150


def take(case: Path) -> WriterLock:
    """The lock, as soon as it is free."""
    while True:
        try:
            return WriterLock(case)
        except CaseError:
            time.sleep(0)


def counting(case: Path) -> None:
    """Add one to a number, over and over, as a program would that has it to itself."""
    number = case.with_name("number")
    for _ in range(TIMES):
        lock = take(case)
        value = int(number.read_text())
        time.sleep(0)  # another program gets its turn here
        number.write_text(str(value + 1))
        lock.release()


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_many_programs_never_hold_it_together(tmp_path: Path) -> None:
    case = tmp_path / "c.cpcl"
    (tmp_path / "number").write_text("0")
    programs = []
    for _ in range(PROGRAMS):
        if not (program := os.fork()):
            try:
                counting(case)
                os._exit(0)
            finally:
                os._exit(1)
        programs.append(program)
    assert [os.waitpid(program, 0)[1] for program in programs] == [0] * PROGRAMS
    assert int((tmp_path / "number").read_text()) == PROGRAMS * TIMES
    assert not (tmp_path / "c.cpcl-writer").exists()


def test_a_second_writer_is_told_and_the_next_let_in(tmp_path: Path) -> None:
    case = tmp_path / "c.cpcl"
    lock = WriterLock(case)
    with pytest.raises(CaseError, match="by another program"):
        WriterLock(case)
    lock.release()
    WriterLock(case).release()


@pytest.mark.parametrize("left", [b"", b"SQLite format 3\0" + bytes(200), b"anything"])
def test_what_a_killed_program_left_keeps_nobody_out(left: bytes, tmp_path: Path) -> None:
    for name in ("c.cpcl-writer", "c.cpcl-writer-journal"):
        (tmp_path / name).write_bytes(left)
    WriterLock(tmp_path / "c.cpcl").release()


def test_a_place_that_cannot_be_written_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "c.cpcl-writer").mkdir()
    with pytest.raises(CaseError, match="cannot be written") as told:
        WriterLock(tmp_path / "c.cpcl")
    assert "another program" not in str(told.value)
    with pytest.raises(CaseError, match="cannot be written"):
        WriterLock(tmp_path / "no folder" / "c.cpcl")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="takes a folder that cannot be written")
def test_a_read_only_folder_is_called_that(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CaseError, match="permissions"):
            WriterLock(tmp_path / "c.cpcl")
    finally:
        tmp_path.chmod(0o700)


def test_who_decides_waits_for_the_programs_own_writing_and_not_for_another_program(tmp_path: Path) -> None:
    path = tmp_path / "c.cpcl"
    with Case.open(path, create=True) as case, contextlib.closing(beside(path)) as other:
        add_footage(case, "gate", [(1, 0, 2)])
        case._store.connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="written to by another program"):
            case.decisions.decide(1, "match")
        with case.writer():  # as while a large source is merged, in this process or in another
            done = threading.Timer(0.5, other.rollback)
            done.start()
            began = time.monotonic()
            case.decisions.decide(1, "match")
            done.join()
        assert time.monotonic() - began > 0.4 and len(case.decisions.history()) == 1


def test_what_writes_for_longer_than_anything_takes_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0.2)
    path = tmp_path / "c.cpcl"
    with Case.open(path, create=True) as case, case.writer(), contextlib.closing(beside(path)) as other:
        case._store.connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="written to by another program"):
            case.searches.save("red", '{"text": "red"}')


def beside(case: Path) -> sqlite3.Connection:
    """Another connection to a case's file."""
    return sqlite3.connect(case, isolation_level=None, check_same_thread=False)
