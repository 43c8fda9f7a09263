# Holds SECURITY.md: a changed, removed or moved entry of the log is named

import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogHead, check_chain, hash_of, summary
from cpcl_desktop.engine.case.log_table import EVERYTHING, LogFilter
from cpcl_desktop.engine.case.migrations import statements
from cpcl_desktop.engine.case.schema import APPLICATION_ID, MIGRATIONS, USER_VERSION
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.ingest.ingest import ingest, ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import Found, find_sources

TRIGGERS = ("log_follows", "log_moves_head", "log_stays", "log_is_kept", "log_head_follows", "log_head_is_kept")


@pytest.fixture
def logged(case: Case) -> Case:
    for second in range(5):
        case.log.record("view", {"source": 1, "time_s": second})
    return case


def _faults(case: Case, noted: LogHead | None = None) -> list[str]:
    return check_chain(case.log.entries(), case.log.head(), noted)


def _tamper(case: Case, *changes: str) -> None:
    """Do what only somebody who removes the triggers can do."""
    with sqlite3.connect(case.path) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for change in changes:
            connection.execute(change)
    connection.close()


def test_new_case_begins_its_log_with_a_name_of_its_own(tmp_path: Path) -> None:
    firsts = []
    for name in ("a.cpcl", "b.cpcl"):
        with Case.open(tmp_path / name, create=True, purpose="order 17") as case:
            (first,) = case.log.entries()
            assert (first.number, first.action, first.purpose) == (1, "log begun", "order 17")
            assert _faults(case) == []
            firsts.append(first.details["case"])
    assert firsts[0] != firsts[1]


def test_authority_is_kept_apart_and_cannot_be_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_AUTHORITY", "order 17")
    with Case.open(tmp_path / "a.cpcl", create=True, purpose="missing person") as case:
        case.log.record("view", {"track": 1})
        assert [(e.purpose, e.authority) for e in case.log.entries()] == [("missing person", "order 17")] * 2
        assert _faults(case) == []
        _tamper(case, "UPDATE log SET authority = '' WHERE number = 2")
        assert "Entry 2 was altered" in _faults(case)[0]


def test_entries_carry_who_when_why_and_the_hash_before(logged: Case) -> None:
    entries = logged.log.entries()
    assert [e.number for e in entries] == [1, 2, 3, 4, 5, 6]
    assert all(e.previous == before.hash for before, e in itertools.pairwise(entries))
    assert entries[-1].user and entries[-1].time.endswith("+00:00")
    said = {
        k: getattr(entries[2], k) for k in ("number", "time", "user", "purpose", "action", "details", "previous")
    }
    assert hash_of(said) == entries[2].hash
    assert _faults(logged) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET user = 'nobody' WHERE number = 2",
        "DELETE FROM log WHERE number = 6",
        "UPDATE log_head SET entries = 3",
        "DELETE FROM log_head",
        "INSERT OR REPLACE INTO log SELECT number, time, '', '', action, details, previous, 'y', '', '' FROM log",
        "INSERT INTO log_head VALUES (0, 'x')",
    ],
)
def test_the_file_itself_refuses_changes_to_the_log(logged: Case, change: str) -> None:
    with sqlite3.connect(logged.path) as connection, pytest.raises(sqlite3.IntegrityError, match="log"):
        connection.execute(change)
    connection.close()
    assert _faults(logged) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (["UPDATE log SET details = '{\"source\": 2}' WHERE number = 3"], "Entry 3 was altered"),
        (["UPDATE log SET purpose = 'no' WHERE number = 6"], "Entry 6 was altered"),
        (["UPDATE log SET authority = 'order 18' WHERE number = 6"], "Entry 6 was altered"),
        (["DELETE FROM log WHERE number = 3"], "Entry 4 follows entry 2"),
        (["DELETE FROM log WHERE number = 1"], "Entry 2 follows entry 0"),
        (["DELETE FROM log WHERE number > 4"], "ends at entry 4; it had 6"),
        (["DELETE FROM log"], "ends at entry 0; it had 6"),
        (
            [
                "UPDATE log SET number = 99 WHERE number = 3",
                "UPDATE log SET number = 3 WHERE number = 4",
                "UPDATE log SET number = 4 WHERE number = 99",
            ],
            "Entry 3 was altered",
        ),
        (["UPDATE log SET details = 'not json' WHERE number = 5"], "Entry 5 was altered"),
        (["UPDATE log_head SET entries = 5"], "not the one that the case noted"),
    ],
)
def test_tampering_shows(logged: Case, changes: list[str], fault: str) -> None:
    _tamper(logged, *changes)
    assert any(fault in sentence for sentence in _faults(logged)), _faults(logged)


def test_a_head_noted_elsewhere_shows_a_log_cut_and_written_on(logged: Case) -> None:
    noted = logged.log.head()
    entries = logged.log.entries()
    _tamper(
        logged,
        "DELETE FROM log WHERE number = 6",
        f"UPDATE log_head SET entries = 5, hash = '{entries[4].hash}'",
    )
    logged.log.record("view", {"source": 7})
    with sqlite3.connect(logged.path) as connection:
        connection.execute("UPDATE log_head SET entries = 6, hash = (SELECT hash FROM log WHERE number = 6)")
    connection.close()
    assert _faults(logged) == []  # inside the file alone it looks whole
    assert "written anew" in _faults(logged, noted)[0]


def test_ingest_and_search_are_logged_with_what_decides_them(case: Case, street: Path, stages: Stages) -> None:
    (found,) = find_sources([street])
    source = ingest(case, found, stages, IngestOptions(), silent)
    answer = Searcher(case, stages.embedder).search(Query(text="red bluetrousers", limit=2))
    by_action = {e.details.get("outcome", e.action): e for e in case.log.entries()}
    assert by_action["begun"].details["sha256"] == source.sha256
    done = by_action["done"].details
    assert (done["tracks"], done["frames_decoded"], done["gaps"]) == (3, 80, [])
    assert done["content"] == case.tracks.content_hash(source.id)
    search = by_action["search"].details
    assert search["query"]["text"] == "red bluetrousers"
    assert search["searched"]["vectors"] == case.models.current().vectors
    assert search["searched"]["model"] == stages.embedder.sha256
    assert search["hits"] == [[h.track, h.crop, round(h.score, 6)] for h in answer.hits]
    assert _faults(case) == []


def test_content_hash_shows_a_changed_crop(case: Case, street: Path, stages: Stages) -> None:
    ingest(case, find_sources([street])[0], stages, IngestOptions(), silent)
    before = case.tracks.content_hash(1)
    with sqlite3.connect(case.path) as connection:
        connection.execute("UPDATE crop SET x1 = x1 + 1 WHERE id = 2")
    connection.close()
    assert case.tracks.content_hash(1) != before


def test_stop_resume_and_repeat_are_logged(
    case: Case, street: Path, stages: Stages, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.REPORT_EVERY_S", 0.0)
    (found,) = find_sources([street])

    def stop(progress: Progress) -> None:
        if progress.stage.startswith("Reading"):
            raise Cancelled

    with pytest.raises(Cancelled):
        ingest(case, found, stages, IngestOptions(), stop)
    for _ in range(2):
        ingest(case, found, stages, IngestOptions(), silent)
    outcomes = [e.details["outcome"] for e in case.log.entries() if e.action == "ingest"]
    assert [o for o in outcomes if o != "read on"] == ["begun", "stopped", "resumed", "done", "known already"]


def test_a_source_that_cannot_be_read_is_logged_and_the_others_go_on(
    case: Case, street: Path, stages: Stages, tmp_path: Path
) -> None:
    gone = Found(tmp_path / "gone.mp4", "video", (tmp_path / "gone.mp4",))
    refused, read = ingest_all(case, [gone, *find_sources([street])], stages, IngestOptions(), silent)
    assert (refused.id, refused.state, read.state) == (0, "failed", "done") and "gone.mp4" in refused.message
    assert "refused" in [e.details.get("outcome") for e in case.log.entries()]
    with pytest.raises(MediaError):
        ingest(case, gone, stages, IngestOptions(), silent)


def _version_1(path: Path) -> None:
    """A real case of schema version 1 with one source, as the first release wrote it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in statements(MIGRATIONS[0]):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO source (path, kind, sha256, size, camera, settings, state, frames_decoded) "
        "VALUES ('/a/b.mp4', 'video', ?, 99, 'door', ?, 'done', 40)",
        ("a" * 64, json.dumps({"sample_fps": 5.0})),
    )
    connection.commit()
    connection.close()


def test_version_1_case_is_brought_up_to_date_and_a_backup_kept(tmp_path: Path) -> None:
    path = tmp_path / "old.cpcl"
    _version_1(path)
    before = path.read_bytes()
    with Case.open(path) as case:
        (source,) = case.sources.all()
        assert (source.path, source.camera, source.frames_decoded) == (Path("/a/b.mp4"), "door", 40)
        first, migrated = case.log.entries()
        assert first.details["sources before the log"] == [[1, "a" * 64]]
        assert (migrated.action, migrated.details["backup"]) == ("migrated", "old.cpcl.v1-backup")
        assert _faults(case) == []
    backup = sqlite3.connect(tmp_path / "old.cpcl.v1-backup")
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.execute("SELECT path FROM source").fetchall() == [("/a/b.mp4",)]
    backup.close()
    with Case.open(path) as again:
        assert len(again.log.entries()) == 2
    path.write_bytes(before)  # an old copy comes back: its backup replaces none
    Case.open(path).close()
    assert sorted(p.name for p in tmp_path.glob("*backup*")) == ["old.cpcl.v1-backup", "old.cpcl.v1-backup-2"]


def test_migrated_and_new_cases_have_the_same_tables(tmp_path: Path) -> None:
    def shape(path: Path, make: Callable[[Path], None]) -> list[tuple]:
        make(path)
        Case.open(path, create=True).close()
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert connection.execute("PRAGMA user_version").fetchone() == (USER_VERSION,)
        connection.close()
        return rows

    assert shape(tmp_path / "old.cpcl", _version_1) == shape(tmp_path / "new.cpcl", lambda _: None)


def test_case_is_left_as_it_was_when_no_backup_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cpcl_desktop.engine.errors import MachineError

    path = tmp_path / "old.cpcl"
    _version_1(path)
    (tmp_path / "old.cpcl.v1-backup.part").mkdir()  # in the way of the backup
    with pytest.raises(MachineError, match="left as it is"):
        Case.open(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_names_that_are_no_valid_unicode_are_kept(case: Case) -> None:
    odd = Path("/footage") / b"caf\xe9.mp4".decode("utf-8", "surrogateescape")
    case.sources.add(odd, "video", "c" * 64, 1, "door", {})
    assert case.sources.all()[0].path == odd
    assert _faults(case) == []


def test_entry_in_few_words_even_where_it_was_tampered_with(logged: Case) -> None:
    logged.log.record("export", {"what": "report", "to": "/x"})
    logged.log.record("search", {"query": "gone"})
    assert [summary(e) for e in logged.log.entries()[-2:]] == ["report to /x", '{"query": "gone"}']


def test_what_was_looked_at_is_said_in_a_few_words(logged: Case) -> None:
    logged.log.record("view", {"track": 7, "source": 1, "start_us": 0, "end_us": 9})
    logged.log.record("list", {"persons": [6, 7], "of": None})
    logged.log.record("list", {"query": {"text": ""}, "shown": 12})
    logged.log.record("relink", {"source": 1, "before": "/a.mp4", "after": "/b.mp4", "sha256": ""})
    logged.log.record("passages", {"joined": [3, 5], "crops": [], "note": ""})
    logged.log.record("passages", {"split": 3, "join": {}, "note": ""})
    assert [summary(entry) for entry in logged.log.entries()[-6:]] == [
        "passage 7 looked at",
        "likely persons shown: 2",
        "passages shown: 12",
        "source 1 found again: /b.mp4",
        "passage 5 joined to passage 3",
        "passage 3 divided",
    ]


def test_notes_of_the_programs_own_are_words_and_can_be_left_out(logged: Case, tmp_path: Path) -> None:
    logged.waiting.add([Waiting(tmp_path / "later.mp4", "video", {}, RecorderClock())])
    note = logged.log.entries()[-1]
    assert summary(note) == "updated: the list of footage that waits to be read"
    others = [entry for entry in logged.log.entries() if entry != note]
    assert logged.log.page(LogFilter(own=False), 0, 99) == others[::-1] and len(others) == logged.log.count() - 1
    assert logged.log.page(LogFilter("kept", own=False), 0, 99) == [note]  # it was asked for


def test_entries_come_by_page_narrowed_by_action_and_by_words_as_they_were_written(case: Case) -> None:
    for number in range(7):
        case.log.record("search", {"query": {"text": f"für {number} 100%"}, "hits": []})
    newest = list(reversed(case.log.entries()))
    assert case.log.page(EVERYTHING, 2, 3) == newest[2:5] and case.log.count() == len(newest)
    assert case.log.page(LogFilter("search"), 5, 9) == newest[5:7]
    found = case.log.page(LogFilter(words="Für 3 100%"), 0, 9)
    assert found == [newest[3]] and case.log.count(LogFilter(words="für 3_100")) == 0
    assert case.log.page(LogFilter("search", up_to=newest[4].number), 0, 1) == [newest[4]]
    assert "search" in case.log.actions()
