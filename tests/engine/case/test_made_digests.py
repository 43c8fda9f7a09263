"""Digests made of the rows as they are; that they are those which are kept, `test_digest_pages` shows."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.errors import CaseError


@pytest.mark.parametrize("between", [False, True])
def test_a_row_in_anothers_place_is_named_and_not_left_out(tmp_path: Path, between: bool) -> None:
    """A key of text and one of the same bytes have one place; with a row between them they come apart."""
    path = tmp_path / "c.cpcl"
    Case.open(path, create=True).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        keys = ["'abc'", *["'abd'"] * between, "CAST('abc' AS BLOB)"]
        for key in keys:
            connection.execute(f"INSERT INTO search_cache (made_from, sha256) VALUES ({key}, 'f00d')")
        with pytest.raises(
            CaseError, match="Row abc of the table search_cache was added, or put in another's place"
        ):
            make_anew(connection)
