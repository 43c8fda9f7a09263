"""A position in a source that moves frame by frame in both directions, for looking at footage.

Decoders only go forward. The cursor keeps the last few frames it passed,
undeveloped, so that a step back inside them costs nothing; a step further back
seeks a little before them and reads up to where it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from dataclasses import dataclass

from cpcl_desktop.engine.decoder.opening import Media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.records import Frame

KEPT = 16  # frames behind the position; a 4K frame takes about 12 MB
NEAR_US = 2_000_000  # this far ahead it is quicker to read on than to seek
REACH_US = 1_000_000  # how far before a wanted time reading starts; grows eightfold until a frame is found


@dataclass(frozen=True, slots=True)
class Place:
    """The frame at the cursor, and whether the source's first or last frame was reached."""

    frame: Frame
    first: bool
    last: bool


class FrameCursor:
    """Moves through one open source; not for two threads at once. Closing it closes the file."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._shots: list[Shot] = []
        self._index = 0
        self._start_us = 0
        self._ended = False
        self._coming: Generator[Shot, None, None] | None = None

    def at(self, time_us: int) -> Place:
        """Go to the frame shown at `time_us`: the last at or before it, or the source's first.

        Raises MediaError when no frame can be decoded there.
        """
        if not self._within_reach(time_us):
            self._restart_before(time_us)
        self._read_past(time_us)
        self._index = max(0, bisect_right([shot.time_us for shot in self._shots], time_us) - 1)
        return self._place()

    def step(self, count: int) -> Place:
        """Move by `count` frames, negative for back; stays at the first or last frame. Needs `at` before."""
        for _ in range(count):
            if self._index + 1 >= len(self._shots) and not self._read():
                break
            self._index = min(self._index + 1, len(self._shots) - 1)
        for _ in range(-count):
            if self._index == 0 and not self._rewind():
                break
            self._index -= 1
        return self._place()

    def close(self) -> None:
        """Let go of the file and the frames."""
        if self._coming is not None:
            self._coming.close()
        self._coming = None
        self._shots.clear()

    def _place(self) -> Place:
        if not self._shots:
            raise MediaError("No frame can be decoded at this moment of the footage.")
        first = self._index == 0 and self._start_us == 0
        last = self._ended and self._index == len(self._shots) - 1
        return Place(self._shots[self._index].frame(), first, last)

    def _within_reach(self, time_us: int) -> bool:
        if not self._shots or self._coming is None:
            return False
        return self._shots[0].time_us <= time_us <= self._shots[-1].time_us + NEAR_US

    def _restart_before(self, time_us: int) -> None:
        """Open the source anew so that the first frame kept lies before `time_us`, where there is one."""
        reach = REACH_US
        while True:
            self.close()
            self._start_us = max(0, time_us - reach)
            self._coming = self._media.shots(self._start_us)
            self._ended = False
            if (self._read() and self._shots[0].time_us < time_us) or self._start_us == 0:
                return
            reach *= 8

    def _rewind(self) -> bool:
        """Have frames before the first one kept; the position stays on that frame. False at the start."""
        here = self._shots[0].time_us
        if self._start_us == 0 and not self._trimmed():
            return False
        self._restart_before(here)
        while self._shots[-1].time_us < here and self._read():
            pass
        self._index = max(0, bisect_right([shot.time_us for shot in self._shots], here) - 1)
        return self._index > 0

    def _trimmed(self) -> bool:
        return self._shots[0].index > 0

    def _read_past(self, time_us: int) -> None:
        while self._shots and self._shots[-1].time_us <= time_us and self._read():
            pass

    def _read(self) -> bool:
        """Take one more frame; False at the end of the source."""
        shot = next(self._coming, None) if self._coming is not None else None
        if shot is None:
            self._ended = True
            return False
        self._shots.append(shot)
        excess = len(self._shots) - KEPT
        if excess > 0:
            del self._shots[:excess]
            self._index = max(0, self._index - excess)
        return True
