"""Arms that reach for what they hold: elbows and wrists found by the law of cosines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.assets import Floats, Rig
from cpcl_train.synthetic.pose import shortest_turn, skinning

Grips = Mapping[str, tuple[float, float, float]]
_PALM = 0.8  # decimetres from the wrist to the middle of the hand
_UPPER = ("upperarm01", "upperarm02")
_HAND = ("lowerarm", "wrist", "finger", "metacarpal")


def reach(turns: Floats, heads: Floats, rig: Rig, grips: Grips) -> Floats:
    """World rotations (B, 3, 3) with the palms at `grips`: points by side, L or R, in the person's own frame.

    What lies out of reach is pointed at.
    """
    reached = turns
    for side, place in grips.items():
        reached = _reach_one(reached, heads, rig, side, np.asarray(place, np.float32))
    return reached


def _reach_one(turns: Floats, heads: Floats, rig: Rig, side: str, target: Floats) -> Floats:
    number = {name: i for i, name in enumerate(rig.names)}
    shoulder, elbow, wrist = (number[f"{bone}.{side}"] for bone in ("upperarm01", "lowerarm01", "wrist"))
    matrix = skinning(turns, heads, rig)[shoulder]
    start = matrix[:, :3] @ heads[shoulder] + matrix[:, 3]
    upper, lower = heads[elbow] - heads[shoulder], heads[wrist] - heads[elbow]
    long_lower = np.linalg.norm(lower) + _PALM
    bent = _elbow(start, target, float(np.linalg.norm(upper)), float(long_lower), 1.0 if side == "L" else -1.0)
    result = turns.copy()
    above, below = shortest_turn(upper, bent - start), shortest_turn(lower, target - bent)
    for name, i in number.items():
        if name in (f"{bone}.{side}" for bone in _UPPER):
            result[i] = above
        elif name.startswith(_HAND) and name.endswith(f".{side}"):
            result[i] = below
    return result


def _elbow(start: Floats, target: Floats, upper: float, lower: float, outward: float) -> Floats:
    """Where the elbow is: below, outside and a little behind the line from shoulder to hand."""
    way = target - start
    far = float(np.clip(np.linalg.norm(way), abs(upper - lower) + 0.05, upper + lower - 0.02))
    along = way / np.linalg.norm(way)
    cosine = (upper**2 + far**2 - lower**2) / (2 * upper * far)
    pole = np.asarray([0.45 * outward, -1.0, -0.35])
    pole -= (pole @ along) * along
    pole /= np.linalg.norm(pole)
    return np.asarray(start + upper * (cosine * along + np.sqrt(max(1 - cosine**2, 0.0)) * pole), np.float32)


def bowed(degrees: float) -> Rotation:
    """A head bent forward."""
    return Rotation.from_euler("X", degrees, degrees=True)
