"""What is read of a case again and again, read once for as long as its tables hold the same.

A search asks for sources, models and much else that hardly ever changes: over ten cases that were a hundred and
fifty statements each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from cpcl_desktop.engine.case.store import Store

Read = TypeVar("Read")


class ReadOnce(Generic[Read]):
    """What `read` makes of some tables, made anew once one of them holds something else; nobody may change it.

    A table holds the same while its digest does, see `state`: what is edited past this program, a check of the case
    finds. Within a transaction, which may still be taken back, everything is read anew.
    """

    def __init__(self, store: Store, tables: Sequence[str], read: Callable[[], Read]) -> None:
        self._store, self._tables, self._read = store, tables, read
        self._known: tuple[Sequence[bytes | None], Read] | None = None

    def __call__(self) -> Read:
        """It, as of now."""
        held = self._store.contents()  # before it is read: what comes between shows the next time
        if held is None:
            return self._read()
        now = [held.get(table) for table in self._tables]
        if self._known is None or self._known[0] != now:
            self._known = now, self._read()
        return self._known[1]
