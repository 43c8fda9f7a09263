"""The lane of places: whether footage is where it was; apart from all else, since a disk may take its time."""

from __future__ import annotations

from collections.abc import Iterable

from cpcl_desktop.engine.records import Source
from cpcl_desktop.gui.lanes.reader import CaseReader

Missing = frozenset[int]  # sources, by number


def missing_among(sources: Iterable[Source]) -> Missing:
    """The sources that are not where they were; one question to the disk for each."""
    return frozenset(source.id for source in sources if not source.path.exists())


class Places(CaseReader):
    """Where the footage is."""

    def missing(self) -> Missing:
        """The sources that are not where they were."""
        return missing_among(self.cases.searched_sources())
