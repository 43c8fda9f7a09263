"""What of a frame a detector looks at, and how finely: around people, and around what changed since they were seen.

A network that works at any size takes as long as its input is large, and one person in a large frame needs a
small part of it; one large person is seen as well at half the size, and small ones are found where they are half
as large again. Parts lie on the network's coarsest grid, so that it computes in them what it would in all of the
frame, their borders apart; around everything stays a margin of what surrounds it. That is so on a processor;
elsewhere frames are looked at whole, see `GAZES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import Floats, covered

MARGIN = 1.0  # cells left around everything, at least
SMALLEST = 3  # cells, a part's side
LARGE = 4.0  # cells that somebody must be high to be looked at at half the size: 128 pixels of the input
SMALL = 1.5  # cells that somebody must be high to be found surely: 48 pixels of the input
EDGE = 0.01  # share of a frame's sides within which somebody may be cut off
INSIDE = 0.6  # share of a box in a larger one from which it is no second person beside them
MOST = 0.6  # share of the whole frame's cells above which all of it is looked at


class Gaze(Enum):
    """What a detector may choose in a frame, by what that costs where its network runs."""

    PARTS = "parts, and how finely"
    WHOLE = "how finely"
    STATED = "nothing"


GAZES: Mapping[str, Gaze] = {"cpu": Gaze.PARTS, "tensorrt": Gaze.STATED}
USUAL_GAZE = Gaze.WHOLE
"""By provider, and on all others. A part leaves most of a GPU idle, and each size of input has to be prepared for:
those of parts are hardly ever the same, those of whole frames two. TensorRT builds its engine anew for each."""


class Scale(IntEnum):
    """How large a frame's picture is to the network: as its input says, or otherwise."""

    HALF = 0
    FULL = 1
    FINE = 2


@dataclass(frozen=True, slots=True)
class Regions:
    """Where people may be in a frame: boxes N×4 (x1, y1, x2, y2) in shares of its width and height.

    `people` are those seen when it was last looked at all over, `maybe` what could be some, or changed since.
    """

    people: Floats
    maybe: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """A frame in the cells of an input: its `height` and `width`, and how many `rows` and `columns` hold it."""

    height: float
    width: float
    rows: int
    columns: int

    def placed(self, shares: Floats) -> Floats:
        """Boxes in shares of the frame → in cells."""
        return np.asarray(shares * np.array((self.width, self.height) * 2, np.float32), np.float32)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A rectangle of cells of a frame: columns from `left` up to `right`, rows from `top` up to `bottom`.

    What a cell shows depends on the scale: of an input of half the size, twice as much each way.
    """

    left: int
    top: int
    right: int
    bottom: int
    scale: Scale = Scale.FULL

    @property
    def area(self) -> int:
        """In cells."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class View:
    """What of a frame is looked at: some parts, or all of it (None), which is then looked at on this scale."""

    parts: tuple[Part, ...] | None = None
    scale: Scale = Scale.FULL


WHOLE = View()

Grids = Mapping[Scale, Grid]  # of one frame; without FINE where that shows nothing more of it


def view_of(regions: Regions | None, people: Floats, grids: Grids, in_parts: bool = True) -> View:
    """How a frame is looked at: where people may be in it (None: anywhere), as finely as is needed.

    Without `in_parts` all of it is, whatever is known of where people may be.

    `people` N×4, in shares of the frame's sides, are those seen when it was last looked at all over: where one of
    them is small, others are, too.
    """
    scale = Scale.FINE if Scale.FINE in grids and _is_one_small(people, grids[Scale.FULL]) else Scale.FULL
    return View(None if regions is None or not in_parts else parts_of(regions, grids, scale), scale)


def parts_of(regions: Regions, grids: Grids, scale: Scale = Scale.FULL) -> tuple[Part, ...] | None:
    """The parts that hold the regions, none of which overlap; None where they cost about as much as all of it.

    A part is looked at at half the size where one large person was seen in it before, and nobody else: those who
    hide each other are found less surely there. All others are looked at on this scale.
    """
    full = grids[Scale.FULL]
    boxes = np.concatenate((regions.people, regions.maybe))
    seen = full.placed(regions.people)
    groups = _near(full.placed(boxes), full)
    while True:
        large = [_is_one_large(seen[[number for number in group if number < len(seen)]]) for group in groups]
        scales = [Scale.HALF if one else scale for one in large]
        parts = [_part(boxes[group], grids[on], on) for group, on in zip(groups, scales, strict=True)]
        pair = _overlapping([_shares(part, grids[part.scale]) for part in parts])
        if pair is None:
            break
        groups[pair[0]] += groups.pop(pair[1])
    # One cell costs the same on every scale.
    whole = grids[scale].rows * grids[scale].columns
    return None if sum(part.area for part in parts) > MOST * whole else tuple(sorted(parts))


def _near(boxes: Floats, grid: Grid) -> list[list[int]]:
    """Which of some boxes N×4 in cells touch, their margins included: lists of their numbers."""
    cells = np.zeros((grid.rows, grid.columns), np.uint8)
    first = np.maximum(np.floor(boxes[:, :2] - MARGIN), 0).astype(int).tolist()
    last = np.ceil(boxes[:, 2:] + MARGIN).astype(int).tolist()
    for (left, top), (right, bottom) in zip(first, last, strict=True):
        cells[top:bottom, left:right] = 1
    labels = cv2.connectedComponents(cells)[1]
    groups: dict[int, list[int]] = {}
    for number, (left, top) in enumerate(first):
        label = int(labels[min(top, grid.rows - 1), min(left, grid.columns - 1)])
        groups.setdefault(label, []).append(number)
    return list(groups.values())


def _is_one_small(people: Floats, grid: Grid) -> bool:
    """Whether one of some boxes N×4, in shares of a frame, is somebody small, not one cut off by its edge."""
    inside = (people[:, :2] > EDGE).all(axis=1) & (people[:, 2:] < 1 - EDGE).all(axis=1)
    placed = grid.placed(people[inside])
    return bool((placed[:, 3] - placed[:, 1] < SMALL).any())


def _is_one_large(people: Floats) -> bool:
    """Whether boxes N×4, in cells, are one large person's."""
    if not len(people):
        return False
    high = people[:, 3] - people[:, 1]
    largest = people[[int(np.argmax(high))]]
    return bool(high.max() >= LARGE and (covered(people, largest) >= INSIDE).all())


def _part(boxes: Floats, grid: Grid, scale: Scale) -> Part:
    """What holds boxes N×4 in shares of the frame, with a margin."""
    placed = grid.placed(boxes)
    first = np.floor(placed[:, :2].min(axis=0) - MARGIN).astype(int)
    last = np.ceil(placed[:, 2:].max(axis=0) + MARGIN).astype(int)
    left, right = _span(int(first[0]), int(last[0]), grid.columns)
    top, bottom = _span(int(first[1]), int(last[1]), grid.rows)
    return Part(left, top, right, bottom, scale)


def _span(first: int, last: int, cells: int) -> tuple[int, int]:
    """A stretch within so many cells, and not too short."""
    first, last = max(0, min(first, cells - SMALLEST)), min(cells, last)
    return first, min(cells, max(last, first + SMALLEST))


def _shares(part: Part, grid: Grid) -> tuple[float, float, float, float]:
    return (
        part.left / grid.width, part.top / grid.height, part.right / grid.width, part.bottom / grid.height,
    )  # fmt: skip


def _overlapping(places: Sequence[tuple[float, float, float, float]]) -> tuple[int, int] | None:
    """The first two of some rectangles that share an area."""
    for second in range(1, len(places)):
        for first in range(second):
            (a, b, c, d), (e, f, g, h) = places[first], places[second]
            if a < g and e < c and b < h and f < d:
                return first, second
    return None
