"""The table `mark`: bookmarks, which passages were reviewed and labels; all are kept, the last of a kind counts."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from cpcl_desktop.engine.case.labels import LabelTable, kind_of, label_of
from cpcl_desktop.engine.case.last_said import LastSaid
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.looked_at import no_such, tracks_in_bin
from cpcl_desktop.engine.case.records import Label, Mark, MarkKind, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of

Marks = dict[int, frozenset[MarkKind]]  # by passage

_NONE: frozenset[MarkKind] = frozenset()


class MarkTable:
    """The case's marks, which say nothing of who somebody is."""

    def __init__(self, store: Store, log: LogTable, labels: LabelTable) -> None:
        self._store, self._log, self._labels = store, log, labels
        self._last = LastSaid(store, log, "mark", self.placed, _key, lambda mark: bool(mark.is_set))

    def set(self, track: int, kind: MarkKind, is_set: bool) -> Mark:
        """Mark a passage, or take a mark off it; `CaseError` when the case has no such passage."""
        made = self.set_all([track], kind, is_set)
        if not made:
            raise no_such(track, None)
        return made[0]

    def set_all(self, tracks: Iterable[int], kind: MarkKind, is_set: bool) -> list[Mark]:
        """As `set`, several passages in one transaction; those that the case does not have are left out.

        `CaseError` for a label that there is not, or that was taken away.
        """
        with self._store.transaction():
            if (label := label_of(kind)) is not None:
                self._labels.kept(label)
            what = self._what(kind)
            made = [self._set(track, kind, is_set, what) for track in tracks]
        return [mark for mark in made if mark is not None]

    def _set(self, track: int, kind: MarkKind, is_set: bool, what: Mapping[str, str]) -> Mark | None:
        place = self._store.tuples("SELECT source FROM track WHERE id = ?", track)
        if not place:
            return None
        said = {"track": track, "kind": kind, "is_set": int(is_set)}
        entry = self._log.append("mark", {"source": place[0][0], **said, **what})
        row: dict[str, Any] = {"id": entry.number, **said, "time": entry.time, "user": entry.user}
        self._store.insert("mark", row)
        return Mark(**row)

    def carry(self, mark: Mark, source: int, origin: TakenFrom) -> int:
        """As `DecisionTable.carry`, a mark on a passage."""
        said = {name: value for name, value in asdict(mark).items() if name != "id"}
        entry = self._log.append("mark", {"source": source, **said, **self._what(mark.kind), "from": dict(origin)})
        self._store.insert("mark", {"id": entry.number, **said})
        return entry.number

    def current(self, entries: int | None = None) -> Marks:
        """The marks that stand, by passage; where one was joined to another, they are on that.

        Labels that were taken away are not among them.

        With `entries`, those that stood when the log had so many, on passages in the bin as well.
        """
        marks: Marks = {}
        for kind, tracks in self.tracks(entries).items():
            for track in tracks:
                marks[track] = with_mark(marks.get(track, _NONE), kind)
        return marks

    def tracks(self, entries: int | None = None) -> dict[MarkKind, list[int]]:
        """As `current`, the passages by the kind of mark."""
        if entries is None:
            standing, binned = self._last(), tracks_in_bin(self._store)
        else:
            standing, binned = self._last.when(entries), frozenset()
        labels = (kind_of(one.label) for one in self._labels.current(entries))
        tracks: dict[MarkKind, list[int]] = {"bookmark": [], "reviewed": [], **{kind: [] for kind in labels}}
        for track, kind in standing:
            if kind in tracks and track not in binned:
                tracks[kind].append(track)
        return tracks

    def labelled(self, tracks: Collection[int]) -> dict[int, list[tuple[Label, Mark]]]:
        """The labels that these passages have, by passage, each with the mark that gave it."""
        standing, found = self._last(), dict[int, list[tuple[Label, Mark]]]()
        for label in self._labels.current():
            kind = kind_of(label.label)
            for track in tracks:
                if (mark := standing.get((track, kind))) is not None:
                    found.setdefault(track, []).append((label, mark))
        return found

    def placed(self, after: int = 0) -> Iterator[Mark]:
        """As `history`, each on the passage that its own is part of now, or is itself; those above a number."""
        rows = self._store.each(
            f"SELECT coalesce(t.part_of, m.track), {columns_of(Mark, 'm')} FROM mark m "
            "LEFT JOIN track t ON t.id = m.track WHERE m.id > ? ORDER BY m.id",
            after,
        )
        for now, number, _, *said in rows:
            yield Mark(number, now, *said)

    def history(self) -> list[Mark]:
        """Every mark that was ever made or taken off, in order."""
        return [Mark(*row) for row in self._store.each(f"SELECT {columns_of(Mark)} FROM mark ORDER BY id")]

    def _what(self, kind: MarkKind) -> Mapping[str, str]:
        """What the log says beside the kind: what a label is called at the moment, for who reads it."""
        label = label_of(kind)
        return {} if label is None else {"name": self._labels.get(label).name}


@functools.lru_cache(maxsize=4096)
def with_mark(kinds: frozenset[MarkKind], kind: MarkKind) -> frozenset[MarkKind]:
    """A passage's marks with one more: the same object for the same marks, which very many passages may have."""
    return kinds | {kind}


def _key(mark: Mark) -> tuple[int, MarkKind]:
    return mark.track, mark.kind
