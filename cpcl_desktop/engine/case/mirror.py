"""A case file that follows a team's case on a server: its mirror on this desk.

Whatever reads, searches and shows works on the file, as with any case. A transaction waits for the desk's turn,
takes over what others did meanwhile, does what it does in the file, and hands its rows and entries of the log
to the server, which commits first: what a mirror has and its server has not does not exist. All desks so write
one chain.

What comes from the server is believed only where it leads to the state that the log gives: the file's own triggers
make the digests of every row that comes, and the root over them must be the one of the last entry.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from cpcl_desktop.engine.case.digests import root_of
from cpcl_desktop.engine.case.log import LogHead, hash_of
from cpcl_desktop.engine.case.log_table import LogTable, entry_of
from cpcl_desktop.engine.case.migrations import apply_migrations, without_foreign_keys
from cpcl_desktop.engine.case.schema import USER_VERSION
from cpcl_desktop.engine.case.state import UNGUARDED, stored_digests
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError, ServerError, UsageError
from cpcl_desktop.engine.progress import tell_waiting
from cpcl_desktop.engine.team.server import Change, Server
from cpcl_desktop.engine.team.tables import About, ServedTable, by_name, kind_of, served

AT_ONCE = 500  # rows that are written in one go; each may hold a picture
_DERIVED = set(UNGUARDED) - {"log", "log_head"}  # each desk's own, made of the rest


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose case a mirror follows: where its server is, who we are there, what we may."""

    url: str
    member: str
    role: str
    has_halves: bool


class Mirror:
    """Keeps a case file and its server in step."""

    def __init__(self, store: Store, log: LogTable, standing: Standing) -> None:
        self._store, self._log = store, log
        self._opened_to_read = store.read_only
        self.standing = standing
        self._server = Server(standing.url, from_a_file=True)
        self._tables = by_name(served(case_tables(), About(0, standing.has_halves)))
        log.author = standing.member
        store.turn = self._turn
        store.read_only = store.read_only or standing.role == "reader"

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    def writer(self) -> AbstractContextManager[None]:
        """Be the one desk that adds footage, see `Case.writer`."""
        return self._server.writer()

    def wait(self, seconds: float) -> bool:
        """Wait until another desk wrote something, at most so long; whether one did. ServerError as below."""
        return self._server.wait(seconds)

    def news(self) -> Server:
        """The server by a link of its own, to `wait` for news in another thread; whoever asks closes it."""
        return Server(self.standing.url, from_a_file=True)

    def bring_up_to_date(self) -> int:
        """Take over what others did; how many entries of the log came.

        Raises:
            ServerError: the server does not answer; the file is as it was, and can be read.
            UsageError: the policy forbids the network, or the extra is not installed; the same holds.
            CaseError: the server's case is not the one that this file followed, or contradicts its own log.
        """
        known = self._head()[0]
        self._note_role(self._server.me().role)
        with self._server.snapshot():
            return self._adopt(known)

    def follow(self) -> str:
        """As `bring_up_to_date`, for who only wants to go on: why that could not be, empty where it could.

        Meanwhile the case can only be read. A file that was opened to be read stays as it is. CaseError as above.
        """
        if self._opened_to_read:
            return ""
        try:
            self.bring_up_to_date()
        except (ServerError, UsageError) as error:
            self._store.read_only = True
            return str(error)
        self._store.read_only = self.standing.role == "reader"
        return ""

    def _note_role(self, role: str) -> None:
        """The owner may have given us another since."""
        if role != self.standing.role:
            with self._store.aside():
                self._store.connection.execute("UPDATE mirror SET role = ?", (role,))
            self.standing = replace(self.standing, role=role)

    # --- what comes

    def _adopt(self, known: int) -> int:
        """Take over what the server has and this file has not; before it was asked we had so many entries."""
        if self._server.head() == self._head():
            return 0
        digests = self._store.state
        digests.guard()
        with (
            without_foreign_keys(self._store.connection),
            self._store.aside(),
        ):  # rows come in no order of reference
            digests.begin()
            entries = self._new_entries(known)
            since = self._head()[0]
            touched = self._server.touched_after(since) if entries else {}
            for name, keys in touched.items():
                self._remove(self._tables[name], keys)
            for name in touched:
                self._add(self._tables[name], since)
            self._check(entries, digests.settle())
            for row in entries:
                self._insert(self._tables["log"], [tuple(row.values())])
        return len(entries)

    def _new_entries(self, known: int) -> list[dict[str, Any]]:
        """The server's entries after our last, which they must follow; none where another window took them over."""
        (number, hash), log, head = self._head(), self._tables["log"], self._server.head()
        rows = [dict(zip(log.columns, row, strict=True)) for row in self._server.entries_after(log, number)]
        follow = rows[0]["previous"] == hash if rows else head == (number, hash) or known <= head[0] < number
        if not follow:
            raise CaseError(
                "The case at {place} is not the one that {path} followed: their logs differ at entry {entry}. The "
                "file was left as it is; keep it, and take the team's case with `cpcl case pull` into another.",
                place=self._server.shown,
                path=self._store.path,
                entry=number,
            )
        return rows

    def _check(self, rows: Sequence[dict[str, Any]], state: Mapping[str, Any]) -> None:
        """`CaseError` where entries were altered, or the rows do not lead to the state that they tell."""
        entries = [entry_of(dict(row)) for row in rows]
        roots = [entry.state["root"] for entry in entries if "root" in entry.state]
        is_told = roots[-1:] == [root_of(stored_digests(self._store.connection))] if roots else not state
        if not is_told or any(hash_of(entry.said) != entry.hash for entry in entries):
            raise CaseError(
                "What the team's server gave does not agree with the log of its case (entries {first} to {last}): "
                "somebody changed it there, past this program. {path} was left as it was.",
                first=entries[0].number,
                last=entries[-1].number,
                path=self._store.path,
            )

    def _remove(self, table: ServedTable, keys: Iterable[Sequence[str]]) -> None:
        where = " AND ".join(f'"{column}" = ?' for column in table.key)
        self._store.connection.executemany(f"DELETE FROM {table.name} WHERE {where}", map(table.read_key, keys))

    def _add(self, table: ServedTable, since: int) -> None:
        with contextlib.closing(self._server.rows_touched_after(table, since)) as rows:
            while some := list(itertools.islice(rows, AT_ONCE)):
                self._insert(table, some)

    def _insert(self, table: ServedTable, rows: Sequence[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(table.columns))
        self._store.connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)

    def _head(self) -> tuple[int, str]:
        head: LogHead = self._log.head()
        return head.entries, head.hash

    # --- what goes

    @contextlib.contextmanager
    def _turn(self) -> Iterator[Callable[[], None]]:
        """The desk's turn, see `Store.turn`."""
        state = self._store.state
        with self._server.turn(tell_waiting) as hand_over:
            self._adopt(self._head()[0])
            before, state.touched = self._head()[0], {}
            try:
                yield lambda: self._hand_over(before, hand_over)
            finally:
                state.touched = None

    def _hand_over(self, before: int, send: Callable[[Change, Sequence[Change]], None]) -> None:
        """Hand over what the running transaction did, if it did anything."""
        log, touched = self._tables["log"], self._store.state.touched or {}
        rows = self._store.tuples(f"SELECT {log.selected} FROM log t WHERE number > ? ORDER BY number", before)
        changes = [
            Change(
                self._tables[name], [key for key, was_there in keys.items() if was_there], self._rows(name, keys)
            )
            for name, keys in touched.items()
        ]
        if rows:
            send(Change(log, rows=rows), changes)

    def _rows(self, name: str, keys: Iterable[Sequence[object]]) -> Iterator[tuple[Any, ...]]:
        """Those of these rows that there are now."""
        table = self._tables[name]
        where = " AND ".join(f't."{column}" = ?' for column in table.key)
        for key in keys:
            yield from self._store.tuples(f"SELECT {table.selected} FROM {name} t WHERE {where}", *key)


def mirror_of(store: Store, log: LogTable) -> Mirror | None:
    """What keeps an open case in step with its server; None for a case that is its file."""
    if not store.is_mirror:
        return None
    row = store.one("SELECT url, member, role, has_halves FROM mirror")
    if row is None:
        raise CaseError("{path} does not say any more which team's case it follows.", path=store.path)
    return Mirror(store, log, Standing(row["url"], row["member"], row["role"], bool(row["has_halves"])))


@functools.cache
def case_tables(version: int = USER_VERSION) -> Sequence[ServedTable]:
    """The tables that make a case of a schema version, the log included, as they go to a server.

    As this program makes them, never as a case file describes them, whose words the server would run.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        apply_migrations(model, version)
        named = model.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
            "ORDER BY name"
        )
        return tuple(_described(model, name, sql) for name, sql in named.fetchall() if name not in _DERIVED)


def _described(connection: sqlite3.Connection, name: str, sql: str) -> ServedTable:
    found = connection.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
    columns = [column for column, _, _ in found]
    key = [column for column, _, rank in sorted(found, key=lambda column: column[2]) if rank]
    return ServedTable(name, sql, columns, "".join(kind_of(declared) for _, declared, _ in found), key or columns)
