"""Where hits, recorded time and gaps stand on a timeline: a row for each camera, seconds from one origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.numbering import of_case
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.records import Hit, Source
from cpcl_desktop.engine.search.hits import column

Doubles = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]
_FILE_TIME = datetime(2000, 1, 1)  # what file times are counted from where no clock is known
_BESIDE = 0.05  # of the time from the first mark to the last, that is shown before and after
_NO_TIMES = np.empty(0, np.float64)


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans on the rows: `rows` int64[N], `begins` and `ends` float64[N] in seconds from the origin."""

    rows: Wholes = field(default_factory=lambda: np.empty(0, np.int64))
    begins: Doubles = field(default_factory=lambda: _NO_TIMES)
    ends: Doubles = field(default_factory=lambda: _NO_TIMES)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows by name, what stands on them, the hit of each mark (by its place in the list), and the marks by time.

    `is_clocked`: by the corrected clock, else by the time within the footage,
    since no clock is known. `unclocked` hits are not on it. What was recorded
    has name and number of its source, a gap its reason and its source's number, each in the order of the spans.
    """

    names: tuple[str, ...] = ()
    origin: datetime = _FILE_TIME
    is_clocked: bool = False
    marks: Spans = field(default_factory=Spans)
    hits: Wholes = field(default_factory=lambda: np.empty(0, np.int64))
    by_time: Wholes = field(default_factory=lambda: np.empty(0, np.int64))
    recorded: Spans = field(default_factory=Spans)
    gaps: Spans = field(default_factory=Spans)
    source_names: tuple[str, ...] = ()
    source_numbers: tuple[int, ...] = ()
    gap_reasons: tuple[str, ...] = ()
    gap_sources: tuple[int, ...] = ()
    unclocked: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """From the first to the last that stands on it, at least a second long."""
        ends = [(part.begins.min(), part.ends.max()) for part in (self.marks, self.recorded) if len(part.rows)]
        first, last = min((one for one, _ in ends), default=0.0), max((one for _, one in ends), default=1.0)
        return float(first), float(max(last, first + 1.0))

    @property
    def busy(self) -> tuple[float, float]:
        """From the first mark to the last, with a little on both sides; all there is where there are no marks."""
        if not len(self.marks.rows):
            return self.span
        first, last = float(self.marks.begins.min()), float(self.marks.ends.max())
        beside = max(1.0, _BESIDE * (last - first))
        return max(self.span[0], first - beside), min(self.span[1], last + beside)

    def moment(self, seconds: float) -> datetime:
        """The time that stands there."""
        return self.origin + timedelta(seconds=seconds)

    def file_time(self, source: int, seconds: float) -> int:
        """That time in a source's own file (µs); what was recorded of it stands here."""
        begin = float(self.recorded.begins[self.source_numbers.index(source)])
        return max(0, round((seconds - begin) * 1e6))


def timeline_of(hits: Sequence[Hit], sources: Sequence[Source]) -> Timeline:
    """Lay hits and footage out by the corrected clock where any is known, else by time within the footage."""
    is_clocked = any(source.clock.start is not None for source in sources)
    shown = [source for source in sources if source.clock.start is not None or not is_clocked]
    begins = {source.id: _begin(source, is_clocked) for source in shown}
    if not begins:
        return Timeline()
    origin = min(begins.values())
    names = {source.id: of_case(source.case, source.camera) if is_clocked else source.name for source in shown}
    rows = {name: row for row, name in enumerate(sorted(set(names.values())))}
    places = _Places(
        {number: (begin - origin).total_seconds() for number, begin in begins.items()},
        {number: rows[name] for number, name in names.items()},
    )
    spans = np.stack([column(hits, name) for name in ("source", "start_us", "end_us")], axis=1)
    on_it = np.flatnonzero(places.has(spans[:, 0]))
    recorded = [(source.id, 0, _length_us(source)) for source in shown]
    gaps = [(source.id, gap.start_us, gap.end_us) for source in shown for gap in source.gaps]
    marks = places.spans(spans[on_it])
    return Timeline(
        tuple(rows), origin, is_clocked,
        marks=marks,
        hits=on_it,
        by_time=np.argsort(marks.begins, kind="stable"),
        recorded=places.spans(np.array(recorded, np.int64).reshape(-1, 3)),
        gaps=places.spans(np.array(gaps, np.int64).reshape(-1, 3)),
        source_names=tuple(source.name for source in shown),
        source_numbers=tuple(source.id for source in shown),
        gap_reasons=tuple(gap.reason for source in shown for gap in source.gaps),
        gap_sources=tuple(source.id for source in shown for _ in source.gaps),
        unclocked=len(hits) - len(on_it),
    )  # fmt: skip


def ticks(begin: float, end: float, most: int) -> Iterator[float]:
    """Seconds at which an axis says its time: round steps, at most so many."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)
    wanted = (end - begin) / max(1, most)
    step = next((one for one in steps if one >= wanted), 86400 * int(np.ceil(wanted / 86400)))
    at = np.ceil(begin / step) * step
    while at <= end:
        yield float(at)
        at += step


def _begin(source: Source, is_clocked: bool) -> datetime:
    shown = time_at(source.clock, 0).corrected if is_clocked else None
    return _FILE_TIME if shown is None else shown.replace(tzinfo=None)


def _length_us(source: Source) -> int:
    return max(round(source.decoded_s * 1e6), source.reached_us or 0)


class _Places:
    """Where sources stand: the seconds at which each begins, and its row."""

    def __init__(self, offsets: Mapping[int, float], rows: Mapping[int, int]) -> None:
        self._sources = np.array(sorted(offsets), np.int64)
        self._offsets = np.array([offsets[number] for number in self._sources.tolist()], np.float64)
        self._rows = np.array([rows[number] for number in self._sources.tolist()], np.int64)

    def has(self, sources: Wholes) -> npt.NDArray[np.bool_]:
        """Which of these stand anywhere."""
        return np.isin(sources, self._sources)

    def spans(self, spans: Wholes) -> Spans:
        """Source, first and last microsecond, N×3 → where that stands; every source must stand somewhere."""
        at = np.searchsorted(self._sources, spans[:, 0])
        times = spans[:, 1:].astype(np.float64) / 1e6
        return Spans(self._rows[at], self._offsets[at] + times[:, 0], self._offsets[at] + times[:, 1])
