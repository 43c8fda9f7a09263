"""Groups kept beside the case: used while the case is what they were made of, and nothing else is."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.persons import kept
from cpcl_desktop.engine.persons import persons as module
from cpcl_desktop.engine.persons.deciding import merge_persons, name_person
from cpcl_desktop.engine.persons.grouping import group
from cpcl_desktop.engine.persons.persons import Persons, persons_of
from cpcl_desktop.engine.progress import silent
from tests.passage_cases import add_footage, noon


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many passages were grouped, each time that they were."""
    counts: list[int] = []

    def counted(passages, *others):
        counts.append(len(passages))
        return group(passages, *others)

    monkeypatch.setattr(module, "group", counted)
    monkeypatch.setattr(kept, "KEPT_FROM", 2)
    return counts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "town.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 60), (2, 100, 120), (1, 200, 220)], noon())
        add_footage(case, "yard", [(1, 20, 50), (2, 300, 320)], noon())
    return tmp_path / "town.cpcl"


def told(persons: Persons) -> list[object]:
    return [persons.person(label) for label in range(len(persons))]


def cache(path: Path) -> Path:
    return path.with_name(f"{path.name}-cache") / "groups.npz"


def test_what_was_grouped_is_not_grouped_again(path: Path, made: list[int]) -> None:
    with Case.open(path) as case:
        first = persons_of(case, silent)
    with Case.open(path) as case:
        again = persons_of(case, silent)
        assert made == [5] and told(again) == told(first) and any(one.apart for one in told(again))
        assert verify_case(case, silent, footage=False).faults == []
    with Case.read(path) as case:  # which writes nothing
        assert told(persons_of(case, silent)) == told(first) and made == [5]


def test_whatever_decides_groups_has_them_made_anew(path: Path, made: list[int]) -> None:
    with Case.open(path) as case:
        persons = persons_of(case, silent)
        merge_persons(case, persons, [1, 2])
        assert persons_of(case, silent).tracks(0) != persons.tracks(0) and len(made) == 2
        case.sources.set_clock(2, noon(doubt_s=90.0))
        assert len(told(persons_of(case, silent))) < len(told(persons)) and len(made) == 3
        add_footage(case, "hall", [(2, 0, 10)])
        assert len(persons_of(case, silent).passages) == 6 and len(made) == 4
        name_person(case, persons_of(case, silent), 1, "the courier")
        assert persons_of(case, silent).of(1).name == "the courier" and len(made) == 5
        persons_of(case, silent)
        assert len(made) == 5


def test_clocks_stated_for_once_neither_use_nor_replace_what_is_kept(path: Path, made: list[int]) -> None:
    with Case.open(path) as case:
        first = persons_of(case, silent)
        assert len(persons_of(case, silent, 100.0)) < len(first) and len(made) == 2
        assert told(persons_of(case, silent)) == told(first) and len(made) == 2


def test_a_file_that_the_case_does_not_vouch_for_is_not_used(path: Path, made: list[int], tmp_path: Path) -> None:
    with Case.open(path) as case:
        first = told(persons_of(case, silent))
    with np.load(cache(path)) as arrays:
        everybody_one = {**arrays, "labels": np.zeros(5, np.int64)}
    np.savez(cache(path), **everybody_one)
    with Case.open(path) as case:
        assert told(persons_of(case, silent)) == first and len(made) == 2
    other = tmp_path / "other.cpcl"
    with Case.open(other, create=True) as case:
        add_footage(case, "gate", [(n, 100 * n, 100 * n + 9) for n in range(5)], noon())
        cache(other).parent.mkdir()
        shutil.copy(cache(path), cache(other))
        assert len(persons_of(case, silent)) == 5 and len(made) == 3
    cache(path).write_bytes(b"PK")
    with Case.open(path) as case:
        assert told(persons_of(case, silent)) == first and len(made) == 4


def test_a_few_passages_are_grouped_each_time(path: Path, made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT_FROM", 6)
    with Case.open(path) as case:
        persons_of(case, silent), persons_of(case, silent)
    assert made == [5, 5] and not cache(path).exists()


def test_where_nothing_can_be_kept_it_works_without(path: Path, made: list[int]) -> None:
    cache(path).parent.write_bytes(b"no folder")
    with Case.open(path) as case:
        assert told(persons_of(case, silent)) == told(persons_of(case, silent)) and len(made) == 2


def test_what_was_made_while_the_case_changed_is_not_taken_for_what_it_is_now(path: Path, made: list[int]) -> None:
    with Case.open(path) as case, Case.open(path) as other:

        def interrupting(_: object) -> None:
            if case.sources.get(2).clock.doubt_s is None:
                other.sources.set_clock(2, noon(doubt_s=90.0))

        before = persons_of(case, interrupting)
        assert len(persons_of(case, silent)) < len(before) and made == [5, 5]
