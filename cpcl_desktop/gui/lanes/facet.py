"""The lane of counts beside filters; apart from searches, which must not wait for counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpcl_desktop.engine.records import Query
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.search.facets import Counts, Facets
    from cpcl_desktop.engine.search.index_rows import PicturePlaces


class FacetCounts(CaseReader):
    """Counts of the case's passages by the values of filters."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._facets: Facets | None = None

    def counts(self, query: Query, indexed: PicturePlaces | None) -> Counts:
        """How many passages each value lets through, beside the query's other filters."""
        from cpcl_desktop.engine.search.facets import Facets

        cases = self.cases
        if self._facets is None:
            self._facets = Facets(cases)
        return self._facets.counts(query, indexed)

    def close(self) -> None:
        """Let go of what was read and the case."""
        self._facets = None
        super().close()
