"""What is true of a frame: who is in it, where, and how much of them is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Sighting:
    """One person in one frame; boxes are x1 y1 x2 y2 in pixels.

    `full` is the box of the whole body, things that are led, pushed or held left out; it may reach beyond the
    picture. `visible` is that of what is seen of it, None where nothing is. `share` is how much of the body is
    seen, 0…1, counted in pixels. `head` is the middle of the head, whether it is seen or not.
    """

    person: int
    full: Box
    visible: Box | None
    share: float
    head: tuple[float, float]


@dataclass(frozen=True)
class Filmed:
    """A frame: its time in seconds, `picture` (H, W, 3) RGB and who is in it, nearest last."""

    time: float
    picture: Pixels
    people: tuple[Sighting, ...]


def box_of(mask: NDArray[np.bool_], x: int = 0, y: int = 0) -> Box | None:
    """The box around what is set in a mask (H, W) whose corner lies at (x, y); None where nothing is."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    return (float(columns[0] + x), float(rows[0] + y), float(columns[-1] + 1 + x), float(rows[-1] + 1 + y))
