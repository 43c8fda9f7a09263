"""Hesitant boxes that lie on somebody's way, found by going back from where they were surely seen.

A third of a detector's hesitant boxes show people: who comes from afar, or is half
hidden. As such a box comes it cannot be told from a mistake, so it starts no
passage, and goes on with one for a moment only. Once somebody is seen again, or
for the first time, the way there is looked at backwards, where it is known both
whither they went and what they look like. (The second chance of ByteTrack's
weak detections, after the fact.)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.people.following.fitting import IMPOSSIBLE, Expected, fitting_costs
from cpcl_desktop.engine.people.following.looking import NOBODY, likenesses, with_looks
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import cheapest_pairs
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import Looks, Observation
from cpcl_desktop.engine.people.following.stretch import ENDS
from cpcl_desktop.engine.people.following.ways import beyond, way_at


@dataclass(slots=True, eq=False)
class _GoingBack:
    """Somebody who was seen at `from_us`, and before that at `since_us`; None: never."""

    passage: Passage
    since_us: int | None
    from_us: int

    def way(self, time_us: int, options: TrackOptions) -> Expected | None:
        """Where they were at a time at which they were not seen; None where that cannot be told."""
        if self.since_us is not None:
            return way_at(self.passage, time_us, options) if self.since_us < time_us < self.from_us else None
        near = time_us < self.from_us <= time_us + options.weak_s * 1e6
        return beyond(self._start()[::-1], time_us, options) if near else None

    def _start(self) -> list[Observation]:
        return [*self.passage.lead, *self.passage.head][:ENDS]

    def take(self, seen: Observation) -> None:
        """It is theirs."""
        if self.since_us is None:
            self.passage.lead.insert(0, seen)
            self.from_us = seen.time_us
        else:
            self.passage.take(seen)


class Filling:
    """The boxes of the last seconds that are nobody's."""

    def __init__(self, options: TrackOptions, looks: Looks) -> None:
        self._options, self._looks = options, looks
        self._frames: deque[tuple[int, list[Observation]]] = deque()

    def keep(self, time_us: int, spare: Sequence[Observation]) -> None:
        """Those of a frame, later than those kept before."""
        self._frames.append((time_us, list(spare)))
        while self._frames[0][0] < time_us - self._options.back_s * 1e6:
            self._frames.popleft()

    def fill(self, time_us: int, passages: Sequence[Passage]) -> None:
        """Go back from this frame with who is seen in it, to where they were seen before."""
        going = [back for passage in passages if (back := _going_back(passage, time_us)) is not None]
        for then_us, spare in reversed(self._frames):
            if not going:
                break
            ways = [(back, way) for back in going if (way := back.way(then_us, self._options)) is not None]
            for back, seen in self._found(spare, ways):
                back.take(seen)
                spare.remove(seen)

    def _found(
        self, spare: Sequence[Observation], ways: Sequence[tuple[_GoingBack, Expected]]
    ) -> list[tuple[_GoingBack, Observation]]:
        if not spare or not ways:
            return []
        costs = self._costs(spare, ways)
        pairs = zip(*cheapest_pairs(np.minimum(costs, NOBODY * self._options.worst)), strict=True)
        return [(ways[r][0], spare[c]) for r, c in pairs if costs[r, c] <= self._options.worst]

    def _costs(self, spare: Sequence[Observation], ways: Sequence[tuple[_GoingBack, Expected]]) -> Doubles:
        options = self._options
        boxes = np.array([seen.scene_box for seen in spare])
        colours = np.array([seen.colours for seen in spare])
        costs = np.array([fitting_costs(way, boxes, colours, options) for _, way in ways])
        possible = costs <= options.worst
        people, crops = [back.passage for back, _ in ways], [seen.crop for seen in spare]
        alike = likenesses(people, crops, possible, self._looks)
        found = np.full(costs.shape, IMPOSSIBLE)
        for at, likeness in alike.items():
            found[at] = with_looks(costs[at], likeness, options.filled, options)
        return found


def _going_back(passage: Passage, time_us: int) -> _GoingBack | None:
    if passage.seen_at(time_us) is None or not passage.is_track():
        return None
    before = [seen for seen in (*passage.behind, *passage.recent) if seen.time_us < time_us]
    return _GoingBack(passage, before[-1].time_us if before else None, time_us)
