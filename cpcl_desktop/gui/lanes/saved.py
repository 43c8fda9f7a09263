"""The lane of saved searches: what is saved in the case, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.saved import query_of, stored_query
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search as a change left it (None where only asked), and all that are kept then."""

    changed: SavedSearch | None
    all: Sequence[SavedSearch]


class SavedSearches(CaseReader):
    """What is saved in the case."""

    def all(self) -> Kept:
        """The searches that are kept."""
        return Kept(None, self.case.searches.current())

    def save(self, name: str, query: Query) -> Kept:
        """Save a search under a name."""
        saved = self.case.searches.save(name, *stored_query(query))
        return Kept(saved, self.case.searches.current())

    def let(self, search: int, name: str | None) -> Kept:
        """Let a saved search have this name; None deletes it, a name brings one back that was deleted."""
        table = self.case.searches
        known = {one.search: one for one in table.current()}
        if name is None:
            saved = table.delete(search)
        else:
            saved = known.get(search) or table.restore(search)
            saved = saved if saved.name == name else table.rename(search, name)
        return Kept(saved, table.current())

    def query(self, saved: SavedSearch) -> Query:
        """What a saved search asks."""
        return query_of(saved)
