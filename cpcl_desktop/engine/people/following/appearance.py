"""What somebody looks like by their best pictures, and how alike two are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.following.sightings import LOOK_PX, Looks
from cpcl_desktop.engine.records import Crop

_PICTURES = 3  # by which somebody's looks are known
_BETTER = 1.3  # times their quality from which new ones are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """A `vector` of unit norm, by pictures of a quality (`marks`, their sum) and a mean height of box (pixels)."""

    vector: Floats
    marks: float
    height: float

    def likeness(self, other: Appearance) -> float:
        """The cosine of both, -1 to 1."""
        return float(self.vector @ other.vector)

    def is_unlike(self, other: Appearance, likely: float) -> bool:
        """Whether the likeness is less than one person's, which is lower where pictures are small."""
        return self.likeness(other) < likely * min(1.0, self.height / LOOK_PX, other.height / LOOK_PX)


def appearance(crops: Iterable[Crop], looks: Looks, known: Appearance | None = None) -> Appearance | None:
    """By the best few of these pictures; as it is known where they are not much better, or may not be looked at."""
    best = sorted(crops, key=lambda crop: (-crop.quality, crop.time_us))[:_PICTURES]
    marks = sum(crop.quality for crop in best)
    if known is not None and marks <= _BETTER * known.marks:
        return known
    vector = looks.mean(best)
    if vector is None:
        return known
    return Appearance(vector, marks, float(np.mean([crop.box[3] - crop.box[1] for crop in best])))
