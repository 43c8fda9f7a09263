"""Frames for the player: one decoding job at a time, and the newest wish next."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.frame import Shown

FASTEST = 8  # times real time
TICK_MS = 15
PATIENCE_MS = 5000  # that a frame may take before footage is said not to answer


class Footage(Protocol):
    """Makes jobs that read frames, as the player's lane does."""

    def frame_job(self, source: int, time_us: int, /) -> Job:
        """The frame shown at a time → `Shown`."""

    def step_job(self, source: int, from_us: int, count: int, /) -> Job:
        """The frame some frames on or back → `Shown`."""


class FrameFeed(QObject):
    """Goes to times and steps by frames in one source; steps asked for while it decodes add up.

    `moved` tells the time one is at, of which the frame shown may be a little before.
    """

    arrived = Signal(object)  # Shown
    silent = Signal(bool)  # whether a frame is awaited for longer than footage takes that answers
    moved = Signal(object)  # microseconds, which need more than the 32 bits of an int in Qt
    failed = Signal(object)  # the exception

    def __init__(self) -> None:
        super().__init__()
        self._footage: Footage | None = None
        self._source = 0
        self._position = 0
        self._job: Job | None = None
        self._wanted: int | None = None
        self._asked: int | None = None  # the time that is being decoded, unless it is a step
        self._steps = 0
        self._is_silent = False
        self._unanswered_since: float | None = None  # of whatever footage: one lane reads one after the other
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._be_silent(True))

    @property
    def is_silent(self) -> bool:
        """Whether it waits for footage that does not answer."""
        return self._is_silent

    @property
    def waits_s(self) -> float:
        """For how long no frame has come, of this source or of those before it that were asked for in vain."""
        return 0.0 if self._unanswered_since is None else time.monotonic() - self._unanswered_since

    def is_left(self) -> None:
        """What is asked for from now on, another lane reads."""
        self._unanswered_since = None

    @property
    def busy(self) -> bool:
        """Whether a frame is awaited."""
        return self._job is not None

    @property
    def position(self) -> int:
        """Time of the frame shown, in microseconds."""
        return self._position

    def open(self, footage: Footage, source: int, time_us: int) -> None:
        """Show a source at a time."""
        self.attach(footage, source, time_us)
        self.go(time_us)

    def attach(self, footage: Footage, source: int, time_us: int) -> None:
        """Be at a time of a source, and show nothing yet."""
        self.close()
        self._footage, self._source, self._position = footage, source, time_us

    def close(self) -> None:
        """Forget the source; a frame still being decoded is dropped."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._footage = None, None
        self._wanted, self._steps = None, 0
        self._wait_no_more()

    def rest(self) -> None:
        """Show nothing more of what was asked for; the source stays."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._wanted, self._steps = None, None, 0
        self._wait_no_more()

    def go(self, time_us: int) -> None:
        """Show the frame at a time."""
        self._wanted, self._steps = max(0, time_us), 0
        self._next()

    def step(self, count: int) -> None:
        """Show the frame some frames on, or back."""
        self._steps += count
        self._next()

    def _next(self) -> None:
        if self._job is not None or self._footage is None:
            return
        if self._wanted is not None:
            job = self._footage.frame_job(self._source, self._wanted)
        elif self._steps:
            job = self._footage.step_job(self._source, self._position, self._steps)
            self._steps = 0
        else:
            return
        self._asked, self._wanted = self._wanted, None
        job.succeeded.connect(self._on_decoded)
        job.failed.connect(lambda error: self._on_failed(job, error))
        job.ended.connect(lambda: self._on_ended(job))
        self._job = job
        self._unanswered_since = self._unanswered_since or time.monotonic()
        self._patience.start()
        job.start()

    def _on_decoded(self, shown: Shown) -> None:
        self._position = shown.time_us
        self.arrived.emit(shown)
        is_an_end = shown.last or (shown.first and self._asked is not None and self._asked < shown.time_us)
        self.moved.emit(shown.time_us if self._asked is None or is_an_end else self._asked)

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:  # it was let go of: what shows here now is another source, or nothing any more
            return
        self.failed.emit(error)
        if self._asked is not None:
            self.moved.emit(self._asked)

    def _on_ended(self, job: Job) -> None:
        self._unanswered_since = None if self._job in (None, job) else time.monotonic()
        if self._job is job:
            self._job = None
            self._wait_no_more()
            self._next()

    def _wait_no_more(self) -> None:
        self._patience.stop()
        self._be_silent(False)

    def _be_silent(self, is_silent: bool) -> None:
        if is_silent != self._is_silent:
            self._is_silent = is_silent
            self.silent.emit(is_silent)


class Shuttle(QObject):
    """Plays a feed forwards or backwards at a multiple of real time, dropping frames where decoding is slower.

    Another feed may lead, whose times are ahead of the first one's by `shift_us`; `loop` is in times of the first.
    """

    changed = Signal(int)  # the speed; 0 stands still

    def __init__(self, feed: FrameFeed) -> None:
        super().__init__()
        self._feed = feed
        self.shift_us = 0  # of the feed that leads
        self.loop: tuple[int, int] | None = None  # microseconds between which it goes on and on
        self._speed = 0
        self._from_us, self._began = 0, 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        feed.arrived.connect(self._on_arrived)

    @property
    def position_us(self) -> int:
        """Where the feed that leads is, as a time of the first one."""
        return self._feed.position - self.shift_us

    @property
    def speed(self) -> int:
        """Times real time; negative is backwards."""
        return self._speed

    def lead(self, feed: FrameFeed, shift_us: int) -> None:
        """Play by this feed from now on."""
        self._feed.arrived.disconnect(self._on_arrived)
        self._feed, self.shift_us = feed, shift_us
        feed.arrived.connect(self._on_arrived)
        if self._speed:
            self._begin()

    def play(self, direction: int) -> None:
        """Play that way (1 or -1); asked again, twice as fast."""
        same_way = self._speed * direction > 0
        self._set(max(-FASTEST, min(FASTEST, 2 * self._speed)) if same_way else direction)

    def play_from(self, time_us: int) -> None:
        """Play forwards from a time, whatever is shown yet."""
        self._set(1)
        self._from_us = time_us

    def pause(self) -> None:
        """Stand still."""
        self._set(0)

    def _set(self, speed: int) -> None:
        self._speed = speed
        self._begin()
        if speed:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit(speed)

    def _begin(self) -> None:
        """Count from where one is."""
        self._from_us, self._began = self.position_us, time.monotonic()

    def _on_tick(self) -> None:
        if not self._feed.busy:
            elapsed_us = (time.monotonic() - self._began) * 1e6
            self._feed.go(self._looped(self._from_us + round(self._speed * elapsed_us)) + self.shift_us)

    def _looped(self, time_us: int) -> int:
        """The time itself; beyond an end of the loop its other end, from where it goes on."""
        if self.loop is None:
            return time_us
        begin, end = self.loop
        if (self._speed > 0 and time_us > end) or (self._speed < 0 and time_us < begin):
            time_us = begin if self._speed > 0 else end
            self._from_us, self._began = time_us, time.monotonic()
        return time_us

    def _on_arrived(self, shown: Shown) -> None:
        if self.loop is not None:
            return
        if (self._speed > 0 and shown.last) or (self._speed < 0 and shown.first):
            self.pause()
