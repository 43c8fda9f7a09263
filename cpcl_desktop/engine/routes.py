"""The way of a passage through the picture: where somebody was when, and what follows from it.

All is measured in the picture: pixels, and heights of the person's own box,
since metres are not known. A camera that turns moves everybody.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

MOST_POINTS = 200
TOLERANCE_PX = 2.0  # that a position between two kept points may be off
TOLERANCE = 0.01  # the same as a share of the box's height, where that is more
TOLERANCE_HEIGHT = 0.1  # of the height itself, as a share of it: a detector's boxes breathe
STAYS = 0.75  # heights between first and last position below which nobody went anywhere
FORESHORTENED = 2.0  # steps towards a camera look shorter than steps across
STEP_S = 0.5  # between the positions at which speed and dwell are looked at
STOP_S = 5.0  # that somebody is within one height at least, to be standing
GROWS = 1.2  # ratio of heights in that time beyond which they come or go instead

# By eighths of a turn, from left to right and on towards the camera.
DIRECTIONS = (
    "left to right",
    "left to right, towards the camera",
    "towards the camera",
    "right to left, towards the camera",
    "right to left",
    "right to left, away from the camera",
    "away from the camera",
    "left to right, away from the camera",
)
STAYING = "stays"  # of who went nowhere


@dataclass(frozen=True, eq=False)
class Route:
    """Positions over time: `points` float32 N×4, N ≥ 1: seconds since the start, x, y of the box's middle, height.

    Pixels of the upright, square-pixel source frame. Between two points the
    way is straight and even, to within the tolerances above.
    """

    points: Points

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Route) and np.array_equal(self.points, other.points)

    def __hash__(self) -> int:
        return hash(self.packed())

    def at(self, seconds: Doubles) -> Doubles:
        """Positions N×3 (x, y, height) at these times since the start; before and after it, its ends."""
        times = self.points[:, 0].astype(np.float64)
        columns = [np.interp(seconds, times, column) for column in self.points[:, 1:].T]
        return np.asarray(np.stack(columns, axis=1), np.float64)

    def between(self, first_s: float, last_s: float) -> Route:
        """The part from one time to another, both included, its times counted from the first."""
        times = self.points[:, 0]
        inside = self.points[(times > first_s) & (times < last_s)]
        edges = np.array([first_s, last_s]) if last_s > first_s else np.array([first_s])
        ends = np.column_stack((edges, self.at(edges))).astype(np.float32)
        points = np.concatenate((ends[:1], inside, ends[1:]))
        points[:, 0] -= np.float32(first_s)
        return Route(points)

    @property
    def duration_s(self) -> float:
        """Seconds from the first position to the last."""
        return float(self.points[-1, 0] - self.points[0, 0])

    @cached_property
    def height(self) -> float:
        """The usual height of the person's box, in pixels."""
        return max(1.0, float(np.median(self._steps[:, 2])))

    @property
    def direction(self) -> str:
        """Where somebody went, as one of `DIRECTIONS` or "stays"; by where the feet were first and last."""
        (x1, y1, height1), (x2, y2, height2) = self.points[0, 1:], self.points[-1, 1:]
        across = (x2 - x1) / self.height
        near = ((y2 + height2 / 2) - (y1 + height1 / 2)) / self.height
        if np.hypot(across, near) < STAYS:
            return STAYING
        eighth = np.arctan2(FORESHORTENED * near, across) / (np.pi / 4)
        return DIRECTIONS[round(float(eighth)) % 8]

    @property
    def speed(self) -> float:
        """The way's length over its time, in heights a second; of positions a second apart, against jitter."""
        places, seconds = self._steps[:: round(1 / STEP_S), :2], float(math.floor(self.duration_s))
        if not seconds:
            places, seconds = self.points[[0, -1], 1:3].astype(np.float64), self.duration_s
        length = float(np.linalg.norm(np.diff(places, axis=0), axis=1).sum()) / self.height
        return length / seconds if seconds else 0.0

    @property
    def dwell_s(self) -> float:
        """Seconds of standing: of stretches of at least `STOP_S` within one height that come no nearer."""
        window = round(STOP_S / STEP_S)
        places = self._steps
        if len(places) <= window:
            return 0.0
        seen = np.lib.stride_tricks.sliding_window_view(places, window + 1, axis=0)
        least, most = seen.min(axis=2), seen.max(axis=2)
        stands = (most[:, :2] - least[:, :2] <= self.height).all(axis=1) & (most[:, 2] <= GROWS * least[:, 2])
        standing = np.zeros(len(places) - 1, bool)
        for start in np.flatnonzero(stands):
            standing[start : start + window] = True
        return float(np.count_nonzero(standing) * STEP_S)

    @cached_property
    def _steps(self) -> Doubles:
        """Positions every `STEP_S`."""
        return self.at(self.points[0, 0] + np.arange(0.0, self.duration_s + 1e-6, STEP_S))

    def packed(self) -> bytes:
        """As a case keeps it."""
        return self.points.astype("<f4").tobytes()

    @staticmethod
    def unpacked(data: bytes) -> Route:
        """As it was packed; ValueError where it is no route."""
        points = np.frombuffer(data, "<f4").reshape(-1, 4)
        if not len(points) or not np.isfinite(points).all() or (np.diff(points[:, 0]) < 0).any():
            raise ValueError("these bytes are no route")
        return Route(points.astype(np.float32))


def described_route(route: Route | None) -> dict[str, Any]:
    """What follows from a route, as JSON has it; null where a case kept none."""
    if route is None:
        return dict.fromkeys(("direction", "speed", "dwell_s"))
    return {"direction": route.direction, "speed": round(route.speed, 3), "dwell_s": route.dwell_s}


def directions_and_heights(packed: bytes, sizes: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int8], Doubles]:
    """`direction` and `height` of N routes at once, as a case keeps them: so many bytes of each, one by one.

    Directions as codes: the place among `DIRECTIONS`, and behind them that of `STAYING`.
    """
    if not len(sizes):
        return np.empty(0, np.int8), np.empty(0)
    counts = sizes // 16
    points = np.frombuffer(packed, "<f4").reshape(-1, 4).astype(np.float64)
    ends = np.cumsum(counts)
    first, last = points[ends - counts], points[ends - 1]
    heights = np.maximum(1.0, _usual_heights(points, counts))
    across = (last[:, 1] - first[:, 1]) / heights
    near = ((last[:, 2] + last[:, 3] / 2) - (first[:, 2] + first[:, 3] / 2)) / heights
    eighths = np.round(np.arctan2(FORESHORTENED * near, across) / (np.pi / 4)).astype(int) % 8
    stays = np.hypot(across, near) < STAYS
    return np.where(stays, len(DIRECTIONS), eighths).astype(np.int8), heights


def _usual_heights(points: Doubles, counts: npt.NDArray[np.int64]) -> Doubles:
    """The median height of each route at every `STEP_S`: all laid one after the other on one axis of time."""
    starts = np.cumsum(counts) - counts
    begins, lasting = points[starts, 0], points[starts + counts - 1, 0] - points[starts, 0]
    shifts = np.cumsum(lasting + 1.0) - lasting - begins  # so that no two routes share a time
    axis = points[:, 0] + shifts[_each_of(counts)]
    steps = np.ceil((lasting + 1e-6) / STEP_S).astype(int)
    route = _each_of(steps)
    within = np.arange(len(route)) - (np.cumsum(steps) - steps)[route]
    seen = np.interp((begins + shifts)[route] + STEP_S * within, axis, points[:, 3])
    ordered = seen[np.lexsort((seen, route))]
    offsets = np.cumsum(steps) - steps
    return np.asarray((ordered[offsets + (steps - 1) // 2] + ordered[offsets + steps // 2]) / 2, np.float64)


def _each_of(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """0, 1, 2 …, each as often as `counts` says, which is once or more.

    `np.repeat` would let no other thread run meanwhile, nor the window.
    """
    begins = np.zeros(counts.sum(), np.int64)
    begins[np.cumsum(counts)[:-1]] = 1
    return np.cumsum(begins)


def distance(earlier: Route, later: Route) -> float:
    """Heights from where one route ends to where another begins."""
    way = later.points[0, 1:3].astype(np.float64) - earlier.points[-1, 1:3]
    return float(np.linalg.norm(way)) / max(1.0, float(earlier.points[-1, 3]))


def joined_routes(earlier: Route, later: Route, after_s: float) -> Route:
    """One route of two, the later of which begins so many seconds after the start of the earlier."""
    moved = later.points + np.array([after_s, 0, 0, 0], np.float32)
    return Route(np.concatenate((earlier.points, moved)))


def worth_keeping(points: Points, most: int = MOST_POINTS) -> npt.NDArray[np.bool_]:
    """Which of the points (N×4 as a `Route` has them) say all of the way; at most so many, first and last included.

    Douglas and Peucker 1973 with time as the way's own measure: what is left
    out is where the straight line between its neighbours is at that moment.
    Where that leaves too many, the tolerance is doubled.
    """
    coarser = 1.0
    while np.count_nonzero(kept := _kept(points.astype(np.float64), coarser)) > most:
        coarser *= 2
    return kept


def _kept(points: Doubles, coarser: float) -> npt.NDArray[np.bool_]:
    kept = np.zeros(len(points), bool)
    kept[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        off = _off(points[first : last + 1])
        worst = int(np.argmax(off))
        if off[worst] > coarser:
            middle = first + 1 + worst
            kept[middle] = True
            spans += [(first, middle), (middle, last)]
    return kept


def _off(span: Doubles) -> Doubles:
    """How far each inner point is off the line from the first to the last, in tolerances."""
    share = (span[1:-1, 0] - span[0, 0]) / max(span[-1, 0] - span[0, 0], 1e-9)
    line = span[0, 1:] + share[:, None] * (span[-1, 1:] - span[0, 1:])
    height = np.maximum(span[1:-1, 3], 1.0)
    place = np.linalg.norm(span[1:-1, 1:3] - line[:, :2], axis=1) / np.maximum(TOLERANCE_PX, TOLERANCE * height)
    return np.asarray(np.maximum(place, np.abs(span[1:-1, 3] - line[:, 2]) / (TOLERANCE_HEIGHT * height)))


class RouteRecorder:
    """The route of a passage that still lasts; memory stays bounded however long that is."""

    def __init__(self) -> None:
        self._times_us: list[int] = []
        self._places: list[tuple[float, float, float]] = []

    def add(self, time_us: int, x: float, y: float, height: float) -> None:
        """One more position, in pixels, later than those before."""
        self._times_us.append(time_us)
        self._places.append((x, y, height))
        if len(self._times_us) > 4 * MOST_POINTS:
            self._thin()

    def absorb(self, later: RouteRecorder) -> None:
        """Go on with the positions of another, all of which are later."""
        self._times_us += later._times_us
        self._places += later._places

    def route(self) -> Route | None:
        """The route so far, from its first position; None while there is none."""
        if not self._times_us:
            return None
        points = self._points()
        return Route(points[worth_keeping(points)])

    def _points(self) -> Points:
        seconds = (np.array(self._times_us, np.int64) - self._times_us[0]) / 1e6
        return np.column_stack((seconds, np.array(self._places, np.float64))).astype(np.float32)

    def _thin(self) -> None:
        kept = np.flatnonzero(worth_keeping(self._points(), 2 * MOST_POINTS))
        self._times_us = [self._times_us[at] for at in kept]
        self._places = [self._places[at] for at in kept]
