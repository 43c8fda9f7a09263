"""The tables `person_decision` and `person_member`: what people decided about groups of passages.

The groups themselves are not stored. Each decision is kept; one that was undone does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.records import PersonDecision, Ruling, TakenFrom
from cpcl_desktop.engine.case.store import Store, storable
from cpcl_desktop.engine.errors import CaseError

_TAKEN, _REST = 1, 2  # sides of a decision


class PersonTable:
    """The case's decisions about likely persons."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def merge(self, tracks: Sequence[int], note: str = "") -> PersonDecision:
        """Decide that these passages show one person; `CaseError` when the case lacks one of them."""
        return self._decide("merge", tracks, note=note)

    def split(self, taken: Sequence[int], rest: Sequence[int], note: str = "") -> PersonDecision:
        """Decide that none of the passages taken shows who the rest show; `CaseError` as above."""
        return self._decide("split", taken, rest, note=note)

    def name(self, tracks: Sequence[int], name: str, note: str = "") -> PersonDecision:
        """Call the person of these passages by a name, by none where it is empty; `CaseError` as above."""
        return self._decide("name", tracks, name=name, note=note)

    def undo(self, note: str = "") -> PersonDecision:
        """Let the last decision that counts count no more; `CaseError` where there is none."""
        counting = self.current()
        if not counting:
            raise CaseError("Nothing was decided about persons that could be undone; nothing was changed.")
        return self._decide("undo", counting[-1].tracks, counting[-1].rest, undoes=counting[-1].id, note=note)

    def carry(self, decision: PersonDecision, undoes: int | None, origin: TakenFrom) -> int:
        """As `DecisionTable.carry`, a decision about persons; `undoes` is the number here of the one it undid."""
        members = self._members(sorted(decision.tracks), sorted(decision.rest))
        said = {"kind": decision.kind, "name": decision.name, "undoes": undoes, "note": decision.note}
        said |= {"time": decision.time, "user": decision.user}
        entry = self._log.append("person", {**said, "members": members, "from": dict(origin)})
        self._store.insert("person_decision", {"id": entry.number, **said})
        for track, side, _ in members:
            self._store.insert("person_member", {"decision": entry.number, "track": track, "side": side})
        return entry.number

    def current(self) -> list[PersonDecision]:
        """The decisions that count, in order: neither undone nor one that undid another."""
        history = self.history()
        gone = {decision.undoes for decision in history}
        return [one for one in history if one.kind != "undo" and one.id not in gone]

    def history(self) -> list[PersonDecision]:
        """Every decision ever made, in order."""
        sides: dict[tuple[int, int], list[int]] = {}
        for row in self._store.rows("person_member", order="decision, track"):
            sides.setdefault((row["decision"], row["side"]), []).append(row["track"])
        return [
            PersonDecision(
                tracks=tuple(sides.get((row["id"], _TAKEN), ())),
                rest=tuple(sides.get((row["id"], _REST), ())),
                **row,
            )
            for row in self._store.rows("person_decision", order="id")
        ]

    def _decide(
        self,
        kind: Ruling,
        taken: Sequence[int],
        rest: Sequence[int] = (),
        name: str = "",
        undoes: int | None = None,
        note: str = "",
    ) -> PersonDecision:
        said = {"kind": kind, "name": storable(name), "undoes": undoes, "note": storable(note)}
        with self._store.transaction():
            members = self._members(sorted(set(taken)), sorted(set(rest)))
            entry = self._log.append("person", {**said, "members": members})
            row: dict[str, Any] = {"id": entry.number, **said, "time": entry.time, "user": entry.user}
            self._store.insert("person_decision", row)
            for track, side, _ in members:
                self._store.insert("person_member", {"decision": entry.number, "track": track, "side": side})
        return PersonDecision(tracks=tuple(sorted(set(taken))), rest=tuple(sorted(set(rest))), **row)

    def _members(self, taken: Sequence[int], rest: Sequence[int]) -> list[tuple[int, int, int]]:
        """Each passage with its side and its source, as the log tells of them."""
        sources = {row["id"]: row["source"] for row in self._store.rows("track", select="id, source")}
        if unknown := [track for track in (*taken, *rest) if track not in sources]:
            raise CaseError(
                "The case has no passage {track}; `cpcl search` prints their numbers.", track=unknown[0]
            )
        sides = [*((track, _TAKEN) for track in taken), *((track, _REST) for track in rest)]
        return [(track, side, sources[track]) for track, side in sides]
