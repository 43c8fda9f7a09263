"""The table `caption`: sentences of what is to be seen of a passage; each is kept, the last on a track counts."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.looked_at import looked_at, tracks_in_bin
from cpcl_desktop.engine.case.records import Caption, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of, storable


class CaptionTable:
    """What people wrote of passages: how somebody looks, not who it is, and no decision about anybody."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def describe(self, track: int, text: str, crop: int | None = None) -> Caption:
        """Say in a sentence what is to be seen of a passage; an empty one withdraws what was said before.

        `crop` is the picture that was looked at, by default the track's best.
        `CaseError` when the case has no such passage, or that no such picture.
        """
        with self._store.transaction():
            place = looked_at(self._store, track, crop)
            said = {"track": track, "text": storable(" ".join(text.split()))}
            entry = self._log.append("caption", {**place, **said})
            row: dict[str, Any] = {"id": entry.number, "crop": place["crop"], **said}
            row |= {"time": entry.time, "user": entry.user}
            self._store.insert("caption", row)
        return Caption(**row)

    def carry(self, caption: Caption, source: int, origin: TakenFrom) -> int:
        """As `DecisionTable.carry`, what was written of a passage."""
        said = {name: value for name, value in asdict(caption).items() if name != "id"}
        entry = self._log.append("caption", {"source": source, **said, "from": dict(origin)})
        self._store.insert("caption", {"id": entry.number, **said})
        return entry.number

    def current(self) -> dict[int, Caption]:
        """The caption that counts for each passage, by passage.

        Where passages were divided or joined since, it is on the one that now
        has the picture which was looked at, and says so.
        """
        rows = self._store.tuples("SELECT n.id, c.track FROM caption n JOIN crop c ON c.id = n.crop")
        places, last = dict(rows), dict[int, Caption]()
        for caption in self.history():
            track = places.get(caption.id, caption.track)
            last.pop(track, None)
            if caption.text:
                last[track] = replace(caption, track=track)
        binned = tracks_in_bin(self._store)
        return {track: caption for track, caption in last.items() if track not in binned}

    def history(self, track: int | None = None) -> list[Caption]:
        """Every caption ever written (of one passage), the withdrawn and overruled included, in order."""
        only = ("",) if track is None else ("track = ?", track)
        rows = self._store.rows("caption", *only, order="id", select=columns_of(Caption))
        return [Caption(**row) for row in rows]
