"""The table `mark`: bookmarks on passages, and which were reviewed; each is kept, the last of a kind counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.looked_at import no_such, tracks_in_bin
from cpcl_desktop.engine.case.records import Mark, MarkKind, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of

Marks = dict[int, frozenset[MarkKind]]  # by passage


class MarkTable:
    """The case's marks, which say nothing of who somebody is."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def set(self, track: int, kind: MarkKind, is_set: bool) -> Mark:
        """Mark a passage, or take a mark off it; `CaseError` when the case has no such passage."""
        made = self.set_all([track], kind, is_set)
        if not made:
            raise no_such(track, None)
        return made[0]

    def set_all(self, tracks: Iterable[int], kind: MarkKind, is_set: bool) -> list[Mark]:
        """As `set`, several passages in one transaction; those that the case does not have are left out."""
        with self._store.transaction():
            made = [self._set(track, kind, is_set) for track in tracks]
        return [mark for mark in made if mark is not None]

    def _set(self, track: int, kind: MarkKind, is_set: bool) -> Mark | None:
        place = self._store.tuples("SELECT source FROM track WHERE id = ?", track)
        if not place:
            return None
        said = {"track": track, "kind": kind, "is_set": int(is_set)}
        entry = self._log.append("mark", {"source": place[0][0], **said})
        row: dict[str, Any] = {"id": entry.number, **said, "time": entry.time, "user": entry.user}
        self._store.insert("mark", row)
        return Mark(**row)

    def carry(self, mark: Mark, source: int, origin: TakenFrom) -> int:
        """As `DecisionTable.carry`, a mark on a passage."""
        said = {name: value for name, value in asdict(mark).items() if name != "id"}
        entry = self._log.append("mark", {"source": source, **said, "from": dict(origin)})
        self._store.insert("mark", {"id": entry.number, **said})
        return entry.number

    def current(self, entries: int | None = None) -> Marks:
        """The marks that stand, by passage; where one was joined to another, they are on that.

        With `entries`, those that stood when the log had so many, on passages in the bin as well.
        """
        standing: dict[tuple[int, MarkKind], bool] = {}
        for mark in self.placed():
            if entries is not None and mark.id > entries:
                break
            standing[mark.track, mark.kind] = bool(mark.is_set)
        marks: Marks = {}
        binned = tracks_in_bin(self._store) if entries is None else frozenset()
        for (track, kind), stands in standing.items():
            if stands and track not in binned:
                marks[track] = marks.get(track, frozenset()) | {kind}
        return marks

    def placed(self) -> Iterator[Mark]:
        """As `history`, each on the passage that its own is part of now, or is itself."""
        joined = self._store.rows("track", "part_of IS NOT NULL", select="id, part_of")
        whole = {row["id"]: row["part_of"] for row in joined}
        for mark in self.history():
            yield replace(mark, track=whole.get(mark.track, mark.track))

    def history(self) -> list[Mark]:
        """Every mark that was ever made or taken off, in order."""
        return [Mark(*row) for row in self._store.tuples(f"SELECT {columns_of(Mark)} FROM mark ORDER BY id")]
