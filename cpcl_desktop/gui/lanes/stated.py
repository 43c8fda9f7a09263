"""The list's lane, for what is stated of sources: recorders' clocks, cameras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.lanes.reader import CaseReader

Said = TypeVar("Said")


class Stated(CaseReader):
    """What is stated of sources, each change with its entry in the log; how many were changed.

    `since` leaves those alone of which something else holds now.
    """

    def clocks(self, clocks: Mapping[int, RecorderClock], since: Mapping[int, RecorderClock] | None) -> int:
        """Let these sources have these clocks."""
        known = {one.id: one.clock for one in self.case.sources.with_bin()}
        return self.case.sources.set_clocks(_as_since(clocks, since, known))

    def cameras(self, cameras: Mapping[int, str], since: Mapping[int, str] | None) -> int:
        """Let these sources be of cameras of these names."""
        known = {one.id: one.camera for one in self.case.sources.with_bin()}
        return self.case.cameras.name(_as_since(cameras, since, known))


def _as_since(
    said: Mapping[int, Said], since: Mapping[int, Said] | None, now: Mapping[int, Said]
) -> Mapping[int, Said]:
    if since is None:
        return said
    return {source: value for source, value in said.items() if now.get(source) == since[source]}
