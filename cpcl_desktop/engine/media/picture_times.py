"""When each picture of a folder was taken: by a stated rate, EXIF data, the files' names, else by counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.exif import Exif
from cpcl_desktop.engine.media.file_names import calendar_time_in, holds_unix_fraction, number_in, unix_time_in
from cpcl_desktop.engine.recorder_time import Origin

_DEFAULT_FRAME_US = 1_000_000
_FIRST_CAMERAS = 1995  # no digital camera's clock was right before
_LAST_RESET = 2000  # cameras whose clock was never set begin on 1 January of a year up to this
_BURST_US = 1_000_000  # pictures stated for the same moment share at most this long


@dataclass(frozen=True, slots=True)
class Dated:
    """One picture: its file, which of the file's pictures it is, how a case names it, what EXIF says of it."""

    file: Path
    place: int
    name: str
    exif: Exif


@dataclass(frozen=True, slots=True)
class Times:
    """Pictures in order of time, when each was taken (rising), and how that is known.

    `counted`: they are evenly spaced by number, so that a missing number is a missing picture. `start` is what the
    clock showed at the first, known from `origin`.
    """

    pictures: Sequence[Dated]
    times_us: list[int]
    frame_us: int
    note: str
    counted: bool = True
    start: datetime | None = None
    origin: Origin = ""


def times_of(pictures: Sequence[Dated], fps: float | None) -> Times:
    """`pictures` are in natural order; `fps` is the rate that the user states."""
    if fps is not None:
        times = [round(step * 1_000_000 / fps) for step in _steps(pictures)]
        note = worded("Times count {fps:g} images a second, as asked.", fps=fps)
        return Times(pictures, times, max(1, round(1_000_000 / fps)), note)
    return _by_exif(pictures) or _by_names(pictures) or _by_counting(pictures)


# --- by EXIF


def _by_exif(pictures: Sequence[Dated]) -> Times | None:
    """Where at least half of the pictures state when they were taken, and not one moment of an unset clock."""
    stated = _comparable([picture.exif for picture in pictures])
    set_ = [moment if moment and not _is_reset(moment) else None for moment in stated]
    believed = _enough(set_)
    if believed:
        stated = set_
    elif not _enough(stated) or len(set(stated) - {None}) == 1:
        return None
    known = sum(moment is not None for moment in stated)
    if believed:
        stated = [moment or _like(_moment_in(picture.file.stem, len(pictures)), stated)
                  for moment, picture in zip(stated, pictures, strict=True)]  # fmt: skip
    named = sum(moment is not None for moment in stated) - known
    moments = _between_neighbours(stated)
    order = sorted(range(len(pictures)), key=lambda at: moments[at])
    start = moments[order[0]]
    times = _spread([round((moments[at] - start) / timedelta(microseconds=1)) for at in order])
    note = _exif_note(len(pictures), known, named, None if believed else start)
    ordered = [pictures[at] for at in order]
    origin: Origin = "EXIF" if believed else ""
    return Times(ordered, times, _interval(times), note, False, start if believed else None, origin)


def _enough(stated: Sequence[datetime | None]) -> bool:
    return 0 < len(stated) <= 2 * sum(moment is not None for moment in stated)


def _comparable(exifs: Sequence[Exif]) -> list[datetime | None]:
    """Their times on one clock: that of GPS only where no picture has another, offsets only where all state one."""
    satellite = all(exif.satellite for exif in exifs if exif.taken)
    moments = [exif.taken if satellite or not exif.satellite else None for exif in exifs]
    if all(moment.tzinfo for moment in moments if moment):
        return moments
    return [moment and moment.replace(tzinfo=None) for moment in moments]


def _is_reset(moment: datetime) -> bool:
    """Whether a time is that of a clock which nobody set: from before there were cameras, or as the year begins."""
    new_year = (moment.month, moment.day) == (1, 1)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.year < _FIRST_CAMERAS or (new_year and (midnight or moment.year <= _LAST_RESET))


def _like(moment: datetime | None, stated: Sequence[datetime | None]) -> datetime | None:
    """A name's time where it can be compared with the others."""
    zoned = any(other.tzinfo for other in stated if other is not None)
    return moment if moment is not None and (moment.tzinfo is not None) == zoned else None


def _between_neighbours(stated: Sequence[datetime | None]) -> list[datetime]:
    """Those without a time get one evenly between their neighbours by name, at either end a second further each."""
    known = [(at, moment) for at, moment in enumerate(stated) if moment is not None]
    (first_at, first), (last_at, last) = known[0], known[-1]
    seconds = [(at, (moment - first).total_seconds()) for at, moment in known]
    seconds.insert(0, (-1, -float(first_at + 1)))
    seconds.append((len(stated), (last - first).total_seconds() + len(stated) - last_at))
    placed = np.interp(range(len(stated)), [at for at, _ in seconds], [second for _, second in seconds])
    return [moment or first + timedelta(seconds=float(placed[at])) for at, moment in enumerate(stated)]


def _exif_note(count: int, known: int, named: int, unset: datetime | None) -> str:
    note = worded("Times come from the images' EXIF data.")
    if unset is not None:
        note = worded(
            "The camera's clock was never set (the images' EXIF data begin at {time:%Y-%m-%d %H:%M:%S}): the "
            "time between images comes from it, its date and time of day are not believed.",
            time=unset,
        )
    placed = count - known - named
    if named:
        note += worded(" {names} images without it have the time in their name.", names=named)
    if placed:
        note += worded(
            " {placed} of {count} images state no time that can be believed and are placed between their "
            "neighbours by name.",
            placed=placed,
            count=count,
        )
    return note


# --- by names, by counting


def _moment_in(stem: str, files: int) -> datetime | None:
    """The time in a picture's name; ten digits by themselves are one where others stand beside it in order."""
    if moment := calendar_time_in(stem):
        return moment
    supported = holds_unix_fraction(stem) or (stem.isdigit() and files > 1)
    return unix_time_in(stem) if supported else None


def _by_names(pictures: Sequence[Dated]) -> Times | None:
    named = [_moment_in(picture.file.stem, len(pictures)) for picture in pictures]
    moments = [moment for moment in named if moment is not None]
    zones = {moment.tzinfo for moment in moments}
    if len(moments) != len(pictures) or len(zones) != 1 or moments != sorted(moments):
        return None
    times = _spread([round((moment - moments[0]) / timedelta(microseconds=1)) for moment in moments])
    note = worded("Times come from the images' file names.")
    return Times(pictures, times, _interval(times), note, False, moments[0], "file name")


def _by_counting(pictures: Sequence[Dated]) -> Times:
    stated = _comparable([picture.exif for picture in pictures])
    moments = [moment for moment in stated if moment is not None]
    reason = worded("The images carry no time")
    if moments:
        reason = worded("Fewer than half of the images state when they were taken")
    if moments and all(_is_reset(moment) for moment in moments):
        reason = worded(
            "The camera's clock was never set (the images' EXIF data say {time:%Y-%m-%d %H:%M:%S})", time=moments[0]
        )
    times = [at * _DEFAULT_FRAME_US for at in range(len(pictures))]
    note = worded("{why} and no rate was given; times count one image a second.", why=reason)
    return Times(pictures, times, _DEFAULT_FRAME_US, note)


def _spread(times_us: list[int]) -> list[int]:
    """Strictly rising: pictures stated for one moment share the time to the next, a second at most."""
    counts = Counter(times_us)
    distinct = sorted(counts)
    rooms = [min(b - a, _BURST_US) for a, b in pairwise(distinct)] + [_BURST_US]
    spread: list[int] = []
    for time_us, room in zip(distinct, rooms, strict=True):
        for nth in range(counts[time_us]):
            at = time_us + nth * room // counts[time_us]
            spread.append(max(at, spread[-1] + 1) if spread else at)
    return spread


def _interval(times_us: list[int]) -> int:
    steps = np.diff(times_us)
    return max(1, int(np.median(steps))) if len(steps) else _DEFAULT_FRAME_US


def _steps(pictures: Sequence[Dated]) -> Sequence[int]:
    """Frame numbers from 0: those in the names where they count by ones, else the order."""
    numbers = [number_in(picture.file.stem) for picture in pictures]
    known = [number for number in numbers if number is not None]
    if len(known) == len(pictures) > 1:
        strides = np.diff(known)
        if (strides > 0).all() and (strides == 1).mean() >= 0.5:
            return [number - known[0] for number in known]
    return range(len(pictures))
