"""Whether a case file has the tables, indexes and triggers that this program makes, and nothing else."""

from __future__ import annotations

import contextlib
import functools
import re
import sqlite3

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.schema import MIGRATIONS, MIRROR

MOST_OBJECTS = 1000  # of a schema that is looked at; this program makes about thirty
# What SQLite makes for itself has no words; nothing that has may call itself so.
_OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE NOT (type = 'index' AND sql IS NULL "
    f"AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\') LIMIT {MOST_OBJECTS}"
)
# The library's record of migrations has the words that the library's version chooses.
_RECORD = (("table", "_sqlite_migrations"), ("index", "idx__sqlite_migrations_migration_set_name"))
_RENAMED = re.compile(r'^CREATE TABLE "(\w+)"')  # as SQLite writes a table that was renamed

Shape = dict[str, tuple[str, str]]


def shape_faults(connection: sqlite3.Connection, version: int) -> list[str]:
    """What of a file of this schema version is not as this program makes it, by name; none when all is."""
    expected, present = dict(_made(version)), _shape(connection)
    if MIRROR.keys() & present.keys():  # all of it, or none
        expected |= {name: ("table", sql) for name, sql in MIRROR.items()}
    told = [(present.get(name), kind, name, sql) for name, (kind, sql) in sorted(expected.items())]
    wrong = [
        worded("{name} in the database is missing or not as this program made it.", name=name)
        for there, kind, name, sql in told
        if there != (kind, sql)
    ]
    record = {name for kind, name in _RECORD if present.get(name, ("", ""))[0] == kind}
    strange = sorted(present.keys() - expected.keys() - record)
    wrong += [
        worded("The column {name!r} of _sqlite_migrations was not made by this program.", name=name)
        for name in _made_up(connection)
    ]
    return wrong + [
        worded(
            "The database holds a {kind} {name!r}, which this program did not make.",
            kind=present[name][0],
            name=name,
        )
        for name in strange
    ]


@functools.cache
def _made(version: int) -> Shape:
    """The shape that the migrations give."""
    with contextlib.closing(sqlite3.connect(":memory:")) as model:
        for script in MIGRATIONS[:version]:
            model.executescript(script)
        return _shape(model)


def _shape(connection: sqlite3.Connection) -> Shape:
    rows = connection.execute(_OBJECTS).fetchall()
    return {str(name): (str(kind), _RENAMED.sub(r"CREATE TABLE \1", str(sql))) for kind, name, sql in rows}


def _made_up(connection: sqlite3.Connection) -> list[str]:
    """Columns of the record that are computed."""
    columns = connection.execute("SELECT name FROM pragma_table_xinfo('_sqlite_migrations') WHERE hidden <> 0")
    return [str(name) for (name,) in columns.fetchall()]
