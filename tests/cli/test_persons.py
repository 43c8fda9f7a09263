"""`cpcl persons`, and what `cpcl search` asks of likely persons, over cases without footage and over the street."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.cli.commands import search
from cpcl_desktop.cli.commands.search_steps import steps_of
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query
from tests.passage_cases import add_footage, noon
from tests.street import write_clip

Out = pytest.CaptureFixture[str]


@pytest.fixture
def town(tmp_path: Path) -> str:
    """Passages 1 and 2 at the gate, 3 and 4 in the yard: the first and the third are alike."""
    with Case.open(tmp_path / "town.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 20), (2, 100, 120)], noon())
        add_footage(case, "yard", [(1, 200, 220), (3, 240, 250)], noon())
    return str(tmp_path / "town.cpcl")


def shown(capsys: Out, *arguments: str, status: int = 0) -> str:
    capsys.readouterr()
    assert main([*arguments]) == status
    told = capsys.readouterr()
    return told.err if status else told.out


def persons(capsys: Out, case: str, *arguments: str) -> list[tuple[int, str, list[int]]]:
    told = json.loads(shown(capsys, "persons", case, *arguments, "--json"))
    return [(one["person"], one["name"], [seen["track"] for seen in one["appearances"]]) for one in told["persons"]]


def test_those_seen_again_are_listed_with_the_gaps_between(town: str, capsys: Out) -> None:
    lines = shown(capsys, "persons", town).splitlines()
    assert lines[0] == "Person 1: 2 passages at 2 cameras, belonging together: strong"
    assert lines[1].split("  ")[0] == "track" and "3:00 ± 0:10" in lines[3] and lines[3].endswith("strong")
    assert "4 passages: 1 likely persons seen again or named, 2 passages like no other." in lines
    assert lines[-1].endswith("a proposal to be checked, never an identification.")
    assert persons(capsys, town, "--of", "3") == [(1, "", [1, 3])]
    assert persons(capsys, town, "--of", "4") == [(4, "", [4])]


def test_deciding_and_undoing(town: str, capsys: Out) -> None:
    assert persons(capsys, town, "--merge", "1", "4", "--note", "same bag") == [(1, "", [1, 3, 4])]
    assert persons(capsys, town, "--name", "4", "the courier") == [(1, "the courier", [1, 3, 4])]
    assert persons(capsys, town, "--split", "1", "--take", "3") == [(3, "", [3]), (1, "the courier", [1, 4])]
    assert persons(capsys, town) == [(1, "the courier", [1, 4])]
    for _ in range(3):
        assert main(["persons", town, "--undo"]) == 0
    assert persons(capsys, town) == [(1, "", [1, 3])]
    assert shown(capsys, "persons", town, "--undo", status=1).startswith("cpcl: Nothing was decided about persons")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--split", "1"], "A person is split with both"),
        (["--take", "1"], "A person is split with both"),
        (["--name", "first", "courier"], "“first” is no number"),
        (["--merge", "1", "3"], "belong to one already"),
        (["--split", "1", "--take", "2"], "Passage 2 is not among those of person 1"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(town: str, capsys: Out, arguments: list[str], said: str) -> None:
    assert said in shown(capsys, "persons", town, *arguments, status=2)
    with Case.read(Path(town)) as case:
        assert case.persons.history() == []


def test_what_is_looked_at_and_decided_is_in_the_log(town: str, capsys: Out) -> None:
    main(["persons", town, "--merge", "1", "2"])
    main(["persons", town, "--of", "4"])
    lines = shown(capsys, "log", town).splitlines()
    assert any(line.endswith("passages 1, 2, 3: one person") for line in lines)
    with Case.read(Path(town)) as case:
        assert case.log.entries("list")[-1].details == {"persons": [4], "of": 4}


# --- searches


@pytest.fixture
def seen_twice(ingested: Path, tmp_path: Path, capsys: Out) -> str:
    """The street's first two people at noon, and again at 12:05 at another camera."""
    again = write_clip(tmp_path / "again.mp4", frames=58)
    start = ["--start", "2026-03-12T12:05:00", "--camera", "yard", "--detector", "motion"]
    assert main(["ingest", str(ingested), str(again), *start]) == 0
    assert main(["clock", str(ingested), "--source", "street.mp4", "--start", "2026-03-12T12:00:00"]) == 0
    capsys.readouterr()
    return str(ingested)


def test_a_hits_other_appearances(seen_twice: str, capsys: Out) -> None:
    told = json.loads(shown(capsys, "search", seen_twice, "green in street.mp4", "--elsewhere", "--json"))
    first = told["elsewhere"][0]
    assert first["track"] == told["hits"][0]["track"] == 2
    (other,) = first["appearances"]
    assert (other["track"], other["camera"]) == (4, "yard") and other["gap_s"] == pytest.approx(298, abs=1.5)
    lines = shown(capsys, "search", seen_twice, "green", "--elsewhere").splitlines()
    assert any(line.startswith("Hit 1, passage") and line.endswith("also seen here:") for line in lines)


def test_one_step_after_another(seen_twice: str, capsys: Out) -> None:
    steps = ["green", "--then", "green", "--at", "yard", "--within", "10m"]
    told = json.loads(shown(capsys, "search", seen_twice, *steps, "--json"))
    assert [leg["track"] for leg in told["ways"][0]["legs"]] == [2, 4]
    assert told["steps"][1] == {"text": "green", "at": ["yard"], "within_s": 600}
    text = shown(capsys, "search", seen_twice, *steps)
    assert text.startswith("1. person 2: ") and "4:58 ± 0:10" in text
    late = shown(capsys, "search", seen_twice, *steps[:-1], "1m")
    assert late.startswith("Nobody was found who answers every step in turn.")
    assert "The case has: " in shown(capsys, "search", seen_twice, "red", "--then", "", "--at", "roof", status=2)


def test_a_hit_is_followed_within_the_filters(seen_twice: str, capsys: Out) -> None:
    def legs(*more: str) -> list[list[int]]:
        asked = ["search", seen_twice, "--like", "2", "--then", "", "--at", "yard", *more, "--json"]
        ways = json.loads(shown(capsys, *asked))["ways"]
        return [[leg["track"] for leg in way["legs"]] for way in ways]

    assert legs()[0] == legs("--direction", "left to right")[0] == [2, 4]
    assert legs("--direction", "right to left") == []


def given(*arguments: str) -> list[tuple[str, object]]:
    parser = argparse.ArgumentParser()
    search.add(parser)
    return parser.parse_args(["c.cpcl", "red", *arguments]).steps


def test_steps_are_read_in_the_order_in_which_they_are_written() -> None:
    first, second = ("--at", "a", "--at", "b"), ("--then", "", "--within", "90s", "--at", "c")
    steps = steps_of(given(*first, *second, "--then", "blue", "--at", "d"), Query("red", limit=7))
    assert [(step.query.text, step.query.cameras, step.within_s, step.query.limit) for step in steps] == [
        ("red", ("a", "b"), None, 7),
        ("", ("c",), 90.0, 7),
        ("blue", ("d",), None, 7),
    ]


def test_an_example_is_of_the_first_step_and_filters_are_of_every_step() -> None:
    first = Query("red", np.zeros((2, 2, 3), np.uint8), like=(3,), unlike=(4,), decision=("match",), limit=7)
    steps = steps_of(given("--then", "blue jacket", "--then", ""), first)
    assert steps[0].query is first
    assert [step.query for step in steps[1:]] == [
        Query(text, decision=("match",), limit=7) for text in ("blue jacket", "")
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--at", "a"], "there is no --then"),
        (["--within", "10m"], "write it behind a --then"),
        (["--then", "", "--within", "1m", "--within", "2m"], "one --within"),
    ],
)
def test_options_that_make_no_steps_are_refused(arguments: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        steps_of(given(*arguments), Query("red"))


@pytest.mark.parametrize("more", [["--camera", "yard"], ["--elsewhere"], ["--sheet", "x.png"]])
def test_what_is_of_one_search_is_refused_with_steps(ingested: Path, capsys: Out, more: list[str]) -> None:
    said = shown(capsys, "search", str(ingested), "red", "--then", "", *more, status=2)
    assert "--then" in said
