"""Where a clip begins and ends, and playing the passage over and over."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.player.frame_feed import Shuttle
from cpcl_desktop.gui.player.subject import Span, Subject


class Marks(QObject):
    """Begin and end are those of the passage, or of footage without one, until they are marked.

    They are times of the footage opened, also where another camera leads, and told as times of the one that does.
    """

    changed = Signal(object, object)  # microseconds, or None
    looping = Signal(bool)
    said = Signal(str)  # something to tell in passing

    def __init__(self, shuttle: Shuttle) -> None:
        super().__init__()
        self._shuttle = shuttle
        self._subject: Subject | None = None
        self._begin: int | None = None
        self._end: int | None = None

    def open(self, subject: Subject | None) -> None:
        """Something else is looked at, or nothing: forget what was marked."""
        self._subject, self._begin, self._end = subject, None, None
        self._loop(False)
        self.changed.emit(None, None)

    @property
    def span(self) -> Span:
        """What a clip would hold; of a mark that is missing, the end of the passage or of the footage counts."""
        begin, end = self._subject.span_us if self._subject else (0, 0)
        return begin if self._begin is None else self._begin, end if self._end is None else self._end

    @property
    def marked(self) -> tuple[int | None, int | None]:
        """What was marked of it."""
        return self._begin, self._end

    @property
    def is_chosen(self) -> bool:
        """Whether somebody means that span: it is a passage's, or a part that was marked."""
        is_passage = self._subject is not None and self._subject.hit is not None
        return is_passage or self.marked != (None, None)

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
