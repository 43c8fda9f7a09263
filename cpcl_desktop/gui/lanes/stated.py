"""The list's lane, for what is stated of sources: recorders' clocks, cameras."""

from __future__ import annotations

from collections.abc import Mapping

from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.lanes.reader import CaseReader


class Stated(CaseReader):
    """What is stated of sources, by their numbers, each change with its entry in the log; how many were changed.

    `since` leaves those alone of which something else holds by now.
    """

    def clocks(self, clocks: Mapping[int, RecorderClock], since: Mapping[int, RecorderClock] | None) -> int:
        """Let these sources have these clocks."""
        return self.case.sources.set_clocks(clocks, since)

    def cameras(self, cameras: Mapping[int, str], since: Mapping[int, str] | None) -> int:
        """Let these sources be of cameras of these names."""
        return self.case.cameras.name(cameras, since)
