"""Digests as cases of the versions 10 to 22 keep them; that they are checked, `test_migrations` shows."""

import contextlib
import sqlite3
import tracemalloc
from pathlib import Path

from cpcl_desktop.engine.case.single_digests import look_at_single, made_single
from cpcl_desktop.engine.case.state import guarded_tables
from cpcl_desktop.engine.progress import silent
from tests.old_cases import write_old_case

ROWS = 20_000


def test_a_look_at_a_table_of_which_nothing_is_missing_holds_no_key_of_every_row(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(write_old_case(tmp_path / "old.cpcl", 22))) as connection:
        many = f"WITH RECURSIVE n(x) AS (SELECT 4 UNION ALL SELECT x + 1 FROM n WHERE x < {ROWS})"
        connection.execute(f"{many} INSERT INTO vector SELECT 1, x, x'00' FROM n")
        connection.execute("DELETE FROM row_digest WHERE \"table\" = 'vector'")
        vector = next(table for table in guarded_tables(connection) if table.name == "vector")
        made_single(connection, vector)
        tracemalloc.start()
        try:
            assert look_at_single(connection, vector, silent).faults == []
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert most < 60 * ROWS  # bytes; its digests are read a thousand at a time
        connection.execute("DELETE FROM vector WHERE crop = 7")
        assert look_at_single(connection, vector, silent).faults == [
            "Row 1/7 of the table vector was removed, or put in another's place."
        ]
