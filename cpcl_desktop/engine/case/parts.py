"""The tables `part`, `part_log`, `part_row`: cases that were merged into this one.

The log of each is kept as it was, a chain of its own; this case's log has its
end. Which row here each of its rows became is kept, too, so that merging a case
again takes only what is new in it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cpcl_desktop.engine.case.log import LogEntry, LogHead
from cpcl_desktop.engine.case.log_table import LogTable, entry_of
from cpcl_desktop.engine.case.store import Row, Store, columns_of

RowKind = Literal["source", "decision", "mark", "caption", "person", "saved search", "label"]
_SAID: Sequence[RowKind] = ("decision", "mark", "caption", "person", "saved search", "label")
AT_ONCE = 1000  # entries of a log


@dataclass(frozen=True, slots=True)
class InnerRows:
    """What a case knows of one that was merged into it: `rows` are kind, number there, and number here or 0."""

    case: str
    head: LogHead
    rows: Sequence[tuple[RowKind, int, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A case that was merged into this one, as it was then: `head` is where its log ended.

    `case` is what its log's first entry calls it. Not `is_whole`: merging it was begun and not ended.
    """

    id: int
    name: str
    case: str
    head: LogHead
    is_whole: bool


class PartTable:
    """The cases that a case was put together from."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def all(self) -> list[Part]:
        """In the order in which they were merged."""
        return [_part(row) for row in self._store.rows("part", order="id")]

    def begin(self, other: PartTable) -> Part:
        """The entry of another case, as it is now; made with a copy of its log where there is none yet.

        What was merged into that case before comes along, each with its own log. `CaseError` where the other
        case was written over while it was read.
        """
        case, head = other.case, other._log.head()
        known = next((one for one in self.all() if one.case == case and one.head == head), None)
        if known is not None:
            return known
        with self._store.transaction():
            for inner in other.all():
                if all((one.case, one.head) != (inner.case, inner.head) for one in self.all()):
                    self._insert(inner.name, inner.case, inner.head, inner.is_whole)
                    self._take_log(other, "part_log", f"part = {inner.id}")
            part = self._insert(other._store.path.name, case, head, is_whole=False)
            self._take_log(other, "log", "")
            told = {"part": part, "name": other._store.path.name, "case": case, "head": str(head)}
            self.say("begun", told)
            other._store.check_still()
        return next(one for one in self.all() if one.id == part)

    def transaction(self) -> contextlib.AbstractContextManager[None]:
        """All that is done inside is committed together, or nothing of it."""
        return self._store.transaction()

    def say(self, outcome: str, told: Mapping[str, Any]) -> None:
        """Tell of it in the log, inside the running transaction."""
        self._log.append("merge", {"outcome": outcome, **told})

    def end(self, parts: Sequence[Part], told: Mapping[str, Any]) -> None:
        """All of these are merged; inside the running transaction, with what the log is to say of it."""
        for part in parts:
            self._store.connection.execute("UPDATE part SET is_whole = 1 WHERE id = ?", (part.id,))
        self.say("whole", {"parts": [part.id for part in parts], **told})

    @property
    def case(self) -> str:
        """What this case's own log calls it; empty where that cannot be read."""
        row = self._store.one("SELECT details FROM log WHERE number = 1")
        try:
            return str(json.loads(row["details"])["case"]) if row else ""
        except (ValueError, KeyError, TypeError):
            return ""

    def log_of(self, part: Part) -> list[LogEntry]:
        """The entries of a part's own log, as they stood in it."""
        rows = self._store.rows("part_log", "part = ?", part.id, order="number", select=columns_of(LogEntry))
        return [entry_of(row) for row in rows]

    def rows(self, case: str, kind: RowKind) -> dict[int, int]:
        """Which row here each row of a case became, 0 for none; of all the times that it was merged."""
        return {row["theirs"]: row["ours"] for row in self._rows_of(case, kind)}

    def said(self, other: PartTable) -> dict[tuple[RowKind, int], int]:
        """Which rows of another case are here already, by kind and number there: what people said, not sources.

        A number means the same entry only where both logs have it: copies of one case go on each by themselves. A
        case that was put together of this one, or is a copy of it, brings back what was said here. 0 is none.
        """
        there = other.hashes()
        known: dict[tuple[RowKind, int], int] = {}
        for kind in _SAID:
            for row in self._rows_of(other.case, kind):
                if row["hash"] is not None and row["hash"] == there.get(row["theirs"]):
                    known[kind, row["theirs"]] = row["ours"]
        own, back = self.case, {kind: other._rows_of(self.case, kind) for kind in _SAID}
        if other.case != own and not any(back.values()):
            return known  # the rule; this case's own log may be long
        here, taken = self.hashes(), other._labels_taken() if back["label"] else {}
        for kind, rows in back.items():
            for row in rows:
                is_it = kind != "label" or taken.get(row["ours"]) == row["theirs"]  # or what counted in its stead
                if row["ours"] and is_it and row["hash"] == here.get(row["theirs"]):
                    known[kind, row["ours"]] = row["theirs"]
            if other.case == own:
                known |= {(kind, number): number for number, hash in there.items() if here.get(number) == hash}
        return known

    def roots(self) -> dict[tuple[RowKind, int], str]:
        """The hash of the entry with which each row was first said, of what was merged in its own log.

        By kind and number; of what was said here it is that of the entry of that number, which is not told.
        """
        found = self._store.query(
            "SELECT r.kind, r.ours, l.hash FROM part_row r "
            "JOIN part_log l ON l.part = r.part AND l.number = r.theirs "
            "WHERE r.kind <> 'source' AND r.ours ORDER BY r.part DESC"
        )
        return {(row["kind"], row["ours"]): row["hash"] for row in found}

    def makers_of_labels(self) -> dict[int, set[str]]:
        """By label, the hashes of the entries that made it: in this case's own log, and in those of its parts.

        A label has the number of the entry that made it, so copies of a case know each other's by that entry.
        """
        found = self._store.tuples("SELECT l.label, g.hash FROM label l LEFT JOIN log g ON g.number = l.label")
        there = (  # details may be anything: a part may come from anywhere
            "SELECT l.label, m.hash FROM part p CROSS JOIN part_row r ON r.part = p.id AND r.kind = 'label' "
            "JOIN label l ON l.id = r.ours JOIN part_log t ON t.part = r.part AND t.number = r.theirs "
            "JOIN part_log m ON m.part = t.part "
            "AND m.number = CASE WHEN json_valid(t.details) THEN json_extract(t.details, '$.label') END"
        )
        makers: dict[int, set[str]] = {}
        for label, maker in (*found, *self._store.tuples(there)):
            makers.setdefault(label, set()).update([maker] if maker else [])
        return makers

    def hashes(self) -> dict[int, str]:
        """The hash of every entry of this case's own log, by number."""
        return {row["number"]: row["hash"] for row in self._store.query("SELECT number, hash FROM log")}

    def note(self, part: Part, kind: RowKind, theirs: int, ours: int) -> None:
        """Keep, inside the running transaction, which row here a row of a part became."""
        self._store.connection.execute(
            "DELETE FROM part_row WHERE part = ? AND kind = ? AND theirs = ?", (part.id, kind, theirs)
        )
        self._store.insert("part_row", {"part": part.id, "kind": kind, "theirs": theirs, "ours": ours})

    def inner_rows(self) -> list[InnerRows]:
        """What became here of the rows of each case that was merged into this one."""
        rows = "SELECT kind, theirs, ours FROM part_row WHERE part = ? ORDER BY kind, theirs"
        return [InnerRows(one.case, one.head, self._store.tuples(rows, one.id)) for one in self.all()]

    def note_inner(self, part: Part, inner: Sequence[InnerRows]) -> None:
        """Keep which row here each row became of the cases that a part was put together of itself."""
        here = {(one.case, one.head): one for one in self.all()}
        became = {kind: self.rows(part.case, kind) for kind in get_args(RowKind)} if inner else {}
        for one in inner:
            if (known := here.get((one.case, one.head))) is None:
                continue  # merged into the part since that was begun here
            noted = self._noted(known)
            for kind, theirs, ours in one.rows:
                number = became[kind].get(ours, 0)
                if number and (kind, theirs) not in noted:
                    self.note(known, kind, theirs, number)

    def _rows_of(self, case: str, kind: RowKind) -> list[Row]:
        """Rows of a case with what they became, and the hash of the entry of that number in its log."""
        return self._store.query(
            "SELECT r.theirs, r.ours, l.hash FROM part_row r JOIN part p ON p.id = r.part "
            "LEFT JOIN part_log l ON l.part = r.part AND l.number = r.theirs "
            "WHERE p.case_id = ? AND r.kind = ? ORDER BY r.part",
            *(case, kind),
        )

    def _labels_taken(self) -> dict[int, int]:
        """Of each change of a label that was taken over from a part, by its number: which number it had there."""
        origins = {entry.number: entry.details.get("from") for entry in self._log.entries("label")}
        return {number: origin.get("number", 0) for number, origin in origins.items() if isinstance(origin, dict)}

    def _noted(self, part: Part) -> set[tuple[str, int]]:
        return {(row["kind"], row["theirs"]) for row in self._store.rows("part_row", "part = ?", part.id)}

    def _insert(self, name: str, case: str, head: LogHead, is_whole: bool) -> int:
        ends = {"entries": head.entries, "hash": head.hash, "is_whole": int(is_whole)}
        return self._store.insert("part", {"name": name, "case_id": case, **ends})

    def _take_log(self, other: PartTable, table: Literal["log", "part_log"], where: str) -> None:
        """Copy a log's entries, as they stand there, to the part that was inserted last."""
        row = self._store.one("SELECT max(id) AS part FROM part")
        rows = other._store.rows(table, where or "", order="number")
        for first in range(0, len(rows), AT_ONCE):
            self._store.insert_all("part_log", [one | (row or {}) for one in rows[first : first + AT_ONCE]])


def _part(row: Row) -> Part:
    head = LogHead(row["entries"], row["hash"])
    return Part(row["id"], row["name"], row["case_id"], head, bool(row["is_whole"]))
