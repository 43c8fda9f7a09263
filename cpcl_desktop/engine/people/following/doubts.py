"""When it is not sure that a passage still follows the same person, and what looks say of it a moment later.

While one hides another, boxes and colours are of both, and motion alone says
who is who; so it is where somebody is found again after a while. What was seen
since then is kept apart. When enough was clearly seen, looks decide: the
passage goes on, two who met are exchanged, or it is cut there, since no passage
shall show two people. (A decision put off until it can be made well, in place
of a choice frame by frame.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.bundle.boxes import Floats, covered
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import LOOK_PX, Looks

_MISSED = 2.5  # intervals between frames from which somebody was out of sight
_AWAY = 2  # frames after which who is not seen beside the other has not just been missed


@dataclass(slots=True, eq=False)
class Doubt:
    """About one passage; `met`: with whom it may have swapped, and since when."""

    passage: Passage
    met: dict[Passage, int] = field(default_factory=dict)
    clear_us: int = -1  # since when it is clearly seen, and how often
    clear: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether it was clearly seen at all since then."""
        return self.clear > 0


class Doubts:
    """All that are open."""

    def __init__(self, options: TrackOptions, looks: Looks) -> None:
        self._options, self._looks = options, looks
        self._open: dict[Passage, Doubt] = {}

    def look(self, time_us: int, passages: Sequence[Passage]) -> list[Passage]:
        """One more frame, in which each passage has its detection; returns the parts cut off, which have ended."""
        share = _shares(passages)
        self._open = {passage: doubt for passage, doubt in self._open.items() if passage in passages}
        self._begin(passages, share, time_us)
        for passage, near in zip(passages, share.max(axis=1, initial=0.0), strict=True):
            if passage in self._open and not passage.missed:
                self._watch(self._open[passage], bool(near < self._options.parted) and not passage.is_cut, time_us)
        ready = [doubt for doubt in self._open.values() if doubt.clear >= self._options.sure]
        return [part for doubt in ready if (part := self._settle(doubt)) is not None]

    def _begin(self, passages: Sequence[Passage], share: Floats, time_us: int) -> None:
        for passage in passages:
            if not passage.missed and (passage.is_cut or passage.hidden_s > _MISSED * passage.interval_s):
                self._doubt(passage, time_us)
        for row, column in np.argwhere(share >= self._options.meets):
            met = self._doubt(passages[row], time_us).met
            if passages[column] not in met:
                passages[row].open_stretch(time_us)
                met[passages[column]] = time_us

    def _doubt(self, passage: Passage, time_us: int) -> Doubt:
        if passage not in self._open:
            passage.open_stretch(time_us)
            self._open[passage] = Doubt(passage)
        return self._open[passage]

    def _watch(self, doubt: Doubt, is_clear: bool, time_us: int) -> None:
        if not is_clear:
            doubt.clear = 0
        elif not doubt.clear:
            doubt.passage.open_stretch(time_us)
            doubt.clear_us, doubt.clear = time_us, 1
        else:
            doubt.clear += 1

    def _settle(self, doubt: Doubt) -> Passage | None:
        """Decide about somebody who is clearly seen again; returns what is cut off."""
        passage = doubt.passage
        if self._open.get(passage) is not doubt:
            return None  # exchanged just now
        own, now = passage.looks(self._looks), passage.looks_since(doubt.clear_us, self._looks)
        if own is None or now is None:
            return self._close(doubt)
        other = self._best_other(doubt, now[0], float(own @ now[0]))
        if other is not None:
            if not self._is_ready(other):
                return None
            if self._is_swapped(doubt, other, own, now[0]):
                return self._exchange(doubt, other)
        alike = self._options.likely * min(1.0, now[1] / LOOK_PX, passage.looks_px / LOOK_PX)
        is_other = float(own @ now[0]) < alike and passage.sure_s >= self._options.known_s
        return self._cut(doubt) if is_other else self._close(doubt)

    def _cut(self, doubt: Doubt) -> Passage:
        part = doubt.passage.cut(doubt.clear_us)
        self._close(doubt)
        for each in self._open.values():  # nobody met the one who is seen now
            each.met.pop(doubt.passage, None)
        return part

    def _best_other(self, doubt: Doubt, now: Floats, own: float) -> Passage | None:
        """Whom of those it met it looks more like than like itself before."""
        found = [(float(before @ now), -p.number, p) for p in doubt.met if (before := p.looks(self._looks)) is not None]
        alike, _, other = max(found, default=(-1.0, 0, None))
        return other if alike > own + self._options.swapped / 2 and alike >= self._options.likely else None

    def _is_ready(self, other: Passage) -> bool:
        """Whether it can be said of the other where they are now."""
        doubt = self._open.get(other)
        return doubt is None or doubt.clear >= self._options.sure or other.missed >= _AWAY

    def _is_swapped(self, doubt: Doubt, other: Passage, own: Floats, now: Floats) -> bool:
        theirs, before = self._open.get(other), other.looks(self._looks)
        if theirs is None or before is None:
            return False
        gain, times = float(before @ now) - float(own @ now), 1
        if theirs.is_clear and not other.missed:
            seen = other.looks_since(theirs.clear_us, self._looks)
            if seen is not None:
                gain, times = gain + float(own @ seen[0]) - float(before @ seen[0]), 2
        return gain > self._options.swapped * times / 2

    def _exchange(self, doubt: Doubt, other: Passage) -> None:
        passage = doubt.passage
        theirs = self._open[other]
        passage.exchange(other, max(doubt.met[other], theirs.met.get(passage, 0)))
        for each in self._open.values():  # whose people of now are those of the other passage
            if each not in (doubt, theirs):
                each.met = {{passage: other, other: passage}.get(p, p): since for p, since in each.met.items()}
        self._close(doubt)
        self._close(theirs)

    def _close(self, doubt: Doubt) -> None:
        del self._open[doubt.passage]
        doubt.passage.one_stretch()


def _shares(passages: Sequence[Passage]) -> Floats:
    """The larger of the shares of one's box in the other's, for all pairs; 0 with oneself."""
    boxes = np.array([passage.expected for passage in passages], np.float32).reshape(-1, 4)
    inside = covered(boxes, boxes)
    share = np.maximum(inside, inside.T)
    np.fill_diagonal(share, 0.0)
    return share
