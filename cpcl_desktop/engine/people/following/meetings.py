"""People who meet in the picture, and whether they still have their own tracks when they part.

While one hides another, boxes and colours are of both, and motion alone says
who is who. What was seen since then is kept apart, and when they have parted,
looks decide whether it is exchanged. (A decision put off until it can be made
well, in place of a choice frame by frame.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import covered
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import Looks, Sightings

_AWAY = 2  # frames after which who is not seen beside the other has not just been missed


@dataclass(slots=True, eq=False)
class Meeting:
    """Two who met, and since when."""

    one: Passage
    other: Passage
    since_us: int

    def has(self, passage: Passage) -> bool:
        """Whether somebody is one of the two."""
        return passage is self.one or passage is self.other


class Meetings:
    """All who have met and not parted yet."""

    def __init__(self, options: TrackOptions, looks: Looks) -> None:
        self._options, self._looks = options, looks
        self._open: list[Meeting] = []

    def look(self, seen: Sightings, passages: Sequence[Passage]) -> None:
        """One more frame, in which each passage has its detection: who meets, who has parted, who was mistaken."""
        share = _shares(passages)
        self._open = [m for m in self._open if m.one in passages and m.other in passages]
        for meeting in list(self._open):
            pair = meeting.one, meeting.other
            clear = [p for p in pair if not p.missed and share[passages.index(p)].max() < self._options.parted]
            if len(clear) == 2 or (clear and _is_away(meeting, clear[0])):
                self._part(meeting, clear, seen)
        self._begin(passages, share, seen.frame.time_us)

    def _begin(self, passages: Sequence[Passage], share: np.ndarray, time_us: int) -> None:
        known = {frozenset((m.one.number, m.other.number)) for m in self._open}
        for row, column in zip(*np.nonzero(np.triu(share) >= self._options.meets), strict=True):
            one, other = passages[row], passages[column]
            if frozenset((one.number, other.number)) not in known:
                one.open_stretch(time_us)
                other.open_stretch(time_us)
                self._open.append(Meeting(one, other, time_us))

    def _part(self, meeting: Meeting, clear: Sequence[Passage], seen: Sightings) -> None:
        self._open.remove(meeting)
        if self._is_swapped(meeting, clear, seen):
            meeting.one.exchange(meeting.other, meeting.since_us)
            for other in self._open:  # whose people of now are those of the other passage
                other.one, other.other = (_twin(meeting, p) for p in (other.one, other.other))
        for passage in (meeting.one, meeting.other):
            if not any(m.has(passage) for m in self._open):
                passage.one_stretch()

    def _is_swapped(self, meeting: Meeting, clear: Sequence[Passage], seen: Sightings) -> bool:
        """Whether those who are clearly seen now look more like the other one did before."""
        pair = meeting.one, meeting.other
        before = [passage.looks(self._looks) for passage in pair]
        if any(looks is None for looks in before):
            return False
        seen.look_at([passage.index for passage in clear], self._looks)
        gain = 0.0
        for passage in clear:
            now = seen.known.get(passage.index)
            if now is None:
                return False
            own = pair.index(passage)
            as_other = float(now @ before[1 - own])  # type: ignore[operator]
            if as_other < self._options.likely:
                return False  # unlike both: a third, who came between them
            gain += as_other - float(now @ before[own])  # type: ignore[operator]
        return gain > self._options.swapped * len(clear) / 2


def _is_away(meeting: Meeting, clear: Passage) -> bool:
    """Whether the other of the two is out of sight, and was seen when this one was there."""
    other = _twin(meeting, clear)
    return other.missed >= _AWAY and other.last_us >= clear.start_us


def _twin(meeting: Meeting, passage: Passage) -> Passage:
    if passage is meeting.one:
        return meeting.other
    return meeting.one if passage is meeting.other else passage


def _shares(passages: Sequence[Passage]) -> np.ndarray:
    """The larger of the shares of one's box in the other's, for all pairs; 0 with oneself."""
    boxes = np.array([passage.expected for passage in passages], np.float32).reshape(-1, 4)
    inside = covered(boxes, boxes)
    share = np.maximum(inside, inside.T)
    np.fill_diagonal(share, 0.0)
    return share
