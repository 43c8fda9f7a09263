"""A team's case on its server: one link, over which a desk reads what is new, and writes when it has the turn."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import CaseError, ServerError, UsageError
from cpcl_desktop.engine.progress import Report, silent
from cpcl_desktop.engine.team.guards import CHANNEL
from cpcl_desktop.engine.team.known import is_known
from cpcl_desktop.engine.team.link import ENDS, IDLE, SCHEMA, Locked, in_words, open_link, shown
from cpcl_desktop.engine.team.roles import SAID, Member, role_on
from cpcl_desktop.engine.team.rows import Row, unpacked
from cpcl_desktop.engine.team.tables import About, ServedTable, served
from cpcl_desktop.engine.team.turns import TAKE, Waiting
from cpcl_desktop.engine.team.writing import Key, delete, insert, put

QUIET_S: Final = 20.0  # after a server did not answer, until it is asked again
_WRITER: Final = 0x4350434C  # the lock of who adds footage
Head = tuple[int, str]  # entries of the log, hash of the last


@dataclass(slots=True)
class Change:
    """What a transaction changes in a table: keys of rows that were there, and the rows that are there then."""

    table: ServedTable
    gone: Sequence[Key] = field(default_factory=tuple)
    rows: Iterable[Row] = field(default_factory=tuple)


class Server:
    """A team's case at an address; the link is opened when it is first needed, and again after it broke."""

    def __init__(self, url: str, from_a_file: bool = False) -> None:
        """An address that stands in a file is only asked where it is known, see `known`."""
        self.url, self._from_a_file = url, from_a_file
        self._link: Any = None
        self._hears: Any = None  # the link that is told of news
        self._writes_by: Any = None  # the link that holds the lock of who adds footage
        self._silent_since: float | None = None

    @property
    def shown(self) -> str:
        """Where it is, for people and the log."""
        return shown(self.url)

    def close(self) -> None:
        """Let go of the link."""
        if self._link is not None:
            self._link.close()
        self._link = self._hears = None

    # --- reading

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One and the same state of the case for all that is read."""
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"):
            yield

    def me(self) -> Member:
        """Who we are there, and what we may."""
        with in_words(self.url):
            return role_on(self._ready())

    def about(self) -> About:
        """What it says of its case; `CaseError` where no case was put there yet."""
        about = self._prepared()
        if about is None or not self.head()[0]:
            raise CaseError(
                "There is no case at {place} yet; `cpcl case push CASE URL` puts one there.", place=self.shown
            )
        return about

    def check_free(self, schema: int) -> About:
        """That a case with tables of this version can be put there by us; else `CaseError` or `UsageError`."""
        me, about = self.me(), self._prepared()
        if about is None:
            raise CaseError(
                "The database at {place} was not prepared; `cpcl team init URL` does that. Nothing was sent.",
                place=self.shown,
            )
        if self.head()[0]:
            raise CaseError(
                "There is a case at {place} already; nothing was sent. A further case needs its own database.",
                place=self.shown,
            )
        if me.role != "owner":
            raise UsageError(
                "{name} takes part there as {role}, and it takes an owner to put a case there. Nothing was sent.",
                name=me.name,
                role=me.role,
            )
        if about.schema != schema:
            raise CaseError(
                "The database at {place} was prepared by another version of this program; nothing was sent. "
                "Prepare an empty one with `cpcl team init URL`.",
                place=self.shown,
            )
        return about

    def _prepared(self) -> About | None:
        """What the server says of a database that was prepared for a case."""
        with in_words(self.url):
            if self._ready().execute("SELECT to_regclass(%s)", (f"{SCHEMA}.about",)).fetchone()[0] is None:
                return None
            return About(*self._ready().execute("SELECT schema, has_halves FROM about").fetchone())

    def head(self) -> Head:
        """Where its log ends."""
        with in_words(self.url):
            entries, hash = self._ready().execute("SELECT entries, hash FROM log_head").fetchone()
        return int(entries), str(hash)

    def rows(self, table: ServedTable) -> Generator[tuple[Any, ...], None, None]:
        """All rows of a table, in the order of its key."""
        order = ", ".join(f't."{column}"' for column in table.key)
        return self._copied(table, f'SELECT {table.selected} FROM "{table.name}" t ORDER BY {order}')

    def entries_after(self, log: ServedTable, number: int) -> Generator[tuple[Any, ...], None, None]:
        """The log's entries after one, in order."""
        where = f"t.number > {int(number)} ORDER BY t.number"
        return self._copied(log, f"SELECT {log.selected} FROM log t WHERE {where}")

    def touched_after(self, number: int) -> dict[str, list[Sequence[str]]]:
        """By table, the keys of rows that came, changed or went with entries after one."""
        found: dict[str, list[Sequence[str]]] = {}
        with in_words(self.url):
            asked = 'SELECT DISTINCT "table", key FROM change WHERE entry > %s'
            for table, key in self._ready().execute(asked, (number,)).fetchall():
                found.setdefault(table, []).append(key)
        return found

    def rows_touched_after(self, table: ServedTable, number: int) -> Generator[tuple[Any, ...], None, None]:
        """Those of `touched_after` that are there now."""
        changed = f"SELECT DISTINCT key FROM change WHERE entry > {int(number)} AND \"table\" = '{table.name}'"
        return self._copied(
            table, f'SELECT {table.selected} FROM ({changed}) c JOIN "{table.name}" t ON {table.meets("c.key")}'
        )

    def wait(self, seconds: float) -> bool:
        """Wait until the log grew since this was called before, at most so long; whether it did. It asks once."""
        with in_words(self.url):
            if self._link is None or self._link.closed or self._hears is not self._link:
                self._ready().execute(f"LISTEN {CHANNEL}")
                self._hears = self._link
            return any(True for _ in self._link.notifies(timeout=seconds, stop_after=1))

    # --- writing

    @contextlib.contextmanager
    def turn(self, report: Report = silent) -> Iterator[Callable[[Change, Sequence[Change]], None]]:
        """Be the one desk that writes, once no other does: gives what hands entries and changes over and ends it.

        Not called, nothing is changed. In the context, nobody else's change arrives. `report`: see `Waiting`.
        """
        with contextlib.ExitStack() as turn:
            waiting = Waiting(report)
            while not self._takes(turn):
                with in_words(self.url):
                    waiting.go_on(self._ready())
            yield self._hand_over

    def _takes(self, turn: contextlib.ExitStack) -> bool:
        """Take the turn, to its end; False where another desk had it for a second."""
        try:
            turn.enter_context(self._transaction(TAKE))
        except Locked:
            return False
        return True

    @contextlib.contextmanager
    def writer(self) -> Iterator[None]:
        """Be the one desk that adds footage or changes the model, see `Case.writer`; `CaseError` where one is."""
        with in_words(self.url):
            (is_free,) = self._ready().execute("SELECT pg_try_advisory_lock(%s)", (_WRITER,)).fetchone()
        if not is_free:
            raise CaseError("Footage is being added to the team's case by another desk; wait until that is done.")
        held = self._writes_by = self._link
        try:
            yield
        finally:
            self._writes_by = None
            if held is self._link and not held.closed:  # where it is gone, so is the lock
                with contextlib.suppress(ServerError), in_words(self.url):
                    held.execute("SELECT pg_advisory_unlock(%s)", (_WRITER,))

    def publish(
        self, tables: Sequence[ServedTable], rows: Callable[[ServedTable], Iterable[Row]], schema: int
    ) -> None:
        """Put a whole case there, all or nothing, into the tables that are there; errors as `check_free`."""
        about = self.check_free(schema)
        with self._transaction("BEGIN"):
            with in_words(self.url):
                self._link.execute("SELECT begin_case()")
                for table in served(tables, about):
                    if table.name in ("log", *SAID):
                        insert(self._link, table, rows(table))
                    elif table.name != "log_head":  # which the log's entries make
                        put(self._link, table, rows(table))
                self._link.execute("SELECT finish_case()")
            self._commit(worded("take the case from there (`cpcl case pull`), which says whether there is one"))

    def _hand_over(self, log: Change, changes: Sequence[Change]) -> None:
        """The entries first: the server takes no row of which no entry tells."""
        me = self.me()
        if me.role == "analyst" and (
            strange := [c.table.name for c in changes if c.table.name not in (*SAID, "log")]
        ):
            raise UsageError(
                "{name} takes part in this case as an analyst, who decides, marks and describes; this would change "
                "the case's {what}, for which it takes an owner. Nothing was changed.",
                name=me.name,
                what=", ".join(sorted(strange)),
            )
        with in_words(self.url):
            insert(self._link, log.table, log.rows)
            for change in changes:
                delete(self._link, change.table, change.gone)
            for change in changes:
                if change.table.name in SAID:
                    insert(self._link, change.table, change.rows)
                else:
                    put(self._link, change.table, change.rows)
        self._commit(worded("bring the case up to date (`cpcl team sync CASE`) and look, before you say it again"))

    def _commit(self, to_do: str) -> None:
        try:
            with in_words(self.url):
                self._link.execute("COMMIT")
        except ServerError as error:
            raise ServerError(
                "The connection to the team's server broke as it was to store this ({why}), so it may be stored or "
                "not. When it answers again, {to_do}.",
                why=error,
                to_do=to_do,
            ) from error

    # --- the link

    def _copied(self, table: ServedTable, sql: str) -> Generator[tuple[Any, ...], None, None]:
        with in_words(self.url), self._ready().cursor().copy(f"COPY ({sql}) TO STDOUT (FORMAT BINARY)") as copy:
            yield from unpacked(table.kinds, copy)

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """A transaction, which what is done in it commits; else it is rolled back."""
        link = self._ready()
        try:
            with in_words(self.url):
                link.execute(begin, prepare=False)  # it may be several statements
            yield
        finally:
            if link.closed or link.info.transaction_status not in (IDLE, *ENDS):
                self.close()  # in the midst of something
            elif link.info.transaction_status != IDLE:
                with contextlib.suppress(ServerError), in_words(self.url):  # it ends with the link
                    link.execute("ROLLBACK")

    def _ready(self) -> Any:  # noqa: ANN401 (a connection of psycopg)
        """The link, opened anew where it broke; a server that was silent just now is not waited for again."""
        if self._link is not None and (self._link.closed or not self._answers()):
            self.close()
        if self._writes_by is not None and self._link is not self._writes_by:
            raise ServerError(
                "The connection to the team's server broke, and with it went this desk's turn to add footage. What "
                "was stored is kept; the same command goes on from there."
            )
        if self._link is None:
            if self._silent_since is not None and time.monotonic() - self._silent_since < QUIET_S:
                raise ServerError("The server of the team's case did not answer a moment ago.")
            if self._from_a_file and not is_known(self.url):
                raise ServerError(
                    "The case says that it follows {place}, from where no case was taken on this machine, so it "
                    "was not asked. Take the case with `cpcl case pull URL CASE` if that is your team's.",
                    place=self.shown,
                )
            try:
                self._link, self._silent_since = open_link(self.url), None
            except ServerError:
                self._silent_since = time.monotonic()
                raise
        return self._link

    def _answers(self) -> bool:
        """Whether the link still leads there; in a transaction that is left to what is asked next."""
        if self._link.info.transaction_status != IDLE:
            return True
        try:
            with in_words(self.url):
                self._link.execute("SELECT")
        except ServerError:
            return False
        return True
