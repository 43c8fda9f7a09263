"""Playing, stepping and going to moments: the commands that move through the footage shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from cpcl_desktop.gui.player.cameras import Cameras
from cpcl_desktop.gui.player.frame_feed import Shuttle
from cpcl_desktop.gui.player.moments_strip import MomentsStrip

SKIP_US = 5_000_000


class Transport(QObject):
    """One method for each such command of the table; whichever footage leads is moved."""

    def __init__(self, shuttle: Shuttle, cameras: Cameras, strip: MomentsStrip) -> None:
        super().__init__()
        self._shuttle, self._cameras, self._strip = shuttle, cameras, strip
        self.home_us = 0  # the moment for which the player was opened

    def on_play(self) -> None:
        """Play, or pause."""
        if self._shuttle.speed:
            self._shuttle.pause()
        else:
            self._shuttle.play(1)

    def on_play_back(self) -> None:
        """Play backwards, or faster."""
        self._shuttle.play(-1)

    def on_pause(self) -> None:
        """Stand still."""
        self._shuttle.pause()

    def on_play_on(self) -> None:
        """Play, or faster."""
        self._shuttle.play(1)

    def on_step_back(self) -> None:
        """One frame back."""
        self._cameras.step(-1)

    def on_step_on(self) -> None:
        """One frame on."""
        self._cameras.step(1)

    def on_skip_back(self) -> None:
        """Five seconds back."""
        self._cameras.skip(-SKIP_US)

    def on_skip_on(self) -> None:
        """Five seconds on."""
        self._cameras.skip(SKIP_US)

    def on_to_hit(self) -> None:
        """The hit's own moment, or that at which footage was opened."""
        self._cameras.go(self.home_us)

    def on_earlier_moment(self) -> None:
        """The last stored moment before this frame."""
        times = [row.time_us for row in self._strip.moments if row.time_us < self._shuttle.position_us]
        if times:
            self._cameras.go(max(times))

    def on_later_moment(self) -> None:
        """The first stored moment after this frame."""
        times = [row.time_us for row in self._strip.moments if row.time_us > self._shuttle.position_us]
        if times:
            self._cameras.go(min(times))
