"""Large merges, which other processes help with: the same case comes out, and the same is found."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.digests import row_digest
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.merge import merge as merging
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults, make_case


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    return [
        make_case(folder / f"{name}.cpcl", *contents) for name, contents in (("a", [GATE, DOOR]), ("b", [YARD]))
    ]


@pytest.fixture(scope="module")
def helped(parts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts, merged with helpers however small they are."""
    whole = tmp_path_factory.mktemp("helped") / "whole.cpcl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "WORTH_BYTES", 0)
        patch.setattr("os.cpu_count", lambda: 2)
        merge(whole, parts, silent)
    return whole


def test_helpers_change_nothing_of_what_comes_out(parts: list[Path], helped: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.cpcl"
    merge(alone, parts, silent)
    assert content(helped) == content(alone) and faults(helped) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE source SET camera = 'other' WHERE id = 2", "Row 2 of the table source was changed"),
        ("UPDATE track SET observations = 99 WHERE id = 2", "Row 2 of the table track was changed"),
        ("UPDATE crop SET quality = 0.75 WHERE id = 9", "Row 9 of the table crop was changed"),
        ("UPDATE crop SET jpeg = x'00' WHERE id = 18", "Row 18 of the table crop was changed"),
        (
            "UPDATE vector SET data = zeroblob(length(data)) WHERE crop = 7",
            "Row 1/7 of the table vector was changed",
        ),
        ("DELETE FROM vector WHERE crop = 13", "Row 1/13 of the table vector was removed"),
        ("DELETE FROM row_digest WHERE \"table\" = 'crop' AND row = 3", "Row 3 of the table crop was added"),
        ("UPDATE table_digest SET lanes = zeroblob(2048) WHERE \"table\" = 'crop'", "digest of the table crop"),
    ],
)
def test_what_is_edited_after_a_merge_is_found(helped: Path, tmp_path: Path, change: str, found: str) -> None:
    edited = Path(shutil.copy(helped, tmp_path / "edited.cpcl"))
    with contextlib.closing(sqlite3.connect(edited)) as connection, connection:
        assert connection.execute(change).rowcount == 1
    assert any(found in fault for fault in faults(edited))


@pytest.mark.parametrize("table", ["crop", "vector", "track"])
def test_a_row_edited_with_its_digest_is_found_by_the_sum(helped: Path, tmp_path: Path, table: str) -> None:
    edited = Path(shutil.copy(helped, tmp_path / "edited.cpcl"))
    change, row = {
        "crop": ("UPDATE crop SET time_us = 1 WHERE id = 9", "SELECT * FROM crop WHERE id = 9"),
        "vector": ("UPDATE vector SET data = x'00' WHERE crop = 9", "SELECT * FROM vector WHERE crop = 9"),
        "track": ("UPDATE track SET start_us = 1 WHERE id = 9", "SELECT * FROM track WHERE id = 9"),
    }[table]
    key = "1/9" if table == "vector" else 9
    with contextlib.closing(sqlite3.connect(edited)) as connection, connection:
        connection.execute(change)
        digest = row_digest(table, connection.execute(row).fetchone())
        connection.execute('UPDATE row_digest SET digest = ? WHERE "table" = ? AND row = ?', (digest, table, key))
    assert any(f"The table {table} is not what the log says it was" in fault for fault in faults(edited))


def test_helpers_refuse_an_edited_part_before_anything_is_written(
    parts: list[Path], make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, whole = make("edited", GATE), tmp_path / "whole.cpcl"
    with contextlib.closing(sqlite3.connect(edited)) as connection, connection:
        connection.execute("UPDATE vector SET data = zeroblob(length(data)) WHERE crop = 2")
    monkeypatch.setattr(merging, "WORTH_BYTES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(
        CaseError, match=r"edited.cpcl: Row 1/2 of the table vector was changed.* Nothing was merged"
    ):
        merge(whole, [*parts, edited], silent)
    assert not whole.exists()
