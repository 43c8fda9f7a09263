"""The table `saved_search`: searches under a name; each change is kept, the last of a search counts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.names import free_variant
from cpcl_desktop.engine.case.records import SavedSearch, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of, storable
from cpcl_desktop.engine.errors import CaseError, UsageError

MOST_LETTERS = 200  # of a name


class SearchTable:
    """The case's saved searches. What is deleted can be saved again by its number: nothing is forgotten."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def save(self, name: str, query: str, image: bytes | None = None) -> SavedSearch:
        """Save a search: `query` is JSON, `image` the JPEG of an example.

        `UsageError` for a name that is empty, too long, or that another saved search has.
        """
        with self._store.transaction():
            return self._change(None, self._free_name(name), query, image)

    def rename(self, search: int, name: str) -> SavedSearch:
        """Give a saved search another name; errors as `save`, `CaseError` for a number that there is not."""
        with self._store.transaction():
            known = self._get(search)
            return self._change(search, self._free_name(name, search), known.query, known.image)

    def delete(self, search: int) -> SavedSearch:
        """Delete a saved search; `restore` brings it back."""
        with self._store.transaction():
            known = self._get(search)
            return self._change(search, known.name, known.query, known.image, is_kept=0)

    def restore(self, search: int) -> SavedSearch:
        """Bring back a saved search that was deleted, under its name, or with a number where that is taken."""
        with self._store.transaction():
            known = self._get(search)
            return self._change(search, self._free_variant(known.name, search), known.query, known.image)

    def carry(self, change: SavedSearch, search: int | None, origin: TakenFrom) -> SavedSearch:
        """As `DecisionTable.carry`, a change of a saved search: of the one of that number here, None for a new one.

        Where another has its name, it gets a number behind it.
        """
        number = self._log.head().entries + 1 + self._log.waiting if search is None else search
        name = self._free_variant(change.name, number) if change.is_kept else change.name
        made = replace(change, search=number, name=name)
        entry = self._log.append("saved search", told_search(made) | {"from": dict(origin)})
        made = replace(made, id=entry.number)
        self._store.insert("saved_search", asdict(made))
        return made

    def current(self) -> list[SavedSearch]:
        """The searches that are kept, by name."""
        last = {one.search: one for one in self.history()}
        return sorted((one for one in last.values() if one.is_kept), key=lambda one: (one.name.casefold(), one.id))

    def history(self) -> list[SavedSearch]:
        """Every change that was ever made, in order."""
        rows = self._store.rows("saved_search", order="id", select=columns_of(SavedSearch))
        return [SavedSearch(**row) for row in rows]

    def _get(self, search: int) -> SavedSearch:
        changes = [one for one in self.history() if one.search == search]
        if not changes:
            raise CaseError("The case has no saved search {search}; nothing was changed.", search=search)
        return changes[-1]

    def _free_name(self, name: str, of: int | None = None) -> str:
        plain = storable(" ".join(name.split()))
        if not plain or len(plain) > MOST_LETTERS:
            raise UsageError(
                "A saved search needs a name of 1 to {most} letters; nothing was saved.", most=MOST_LETTERS
            )
        if any(one.name.casefold() == plain.casefold() and one.search != of for one in self.current()):
            raise UsageError(
                "A saved search is called “{name}” already; choose another name. Nothing was saved.", name=plain
            )
        return plain

    def _free_variant(self, name: str, of: int) -> str:
        return free_variant(name, [one.name for one in self.current() if one.search != of])

    def _change(
        self, search: int | None, name: str, query: str, image: bytes | None, is_kept: int = 1
    ) -> SavedSearch:
        said = {"name": name, "query": json.loads(query), "image": _hash(image), "is_kept": is_kept}
        number = self._log.head().entries + 1 if search is None else search
        entry = self._log.append("saved search", {"search": number, **said})
        row: dict[str, Any] = {"id": entry.number, "search": number, "name": name, "query": query, "image": image}
        row |= {"is_kept": is_kept, "time": entry.time, "user": entry.user}
        self._store.insert("saved_search", row)
        return SavedSearch(**row)


def told_search(row: SavedSearch) -> dict[str, Any]:
    """What the log says of such a row, with the entry's time and user; ValueError where its query is no JSON."""
    said = {"search": row.search, "name": row.name, "query": json.loads(row.query), "image": _hash(row.image)}
    return {**said, "is_kept": row.is_kept, "time": row.time, "user": row.user}


def _hash(image: bytes | None) -> str | None:
    return None if image is None else hashlib.sha256(image).hexdigest()
