"""The ground under the case's tables: one connection, transactions, rows as dictionaries, SQLite's errors in words.

Each table's class in this package holds a `Store`; `Case` puts them together.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from cpcl_desktop.engine.case.state import CaseState, State
from cpcl_desktop.engine.case.still import Stamp, Still
from cpcl_desktop.engine.case.turns import turn_to_write
from cpcl_desktop.engine.errors import CaseError, MachineError
from cpcl_desktop.engine.recorder_time import RecorderClock

Row = dict[str, Any]
Turn = Callable[[], AbstractContextManager[Callable[[], None]]]  # gives what hands over what was done in it
CLOCK_COLUMNS = ("start", "origin", "timezone", "offset_s", "doubt_s")  # of a recorder's clock
AT_ONCE = 4096  # rows that become arrays, or are let go, in one go
DAMAGED = (sqlite3.Error, UnicodeDecodeError)  # SQLite's own words quote what is no text in a damaged file


class Store:
    """One connection to an open case file; every other class here works through it."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, read_only: bool = False, still: Still | None = None
    ) -> None:
        """`still` is there where the file is read without a lock."""
        self.path, self.read_only, self._still = path, read_only, still
        self.connection, self.is_mirror = connection, _is_mirror(connection)
        from cpcl_desktop.engine.case.sqlite import Database  # late: a window starts without a case

        self.database = Database(connection, execute_plugins=False)
        self.state = CaseState(connection)
        self.is_writer = False  # whether it adds footage, merges or changes the model, see `lock`
        self.turn: Turn = _alone  # to write; of a team's desk, see `mirror`
        self.begun: Callable[[], None] = lambda: None  # told when a transaction begins
        self.settled: Callable[[State], None] = lambda _: None  # told of the new state before it commits
        self._contents: Mapping[str, bytes] = {}
        self._contents_at: tuple[int, int] | None = None  # commits of others, rows changed here

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside is committed together, or nothing of it; raises CaseError or MachineError.

        The digests of what was changed are stored with it, see `state`. In a team's case it is the server
        that commits first; its errors are ServerError.
        """
        if self.read_only:
            raise CaseError("The case {path} is open only to be read; nothing was written.", path=self.path)
        with self._in_words():
            self.state.guard()
            with self.turn() as hand_over, turn_to_write(self.path, self.connection, self.is_writer):
                self.state.begin()
                self.begun()
                yield
                self.settled(self.state.settle())
                hand_over()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """A transaction over what this file keeps for itself, or takes over as it is: no entry tells of it."""
        with self._in_words(), turn_to_write(self.path, self.connection, self.is_writer):
            yield

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert one row and return its rowid."""
        return insert(self.connection, table, row)

    def insert_all(self, table: str, rows: Sequence[Row]) -> None:
        """Insert many whole rows, inside the running transaction; their values are as SQLite stores them."""
        shape = self.state.shape_of(table)
        self.state.insert_all(shape, [[row[column] for column in shape.columns] for row in rows])

    def insert_rows(
        self, table: str, rows: Sequence[Sequence[Any]], digests: Sequence[bytes] | None = None
    ) -> None:
        """As `insert_all`, of values in the order of the table's columns; with their digests, if there are any."""
        self.state.insert_all(self.state.shape_of(table), rows, digests)

    def contents(self) -> Mapping[str, bytes] | None:
        """By table, the digest that the file gives; None where what is read now may not hold, see `ReadOnce`.

        That is in a transaction, and where there are no digests that could be read.
        """
        if self.connection.in_transaction:
            return None
        try:
            (others,) = self.connection.execute("PRAGMA data_version").fetchone()
            stands = others, self.connection.total_changes
            if stands != self._contents_at:
                self._contents = dict(self.connection.execute('SELECT "table", lanes FROM table_digest'))
                self._contents_at = stands
        except DAMAGED:  # whoever reads the rows themselves says so
            return None
        return self._contents

    def check_still(self) -> None:
        """`CaseError` where somebody has written over a file that is read without a lock: what was read is void."""
        if self._still is not None:
            self._still.check()

    @property
    def lay(self) -> Stamp | None:
        """How the file lay when it was opened, where it is read without a lock, see `Still.check`."""
        return None if self._still is None else self._still.lay

    @property
    def file(self) -> Path | None:
        """The file that `check_still` watches, behind any link; None where none is read without a lock."""
        return None if self._still is None else self._still.path

    def next_id(self, table: Literal["source", "track", "crop", "gap", "joins"]) -> int:
        """The number of a new row: one that no row ever had, though sources may have been removed."""
        gone = f"ifnull((SELECT max({table}) FROM removed), 0)" if table in ("source", "track", "crop") else "0"
        row = self.one(f"SELECT 1 + max(ifnull((SELECT max(id) FROM {table}), 0), {gone}) AS number")
        assert row is not None
        return int(row["number"])

    def query(self, sql: str, *values: object) -> list[Row]:
        """The rows of a SELECT."""
        with self._in_words():
            return list(self.database.query(sql, values))

    def tuples(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """As `query`, but rows as tuples: where there are thousands of them, to make columns of."""
        with self._in_words():
            return self.connection.execute(sql, values).fetchall()

    def blocks(self, sql: str, *values: object) -> Iterator[list[tuple[Any, ...]]]:
        """As `tuples`, some thousands at a time: for what may be a million rows.

        Where very many are made to an array, or let go, at once, no other thread runs meanwhile, nor the window.
        """
        with self._in_words():
            rows = self.connection.execute(sql, values)
            while block := rows.fetchmany(AT_ONCE):
                yield block

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of `blocks`, one by one."""
        for block in self.blocks(sql, *values):
            yield from block

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row of a SELECT, or None."""
        return next(iter(self.query(sql, *values)), None)

    def rows(self, table: str, where: str = "", *values: object, order: str = "", select: str = "*") -> list[Row]:
        """A table's rows that pass a condition."""
        with self._in_words():
            found = self.database.table(table).rows_where(
                where or None, values, order_by=order or None, select=select
            )
            return list(found)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self._in_words():
            return int(self.database.table(table).count)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """One and the same state of the case for all that is read, see `Case.held`."""
        self.connection.execute("BEGIN")
        try:
            self.query("SELECT 1 FROM sqlite_master LIMIT 1")  # the state is that of the first look, which is now
            yield
        finally:
            self.connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DAMAGED as error:
            if self.state.refusal:
                raise CaseError(
                    "{refusal}, so nothing was written to {path}. `cpcl verify` says what else was changed; go "
                    "on with a copy of the case that was kept.",
                    refusal=self.state.refusal,
                    path=self.path,
                ) from error
            raise as_case_error(self.state.cause_of(error), self.path) from error


def _is_mirror(connection: sqlite3.Connection) -> bool:
    """Whether a file follows a team's case; what of a damaged one cannot be read is told by who looks at it."""
    try:
        return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'mirror'").fetchone() is not None
    except DAMAGED:
        return False


@contextlib.contextmanager
def _alone() -> Iterator[Callable[[], None]]:
    """Nobody else's turn is waited for, and nothing is handed over: the case is this file."""
    yield lambda: None


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    """Insert one row and return its rowid; without the look at the table's columns that a library needs."""
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
    return connection.execute(sql, tuple(row.values())).lastrowid or 0


def as_case_error(error: Exception, path: Path) -> CaseError | MachineError:
    """The user's sentence for what SQLite reports about the case file."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return CaseError(
            "The case {path} is being written to by another program; try again when it is done.", path=path
        )
    if "not a database" in text:
        return CaseError("{path} is not a CPCL case; it was left as it is.", path=path)
    if "full" in text:
        return MachineError(
            "The disk that holds {path} is full. What was committed is kept; free space and run the same again.",
            path=path,
        )
    if "disk I/O error" in text:
        return MachineError(
            "The disk that holds {path} fails to read or write it (disk I/O error): it may be full, unplugged or "
            "damaged. What was committed is kept; see to the disk and run the same again.",
            path=path,
        )
    if "readonly" in text or "unable to open" in text:
        return CaseError(
            "The case {path} cannot be opened for writing ({text}); check the folder's permissions.",
            path=path,
            text=text,
        )
    return CaseError("The case {path} cannot be read ({text}).", path=path, text=text)


def columns_of(record: type[Any], table: str = "") -> str:
    """The columns that a record of the same names takes: a column added later does not reach it unasked.

    `table` is what the statement calls their table, where it has several.
    """
    return ", ".join(f"{table}.{field.name}" if table else field.name for field in fields(record))


def storable(text: str) -> str:
    """Text as SQLite takes it: bytes that are no Unicode (possible in arguments on Linux) written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def path_value(path: Path) -> str | bytes:
    """A path as it is stored: text, or its bytes where its name is no valid Unicode (possible on Linux)."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return text


def path_of(value: str | bytes) -> Path:
    """A stored path."""
    return Path(os.fsdecode(value))


def clock_row(clock: RecorderClock) -> Row:
    """A recorder clock as the columns of a row."""
    start = None if clock.start is None else clock.start.isoformat()
    return {
        "start": start,
        "origin": clock.origin,
        "timezone": clock.timezone,
        "offset_s": clock.offset_s,
        "doubt_s": clock.doubt_s,
    }


def take_clock(row: Row) -> RecorderClock:
    """A row's recorder clock, whose columns are taken out of it."""
    start, *known = (row.pop(name) for name in CLOCK_COLUMNS)
    return RecorderClock(None if start is None else datetime.fromisoformat(start), *known)
