"""The lane of a source that is shown beside the player's: each place has its own, none waits for another."""

from __future__ import annotations

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.frame import Frames
from cpcl_desktop.gui.lanes.occasion import Occasion


class Beside:
    """Frames of one source at a time, as the player's lane gives them."""

    def __init__(self, occasion: Occasion, lane: Lane) -> None:
        self._frames, self._lane = Frames(occasion), lane

    def frame_job(self, source: int, time_us: int) -> Job:
        """The frame shown at a time → `Shown`."""
        return self._lane.job(tr("Decoding"), lambda _: self._frames.at(source, time_us))

    def step_job(self, source: int, from_us: int, count: int) -> Job:
        """The frame some frames on or back → `Shown`."""
        return self._lane.job(tr("Decoding"), lambda _: self._frames.step(source, from_us, count))

    def surroundings_job(self, source: int) -> Job:
        """What else is in a source → `Surroundings`."""
        return self._lane.job(tr("Looking at the footage"), lambda _: self._frames.surroundings(source))

    def rest(self) -> None:
        """Let go of the footage, until a frame is asked for again."""
        self._lane.job(tr("Letting go of the footage"), lambda _: self._frames.let_go()).start()

    def close(self) -> None:
        """Cancel what runs, close the connection and wait."""
        self._lane.close(self._frames.close)
