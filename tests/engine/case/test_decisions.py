import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import Ruling
from cpcl_desktop.engine.case.schema import APPLICATION_ID, MIGRATIONS
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.conftest import MadeOnce


@pytest.fixture
def walked(made_once: MadeOnce, street: Path, stages: Stages) -> Case:
    """A case with the street's three passages."""

    def read(case: Case) -> None:
        with case.writer():
            ingest_all(case, find_sources([street]), stages, IngestOptions(5.0), silent)

    case = made_once(read)
    assert case.counts()["track"] == 3
    return case


def test_last_decision_counts_and_those_before_are_kept(walked: Case) -> None:
    first = walked.decisions.decide(1, "match", description="red coat", note="bag as described")
    walked.decisions.decide(2, "unsure")
    walked.decisions.decide(3, "no match")
    last = walked.decisions.decide(1, "no match", note="a second look")
    with Case.open(walked.path) as again:
        standing = again.decisions.current()
        assert [(d.track, d.verdict) for d in standing.values()] == [
            (2, "unsure"),
            (3, "no match"),
            (1, "no match"),
        ]
        assert standing[1] == last
        assert again.decisions.history(1) == [first, last]
    assert (first.description, first.note) == ("red coat", "bag as described")


def test_withdrawn_decision_no_longer_counts(walked: Case) -> None:
    walked.decisions.decide(2, "match")
    walked.decisions.decide(2, None)
    assert walked.decisions.current() == {}
    assert [d.verdict for d in walked.decisions.history()] == ["match", None]


def test_decision_is_in_the_log_with_its_picture(walked: Case) -> None:
    decision = walked.decisions.decide(2, "match", description="green top")
    entry = walked.log.entries()[-1]
    assert (entry.action, entry.number, entry.time, entry.user) == (
        "decision",
        decision.id,
        decision.time,
        decision.user,
    )
    assert entry.details == {
        "source": 1,
        "track": 2,
        "crop": decision.crop,
        "verdict": "match",
        "description": "green top",
        "note": "",
        "model": "probe",
        "model_sha256": walked.models.current().sha256,
    }
    assert decision.crop in [row.crop for row in walked.gallery.track_crops(2)]
    chosen = walked.gallery.track_crops(2)[0].crop
    assert walked.decisions.decide(2, "unsure", crop=chosen).crop == chosen


@pytest.mark.parametrize(("track", "crop"), [(99, None), (1, 9999)])
def test_what_is_not_there_cannot_be_decided_about(walked: Case, track: int, crop: int | None) -> None:
    entries = walked.log.head().entries
    with pytest.raises(CaseError, match=f"no passage {track}"):
        walked.decisions.decide(track, "match", crop=crop)
    assert walked.decisions.history() == [] and walked.log.head().entries == entries


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE decision SET verdict = 'no match'", "on passage 1 is not one that the log says"),
        ("UPDATE decision SET user = 'somebody else'", "on passage 1 is not one that the log says"),
        ("DELETE FROM decision", "on passage 1 was removed"),
        (
            "INSERT INTO decision VALUES (999, 2, 1, 'match', '', '', '', '', NULL, NULL)",
            "Decision 999 on passage 2 is not one",
        ),
    ],
)
def test_decisions_changed_behind_the_log_are_found(walked: Case, change: str, fault: str) -> None:
    walked.decisions.decide(1, "match")
    assert verify_case(walked, silent).faults == []
    with sqlite3.connect(walked.path) as connection:
        connection.execute(change)
    connection.close()
    faults = verify_case(walked, silent, footage=False).faults
    assert len(faults) == 2 and "of the table decision" in faults[0] and fault in faults[1]


def test_source_read_anew_takes_its_decisions_along(walked: Case) -> None:
    walked.decisions.decide(1, "match")
    walked.tracks.restart_source(1, {"sample_fps": 2.0})
    assert walked.decisions.history() == []
    assert not [f for f in verify_case(walked, silent, footage=False).faults if "Decision" in f]


def test_case_from_before_decisions_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "old.cpcl"
    before = next(n for n, script in enumerate(MIGRATIONS) if "CREATE TABLE decision" in script)
    with sqlite3.connect(path) as connection:
        for script in MIGRATIONS[:before]:
            connection.executescript(script)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {before}")
        connection.execute(
            "INSERT INTO source (path, kind, sha256, size, camera, settings) VALUES ('a', 'video', 'a', 1, '', '')"
        )
        connection.execute("INSERT INTO track VALUES (7, 1, 0, 0, 1, 1)")
        connection.execute("INSERT INTO crop VALUES (5, 7, 0, 0, 0, 1, 1, 1, 1, NULL, x'00')")
    connection.close()
    with Case.open(path) as case:
        assert case.decisions.decide(7, "match").crop == 5 and case.integrity.faults() == []
    assert path.with_name(f"old.cpcl.v{before}-backup").exists()


def test_after_a_first_decision_that_was_refused_the_next_is_vouched_for(three_passages: Path) -> None:
    with Case.open(three_passages) as case:
        with pytest.raises(CaseError, match="no passage 99"):
            case.decisions.decide(99, "match")
        case.decisions.decide(1, "match")
    with Case.read(three_passages) as case:
        assert verify_case(case, silent, footage=False).faults == []


def test_many_are_decided_in_one_transaction_and_those_that_are_gone_are_left_out(walked: Case) -> None:
    crop = walked.gallery.track_crops(3)[0].crop
    rulings = [
        Ruling(1, "match", note="a"),
        Ruling(99, "match"),
        Ruling(3, "no match", crop),
        Ruling(2, None, 9999),
    ]
    made = walked.decisions.decide_all(rulings)
    assert [(one.track, one.verdict, one.note) for one in made] == [(1, "match", "a"), (3, "no match", "")]
    assert made == walked.decisions.history() and made[1].crop == crop
    entries = walked.log.entries("decision")
    assert [entry.number for entry in entries] == [one.id for one in made]
    assert not entries[0].state and entries[1].state["tables"].keys() == {"decision"}
    assert verify_case(walked, silent, footage=False).faults == []
    assert walked.decisions.last_on([1, 2, 99]) == {1: made[0]}
    assert walked.log.actions_since(entries[0].number) == {"decision"}
