"""The tables of a case in PostgreSQL's words; that a server takes them, every push shows."""

import re

from cpcl_desktop.engine.case.mirror import case_tables
from cpcl_desktop.engine.case.schema import MIGRATIONS
from cpcl_desktop.engine.team.tables import ServedTable


def test_every_table_of_a_case_is_served_but_what_each_desk_makes_itself() -> None:
    tables = {table.name: table for table in case_tables()}
    made = set(re.findall(r"CREATE TABLE (\w+)", "".join(MIGRATIONS)))
    made = {re.sub("_(anew|with_id)$", "", name) for name in made}
    assert tables.keys() == made - {"row_digest", "digest_page", "table_digest"} | {"_sqlite_migrations"}
    for table in tables.values():
        sql = re.sub(r"--.*", "", table.made)
        assert not re.search(r"\b(INTEGER|REAL|BLOB|TEXT|ROWID|REFERENCES|user)\b(?!\")", sql), sql
        assert len(table.kinds) == len(table.columns) and set(table.key) <= set(table.columns)
    assert tables["vector"].kinds == "iib" and tables["vector"].with_halves().kinds == "iih"
    assert "halfvec" in tables["vector"].with_halves().made and tables["crop"].with_halves() is tables["crop"]


def test_keys_are_met_and_read_as_the_server_notes_them() -> None:
    table = ServedTable("stretch", "", ["source", "condition", "start_us", "frames"], "itii", [
        "source", "condition", "start_us",
    ])  # fmt: skip
    assert table.meets("c.key") == (
        't."source" = (c.key[1])::bigint AND t."condition" = (c.key[2]) AND t."start_us" = (c.key[3])::bigint'
    )
    assert table.read_key(["1", "dark", "7"]) == (1, "dark", 7) == table.key_of((1, "dark", 7, 9))
