"""Where somebody who was out of sight appears, against where they were expected.

Places are rows of seconds, x, y of the box's middle and its height, as a `Route` has them.
"""

from __future__ import annotations

import numpy as np

from cpcl_desktop.engine.people.following.prediction import Doubles


def off_way(before: Doubles, after: Doubles, gap_s: float) -> float:
    """Heights between the first place `after` and where who was last seen `before` would be by then.

    They may have stood still or gone on. Where more of them was hidden at one end, head or feet are compared.
    """
    ways = _ends(after[0]) - _ends(before[-1])
    gone_on = _velocity(before) * gap_s
    share = np.clip(ways @ gone_on / max(float(gone_on @ gone_on), 1e-9), 0.0, 1.0)
    off = np.linalg.norm(ways - share[:, None] * gone_on, axis=1).min()
    return float(off) / max(tallest(before), tallest(after))


def resized(before: Doubles, after: Doubles) -> float:
    """The ratio of both heights, the larger over the smaller."""
    first, second = tallest(before), tallest(after)
    return max(first, second) / min(first, second)


def tallest(places: Doubles) -> float:
    """The greatest height of a few: of the others, less was in sight."""
    return float(places[:, 3].max())


def _velocity(places: Doubles) -> Doubles:
    """Pixels a second."""
    elapsed_s = places[-1, 0] - places[0, 0]
    return np.zeros(2) if elapsed_s <= 0 else (places[-1, 1:3] - places[0, 1:3]) / elapsed_s


def _ends(place: Doubles) -> Doubles:
    """The places of head, middle and feet, 3×2."""
    _, x, y, height = place
    return np.array([[x, y - height / 2], [x, y], [x, y + height / 2]])
