"""Large merges, which other processes help with: the same case comes out, and the same is found."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import beside, copying
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_rows import CropOrder, CropReader
from cpcl_desktop.engine.case.digest_pages import packed, place_of, stored_page, unpacked
from cpcl_desktop.engine.case.digests import row_digest
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError, MachineError
from cpcl_desktop.engine.merge import merge as merging
from cpcl_desktop.engine.merge.helpers import handle
from cpcl_desktop.engine.merge.helpers.handle import Answer, Helper
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import Progress, silent
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults, make_case


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    return [
        make_case(folder / f"{name}.cpcl", *contents) for name, contents in (("a", [GATE, DOOR]), ("b", [YARD]))
    ]


@pytest.fixture(scope="module")
def asked() -> Counter[str]:
    """What helpers were asked for while `helped` was made."""
    return Counter()


@pytest.fixture(scope="module")
def helped(parts: list[Path], asked: Counter[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts, merged with helpers however small they are."""
    whole, ask = tmp_path_factory.mktemp("helped") / "whole.cpcl", Helper.ask

    def counting(helper: Helper, message: Mapping[str, str]) -> Future[Answer]:
        asked[message["do"]] += 1
        return ask(helper, message)

    def moving(store: Store, part: CropReader, order: CropOrder) -> None:
        asked["moved"] += 1
        beside.move(store, part, order)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Helper, "ask", counting)
        patch.setattr(copying, "move", moving)
        with_helpers(patch)
        merge(whole, parts, silent)
    return whole


@pytest.fixture(scope="module")
def alone(parts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts, merged without helpers."""
    whole = tmp_path_factory.mktemp("alone") / "whole.cpcl"
    merge(whole, parts, silent)
    return whole


def with_helpers(patch: pytest.MonkeyPatch) -> None:
    """Have merges helped, however small they are."""
    patch.setattr(merging, "WORTH_BYTES", 0)
    patch.setattr("os.cpu_count", lambda: 2)


def test_helpers_change_nothing_of_what_comes_out(helped: Path, alone: Path, asked: Counter[str]) -> None:
    assert content(helped) == content(alone) and faults(helped) == []
    assert asked["check"] == 2 and asked["digest"] == asked["moved"] == 3  # sources


def test_where_no_helper_starts_merging_goes_on_without(
    parts: list[Path], alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(handle, "helper_command", lambda: tried.append("") or [str(tmp_path / "no program")])
    with_helpers(monkeypatch)
    merge(tmp_path / "whole.cpcl", parts, silent)
    assert tried and content(tmp_path / "whole.cpcl") == content(alone)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Helper]:
    """The helpers that are started, two of them."""
    helpers, start = list[Helper](), Helper.__init__

    def noting(helper: Helper) -> None:
        start(helper)
        helpers.append(helper)

    monkeypatch.setattr(Helper, "__init__", noting)
    with_helpers(monkeypatch)
    return helpers


def test_a_merge_whose_helpers_end_while_a_source_is_copied_gives_the_same(
    parts: list[Path], alone: Path, started: list[Helper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Progress] = []

    def end(progress: Progress) -> None:
        if progress.unit == "sources" and progress.stage.startswith("Merging camera 2") and not ended:
            for helper in started:
                helper._process.kill()
            ended.append(progress)

    monkeypatch.setattr(copying, "AT_ONCE", 4)
    merge(tmp_path / "whole.cpcl", parts, end)
    assert len(started) == 2 and ended
    assert content(tmp_path / "whole.cpcl") == content(alone) and faults(tmp_path / "whole.cpcl") == []


def kill_at(patch: pytest.MonkeyPatch, is_its_end: Callable[[str], bool]) -> None:
    """Have a helper killed as soon as it was asked to check a part, by its path, that shall be its end."""
    ask = Helper.ask

    def asking(helper: Helper, message: Mapping[str, str]) -> Future[Answer]:
        answer = ask(helper, message)
        if message["do"] == "check" and is_its_end(message["path"]):
            helper._process.kill()
        return answer

    patch.setattr(Helper, "ask", asking)


@pytest.mark.parametrize("killed", [1, 2])
def test_a_part_at_which_a_helper_ended_is_checked_by_another_or_here(
    killed: int,
    parts: list[Path],
    alone: Path,
    started: list[Helper],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    kill_at(monkeypatch, lambda path: len(asked) < killed and not asked.append(path))
    merge(tmp_path / "whole.cpcl", parts, silent)
    assert len(asked) == killed and len(started) == 2
    assert content(tmp_path / "whole.cpcl") == content(alone)


def test_a_part_at_which_every_helper_ends_is_told(
    parts: list[Path], started: list[Helper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_at(monkeypatch, lambda path: path.endswith("b.cpcl"))
    with pytest.raises(MachineError, match=r"ended in the middle.* merge the same again"):
        merge(tmp_path / "whole.cpcl", parts, silent)
    assert len(started) == 2 and not (tmp_path / "whole.cpcl").exists()


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
        ("DELETE FROM crop WHERE id = 18", "Row 18 of the table crop was removed"),
        ("UPDATE crop SET id = 99 WHERE id = 18", "Row 99 of the table crop was added"),
        ("DELETE FROM digest_page WHERE \"table\" = 'crop'", "Row 3 of the table crop was added"),
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
    key = (1, 9) if table == "vector" else (9,)
    with contextlib.closing(sqlite3.connect(edited)) as connection, connection:
        connection.execute(change)
        page, at = place_of(key)
        digests = unpacked(stored_page(connection, table, page))
        assert digests is not None
        digests[at] = row_digest(table, connection.execute(row).fetchone())
        written = packed(digests), table, page
        connection.execute('UPDATE digest_page SET digests = ? WHERE "table" = ? AND page = ?', written)
    assert any(f"The table {table} is not what the log says it was" in fault for fault in faults(edited))


def test_helpers_refuse_an_edited_part_before_anything_is_written(
    parts: list[Path], make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, whole = make("edited", GATE), tmp_path / "whole.cpcl"
    with contextlib.closing(sqlite3.connect(edited)) as connection, connection:
        connection.execute("UPDATE vector SET data = zeroblob(length(data)) WHERE crop = 2")
    with_helpers(monkeypatch)
    with pytest.raises(
        CaseError, match=r"edited.cpcl: Row 1/2 of the table vector was changed.* Nothing was merged"
    ):
        merge(whole, [*parts, edited], silent)
    assert not whole.exists()


def test_of_a_part_that_somebody_has_open_no_helper_makes_digests(
    parts: list[Path], alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would see what is committed to it meanwhile, and this program would not."""
    asked, ask, whole = list[str](), Helper.ask, tmp_path / "whole.cpcl"
    open_part = Path(shutil.copy(parts[1], tmp_path / "b.cpcl"))

    def noting(helper: Helper, message: Mapping[str, str]) -> Future[Answer]:
        asked.append(str(message.get("path", "")) if message["do"] == "digest" else "")
        return ask(helper, message)

    monkeypatch.setattr(Helper, "ask", noting)
    with_helpers(monkeypatch)
    with Case.open(open_part) as case:
        case.left_out.note([tmp_path], [])
        merge(whole, [parts[0], open_part], silent)
    assert str(parts[0].resolve()) in asked and str(open_part.resolve()) not in asked
    assert {name: digest for name, digest in content(whole).items() if name in ("crop", "vector", "track")} == {
        name: digest for name, digest in content(alone).items() if name in ("crop", "vector", "track")
    }
    assert faults(whole) == []


def test_a_part_that_is_written_over_while_helpers_read_it_is_refused(
    make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, whole = make("part", GATE, DOOR), tmp_path / "whole.cpcl"

    def write(progress: Progress) -> None:
        if progress.unit == "sources" and progress.stage.startswith("Merging camera 2"):
            with Case.open(part) as case:  # and closed again: its journal goes into the file
                case.decisions.decide(1, "match")

    with_helpers(monkeypatch)
    with pytest.raises(CaseError, match=r"part.cpcl was written to by another program while it was being read"):
        merge(whole, [part], write)
    with Case.read(whole) as case:
        assert [source.camera for source in case.sources.all()] == ["camera 1"]
    assert faults(whole) == []
