"""Whether a case file has the tables, indexes and triggers that this program makes, and nothing else."""

from __future__ import annotations

import contextlib
import sqlite3

from cpcl_desktop.engine.case.schema import MIGRATIONS

MOST_OBJECTS = 1000  # of a schema that is looked at; this program makes about thirty
_OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    # The library's record of migrations has the words that the library's version chooses.
    f"AND NOT (tbl_name = '_sqlite_migrations' AND type IN ('table', 'index')) LIMIT {MOST_OBJECTS}"
)

Shape = dict[str, tuple[str, str]]


def shape_faults(connection: sqlite3.Connection, version: int) -> list[str]:
    """What of a file of this schema version is not as this program makes it, by name; none when all is."""
    expected, present = _made(version), _shape(connection)
    told = [(present.get(name), kind, name, sql) for name, (kind, sql) in sorted(expected.items())]
    wrong = [
        f"{name} in the database is missing or not as this program made it."
        for there, kind, name, sql in told
        if there != (kind, sql)
    ]
    strange = sorted(present.keys() - expected.keys())
    return wrong + [
        f"The database holds a {present[name][0]} {name!r}, which this program did not make." for name in strange
    ]


def _made(version: int) -> Shape:
    """The shape that the migrations give."""
    with contextlib.closing(sqlite3.connect(":memory:")) as model:
        for script in MIGRATIONS[:version]:
            model.executescript(script)
        return _shape(model)


def _shape(connection: sqlite3.Connection) -> Shape:
    rows = connection.execute(_OBJECTS).fetchall()
    return {str(name): (str(kind), " ".join(str(sql).replace('"', "").split())) for kind, name, sql in rows}
