"""Pictures that go from one case to another within SQLite: the same rows as if read and stored one by one."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.beside import address_of, beside, move
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_rows import CropOrder
from cpcl_desktop.engine.errors import Cancelled, CaseError
from tests.passage_cases import add_footage


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
    order = CropOrder(crops, theirs, 100, ours, 1, 1)
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
            order = CropOrder(crops, [3] * len(crops), 100, [1] * len(crops), 1, 1)
            with pytest.raises(CaseError, match="is not there any more"), case.parts.transaction():
                move(case._store, other.copies.reader, order)
        assert case.counts()["crop"] == 0


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
