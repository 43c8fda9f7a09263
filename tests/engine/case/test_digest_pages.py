"""Pages of digests: where a row's stands, how pages are stored, and how a case keeps them while it changes."""

# Holds SECURITY.md: every edited, added or removed row of a case is named by table and row

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from cpcl_desktop.engine.case import digest_pages
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.digest_pages import (
    ROWS,
    DigestPages,
    Key,
    first_in_a_row,
    full_pages_sum,
    name_of,
    packed,
    place_of,
    places_of,
    row_at,
    stored_digest,
    stored_page,
    unpacked,
)
from cpcl_desktop.engine.case.digests import LANE_BYTES, TableDigest, row_digest
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.state import guarded_tables
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from tests.engine.evidence.tampering import unguarded
from tests.passage_cases import add_footage

SIXTY = [(one, one, one + 1) for one in range(60)]  # passages, of two pictures each


@pytest.mark.parametrize(
    ("key", "page", "at"),
    [
        ((1,), 0, 1),
        ((ROWS,), 1, 0),
        ((-1,), -1, ROWS - 1),
        ((2**62 + 5,), 2**57, 5),
        ((1, 2 * ROWS + 3), "1/2", 3),
        ((1, "dark", 0), "1/dark/0", 0),
        (("abc",), "abc/", 0),
        ((bytearray(b"abc"),), "abc/", 0),
        (("7",), "7/", 0),
    ],
)
def test_a_row_has_its_place_by_its_key(key: Key, page: int | str, at: int) -> None:
    assert place_of(key) == (page, at)
    assert row_at(page, at) == name_of(key)


def test_many_rows_have_the_places_that_each_has() -> None:
    keys = [(1, 31), (1, 32), (2, 33), (2, "33"), (2, 34), (2, 64), (1, 31), (b"x", 31)]
    assert list(places_of(keys)) == [place_of(key) for key in keys]
    assert list(places_of([(n,) for n in range(-40, 70)])) == [place_of((n,)) for n in range(-40, 70)]


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ([(7,), (8,), (9,)], 7),
        ([(1, -1), [1, 0]], -1),
        ([(7,), (9,)], None),
        ([(8,), (7,)], None),
        ([(1, 7), (2, 8)], None),
        ([(1, 7), (1.0, 8)], None),
        ([("x", 7), ("x", 8)], None),
        ([("7",)], None),
        ([], None),
    ],
)
def test_keys_in_a_row_are_whole_numbers_that_follow_each_other(keys: list[Key], first: int | None) -> None:
    assert first_in_a_row(keys) == first


def refuse(table: str) -> NoReturn:
    raise CaseError(table)


Written = tuple[list[object], bytes]  # rows of `digest_page`, and the sum over them


def write(pages: DigestPages, connection: sqlite3.Connection, stored: bytes = bytes(LANE_BYTES)) -> Written:
    """Write what is in memory; `stored` is the sum over what was stored at once."""
    total = TableDigest(stored)
    for _, _, came in pages.write():
        total.add(came)
    rows = connection.execute("SELECT * FROM digest_page WHERE \"table\" = 'some'").fetchall()
    connection.rollback()
    return rows, total.lanes


@pytest.mark.parametrize("before", [(), (1,)])
def test_rows_in_a_row_come_as_each_does(path: Path, before: Key) -> None:
    table, digests = "some", [row_digest("some", (n,)) for n in range(75)]
    joined = b"".join(digests)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        single, together = DigestPages(connection, refuse), DigestPages(connection, refuse)
        assert single.come(table, [(*before, 20 + n) for n in range(75)], digests) is None
        expected = write(single, connection)
        assert together.come_in_a_row(table, before, 20, joined[: 5 * 32]) is None
        assert together.come_in_a_row(table, before, 25, joined[5 * 32 :]) is None
        assert together.come_in_a_row(table, before, 90, joined) == (*before, 90)
        assert together.come_in_a_row(table, before, 32, joined[: ROWS * 32]) == (*before, 32)
        assert together.come_in_a_row(table, before, 32, joined[12 * 32 : 44 * 32]) == (*before, 32)  # the same
        together.go(table, (*before, 90))
        assert together.come_in_a_row(table, before, 90, joined[: 2 * 32]) == (*before, 91)
        assert together.go(table, (*before, 90)) == digests[0]
        assert together.come(table, [(*before, 90)], [digests[70]]) is None
        stored = full_pages_sum(table, before, 25, joined[5 * 32 :])
        assert write(together, connection, stored) == expected and len(expected[0]) == 3


def test_a_full_page_is_not_stored_where_there_is_another(path: Path) -> None:
    digests = b"".join(row_digest("some", (n,)) for n in range(64))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        pages = DigestPages(connection, refuse)
        assert pages.come("some", [(40,)], [digests[:32]]) is None  # in memory
        assert pages.come_in_a_row("some", (), 0, digests) is None
        with pytest.raises(CaseError, match="some"):
            list(pages.write())
        pages.forget()
        connection.rollback()
        connection.execute("INSERT INTO digest_page VALUES ('some', 1, 'strange')")
        with pytest.raises(CaseError, match="some"):
            pages.come_in_a_row("some", (), 0, digests)


@pytest.mark.parametrize("page", ["1/x", 1.0, b"\xff", None, "9" * 5000])
def test_of_a_page_that_is_none_its_own_name_is_told(page: object) -> None:
    assert row_at(page, 3) == digest_pages.shown(page)


def test_a_page_is_read_as_it_was_stored_and_nothing_else_is() -> None:
    digests = {at: row_digest("crop", (at,)) for at in (31, 0, 7)}
    stored = packed(digests)
    assert unpacked(stored) == digests and len(stored) == 4 + 3 * 32
    full = packed({at: bytes([at] * 32) for at in range(ROWS)})
    assert unpacked(full) == {at: bytes([at] * 32) for at in range(ROWS)}
    for other in (stored[:-1], stored + b"x", b"", stored[:4], bytearray(stored), "text", 7, None, bytes(36)):
        assert unpacked(other) is None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with four pages of pictures."""
    path = tmp_path_factory.mktemp("made") / "c.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "camera", SIXTY, content=1)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "c.cpcl"
    path.write_bytes(made.read_bytes())
    return path


def faults(path: Path) -> list[str]:
    with Case.read(path) as case:
        return list(verify_case(case, silent, footage=False).faults)


def stored(path: Path) -> list[object]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM digest_page ORDER BY 1, 2").fetchall()


def test_rows_of_a_table_come_page_by_page(path: Path) -> None:
    """What `made_pages` relies on: SQLite keeps rows in the order of a key that ends in a number."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for table in guarded_tables(connection):
            info = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table.name,)).fetchall()
            kinds = {name: kind for name, kind, _ in info}
            (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchone()
            if kinds[table.key[-1]] == "INTEGER":
                assert len(table.key) == 1 or "WITHOUT ROWID" in sql, table.name
            plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT {table.values()} FROM {table.name}").fetchall()
            assert [row[3] for row in plan] == [f"SCAN {table.name}"]  # of the table itself, not of an index


def test_pages_go_along_with_rows_that_come_change_and_go_however_few_are_held(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest_pages, "MOST_HELD", 2)
    before = stored(path)
    with Case.open(path) as case:
        other = add_footage(case, "other", SIXTY[:40], content=2).id
        assert stored(path) != before
        third = add_footage(case, "third", SIXTY[:30], content=3).id
        case.bin.take_out([other])
        case.bin.remove([other])
        case.passages.join(1, 5)
        case.bin.take_out([third])
    assert faults(path) == []
    kept = stored(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        make_anew(connection)
    assert stored(path) == kept and faults(path) == []


def test_what_is_rolled_back_leaves_no_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored(path)
    for most in (1000, 1):
        monkeypatch.setattr(digest_pages, "MOST_HELD", most)
        with Case.open(path) as case:
            with pytest.raises(RuntimeError), case._store.transaction():
                case._store.connection.execute("DELETE FROM crop WHERE id > 3")
                raise RuntimeError
            case.decisions.decide(1, "match")
            assert [row for row in stored(path) if row[0] != "decision"] == [
                row for row in before if row[0] != "decision"
            ]
    assert faults(path) == []


PAGE = "WHERE \"table\" = 'crop' AND page = 1"
EDITS = {
    "UPDATE crop SET quality = 0.25 WHERE id = 40": "Row 40 of the table crop was changed",
    "DELETE FROM crop WHERE id = 64": "Row 64 of the table crop was removed",
    "UPDATE crop SET id = 500 WHERE id = 64": "Row 500 of the table crop was added",
    "UPDATE crop SET id = 200 WHERE id = 64": "Row 200 of the table crop was added",
    "DELETE FROM vector WHERE crop BETWEEN 32 AND 63": "Row 1/33 of the table vector was removed",
    "UPDATE vector SET crop = '40x' WHERE crop = 40": "Row 1/40x of the table vector was added",
    f"UPDATE digest_page SET page = page + 100 {PAGE}": "Row 33 of the table crop was added",
    "DELETE FROM digest_page WHERE \"table\" = 'vector' AND page = '1/1'": "Row 1/33 of the table vector was added",
    f"UPDATE digest_page SET digests = x'' {PAGE}": "Row 33 of the table crop was changed",
}


@pytest.mark.parametrize(("change", "found"), EDITS.items())
def test_the_single_row_is_named(path: Path, change: str, found: str) -> None:
    with unguarded(path) as connection:
        assert connection.execute(change).rowcount
    told = faults(path)
    assert any(found in fault for fault in told), told


def test_one_row_of_a_page_is_named_and_no_other(path: Path) -> None:
    with unguarded(path) as connection:
        connection.execute("UPDATE crop SET quality = 0.25 WHERE id = 40")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        pages = unpacked(stored_page(connection, "crop", 1))
        assert pages is not None and len(pages) == ROWS
        assert stored_digest(connection, "crop", (40,)) == pages[8]
    assert len([fault for fault in faults(path) if "of the table crop" in fault]) == 1


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE crop SET quality = 0.25 WHERE id = 40",
        "UPDATE digest_page SET digests = zeroblob(length(digests)) WHERE \"table\" = 'crop' AND page = 1",
        "UPDATE digest_page SET digests = x'01' WHERE \"table\" = 'crop' AND page = 1",
        "DELETE FROM digest_page WHERE \"table\" = 'crop' AND page = 1",
    ],
)
def test_a_row_that_is_not_as_it_was_stored_is_not_written_over(path: Path, edit: str) -> None:
    with unguarded(path) as connection:
        connection.execute(edit)
    before = stored(path)
    with Case.open(path) as case, pytest.raises(CaseError, match="not as this program stored it"):
        case.bin.take_out([1])
        case.bin.remove([1])
    assert [row for row in stored(path) if row[0] == "crop"] == [row for row in before if row[0] == "crop"]


def test_a_row_is_not_put_where_one_was_taken_away(path: Path) -> None:
    """Else what was taken away would be as if it had never been there."""
    with unguarded(path) as connection:
        connection.execute("DELETE FROM crop WHERE id = 120")
        connection.execute("DELETE FROM vector WHERE crop = 120")
    with (
        Case.open(path) as case,
        pytest.raises(CaseError, match="Row 120 of the table crop is not as this program stored it"),
    ):
        add_footage(case, "other", SIXTY[:1], content=2)
    assert any("Row 120 of the table crop was removed" in fault for fault in faults(path))


def without_digests(path: Path) -> None:
    """The last page of pictures has no digests, which the table does not allow."""

    def change(statement: str) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA writable_schema = ON")
            assert connection.execute(statement).rowcount == 1

    shape = "UPDATE sqlite_master SET sql = replace(sql, {}) WHERE name = 'digest_page'"
    strict, loose = "'digests BLOB NOT NULL'", "'digests BLOB          '"
    change(shape.format(f"{strict}, {loose}"))
    change("UPDATE digest_page SET digests = NULL WHERE \"table\" = 'crop' AND page = 3")
    change(shape.format(f"{loose}, {strict}"))


def under_another_key(path: Path) -> None:
    """It is found as page 3, and is none."""
    with unguarded(path) as connection:
        connection.execute("UPDATE digest_page SET page = 3.0 WHERE \"table\" = 'crop' AND page = 3")


@pytest.mark.parametrize("damage", [without_digests, under_another_key])
def test_a_damaged_page_is_not_written_over(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    before = stored(path)
    with (
        Case.open(path) as case,
        pytest.raises(CaseError, match="digest of the table crop is missing or not as this program stored it"),
    ):
        add_footage(case, "other", SIXTY[:1], content=2)
    assert [row for row in stored(path) if row[0] == "crop"] == [row for row in before if row[0] == "crop"]
