"""The table `decision`: what people decided about tracks; each is kept, the last on a track counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cpcl_desktop.engine.case.last_said import LastSaid
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.looked_at import no_such, picture_of, tracks_in_bin
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.records import Decision, Judgement, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of, storable


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to be said of a track; `crop` is the picture that was looked at, by default the track's best."""

    track: int
    verdict: Judgement | None
    crop: int | None = None
    description: str = ""
    note: str = ""


class DecisionTable:
    """The case's decisions."""

    def __init__(self, store: Store, log: LogTable, models: ModelTable) -> None:
        self._store, self._log, self._models = store, log, models
        self._last = LastSaid(store, log, "decision", self.placed, lambda decision: decision.track, _stands)

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
        made = self.decide_all([Ruling(track, verdict, crop, description, note)])
        if not made:
            raise no_such(track, crop)
        return made[0]

    def decide_all(self, rulings: Iterable[Ruling]) -> list[Decision]:
        """Decide about several tracks in one transaction, each with its entry in the log, in their order.

        A track that the case does not have, or not with that crop, is left out: it was replaced since it was shown.
        """
        with self._store.transaction():
            model = self._model()
            made = [self._decide(ruling, model) for ruling in rulings]
        return [decision for decision in made if decision is not None]

    def _decide(self, ruling: Ruling, model: dict[str, str | None]) -> Decision | None:
        place = picture_of(self._store, ruling.track, ruling.crop)
        if place is None:
            return None
        words = {"description": storable(ruling.description), "note": storable(ruling.note)}
        said = {"track": ruling.track, "verdict": ruling.verdict, **words, **model}
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
        if entries is None:
            last, binned = self._last(), tracks_in_bin(self._store)
        else:
            last, binned = self._last.when(entries), frozenset()
        return {track: decision for track, decision in last.items() if track not in binned}

    def placed(self, after: int = 0) -> Iterator[Decision]:
        """As `history`, each on the passage that now has the picture which was looked at; those above a number."""
        rows = self._store.each(
            f"SELECT coalesce(c.track, d.track), {columns_of(Decision, 'd')} FROM decision d "
            "LEFT JOIN crop c ON c.id = d.crop WHERE d.id > ? ORDER BY d.id",
            after,
        )
        return _decisions((number, now, *said) for now, number, _, *said in rows)

    def last_on(self, tracks: Sequence[int]) -> dict[int, Decision]:
        """The last decision on each of these tracks that has any, by track, withdrawn or not."""
        numbers = json.dumps([int(track) for track in tracks])
        rows = self._store.tuples(
            f"SELECT {columns_of(Decision)} FROM decision WHERE id IN (SELECT max(id) FROM decision "
            "WHERE track IN (SELECT value FROM json_each(?)) GROUP BY track)",
            numbers,
        )
        return {decision.track: decision for decision in _decisions(rows)}

    def history(self, track: int | None = None) -> list[Decision]:
        """Every decision ever made (on one track), the withdrawn and overruled included, in order."""
        of, values = ("", ()) if track is None else ("WHERE track = ?", (track,))
        rows = self._store.each(f"SELECT {columns_of(Decision)} FROM decision {of} ORDER BY id", *values)
        return list(_decisions(rows))

    def _model(self) -> dict[str, str | None]:
        """The model by which passages are found now."""
        model = self._models.current()
        name, sha256 = (None, None) if model is None else (model.name, model.sha256)
        return {"model": name, "model_sha256": sha256}


def _decisions(rows: Iterable[Sequence[Any]]) -> Iterator[Decision]:
    """Of a hundred thousand most say the same words, which are kept once; not so when that was."""
    words: dict[Any, Any] = {}
    for number, track, crop, *said in rows:
        verdict, description, note, time, user, model, sha256 = said
        verdict, description, note = (words.setdefault(one, one) for one in (verdict, description, note))
        user, model, sha256 = (words.setdefault(one, one) for one in (user, model, sha256))
        yield Decision(number, track, crop, verdict, description, note, time, user, model, sha256)


def _stands(decision: Decision) -> bool:
    return decision.verdict is not None
