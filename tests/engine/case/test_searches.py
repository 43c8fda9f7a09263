"""Searches that somebody saved under a name, in the case and in its log."""

from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.saved import query_of, stored_query


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Case.open(tmp_path / "a.cpcl", create=True).close()
    return tmp_path / "a.cpcl"


def test_a_search_is_saved_with_all_that_was_asked_renamed_deleted_and_brought_back(path: Path) -> None:
    query = Query("red coat -bag", cameras=("door",), date=("2026-03-12",), from_s=1.5, like=(3,), weight=0.7)
    with Case.open(path) as case:
        saved = case.searches.save("  red   coats ", *stored_query(query))
        case.searches.save("blue", *stored_query(Query("blue")))
        case.searches.rename(saved.search, "coats")
    with Case.open(path) as case:
        assert [one.name for one in case.searches.current()] == ["blue", "coats"]
        assert query_of(case.searches.current()[1]) == query
        case.searches.delete(saved.search)
        assert [one.name for one in case.searches.current()] == ["blue"]
        case.searches.restore(saved.search)
        assert query_of(case.searches.current()[1]) == query
        assert [summary(entry) for entry in case.log.entries("saved search")] == [
            "“red coats” kept", "“blue” kept", "“coats” kept", "“coats” deleted", "“coats” kept",
        ]  # fmt: skip
        assert verify_case(case, silent, footage=False).faults == []


def test_an_example_is_kept_with_it(path: Path) -> None:
    image = np.full((60, 30, 3), (200, 30, 30), np.uint8)
    with Case.open(path) as case:
        case.searches.save("like him", *stored_query(Query(image=image, limit=7)))
        (saved,) = case.searches.current()
        kept = query_of(saved)
        assert kept.image is not None and kept.image.shape == image.shape and kept.limit == Query().limit
        assert np.abs(kept.image.astype(int) - image).max() < 8


def test_names_are_there_once_and_not_empty(path: Path) -> None:
    with Case.open(path) as case:
        first = case.searches.save("red", "{}")
        for name, said in (("Red", "called “Red” already"), (" \n", "needs a name"), ("x" * 201, "needs a name")):
            with pytest.raises(UsageError, match=said):
                case.searches.save(name, "{}")
        case.searches.rename(first.search, "Red")  # its own name, otherwise written
        case.searches.delete(first.search)
        case.searches.save("red", "{}")
        assert case.searches.restore(first.search).name == "Red (2)"
        with pytest.raises(CaseError, match="no saved search 99"):
            case.searches.delete(99)


@pytest.mark.parametrize("text", ['{"text": 3}', '{"colour": "red"}', "[]", '{"cameras": "door"}'])
def test_one_that_this_program_cannot_read_says_so(path: Path, text: str) -> None:
    with Case.open(path) as case, pytest.raises(CaseError, match="cannot be read"):
        query_of(case.searches.save("odd", text))


def test_a_row_that_the_log_does_not_tell_of_is_named(path: Path) -> None:
    with Case.open(path) as case:
        saved = case.searches.save("red", '{"text": "red"}')
        with case._store.transaction():
            case._store.connection.execute("UPDATE saved_search SET query = '{}' WHERE id = ?", (saved.id,))
        faults = verify_case(case, silent, footage=False).faults
        assert any(f"Saved search {saved.id} (red) is not one that the log says was saved" in one for one in faults)
