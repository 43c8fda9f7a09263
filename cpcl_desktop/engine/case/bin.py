"""The case's bin: sources that somebody took out. They are not searched, and nothing of them is deleted.

Put back, everything stands as it did. Removing is for good: the rows go, and
the log keeps what they were. Footage itself is never touched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.case.tracks import TrackTables
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Source

REMOVED: Final = "removed"  # outcome, in the log, of what is gone for good


@dataclass(frozen=True, slots=True)
class Stake:
    """What goes when a source is removed: passages, pictures, and what was said of its passages, ever."""

    passages: int
    pictures: int
    decisions: int
    marks: int
    captions: int
    persons: int  # decisions about persons in which a passage of it takes part

    @property
    def said(self) -> int:
        """How much people decided, marked or wrote."""
        return self.decisions + self.marks + self.captions + self.persons


class Bin:
    """Takes sources out of a case, puts them back, removes them."""

    def __init__(
        self, store: Store, log: LogTable, sources: SourceTable, models: ModelTable, tracks: TrackTables
    ) -> None:
        self._store, self._log = store, log
        self._sources, self._models, self._tracks = sources, models, tracks

    def take_out(self, sources: Sequence[int]) -> None:
        """Put sources into the bin, all or none; those there already stay. `CaseError` for one there is not."""
        self._move(sources, in_bin=True)

    def put_back(self, sources: Sequence[int]) -> None:
        """Take sources out of the bin again, all or none; the others stay. `CaseError` for one there is not."""
        self._move(sources, in_bin=False)

    def stakes(self) -> dict[int, Stake]:
        """What removing each source in the bin would take along, by source."""
        rows = self._store.query(f"SELECT s.id, {', '.join(_STAKES)} FROM source s WHERE s.in_bin ORDER BY s.id")
        return {row.pop("id"): Stake(**row) for row in rows}

    def is_said_of(self, source: int) -> bool:
        """Whether people ever said anything of a source's passages, in the bin or not."""
        row = self._store.one(f"SELECT {', '.join(_STAKES)} FROM source s WHERE s.id = ?", source)
        return row is not None and Stake(**row).said > 0

    def counts(self) -> dict[str, int]:
        """How many sources, tracks and crops are in the bin; empty where nothing is."""
        row = self._store.one(
            "SELECT count(*) AS source, sum((SELECT count(*) FROM track t WHERE t.source = s.id AND t.part_of IS "
            "NULL)) AS track, sum((SELECT count(*) FROM track t JOIN crop c ON c.track = t.id WHERE t.source = "
            "s.id)) AS crop FROM source s WHERE s.in_bin"
        )
        return row if row and row["source"] else {}

    def removals(self) -> int:
        """How often a source's pictures went so far: it was removed, or is read anew."""
        return self._store.count("removed")

    def remove(self, sources: Sequence[int], with_decisions: bool = False) -> dict[int, Stake]:
        """Remove sources from the bin for good, all or none: every row of them; what each was, by source.

        To be called as the case's writer. `UsageError` where one is not in
        the bin, or where people said something of its passages and
        `with_decisions` does not say that it may go. What lies beside the
        case to make searches faster goes, too, since it holds the same.
        """
        self._store.connection.execute("PRAGMA secure_delete = ON")  # what goes is overwritten in the file
        with self._store.transaction():  # what is asked holds to the end: another window decides and puts back
            gone = self._removable(sources, with_decisions)
            for source, stake in gone.items():
                self._remove(self._sources.get(source), stake)
        for file in self._store.path.with_name(self._store.path.name + "-cache").glob("*.npz") if gone else ():
            with contextlib.suppress(OSError):  # it counts no more in any case, and is written over
                file.unlink()
        return gone

    def _removable(self, sources: Sequence[int], with_decisions: bool) -> dict[int, Stake]:
        """What goes with each of these; `UsageError` where one may not go."""
        stakes = self.stakes()
        if strangers := [source for source in sources if source not in stakes]:
            raise UsageError("Source {number} is not in the bin; nothing was removed.", number=strangers[0])
        gone = {source: stakes[source] for source in dict.fromkeys(sources)}
        if not with_decisions and (held := [source for source, stake in gone.items() if stake.said]):
            raise UsageError(
                "People decided, marked or wrote something about passages of source {source}, which would be "
                "removed with it. Confirm that this may go, or put the source back; nothing was removed.",
                source=held[0],
            )
        return gone

    def _move(self, sources: Sequence[int], in_bin: bool) -> None:
        if not self._to_move(sources, in_bin):
            return  # nothing is written where nothing is to be changed
        with self._store.transaction():
            for source in self._to_move(sources, in_bin):  # another window may have moved some
                self._sources.move(source, in_bin)

    def _to_move(self, sources: Sequence[int], in_bin: bool) -> list[Source]:
        known = [self._sources.get(source) for source in dict.fromkeys(sources)]
        return [source for source in known if source.in_bin != in_bin]

    def _remove(self, source: Source, stake: Stake) -> None:
        told = {"source": source.id, "path": str(source.path), "sha256": source.sha256, "size": source.size}
        entry = self._log.append("bin", {"outcome": REMOVED, **told, "camera": source.camera, **asdict(stake)})
        last = self._sources.last_numbers(source.id)
        self._store.insert("removed", {"id": entry.number, "source": source.id, **last})
        self._tracks.uncount_vectors(source.id)
        # With it goes all that refers to it.
        self._store.connection.execute("DELETE FROM source WHERE id = ?", (source.id,))


def _number(what: str) -> str:
    return f"(SELECT count(*) FROM {what} WHERE t.source = s.id)"


_STAKES = (
    "(SELECT count(*) FROM track t WHERE t.source = s.id AND t.part_of IS NULL) AS passages",
    f"{_number('track t JOIN crop c ON c.track = t.id')} AS pictures",
    f"{_number('track t JOIN decision d ON d.track = t.id')} AS decisions",
    f"{_number('track t JOIN mark d ON d.track = t.id')} AS marks",
    f"{_number('track t JOIN caption d ON d.track = t.id')} AS captions",
    "(SELECT count(DISTINCT m.decision) FROM track t JOIN person_member m ON m.track = t.id WHERE t.source = s.id) "
    "AS persons",
)
