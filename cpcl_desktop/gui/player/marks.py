"""Where a clip begins and ends, and playing the passage over and over."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.player.frame_feed import Shuttle

Span = tuple[int, int]  # microseconds, ends included


class Marks(QObject):
    """Begin and end are those of the passage until they are marked; each hit begins without marks.

    They are times of the hit's footage, also where another camera leads, and told as times of the one that does.
    """

    changed = Signal(object, object)  # microseconds, or None
    looping = Signal(bool)
    said = Signal(str)  # something to tell in passing

    def __init__(self, shuttle: Shuttle) -> None:
        super().__init__()
        self._shuttle = shuttle
        self._hit: Hit | None = None
        self._begin: int | None = None
        self._end: int | None = None

    def open(self, hit: Hit | None) -> None:
        """Another hit, or none: forget what was marked."""
        self._hit, self._begin, self._end = hit, None, None
        self._loop(False)
        self.changed.emit(None, None)

    @property
    def span(self) -> Span:
        """What a clip would hold; of a mark that is missing, the passage's own end counts."""
        begin, end = (self._hit.start_us, self._hit.end_us) if self._hit else (0, 0)
        return begin if self._begin is None else self._begin, end if self._end is None else self._end

    @property
    def marked(self) -> tuple[int | None, int | None]:
        """What was marked of it."""
        return self._begin, self._end

    # --- commands

    def on_mark_in(self) -> None:
        """The clip begins with this frame."""
        self._begin = self._shuttle.position_us
        self._tell()

    def on_mark_out(self) -> None:
        """The clip ends with this frame."""
        self._end = self._shuttle.position_us
        self._tell()

    def on_clear_marks(self) -> None:
        """The clip is the passage again."""
        self._begin = self._end = None
        self._tell()

    def on_loop(self) -> None:
        """Play the passage, or what is marked, over and over; again to stop that."""
        self._loop(self._shuttle.loop is None)
        if self._shuttle.loop is not None:
            self._shuttle.play_from(self.span[0])

    def _loop(self, is_on: bool) -> None:
        self._shuttle.loop = self.span if is_on and self.span[0] < self.span[1] else None
        self.looping.emit(self._shuttle.loop is not None)

    def _tell(self) -> None:
        if self._shuttle.loop is not None:
            self._loop(True)
        self.changed.emit(self._begin, self._end)
        begin, end = (time_us + self._shuttle.shift_us for time_us in self.span)
        self.said.emit(tr("Clip from {begin} to {end}", begin=moment(begin), end=moment(end)))
