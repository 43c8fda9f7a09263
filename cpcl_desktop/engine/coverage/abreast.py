"""Sources side by side by the corrected clock: which of them show a moment, and why others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cpcl_desktop.engine.recorder_time import ClockTime, doubt_s, shift_us, time_at
from cpcl_desktop.engine.records import Source

Absence = Literal["before", "after", "gap"]  # the footage begins later, ended, or could not be read there
Apart = Literal["no clock", "no common zone"]  # why a source cannot be put in step


@dataclass(frozen=True, slots=True)
class Abreast:
    """A source beside a leading one: `shift_us` is added to the leading one's file time for its own."""

    source: Source
    shift_us: int

    def absence(self, time_us: int) -> Absence | None:
        """Why it shows nothing at a file time of its own; None where it does."""
        begin_us, end_us = span_us(self.source)
        if time_us < begin_us:
            return "before"
        if time_us > end_us:
            return "after"
        return "gap" if any(gap.start_us < time_us < gap.end_us for gap in self.source.gaps) else None

    def time(self, time_us: int) -> ClockTime:
        """A file time of its own by its recorder's and the true clock."""
        return time_at(self.source.clock, time_us)

    def doubt_s(self, time_us: int) -> float:
        """By how many seconds that corrected time may be off, either way."""
        return doubt_s(self.source.clock, self.time(time_us))


@dataclass(frozen=True, slots=True)
class Cameras:
    """A leading source, those that can go in step with it, and those that cannot, with the reason."""

    leading: Abreast
    abreast: Sequence[Abreast] = ()
    apart: Sequence[tuple[Source, Apart]] = ()

    def showing(self, time_us: int) -> list[Abreast]:
        """Those that show the moment of a file time of the leading one."""
        return [one for one in self.abreast if one.absence(time_us + one.shift_us) is None]


def cameras_beside(source: Source, sources: Sequence[Source]) -> Cameras:
    """Which of these sources go in step with one; those of which nothing can be shown are left out."""
    abreast: list[Abreast] = []
    apart: list[tuple[Source, Apart]] = []
    for other in sources:
        if other.id == source.id or other.kind == "crops" or span_us(other)[1] == 0:  # crops have no time to go by
            continue
        shift = shift_us(source.clock, other.clock)
        if shift is not None:
            abreast.append(Abreast(other, shift))
        else:
            apart.append((other, "no clock" if other.clock.start is None else "no common zone"))
    return Cameras(Abreast(source, 0), abreast, apart)


def span_us(source: Source) -> tuple[int, int]:
    """From the first picture of a source to its end (µs); of one not read to its end, as it declares."""
    seconds = source.decoded_s if source.state == "done" else max(source.decoded_s, source.declared_s or 0.0)
    ends = (round(seconds * 1e6), source.reached_us or 0, *(gap.end_us for gap in source.gaps))
    return source.begins_us or 0, max(ends)
