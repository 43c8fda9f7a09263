"""The last of what was said of each thing in a table that only grows, kept between reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Generic, Literal, Protocol, TypeVar

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.store import Store


class _Numbered(Protocol):
    @property
    def id(self) -> int:
        """The number of its row: each is larger than those before."""


Said = TypeVar("Said", bound=_Numbered)
Key = TypeVar("Key", bound=Hashable)
_MOVES = frozenset({"passages"})  # entries of the log after which what was said before stands on other passages


class LastSaid(Generic[Said, Key]):
    """By key, in the order in which it was said; only what came since the last time is read.

    Each lane of a window read all decisions again after every entry of a running ingest: of a hundred thousand
    that held the window up. What was said before is read again where passages were divided or joined since, and
    where rows of it are gone.
    """

    def __init__(
        self,
        store: Store,
        log: LogTable,
        table: Literal["decision", "mark"],
        placed: Callable[[int], Iterator[Said]],
        key: Callable[[Said], Key],
        stands: Callable[[Said], bool],
    ) -> None:
        """`placed` gives the rows with numbers above one, in order, each on the passage that it is of now.

        Where one does not stand, it takes back what was said of its key before.
        """
        self._store, self._log, self._table = store, log, table
        self._placed, self._key, self._stands = placed, key, stands
        self._last: dict[Key, Said] = {}
        self._number = self._count = self._entries = 0  # the last row that is known, how many there are, the log's

    def __call__(self) -> Mapping[Key, Said]:
        """It, as of now; nobody may change it."""
        if self._store.contents() is None:  # a transaction: what is read now may be taken back
            return self._with({}, self._placed(0))[0]
        entries = self._log.head().entries  # before the rows: what comes between is looked at the next time
        if not self._still_holds():
            self._last, self._number, self._count = {}, 0, 0
        last, number, count = self._last, self._number, self._count
        self._last, self._number, self._count = {}, 0, 0  # where reading fails in the middle, the next begins anew
        last, came, newest = self._with(last, self._placed(number))
        self._last, self._number, self._count, self._entries = last, newest or number, count + came, entries
        return last

    def when(self, entries: int) -> Mapping[Key, Said]:
        """It, as it was when the log had so many entries."""
        return self._with({}, takewhile(lambda said: said.id <= entries, self._placed(0)))[0]

    def _still_holds(self) -> bool:
        """Whether what is known stands there as it did."""
        if not self._count or self._log.actions_since(self._entries) & _MOVES:
            return False
        counted = f"SELECT count(*) AS number FROM {self._table} WHERE id <= ?"
        row = self._store.one(counted, self._number)
        return row is not None and row["number"] == self._count

    def _with(self, last: dict[Key, Said], since: Iterable[Said]) -> tuple[dict[Key, Said], int, int]:
        """What is known with what was said since, how many rows that was, and the number of the last (0: none)."""
        count = number = 0
        for said in since:
            key = self._key(said)
            last.pop(key, None)
            if self._stands(said):
                last[key] = said
            number, count = said.id, count + 1
        return last, count, number
