"""Several people decide about the same passages: nothing of the others is hidden, or taken back with one's own."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import DecisionTable
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.records import Judgement
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.gui.lanes.decision import Decisions, Step
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.storing import Marking, Passages, Saying, Stored
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.worker import ThreadWorker
from tests.passage_cases import add_footage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "made.cpcl"
    with Case.open(made, create=True) as case:
        add_footage(case, "gate", [(number, number / 4, number / 4 + 0.2) for number in range(4)], crops=1)
    return made


@pytest.fixture
def lane(path: Path) -> Iterator[Decisions]:
    opened = Decisions(Occasion(path), ThreadWorker())
    opened.all()
    yield opened
    opened.close()


@pytest.fixture
def course() -> Course:
    return Course(lambda _: None, lambda _: None)


def step(*tracks: int, verdict: Judgement = "match") -> Step:
    return Step(1, Passages(np.array(tracks), np.array(tracks)), Saying(verdict))


def somebody(path: Path, track: int, verdict: Judgement | None, note: str = "") -> None:
    with Case.open(path) as case:
        case.decisions.decide(track, verdict, note=note)


def verdicts(path: Path) -> dict[int, Judgement | None]:
    with Case.read(path) as case:
        return {track: one.verdict for track, one in case.decisions.current().items()}


@pytest.fixture
def others_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else decides once the lane has looked at the log and before its transaction has its turn."""
    decide_all = DecisionTable.decide_all

    def later(table, rulings):
        monkeypatch.undo()
        somebody(path, 2, "no match", "her coat is blue")
        return decide_all(table, rulings)

    monkeypatch.setattr(DecisionTable, "decide_all", later)


def test_what_came_just_before_ones_own_decision_is_news(lane, path, course, others_first):
    lane.make(step(1), course)
    news = lane.news()
    assert news is not None and news.known is not None
    assert {track: one.verdict for track, one in news.known.decisions.items()} == {1: "match", 2: "no match"}


def test_ones_own_decisions_and_marks_are_no_news(lane, course):
    lane.make(step(1, 2), course)
    lane.make(Step(2, step(3).passages, Marking("bookmark", True)), course)
    assert lane.news() is None


def test_undo_restores_what_stood_when_the_decision_was_stored(lane, path, course, others_first):
    made = step(2)
    lane.make(made, course)
    assert verdicts(path) == {2: "match"}
    lane.take_back(made, course)
    with Case.read(path) as case:
        assert (case.decisions.current()[2].verdict, case.decisions.current()[2].note) == (
            "no match",
            "her coat is blue",
        )


def test_undo_leaves_what_somebody_else_decided_since(lane, path, course):
    made = step(1, 2, 3)
    lane.make(made, course)
    somebody(path, 2, "unsure")
    with pytest.raises(CaseError, match=r"about one of these passages since. That stays; the rest was taken back"):
        lane.take_back(made, course)
    assert verdicts(path) == {2: "unsure"}
    assert made.state == "taken back"


def test_two_of_ones_own_about_one_passage_are_taken_back_one_after_the_other(lane, path, course):
    first, second = step(1), step(1, verdict="no match")
    for made in (first, second):
        lane.make(made, course)
    for made, left in ((second, {1: "match"}), (first, {})):
        lane.take_back(made, course)
        assert verdicts(path) == left


@pytest.mark.parametrize("few", [200, 1])
def test_a_step_over_two_cases_is_stored_in_each_and_taken_back_in_each(
    path: Path, tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """In the lane itself, and by its worker, which opens one case at a time."""
    monkeypatch.setattr("cpcl_desktop.gui.lanes.decision.FEW", few)
    other = tmp_path / "other.cpcl"
    with Case.open(other, create=True) as case:
        add_footage(case, "yard", [(7, 0, 1), (8, 2, 3)], crops=1, content=77)
        case.decisions.decide(2, "unsure", note="far")
    lane, told = Decisions(Occasion(path, others=(other,)), ThreadWorker()), list[Stored]()
    assert {track: one.verdict for track, one in lane.all().decisions.items()} == {among(1, 2): "unsure"}
    made = step(1, among(1, 1), 3, among(1, 2))
    last = lane.make(made, course.heard_by(told.append))
    assert last is not None
    every = [one.track for stored in (*told, last) for one in stored.decisions]
    assert every == [1, 3, among(1, 1), among(1, 2)] and lane.news() is None  # all of it is known
    assert verdicts(path) == {1: "match", 3: "match"} and verdicts(other) == {1: "match", 2: "match"}
    somebody(other, 1, "no match")
    with pytest.raises(CaseError, match="Somebody else decided about one of these"):
        lane.take_back(made, course)
    assert verdicts(path) == {} and verdicts(other) == {1: "no match", 2: "unsure"}
    gone = step(2, among(1, 9))
    with pytest.raises(CaseError, match="no passage other:9 any more"):
        lane.make(gone, course)
    assert verdicts(path) == {2: "match"} and gone.passages.tracks.tolist() == [2]
    lane.close()


def test_a_label_goes_into_the_case_of_each_passage_and_is_made_where_it_is_missing(tmp_path, course) -> None:
    paths = [tmp_path / f"{name}.cpcl" for name in ("north", "south")]
    for content, path in enumerate(paths, start=7):
        with Case.open(path, create=True) as case:
            add_footage(case, "gate", [(1, 0, 2), (2, 3, 5)], crops=1, content=content)
    with Case.open(paths[0]) as case:
        kind = kind_of(case.labels.make("Suspect A").label)
    with Case.open(paths[1]) as case:
        case.labels.make("Bag")
    lane, told = Decisions(Occasion(paths[0], others=(paths[1],)), ThreadWorker()), list[Stored]()
    lane.all()
    tracks = np.array([1, among(1, 1), among(1, 2)])
    made = Step(1, Passages(tracks, tracks), Marking(kind, True))
    told = [lane.make(made, course)]
    assert {mark.kind for mark in told[0].marks} == {kind}  # as the window counts labels
    known = lane.all()
    assert known.marks == {int(track): {kind} for track in tracks}
    assert [(one.name, one.digit) for one in known.labels] == [("Suspect A", 4), ("Bag", 0)]
    with Case.read(paths[1]) as case:
        assert [(one.name, one.digit) for one in case.labels.current()] == [("Bag", 4), ("Suspect A", 0)]
    lane.take_back(made, course)
    assert lane.all().marks == {}
    lane.close()
