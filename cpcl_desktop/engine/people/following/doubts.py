"""When it is not sure that a passage still follows the same person, and what looks say of it a moment later.

While one hides another, boxes and colours are of both, and motion alone says
who is who; so it is where somebody was mostly hidden, stood at the edge through
which they may have gone while another came, or is found again after some
frames. What was seen since then is kept apart. When enough was clearly seen,
looks decide: the passage goes on, two who met are exchanged, or it is cut
there, since no passage shall show two people. (A decision put off until it can
be made well, in place of a choice frame by frame.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.bundle.boxes import Floats, covered
from cpcl_desktop.engine.people.following.appearance import Appearance
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.rearranging import cut, exchange
from cpcl_desktop.engine.people.following.sightings import Looks

_MISSED = 2.5  # intervals between frames from which somebody was out of sight
_AWAY = 2  # frames after which who is not seen beside the other has not just been missed


@dataclass(slots=True, eq=False)
class Doubt:
    """About one passage; `met`: with whom it may have swapped, and since when."""

    passage: Passage
    met: dict[Passage, int] = field(default_factory=dict)
    clear_us: int = 0  # since when it is clearly seen
    clear: int = 0  # and how often


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
                is_clear = bool(near < self._options.parted) and not (passage.is_cut or passage.is_at_side)
                _watch(self._open[passage], is_clear, time_us)
        ready = [doubt for doubt in self._open.values() if self._is_due(doubt)]
        return [part for doubt in ready if (part := self._settle(doubt)) is not None]

    def _begin(self, passages: Sequence[Passage], share: Floats, time_us: int) -> None:
        for passage in passages:
            was_hidden = passage.hidden_s > _MISSED * passage.interval_s
            if not passage.missed and (passage.is_cut or passage.is_at_side or was_hidden):
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

    def _is_due(self, doubt: Doubt) -> bool:
        """Enough was seen, for the first time or once more: who waits for another is not looked at each time."""
        return doubt.clear > 0 and not doubt.passage.missed and doubt.clear % self._options.sure == 0

    def _settle(self, doubt: Doubt) -> Passage | None:
        """Decide about somebody who is clearly seen again; returns what is cut off."""
        passage = doubt.passage
        if self._open.get(passage) is not doubt:
            return None  # exchanged just now
        before, now = self._both_looks(doubt)
        other = self._best_other(doubt, before, now)
        if other is not None and not self._is_ready(other):
            return None
        if other is not None and self._is_swapped(doubt, other):
            self._exchange(doubt, other)
        elif self._is_somebody_else(passage, before, now):
            return self._cut(doubt)
        else:
            self._close(doubt)
        return None

    def _both_looks(self, doubt: Doubt) -> tuple[Appearance | None, Appearance | None]:
        """Before and now; neither where nothing would follow from them."""
        passage = doubt.passage
        if not doubt.met and passage.sure_s < self._options.known_s:
            return None, None
        return passage.looks(self._looks), passage.looks_since(doubt.clear_us, self._looks)

    def _best_other(self, doubt: Doubt, before: Appearance | None, now: Appearance | None) -> Passage | None:
        """Whom of those it met it looks more like than like itself before."""
        if before is None or now is None:
            return None
        least = max(before.likeness(now) + self._options.swapped / 2, self._options.likely)
        met = [
            (looks.likeness(now), -p.number, p) for p in doubt.met if (looks := p.looks(self._looks)) is not None
        ]
        likeness, _, other = max(met, default=(-1.0, 0, None))
        return other if likeness > least else None

    def _is_ready(self, other: Passage) -> bool:
        """Whether it can be said of the other where they are now."""
        doubt = self._open.get(other)
        return doubt is None or doubt.clear >= self._options.sure or other.missed >= _AWAY

    def _is_swapped(self, doubt: Doubt, other: Passage) -> bool:
        """Whether both of two who met look more like the other one did before; one of them may be away."""
        theirs = self._open.get(other)
        if theirs is None:
            return False
        gains = [gain for gain in (self._gain(doubt, other), self._gain(theirs, doubt.passage)) if gain is not None]
        return sum(gains) > self._options.swapped * len(gains) / 2

    def _gain(self, doubt: Doubt, other: Passage) -> float | None:
        """How much more somebody looks like another one before than like themselves; None where not clear."""
        if not doubt.clear or doubt.passage.missed:
            return None
        own, theirs = doubt.passage.looks(self._looks), other.looks(self._looks)
        now = doubt.passage.looks_since(doubt.clear_us, self._looks)
        return None if own is None or theirs is None or now is None else theirs.likeness(now) - own.likeness(now)

    def _is_somebody_else(self, passage: Passage, before: Appearance | None, now: Appearance | None) -> bool:
        """Whether who is seen now looks unlike the one before, who is known well."""
        if before is None or now is None or passage.sure_s < self._options.known_s:
            return False
        return before.is_unlike(now, self._options.likely)

    def _cut(self, doubt: Doubt) -> Passage:
        part = cut(doubt.passage, doubt.clear_us)
        self._close(doubt)
        for each in self._open.values():  # nobody met the one who is seen now
            each.met.pop(doubt.passage, None)
        return part

    def _exchange(self, doubt: Doubt, other: Passage) -> None:
        passage, theirs = doubt.passage, self._open[other]
        exchange(passage, other, max(doubt.met[other], theirs.met.get(passage, 0)))
        twin = {passage: other, other: passage}
        self._close(doubt)
        self._close(theirs)
        for each in self._open.values():  # whose people of now are those of the other passage
            each.met = {twin.get(met, met): since for met, since in each.met.items()}

    def _close(self, doubt: Doubt) -> None:
        del self._open[doubt.passage]
        doubt.passage.one_stretch()


def _watch(doubt: Doubt, is_clear: bool, time_us: int) -> None:
    """Note whether somebody in doubt is clearly seen in this frame."""
    if is_clear and not doubt.clear:
        doubt.passage.open_stretch(time_us)
        doubt.clear_us = time_us
    doubt.clear = doubt.clear + 1 if is_clear else 0


def _shares(passages: Sequence[Passage]) -> Floats:
    """The larger of the shares of one's box in the other's, for all pairs; 0 with oneself."""
    boxes = np.array([passage.expected for passage in passages], np.float32).reshape(-1, 4)
    inside = covered(boxes, boxes)
    share = np.maximum(inside, inside.T)
    np.fill_diagonal(share, 0.0)
    return share
