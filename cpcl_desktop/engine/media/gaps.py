"""Where footage is missing: packets that went in against frames that came out, on one time axis."""

from __future__ import annotations

from bisect import bisect_left, insort

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.timeline import StreamClock
from cpcl_desktop.engine.records import Gap

DAMAGED = worded("the data is damaged")
UNDECODED = worded("frames here could not be decoded")
UNTIMED = worded("the data is damaged; without timestamps, how much is missing cannot be said")
ENDS_EARLY = worded("the file ends before its declared duration")
NO_PICTURES = worded("the recording holds no pictures of this time")
BREAKS_OFF = worded("the file breaks off; how much is missing cannot be said")
_FAR_US = 10_000_000  # a hole this long is more than a variable frame rate
_FAR_STATED_US = 60_000_000  # as above, where the file states that a picture is to be shown for so long
_MOST_OUTSTANDING = 512  # packets that may wait for their frame
_FAR_FRAMES = 20  # no hole is far that is only a few frames of a time-lapse recording
_LINGER = 32  # frames a decoder may hold back: how long after a sign of damage a hole is put down to it


def pause(start_us: int, end_us: int, frame_us: int, far_us: int = _FAR_US) -> Gap | None:
    """The time between two pictures as a gap, where it is far longer than frames are apart."""
    is_far = end_us - start_us > max(far_us, _FAR_FRAMES * frame_us)
    return Gap(start_us, end_us, NO_PICTURES) if is_far else None


class GapFinder:
    """Finds the holes of one reading of a stream.

    Tell it every packet's due time (`sent`), every decoded frame's time
    (`decoded`) and every sign of damage (`damaged`), as they happen; `decoded`
    returns the gap that ends at the frame, if one does. A hole is a gap only
    where a packet in it gave no frame, or damage was seen shortly before, or
    where it is far longer than frames are apart: a recording that pauses for a
    moment has none. Where a stream carries no
    timestamps, a hole cannot be seen; the first frame after damage stands for it.
    """

    def __init__(self, clock: StreamClock, from_start: bool = True, any_hole: bool = False) -> None:
        """`from_start`: the first frame is due at 0; `any_hole`: the file is known to lack parts."""
        self._frame_us = clock.frame_us
        self._timed = clock.stamps != "none"
        self._next_us = clock.begins_us if from_start else None  # where the next frame is due; None: not known yet
        self._any_hole = any_hole
        self._undelivered: list[int] = []
        self._lengths: dict[int, int] = {}  # how long pictures are to be shown, by when they are due
        self._stated_end_us = 0  # until when the last of them is
        self._fresh_damage = 0
        self._damage_met = False
        self._breaks_off = False
        self._unplaced_damage = False

    def end_us(self, declared_us: int | None) -> int:
        """Where the last frame ends: later than usual where both the frame and the declared length say so."""
        end_us = self._next_us or 0
        stated_us = self._stated_end_us
        return max(end_us, stated_us if declared_us is not None and stated_us <= declared_us else 0)

    def sent(self, time_us: int, length_us: int = 0) -> None:
        """A packet goes to the decoder whose frame is due at `time_us`, for `length_us` as far as it says."""
        insort(self._undelivered, time_us)
        self._lengths[time_us] = length_us

    def damaged(self) -> None:
        """An error, or data marked as damaged."""
        self._unplaced_damage = self._unplaced_damage or self._fresh_damage == 0
        self._fresh_damage = _LINGER
        self._damage_met = True

    def breaks_off(self) -> None:
        """The file ends in the middle of something."""
        self._breaks_off = True

    def decoded(self, time_us: int) -> Gap | None:
        """A frame came out; frames come in order of time."""
        gap = None if self._next_us is None else self._hole(self._next_us, time_us)
        if not self._timed and self._unplaced_damage:
            gap = Gap(time_us, time_us + self._frame_us, UNTIMED)
        self._unplaced_damage = False
        passed = bisect_left(self._undelivered, time_us + self._frame_us // 4)
        del self._undelivered[:passed]
        self._next_us = time_us + self._frame_us
        self._stated_end_us = time_us + self._lengths.pop(time_us, 0)
        if len(self._lengths) > _MOST_OUTSTANDING:
            del self._lengths[next(iter(self._lengths))]
        self._fresh_damage = max(0, self._fresh_damage - 1)
        return gap

    def ended(self, declared_us: int | None, tolerance_us: int, exact: bool = True) -> Gap | None:
        """The reading is over: packets still due, or a longer declared duration, make a last gap.

        Where damage was met and the format is `exact`, there is no `tolerance_us` for what a header says.
        """
        if self._next_us is None:
            return None
        start = self._next_us
        due_us = max(self._lost_from(start), default=start - self._frame_us) + self._frame_us
        if due_us <= start:
            start = due_us = self.end_us(declared_us)
        if declared_us is not None and declared_us > due_us + (
            self._frame_us // 2 if self._damage_met and exact else tolerance_us
        ):
            return Gap(start, declared_us, ENDS_EARLY)
        if due_us > start + self._frame_us // 2:
            return Gap(start, due_us, DAMAGED if self._fresh_damage else UNDECODED)
        if declared_us is None and self._breaks_off:
            return Gap(start, start + self._frame_us, BREAKS_OFF)
        return None

    @property
    def has_undelivered(self) -> bool:
        """Whether a packet that came after the last frame gave none."""
        return bool(self._lost_from(self._next_us or 0))

    def _hole(self, start_us: int, end_us: int) -> Gap | None:
        if end_us - start_us <= self._frame_us // 2:
            return None
        lost = [time_us for time_us in self._lost_from(start_us) if time_us < end_us - self._frame_us // 4]
        if self._fresh_damage or self._any_hole:
            return Gap(start_us, end_us, DAMAGED)
        if lost:
            return Gap(max(start_us, lost[0]), end_us, UNDECODED)
        stated = self._stated_end_us >= end_us - self._frame_us
        return pause(start_us, end_us, self._frame_us, _FAR_STATED_US if stated else _FAR_US)

    def _lost_from(self, start_us: int) -> list[int]:
        return self._undelivered[bisect_left(self._undelivered, start_us - self._frame_us // 2) :]
