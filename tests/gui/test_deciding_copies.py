"""Two cases hold the same footage: what either says of a passage counts, is kept by a step, and is read once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import numpy as np
import pytest

import cpcl_desktop.engine.case.log_table as log_table
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import DecisionTable
from cpcl_desktop.engine.case.records import Judgement
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.gui.lanes.decision import Decisions, Step
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.storing import Marking, Passages, Saying
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.worker import ThreadWorker
from tests.passage_cases import add_footage

SILENT = Course(lambda _: None, lambda _: None)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The case whose footage is searched, and a colleague's copy of it, which has footage of its own, too."""
    north, again = tmp_path / "north.cpcl", tmp_path / "again.cpcl"
    with Case.open(north, create=True) as case:
        add_footage(case, "gate", [(number, number, number + 0.2) for number in range(4)], crops=1)
    copy(north, again)
    with Case.open(again) as case:
        add_footage(case, "yard", [(7, 0, 1)], crops=1, content=77)
    return north, again


@pytest.fixture
def lane(pair: tuple[Path, Path]) -> Iterator[Decisions]:
    opened = Decisions(Occasion(pair[0], others=pair[1:]), ThreadWorker())
    opened.all()
    yield opened
    opened.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often all that was ever said in either case was read and paired."""
    told: list[str] = []
    for name in ("last_words", "decisions", "marks"):
        read = getattr(Federation, name)
        monkeypatch.setattr(Federation, name, lambda cases, name=name, read=read: told.append(name) or read(cases))
    return told


def step(*tracks: int, verdict: Judgement = "match") -> Step:
    return Step(1, Passages(np.array(tracks), np.array(tracks)), Saying(verdict))


def colleague(path: Path, track: int, verdict: Judgement | None, note: str = "") -> None:
    with Case.open(path) as case:
        case.decisions.decide(track, verdict, note=note)


def said(lane: Decisions) -> dict[int, tuple[Judgement | None, str]]:
    return {track: (one.verdict, one.note) for track, one in lane.all().decisions.items()}


@pytest.mark.parametrize("few", [200, 0])
def test_a_note_stays_that_stands_in_the_other_copy_and_undo_restores_it(lane, pair, monkeypatch, few):
    """In the lane itself, and by its worker."""
    monkeypatch.setattr("cpcl_desktop.gui.lanes.decision.FEW", few)
    colleague(pair[1], 1, "unsure", "her coat is blue")
    made = step(1)
    lane.make(made, SILENT)
    assert said(lane) == {1: ("match", "her coat is blue")}
    lane.take_back(made, SILENT)
    assert said(lane) == {1: ("unsure", "her coat is blue")}


def test_the_later_of_both_copies_is_what_stood_before(lane, pair):
    colleague(pair[1], 1, "unsure", "the first")
    colleague(pair[0], 1, "no match", "the second")
    colleague(pair[0], 2, "unsure", "the first")
    colleague(pair[1], 2, None)
    made = step(1, 2)
    lane.make(made, SILENT)
    assert said(lane) == {1: ("match", "the second"), 2: ("match", "")}
    lane.take_back(made, SILENT)
    assert said(lane) == {1: ("no match", "the second")}


def test_undo_restores_what_was_decided_in_between_as_well(lane, pair, monkeypatch):
    """Before the transaction has its turn, and after what counts was read."""
    decide_all = DecisionTable.decide_all
    colleague(pair[1], 1, "unsure", "the first")

    def later(table, rulings):
        monkeypatch.undo()
        colleague(pair[0], 1, "no match", "the second")
        return decide_all(table, rulings)

    made = step(1)
    monkeypatch.setattr(DecisionTable, "decide_all", later)
    lane.make(made, SILENT)
    lane.take_back(made, SILENT)
    assert said(lane) == {1: ("no match", "the second")}


def test_undo_leaves_what_was_decided_since_in_the_other_copy(lane, pair):
    made = step(1, 2)
    lane.make(made, SILENT)
    colleague(pair[1], 1, "no match", "not hers")
    with pytest.raises(CaseError, match=r"about one of these passages since. That stays; the rest was taken back"):
        lane.take_back(made, SILENT)
    assert said(lane) == {1: ("no match", "not hers")} and made.state == "taken back"


def test_a_decision_that_does_not_count_says_so_and_what_counts_is_shown(lane, pair, monkeypatch):
    """The clock of the machine on which the other was made is a day ahead."""
    drafted = log_table.drafted

    def ahead(*entry, **more):
        return replace(drafted(*entry, **more), time="2999-01-01T00:00:00.000+00:00")

    monkeypatch.setattr(log_table, "drafted", ahead)
    colleague(pair[1], 2, "no match")
    monkeypatch.undo()
    made = step(1, 2)
    stored = lane.make(made, SILENT)
    assert stored is not None and made.outvoted == 1
    assert {track: one.verdict for track, one in stored.instead.items()} == {2: "no match"}
    lane.news()
    assert said(lane) == {1: ("match", ""), 2: ("no match", "")}
    with Case.read(pair[0]) as case:
        assert case.decisions.current()[2].verdict == "match"  # kept where it was said
    with pytest.raises(CaseError, match="Somebody else decided about one of these passages"):
        lane.take_back(made, SILENT)


def test_a_key_reads_nothing_anew_unless_somebody_else_said_something(lane, pair, reads):
    for kind in (Saying("match"), Saying("unsure"), Marking("bookmark", True)):
        lane.make(Step(1, step(1, 2).passages, kind), SILENT)
        with Case.open(pair[1]) as case:
            case.log.record("view", {"track": 1})  # as each hit that is opened in the player
        assert lane.news().known is None
    assert reads == []
    colleague(pair[1], 3, "no match", "seen there")
    lane.make(step(3), SILENT)
    assert reads == ["last_words"]
    lane.make(step(3, verdict="unsure"), SILENT)
    assert reads == ["last_words"]
    news = lane.news()
    assert news is not None and news.known is not None and news.known.decisions[3].note == "seen there"


@pytest.fixture
def barred(pair, monkeypatch) -> Path:
    """The first case can only be read."""
    opened = Occasion._open
    monkeypatch.setattr(
        Occasion, "_open", lambda said, path: Case.read(path) if path == pair[0] else opened(said, path)
    )
    return pair[0]


def test_one_case_that_can_only_be_read_keeps_none_from_the_others(barred, lane, pair):
    yard = among(1, 5)
    made = Step(1, Passages(np.array([1, 2, yard]), np.array([1, 2, yard])), Saying("match"))
    with pytest.raises(CaseError) as told:
        lane.make(made, SILENT)
    assert "For one passage it is stored" in str(told.value)
    assert "The case north could not be written to" in str(told.value)
    assert said(lane) == {yard: ("match", "")} and made.passages.tracks.tolist() == [yard]
    assert made.state == "stored"
    lane.take_back(made, SILENT)
    assert said(lane) == {} and made.state == "taken back"
    with pytest.raises(CaseError, match="is open only to be read"):
        lane.make(step(1), SILENT)  # about one case alone, as ever


def test_taking_back_goes_on_with_what_could_not_be_written_to(lane, pair, monkeypatch):
    yard = among(1, 5)
    made = Step(1, Passages(np.array([1, yard]), np.array([1, yard])), Marking("bookmark", True))
    lane.make(made, SILENT)
    lane.cases.members[0].case._store.read_only = True
    with pytest.raises(
        CaseError, match=r"For one passage it was taken back; undo goes on with the others. The case"
    ):
        lane.take_back(made, SILENT)
    assert made.state == "stored" and set(lane.all().marks) == {1}
    lane.cases.members[0].case._store.read_only = False
    lane.take_back(made, SILENT)
    assert made.state == "taken back" and not lane.all().marks
