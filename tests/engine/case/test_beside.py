"""Pictures that go from one case to another within SQLite: the same rows as if read and stored one by one."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.beside import address_of, beside, move
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_rows import CropOrder, crop_runs
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import Cancelled, CaseError, MachineError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from tests.passage_cases import add_footage


def ordered(crops: list[int], theirs: list[int], first: int, ours: list[int]) -> CropOrder:
    """An order for these pictures, with their passages there and here."""
    return CropOrder(crop_runs(np.array(crops), np.array(theirs), first, np.array(ours)), 1, 1)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A case of three passages of two pictures each, in a folder whose name is no address."""
    folder = tmp_path / "50% of? #1 \N{LATIN SMALL LETTER SHARP S}"
    folder.mkdir()
    with Case.open(folder / "part.cpcl", create=True) as case:
        add_footage(case, "camera", [(1, 0, 2), (2, 5, 7), (3, 9, 11)])
    return folder / "part.cpcl"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A case with passages of which no picture is there."""
    with Case.open(tmp_path / "whole.cpcl", create=True) as case:
        add_footage(case, "other", [(4, n, n + 1) for n in range(9)], crops=0)
    return tmp_path / "whole.cpcl"


@pytest.mark.parametrize(
    ("crops", "theirs", "ours"),
    [
        ([1, 2, 3, 4, 5, 6], [1, 1, 2, 2, 3, 3], [4, 4, 5, 5, 6, 6]),
        ([1, 3, 4, 6], [1, 2, 2, 3], [4, 9, 9, 2]),
        ([5], [3], [1]),
    ],
)
def test_what_is_moved_is_what_would_be_read_and_stored(
    part: Path, whole: Path, crops: list[int], theirs: list[int], ours: list[int]
) -> None:
    order = ordered(crops, theirs, 100, ours)
    with Case.read(part) as other, Case.open(whole) as case:
        store, reader = case._store, other.copies.reader
        with beside(store, reader) as is_there:
            assert is_there
            with pytest.raises(Cancelled), case.parts.transaction(), store.state.untold("crop", "vector"):
                move(store, reader, order)
                found = [store.tuples(f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("crop", "vector")]
                rows = reader.rows(order)
                assert found == [list(rows.crops), list(rows.vectors)] and len(rows.crops) == len(crops)
                raise Cancelled("enough")  # their digests were not told
        assert store.connection.execute("SELECT name FROM pragma_database_list").fetchall() == [
            ("main",),
            ("temp",),
        ]
        with pytest.raises(sqlite3.OperationalError, match="too many attached"):
            store.connection.execute("ATTACH ':memory:' AS more")


def test_a_picture_that_is_not_there_ends_it(part: Path, whole: Path) -> None:
    with Case.read(part) as other, Case.open(whole) as case, beside(case._store, other.copies.reader):
        for crops in ([6, 7], [5, 6, 7]):
            order = ordered(crops, [3] * len(crops), 100, [1] * len(crops))
            with pytest.raises(CaseError, match="is not there any more"), case.parts.transaction():
                move(case._store, other.copies.reader, order)
        assert case.counts()["crop"] == 0


def has_beside(store: Store) -> bool:
    return any(name == "part" for _, name, _ in store.connection.execute("PRAGMA database_list").fetchall())


def six(first: int) -> CropOrder:
    return ordered([1, 2, 3, 4, 5, 6], [1, 1, 2, 2, 3, 3], first, [4, 4, 5, 5, 6, 6])


def test_beside_a_case_on_a_windows_share_none_is_had(
    part: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection was opened by no address, and takes none."""

    def on_a_share(path: Path) -> str | None:
        return None if path == whole else address_of(path)

    monkeypatch.setattr("cpcl_desktop.engine.case.file.address_of", on_a_share)
    monkeypatch.setattr("cpcl_desktop.engine.case.beside.address_of", on_a_share)
    with Case.read(part) as other, Case.open(whole) as case, beside(case._store, other.copies.reader) as is_there:
        assert not is_there and not has_beside(case._store)


def test_none_is_had_beside_where_rows_are_read_anyway(part: Path, whole: Path) -> None:
    with Case.read(part) as other, Case.open(whole) as case:
        with case.copies.beside(other.copies):
            assert not has_beside(case._store)
        case.copies.let_digest(lambda reader, order: lambda: None)
        with case.copies.beside(other.copies):
            assert has_beside(case._store)


def test_one_whose_text_is_in_utf_16_is_read_row_by_row(part: Path, whole: Path) -> None:
    other_way = part.with_name("other way.cpcl")
    with (
        contextlib.closing(sqlite3.connect(part)) as found,
        contextlib.closing(sqlite3.connect(other_way)) as written,
    ):
        written.execute("PRAGMA encoding = 'UTF-16le'")
        written.executescript("\n".join(found.iterdump()))
        for mark in ("application_id", "user_version"):
            written.execute(f"PRAGMA {mark} = {found.execute(f'PRAGMA {mark}').fetchone()[0]}")
    with Case.read(other_way) as other, Case.open(whole) as case:
        assert verify_case(other, silent, footage=False).faults == []
        with beside(case._store, other.copies.reader) as is_there:
            assert not is_there and len(other.copies.reader.rows(six(100)).crops) == 6
        with pytest.raises(sqlite3.OperationalError, match="too many attached"):
            case._store.connection.execute("ATTACH ':memory:' AS more")


def test_that_is_attached_which_was_opened_wherever_a_link_leads_by_now(part: Path, whole: Path) -> None:
    forged, link = Path(shutil.copy(part, part.with_name("forged.cpcl"))), part.with_name("link.cpcl")
    with contextlib.closing(sqlite3.connect(forged)) as connection, connection:
        connection.execute("UPDATE crop SET jpeg = x'ffd8ffd9'")
    link.symlink_to(part)
    with Case.read(link) as other, Case.open(whole) as case:
        link.unlink()
        link.symlink_to(forged)
        with beside(case._store, other.copies.reader) as is_there:
            assert is_there
            assert case._store.tuples("SELECT DISTINCT jpeg FROM part.crop") == [(b"",)]


def test_another_file_in_its_place_is_not_taken_for_it(part: Path, whole: Path) -> None:
    forged = Path(shutil.copy(part, part.with_name("forged.cpcl")))
    with Case.read(part) as other, Case.open(whole) as case:
        forged.replace(part)
        with (
            pytest.raises(CaseError, match=r"part.cpcl was written to by another program"),
            beside(case._store, other.copies.reader),
        ):
            raise AssertionError("it is there")
        assert not has_beside(case._store)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc, by which open files are found")
def test_a_disk_that_fails_is_that_of_the_case_beside(tmp_path: Path, whole: Path) -> None:
    part, count = tmp_path / "large.cpcl", 300
    with Case.open(part, create=True) as case:
        add_footage(case, "camera", [(n, n, n + 1) for n in range(count // 2)])
    order = ordered(list(range(1, count + 1)), [1] * count, 100, [1] * count)
    with (
        Case.read(part) as other,
        Case.open(whole) as case,
        beside(case._store, other.copies.reader),
        Path(os.devnull).open("wb") as no_file,
    ):
        for place in Path("/proc/self/fd").iterdir():
            if place.exists() and place.samefile(part):
                os.dup2(no_file.fileno(), int(place.name))  # from which nothing can be read
        with (
            pytest.raises(MachineError, match=r"holds \S*large.cpcl fails to read"),
            case._store.transaction(),
            case._store.state.untold("crop", "vector"),
        ):
            move(case._store, other.copies.reader, order)


def test_a_full_disk_is_that_of_the_case_that_is_written_to(part: Path, whole: Path) -> None:
    with Case.read(part) as other, Case.open(whole) as case, beside(case._store, other.copies.reader):
        (pages,) = case._store.connection.execute("PRAGMA main.page_count").fetchone()
        case._store.connection.execute(f"PRAGMA main.max_page_count = {pages}")
        with (
            pytest.raises(MachineError, match=r"holds \S*whole.cpcl is full"),
            case._store.transaction(),
            case._store.state.untold("crop", "vector"),
        ):
            for again in range(200):
                move(case._store, other.copies.reader, six(100 + 6 * again))


def test_one_that_somebody_has_open_is_not_had_beside(part: Path, whole: Path) -> None:
    with Case.open(part) as other, Case.open(whole) as case, beside(case._store, other.copies.reader) as is_there:
        assert not is_there
        assert len(case._store.connection.execute("PRAGMA database_list").fetchall()) < 3


def test_the_case_beside_is_only_read(part: Path, whole: Path) -> None:
    before = part.read_bytes()
    with Case.read(part) as other, Case.open(whole) as case, beside(case._store, other.copies.reader):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            case._store.connection.execute("DELETE FROM part.crop")
        assert case._store.connection.execute("SELECT count(*) FROM part.crop").fetchone() == (6,)
    assert part.read_bytes() == before and [file.name for file in part.parent.iterdir()] == ["part.cpcl"]


def test_an_address_leads_to_its_file(part: Path) -> None:
    address = address_of(part)
    assert address is not None
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM crop").fetchone() == (6,)
