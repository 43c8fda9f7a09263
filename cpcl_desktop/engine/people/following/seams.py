"""Passages on both sides of a seam, at which following begins anew, put together: by what is kept of them.

Who is in sight up to the seam and right behind it is found by place, as from frame to frame, with looks to tell
people apart who stand close; who was hidden meanwhile, as in `joining`. The choice must be clear both ways. Nothing
that following remembers goes into it, so that it is the same whoever read which side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import cheapest_pairs
from cpcl_desktop.engine.people.following.places import off_way, resized, tallest
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.people.following.sightings import LOOK_PX
from cpcl_desktop.engine.records import Join, Vector
from cpcl_desktop.engine.routes import Route

_END_S: Final = 0.4  # of a route, by which it is known how somebody goes: three frames of five a second
_EDGE: Final = 0.01  # share of the picture's sides; a box closer to an edge is cut off there
_FAR: Final = 0.1  # by how much a place at the edge of reach counts less than the one expected
_NONE: Final = -1e6  # the score of what does not fit


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What is kept of a passage: its span, how often it was seen, its way, and what it looks like.

    `looks` is a vector of unit norm, `slimness` the width of a box over its height.
    """

    start_us: int
    end_us: int
    observations: int
    route: Route
    looks: Vector
    slimness: float

    def head(self) -> Doubles:
        """The first places, as `places` has them."""
        return self._between(0.0, min(_END_S, self.route.duration_s))

    def tail(self) -> Doubles:
        """The last places."""
        last_s = self.route.duration_s
        return self._between(max(0.0, last_s - _END_S), last_s)

    def _between(self, first_s: float, last_s: float) -> Doubles:
        seconds = np.unique([first_s, last_s])
        return np.column_stack((seconds, self.route.at(seconds)))


Size = tuple[int, int]  # of the picture, width and height in pixels


def joins_over(
    before: Sequence[Kept], after: Sequence[Kept], picture: Size, options: TrackOptions | None = None
) -> dict[int, tuple[int, Join]]:
    """Which passages behind a seam go on from which before it: by position `after`, the position `before`."""
    options = options or TrackOptions()
    joined: dict[int, tuple[int, Join]] = {}
    for rule in (_in_sight, _found_again):
        earlier = [at for at in range(len(before)) if at not in {first for first, _ in joined.values()}]
        later = [at for at in range(len(after)) if at not in joined]
        fits = [[_fit(before[one], after[other], rule, picture, options) for other in later] for one in earlier]
        scores = np.array([[_NONE if fit is None else fit[1] for fit in row] for row in fits], np.float64)
        for row, column in _clear_pairs(scores.reshape(len(earlier), len(later)), options.join_margin):
            fit = fits[row][column]
            if fit is not None:
                joined[later[column]] = earlier[row], fit[0]
    return joined


_Fit = tuple[Join, float]  # and how well it fits, the more the better
_Rule = Callable[[Kept, Kept, Join, Size, TrackOptions], float | None]


def _fit(earlier: Kept, later: Kept, rule: _Rule, picture: Size, options: TrackOptions) -> _Fit | None:
    gap_s = (later.start_us - earlier.end_us) / 1e6
    if not 0 < gap_s <= options.join_s:
        return None
    distance, likeness = off_way(earlier.tail(), later.head(), gap_s), float(earlier.looks @ later.looks)
    join = Join(earlier.end_us, later.start_us, distance, likeness, earlier.observations)
    score = rule(earlier, later, join, picture, options)
    return None if score is None else (join, score)


def _in_sight(earlier: Kept, later: Kept, join: Join, picture: Size, options: TrackOptions) -> float | None:
    """Out of sight no longer than following bears, near the place expected; small pictures say little of looks."""
    gap_s, tail, head = (join.end_us - join.start_us) / 1e6, earlier.tail(), later.head()
    if gap_s > options.lost_s or join.distance > options.reach_after(gap_s):
        return None
    if gap_s > options.weak_s and _at_edge(earlier, later, picture):
        return None
    likely = options.strange if join.distance <= options.here else options.likely
    likely *= min(1.0, tallest(tail) / LOOK_PX, tallest(head) / LOOK_PX)
    if join.likeness < likely or resized(tail, head) > options.here_resize:
        return None
    return 1.0 + join.likeness - join.distance


def _found_again(earlier: Kept, later: Kept, join: Join, picture: Size, options: TrackOptions) -> float | None:
    """Hidden inside the picture, and alike."""
    gap_s, tail, head = (join.end_us - join.start_us) / 1e6, earlier.tail(), later.head()
    reach = options.reach_after(gap_s)
    if _at_edge(earlier, later, picture):
        return None
    if join.distance > reach or later.observations < options.join_seen or resized(tail, head) > options.join_resize:
        return None
    return None if join.likeness < options.likely_after(gap_s) else join.likeness - _FAR * join.distance / reach


def _at_edge(earlier: Kept, later: Kept, picture: Size) -> bool:
    """Whether somebody left the picture, or came into it."""
    return _is_cut_off(earlier.tail()[-1], earlier.slimness, picture) or _is_cut_off(
        later.head()[0], later.slimness, picture
    )


def _is_cut_off(place: Doubles, slimness: float, picture: Size) -> bool:
    _, x, y, height = place.tolist()
    (width, tall), half = picture, slimness * height / 2
    across, down = _EDGE * width, _EDGE * tall
    return bool(
        x - half < across or x + half > width - across or y - height / 2 < down or y + height / 2 > tall - down
    )


def _clear_pairs(scores: Doubles, margin: float) -> Iterator[tuple[int, int]]:
    """Rows and columns of the best pairs that are so clearly: with others, less would fit, by a margin.

    Others may mean that two exchange, or that one goes with who has nobody.
    """
    if not scores.size:
        return
    rows, columns = cheapest_pairs(-scores)
    own = {int(r): int(c) for r, c in zip(rows, columns, strict=True) if scores[r, c] > _NONE}
    whose = {column: row for row, column in own.items()}
    for row, column in own.items():
        others = [
            scores[other, column] + _of(scores, row, own.get(other)) - _of(scores, other, own.get(other))
            for other in range(len(scores))
            if other != row
        ]
        free = [scores[row, other] for other in range(scores.shape[1]) if other not in whose]
        if scores[row, column] >= max([*others, *free], default=_NONE) + margin:
            yield row, column


def _of(scores: Doubles, row: int, column: int | None) -> float:
    """What a pair scores; nothing where there is none."""
    return 0.0 if column is None else max(0.0, float(scores[row, column]))
