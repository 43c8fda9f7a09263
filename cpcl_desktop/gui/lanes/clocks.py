"""The list's lane, for what is stated of recorders' clocks."""

from __future__ import annotations

from collections.abc import Mapping

from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.lanes.reader import CaseReader


class Clocks(CaseReader):
    """What is known of the recorders' clocks."""

    def state(self, clocks: Mapping[int, RecorderClock]) -> int:
        """Let these sources have these clocks, each with its entry in the log; how many have another one now."""
        changed = [source for source, clock in clocks.items() if self.case.sources.get(source).clock != clock]
        for source in changed:
            self.case.sources.set_clock(source, clocks[source])
        return len(changed)
