"""From container timestamps to microseconds since the file's start, and which frames a sampling takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Stamps = Literal["pts", "dts", "none"]  # which of a stream's timestamps can be believed

_RESTART_US = 1_000_000  # a step back further than this is a clock that started again, not jitter
_HARDLY_FASTER = 1.05  # a stream this little faster than the sampling is taken whole
_MOST_OUTSTANDING = 512  # packets that may wait for their frame; the eldest are given up beyond it


@dataclass(frozen=True, slots=True)
class StreamClock:
    """How one stream tells time, in `time_base` units: its file starts at `origin`, its first frame `lead` later.

    `interval` is the usual time from one frame to the next, in seconds.
    """

    stamps: Stamps
    origin: int
    time_base: Fraction
    interval: Fraction
    lead: int = 0

    def to_us(self, stamp: int) -> int:
        """Microseconds from the file's start, rounded to the nearest."""
        ticks = (stamp - self.origin) * self.time_base.numerator * 2_000_000 + self.time_base.denominator
        return ticks // (2 * self.time_base.denominator)

    def to_stamp(self, time_us: int) -> int:
        """The last timestamp at or before `time_us`."""
        return self.origin + time_us * self.time_base.denominator // (self.time_base.numerator * 1_000_000)

    @property
    def begins_us(self) -> int:
        """When the first frame is due, in microseconds."""
        return self.to_us(self.origin + self.lead)

    @property
    def frame_us(self) -> int:
        """The usual frame interval in whole microseconds."""
        return max(1, round(self.interval * 1_000_000))

    @property
    def tick_us(self) -> float:
        """Length of one timestamp unit: times are no more exact than half of it."""
        return float(self.time_base * 1_000_000)


class Timeline:
    """Gives every frame of one reading its time, by the packet it came from.

    Packets are told in file order (`due`), frames as they come out (`place`). A
    step back of the packets' own clock is taken for a recording that started
    again: it continues where the last one ended. A missing timestamp follows
    the frame before by the usual interval.
    """

    def __init__(self, clock: StreamClock) -> None:
        self._clock = clock
        self._shift = 0
        self._outstanding: dict[int, int] = {}
        self._clock_us: int | None = None  # where the packets' own clock stands
        self._furthest_us = clock.begins_us - clock.frame_us
        self._known_us = clock.begins_us  # the last time that came from a timestamp, and the frames since then
        self._since_known = 0
        self.restarts = 0

    def due(self, pts: int | None, dts: int | None) -> int | None:
        """When the frame of the next packet is due, in microseconds; None where it does not say."""
        stamp = dts if self._clock.stamps == "dts" or pts is None else pts
        if stamp is None or self._clock.stamps == "none":
            return None
        self._watch(stamp if dts is None else dts, stamp)
        time_us = self._clock.to_us(stamp) + self._shift
        self._outstanding[stamp] = time_us
        if len(self._outstanding) > _MOST_OUTSTANDING:
            del self._outstanding[next(iter(self._outstanding))]
        self._furthest_us = max(self._furthest_us, time_us)
        return time_us

    def place(self, pts: int | None, dts: int | None) -> int:
        """Time of a frame that came out of the decoder, in microseconds."""
        stamp = {"pts": pts, "dts": dts, "none": None}[self._clock.stamps]
        if stamp is None:
            time_us = self._known_us + round(self._since_known * self._clock.interval * 1_000_000)
        else:
            time_us = self._outstanding.pop(stamp, self._clock.to_us(stamp) + self._shift)
            self._known_us, self._since_known = time_us, 0
        self._since_known += 1
        return time_us

    def _watch(self, reference: int, stamp: int) -> None:
        now_us = self._clock.to_us(reference)
        if self._clock_us is not None and now_us < self._clock_us - _RESTART_US:
            self._shift = self._furthest_us + self._clock.frame_us - self._clock.to_us(stamp)
            self.restarts += 1
        self._clock_us = now_us


class Sampling:
    """Takes the first frame at or after each multiple of 1 / `fps` seconds; `fps` None takes all.

    The grid is absolute, so a run that starts later takes the same frames.
    `stream_fps` at or under `fps` takes all, too, jitter or not.
    """

    def __init__(self, fps: float | None, stream_fps: float | None = None, tick_us: float = 1.0) -> None:
        all_pass = fps is None or (stream_fps is not None and stream_fps <= fps * _HARDLY_FASTER)
        self._fps = None if all_pass else fps
        self._tolerance = 0.5 + tick_us / 2
        self._slot = -1

    def takes(self, time_us: int) -> bool:
        """Whether this frame is sampled; to be asked for every decoded frame in order."""
        if self._fps is None:
            return True
        slot = math.floor((time_us + self._tolerance) * self._fps / 1_000_000)
        taken, self._slot = slot > self._slot, slot
        return taken
