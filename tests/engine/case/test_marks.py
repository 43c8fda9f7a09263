"""Bookmarks, and passages that were reviewed."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent


@pytest.fixture
def path(three_passages: Path) -> Path:
    return three_passages


def test_marks_stand_until_they_are_taken_off_and_all_are_kept(path: Path) -> None:
    with Case.open(path) as case:
        case.marks.set(1, "bookmark", True)
        case.marks.set(1, "reviewed", True)
        case.marks.set(2, "bookmark", True)
        case.marks.set(2, "bookmark", False)
    with Case.open(path) as case:
        assert case.marks.current() == {1: {"bookmark", "reviewed"}}
        assert [(one.track, one.kind, one.is_set) for one in case.marks.history()][-1] == (2, "bookmark", 0)
        assert [summary(entry) for entry in case.log.entries("mark")][2:] == [
            "passage 2: bookmark",
            "passage 2: bookmark taken off",
        ]
        assert verify_case(case, silent, footage=False).faults == []


def test_marks_of_a_passage_that_was_joined_to_another_are_on_that(path: Path) -> None:
    with Case.open(path) as case:
        case.marks.set(3, "bookmark", True)
        case.passages.join(1, 3)
        assert case.marks.current() == {1: {"bookmark"}}


def test_a_passage_that_is_not_there_cannot_be_marked(path: Path) -> None:
    with Case.open(path) as case, pytest.raises(CaseError, match="no passage 9"):
        case.marks.set(9, "bookmark", True)


def test_a_mark_that_the_log_does_not_know_is_named(path: Path) -> None:
    with Case.open(path) as case:
        case.marks.set(1, "bookmark", True)
        with case._store.transaction():
            row = {"id": 99, "track": 2, "kind": "bookmark", "is_set": 1, "time": "", "user": "nobody"}
            case._store.insert("mark", row)
            case._store.connection.execute("DELETE FROM mark WHERE id <> 99")
        faults = " ".join(verify_case(case, silent, footage=False).faults)
    assert "Mark 99 on passage 2 is not one that the log says was made." in faults
    assert "on passage 1 was removed." in faults


def test_several_passages_are_marked_at_once_but_those_that_are_gone(path: Path) -> None:
    with Case.open(path) as case:
        made = case.marks.set_all([1, 9, 3], "reviewed", True)
        assert [one.track for one in made] == [1, 3] and made == case.marks.history()
        assert case.marks.current() == {1: {"reviewed"}, 3: {"reviewed"}}
        assert verify_case(case, silent, footage=False).faults == []
