"""Passages on both sides of a seam, at which following begins anew, put together: by what is kept of them.

Who is in sight up to the seam and right behind it is found by place, as from frame to frame, with looks to tell
people apart who stand close; who was hidden meanwhile, as in `joining`. The choice must be clear both ways. Nothing
that following remembers goes into it, so that it is the same whoever read which side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices, cheapest_pairs
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
        """The first two places, 2×4 as `places` has them."""
        return self._between(0.0, min(_END_S, self.route.duration_s))

    def tail(self) -> Doubles:
        """The last two."""
        last_s = self.route.duration_s
        return self._between(max(0.0, last_s - _END_S), last_s)

    def _between(self, first_s: float, last_s: float) -> Doubles:
        seconds = np.array([first_s, last_s])
        return np.column_stack((seconds, self.route.at(seconds)))


Flags = npt.NDArray[np.bool_]
Size = tuple[int, int]  # of the picture, width and height in pixels


def joins_over(
    before: Sequence[Kept], after: Sequence[Kept], picture: Size, options: TrackOptions | None = None
) -> dict[int, tuple[int, Join]]:
    """Which passages behind a seam go on from which before it: by position `after`, the position `before`."""
    options = options or TrackOptions()
    if not before or not after:
        return {}
    pairs = _near(before, after, picture, options)
    joined: dict[int, tuple[int, Join]] = {}
    for rule in (_in_sight, _found_again):
        scores = np.full((len(before), len(after)), _NONE)
        scores[pairs.rows, pairs.columns] = rule(pairs, options)
        scores[[first for first, _ in joined.values()]] = _NONE
        scores[:, list(joined)] = _NONE
        rows, columns = (np.flatnonzero((scores > _NONE).any(axis)) for axis in (1, 0))  # of a crowd, few
        for row, column in _clear_pairs(scores[np.ix_(rows, columns)], options.seam_margin):
            first, second = int(rows[row]), int(columns[column])
            joined[second] = first, pairs.join(before, after, first, second)
    return joined


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Who may be one by time and place, each column an array over the pairs: positions before and behind the seam.

    `distance` in heights from the place expected, `plain` from 0 to 1 how much pictures of their size say of looks.
    """

    rows: Indices
    columns: Indices
    gap_s: Doubles
    reach: Doubles
    distance: Doubles
    likeness: Doubles
    resized: Doubles
    plain: Doubles
    at_edge: Flags
    seen: Indices  # how often the later one was

    def join(self, before: Sequence[Kept], after: Sequence[Kept], row: int, column: int) -> Join:
        """That of one pair."""
        (at,) = np.flatnonzero((self.rows == row) & (self.columns == column))
        earlier, later = before[row], after[column]
        how = float(self.distance[at]), float(self.likeness[at])
        return Join(earlier.end_us, later.start_us, *how, earlier.observations)


def _near(before: Sequence[Kept], after: Sequence[Kept], picture: Size, options: TrackOptions) -> _Pairs:
    """Time first, then place, for all at once: in a crowd that leaves few whose looks are to be compared."""
    tails, heads = np.stack([one.tail() for one in before]), np.stack([one.head() for one in after])
    ends, starts = (np.array(times) for times in ([one.end_us for one in before], [one.start_us for one in after]))
    gaps_s = (starts - ends[:, None]) / 1e6
    rows, columns = np.nonzero((gaps_s > 0) & (gaps_s <= options.join_s))
    gap_s = gaps_s[rows, columns]
    distance = off_way(tails[rows], heads[columns], gap_s)
    reach = np.array([options.reach_after(one) for one in gap_s.tolist()], np.float64)
    near = distance <= reach
    rows, columns = rows[near], columns[near]
    who = zip(rows.tolist(), columns.tolist(), strict=True)
    likeness = [float(before[row].looks @ after[column].looks) for row, column in who]
    left = _are_cut_off(tails[:, -1], [one.slimness for one in before], picture)
    came = _are_cut_off(heads[:, 0], [one.slimness for one in after], picture)
    plain = np.minimum(1.0, np.minimum(tallest(tails)[rows], tallest(heads)[columns]) / LOOK_PX)
    return _Pairs(
        rows,
        columns,
        gap_s[near],
        reach[near],
        distance[near],
        np.array(likeness, np.float64),
        resized(tails[rows], heads[columns]),
        plain,
        left[rows] | came[columns],
        np.array([one.observations for one in after])[columns],
    )


def _in_sight(pairs: _Pairs, options: TrackOptions) -> Doubles:
    """Out of sight no longer than following bears, near the place expected; small pictures say little of looks."""
    likely = np.where(pairs.distance <= options.here, options.strange, options.likely) * pairs.plain
    fits = (pairs.gap_s <= options.lost_s) & ~((pairs.gap_s > options.weak_s) & pairs.at_edge)
    fits &= (pairs.likeness >= likely) & (pairs.resized <= options.here_resize)
    return np.where(fits, 1.0 + pairs.likeness - pairs.distance, _NONE)


def _found_again(pairs: _Pairs, options: TrackOptions) -> Doubles:
    """Hidden inside the picture, and alike."""
    fits = ~pairs.at_edge & (pairs.seen >= options.join_seen) & (pairs.resized <= options.join_resize)
    fits &= pairs.likeness >= options.seam_likely + options.join_doubt * pairs.gap_s
    return np.where(fits, pairs.likeness - _FAR * pairs.distance / pairs.reach, _NONE)


def _are_cut_off(places: Doubles, slimness: Sequence[float], picture: Size) -> Flags:
    """Whether boxes end at the picture's edge: somebody left it there, or came into it. `places` N×4."""
    _, x, y, height = places.T
    (width, tall), half = picture, np.array(slimness) * height / 2
    across, down = _EDGE * width, _EDGE * tall
    beside = (x - half < across) | (x + half > width - across)
    return np.asarray(beside | (y - height / 2 < down) | (y + height / 2 > tall - down))


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
