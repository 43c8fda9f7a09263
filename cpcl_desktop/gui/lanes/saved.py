"""The lane of saved searches: what is saved in the case, and changing it.

Of several cases that are open as one, those of each are offered, and a new one is saved in the first that can be
written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.names import as_now_called, renamed
from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.numbering import among, own
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.saved import asked_among, query_of, stored_query
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search as a change left it (None where only asked), and all that are kept then.

    `case` is what the case is called that it is in, where there are several.
    """

    changed: SavedSearch | None
    all: Sequence[SavedSearch]
    case: str = ""


class SavedSearches(CaseReader):
    """What is saved in the case, or in each of several, under the numbers that these have among them."""

    def all(self) -> Kept:
        """The searches that are kept."""
        members = self.cases.members
        return Kept(None, [_told(one, saved) for one in members for saved in one.case.searches.current()])

    def save(self, name: str, query: Query) -> Kept:
        """Save a search under a name; `UsageError` where it means something that only several cases have."""
        every = self.cases.members
        kept_in = next((one for one in every if not one.case.read_only), every[0])
        if not self.cases.is_one and (query.like or query.unlike or query.sources or query.cases):
            raise UsageError(
                tr(
                    "A saved search lies in one case, and this one names passages, footage or cases of several; "
                    "nothing was saved. Take these out of it, or search that case by itself."
                )
            )
        return self._after(kept_in, kept_in.case.searches.save(name, *stored_query(query)))

    def let(self, search: int, name: str | None) -> Kept:
        """Let a saved search have this name; None deletes it, a name brings one back that was deleted."""
        member, number = self.cases.member_of(search), own(search)
        table = member.case.searches
        known = {one.search: one for one in table.current()}
        if name is None:
            saved = table.delete(number)
        else:
            saved = known.get(number) or table.restore(number)
            saved = saved if saved.name == name else table.rename(number, name)
        return self._after(member, saved)

    def query(self, saved: SavedSearch) -> Query:
        """What a saved search asks; cameras that were named since are meant by what they are called now."""
        member, query = self.cases.member_of(saved.search), query_of(saved)
        if query.cameras:
            then, now = member.case.cameras.as_of(own(saved.search)), member.case.sources.with_bin()
            query = replace(query, cameras=as_now_called(query.cameras, renamed(then, now)))
        return asked_among(self.cases, member, query)

    def _after(self, member: Member, saved: SavedSearch) -> Kept:
        return Kept(_told(member, saved), self.all().all, member.name)


def _told(member: Member, saved: SavedSearch) -> SavedSearch:
    return replace(saved, search=among(member.place, saved.search))
