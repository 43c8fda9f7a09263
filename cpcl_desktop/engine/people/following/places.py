"""Where somebody who was out of sight appears, against where they were expected.

Places are rows of seconds, x, y of the box's middle and its height, as a `Route` has them: K×4, or …×K×4 of many.
"""

from __future__ import annotations

import numpy as np

from cpcl_desktop.engine.people.following.prediction import Doubles

_ENDS = np.array([[0.0, -0.5], [0.0, 0.0], [0.0, 0.5]])  # heights from a box's middle to head, middle and feet


def off_way(before: Doubles, after: Doubles, gap_s: Doubles) -> Doubles:
    """Heights between the first place `after` and where who was last seen `before` would be by then.

    They may have stood still or gone on. Where more of them was hidden at one end, head or feet are compared.
    """
    ways = _ends(after[..., 0, :]) - _ends(before[..., -1, :])
    gone_on = (_velocity(before) * gap_s[..., None])[..., None, :]
    share = np.clip((ways * gone_on).sum(-1) / np.maximum((gone_on**2).sum(-1), 1e-9), 0.0, 1.0)
    off = np.sqrt(((ways - share[..., None] * gone_on) ** 2).sum(-1)).min(-1)
    return np.asarray(off / np.maximum(tallest(before), tallest(after)))


def resized(before: Doubles, after: Doubles) -> Doubles:
    """The ratio of both heights, the larger over the smaller."""
    first, second = tallest(before), tallest(after)
    return np.asarray(np.maximum(first, second) / np.minimum(first, second))


def tallest(places: Doubles) -> Doubles:
    """The greatest height of a few: of the others, less was in sight."""
    return np.asarray(places[..., 3].max(-1))


def _velocity(places: Doubles) -> Doubles:
    """Pixels a second."""
    first, last = places[..., 0, :], places[..., -1, :]
    elapsed_s = (last - first)[..., :1]
    return np.asarray(np.where(elapsed_s > 0, (last - first)[..., 1:3] / np.maximum(elapsed_s, 1e-9), 0.0))


def _ends(place: Doubles) -> Doubles:
    """The places of head, middle and feet, …×3×2."""
    return np.asarray(place[..., None, 1:3] + place[..., None, 3:] * _ENDS)
