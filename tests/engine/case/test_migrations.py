"""Old case files, opened by this program: everything in them is kept, and a backup beside them."""

# Holds SECURITY.md: a row that was edited is never written over, nor taken for right by a newer version

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case import migrations as case_migrations
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import check_chain
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.schema import MIGRATIONS, USER_VERSION
from cpcl_desktop.engine.case.single_digests import PAGES_SINCE, make_of
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.found_by import found_by
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from tests.old_cases import write_old_case

OLD = range(1, USER_VERSION)
DIGESTS = ("digest_page", "table_digest")


def _rows(path: Path) -> dict[str, list[dict]]:
    """Every row of every table, by name of column."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables}
    connection.close()
    return rows


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


@pytest.mark.parametrize("version", OLD)
def test_everything_is_kept_and_the_file_as_it_was_beside_it(tmp_path: Path, version: int) -> None:
    path = write_old_case(tmp_path / "old.cpcl", version)
    before = _rows(path)
    Case.open(path, purpose="court").close()
    after = _rows(path)
    assert all(after[table] for table in DIGESTS)  # which are made anew
    for table, rows in before.items():
        if table not in ("log_head", "row_digest", *DIGESTS):
            kept = [{name: row[name] for name in rows[0]} for row in after[table][: len(rows)]] if rows else []
            assert kept == rows, table
            assert len(after[table]) == len(rows) or table == "log"
    backup = tmp_path / f"old.cpcl.v{version}-backup"
    assert (_version(path), _version(backup)) == (USER_VERSION, version)
    assert _rows(backup) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["old.cpcl", backup.name]


@pytest.mark.parametrize("version", OLD)
def test_an_old_case_works_and_verifies(tmp_path: Path, version: int) -> None:
    with Case.open(write_old_case(tmp_path / "old.cpcl", version), purpose="court") as case:
        done, stopped = case.sources.all()
        assert (done.tracks, done.crops, done.gaps[0].reason) == (2, 3, "the data is damaged")
        assert (stopped.state, stopped.path.name, list(case.tracks.journal(2))) == (
            "partial",
            "caf\udce9.mp4",
            [200_000],
        )
        assert case.sources.settings(1)["detector"] == "yolox_nano"
        np.testing.assert_array_equal(case.gallery.vectors_after(case.models.current()).data, np.eye(4)[:3])
        assert (done.clock.timezone, done.clock.offset_s) == (("Europe/Berlin", -90) if version >= 3 else ("", 0))
        assert ([d.note for d in case.decisions.current().values()] == ["seen twice"]) is (version >= 4)
        assert all(decision.model is None for decision in case.decisions.history())  # since 9
        assert all(source.clock.doubt_s is None for source in (done, stopped))  # since 17
        assert (case.sources.binned(), case.bin.removals()) == ([], 0)  # since 21
        assert [(source.part, source.begins_us) for source in (done, stopped)] == [(1, None)] * 2  # since 12
        assert [(source.tiles, source.tiles_reason) for source in (done, stopped)] == [(None, "")] * 2  # since 13
        with pytest.raises(sqlite3.IntegrityError):  # what refers to sources still does
            case._store.connection.execute("INSERT INTO gap VALUES (7, 99, 0, 1, 'nowhere')")
        assert [(model.name, model.state) for model in case.models.all()] == [("starter", "in use")]
        assert [one.path.name for one in case.waiting.all()] == (["next.mp4"] if version >= 8 else [])
        assert [one.suffix for one in case.left_out.all()] == ([".txt"] if version >= 11 else [])
        assert [one.name for one in case.persons.history()] == (["the courier"] if version >= 14 else [])
        assert case.marks.current() == ({1: {"bookmark"}} if version >= 16 else {})
        assert case.labels.history() == []  # since 24
        assert [one.text for one in case.captions.history()] == (["a red coat"] if version >= 19 else [])
        assert [one.name for one in case.searches.current()] == (["red"] if version >= 20 else [])
        covered = coverage_of(case).sources
        assert covered[0].gaps == ((2_000_000, 4_000_000),) and covered[1].unread == ((1_500_000, 60_000_000),)
        assert found_by(case) == {"yolox_nano (which weights: not kept)": 2}
        verdict = verify_case(case, silent, footage=False)
        assert verdict.faults == []


@pytest.mark.parametrize("version", OLD)
def test_the_log_says_what_was_done_to_the_file(tmp_path: Path, version: int) -> None:
    with Case.open(write_old_case(tmp_path / "old.cpcl", version), purpose="court") as case:
        entries = case.log.entries()
        assert check_chain(entries, case.log.head()) == []
        last = entries[-1]
        assert (last.action, last.purpose) == ("migrated", "court")
        assert (last.details["from"], last.details["to"]) == (version, USER_VERSION)
        assert last.details["backup"] == f"old.cpcl.v{version}-backup"
        assert (entries[0].action, entries[0].purpose) == ("log begun", "order 17" if version >= 2 else "court")
    Case.open(tmp_path / "old.cpcl").close()
    assert _rows(tmp_path / "old.cpcl")["log_head"][0]["entries"] == len(entries)


@pytest.mark.parametrize(("version", "statement"), [(1, 0), (1, 5), (2, 2), (5, 0)])
def test_killed_in_the_middle_the_old_file_is_whole(tmp_path: Path, version: int, statement: int) -> None:
    path = write_old_case(tmp_path / "old.cpcl", version)
    before = _rows(path)
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom cpcl_desktop.engine.case import file, migrations\n"
        "whole, done = migrations.statements, []\n"
        "def cut_short(script):\n"
        "    for statement in whole(script):\n"
        "        if len(done) == int(sys.argv[2]):\n            os._exit(9)\n"
        "        done.append(statement)\n        yield statement\n"
        "migrations.statements = cut_short\n"
        "file.open_case_file(Path(sys.argv[1]), False)\n"
    )
    root = Path(case_migrations.__file__).parents[3]
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, "-c", script, str(path), str(statement)]
    killed = subprocess.run(command, env=environment, check=False)
    assert killed.returncode == 9
    assert (_version(path), _rows(path)) == (version, before)
    with Case.open(path) as case:
        assert len(case.sources.all()) == 2 and check_chain(case.log.entries(), case.log.head()) == []
    backups = sorted(tmp_path.glob("*-backup*"))
    assert len(backups) == 2 and all(_rows(backup) == before for backup in backups)


def test_failing_in_the_middle_the_old_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_old_case(tmp_path / "old.cpcl", 1)
    before = _rows(path)
    broken = [*MIGRATIONS[:-1], MIGRATIONS[-1] + "INSERT INTO nowhere VALUES (1);\n"]
    monkeypatch.setattr(case_migrations, "MIGRATIONS", broken)
    with pytest.raises(CaseError, match=r"cannot be read \(no such table: nowhere\)"):
        Case.open(path)
    assert (_version(path), _rows(path)) == (1, before)


def test_what_was_edited_is_not_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Digests that are made anew would make an edited row the right one."""
    path = tmp_path / "c.cpcl"
    with Case.open(path, create=True) as case:
        case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {})
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE source SET camera = 'yard'")
    content = path.read_bytes()
    for name in ("migrations", "file"):
        monkeypatch.setattr(f"cpcl_desktop.engine.case.{name}.USER_VERSION", USER_VERSION + 1)
    monkeypatch.setattr("cpcl_desktop.engine.case.migrations.MIGRATIONS", (*MIGRATIONS, ""))
    with pytest.raises(CaseError, match="Row 1 of the table source was changed"):
        Case.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("version", [10, PAGES_SINCE - 1])
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE crop SET quality = 0.75 WHERE id = 2", "Row 2 of the table crop was changed"),
        ("DELETE FROM vector WHERE crop = 2", "Row 1/2 of the table vector was removed"),
        ("UPDATE crop SET id = 9 WHERE id = 2", "Row 9 of the table crop was added"),
        (
            "UPDATE row_digest SET digest = zeroblob(32) WHERE \"table\" = 'crop' AND row = 2",
            "Row 2 of the table crop was changed",
        ),
        (
            "UPDATE row_digest SET row = '2' WHERE \"table\" = 'crop' AND row = 2",
            "Row 2 of the table crop was added",
        ),
        (
            "UPDATE table_digest SET lanes = zeroblob(2048) WHERE \"table\" = 'crop'",
            "The digest of the table crop was changed",
        ),
    ],
)
def test_what_was_edited_in_an_old_case_is_named_and_left(
    tmp_path: Path, version: int, change: str, found: str
) -> None:
    path = write_old_case(tmp_path / "old.cpcl", version)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute(change).rowcount == 1
    before = _rows(path)
    for opens in (Case.open, Case.read):
        with pytest.raises(CaseError, match=found):
            opens(path)
    assert (_version(path), _rows(path)) == (version, before)


@pytest.mark.parametrize("version", [10, PAGES_SINCE - 1])
def test_digests_that_were_made_anew_do_not_vouch_for_what_was_edited(tmp_path: Path, version: int) -> None:
    """Whoever edits a file can make its digests, too; the chain of the log they cannot."""
    path = write_old_case(tmp_path / "old.cpcl", version)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE source SET wall_s = 1")
        make_anew(connection, make_of(version))
    before = _rows(path)
    for opens in (Case.open, Case.read, lambda part: merge(tmp_path / "whole.cpcl", [part], silent)):
        with pytest.raises(
            CaseError, match=r"The table source is not what the log says.* in the version of this program"
        ):
            opens(path)
    assert (_version(path), _rows(path)) == (version, before)


def test_a_program_that_has_the_file_open_still_adds_no_digest_of_its_own(tmp_path: Path) -> None:
    path = write_old_case(tmp_path / "old.cpcl", PAGES_SINCE - 1)
    digest = "INSERT INTO row_digest VALUES ('decision', 99, zeroblob(32))"  # as programs of that version say it
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(digest)
        connection.rollback()
        Case.open(path).close()
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            connection.execute(digest)
    with Case.read(path) as case:
        assert verify_case(case, silent, footage=False).faults == []


def test_old_cases_have_a_row_of_every_table_that_there_was(tmp_path: Path) -> None:
    """So that none is left out of the promise that everything in them is kept."""
    # A cache, what was removed for good, and joins, which count in the hash of passages that the log has.
    bare = {"search_cache", "removed", "joins"}
    rows = _rows(write_old_case(tmp_path / "old.cpcl", USER_VERSION - 1))
    assert {table for table, found in rows.items() if not found} <= bare
    assert len(rows) > 18
