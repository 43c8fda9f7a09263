"""What people call cameras, in place of the names of folders: the column `camera` of the table `source`.

A camera is a name that sources share. To name one is to name each of its sources; sources that are given one name
are of one camera from then on. What else is stated of them, their clocks too, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.sources import SourceTable, to_change
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.records import Source


class Cameras:
    """Names the cameras of a case, and knows what they were called before."""

    def __init__(self, store: Store, log: LogTable, sources: SourceTable) -> None:
        self._store, self._log, self._sources = store, log, sources

    def name(self, cameras: Mapping[int, str], since: Mapping[int, str] | None = None) -> int:
        """Let sources, by their numbers, be of cameras of these names, all or none; how many were of others.

        With `since`, those stay as they are whose camera is called otherwise than that by now. The log keeps of
        each what its camera was called before. Names are taken as they are, see `names.camera_as_said`. `CaseError`
        for a source that there is not.
        """
        with self._store.transaction():  # what is asked holds to the end
            before = {source: self._sources.get(source).camera for source in cameras}
            changed = to_change(cameras, before, since)
            for source in changed:
                self._store.connection.execute(
                    "UPDATE source SET camera = ? WHERE id = ?", (cameras[source], source)
                )
                self._log.append("camera", _told(source, before[source], cameras[source]))
        return len(changed)

    def carry(self, source: int, before: str, origin: Mapping[str, Any]) -> None:
        """Log, inside the running transaction, that the camera of a source was named in the case it comes from."""
        told = _told(source, before, self._sources.get(source).camera)
        self._log.append("camera", told | {"from": dict(origin)})

    def first_names(self) -> dict[int, str]:
        """Of every source whose camera somebody ever named: what it was called before that."""
        return self._before_changes(0)

    def as_of(self, entries: int) -> list[Source]:
        """Every source, the bin's too, with its camera as it was called when the log had so many entries."""
        then = self._before_changes(entries)
        return [replace(one, camera=then.get(one.id, one.camera)) for one in self._sources.with_bin()]

    def in_folder(self, folder: Path) -> str:
        """What somebody called the camera of everything that lies in a folder; empty where nobody did.

        And where what lies there is of several cameras: which of them further footage is of, nobody said.
        """
        here = {camera for camera, path in self._sources.places() if path.parent == folder}
        if len(here) != 1 or not (named := self.first_names()):
            return ""
        of_folder = (one for one in self._sources.with_bin() if one.path.parent == folder)
        return here.pop() if any(one.id in named for one in of_folder) else ""

    def _before_changes(self, entries: int) -> dict[int, str]:
        """What cameras were called that were named after so many entries, by their sources."""
        then: dict[int, str] = {}
        for entry in self._log.entries("camera"):
            source, before = entry.details.get("source"), entry.details.get("before")
            if entry.number > entries and isinstance(source, int) and isinstance(before, str):
                then.setdefault(source, before)
        return then


def _told(source: int, before: str, after: str) -> dict[str, Any]:
    return {"source": source, "before": before, "after": after}
