"""Whether a case's rows are those that were stored, and its tables what the log says they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.digest_pages import (
    Digests,
    Key,
    Page,
    name_of,
    packed,
    page_digests,
    place_of,
    row_at,
    shown,
    stored_page,
    unpacked,
)
from cpcl_desktop.engine.case.digests import TableDigest
from cpcl_desktop.engine.case.made_digests import made_pages
from cpcl_desktop.engine.case.state import GuardedTable, guarded_tables, kept_in, stored_digests, text_as_bytes
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

NAMED = 20  # faults of a table that are told one by one


@dataclass(slots=True)
class TableFaults:
    """What a look at a table's rows found: those not as they were stored, and the digest of those there are."""

    faults: list[str] = field(default_factory=list)
    digest: TableDigest = field(default_factory=TableDigest)


Look = Callable[[sqlite3.Connection, GuardedTable, Report], TableFaults]


def state_faults(
    connection: sqlite3.Connection, told: Mapping[str, str], report: Report, look: Look | None = None
) -> dict[str, list[str]]:
    """By table, what is not as it was stored, in sentences; tables without faults are left out.

    `told` is what the log says last of each table's digest; `look` is another than `look_at` where digests of rows
    are kept in another way. Raises Cancelled.
    """
    stored = stored_digests(connection)
    tables = guarded_tables(connection)
    found = {}
    for table in tables:
        seen = (look or look_at)(connection, table, report)
        found[table.name] = _fewer(seen.faults, table.name) or _digest_faults(
            table.name, seen.digest.hex, stored.get(table.name), told.get(table.name)
        )
    names = {table.name for table in tables}
    strangers = sorted((stored.keys() | told.keys() | _digested(connection)) - names)
    found |= {
        name: [worded("There are digests of a table {name}, and no such table.", name=name)] for name in strangers
    }
    return {name: faults for name, faults in found.items() if faults}


def _digest_faults(table: str, made: str, stored: str | None, told: str | None) -> list[str]:
    """Each row agrees with its own digest: whether the digests together are those of the file and of the log."""
    if told is None:
        return [worded("The log does not say what the table {table} holds.", table=table)]
    if made != told:
        return [
            worded(
                "The table {table} is not what the log says it was; its rows and their digests were made anew.",
                table=table,
            )
        ]
    return (
        []
        if stored == made
        else [worded("The digest of the table {table} was changed; its rows are what the log says.", table=table)]
    )


def look_at(connection: sqlite3.Connection, table: GuardedTable, report: Report) -> TableFaults:
    """Every row of a table, by its own digest."""
    seen, done, known, doubled = TableFaults(), 0, 0, list[Key]()
    (total,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    with text_as_bytes(connection):
        for some in made_pages(connection, table, doubled.append):
            report(Progress(tr("Checking {name}", name=table.name), done, total, "rows"))
            made = [(table.name, page, packed(digests)) for page, digests in some]
            for (_, page, whole), (_, digests) in zip(made, some, strict=True):
                stored = stored_page(connection, table.name, page)
                known += stored is not None
                done += len(digests)
                if stored != whole or not isinstance(stored, bytes):  # text of these bytes is not them
                    seen.faults += _page_faults(table.name, page, digests, stored)
            seen.digest.add(page_digests(made))
    seen.faults += [was_added(table.name, name_of(key)) for key in doubled]
    seen.faults += _gone(connection, table, known)
    return seen


def _page_faults(table: str, page: Page, made: Digests, stored: object) -> Iterator[str]:
    """The rows of a page whose digests are other than those of the rows that there are."""
    known = {} if stored is None else unpacked(stored)
    for at in sorted(made.keys() | (known or {}).keys()):
        row = row_at(page, at)
        if known is None:
            yield was_changed(table, row)
        elif at not in known:
            yield was_added(table, row)
        elif at not in made:
            yield was_removed(table, row)
        elif made[at] != known[at]:
            yield was_changed(table, row)


def _gone(connection: sqlite3.Connection, table: GuardedTable, known: int) -> Iterator[str]:
    """Rows of pages of which none is there; looked for only where the numbers differ."""
    (stored,) = connection.execute('SELECT count(*) FROM digest_page WHERE "table" = ?', (table.name,)).fetchone()
    if stored == known:
        return
    with text_as_bytes(connection):
        key = ", ".join(f'"{column}"' for column in table.key)
        there = {_typed(place_of(row)[0]) for row in connection.execute(f"SELECT {key} FROM {table.name}")}
        told = connection.execute(
            'SELECT page, digests FROM digest_page WHERE "table" = ?', (table.name,)
        ).fetchall()
    for page, digests in told:
        if _typed(page) not in there:
            for at in unpacked(digests) or [0]:
                yield was_removed(table.name, row_at(page, at))


def was_added(table: str, row: str) -> str:
    """What is said of a row without a digest."""
    return worded("Row {row} of the table {table} was added, or put in another's place.", row=row, table=table)


def was_changed(table: str, row: str) -> str:
    """What is said of a row with another digest."""
    return worded("Row {row} of the table {table} was changed.", row=row, table=table)


def was_removed(table: str, row: str) -> str:
    """What is said of a digest without a row."""
    return worded("Row {row} of the table {name} was removed, or put in another's place.", row=row, name=table)


def _typed(page: object) -> tuple[type, object]:
    """A page, which is another where it is of another type."""
    return (str, shown(page)) if isinstance(page, bytearray) else (type(page), page)


def _fewer(faults: Sequence[str], table: str) -> list[str]:
    """The first faults of a table, and how many more there are."""
    more = len(faults) - NAMED
    told = (
        [worded("{more} more rows of the table {table} are not as they were stored.", more=more, table=table)]
        if more > 0
        else []
    )
    return [*faults[:NAMED], *told]


def _digested(connection: sqlite3.Connection) -> set[str]:
    """The tables of which there are digests of rows."""
    names = connection.execute(f'SELECT DISTINCT "table" FROM {kept_in(connection)}').fetchall()
    return {str(name) for (name,) in names}
