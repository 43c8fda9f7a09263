"""Labels of cases that are merged: one name is one label, one key is of one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of, label_of
from cpcl_desktop.engine.merge.labels import OtherKey
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from tests.passage_cases import add_footage
from tests.team_cases import faults


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Makes a case of one camera with three passages, each with the labels that are given it."""

    def made(name: str, given: dict[str, list[int]], content: int = 1) -> Path:
        path = tmp_path / f"{name}.cpcl"
        with Case.open(path, create=True) as case:
            add_footage(case, name, [(1, 0, 2), (2, 5, 7), (1, 9, 11)], content=content)
            for label, tracks in given.items():
                case.marks.set_all(tracks, kind_of(case.labels.make(label).label), True)
        return path

    return made


def labels(path: Path) -> dict[str, tuple[int, list[int]]]:
    """Each label with its key and the passages that have it."""
    assert faults(path) == []
    with Case.read(path) as case:
        marks = case.marks.current()
        return {
            one.name: (one.digit, sorted(track for track, kinds in marks.items() if kind_of(one.label) in kinds))
            for one in case.labels.current()
        }


def test_what_is_called_alike_is_one_label_and_keys_that_clash_are_given_anew(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    first = make("first", {"Suspect A": [1], "Witness": [2]})
    second = make("second", {"Vehicle": [1], "suspect a": [1, 3]}, content=2)
    whole = tmp_path / "whole.cpcl"
    merged = merge(whole, [first, second], silent)
    assert labels(whole) == {"Suspect A": (4, [1, 4, 6]), "Witness": (5, [2]), "Vehicle": (6, [4])}
    assert set(merged.other_keys) == {
        OtherKey("Vehicle", "second.cpcl", 4, 6),
        OtherKey("Suspect A", "second.cpcl", 5, 4),
    }
    with Case.read(whole) as case:
        assert {entry.details["from"]["part"] for entry in case.log.entries("label")} == {1, 2}


def test_what_is_new_comes_along_later_and_the_last_name_counts(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", {"Suspect": [1], "Vehicle": [1]}), tmp_path / "whole.cpcl"
    merge(whole, [part], silent)
    assert merge(whole, [part], silent).said == 0
    with Case.open(part) as case:
        suspect, vehicle = case.labels.current()
        case.labels.rename(suspect.label, "The courier")
        case.marks.set(2, kind_of(suspect.label), True)
        case.labels.rename(vehicle.label, "Van")
        case.labels.make("Bag")
    with Case.open(whole) as case:
        case.labels.rename(case.labels.current()[1].label, "Car")
    merge(whole, [part], silent)
    assert labels(whole) == {"The courier": (4, [1, 2]), "Car": (5, [1]), "Bag": (6, [])}
    with Case.open(part) as case:
        case.labels.remove(case.labels.current()[0].label)
    merge(whole, [part], silent)
    assert labels(whole) == {"Car": (5, [1]), "Bag": (6, [])}


def test_what_was_taken_away_is_nobody_else_s(make: Callable[..., Path], tmp_path: Path) -> None:
    first, second = make("first", {"Suspect": [1]}), make("second", {"Suspect": [2]})
    with Case.open(second) as case:
        case.labels.remove(case.labels.current()[0].label)
    merge(first, [second], silent)
    assert labels(first) == {"Suspect": (4, [1])}
    with Case.read(first) as case:
        gone = [label_of(mark.kind) for mark in case.marks.history()]
        assert len(set(gone)) == 2


@pytest.fixture
def copies(make: Callable[..., Path], tmp_path: Path) -> list[Path]:
    """Two copies of a case whose label is on passage 1; the second has given it to passage 2 since."""
    origin = make("origin", {"Suspect": [1]})
    both = [Path(shutil.copy(origin, tmp_path / f"{name}.cpcl")) for name in ("one", "two")]
    with Case.open(both[1]) as case:
        case.marks.set(2, kind_of(case.labels.current()[0].label), True)
    return both


@pytest.mark.parametrize("at_once", [True, False])
def test_a_label_of_copies_is_one_whatever_one_of_them_calls_it(
    copies: list[Path], tmp_path: Path, at_once: bool
) -> None:
    with Case.open(copies[0]) as case:
        case.labels.rename(case.labels.current()[0].label, "Witness")
    whole = tmp_path / "whole.cpcl"
    for parts in [copies] if at_once else [[copies[0]], [copies[1]]]:
        merge(whole, parts, silent)
    assert labels(whole) == {"Witness": (4, [1, 2])}
    assert merge(whole, copies, silent).said == 0
    further = tmp_path / "further.cpcl"
    merge(further, [copies[1], whole], silent)
    merge(copies[1], [whole], silent)
    assert labels(further) == labels(copies[1]) == {"Witness": (4, [1, 2])}


def test_a_label_that_one_copy_took_away_is_gone_and_comes_back_with_all_its_passages(
    copies: list[Path], tmp_path: Path
) -> None:
    with Case.open(copies[0]) as case:
        case.labels.remove(case.labels.current()[0].label)
    whole = tmp_path / "whole.cpcl"
    merge(whole, copies, silent)
    assert labels(whole) == {}
    with Case.open(whole) as case:
        (label,) = {one.label for one in case.labels.history()}
        case.labels.restore(label)
    assert labels(whole) == {"Suspect": (4, [1, 2])}


def test_what_the_merged_case_calls_a_label_comes_back_to_the_parts(copies: list[Path], tmp_path: Path) -> None:
    whole = tmp_path / "whole.cpcl"
    merge(whole, copies[:1], silent)
    with Case.open(whole) as case:
        case.labels.rename(case.labels.current()[0].label, "Witness")
    merge(whole, copies[1:], silent)
    merge(copies[1], [whole], silent)
    assert labels(whole) == labels(copies[1]) == {"Witness": (4, [1, 2])}
