"""Digests that are kept in step with rows: what is said where that cannot go on."""

import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import digest_pages
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.errors import MachineError
from tests.engine.evidence.tampering import unguarded
from tests.passage_cases import add_footage

SOME = [(one, one, one + 1) for one in range(100)]  # passages, of two pictures each


def test_a_full_disk_is_said_to_be_full_wherever_it_is_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also within a trigger, of whose errors SQLite itself tells nothing."""
    monkeypatch.setattr(digest_pages, "MOST_HELD", 0)  # pages are stored within the triggers
    said, more = set[str](), 0
    with Case.open(tmp_path / "case.cpcl", create=True) as case:
        connection = case._store.connection
        add_footage(case, "camera", SOME, content=1)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        while case.counts()["track"] == len(SOME):
            more += 1
            connection.execute(f"PRAGMA max_page_count = {pages + more}")
            try:
                add_footage(case, "other", SOME, content=1 + more)
            except MachineError as error:
                assert "case.cpcl is full" in str(error)
                said.add(str(error.__cause__))
        assert said == {"user-defined function raised exception", "database or disk is full"}
        with pytest.raises(sqlite3.OperationalError) as later:
            connection.execute("SELECT * FROM nothing")
        assert case._store.state.cause_of(later.value) is later.value


def test_a_digest_that_is_text_and_not_even_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "case.cpcl"
    with Case.open(path, create=True) as case:
        before = stored_digests(case._store.connection)
    with unguarded(path) as connection:
        connection.execute("UPDATE table_digest SET lanes = CAST(x'ff41' AS TEXT) WHERE \"table\" = 'crop'")
        assert stored_digests(connection) == before | {"crop": "damaged"}
