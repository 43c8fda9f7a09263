"""Commits that do not wait for the disk, and the thread that folds them into the case's file."""

import contextlib
import errno
import os
import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import folding as folding_module
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.folding import folding
from cpcl_desktop.engine.errors import Cancelled, CaseError, MachineError

PAGES_OF_ONE = 40  # at least, of what `grow` commits at once


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "one.cpcl", create=True) as case:
        case.left_out.note([tmp_path], [])
    return tmp_path / "one.cpcl"


def grow(case: Case, number: int) -> None:
    """Commit pages of a table that no digest is kept of."""
    with case._store.aside():
        zeros = f"zeroblob({PAGES_OF_ONE * 8192})"
        case._store.connection.execute("INSERT INTO digest_page VALUES ('grown', ?, " + zeros + ")", (number,))


def in_the_file(path: Path) -> int:
    """How often the file has grown, whatever its journal has."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM digest_page WHERE \"table\" = 'grown'").fetchone()
    return int(count)


def safety(case: Case) -> list[int]:
    names = ("synchronous", "wal_autocheckpoint")
    return [case._store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def test_what_is_committed_is_in_the_file_when_it_is_over_and_commits_are_as_before(path: Path) -> None:
    with Case.open(path) as case:
        before = safety(case)
        with folding(case._store) as fold:
            assert safety(case) == [1, 0]
            grow(case, 1)
            assert in_the_file(path) == 0
            fold()
            grow(case, 2)
        assert in_the_file(path) == 2 and safety(case) == before == [2, 1000]


def test_what_was_committed_before_it_was_cancelled_is_in_the_file(path: Path) -> None:
    with Case.open(path) as case:
        with pytest.raises(Cancelled), folding(case._store):
            grow(case, 1)
            raise Cancelled("enough")
        assert in_the_file(path) == 1 and safety(case) == [2, 1000]


def test_the_journal_begins_anew_where_it_has_become_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding_module, "MOST_BYTES", 2 * PAGES_OF_ONE * 8192)
    with Case.open(path) as case, folding(case._store) as fold:
        for number in range(60):
            grow(case, number)
            fold()
        assert path.with_name(path.name + "-wal").stat().st_size < 30 * PAGES_OF_ONE * 8192


def test_somebody_who_reads_an_older_state_keeps_nobody_waiting(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding_module, "MOST_BYTES", 1)
    with Case.open(path) as case, Case.open(path) as reading, reading.held():
        with folding(case._store) as fold:
            for number in range(3):
                grow(case, number)
                fold()
        (seen,) = reading._store.connection.execute("SELECT count(*) FROM digest_page WHERE page = 2").fetchone()
        assert seen == 0 and in_the_file(path) == 0


@pytest.fixture
def synced(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long the case's journal was, each time that this program, not SQLite, had it written through."""
    lengths, sync, journal = list[int](), os.fsync, path.with_name(path.name + "-wal")

    def synced(descriptor: int) -> None:
        sync(descriptor)
        if os.path.samestat(os.fstat(descriptor), journal.stat()):
            lengths.append(journal.stat().st_size)

    monkeypatch.setattr(os, "fsync", synced)
    return lengths


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_what_somebody_who_reads_holds_back_is_written_through_in_the_journal(
    path: Path, synced: list[int], is_cancelled: bool
) -> None:
    with Case.open(path) as case, Case.open(path) as reading, reading.held():
        with contextlib.suppress(Cancelled), folding(case._store) as fold:
            grow(case, 1)
            fold()
            grow(case, 2)
            assert synced == []
            if is_cancelled:
                raise Cancelled("enough")
        assert in_the_file(path) == 0 and len(synced) == 1 and synced[0] > 2 * PAGES_OF_ONE * 8192


def test_what_is_in_the_file_is_not_written_through_twice(path: Path, synced: list[int]) -> None:
    with Case.open(path) as case, folding(case._store):
        grow(case, 1)
    assert synced == []


def test_a_journal_that_cannot_be_written_through_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, "failed")

    with Case.open(path) as case, Case.open(path) as reading, reading.held():
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(MachineError, match="fails to read or"), folding(case._store):
            grow(case, 1)


@pytest.mark.parametrize("why", [Cancelled("enough"), CaseError("The part is damaged."), KeyboardInterrupt()])
def test_a_disk_that_fails_at_the_end_does_not_hide_why_it_ended(
    path: Path, monkeypatch: pytest.MonkeyPatch, why: BaseException
) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(folding_module, "_fold", fail)
    with Case.open(path) as case:
        with pytest.raises(type(why)) as raised, folding(case._store):
            grow(case, 1)
            raise why
        assert raised.value is why and safety(case) == [2, 1000]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc, by which open files are found")
def test_a_disk_that_fails_is_told(path: Path) -> None:
    with (
        Case.open(path) as case,
        path.open("rb") as only_read,
        pytest.raises(MachineError, match="fails to read or"),
        folding(case._store) as fold,
    ):
        fold()
        for place in Path("/proc/self/fd").iterdir():
            if place.exists() and place.samefile(path) and int(place.name) != only_read.fileno():
                os.dup2(only_read.fileno(), int(place.name))
        grow(case, 1)
        for _ in range(2 * folding_module.MOST_BEHIND):
            fold()
        raise AssertionError("it was folded")
