"""What the log says of an end that was cut off: it belongs where that end began, and names all that went."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.cut_end import CutEntry, cut_told, hashes_cut, is_in_its_place
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "a.cpcl", create=True) as opened:
        yield opened


def gone(*numbers: int) -> list[CutEntry]:
    return [CutEntry(number, "2026-03-12", "nora", "mark", f"hash {number}") for number in numbers]


def faults(case: Case) -> list[str]:
    return list(verify_case(case, silent, footage=False).faults)


def test_a_check_follows_an_entry_that_stands_where_the_end_began(case: Case) -> None:
    last = case.log.head().entries
    case.log.record("cut", cut_told(last, gone(last + 1, last + 2), ["mark"]))
    told = case.log.entries()[-1].details
    assert hashes_cut(told) == {last + 1: f"hash {last + 1}", last + 2: f"hash {last + 2}"}
    assert faults(case) == []


@pytest.mark.parametrize(("kept", "numbers"), [(0, (1,)), (1, (2, 4)), (1, (3,)), (1, ())])
def test_one_that_does_not_fit_its_place_is_found(case: Case, kept: int, numbers: tuple[int, ...]) -> None:
    assert case.log.head().entries == 1
    case.log.record("cut", cut_told(kept, gone(*numbers), ["mark"]))
    assert faults(case) == ["Entry 2 says that an end of the log was cut off, which does not fit where it stands."]


def test_details_of_another_form_name_nothing() -> None:
    for told in ({}, {"kept": 1, "entries": "all"}, {"kept": 1, "entries": [3, {"number": "2"}]}):
        assert hashes_cut(told) == {} and not is_in_its_place(2, told)
