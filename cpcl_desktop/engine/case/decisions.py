"""The table `decision`: what people decided about tracks; each is kept, the last on a track counts."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.looked_at import looked_at, passages_now, tracks_in_bin
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.records import Decision, Judgement, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of, storable


class DecisionTable:
    """The case's decisions."""

    def __init__(self, store: Store, log: LogTable, models: ModelTable) -> None:
        self._store, self._log, self._models = store, log, models

    def decide(
        self,
        track: int,
        verdict: Judgement | None,
        *,
        crop: int | None = None,
        description: str = "",
        note: str = "",
    ) -> Decision:
        """Decide whether a track is the person looked for; None withdraws the last decision on it.

        `crop` is the picture that was looked at, by default the track's best.
        `CaseError` when the case has no such track, or the track no such crop.
        """
        with self._store.transaction():
            place = looked_at(self._store, track, crop)
            words = {"description": storable(description), "note": storable(note)}
            said = {"track": track, "verdict": verdict, **words, **self._model()}
            entry = self._log.append("decision", {**place, **said})
            row: dict[str, Any] = {"id": entry.number, "crop": place["crop"], **said}
            row |= {"time": entry.time, "user": entry.user}
            self._store.insert("decision", row)
        return Decision(**row)

    def carry(self, decision: Decision, source: int, origin: TakenFrom) -> int:
        """Take over, in the running transaction, what was decided elsewhere about a passage here; its number.

        It keeps who decided and when, and counts as if it had been made here.
        """
        said = {name: value for name, value in asdict(decision).items() if name != "id"}
        entry = self._log.append("decision", {"source": source, **said, "from": dict(origin)})
        self._store.insert("decision", {"id": entry.number, **said})
        return entry.number

    def current(self, entries: int | None = None) -> dict[int, Decision]:
        """The decision that counts for each track, by track, in the order in which they were made.

        With `entries`, what counted when the log had so many, of passages in the bin as well.

        Where passages were divided or joined since, a decision is on the one
        that now has the picture which was looked at, and says so.
        """
        last: dict[int, Decision] = {}
        places = passages_now(self._store, "decision")
        for decision in self.history():
            if entries is not None and decision.id > entries:
                break
            track = places.get(decision.crop or 0, decision.track)
            last.pop(track, None)
            if decision.verdict is not None:
                last[track] = replace(decision, track=track)
        binned = tracks_in_bin(self._store) if entries is None else ()
        return {track: decision for track, decision in last.items() if track not in binned}

    def history(self, track: int | None = None) -> list[Decision]:
        """Every decision ever made (on one track), the withdrawn and overruled included, in order."""
        only = ("",) if track is None else ("track = ?", track)
        rows = self._store.rows("decision", *only, order="id", select=columns_of(Decision))
        return [Decision(**row) for row in rows]

    def _model(self) -> dict[str, str | None]:
        """The model by which passages are found now."""
        model = self._models.current()
        name, sha256 = (None, None) if model is None else (model.name, model.sha256)
        return {"model": name, "model_sha256": sha256}
