"""Whatever is changed in a case by hand, `verify` names it: table and row, entry of the log, part of the schema."""

# Holds SECURITY.md: every edited, added or removed row of a case is named by table and row
# Holds SECURITY.md: a row that was edited is never written over, nor taken for right by a newer version
# Holds SECURITY.md: a database with tables, views or triggers that this program did not make is not written to
# Holds SECURITY.md: a changed, removed or moved entry of the log is named

import contextlib
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.digests import TableDigest
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.log import LogHead
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.case.state import guarded_tables
from cpcl_desktop.engine.case.store import clock_row
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.reindex import change_model
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Detections, LeftOut, Query, Stretch
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.evidence.tampering import Edit, edits_of, tables_of, unguarded
from tests.probe import write_probe
from tests.street import ColourDetector, write_clip

TABLES = (
    *(
        "_sqlite_migrations",
        "caption",
        "crop",
        "decision",
        "detection",
        "digest_page",
        "gap",
        "joins",
        "left_out",
        "log",
        "log_head",
    ),
    *("label", "mark", "model", "part", "part_log", "part_row", "person_decision", "person_member"),
    *(
        "removed",
        "saved_search",
        "search_cache",
        "source",
        "stretch",
        "table_digest",
        "track",
        "vector",
        "waiting",
    ),
)


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory, probe: Bundle) -> Path:
    """A case in which everything was done that there is to do: every table has rows."""
    folder = tmp_path_factory.mktemp("worked in")
    (folder / "footage").mkdir()
    write_clip(folder / "footage" / "street.mp4")
    whole = bytearray(write_clip(folder / "footage" / "holed.mkv").read_bytes())
    for third in (1, 2):
        begin = len(whole) * third // 3
        whole[begin : begin + 1500] = bytes(1500)
    (folder / "footage" / "holed.mkv").write_bytes(whole)
    embedder = Embedder(probe, "cpu", 1)
    with Case.open(folder / "c.cpcl", create=True, purpose="order 17") as case:
        stages = Stages(ColourDetector(), embedder)
        ingest_all(case, find_sources([folder / "footage"]), stages, IngestOptions(), silent)
        Searcher(case, embedder).search(Query("red"))
        case.decisions.decide(1, "match", note="seen twice")
        case.decisions.decide(2, "no match")
        _divide_and_join(case)
        case.marks.set(1, "bookmark", True)
        case.marks.set(1, "bookmark", False)
        case.marks.set(2, kind_of(case.labels.make("Courier").label), True)
        case.captions.describe(1, "a woman in a red coat")
        case.captions.describe(2, "a man with a bag")
        saved = case.searches.save("red coats", '{"text": "red"}', b"a picture")
        case.searches.delete(saved.search)
        case.persons.merge([1, 4], note="same bag")
        case.persons.name([1, 4], "the courier")
        case.persons.split([2], [1, 4])
        case.persons.undo()
        case.sources.set_clock(1, RecorderClock(timezone="Europe/Berlin", offset_s=-90.0))
        _read_in_part(case)
        _take_out(case)
        other = write_probe(folder / "other", name="other", columns=(3, 4, 5, 0, 1, 2))
        change_model(case, other, "cpu", silent)
        with (folder / "other" / "manifest.json").open("rb") as file:
            case.search_cache.note(file)
        case.left_out.note(
            [folder],
            [LeftOut(folder, "not footage", suffix, False, 1, (f"a{suffix}",)) for suffix in (".txt", ".pdf")],
        )
        case.waiting.add([Waiting(Path(f"/a/{n}.mp4"), "video", {}, RecorderClock()) for n in (1, 2)])
    merge(folder / "c.cpcl", [_part(folder / f"part {n}.cpcl", n) for n in (1, 2)], silent)
    return folder / "c.cpcl"


def _part(path: Path, number: int) -> Path:
    """A case in which footage was begun, and a search saved."""
    with Case.open(path, create=True) as case:
        case.sources.add(Path(f"/b/{number}.mp4"), "video", f"{number + 5}" * 64, 99, "yard", {})
        case.searches.save(f"green {number}", '{"text": "green", "sources": ["1"]}')
    return path


def _divide_and_join(case: Case) -> None:
    """Passages that somebody said are one, and one of these joins taken back."""
    first, second, third = (passage.track for passage in case.passages.all([2]))
    case.passages.join(first, second, "the same coat")
    case.passages.join(first, third)
    case.passages.split(first, case.passages.get(first).joins[0].end_us)


def _read_in_part(case: Case) -> None:
    """A source whose reading was stopped: its journal is kept."""
    source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {"sample_fps": 5.0})
    first, last = (Detections(np.array([[x, 2, 3, 4]], np.float32), np.array([0.5], np.float32)) for x in (0, 1))
    model = case.models.current()
    assert model is not None
    stretches = [Stretch("dark", 0, 5, 1), Stretch("grey", 0, 5, 1)]
    counters = Counters(10.0, 4.0, 40, 20, 1.5)
    case.tracks.commit_batch(source.id, model.id, {0: first, 200_000: last}, [], counters, stretches)


def _take_out(case: Case) -> None:
    """Sources that were taken out: one put back, two removed for good, one that still lies in the bin."""
    gone = [case.sources.add(Path(f"/a/{n}.mp4"), "video", f"{n}" * 64, 99, "door", {}).id for n in range(3)]
    case.bin.take_out([1, *gone])
    case.bin.put_back([1])
    case.bin.remove(gone[:2])


def faults_of(path: Path, noted: LogHead | None = None) -> str:
    with Case.read(path) as case:
        return "\n".join(verify_case(case, silent, noted, footage=False).faults)


def test_a_case_in_which_everything_was_done_is_whole(worked_in: Path) -> None:
    assert faults_of(worked_in) == ""
    assert [table.name for table in tables_of(worked_in) if not table.rows] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("table", TABLES)
def test_every_edit_of_a_row_is_named(worked_in: Path, tmp_path: Path, table: str) -> None:
    (shown,) = [one for one in tables_of(worked_in) if one.name == table]
    edits = list(edits_of(shown))
    assert len(edits) > len(shown.columns)
    assert [edit.name for edit in edits if not _is_named(edit, worked_in, tmp_path)] == []


def test_the_edits_leave_no_table_out(worked_in: Path) -> None:
    assert sorted(table.name for table in tables_of(worked_in)) == sorted(TABLES)
    assert sum(len(list(edits_of(table))) for table in tables_of(worked_in)) >= 300


def _is_named(edit: Edit, case: Path, folder: Path) -> bool:
    edited = Path(shutil.copy(case, folder / "edited.cpcl"))
    with unguarded(edited) as connection:
        for statement in edit.statements:
            connection.execute(statement)
    return edit.named in faults_of(edited)


@pytest.mark.parametrize(
    "table",
    [
        *("source", "gap", "crop", "vector", "decision", "person_decision", "person_member", "model", "waiting"),
        *("stretch", "mark", "label", "caption", "saved_search"),
    ],
)
@pytest.mark.parametrize("log_too", [False, True])
def test_rows_edited_with_their_digests_are_named_by_table(
    worked_in: Path, tmp_path: Path, table: str, log_too: bool
) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    edit = next(edits_of(next(one for one in tables_of(worked_in) if one.name == table)))
    with unguarded(edited) as connection:
        connection.execute(edit.statements[0])
        state = make_anew(connection)
        if log_too:  # but the entry cannot be given the hash that the next one carries
            connection.execute(
                "UPDATE log SET state = json_set(state, '$.root', ?) WHERE state <> ''", (state["root"],)
            )
    found = faults_of(edited)
    assert f"The table {table} is not what the log says" in found
    assert "was altered" in found or not log_too


def test_a_case_written_anew_is_found_by_a_head_that_was_noted(worked_in: Path, tmp_path: Path) -> None:
    """What nothing inside a file can prove: that somebody with the program itself did not make another."""
    with Case.read(worked_in) as case:
        noted = case.log.head()
    forged = Path(shutil.copy(worked_in, tmp_path / "forged.cpcl"))
    with unguarded(forged) as connection:
        connection.execute("DELETE FROM log WHERE number > 1")
        connection.execute("UPDATE log_head SET entries = 1, hash = (SELECT hash FROM log WHERE number = 1)")
        connection.execute("UPDATE source SET camera = 'back door'")
    with contextlib.closing(sqlite3.connect(forged, isolation_level=None)) as connection:
        state = make_anew(connection)
    with Case.open(forged) as case:
        case.log._write({})  # the log goes on from there
        case.log.append("migrated", {"from": 9})
        with case._store.transaction():
            case._store.settled(state)
    assert "Entry" in faults_of(forged, noted)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (
            "CREATE TRIGGER keep_out AFTER INSERT ON decision BEGIN DELETE FROM decision; END",
            "keep_out",
        ),
        ("CREATE VIEW lookalike AS SELECT * FROM source", "lookalike"),
        ("CREATE TABLE notes (x)", "notes"),
        ("CREATE INDEX crop_time ON crop (time_us)", "crop_time"),
        ("ALTER TABLE source ADD COLUMN secret", "source"),
        ("DROP TRIGGER log_stays", "log_stays"),
        ("DROP INDEX gap_source", "gap_source"),
        ("DROP TABLE stretch", "stretch"),
        ("CREATE TRIGGER other AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END", "other"),
        ("CREATE INDEX by_time ON _sqlite_migrations (applied_at)", "by_time"),
        ("ANALYZE", "sqlite_stat1"),
    ],
)
def test_objects_added_or_taken_away_are_named_and_the_case_is_not_written(
    worked_in: Path, tmp_path: Path, statement: str, name: str
) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with contextlib.closing(sqlite3.connect(edited, isolation_level=None)) as connection:
        connection.execute(statement)
    assert name in faults_of(edited)
    content = edited.read_bytes()
    with pytest.raises(CaseError, match=name):
        Case.open(edited)
    assert edited.read_bytes() == content


def test_entries_moved_or_taken_out_are_named(worked_in: Path, tmp_path: Path) -> None:
    steps = {
        "DELETE FROM log WHERE number = 4": "Entry 5",
        "DELETE FROM log WHERE number > 6": "ends at entry 6",
        "UPDATE log SET number = number + 1000 WHERE number > 3": "Entry 1004",
        "UPDATE log SET number = CASE number WHEN 3 THEN -1 ELSE number END": "Entry -1",
    }
    for statement, named in steps.items():
        edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
        with unguarded(edited) as connection:
            connection.execute(statement)
        assert named in faults_of(edited), statement


def test_an_entry_that_may_change_nothing_cannot_cover_a_change(worked_in: Path, tmp_path: Path) -> None:
    """Somebody edits, makes the digests anew, and lets a harmless entry of the log carry the new state."""
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with unguarded(edited) as connection:
        connection.execute("UPDATE source SET camera = 'back door' WHERE id = 1")
        state = make_anew(connection)
    with Case.open(edited) as case:
        changed = {"source": state["tables"]["source"]}
        case.log.append("view", {"track": 1})
        case.log._write({"root": state["root"], "tables": changed})
    found = faults_of(edited)
    assert "changed the table source, which this program never does so" in found
    assert "its camera is not what the log says" in found


def test_a_clock_that_an_older_version_logged_without_its_doubt_is_as_the_log_says(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {})
        before, after = clock_row(RecorderClock()), clock_row(RecorderClock(offset_s=5.0))
        del before["doubt_s"], after["doubt_s"]
        with case._store.transaction():
            case._store.connection.execute("UPDATE source SET offset_s = 5.0")
            case.log.append("clock", {"source": source.id, "before": before, "after": after})
        assert verify_case(case, silent, footage=False).faults == []
        with case._store.transaction():
            case._store.connection.execute("UPDATE source SET doubt_s = 5.0")
            case.log.append("clock", {"source": source.id, "before": after, "after": after})
        (fault,) = verify_case(case, silent, footage=False).faults
        assert "its clock is not what the log says" in fault


def test_a_row_that_was_edited_is_not_written_over(worked_in: Path, tmp_path: Path) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with unguarded(edited) as connection:
        connection.execute("UPDATE source SET camera = 'back door' WHERE id = 1")
    with (
        Case.open(edited) as case,
        pytest.raises(CaseError, match="Row 1 of the table source is not as"),
    ):
        case.sources.set_clock(1, RecorderClock(offset_s=5.0))
    assert "Row 1 of the table source was changed" in faults_of(edited)


def test_every_flipped_byte_of_a_table_is_found(worked_in: Path, tmp_path: Path) -> None:
    """Bytes of the file at random: what reads otherwise than before is found."""
    rng = np.random.default_rng(5)
    content, before = worked_in.read_bytes(), _rows(worked_in)
    found = 0
    for at in rng.integers(100, len(content), 150):
        edited = tmp_path / "edited.cpcl"
        edited.write_bytes(content[:at] + bytes([content[at] ^ (1 << rng.integers(8))]) + content[at + 1 :])
        faults = _faults_or_refusal(edited)
        found += bool(faults)
        assert faults or _rows(edited) == before, at
    assert found > 30  # much of the file is rows


def _faults_or_refusal(path: Path) -> str:
    try:
        return faults_of(path)
    except CaseError as error:
        return str(error)


def _rows(path: Path) -> list[object]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytearray
        return [connection.execute(f"SELECT * FROM {table.name}").fetchall() for table in tables_of(path)]


def test_digests_go_along_with_every_row(worked_in: Path) -> None:
    """The running digests are those that the rows give when they are made anew."""
    with contextlib.closing(sqlite3.connect(worked_in)) as connection:
        kept = connection.execute("SELECT * FROM table_digest ORDER BY 1").fetchall()
        rows = connection.execute("SELECT * FROM digest_page ORDER BY 1, 2").fetchall()
        make_anew(connection)
        assert connection.execute("SELECT * FROM table_digest ORDER BY 1").fetchall() == kept
        assert connection.execute("SELECT * FROM digest_page ORDER BY 1, 2").fetchall() == rows
        assert len(kept) == len(guarded_tables(connection))
        connection.rollback()


def test_a_digest_forgets_the_order_and_nothing_else() -> None:
    one, other, twice = TableDigest(), TableDigest(), TableDigest()
    for digest in (b"a" * 32, b"b" * 32):
        one.add([digest])
    other.add([b"b" * 32, b"a" * 32])
    twice.add([b"a" * 32, b"a" * 32])
    assert one.hex == other.hex != twice.hex
    other.remove([b"b" * 32])
    assert TableDigest(other.lanes).hex == other.hex != one.hex


def test_what_calls_itself_sqlites_own_is_named(worked_in: Path, tmp_path: Path) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with contextlib.closing(sqlite3.connect(edited, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        sql = "CREATE TRIGGER sqlite_z AFTER UPDATE ON source BEGIN DELETE FROM decision; END"
        connection.execute("INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_z', 'source', 0, ?)", (sql,))
    assert "sqlite_z" in faults_of(edited)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE log SET details = details || ' ' WHERE number = 3", "Entry 3"),
        ("UPDATE log SET details = '{\"a\":1,' || substr(details, 2) WHERE number = 3", "Entry 3"),
        ("UPDATE log SET details = replace(hex(zeroblob(50000)), '00', '[') WHERE number = 3", "Entry 3"),
        ("UPDATE log SET state = '{}' WHERE number = (SELECT max(number) FROM log WHERE state = '')", "Entry"),
        ("INSERT INTO log_head VALUES (99, 'zz')", "2 heads"),
        ("INSERT INTO digest_page VALUES ('source', '1', x'00')", "of the table source"),
        ("UPDATE digest_page SET page = CAST(page AS REAL) WHERE \"table\" = 'crop'", "Row 1 of the table crop"),
        (
            "UPDATE digest_page SET digests = CAST(digests AS TEXT) WHERE \"table\" = 'crop'",
            "Row 1 of the table crop",
        ),
        ("UPDATE digest_page SET digests = digests || x'00' WHERE \"table\" = 'crop'", "Row 1 of the table crop"),
        ("UPDATE table_digest SET lanes = 'abc' WHERE \"table\" = 'crop'", "table crop"),
        ("UPDATE table_digest SET lanes = 1000000000000000 WHERE \"table\" = 'crop'", "table crop"),
        ("INSERT INTO table_digest VALUES (CAST(x'ff' AS TEXT), x'00')", "cannot be read"),
        ("UPDATE source SET part = '[[' WHERE id = 1", "Row 1 of the table source"),
        ("UPDATE crop SET name = CAST(x'ff' AS TEXT) WHERE id = 1", "Row 1 of the table crop"),
    ],
)
def test_bytes_that_mean_the_same_are_named_too(
    worked_in: Path, tmp_path: Path, statement: str, named: str
) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with unguarded(edited) as connection:
        connection.execute(statement)
    with Case.read(edited) as case:
        assert named in "\n".join(verify_case(case, silent).faults)


@pytest.mark.parametrize("details", [{}, {"source": 1, "outcome": "read on"}])
def test_one_entry_at_the_end_cannot_vouch_for_other_pictures(
    worked_in: Path, tmp_path: Path, details: dict[str, object]
) -> None:
    """The chain goes on from every head that was noted, and still what changed is named."""
    with Case.read(worked_in) as case:
        noted = case.log.head()
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with unguarded(edited) as connection:
        connection.execute("UPDATE crop SET jpeg = (SELECT jpeg FROM crop ORDER BY id DESC LIMIT 1) WHERE id = 1")
        state = make_anew(connection)
    with Case.open(edited) as case:
        case.log.append("ingest", details)
        case.log._write({"root": state["root"], "tables": {"crop": state["tables"]["crop"]}})
        connection = case._store.connection
        connection.commit()
    found = faults_of(edited, noted)
    assert "changed passages" in found and "its passages are not those that the log says were stored" in found


def test_a_journal_beside_a_link_or_of_another_kind_is_not_overlooked(worked_in: Path, tmp_path: Path) -> None:
    edited, link = Path(shutil.copy(worked_in, tmp_path / "c.cpcl")), tmp_path / "link.cpcl"
    link.symlink_to(edited)
    writing = sqlite3.connect(edited, isolation_level=None)
    writing.execute("PRAGMA wal_autocheckpoint = 0")
    writing.execute("UPDATE source SET camera = 'back door' WHERE id = 1")  # into the journal beside
    assert "Row 1 of the table source was changed" in faults_of(link)
    writing.close()
    edited.with_name("c.cpcl-journal").write_bytes(b"x" * 1024)
    for reads in (Case.read, Case.open):
        with pytest.raises(CaseError, match=r"c\.cpcl-journal is no file of this program"):
            reads(edited)


def test_a_command_that_meets_an_edited_value_says_so(
    worked_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = Path(shutil.copy(worked_in, tmp_path / "edited.cpcl"))
    with unguarded(edited) as connection:
        connection.execute("UPDATE source SET wall_s = 'long' WHERE id = 1")
    assert main(["info", str(edited)]) == 1
    assert "Row 1 of the table source was changed" in capsys.readouterr().err
