"""A camera's picture that goes where the leading one is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.coverage.abreast import Abreast
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.beside import Beside
from cpcl_desktop.gui.lanes.frame import Shown
from cpcl_desktop.gui.player.frame_feed import FrameFeed
from cpcl_desktop.gui.player.tile import SILENT, Tile, absence_line, name_of, when_line


class Follower(QObject):
    """Shows in a tile the frame of its own footage at the moment, or says why there is none.

    With a `feed` of somebody else's, that one shows what arrives. `failed`
    carries an exception that has no place in the tile.
    """

    failed = Signal(object)
    absent = Signal(str)  # why there is no picture

    def __init__(self, tile: Tile, feed: FrameFeed | None = None) -> None:
        super().__init__()
        self.tile, self.feed = tile, feed or FrameFeed()
        self.one: Abreast | None = None  # whose frames these are, and by how much its times are ahead
        self.shown: Shown | None = None  # None where it has no picture now
        self._time_us = 0  # of its own file
        self._is_main = False
        self._looking = Latest()
        self.feed.arrived.connect(self._on_framed)
        if feed is None:
            self.feed.arrived.connect(self._on_arrived)
            self.feed.failed.connect(lambda error: tile.say(sentence_of(error)))
            self.feed.silent.connect(lambda is_silent: tile.say(SILENT) if is_silent else None)

    @property
    def shift_us(self) -> int:
        """What is to be added to a time of the hit's footage for its own."""
        return self.one.shift_us if self.one else 0

    @property
    def time_us(self) -> int:
        """The time of its own file that it shows, or says why it does not."""
        return self._time_us

    def follow(self, one: Abreast | None) -> None:
        """Be of this source; None: there is nobody to be in step with."""
        self.one = one
        self._time_us = self.feed.position

    def open(self, beside: Beside, one: Abreast, time_us: int) -> None:
        """Show a source at a file time of the hit's footage."""
        self.follow(one)
        self.tile.begin(tr("Decoding…"))
        job = beside.surroundings_job(one.source.id)
        job.succeeded.connect(self.tile.show_around)
        job.failed.connect(self.failed)
        self._looking.start(job)
        self.feed.attach(beside, one.source.id, max(0, time_us + one.shift_us))
        self.go(time_us)

    def close(self) -> None:
        """Show nothing more; the lane keeps the footage open, for who is in its place next."""
        self._looking.cancel()
        self.feed.close()

    def go(self, time_us: int) -> None:
        """Show a file time of the hit's footage, as far as this one shows it."""
        if self.one is None:
            return
        self._time_us = time_us + self.one.shift_us
        absence = self.one.absence(self._time_us)
        if absence is None:
            self.feed.go(self._time_us)
            return
        self.feed.rest()
        self.shown = None
        self.tile.say(absence_line(absence))
        self._caption()
        self.absent.emit(absence_line(absence))

    def show_caption(self, is_main: bool) -> None:
        """Say whose picture of when it is."""
        self._is_main = is_main
        self._caption()

    def _caption(self) -> None:
        if self.one is not None:
            self.tile.show_caption(name_of(self.one.source), when_line(self.one, self._time_us), self._is_main)

    def _on_framed(self, shown: Shown) -> None:
        self.shown, self._time_us = shown, shown.time_us
        self._caption()

    def _on_arrived(self, shown: Shown) -> None:
        self.tile.show_frame(shown, None, tr("Frame at {time}.", time=moment(shown.time_us)))
