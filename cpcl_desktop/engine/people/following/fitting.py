"""How well detections fit where somebody is expected: by place, size, overlap and colours of clothes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats, iou
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.prediction import Doubles

IMPOSSIBLE = 1e6  # a cost that no assignment accepts
_OVERLAP, _DISTANCE, _COLOURS = 0.4, 0.3, 0.3  # of the cost
_NARROW = 0.6  # share of the width below which a part of the person is hidden; arms and legs swing


@dataclass(frozen=True, slots=True)
class Expected:
    """Where somebody is expected and what they wear; `furthest` in heights, `unlike` a distance of colours."""

    centre: Doubles
    size: Doubles  # width, height in pixels
    deviation: float  # of the centre, in heights
    colours: Floats
    furthest: float  # from the centre, however uncertain that is
    unlike: float  # beyond which it is someone else

    def away(self, boxes: Floats, cut: float) -> Doubles:
        """How far boxes (N×4) are from it, N×2 in pixels.

        Where one is much lower or narrower than the other, a part of the person is hidden: the edges that are
        nearest are compared in place of the middles.
        """
        corners = boxes.astype(np.float64)
        low = corners[:, :2] - (self.centre - self.size / 2)
        high = corners[:, 2:] - (self.centre + self.size / 2)
        ways = np.stack(((low + high) / 2, low, high))
        nearest = np.take_along_axis(ways, np.abs(ways).argmin(axis=0)[None], axis=0)[0]
        sizes = corners[:, 2:] - corners[:, :2]
        whole = np.minimum(sizes, self.size) >= np.array([_NARROW, cut]) * np.maximum(sizes, self.size)
        return np.asarray(np.where(whole, ways[0], nearest), np.float64)

    @property
    def box(self) -> Floats:
        """As x1, y1, x2, y2."""
        return np.concatenate((self.centre - self.size / 2, self.centre + self.size / 2)).astype(np.float32)


def fitting_costs(expected: Expected, boxes: Floats, colours: Floats, options: TrackOptions) -> Doubles:
    """The cost of each of N boxes (N×4, colours N×12×3), 0 (certain) to 1; `IMPOSSIBLE` outside the gates."""
    height = expected.size[1]
    distance = np.linalg.norm(expected.away(boxes, options.cut), axis=1) / height
    deviation = float(np.hypot(expected.deviation, options.jitter))
    reach = min(options.reach * deviation, expected.furthest)
    ratio = np.abs(np.log(np.maximum(boxes[:, 3] - boxes[:, 1], 1e-3) / height))
    unlike = np.linalg.norm(colours - expected.colours, axis=2).mean(axis=1)
    overlap = iou(expected.box[None], boxes)[0]
    cost = _OVERLAP * (1 - overlap) + _DISTANCE * distance / reach + _COLOURS * unlike / expected.unlike
    barred = (distance > reach) | (ratio > np.log(options.resize)) | (unlike > expected.unlike)
    return np.asarray(np.where(barred, IMPOSSIBLE, cost), np.float64)
