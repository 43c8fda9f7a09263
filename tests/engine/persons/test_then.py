"""Then-queries over the street of the tests, filmed by two cameras."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.persons.persons import persons_of
from cpcl_desktop.engine.persons.then import Step, ThenAnswer, search_then
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene
from tests.engine.conftest import MadeOnce

RED_OVER_BLUE, GREEN_OVER_WHITE = "red bluetrousers", "green whitetrousers"
ONE, NOT = "2026-03-12T13:00", ("decision",)


def add(case: Case, clip: Path, stages: Stages, camera: str, minute: int | None) -> None:
    """Ingest a clip of a camera whose recording begins so many minutes after noon by a stated clock."""
    clock = RecorderClock() if minute is None else RecorderClock(datetime(2026, 3, 12, 12, minute), "user")
    ingest(case, find_sources([clip])[0], stages, IngestOptions(camera=camera, clock=clock), silent)


@pytest.fixture
def searcher(made_once: MadeOnce, street: Path, stages: Stages) -> Searcher:
    """Three people walk by the gate from noon, and two of them by the yard from 12:05."""

    def read_both(case: Case) -> None:
        add(case, Path(shutil.copy(street, case.path.with_name("gate.mp4"))), stages, "gate", 0)
        add(case, scene.write_clip(case.path.with_name("yard.mp4"), frames=52), stages, "yard", 5)

    return Searcher(made_once(read_both), stages.embedder)


def ask(searcher: Searcher, steps: Sequence[tuple[str, str, float | None]], limit: int = 10, **more: float):
    """Each step is a description, a camera (empty: any) and within how many seconds."""
    made = [Step(Query(text, cameras=(camera,) if camera else ()), within) for text, camera, within in steps]
    return search_then(searcher, persons_of(searcher.case, silent, **more), made, limit)


def passages(answer: ThenAnswer) -> list[tuple[int, ...]]:
    return [tuple(leg.appearance.track for leg in way.legs) for way in answer.ways]


def test_the_same_person_is_found_at_the_second_camera(searcher: Searcher) -> None:
    answer = ask(searcher, [(RED_OVER_BLUE, "gate", None), ("", "yard", 600)])
    assert passages(answer)[0] == (1, 4)
    first, second = answer.ways[0].legs
    assert (first.appearance.camera, second.appearance.camera) == ("gate", "yard")
    assert first.hit is not None and second.hit is None and first.gap_s is None
    assert second.gap_s == pytest.approx(298, abs=1) and second.gap_doubt_s == 10 and second.is_certain
    assert second.same in ("strong", "fair", "weak")
    assert answer.notes == ()


def test_each_step_has_its_description(searcher: Searcher) -> None:
    both = ask(searcher, [(GREEN_OVER_WHITE, "gate", None), (GREEN_OVER_WHITE, "yard", None)])
    assert passages(both)[0] == (2, 5)
    assert [leg.hit is not None for leg in both.ways[0].legs] == [True, True]
    assert both.ways[0].score > both.ways[1].score and [way.rank for way in both.ways] == [1, 2]
    other = ask(searcher, [(RED_OVER_BLUE, "gate", None), (GREEN_OVER_WHITE, "yard", None)])
    assert all(way.legs[0].appearance.track + 3 == way.legs[1].appearance.track for way in other.ways)


@pytest.mark.parametrize(
    ("within_s", "found", "certain"), [(60, False, None), (290, True, False), (310, True, True), (None, True, True)]
)
def test_what_comes_too_late_is_no_answer_and_what_may_is_marked(
    searcher: Searcher, within_s: float | None, found: bool, certain: bool | None
) -> None:
    """It is 298 seconds later by clocks that may be 10 seconds off each other."""
    answer = ask(searcher, [(RED_OVER_BLUE, "gate", None), ("", "yard", within_s)])
    assert bool(answer.ways) is found
    assert not found or answer.ways[0].legs[1].is_certain is certain


def test_what_came_before_is_no_answer(searcher: Searcher) -> None:
    assert ask(searcher, [(RED_OVER_BLUE, "yard", None), ("", "gate", None)]).ways == ()


@pytest.mark.parametrize(
    ("passes", "bars"),
    [
        ({"decision": ("undecided",)}, {"decision": ("match",)}),
        ({"direction": ("left to right",)}, {"direction": ("right to left",)}),
        ({"from_px": 20.0}, {"from_px": 200.0}),
        ({"to_px": 200.0}, {"to_px": 20.0}),
        ({"from_s": 1.0}, {"from_s": 4.5}),
        ({"to_s": 2.0}, {"to_s": 0.2}),
        ({"time_of_day": "12:05-12:06"}, {"time_of_day": "12:05:04-12:06"}),
        ({"between": (f"2026-03-12T12:05/{ONE}",)}, {"between": (f"2026-03-12T12:05:04/{ONE}",)}),
        ({"decision": ("match",), "negated": NOT}, {"decision": ("undecided",), "negated": NOT}),
    ],
    ids=lambda value: "-".join(value),
)  # fmt: skip
def test_filters_hold_for_a_step_that_describes_nobody(
    searcher: Searcher, passes: dict[str, Any], bars: dict[str, Any]
) -> None:
    """The walker in red is in the yard from 0.5 to 2.5 seconds of its clip, going right, 72 pixels high."""
    persons, first = persons_of(searcher.case, silent), Step(Query(RED_OVER_BLUE, cameras=("gate",)))

    def found(more: dict[str, Any]) -> list[tuple[int, ...]]:
        return passages(search_then(searcher, persons, [first, Step(Query(cameras=("yard",), **more))], 10))

    assert (1, 4) in found(passes)
    assert (1, 4) not in found(bars)
    (then,) = searcher.case.log.entries("search")[-1].details["then"]
    assert {name: then["query"][name] for name in bars} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in bars.items()
    }
    assert verify_case(searcher.case, silent).faults == []


def test_what_a_filter_leaves_out_for_want_of_a_clock_is_told(
    searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    add(searcher.case, scene.write_clip(tmp_path / "roof.mp4", frames=50), stages, "roof", None)
    steps = [Step(Query(text, time_of_day="12:00-13:00")) for text in (RED_OVER_BLUE, "")]
    answer = search_then(searcher, persons_of(searcher.case, silent), steps, 10)
    (note,) = [note for note in answer.notes if "roof.mp4" in note]
    assert "left out" in note and (1, 4) in passages(answer)


def test_it_may_begin_with_a_passage_that_is_at_hand(searcher: Searcher) -> None:
    steps = [Step(Query(like=(1,), cameras=("gate",))), Step(Query(cameras=("yard",)), 600)]
    answer = search_then(searcher, persons_of(searcher.case, silent), steps, 10)
    assert passages(answer)[0] == (1, 4) and answer.ways[0].legs[0].hit is not None
    assert searcher.case.log.entries("search")[-1].details["query"]["like"] == [1]


def test_steps_chain(searcher: Searcher, street: Path, stages: Stages, tmp_path: Path) -> None:
    copy = scene.write_clip(tmp_path / "hall.mp4", frames=40)
    add(searcher.case, copy, stages, "hall", 20)
    steps = [(RED_OVER_BLUE, "gate", None), ("", "yard", 600), ("", "hall", 3600)]
    assert passages(ask(searcher, steps))[0] == (1, 4, 6)
    assert ask(searcher, [*steps[:2], ("", "hall", 60)]).ways == ()


def test_passages_without_a_clock_cannot_answer_and_are_named(
    searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    add(searcher.case, scene.write_clip(tmp_path / "roof.mp4", frames=50), stages, "roof", None)
    answer = ask(searcher, [(RED_OVER_BLUE, "gate", None), ("", "roof", None)])
    assert answer.ways == ()
    (note,) = [note for note in answer.notes if "roof.mp4" in note]
    assert "2 passages could not be put in order" in note and "cpcl clock" in note


def test_unknown_cameras_are_refused_with_those_there_are(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match=r"No camera is called door\. The case has: gate, yard\."):
        ask(searcher, [("red", "gate", None), ("", "door", None)])
    with pytest.raises(UsageError, match="describes nobody"):
        ask(searcher, [("", "gate", None), ("red", "yard", None)])


def test_it_is_logged_with_each_step_and_the_case_verifies(searcher: Searcher) -> None:
    answer = ask(searcher, [(RED_OVER_BLUE, "gate", None), ("red", "yard", 600)], limit=1)
    entry = searcher.case.log.entries("search")[-1]
    assert entry.details["query"]["text"] == RED_OVER_BLUE and entry.details["at"] == ["gate"]
    (then,) = entry.details["then"]
    assert (then["query"]["text"], then["at"], then["within_s"]) == ("red", ["yard"], 600)
    assert [tuple(way) for way in entry.details["ways"]] == passages(answer)
    assert [hit[0] for hit in then["hits"]] == [answer.ways[0].legs[1].appearance.track]
    assert verify_case(searcher.case, silent).faults == []
