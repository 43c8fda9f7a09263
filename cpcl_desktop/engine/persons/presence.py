"""When and where each passage was seen, and which of them nobody can be seen in both: two places at once.

Two passages through one source at the same time are two people. So are two at
different cameras at the same true time, as far as both recorders' clocks are
known and by more than these may be off. Of a clock that is not known nothing
follows; nor from two files of one camera, which may hold the same moment twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.recorder_time import doubt_s, time_at
from cpcl_desktop.engine.records import Source

Clash = Literal["same footage", "by the clock"]
_UNKNOWN, _WALL, _TRUE = 0, 1, 2  # clocks: none, one whose zone is not known, one with a zone
_EPOCH: Final = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A corrected time in microseconds by one of the clocks, and by how much it may be off."""

    clock: int = _UNKNOWN
    time_us: int = 0
    doubt_us: int = 0


class Presence:
    """Where each of N passages was, when: by its file, and by the true clock where that is known."""

    def __init__(self, passages: Passages, doubt_s: float | None = None) -> None:
        """`doubt_s`, where given, is by how much every recorder's clock may be off."""
        moments = [
            (moment_at(source, begins, doubt_s), moment_at(source, ends, doubt_s))
            for source, begins, ends in _spans(passages)
        ]
        self.sources, self.begins_us, self.ends_us = passages.sources, passages.begins_us, passages.ends_us
        self.cameras = passages.cameras
        self.clocks, self.true_begins_us, self.doubts_us = _columns([begin for begin, _ in moments])
        _, self.true_ends_us, doubts_us = _columns([end for _, end in moments])
        self.doubts_us = np.maximum(self.doubts_us, doubts_us)

    def clashes(self, some: Indices, others: Indices) -> npt.NDArray[np.bool_]:
        """For each of some passages and each of others whether nobody can be in both."""
        one, other = some[:, None], others[None, :]
        return self._in_one_file(one, other) | self._by_the_clock(one, other)

    def clash(self, one: int, other: int) -> Clash | None:
        """Why nobody can be in both of two passages, if so."""
        first, second = np.array(one), np.array(other)
        if bool(self._in_one_file(first, second)):
            return "same footage"
        return "by the clock" if bool(self._by_the_clock(first, second)) else None

    def gap_us(self, one: int, other: int) -> tuple[int, int] | None:
        """From the end of one passage to the begin of another, and by how much that may be off; None: not known."""
        if self.sources[one] == self.sources[other]:
            return int(self.begins_us[other] - self.ends_us[one]), 0
        if self.clocks[one] == _UNKNOWN or self.clocks[one] != self.clocks[other]:
            return None
        gap = int(self.true_begins_us[other] - self.true_ends_us[one])
        return gap, int(self.doubts_us[one] + self.doubts_us[other])

    def in_order(self, passages: Indices) -> Indices:
        """Passages in the order of true time; those of unknown clocks come last, by source and file time."""
        keys = (
            self.begins_us[passages],
            self.sources[passages],
            self.true_begins_us[passages],
            -self.clocks[passages],
        )
        return passages[np.lexsort(keys)]

    def is_clocked(self, passage: int) -> bool:
        """Whether the true time of a passage is known."""
        return bool(self.clocks[passage] != _UNKNOWN)

    def _in_one_file(self, one: Indices, other: Indices) -> npt.NDArray[np.bool_]:
        return np.asarray(
            (self.sources[one] == self.sources[other])
            & (self.begins_us[one] < self.ends_us[other])
            & (self.begins_us[other] < self.ends_us[one])
        )

    def _by_the_clock(self, one: Indices, other: Indices) -> npt.NDArray[np.bool_]:
        doubt = self.doubts_us[one] + self.doubts_us[other]
        return np.asarray(
            (self.cameras[one] != self.cameras[other])
            & (self.clocks[one] != _UNKNOWN)
            & (self.clocks[one] == self.clocks[other])
            & (self.true_begins_us[one] + doubt < self.true_ends_us[other])
            & (self.true_begins_us[other] + doubt < self.true_ends_us[one])
        )


def moment_at(source: Source, time_us: int, stated_s: float | None = None) -> Moment:
    """The true time of a moment in a source, as far as it is known."""
    time = time_at(source.clock, time_us)
    if time.corrected is None:
        return Moment()
    doubt = doubt_s(source.clock, time) if stated_s is None else stated_s
    aware = time.corrected.tzinfo is not None
    plain = time.corrected.astimezone(UTC).replace(tzinfo=None) if aware else time.corrected
    elapsed = plain - _EPOCH
    true_us = (elapsed.days * 86_400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds
    return Moment(_TRUE if aware else _WALL, true_us, round(doubt * 1e6))


def _spans(passages: Passages) -> list[tuple[Source, int, int]]:
    columns = (passages.sources.tolist(), passages.begins_us.tolist(), passages.ends_us.tolist())
    return [(passages.by_source[source], begins, ends) for source, begins, ends in zip(*columns, strict=True)]


def _columns(moments: list[Moment]) -> tuple[Indices, Indices, Indices]:
    rows = [(one.clock, one.time_us, one.doubt_us) for one in moments]
    clocks, times, doubts = np.array(rows, np.int64).reshape(-1, 3).T
    return clocks, times, doubts
