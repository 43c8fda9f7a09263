"""Digests made of the rows as they are: of a new or older case, of one from a server, and to check one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

from cpcl_desktop.engine.case.digest_pages import (
    Digests,
    Key,
    Page,
    name_of,
    packed,
    page_digests,
    places_of,
    row_at,
    stored_page,
)
from cpcl_desktop.engine.case.digests import TableDigest, row_digests
from cpcl_desktop.engine.case.state import GuardedTable, State, guarded_tables, kept_in, text_as_bytes, told
from cpcl_desktop.engine.errors import CaseError

AT_ONCE = 1000  # rows looked at in one go

MadePage = tuple[Page, Digests]
Make = Callable[[sqlite3.Connection, GuardedTable], TableDigest]


def make_anew(connection: sqlite3.Connection, make: Make | None = None) -> State:
    """Make all digests from the rows as they are, inside the running transaction of a migration.

    `make` is another than `made_in_pages` where digests of rows are kept in another way. CaseError as there.
    """
    connection.execute(f"DELETE FROM {kept_in(connection)}")
    connection.execute("DELETE FROM table_digest")
    made = {table.name: (make or made_in_pages)(connection, table) for table in guarded_tables(connection)}
    rows = [(name, digest.lanes) for name, digest in made.items()]
    connection.executemany("INSERT INTO table_digest VALUES (?, ?)", rows)
    return told(connection, made)


def made_in_pages(connection: sqlite3.Connection, table: GuardedTable) -> TableDigest:
    """Store the digests of a table's rows; the table's.

    CaseError where two rows have one place, as by a key once of text and once of the same bytes: the sum would not
    tell of the second.
    """

    def doubled(key: Key) -> NoReturn:
        raise _astray(table, name_of(key))

    made = TableDigest()
    with text_as_bytes(connection):
        for some in made_pages(connection, table, doubled):
            rows = [(table.name, page, packed(digests)) for page, digests in some]
            try:
                connection.executemany("INSERT INTO digest_page VALUES (?, ?, ?)", rows)
            except sqlite3.IntegrityError as error:  # that page was stored before, of other rows
                met = zip(some, rows, strict=True)
                page, digests = next(page for page, row in met if stored_page(connection, *row[:2]) != row[2])
                raise _astray(table, row_at(page, min(digests))) from error
            made.add(page_digests(rows))
    return made


def _astray(table: GuardedTable, row: str) -> CaseError:
    return CaseError(
        "Row {row} of the table {table} was added, or put in another's place. Nothing was changed; go on with a "
        "copy of the case that was kept.",
        row=row,
        table=table.name,
    )


def made_pages(
    connection: sqlite3.Connection, table: GuardedTable, doubled: Callable[[Key], None] = lambda _: None
) -> Iterator[Sequence[MadePage]]:
    """The pages of a table made from its rows as they are, some at a time; inside `text_as_bytes`.

    Rows come in the order of their keys, in which SQLite keeps them wherever a key ends in a number. `doubled` is
    told the key of a row in whose place another stands, which this program never stored.
    """
    rows = connection.execute(f"SELECT {table.values()} FROM {table.name}")
    made: list[MadePage] = []
    for batch in iter(lambda: rows.fetchmany(AT_ONCE), []):
        keys = table.keys_of(batch)
        for key, (page, at), digest in zip(keys, places_of(keys), row_digests(table.name, batch), strict=True):
            if not made or made[-1][0] != page:
                made.append((page, {}))
            if made[-1][1].setdefault(at, digest) is not digest:
                doubled(key)
        yield made[:-1]  # the last may have more rows
        made = made[-1:]
    yield made
